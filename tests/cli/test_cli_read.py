"""`newscli read` and `related`: the article, what its page offers next, and going on from one to the other."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from tests.cli.conftest import Cli
from tests.cli.site import BRIDGE, HOUR, SEVERAL, SUMMIT, SUMMIT_TEXT, WEATHER, Item, Site, article

from newscli.view.machine import LINK_KEYS, OPENED_KEYS

FOUND = Item(name="found", title="Found beside the bridge", teaser="No feed has listed it until now.")


def test_a_pipe_gets_headers_paragraphs_and_related_items(following: Cli, site: Site) -> None:
    head, _, rest = following.ok("read", "3").out.partition("\n\n")
    assert "Title: Ministers meet in Seoul\nId: 3\nAuthor: Ada Writer\nDate: 2025-11-03T11:00:00Z\n" in head + "\n"
    assert f"Url: {site.url}news/summit" in head
    body, _, related = rest.partition("\n\n## Related\n")
    assert body.splitlines() == list(SUMMIT_TEXT)
    assert [line.split("\t") for line in related.splitlines()] == [
        ["2", "2025-11-03T00:00:00Z", BRIDGE.title, f"{site.url}news/bridge"],
        ["1", "2025-11-02T00:00:00Z", WEATHER.title, f"{site.url}news/weather"],
    ]


def test_the_page_is_fetched_where_only_a_teaser_is_stored_and_kept(following: Cli, site: Site) -> None:
    following.ok("read", "3")
    following.ok("read", "3")
    following.ok("read", "3", "--json")
    assert site.requests == ["/news/summit"]
    assert following.ok("read", "3", "--json").lines[0]["completeness"] != "teaser"


def test_offline_shows_what_is_stored_and_asks_nobody(following: Cli, site: Site) -> None:
    ran = following.ok("read", "3", "--offline")
    assert SUMMIT.teaser in ran.out
    assert SUMMIT_TEXT[0] not in ran.out
    assert (ran.err, site.requests) == ("", [])


def test_a_page_that_cannot_be_had_is_a_warning_and_exit_3(following: Cli) -> None:
    ran = following("read", "2")
    assert ran.code == 3
    assert BRIDGE.teaser in ran.out
    assert ran.err.startswith("warning: ")
    assert "404" in ran.err
    assert following("read", "2", "--json").lines[0]["summary"] == BRIDGE.teaser


def test_json_has_an_object_for_each_reference_and_one_for_each_that_failed(following: Cli) -> None:
    ran = following("read", "3", "99", "--json")
    good, bad = ran.lines
    assert ran.code == 3
    assert set(good) == set(OPENED_KEYS)
    assert (good["ref"], good["id"], good["authors"], good["text"]) == ("3", 3, ["Ada Writer"], "\n\n".join(SUMMIT_TEXT))
    assert good["html"] == "\n".join(f"<p>{paragraph}</p>" for paragraph in SUMMIT_TEXT)
    assert [set(link) for link in good["related"]] == [set(LINK_KEYS)] * 2
    assert [(link["id"], link["position"], link["title"], link["teaser"], link["section"]) for link in good["related"]] == [
        (2, 1, BRIDGE.title, BRIDGE.teaser, "Related news"), (1, 2, WEATHER.title, WEATHER.teaser, "Related news"),
    ]  # fmt: skip
    assert (good["trending"], good["sponsored"]) == ([], [])
    assert bad == {"ref": "99", "error": {"kind": "not-found", "message": "there is no article 99"}}
    assert following("read", "98", "99", "--json").code == 1


def test_one_goes_on_from_article_to_article(following: Cli, site: Site) -> None:
    site.put_page(BRIDGE, SUMMIT_TEXT, related=[FOUND, WEATHER])
    site.put_page(FOUND, SUMMIT_TEXT, related=[SUMMIT, BRIDGE])
    first = following.ok("read", "3", "--json").lines[0]["related"][0]
    second = following.ok("read", str(first["id"]), "--json").lines[0]["related"][0]
    assert second["title"] == FOUND.title
    assert second["id"] == 4
    third = following.ok("read", "4", "--json").lines[0]
    assert (third["title"], third["origin"], third["feed"], third["feeds"]) == (FOUND.title, "page", None, [])
    assert third["related"][0]["id"] == 3


def test_a_found_article_is_not_in_latest_and_can_be_searched(following: Cli, site: Site) -> None:
    site.put_page(SUMMIT, SUMMIT_TEXT, related=[FOUND, WEATHER])
    following.ok("read", "3")
    assert [row[0] for row in following.ok("latest").rows] == ["3", "2", "1"]
    assert following.ok("feeds", "--json").json[0]["unread"] == 3
    assert [row[0] for row in following.ok("search", "beside").rows] == ["4"]


def test_articles_are_parted_by_two_empty_lines_in_a_pipe(following: Cli) -> None:
    whole, teaser, last = following.ok("read", "3", "2", "1", "--offline").out.removesuffix("\n").split("\n\n\n")
    for number, part in ((3, whole), (2, teaser), (1, last)):
        assert part.startswith("Title: ")
        assert f"\nId: {number}\n" in part
    following.ok("read", "3")
    parts = following("read", "3", "99", "2", "--offline").out.split("\n\n\n")
    assert [part.splitlines()[1] for part in parts] == ["Id: 3", "Id: 2"]
    assert "## Related" in parts[0]


def test_articles_are_parted_by_a_rule_with_the_next_id_on_a_terminal(following: Cli) -> None:
    ran = following.ok("read", "3", "2", "--offline", tty=True, NO_COLOR="1")
    lines = ran.out.splitlines()
    assert ran.err == "2-3 read · next 1\n"
    at = next(at for at, line in enumerate(lines) if "━" in line)
    assert lines[at] == "  ━━ 2 " + "━" * 71
    assert (lines[at - 1], lines[at + 1], lines[at + 2]) == ("", "", f"  {BRIDGE.title}")
    assert sum("━" in line for line in lines) == 1
    assert lines[-1] == ""
    assert "━" not in following.ok("read", "3", "--offline", tty=True).out


def test_a_teaser_says_that_it_is_one(following: Cli) -> None:
    head, _, _ = following.ok("read", "3", "--offline").out.partition("\n\n")
    assert head.splitlines()[-1] == "Completeness: teaser"
    assert "only a teaser" in following.ok("read", "3", "--offline", tty=True).out
    whole = following.ok("read", "3").out
    assert "Completeness:" not in whole
    assert "only a teaser" not in following.ok("read", "3", tty=True).out


def test_what_was_read_says_so_where_it_is_offered(following: Cli) -> None:
    following.ok("read", "3")
    following.ok("mark", "read", "2")
    for words in (["read", "3"], ["related", "3"]):
        lines = following.ok(*words, tty=True, NO_COLOR="1").out.splitlines()
        dates = [next(line for line in lines[lines.index(title) :] if "November" in line) for title in _titles(lines)]
        assert [date.endswith(" · read") for date in dates] == [True, False]


def _titles(lines: list[str]) -> list[str]:
    """The lines on which the summit's two related items begin."""
    return [line for line in lines if line.strip().startswith((f"2  {BRIDGE.title}", f"1  {WEATHER.title}"))]


