"""`newscli read` and `related` of files, what is said where a file or an address is none, and `related` as a listing."""

from datetime import timedelta
from pathlib import Path

import pytest
from tests.cli.conftest import Cli
from tests.cli.site import BRIDGE, SEVERAL, SUMMIT, SUMMIT_TEXT, WEATHER, Item, Site, article

PAGE = article(SUMMIT, SUMMIT_TEXT, [BRIDGE, WEATHER])
LATER = Item(name="later", title="What came after the last look", teaser="Nobody has seen it yet.")


def test_what_related_lists_is_the_last_listing(following: Cli) -> None:
    following.ok("latest", "-n", "1")
    following.ok("related", "3")
    assert [line["id"] for line in following.ok("read", "@1-2", "--json", "--offline").lines] == [2, 1]
    following.ok("related", "3", "--count")
    following.ok("latest", "-n", "1")
    assert [line["id"] for line in following.ok("read", "@last", "--json", "--offline").lines] == [3]


def test_what_came_before_related_listed_is_not_marked_unseen(following: Cli, site: Site) -> None:
    following.ok("latest")
    following.now += timedelta(hours=2)
    site.put_feed("feed.xml", LATER, *SEVERAL)
    following.ok("refresh", "--all")
    following.now += timedelta(hours=2)
    following.ok("related", "3")
    following.ok("mark", "read", "--all")
    assert [row[4] for row in following.ok("latest", "-u", "--offline").rows] == [LATER.title]


@pytest.mark.parametrize("state", ["", "<link rel=canonical href=https://site.example/news/summit>"])
def test_related_of_a_file_is_what_read_shows_of_it(cli: Cli, tmp_path: Path, state: str) -> None:
    file = tmp_path / "page.html"
    file.write_text(PAGE.replace("<head>", f"<head>{state}"))
    base = [] if state else ["--base-url", "https://site.example/news/summit"]
    shown = cli.ok("read", str(file), "--json", *base).lines[0]["related"]
    assert [item["url"] for item in shown] == ["https://site.example/news/bridge", "https://site.example/news/weather"]
    assert cli.ok("related", str(file), "--json", *base).json == shown
    assert cli.ok("related", "-", "--json", *base, stdin=file.read_text()).json == shown
    assert cli.ok("related", str(file), *base).err == ""
    assert not cli.home.exists()


@pytest.mark.parametrize("command", ["read", "related"])
def test_what_base_url_cannot_be(following: Cli, tmp_path: Path, command: str) -> None:
    file = tmp_path / "page.html"
    file.write_text(PAGE)
    for url, ref in (("foo", str(file)), ("ftp://site.example/x", str(file)), ("https://site.example/x", "3")):
        ran = following(command, ref, "--base-url", url)
        assert (ran.code, ran.out) == (2, ""), ran
        assert ran.err.startswith("error: ")
    assert following(command, str(file), "--base-url", "site.example/news/summit").code == 0


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        ("127.0.0.1:8917/bbc.html", "for a page on the web: newscli read http://127.0.0.1:8917/bbc.html"),
        ("site.example/news", "for a page on the web: newscli read https://site.example/news"),
        ("gone.html", "check the path"),
        ("gone", "name an id as newscli latest prints it, an address, or a file"),
    ],
)
def test_a_name_that_is_no_file_is_said_to_be_what_it_looks_like(cli: Cli, typed: str, hint: str) -> None:
    ran = cli("read", typed)
    assert (ran.code, ran.err) == (1, f"error: no such file: {typed}\n\nhint: {hint}\n")


@pytest.mark.parametrize(
    ("status", "hint"),
    [
        (401, "give user and password in the address: {}"),
        (404, "check the address; the page may have moved or been taken down"),
        (410, "the page was taken down; what is stored of it stays"),
    ],
)
def test_hints_for_a_page_speak_of_a_page(cli: Cli, site: Site, status: int, hint: str) -> None:
    url = site.put("news/closed", "", status=status)
    ran = cli("read", url)
    assert ran.code == 1
    assert ran.err.endswith(f"hint: {hint.format(url.replace('://', '://user:password@'))}\n")
