"""Every key of `read --json`, with its value: an address, a feed's article, a file, standard input, a file that is kept."""

from pathlib import Path
from typing import Any

import pytest
from tests.cli.conftest import Cli
from tests.cli.site import HOUR, NOW, RSS, Item, Site, rss

from newscli.view.machine import ARTICLE_KEYS, FEED_LABEL_KEYS, LINK_KEYS, OPENED_KEYS, OUTLET_KEYS

PARAGRAPHS = (
    "The harbour council voted on Tuesday to rebuild the eastern pier after two winters of storms left its stones loose.",
    "Work is to begin in April and will close the fish market for at least nine weeks, although traders may sell from boats.",
    "The money comes from a fund that the port has kept for thirty years; no new tax is planned, and the town will pay nothing.",
)


def card(name: str, title: str, *, day: str = "", teaser: str = "") -> str:
    date = f'<span class="date">{day}</span>' if day else ""
    words = f"<p>{teaser}</p>" if teaser else ""
    return f'<div class="card"><h3><a href="/news/{name}?utm_source=card">{title}</a></h3>{date}{words}</div>'


PAGE = f"""<!doctype html><html lang="en-GB"><head><meta charset="utf-8">
<title>Harbour council votes for the pier - The Post</title>
<meta property="og:type" content="article"><meta property="og:site_name" content="The Post">
<meta property="og:title" content="Harbour council votes for the pier"><meta property="og:image" content="/pier.jpg">
<meta property="og:description" content="The pier will be rebuilt."><link rel="canonical" href="/news/pier">
<meta property="article:published_time" content="2025-11-03T09:30:00+09:00">
<meta property="article:modified_time" content="2025-11-03T11:00:00+09:00">
<meta property="article:section" content="Harbour"><meta property="article:tag" content="Pier"></head>
<body><header><nav><a href="/">Home</a></nav></header><main><article><h1>Harbour council votes for the pier</h1>
<p class="byline">By <a rel="author" href="/ann">Ann Lee</a></p><span class="views">379 views</span>
<div class="article-body"><p>{PARAGRAPHS[0]}</p><h2>From <em>April</em></h2><p>{PARAGRAPHS[1]}</p>
<ul><li>Lamps on the whole length of the pier</li><li>Benches for those who wait</li></ul>
<blockquote><p>{PARAGRAPHS[2]}</p></blockquote></div></article>
<section class="related"><h2>Related news</h2>
{card("ferry", "Ferry to the islands adds a crossing", day="November 2, 2025", teaser="From May on there are two a morning.")}
{card("lamp", "Lighthouse keeper retires after forty years", day="3 hours ago", teaser="He will stay on the island.")}
{card("storm", "Storm season forecast worries fishing towns")}</section></main>
<aside class="most-read"><h2>Most read</h2><ol><li><a href="/news/king">King opens the new bridge over the sound</a></li>
<li><a href="/news/cup">Cup final goes to extra time once again</a></li>
<li><a href="/news/snow">Snow closes schools in the whole north</a></li></ol></aside>
<div class="sponsored-content"><h2>Sponsored</h2>
<a rel="sponsored" href="https://ads.example/shoes">Ten shoes that every walker wants to have</a>
<a rel="sponsored" href="https://ads.example/knife">The knife that cooks do not want you to know</a></div>
<footer><p>The Post</p></footer></body></html>"""

ENTRY = Item(name="pier", title="Council votes for the pier", teaser="A line from the feed.", at=NOW - HOUR, topic="Coast")
HTML = (
    f"<p>{PARAGRAPHS[0]}</p>\n<h2>From <em>April</em></h2>\n<p>{PARAGRAPHS[1]}</p>\n"
    "<ul><li>Lamps on the whole length of the pier</li>"
    f"<li>Benches for those who wait</li></ul>\n<blockquote><p>{PARAGRAPHS[2]}</p></blockquote>"
)
TEXT = (
    f"{PARAGRAPHS[0]}\n\nFrom April\n\n{PARAGRAPHS[1]}\n\n"
    "- Lamps on the whole length of the pier\n- Benches for those who wait\n\n"
    f"{PARAGRAPHS[2]}"
)


def link(base: str, number: int | None, position: int, list_no: int, name: str, title: str, **more: object) -> dict[str, object]:
    address = f"{base}news/{name}" if "/" not in name else f"https://{name}"
    bare = dict.fromkeys(LINK_KEYS)
    return {**bare, "id": number, "position": position, "list": list_no, "title": title, "url": address, **more}


def lists(base: str, first_id: int | None) -> dict[str, list[dict[str, object]]]:
    """What the page offers, its ids counted from `first_id`."""
    ids: list[int | None] = [first_id + n if first_id else None for n in range(6)]
    news, most = {"section": "Related news"}, {"section": "Most read"}
    return {
        "related": [
            link(base, ids[0], 1, 1, "ferry", "Ferry to the islands adds a crossing", published_at="2025-11-02T00:00:00Z",
                 date_text="November 2, 2025", teaser="From May on there are two a morning.", **news),
            link(base, ids[1], 2, 1, "lamp", "Lighthouse keeper retires after forty years", published_at="2025-11-03T09:00:00Z",
                 date_text="3 hours ago", teaser="He will stay on the island.", **news),
            link(base, ids[2], 3, 1, "storm", "Storm season forecast worries fishing towns", **news),
        ],
        "trending": [
            link(base, ids[3], 1, 1, "king", "King opens the new bridge over the sound", **most),
            link(base, ids[4], 2, 1, "cup", "Cup final goes to extra time once again", **most),
            link(base, ids[5], 3, 1, "snow", "Snow closes schools in the whole north", **most),
        ],
        "sponsored": [
            link(base, None, 1, 1, "ads.example/shoes", "Ten shoes that every walker wants to have", section="Sponsored"),
            link(base, None, 2, 1, "ads.example/knife", "The knife that cooks do not want you to know", section="Sponsored"),
        ],
    }  # fmt: skip


