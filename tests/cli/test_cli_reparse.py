"""`read --reparse`: what was fetched once is read again when the parser is better, and no server is asked."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from tests.cli.conftest import Cli, Ran
from tests.cli.site import BRIDGE, SUMMIT, SUMMIT_TEXT, WEATHER, Site, article

import newscli.parse.page
from newscli.errors import ParseError
from newscli.models.body import Body
from newscli.models.parsed import ParsedArticle
from newscli.text import clean_line

parse_page = newscli.parse.page.parse_page


def poor_parse(data: bytes, url: str, *, now: datetime | None = None, content_type: str | None = None) -> ParsedArticle:
    """The parser of an older newscli: it saw one paragraph."""
    parsed = parse_page(data, url, now=now, content_type=content_type)
    return replace(parsed, body=Body(parsed.body.blocks[:1]), related=())


@pytest.fixture
def upgraded(following: Cli, site: Site, monkeypatch: pytest.MonkeyPatch) -> Iterator[Cli]:
    """A reader who read the summit's page with an older newscli, ten days ago."""
    ago = article(SUMMIT, SUMMIT_TEXT, [BRIDGE, WEATHER]).replace("November 03, 2025</span>", "3 hours ago</span>")
    site.put("news/summit", ago)
    with monkeypatch.context() as older:
        older.setattr(newscli.parse.page, "parse_page", poor_parse)
        following.ok("read", "3")
    assert text(following.ok("read", "3", "--json")) == [SUMMIT_TEXT[0]]
    site.requests.clear()
    following.now += timedelta(days=10)
    yield following
    assert site.requests == []


def text(ran: Ran) -> list[str]:
    paragraphs: list[str] = ran.lines[0]["text"].split("\n\n")
    return paragraphs


def test_a_kept_page_is_read_again_without_the_network(upgraded: Cli, site: Site) -> None:
    ran = upgraded.ok("read", "3", "--reparse", "--json")
    assert text(ran) == list(SUMMIT_TEXT)
    assert [item["title"] for item in ran.lines[0]["related"]] == [BRIDGE.title, WEATHER.title]
    assert text(upgraded.ok("read", "3", "--json")) == list(SUMMIT_TEXT)
    assert [row[0] for row in upgraded.ok("search", "delegations").rows] == ["3"]
    assert text(upgraded.ok("read", f"{site.url}news/summit", "--reparse", "--json")) == list(SUMMIT_TEXT)


def test_what_is_relative_on_the_page_is_relative_to_its_fetch(upgraded: Cli) -> None:
    item = upgraded.ok("read", "3", "--reparse", "--json").lines[0]["related"][0]
    assert (item["date_text"], item["published_at"]) == ("3 hours ago", "2025-11-03T09:00:00Z")


def test_reading_alone_changes_nothing(upgraded: Cli) -> None:
    assert text(upgraded.ok("read", "3", "--json")) == [SUMMIT_TEXT[0]]


def test_without_a_kept_page_what_is_stored_is_shown_with_a_warning(upgraded: Cli) -> None:
    for gone in ("deleted", "damaged"):
        file = upgraded.home / "pages.db"
        file.unlink() if gone == "deleted" else file.write_bytes(b"\xff" * 9000)
        ran = upgraded("read", "3", "--reparse", "--json")
        assert ran.code == 3
        assert text(ran) == [SUMMIT_TEXT[0]]
        assert ran.err == "warning: no raw page of article 3 is kept; shown as it is stored\n"
    # An article that never had a page.
    assert upgraded("read", "1", "--reparse").code == 3
    assert upgraded.ok("latest").rows


def test_a_page_that_is_none_any_more_leaves_what_is_stored(upgraded: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(newscli.parse.page, "refuse_document", refuse)
    ran = upgraded("read", "3", "--reparse", "--json")
    assert ran.code == 3
    assert text(ran) == [SUMMIT_TEXT[0]]
    assert "an error page" in ran.err


def refuse(data: bytes, content_type: str | None, url: str) -> None:
    raise ParseError(clean_line("no article: this is an error page"), found=clean_line("an error page"))


def test_an_address_that_is_not_stored_is_not_asked_for(upgraded: Cli, site: Site) -> None:
    ran = upgraded("read", f"{site.url}news/other", "--reparse")
    assert ran.code == 1
    assert "without --reparse it is fetched" in ran.err


def test_the_budget_is_the_readers(cli: Cli, site: Site) -> None:
    cli.home.mkdir()
    (cli.home / "config.toml").write_text("[read]\npages_mib = 0\n", encoding="utf-8")
    url = site.put_page(SUMMIT, SUMMIT_TEXT)
    cli.ok("read", url)
    assert not (cli.home / "pages.db").exists()
    assert cli("read", "1", "--reparse").code == 3


def test_an_article_that_was_added_has_its_page_too(cli: Cli, site: Site) -> None:
    cli.ok("add", site.put_page(SUMMIT, SUMMIT_TEXT))
    assert text(cli.ok("read", "1", "--reparse", "--json")) == list(SUMMIT_TEXT)
