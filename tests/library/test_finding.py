"""Which feed and which articles the words of a person mean."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from newscli.config import Config
from newscli.errors import NotFoundError, UsageError
from newscli.library import Library
from newscli.library.finding import find_articles, find_feed, find_feeds, listed_ids
from newscli.library.refs import ListingRef
from newscli.models.feed import NewFeed
from newscli.store import open_store
from newscli.text import clean_line
from newscli.urls import require_web_url

NOW = datetime(2025, 11, 3, 12, tzinfo=UTC)
FEEDS = [
    ("bbc-world", "BBC News - World", "https://feeds.bbci.co.uk/news/world/rss.xml", "https://www.bbc.co.uk/news/world"),
    ("bbc-sport", "BBC Sport", "https://feeds.bbci.co.uk/sport/rss.xml", "https://www.bbc.co.uk/sport"),
    ("dw", "Deutsche Welle", "https://rss.dw.com/xml/rss-en-all", "https://www.dw.com/"),
    ("world", "Everything", "http://127.0.0.1:8000/feed", None),
]


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with open_store(tmp_path / "news.db", now=NOW) as store:
        for slug, title, url, site in FEEDS:
            store.feeds.add(
                NewFeed(
                    url=require_web_url(url),
                    title=clean_line(title),
                    slug=clean_line(slug),
                    site_url=require_web_url(site) if site else None,
                ),
                at=NOW,
            )
        yield Library(store, Config({}), lambda: NOW)


@pytest.mark.parametrize(
    ("words", "slug"),
    [
        ("bbc-world", "bbc-world"),
        ("BBC-World", "bbc-world"),
        ("world", "world"),
        ("http://rss.dw.com/xml/rss-en-all/", "dw"),
        ("https://www.dw.com", "dw"),
        ("dw.com", "dw"),
        ("rss.dw.com", "dw"),
        ("https://www.bbc.co.uk/sport", "bbc-sport"),
        ("deutsche", "dw"),
        ("Sport", "bbc-sport"),
        ("127.0.0.1", "world"),
        (" dw ", "dw"),
    ],
)
def test_a_feed_answers_to_its_slug_its_address_its_host_and_its_title(library: Library, words: str, slug: str) -> None:
    assert find_feed(library, words).slug == slug


@pytest.mark.parametrize("words", ["bbc", "bbc.co.uk", "feeds.bbci.co.uk"])
def test_several_feeds_that_answer_are_all_named(library: Library, words: str) -> None:
    with pytest.raises(UsageError, match="feeds answer to") as caught:
        find_feed(library, words)
    assert caught.value.exit_code == 2
    assert caught.value.hint == "name one by its slug"
    assert caught.value.message == f"2 feeds answer to {words}: bbc-world, bbc-sport"


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        ("dww", "did you mean dw?"),
        ("bbc-wrld", "did you mean bbc-world?"),
        ("zzzzzz", "newscli feeds lists what you follow"),
        ("nytimes.com/section/world", "newscli add nytimes.com/section/world follows it"),
        ("", "newscli feeds lists what you follow"),
        ("12", "newscli read 12 reads the article of that number"),
    ],
)
def test_a_feed_that_is_not_followed_is_named_with_the_next_step(library: Library, words: str, hint: str) -> None:
    with pytest.raises(NotFoundError, match="no feed answers to") as caught:
        find_feed(library, words)
    assert caught.value.hint == hint


def test_the_same_feed_named_twice_is_one(library: Library) -> None:
    assert [feed.slug for feed in find_feeds(library, ["dw", "deutsche", "world"])] == ["dw", "world"]


def test_before_anything_was_listed_the_last_listing_is_nothing(library: Library) -> None:
    with pytest.raises(NotFoundError, match="nothing was listed yet"):
        listed_ids(library, ListingRef("@last"))


def test_lines_of_the_last_listing_are_counted_from_1(library: Library) -> None:
    library.store.listings.record("latest", [30, 20, 10], NOW, audience="pipe", at=NOW)
    assert list(listed_ids(library, ListingRef("@last"))) == [30, 20, 10]
    assert list(listed_ids(library, ListingRef("@1", 1, 1))) == [30]
    assert list(listed_ids(library, ListingRef("@2-3", 2, 3))) == [20, 10]
    for first, last in ((2, 9), (4, 4), (0, 0), (10**18, 10**18)):
        with pytest.raises(NotFoundError, match="no line") as caught:
            listed_ids(library, ListingRef("@x", first, last))
        assert caught.value.hint == "it had 3 lines"


def test_what_is_not_stored_is_named_and_does_not_stop_the_rest(library: Library) -> None:
    ids, failed = find_articles(library, ["1", "https://a.example/x", "page.html", "@9"])
    assert ids == []
    assert [(text, error.kind) for text, error in failed] == [
        ("1", "not-found"), ("https://a.example/x", "not-found"), ("page.html", "usage"), ("@9", "not-found"),
    ]  # fmt: skip
    assert all(error.hint for _, error in failed)
