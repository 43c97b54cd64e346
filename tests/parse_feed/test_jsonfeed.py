"""JSON Feed 1.0 and 1.1, and what calls itself so."""

from tests.parse_feed.made import URL

from newscli.models.body import Paragraph
from newscli.parse.feed import parse_feed


def test_json_feeds() -> None:
    data = rb"""{"version": "https://jsonfeed.org/version/1.1", "title": "T", "home_page_url": "/", "language": "en",
    "authors": [{"name": "F"}],
    "hubs": [{"type": "WebSub", "url": "https://hub.e.com"}], "items": [
    {"id": 7, "url": "/a", "title": "A &amp; B", "content_html": "<p>x <b>y</b></p>",
     "date_published": "2025-11-03T12:07:00+09:00",
     "tags": ["#a", 1, null], "attachments": [{"url": "/x.mp3", "mime_type": "audio/mpeg", "size_in_bytes": 12,
     "duration_in_seconds": 61}, 3]},
    {"id": "\ud800", "content_text": "one\n\ntwo", "author": {"name": "G"}}, "junk"]}"""
    feed = parse_feed(data, URL)
    first, second = feed.articles
    assert (feed.title, feed.site_url, feed.hub_url, feed.format) == ("T", "https://example.com/", "https://hub.e.com", "json11")
    assert (first.guid, first.url, first.title, first.text, first.authors) == (
        "7",
        "https://example.com/a",
        "A & B",
        "x y",
        ("F",),
    )
    assert (first.topics, first.enclosures[0].length, first.enclosures[0].duration) == (("a", "1"), 12, 61)
    assert first.published_at is not None
    assert first.published_at.isoformat() == "2025-11-03T12:07:00+09:00"
    assert second.authors == ("G",)
    assert second.body is not None
    assert [type(block) for block in second.body.blocks] == [Paragraph, Paragraph]
    assert parse_feed(data, URL, known=frozenset({first.raw_hash})).articles == (second,)


def test_numbers_that_are_none_are_nothing() -> None:
    data = b"""{"version": "https://jsonfeed.org/version/1", "items": [{"id": NaN, "title": 1e999, "content_text": "x",
    "tags": {}, "url": 5, "authors": "x", "attachments": {}}]}"""
    article = parse_feed(data, URL).articles[0]
    assert (article.guid, article.title, article.url, article.text) == (None, "", None, "x")


def test_json_that_does_not_call_itself_a_feed_is_one_if_it_holds_articles() -> None:
    assert parse_feed(b'{"title": "x", "items": [{"url": "https://e.com/1"}]}', URL).articles[0].url == "https://e.com/1"
    assert parse_feed(b'{"version": "https://jsonfeed.org/version/1.1", "items": []}', URL).articles == ()
