"""`newscli add`, `feeds`, `edit`, `import`, `export`, `refresh`: what is followed, and bringing it up to date."""

import shlex
from pathlib import Path

import pytest
from tests.cli.conftest import Cli
from tests.cli.site import HOUR, NOW, SEVERAL, SUMMIT, SUMMIT_TEXT, Item, Site, article

from newscli.view.machine import FEED_KEYS, REFRESH_KEYS

LATER = Item(name="later", title="Something that came later", at=NOW + HOUR / 2)


def home_page(*feeds: str) -> str:
    links = "".join(f'<link rel="alternate" type="application/rss+xml" href="{feed}">' for feed in feeds)
    return f"<!doctype html><html><head><title>The Site</title>{links}</head><body><p>Welcome to our site.</p></body></html>"


def test_a_feed_is_followed_with_one_request(cli: Cli, site: Site) -> None:
    ran = cli.ok("add", site.put_feed("feed.xml", *SEVERAL))
    assert [row[0] for row in ran.rows] == ["3", "2", "1"]
    assert ran.err == "following site: The Site · 3 articles · 1 request\n"
    assert site.requests == ["/feed.xml"]
    assert cli.ok("feeds").rows == [["site", "3", "3", "ok", "2025-11-03T12:00:00Z", "The Site", site.url + "feed.xml"]]


def test_the_feed_of_a_site_is_found(cli: Cli, site: Site) -> None:
    site.put("", home_page("/feed.xml"))
    site.put_feed("feed.xml", *SEVERAL)
    cli.ok("add", site.url)
    (feed,) = cli.ok("feeds", "--json").json
    assert set(feed) == set(FEED_KEYS)
    assert (feed["url"], feed["kind"], feed["unread"], feed["total"], feed["health"]) == (
        site.url + "feed.xml",
        "feed",
        3,
        3,
        "ok",
    )
    assert site.requests == ["/", "/feed.xml"]


def test_a_feed_that_is_announced_and_dead_gives_way_to_the_next(cli: Cli, site: Site) -> None:
    site.put("", home_page("/dead.xml", "/feed.xml"))
    site.put_feed("feed.xml", *SEVERAL)
    cli.ok("add", site.url)
    assert cli.ok("feeds").rows[0][-1] == site.url + "feed.xml"


def test_a_feed_that_is_not_announced_is_looked_for_at_the_usual_places(cli: Cli, site: Site) -> None:
    site.put("", home_page())
    site.put_feed("feed", *SEVERAL)
    assert cli.ok("add", site.url).err.startswith("following site: The Site")


def section_page(site: Site) -> str:
    teaser = "What the neighbours tell of it fits into a few lines, is read in a minute, and there is more behind it."
    cards = "".join(
        f'<article><h3><a href="{site.url}world/{name}.html">The story of the {name} and what came of it</a></h3>'
        f'<time datetime="2025-11-0{number % 3 + 1}">{number % 3 + 1} November</time><p>{teaser}</p></article>'
        for number, name in enumerate(["harbour", "ferry", "mill", "river", "bell", "tram", "lamp", "wheat", "train", "bread"])
    )
    page = f"<!doctype html><html lang=en><head><title>World</title></head><body><main><h1>World</h1>{cards}</main></body></html>"
    return site.put("world.html", page)


def test_a_section_page_is_followed_by_its_cards_without_being_told_to(cli: Cli, site: Site) -> None:
    ran = cli.ok("add", section_page(site))
    assert len(ran.rows) == 10
    assert ran.err.startswith("following the cards of world: World · 10 articles")
    (feed,) = cli.ok("feeds", "--json").json
    assert (feed["kind"], feed["total"], feed["url"]) == ("page", 10, f"{site.url}world.html")


def test_a_section_page_is_named_by_read(cli: Cli, site: Site) -> None:
    url = section_page(site)
    ran = cli("read", url)
    assert (ran.code, ran.out) == (1, "")
    assert "this is a section page" in ran.err
    assert f"newscli add --page {url}" in ran.err


def test_a_list_of_files_is_neither_followed_nor_kept(cli: Cli, site: Site) -> None:
    names = ["2024/", "minutes-of-the-council.txt", "notes.html", "reports/"]
    rows = "".join(f'<li><a href="{name}">{name}</a></li>' for name in names)
    page = f"<html><title>Directory listing for /</title><h1>Directory listing for /</h1><hr><ul>{rows}</ul></html>"
    ran = cli("add", site.put("files/", page))
    assert (ran.code, ran.out) == (1, "")
    assert "this is a list of files" in ran.err
    assert cli.ok("feeds").rows == []


