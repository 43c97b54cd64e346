"""Damaged documents keep what parsed, with a warning; one that breaks off invents no article."""

import pytest
from tests.parse_feed.made import URL, rss

from newscli.parse.broken_off import closed
from newscli.parse.feed import parse_feed


def test_a_malformed_feed_keeps_what_parsed_with_a_warning() -> None:
    feed = parse_feed(rss("<title>A & B &nbsp; C</title>", "<title>fine</title>", "<title><b>x</title>"), URL)
    assert [article.title for article in feed.articles][:2] == ["A & B C", "fine"]
    assert len(feed.articles) == 3
    assert feed.warnings[0].startswith("not well-formed XML")


FIRST = "<title>first</title><link>https://e.com/1</link><guid>one</guid><description>All of it.</description>"
SECOND = (
    "<title>second</title><link>https://e.com/2</link><guid>two</guid><description>abc &lt;b&gt;def&lt;/b&gt; ghi</description>"
    "<content:encoded><![CDATA[<p>One</p><p>Two</p>]]></content:encoded>"
)
WHOLE = rss(FIRST, SECOND, head="<link>https://e.com/</link>").decode()


@pytest.mark.parametrize(
    ("end", "text"),
    [
        ("<p>One</p><p>Tw", "One\n\nTw"),
        ("<p>One</p><p>Two</p>]]></content:enc", "One\n\nTwo"),
        ("abc &lt;b&gt;def", "abc def"),
        ("abc &lt;b&g", "abc"),
        ("<guid>two</guid>", None),
        ("<guid>tw", None),
    ],
)
def test_a_feed_that_breaks_off_keeps_what_came_of_its_last_entry(end: str, text: str | None) -> None:
    data = WHOLE[: WHOLE.index(end) + len(end)].encode()
    feed = parse_feed(data, URL)
    assert [article.title for article in feed.articles] == ["first", "second"]
    assert feed.articles[1].url == "https://e.com/2"
    assert (feed.articles[1].text or "").rstrip("<") == (text or "")
    assert [article.is_cut for article in feed.articles] == [False, True]
    assert feed.warnings[0].startswith("not well-formed XML")


def test_a_feed_that_breaks_off_anywhere_has_no_article_that_the_whole_one_has_not() -> None:
    """Half an id or half an address would be another article when the whole feed comes."""
    known = {
        (guid, f"https://e.com/{number}", title)
        for number, name, title in ((1, "one", "first"), (2, "two", "second"))
        for guid in (None, name)
    }
    for length in range(WHOLE.index("<title>T") + len("<title>T"), len(WHOLE)):
        feed = parse_feed(WHOLE[:length].encode(), URL)
        assert {(article.guid, article.url, article.title) for article in feed.articles} <= known, length
        assert len(feed.articles) >= WHOLE[:length].count("</item>")
        assert feed.warnings


def test_one_that_breaks_off_and_is_malformed_too_is_read_loosely() -> None:
    prefixes = "".join(f"<p{number}:a>x</p{number}:a>" for number in range(60))  # more than are declared for it
    feed = parse_feed(f"<rss><channel><item><title>A</title>{prefixes}</item><item><title>B</title><description>x".encode(), URL)
    assert [article.title for article in feed.articles] == ["A", "B"]


def test_only_what_breaks_off_is_closed() -> None:
    assert closed("<a><b>x</a>") is None
    assert closed("<a/>") is None
    assert closed("no XML") is None
    assert closed("<a><b>x") == ("<a><b>x</b></a>", False)
    assert closed("<a><!-- half") == ("<a></a>", False)


@pytest.mark.parametrize(
    ("end", "ids"),
    [("},]}", ["1", "2"]), ("},", ["1", "2"]), (', "ti', ["1"]), ("} {}]}", ["1", "2", None]), ('}, {"id": "3"', ["1", "2"])],
)
def test_a_broken_json_feed_keeps_the_items_that_are_whole(end: str, ids: list[str | None]) -> None:
    data = '{"version": "https://jsonfeed.org/version/1.1", "title": "T", "items": [{"id": "1"}, {"id": "2"' + end
    feed = parse_feed(data.encode(), URL)
    assert feed.title == "T"
    assert [article.guid for article in feed.articles] == ids
    assert feed.warnings[0].startswith("broken JSON: ")