def test_that_nothing_is_offered_is_said_of_a_page_and_not_of_a_failure(following: Cli, site: Site) -> None:
    site.put_page(SUMMIT, SUMMIT_TEXT)
    assert following.ok("related", "3", tty=True, TERM="dumb").err == "this page offers nothing related\n"
    for words in (["3"], ["3", "--json"]):
        assert following.ok("related", *words, tty=len(words) > 1).err == ""
    failed = following("related", "99", tty=True)
    assert (failed.code, failed.err) == (1, "error: there is no article 99\n\nhint: `newscli latest` lists ids\n")


def test_a_found_article_that_was_not_fetched_shows_its_teaser(following: Cli, site: Site) -> None:
    site.put_page(SUMMIT, SUMMIT_TEXT, related=[FOUND])
    following.ok("read", "3")
    assert following.ok("read", "4", "--offline").out.endswith(f"Completeness: teaser\n\n{FOUND.teaser}\n")


def test_a_pipe_marks_nothing_read_and_a_terminal_does(following: Cli) -> None:
    def unread() -> list[str]:
        return [row[0] for row in following.ok("latest", "-u").rows]

    following.ok("read", "3")
    following.ok("read", "3", "--json")
    following.ok("read", "3", "--keep-unread", tty=True)
    following.ok("read", "3", "--plain", tty=True)
    assert unread() == ["3", "2", "1"]
    following.ok("read", "3", tty=True)
    assert unread() == ["2", "1"]
    following("read", "2", "--mark")
    assert unread() == ["1"]
    following.ok("undo")
    assert unread() == ["2", "1"]