def expected(base: str, ref: str, number: int | None, **more: object) -> dict[str, object]:
    host = base.split("/")[2].partition(":")[0]
    return {
        "ref": ref, "id": number, "url": f"{base}news/pier", "title": "Harbour council votes for the pier",
        "authors": ["Ann Lee"], "outlet": {"name": "The Post", "host": host},
        "published_at": "2025-11-03T00:30:00Z", "published_text": "2025-11-03T09:30:00+09:00", "published_precision": "second",
        "published_source": "guess",
        "updated_at": "2025-11-03T02:00:00Z", "arrived_at": "2025-11-03T12:00:00Z", "sort_at": "2025-11-03T00:30:00Z",
        "feed": None, "feeds": [], "topics": ["Harbour", "Pier"], "tags": [], "language": "en-GB",
        "summary": "The pier will be rebuilt.", "read": False, "seen": False, "starred": False, "image": f"{base}pier.jpg",
        "views": 379, "characters": len(TEXT), "reading_minutes": 1, "origin": "url", "completeness": "unknown",
        "text": TEXT, "html": HTML, **lists(base, number + 1 if number else None), **more,
    }  # fmt: skip


def check(line: dict[str, Any], wanted: dict[str, object]) -> None:
    assert tuple(line) == OPENED_KEYS
    assert {key: line[key] for key in wanted} == wanted
    assert set(wanted) == set(OPENED_KEYS)
    assert set(ARTICLE_KEYS) <= set(wanted)
    for items in (line["related"], line["trending"], line["sponsored"]):
        assert all(tuple(item) == LINK_KEYS for item in items)
    assert line["outlet"] is None or tuple(line["outlet"]) == OUTLET_KEYS
    assert all(tuple(label) == FEED_LABEL_KEYS for label in line["feeds"])


def test_an_address(cli: Cli, site: Site) -> None:
    url = site.put("news/pier", PAGE)
    check(cli.ok("read", url, "--json").lines[0], expected(site.url, url, 1))
    check(cli.ok("read", "1", "--json", "--offline").lines[0], expected(site.url, "1", 1))
    assert cli.ok("read", "1", "--jsonl").out == cli.ok("read", "1", "--json").out


def test_an_article_of_a_feed_keeps_the_feeds_word_where_the_page_says_nothing(cli: Cli, site: Site) -> None:
    site.put("news/pier", PAGE)
    cli.ok("add", site.put("feed.xml", rss(site.url, [ENTRY]), kind=RSS), "--tag", "coast")
    label = {"slug": "site", "title": "The Site", "url": f"{site.url}feed.xml"}
    wanted = expected(
        site.url, "1", 1, feed=label, feeds=[label], tags=["coast"], topics=["Coast", "Harbour", "Pier"], origin="feed",
        sort_at="2025-11-03T11:00:00Z", seen=True, published_at="2025-11-03T11:00:00Z",
        published_text="Mon, 03 Nov 2025 11:00:00 +0000", published_source="feed:published",
    )  # fmt: skip
    check(cli.ok("read", "1", "--json").lines[0], wanted)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "pier.html"
    path.write_text(PAGE, encoding="utf-8")
    return path


BASE = "https://post.example/"


def test_a_file_and_standard_input(cli: Cli, file: Path) -> None:
    ran = cli.ok("read", str(file), "--json", "--base-url", f"{BASE}news/pier")
    check(ran.lines[0], expected(BASE, str(file), None, origin="file"))
    ran = cli.ok("read", "-", "--json", "--base-url", f"{BASE}news/pier", stdin=PAGE)
    check(ran.lines[0], expected(BASE, "-", None, origin="file"))
    assert not cli.home.exists()


def test_a_file_that_is_kept(cli: Cli, file: Path) -> None:
    for stdin, ref in (("", str(file)), (PAGE, "-")):
        ran = cli.ok("read", ref, "--save", "--json", "--base-url", f"{BASE}news/pier", stdin=stdin)
        check(ran.lines[0], expected(BASE, ref, 1, origin="file"))
    check(cli.ok("read", "1", "--json", "--offline").lines[0], expected(BASE, "1", 1, origin="file"))


def test_a_file_without_an_address_has_null_where_one_would_be(cli: Cli, file: Path) -> None:
    line = cli.ok("read", str(file), "--json").lines[0]
    assert tuple(line) == OPENED_KEYS
    assert (line["url"], line["outlet"], line["image"]) == (None, None, None)
    assert [item["url"] for item in line["sponsored"]] == ["https://ads.example/shoes", "https://ads.example/knife"]
