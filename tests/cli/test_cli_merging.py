"""One article under two addresses: the page of one names the other, and from then on there is one with both ids."""

from datetime import timedelta

import pytest
from tests.cli.conftest import Cli
from tests.cli.site import BRIDGE, SUMMIT, SUMMIT_TEXT, Item, Site, article, rss

SHORT = Item(name="551", title="Ministers meet in Seoul for talks", teaser="Two countries' ministers meet in Korea.")


@pytest.fixture
def twice(following: Cli, site: Site) -> Cli:
    """A second feed lists the summit, article 3, under an address of its own, as article 4; its page names the first."""
    canonical = f'<link rel="canonical" href="{site.url}news/summit"></head>'
    site.put("short/551", article(SUMMIT, SUMMIT_TEXT, [BRIDGE]).replace("</head>", canonical))
    other = rss(site.url, [SHORT], title="Short News").replace("/news/551", "/short/551")
    following.ok("add", site.put("short.xml", other, kind="application/rss+xml"))
    assert [row[0] for row in following.ok("latest").rows] == ["4", "3", "2", "1"]
    site.requests.clear()
    return following


def unread(cli: Cli) -> dict[str, int]:
    return {feed["slug"]: feed["unread"] for feed in cli.ok("feeds", "--json").json}


def test_reading_one_makes_them_one(twice: Cli) -> None:
    line = twice.ok("read", "4", "--json").lines[0]
    assert (line["ref"], line["id"], line["text"].split("\n\n")) == ("4", 3, list(SUMMIT_TEXT))
    assert [feed["slug"] for feed in line["feeds"]] == ["site", "short-news"]
    assert [row[0] for row in twice.ok("latest").rows] == ["3", "2", "1"]
    assert [row[0] for row in twice.ok("latest", "short-news").rows] == ["3"]
    assert unread(twice) == {"site": 3, "short-news": 1}
    assert [row[0] for row in twice.ok("search", "Seoul").rows] == ["3"]


def test_marks_go_by_either_id_and_undo_knows_both_as_one(twice: Cli) -> None:
    twice.ok("mark", "read", "4")
    twice.ok("mark", "starred", "3")
    twice.ok("read", "4")
    assert unread(twice) == {"site": 2, "short-news": 0}
    assert [row[0] for row in twice.ok("latest", "--starred").rows] == ["3"]
    twice.ok("undo")
    assert twice.ok("latest", "--starred").rows == []
    undone = twice.ok("undo")
    assert "took back: marking article 3 read" in undone.out + undone.err
    assert unread(twice) == {"site": 3, "short-news": 1}
    twice.ok("mark", "read", "4")
    assert unread(twice) == {"site": 2, "short-news": 0}


def test_a_refresh_brings_neither_back(twice: Cli) -> None:
    twice.ok("read", "4", "--mark")
    twice.now += timedelta(hours=2)
    twice.ok("refresh", "site", "short-news")
    assert [row[:3:2] for row in twice.ok("latest").rows] == [["3", "r"], ["2", "u"], ["1", "u"]]


def test_a_raw_page_is_found_by_either_id(twice: Cli, site: Site) -> None:
    twice.ok("read", "3")
    twice.ok("read", "4", "--offline")
    for ref in ("3", f"{site.url}news/summit"):
        assert twice.ok("read", ref, "--reparse", "--json").lines[0]["id"] == 3
