"""A section page is read by its headline cards."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from newscli.errors import ParseError
from newscli.parse.section import parse_section

NOW = datetime(2026, 11, 23, tzinfo=UTC)
URL = "https://post.example.com/world/"


def test_headlines_become_entries_in_page_order() -> None:
    data = (Path(__file__).parent / "pages" / "section_page_en.html").read_bytes()
    feed = parse_section(data, URL, now=NOW)
    assert feed.title == "World news"
    assert [entry.title for entry in feed.articles] == [f"Story number {n} about the town and its people" for n in range(14)]
    assert {entry.guid for entry in feed.articles} == {None}
    assert len({entry.raw_hash for entry in feed.articles}) == 14
    assert feed.articles[0].url == "https://post.example.com/news/2026/03/10/story-number-0-about-the-town-5000.html"


def test_dates_and_teasers_of_cards_are_kept() -> None:
    cards = "".join(
        f'<li><h3><a href="/2026/11/2{n}/story-of-the-river-{n}.html">A story about the river and its banks {n}</a></h3>'
        f"<time>{n + 1} hours ago</time><p>The river rose again overnight, and the banks held for the third time.</p></li>"
        for n in range(4)
    )
    feed = parse_section(f"<html lang=en><title>River</title><ul>{cards}</ul>".encode(), URL, now=NOW)
    assert [str(entry.published_at) for entry in feed.articles][:2] == ["2026-11-22 23:00:00+00:00", "2026-11-22 22:00:00+00:00"]
    assert feed.articles[0].summary == "The river rose again overnight, and the banks held for the third time."


def test_a_page_without_headlines_is_refused() -> None:
    with pytest.raises(ParseError) as caught:
        parse_section(b"<html><p>Nothing is listed here at all.</p>", URL, now=NOW)
    assert caught.value.found == "a page without headline cards"
