"""Small RSS documents, for tests of how feeds are read."""

from datetime import UTC, datetime

from newscli.models.parsed import ParsedFeed
from newscli.parse.feed import parse_feed

URL = "https://example.com/feed.xml"
NOW = datetime(2026, 11, 23, tzinfo=UTC)


def rss(*items: str, head: str = "") -> bytes:
    spaces = (
        'xmlns:media="http://search.yahoo.com/mrss/" xmlns:content="http://purl.org/rss/1.0/modules/content/" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:sy="http://purl.org/rss/1.0/modules/syndication/" '
        'xmlns:atom="http://www.w3.org/2005/Atom" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"'
    )
    joined = "".join(f"<item>{item}</item>" for item in items)
    return f'<rss version="2.0" {spaces}><channel><title>T</title>{head}{joined}</channel></rss>'.encode()


def parsed(*items: str, head: str = "") -> ParsedFeed:
    return parse_feed(rss(*items, head=head), URL, now=NOW)