def test_after_reading_one_line_says_what_comes_next(following: Cli) -> None:
    following.ok("latest")
    following.ok("read", "3")
    assert following.ok("read", "3", tty=True).err == "3 read · next 2 · related 1-2\n"
    assert following.ok("read", "3", "--keep-unread", tty=True).err == "3 kept unread · next 2 · related 1-2\n"
    assert following.ok("read", "3", "-q", tty=True).err == ""


@pytest.mark.parametrize(
    ("words", "more"), [(["-q"], {"tty": True}), ([], {"tty": True, "TERM": "dumb"}), ([], {}), (["--json"], {})]
)
def test_what_is_fetched_is_said_only_where_it_can_be_wiped_again(following: Cli, words: list[str], more: dict[str, str]) -> None:
    assert "fetching" not in following.ok("read", "3", *words, **more).err


def test_without_colours_what_is_fetched_is_said_and_wiped(following: Cli) -> None:
    frames = following.ok("read", "3", tty=True, NO_COLOR="1").err.split("\r\x1b[K")
    assert frames == ["", "fetching 127.0.0.1 …", "3 read · next 2 · related 1-2\n"]


def test_a_page_cut_by_a_wall_does_not_take_the_place_of_the_feeds_text(cli: Cli, site: Site) -> None:
    long = replace(SUMMIT, teaser=" ".join(SUMMIT_TEXT))
    cli.ok("add", site.put_feed("feed.xml", long))
    site.put_page(SUMMIT, (SUMMIT_TEXT[0][:90], "Subscribe now to read on, for one euro a week."), related=[BRIDGE, WEATHER])
    line = cli.ok("read", "1", "--json").lines[0]
    assert line["text"] == " ".join(SUMMIT_TEXT)
    assert [item["title"] for item in line["related"]] == [BRIDGE.title, WEATHER.title]
    assert site.requests[-1] == "/news/summit"


def test_a_page_that_holds_the_feeds_text_takes_its_place(cli: Cli, site: Site) -> None:
    long = replace(SUMMIT, teaser=" ".join(SUMMIT_TEXT[:4]))
    cli.ok("add", site.put_feed("feed.xml", long))
    site.put_page(SUMMIT, SUMMIT_TEXT)
    assert cli.ok("read", "1", "--json").lines[0]["text"].split("\n\n") == list(SUMMIT_TEXT)


def test_references_of_every_kind(following: Cli, site: Site) -> None:
    def read(*refs: str, **more: str) -> list[int]:
        return [line["id"] for line in following.ok("read", "--json", "--offline", *refs, **more).lines]

    assert read("1-3") == [1, 2, 3]
    assert read(f"{site.url}news/summit?utm_source=x") == [3]
    following.ok("latest", "-n", "2")
    assert read("@last") == [3, 2]
    assert read("@2") == [2]
    assert read("@1-2", "1") == [3, 2, 1]
    assert read("--stdin", stdin=following.ok("latest", "-r").out) == [1, 2, 3]
    assert read("@last") == [1, 2, 3]


def test_read_may_be_left_out(following: Cli, site: Site) -> None:
    for ref in ("3", "@1", f"{site.url}news/summit"):
        following.ok("latest")
        assert following.ok(ref, "--json").lines[0]["id"] == 3
    assert len(following("1-3", "--offline", "--json").lines) == 3


