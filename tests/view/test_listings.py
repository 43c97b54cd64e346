import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from syrupy.assertion import SnapshotAssertion

from newscli.models.article import SearchHit
from newscli.models.feed import Feed
from newscli.models.search import All, AnyOf, Between, Flagged, Found, InFeed, Named, Node, Not, Text
from newscli.text import SafeLine, clean_line
from newscli.view.cells import cell_width
from newscli.view.feeds import feed_lines, welcome_lines
from newscli.view.search import search_lines, search_summary, understood

ZONE = timezone(timedelta(hours=1))
NOW = datetime(2025, 11, 24, 9, 30, tzinfo=UTC)
SGR = re.compile(r"\x1b\[[0-9;]*m")


@pytest.mark.parametrize("color", [False, True], ids=["plain", "color"])
@pytest.mark.parametrize("width", [40, 80, 120])
def test_search(hits: list[SearchHit], snapshot: SnapshotAssertion, width: int, color: bool) -> None:
    lines = search_lines(Found(hits=tuple(hits), total=303), words="bridge", width=width, now=NOW, zone=ZONE, color=color)
    assert "\n".join(lines).replace("\x1b", "^[") == snapshot


@pytest.mark.parametrize("color", [False, True], ids=["plain", "color"])
@pytest.mark.parametrize("width", [40, 80, 120])
def test_feeds(feeds: list[Feed], snapshot: SnapshotAssertion, width: int, color: bool) -> None:
    lines = feed_lines(feeds, width=width, now=NOW, zone=ZONE, color=color)
    assert "\n".join(lines).replace("\x1b", "^[") == snapshot


def test_welcome(snapshot: SnapshotAssertion) -> None:
    lines = list(welcome_lines(color=False))
    assert "\n".join(lines) == snapshot
    assert max(map(len, lines)) <= 40


def test_search_summaries(hits: list[SearchHit]) -> None:
    two = tuple(hits[:2])
    assert search_summary(Found(hits=two, total=303), words="korea") == "2 of 303 articles for korea"
    assert search_summary(Found(hits=two, total=10_000, is_capped=True), words="a") == "2 of more than 10,000 articles for a"
    assert search_summary(Found(hits=two[:1], total=1), words="") == "1 article"
    assert search_summary(Found(), words="korea") == "no article for korea"


@pytest.mark.parametrize(
    ("node", "line"),
    [
        (Text("korea"), None),
        (All((Text("north"), Text("korea"))), None),
        (All((Text("north"), Text("korea")), is_group=True), "understood: north and korea, best together"),
        (Text("north korea", "phrase"), 'understood: "north korea"'),
        (
            All((Text("kor", "prefix", "title"), Not(AnyOf((Text("war"), Text("x", "word", "authors")))), Flagged("image"))),
            "understood: kor… in the title · not (war or by x) · with an image",
        ),
        (
            All((InFeed(1, "bbc"), Named("topic", "world"), Between("since", "30d"), Named("outlet", "bbc.com"))),
            "understood: in bbc · topic world · since 30d · by the outlet bbc.com",
        ),
    ],
)
def test_what_was_understood(node: Node, line: str | None) -> None:
    assert understood(node) == line


def test_a_title_that_has_the_words_is_not_printed_twice(hits: list[SearchHit]) -> None:
    hit = replace(hits[0], snippet=hits[0].headline.title, highlights=((0, 3),))
    lines = list(search_lines(Found(hits=(hit,), total=1), words="x", width=120, now=NOW, zone=ZONE, color=False))
    assert sum(str(hit.headline.title)[4:20] in line for line in lines) == 1
    assert f"*{hit.headline.title[:3]}*" in lines[0]


def test_a_match_is_marked_without_colour_too(hits: list[SearchHit]) -> None:
    plain, painted = (
        "\n".join(search_lines(Found(hits=(hits[0],), total=1), words="bridge", width=80, now=NOW, zone=ZONE, color=color))
        for color in (False, True)
    )
    assert "opened the *bridge* to traffic; the *bridge* carries" in plain
    assert "the \x1b[1;4mbridge\x1b[0m to traffic" in painted


def test_health_is_said_in_words(feed: Callable[..., Feed]) -> None:
    rows = list(feed_lines([feed(health="throttled"), feed(health="walled")], width=100, now=NOW, zone=ZONE, color=False))
    assert "asked to wait" in rows[1]
    assert "refuses us" in rows[3]


@pytest.mark.parametrize(
    ("known", "said"),
    [
        ({"health": "failing", "since": timedelta(hours=3), "next": timedelta(minutes=40)}, "for 3h · next attempt in 40 min"),
        ({"health": "walled", "since": timedelta(days=40), "next": timedelta(hours=6)}, "since 15 Oct · next attempt in 6 h"),
        ({"health": "silent", "since": timedelta(days=1), "next": -timedelta(minutes=1)}, "since yesterday · due now"),
        ({"health": "gone", "since": None, "next": None}, "not asked any more: newscli remove, or refresh it by name"),
    ],
)
def test_an_unwell_feed_says_since_when_and_what_comes_next(feed: Callable[..., Feed], known: dict[str, Any], said: str) -> None:
    since = NOW - known["since"] if known["since"] else None
    ahead = NOW + known["next"] if known["next"] else None
    one = feed(health=known["health"], health_since=since, next_fetch_at=ahead)
    assert list(feed_lines([one], width=100, now=NOW, zone=ZONE, color=False))[-1] == f"  {said}"


LINE = st.text(max_size=80).map(clean_line) | st.sampled_from(["한국과 미국", "العربية", "👨‍👩‍👧 🇰🇷", "a" * 200]).map(clean_line)


@given(text=LINE, width=st.integers(20, 200), color=st.booleans(), total=st.integers(0, 10**7), data=st.data())
@settings(deadline=None, max_examples=100)
def test_no_listing_is_wider_than_the_terminal(
    hits: list[SearchHit],
    feed: Callable[..., Feed],
    text: SafeLine,
    width: int,
    color: bool,
    total: int,
    data: st.DataObject,
) -> None:
    start = data.draw(st.integers(0, len(text)))
    hit = replace(
        hits[0], snippet=text, highlights=((start, len(text)),), headline=replace(hits[0].headline, title=text, source=text)
    )
    one = feed(slug=text, title=text, error=text, unread=total, total=total, health="never", tags=(text,))
    lines = [
        *search_lines(Found(hits=(hit,), total=total), words=text, width=width, now=NOW, zone=ZONE, color=color),
        *feed_lines([one], width=width, now=NOW, zone=ZONE, color=color),
    ]
    for line in lines:
        bare = SGR.sub("", line)
        assert cell_width(bare) <= width
        assert bare.isprintable() or clean_line(bare, limit=10**6) == re.sub(" +", " ", bare).strip()