def test_an_article_is_kept(cli: Cli, site: Site) -> None:
    ran = cli.ok("add", site.put_page(SUMMIT, SUMMIT_TEXT))
    assert ran.rows[0][0] == "1"
    assert ran.err.startswith("no feed there · kept article 1: newscli read 1 · ")
    assert cli.ok("feeds").rows == []
    assert cli.ok("read", "1", "--offline", "--json").lines[0]["text"].split("\n\n") == list(SUMMIT_TEXT)


def test_an_article_of_a_site_that_is_followed_is_kept_too(following: Cli, site: Site) -> None:
    link = f'<link rel="alternate" type="application/rss+xml" href="{site.url}feed.xml">'
    page = article(Item(name="far", title="Found far away"), SUMMIT_TEXT, []).replace("<head>", f"<head>{link}")
    ran = following.ok("add", site.put("news/far", page))
    assert ran.err.startswith("kept article 4: newscli read 4 · site is followed already · ")
    assert following.ok("read", "4", "--json", "--offline").lines[0]["title"] == "Found far away"
    assert len(following.ok("feeds").rows) == 1


def test_a_feed_is_known_again_where_its_redirect_leads(cli: Cli, site: Site) -> None:
    there = site.put_feed("sport.xml", *SEVERAL)
    moved = site.put_redirect("moved.xml", there, status=301)
    cli.ok("add", moved)
    assert cli.ok("add", there).err.startswith("already following ")
    assert len(cli.ok("feeds").rows) == 1
    cli.ok("undo")
    cli.ok("add", there)
    assert cli.ok("add", moved).err.startswith("already following ")


def test_adding_again_changes_nothing(following: Cli, site: Site) -> None:
    ran = following.ok("add", site.url + "feed.xml")
    assert ran.err == "already following site: The Site · 0 requests\n"
    assert len(following.ok("feeds").rows) == 1


def test_a_feed_of_articles_that_are_known_shows_them_all_the_same(following: Cli, site: Site) -> None:
    ran = following.ok("add", site.put_feed("other.xml", *SEVERAL[:2], title="Other"))
    assert [row[0] for row in ran.rows] == ["3", "2"]
    assert ran.err == "following other: Other · 2 articles · 1 request\n"


def test_one_address_of_several_that_fails_is_named(cli: Cli, site: Site) -> None:
    good = site.put_feed("feed.xml", *SEVERAL)
    ran = cli("add", good, site.url + "gone")
    assert ran.code == 3
    assert "error: " in ran.err
    assert len(cli.ok("feeds").rows) == 1
    assert cli("add", site.url + "gone", site.url + "gone2").code == 1


def test_tags_are_given_without_their_sign(cli: Cli, site: Site) -> None:
    cli.ok("add", "--tag", "#asia", "--tag", "world", site.put_feed("feed.xml", *SEVERAL))
    assert cli.ok("feeds", "--json").json[0]["tags"] == ["asia", "world"]
    assert cli.ok("feeds", "--tag", "asia", "--count").out == "1\n"
    assert cli("feeds", "--tag", "none", "-e").code == 4


def test_a_feed_can_be_called_otherwise(following: Cli, site: Site) -> None:
    following.ok("edit", "site", "--slug", "mine", "--title", "My own words", "--tag", "a")
    (feed,) = following.ok("feeds", "--json").json
    assert (feed["slug"], feed["title"], feed["tags"]) == ("mine", "My own words", ["a"])
    following.now += HOUR
    site.put_feed("feed.xml", LATER, *SEVERAL, title="The Site, renamed")
    following.ok("refresh", "mine")
    assert following.ok("feeds", "--json").json[0]["title"] == "My own words"
    assert following("edit", "mine", "--slug", "12").code == 2
    assert following("edit", "mine").code == 2


def test_an_empty_title_is_the_publishers_again(following: Cli) -> None:
    following.ok("edit", "site", "--title", "Mine")
    assert following.ok("edit", "site", "--title", "").err == "site: The Site\n"


