"""A feed's document within its bounds."""

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from tests.cli.site import NOW

from newscli.ingest import parse_feed_document
from newscli.models.document import Document
from newscli.urls import require_web_url


def document(entries: list[str]) -> Document:
    body = f"<rss version='2.0'><channel><title>Feed</title>{''.join(entries)}</channel></rss>".encode()
    url = require_web_url("https://site.example/feed")
    return Document(url=url, status=200, headers={"content-type": "text/xml"}, body=body, permanent_url=None, seconds=0.1)


def dated(number: int, at: datetime) -> str:
    return f"<item><guid>{number}</guid><title>Entry {number}</title><pubDate>{format_datetime(at)}</pubDate></item>"


@pytest.mark.parametrize("is_newest_first", [True, False])
def test_of_too_many_entries_the_latest_are_taken(monkeypatch: pytest.MonkeyPatch, is_newest_first: bool) -> None:
    monkeypatch.setattr("newscli.ingest.feeds.ENTRIES_LIMIT", 3)
    start = datetime(2025, 11, 1, tzinfo=UTC)
    entries = [dated(number, start + timedelta(hours=number)) for number in range(6)]
    given = entries[::-1] if is_newest_first else entries
    parsed = parse_feed_document(document(given), kind="feed", known=frozenset(), now=NOW)
    assert sorted(entry.guid or "" for entry in parsed.articles) == ["3", "4", "5"]
    assert any("6 entries at once, of which the latest 3 were taken" in warning for warning in parsed.warnings)


def test_of_too_many_undated_entries_the_first_are_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("newscli.ingest.feeds.ENTRIES_LIMIT", 2)
    entries = [f"<item><guid>{number}</guid><title>Entry {number}</title></item>" for number in range(5)]
    parsed = parse_feed_document(document(entries), kind="feed", known=frozenset(), now=NOW)
    assert [entry.guid for entry in parsed.articles] == ["0", "1"]