def test_an_address_is_fetched_kept_and_gets_an_id(cli: Cli, site: Site) -> None:
    url = site.put_page(SUMMIT, SUMMIT_TEXT, related=[BRIDGE])
    first = cli.ok("read", url, "--json").lines[0]
    assert (first["id"], first["ref"], first["origin"], first["feed"]) == (1, url, "url", None)
    assert cli.ok("read", url, "--json").lines[0]["id"] == 1
    assert site.requests == ["/news/summit"]
    assert cli("read", site.url + "other", "--offline").code == 1


PAGE = article(SUMMIT, SUMMIT_TEXT, [BRIDGE, WEATHER])


def test_a_file_is_shown_and_stores_nothing(cli: Cli, tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    file.write_text(PAGE, encoding="utf-8")
    line = cli.ok("read", str(file), "--json", "--base-url", "https://site.example/news/summit").lines[0]
    assert (line["id"], line["title"], line["origin"]) == (None, SUMMIT.title, "file")
    assert line["text"].split("\n\n") == list(SUMMIT_TEXT)
    assert [(item["id"], item["url"]) for item in line["related"]] == [
        (None, "https://site.example/news/bridge"),
        (None, "https://site.example/news/weather"),
    ]
    assert not cli.home.exists()


def test_standard_input_is_read_like_a_file(cli: Cli) -> None:
    ran = cli.ok("read", "-", stdin=PAGE)
    assert ran.out.startswith(f"Title: {SUMMIT.title}\nAuthor: Ada Writer\n")
    assert cli.ok("-", "--json", stdin=PAGE).lines[0]["ref"] == "-"
    assert not cli.home.exists()


def test_a_file_is_kept_with_save(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "412").write_text(PAGE, encoding="utf-8")
    line = cli.ok("read", str(tmp_path / "412"), "--save", "--json").lines[0]
    assert (line["id"], line["origin"]) == (1, "file")
    assert cli.ok("read", "1", "--json", "--offline").lines[0]["text"] == line["text"]


def test_plain_text_is_an_article_too(cli: Cli, tmp_path: Path) -> None:
    file = tmp_path / "note.txt"
    file.write_text("A headline of a note\n\nThe first paragraph.\n\nThe second one.\n", encoding="utf-8")
    line = cli.ok("read", str(file), "--json").lines[0]
    assert line["title"] == "A headline of a note"
    assert line["text"] == "The first paragraph.\n\nThe second one."


def test_related_lists_what_the_page_offers(following: Cli, site: Site) -> None:
    assert following.ok("related", "3").rows == [
        ["2", "2025-11-03T00:00:00Z", BRIDGE.title, f"{site.url}news/bridge"],
        ["1", "2025-11-02T00:00:00Z", WEATHER.title, f"{site.url}news/weather"],
    ]
    assert following.ok("related", "3", "--json").json == following.ok("read", "3", "--json").lines[0]["related"]
    assert following.ok("related", "3", "--count").out == "2\n"
    assert site.requests == ["/news/summit"]
    assert BRIDGE.title in following.ok("related", "3", tty=True).out


def test_related_of_an_address_fetches_it_as_read_does(cli: Cli, site: Site) -> None:
    url = site.put_page(SUMMIT, SUMMIT_TEXT, related=[BRIDGE, WEATHER])
    assert [row[2] for row in cli.ok("related", url).rows] == [BRIDGE.title, WEATHER.title]
    assert cli.ok("related", url, "--json").json == cli.ok("read", "1", "--json").lines[0]["related"]
    assert site.requests == ["/news/summit"]
    ran = cli("related", site.url + "other", "--offline")
    assert (ran.code, site.requests) == (1, ["/news/summit"])
    assert cli("related", site.url + "gone", url).code == 3


@pytest.fixture
def locked_up(following: Cli, monkeypatch: pytest.MonkeyPatch) -> Cli:
    """A reader whose store may not be written."""
    monkeypatch.setattr("newscli.store.opening.os.access", lambda *_: False)
    return following


def test_on_a_read_only_store_a_page_is_shown_and_not_kept(locked_up: Cli, site: Site) -> None:
    for _ in range(2):
        ran = locked_up.ok("read", "3", "--json")
        assert ran.lines[0]["text"].split("\n\n") == list(SUMMIT_TEXT)
        assert [(item["id"], item["title"]) for item in ran.lines[0]["related"]] == [
            (None, BRIDGE.title),
            (None, WEATHER.title),
        ]
        assert ran.lines[0]["characters"] == len(ran.lines[0]["text"])
        assert ran.err == "note: the store is read-only: the page was fetched and is not kept\n"
    assert site.requests == ["/news/summit"] * 2
    url = site.put_page(FOUND, SUMMIT_TEXT)
    line = locked_up.ok("read", url, "--json").lines[0]
    assert (line["id"], line["title"], line["origin"]) == (None, FOUND.title, "url")
    assert not (locked_up.home / "pages.db").exists()


def test_on_a_read_only_store_a_page_that_cannot_be_had_is_a_warning_and_exit_3(locked_up: Cli) -> None:
    ran = locked_up("read", "2")
    assert ran.code == 3
    assert BRIDGE.teaser in ran.out
    assert ran.err.startswith("warning: ")
    assert locked_up("read", "2", "--offline").code == 0


def test_what_a_reader_should_know_of_a_page_is_said_once_it_is_read(cli: Cli, site: Site, tmp_path: Path) -> None:
    pages = '<p>Page 1 of 2 <a href="/news/summit?page=2">2</a></p></article>'
    url = site.put("news/summit", PAGE.replace("</article>", pages))
    note = "note: the article goes on: this is one of several pages\n"
    assert cli.ok("read", url).err == note
    assert cli.ok("read", url).err == ""
    (tmp_path / "page.html").write_text(PAGE.replace("</article>", pages), encoding="utf-8")
    assert cli.ok("read", str(tmp_path / "page.html"), "--base-url", url).err == note
    assert cli.ok("read", str(tmp_path / "page.html"), "--base-url", url, "-q").err == ""


def test_links_left_out_of_a_file_for_want_of_its_address_are_said_once(cli: Cli, tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    file.write_text(PAGE.replace("</p>", ' <a href="pier">x</a> <a href="#a">y</a> <a href="https://b.example/">z</a></p>', 1))
    number = 1 + len(re.findall('<a [^>]*href="/', PAGE))
    note = f"note: {number} links are left out, because they are relative: --base-url says where the page came from\n"
    ran = cli.ok("read", str(file), "--json")
    assert (ran.err, ran.lines[0]["related"]) == (note, [])
    assert cli.ok("read", "-", "--save", stdin=file.read_text()).err == note
    ran = cli.ok("read", str(file), "--json", "--base-url", "https://site.example/news/summit")
    assert (ran.err, len(ran.lines[0]["related"])) == ("", 2)
    file.write_text(file.read_text().replace("<head>", '<head><base href="https://site.example/news/">'))
    assert cli.ok("read", str(file)).err == ""


def test_related_of_an_article_whose_page_offers_nothing(following: Cli, site: Site) -> None:
    site.put_page(WEATHER, SUMMIT_TEXT)
    assert following.ok("related", "1").out == ""
    assert following.ok("related", "1", "--json").json == []
    assert following("related", "1", "-e").code == 4


@pytest.mark.parametrize("form", [(), ("--json",)])
def test_an_article_that_a_feed_brings_after_it_was_found_keeps_its_id(following: Cli, site: Site, form: tuple[str, ...]) -> None:
    site.put_page(SUMMIT, SUMMIT_TEXT, related=[FOUND, WEATHER])
    following.ok("read", "3", *form)
    site.put_feed("feed.xml", FOUND, *SEVERAL)
    following.now += HOUR
    following.ok("refresh", "site")
    assert following.ok("latest").rows[0][:5] == ["4", "2025-11-03T12:00:00Z", "u", "site", FOUND.title]