def test_a_reader_may_choose_how_often_a_feed_is_asked(following: Cli, site: Site) -> None:
    assert following.ok("edit", "site", "--rhythm", "4h").err == "site: The Site · asked every 4h\n"
    following.ok("refresh", "site")
    assert following.ok("feeds", "--json").json[0]["rhythm"] == 4 * 3600
    site.requests.clear()
    following.now += 3 * HOUR
    following.ok("refresh")
    assert site.requests == []
    following.now += HOUR
    following.ok("refresh")
    assert site.requests == ["/feed.xml"]
    # A shorter rhythm counts from the last attempt, not from the plan that the longer one made.
    following.ok("edit", "site", "--rhythm", "7d")
    following.ok("refresh", "site")
    following.ok("edit", "site", "--rhythm", "15m")
    following.now += HOUR
    following.ok("refresh")
    assert len(site.requests) == 3
    assert following.ok("edit", "site", "--rhythm", "auto").err == "site: The Site · asked by its own pace\n"
    assert following.ok("feeds", "--json").json[0]["rhythm"] is None
    for words in ("5m", "8d", "0h", "soon", "-1h"):
        assert following("edit", "site", "--slug", "other", "--rhythm", words).code == 2
    assert following.ok("feeds", "--json").json[0]["slug"] == "site"


def test_full_text_is_wished_for_and_wished_away(following: Cli) -> None:
    assert following.ok("feeds", "--json").json[0]["full_text"] is None
    assert following.ok("edit", "site", "--full-text").err == "site: The Site · with the pages of new articles\n"
    assert following.ok("feeds", "--json").json[0]["full_text"] is True
    following.ok("edit", "site", "--no-full-text")
    assert following.ok("feeds", "--json").json[0]["full_text"] is False


def test_what_is_exported_can_be_imported(following: Cli, site: Site, tmp_path: Path) -> None:
    following.ok("edit", "site", "--tag", "asia", "--tag", "daily")
    document = following.ok("export").out
    file = tmp_path / "feeds.opml"
    following.ok("export", "-o", str(file))
    assert file.read_text(encoding="utf-8") == document
    other = Cli(tmp_path / "other")
    assert other.ok("import", str(file)).err == "1 feed imported · newscli refresh fetches them\n"
    (feed,) = other.ok("feeds", "--json").json
    assert (feed["url"], feed["title"]) == (site.url + "feed.xml", "The Site")
    assert (feed["tags"], feed["health"]) == (["asia", "daily"], "never")
    assert other.ok("import", "-", stdin=document).err.startswith("0 feeds imported, 1 followed already")
    assert site.requests == []
    other.ok("refresh")
    assert len(other.ok("latest").rows) == 3


@pytest.mark.parametrize(
    ("name", "lines", "found", "hint"),
    [
        ("list", 'https://a.example/feed "news" "~The A"\n\n"query:Unread:unread = \\"yes\\""\n# b\nhttps://b.example/ tech',
         "newsboat's own list of feeds", "newsboat -e > feeds.opml, then newscli import feeds.opml"),
        ("urls", "https://a.example/feed\nhttps://b.example/feed\n",
         "a list of addresses", "newsboat -e > feeds.opml, then newscli import feeds.opml"),
        ("mine.txt", "# mine\nhttps://a.example/feed\nHTTP://b.example/feed\n",
         "a list of addresses", "newscli add ADDRESS... follows them"),
        ("mine.txt", "I read https://a.example/feed\nhttps://b.example/feed",
         "plain text", "it takes OPML, as other readers export it; newscli add follows a single feed"),
    ],
)  # fmt: skip
def test_a_list_that_is_no_opml_is_told_what_to_do_with(
    cli: Cli, tmp_path: Path, name: str, lines: str, found: str, hint: str
) -> None:
    (tmp_path / name).write_text(lines)
    ran = cli("import", str(tmp_path / name))
    assert (ran.code, ran.err) == (1, f"error: {tmp_path / name}: not a list of feeds (OPML) but {found}\n\nhint: {hint}\n")


def test_a_file_behind_export_is_told_where_it_goes(following: Cli, tmp_path: Path) -> None:
    file = tmp_path / "o'feeds.opml"
    ran = following("export", str(file))
    assert (ran.code, ran.err.partition("\n\n")[2]) == (2, f"hint: newscli export -o {shlex.quote(str(file))}\n")
    assert following("export", "my feeds.opml").err.endswith("hint: newscli export -o FILE\n")
    assert not file.exists()
    assert following("searches", "x").err.endswith("hint: newscli searches --help\n")


def test_what_cannot_be_imported_is_named(cli: Cli, tmp_path: Path) -> None:
    opml = '<opml version="2.0"><body><outline xmlUrl="javascript:x" text="bad"/>{}</body></opml>'
    good = '<outline xmlUrl="https://a.example/feed" text="good"/>'
    ran = cli("import", "-", stdin=opml.format(good))
    assert ran.code == 3
    assert "not imported: " in ran.err
    assert cli("import", "-", stdin=opml.format("")).code == 1
    cut = cli("import", "-", stdin='<?xml version="1.0"?><opml version="2.0"><head>')
    assert cut.code == 1
    assert "breaks off before its first feed" in cut.err


def test_refresh_says_what_became_of_each_feed(cli: Cli, site: Site) -> None:
    for name in ("new", "changed", "same", "failed"):
        etag = '"1"' if name == "same" else None
        site.put_feed(name, Item(name=name, title=f"Of {name}"), title=f"Feed {name}", etag=etag)
        cli.ok("add", site.url + name)
    cli.now += 2 * HOUR
    site.put_feed("new", Item(name="another", title="Another"), Item(name="new", title="Of new"), title="Feed new")
    site.put_feed("changed", Item(name="changed", title="Of changed, corrected"), title="Feed changed")
    del site.answers["/failed"]
    ran = cli("refresh", "--all", "--json")
    assert ran.code == 3
    outcomes = {each["feed"]["slug"]: each for each in ran.json}
    assert all(set(each) == set(REFRESH_KEYS) for each in ran.json)
    assert {slug: (each["outcome"], each["new"], each["changed"]) for slug, each in outcomes.items()} == {
        "new": ("new", 1, 0), "changed": ("changed", 0, 1), "same": ("unchanged", 0, 0), "failed": ("failed", 0, 0),
    }  # fmt: skip
    assert outcomes["failed"]["feed"] == {"slug": "failed", "title": "Feed failed", "url": site.url + "failed"}
    assert "404" in outcomes["failed"]["error"]
    assert outcomes["new"]["error"] is None
    assert "failed: " in ran.err
    assert "1 new article, 1 changed, from 3 feeds · 1 feed failed" in ran.err
    assert cli("refresh", "failed").code == 1
    assert len(cli.ok("refresh", "same", "--jsonl").lines) == 1


def test_refresh_fetches_what_is_due_and_no_more(following: Cli, site: Site) -> None:
    following.ok("refresh")
    assert site.requests == []
    following.now += 24 * HOUR
    following.ok("refresh")
    assert site.requests == ["/feed.xml"]
    following.ok("refresh", "site")
    assert site.requests == ["/feed.xml"] * 2


def test_nothing_to_refresh_is_no_failure(following: Cli) -> None:
    ran = following.ok("refresh", "--json")
    assert ran.json == []


def test_a_feed_that_fails_keeps_its_articles_and_doctor_names_it(following: Cli, site: Site) -> None:
    del site.answers["/feed.xml"]
    assert following("refresh", "site").code == 1
    assert len(following.ok("latest").rows) == 3
    assert following.ok("feeds", "--json").json[0]["health"] != "ok"
    assert "404" in following.ok("doctor").out
    assert "0 of 1 feeds well" in following.ok("doctor").out


def test_where_nothing_is_followed_nothing_is_due_or_well(following: Cli) -> None:
    assert following.ok("refresh").err == "no feed is due yet · newscli refresh --all asks them all\n"
    following.ok("remove", "site")
    assert following.ok("refresh").err == "nothing is followed yet · newscli add\n"
    assert following.ok("doctor").out.startswith("nothing is followed yet: newscli add\n")


def test_a_feed_that_is_silent_is_no_feed_that_is_unwell(cli: Cli, site: Site) -> None:
    old = Item(name="old", title="Of long ago", at=NOW - 300 * 24 * HOUR)
    cli.ok("add", site.put_feed("feed.xml", old))
    assert cli.ok("feeds", "--json").json[0]["health"] == "silent"
    ran = cli.ok("doctor")
    assert "1 of 1 feeds well · 1 silent\n" in ran.out
    assert cli.ok("latest", "--wait", "3").err == ""


@pytest.mark.parametrize("form", ["--json", "--jsonl", "--plain"])
def test_feeds_in_every_form(following: Cli, form: str) -> None:
    assert "site" in following.ok("feeds", form, tty=True).out
    assert "The Site" in following.ok("feeds", tty=True).out
    assert following.ok("feeds", "--count").out == "1\n"


def test_a_secret_in_an_address_is_used_and_never_printed(cli: Cli, site: Site) -> None:
    site.put_feed("feed.xml?token=s3cret", *SEVERAL)
    cli.ok("add", site.url + "feed.xml?token=s3cret")
    everything = "".join(
        cli(*words).out + cli(*words).err
        for words in [("feeds",), ("feeds", "--json"), ("latest", "--json"), ("refresh", "site", "--json"), ("doctor",)]
    )
    assert "token=***" in everything
    assert "s3cret" not in everything
    assert site.requests[-1] == "/feed.xml?token=s3cret"
