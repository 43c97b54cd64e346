"""Articles as they come back: facts, texts, bodies, pages; filters and paging of listings."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
from tests.store.desk import MINUTE, NOW, READ, STARRED, Desk, changed, entry, facts, page, state

from newscli.errors import NotFoundError, StoreError
from newscli.models.body import Body, body_from_text, body_text
from newscli.models.changes import FeedPlan
from newscli.models.feed import FeedEdit, NewFeed
from newscli.models.parsed import Enclosure, Stamp
from newscli.models.query import ListingQuery
from newscli.text import clean_block, clean_line
from newscli.urls import require_web_url

SEOUL = timezone(timedelta(hours=9))


def test_an_article_comes_back_as_it_was_said(desk: Desk) -> None:
    feed = desk.follow("bbc")
    desk.store.feeds.edit(
        feed,
        FeedEdit(
            tags=(
                clean_line("asia"),
                clean_line("daily"),
            )
        ),
        at=NOW,
    )
    stamp = Stamp(
        at=datetime(2025, 11, 3, 9, 30, tzinfo=SEOUL), precision="minute", zone="stated", text=clean_line("3 Nov 09:30"),
        source=clean_line("byline"),
    )  # fmt: skip
    told = replace(
        facts("summit"), published=stamp, views=379, image=require_web_url("https://site.example/a.jpg"),
        topics=(clean_line("World"), clean_line("Élections"), clean_line("WORLD")),
        enclosures=(Enclosure(url=require_web_url("https://site.example/a.mp3"), length=7, duration=61),),
    )  # fmt: skip
    desk.bring(feed, entry("summit", of=told, sort_at=NOW - MINUTE))
    kept = desk.store._database.rows("SELECT url, length, duration FROM enclosures")
    assert [tuple(row) for row in kept] == [("https://site.example/a.mp3", 7, 61)]
    article = desk.store.articles.get(1)
    assert (article.id, article.title, article.url) == (1, told.title, told.url)
    assert article.authors == ("Ada Writer", "Ben Author")
    assert article.published_at == datetime(2025, 11, 3, 0, 30, tzinfo=UTC)
    assert (article.published_text, article.published_precision) == ("3 Nov 09:30", "minute")
    assert (article.arrived_at, article.sort_at) == (NOW, NOW - MINUTE)
    assert (article.topics, article.tags) == (("World", "Élections"), ("asia", "daily"))
    assert article.outlet is not None
    assert (article.outlet.name, article.outlet.host) == ("site.example", "site.example")
    assert (article.views, article.image, article.language, article.origin) == (379, told.image, "en", "feed")
    assert (article.characters, article.reading_minutes, article.completeness) == (19, 1, "full")
    assert desk.store._database.row("SELECT published_offset FROM articles") == (540,)


def test_a_day_without_a_time_is_that_day_everywhere(desk: Desk) -> None:
    stamp = Stamp(
        at=datetime(2025, 11, 3, tzinfo=SEOUL), precision="day", zone="stated", text=clean_line("x"), source=clean_line("x")
    )
    desk.bring(desk.follow("bbc"), entry("summit", of=replace(facts("summit"), published=stamp)))
    assert desk.store.articles.get(1).published_at == datetime(2025, 11, 3, tzinfo=UTC)
    assert desk.lines()[0].is_day


def test_unknown_ids_are_not_found(desk: Desk) -> None:
    for ask in (desk.store.articles.get, desk.store.articles.body, desk.store.articles.texts, desk.store.articles.links):
        with pytest.raises(NotFoundError, match="no article 7"):
            ask(7)
    with pytest.raises(NotFoundError):
        desk.store.articles.mint(7, {"related"}, at=NOW)


def test_many_articles_come_in_the_order_asked_for(desk: Desk) -> None:
    desk.bring(desk.follow("bbc"), entry("one"), entry("two"), entry("three"))
    assert [article.id for article in desk.store.articles.get_many([3, 1, 9, 2])] == [3, 1, 2]
    assert [line.id for line in desk.store.articles.headlines_of([3, 1, 9, 2])] == [3, 1, 2]
    assert desk.store.articles.get_many([]) == []


def test_without_a_text_the_summary_is_read(desk: Desk) -> None:
    told = replace(facts("summit"), body=None, completeness="teaser", summary=clean_block("First.\n\nSecond."))
    desk.bring(desk.follow("bbc"), entry("summit", of=told))
    assert body_text(desk.store.articles.body(1)) == "First.\n\nSecond."
    assert desk.store.articles.texts(1) == []
    assert desk.store.articles.get(1).characters == 15
    nothing = replace(told, summary=None, url_keys=())
    desk.bring(1, entry("nothing", of=nothing))
    assert desk.store.articles.body(2) == Body()
    assert desk.store.articles.get(2).reading_minutes == 0


def test_the_page_text_stands_beside_the_feeds(desk: Desk) -> None:
    desk.bring(desk.follow("bbc"), entry("summit", of=facts("summit", text="Only a teaser", completeness="teaser")))
    whole = facts("summit", text="Only a teaser and then the whole story")
    desk.store.articles.apply_page(page(1, whole, show=False), at=NOW)
    assert body_text(desk.store.articles.body(1)) == "Only a teaser"
    desk.store.articles.apply_page(page(1, whole, show=True), at=NOW)
    assert body_text(desk.store.articles.body(1)) == "Only a teaser and then the whole story"
    assert [(source, text) for source, _, text in desk.store.articles.texts(1)] == [
        ("feed", "Only a teaser"), ("page", "Only a teaser and then the whole story"),
    ]  # fmt: skip
    assert desk.store.articles.get(1).completeness == "full"
    assert desk.found("whole") == [1]


def test_a_second_feed_fills_gaps_and_shows_its_text_if_clearly_longer(desk: Desk) -> None:
    first = replace(facts("summit", text="Short"), authors=(), language=None)
    desk.bring(desk.follow("bbc"), entry("summit", of=first))
    second = replace(facts("summit", text="A much longer text of it"), title=clean_line("Another title"))
    desk.bring(desk.follow("cnn"), entry("summit", of=second))
    article = desk.store.articles.get(1)
    assert (article.title, article.authors, article.language) == (first.title, second.authors, "en")
    assert body_text(desk.store.articles.body(1)) == "A much longer text of it"


def test_a_change_rewrites_facts_text_and_index_but_not_the_page(desk: Desk) -> None:
    feed = desk.follow("bbc")
    desk.bring(feed, entry("summit", of=facts("summit", text="Before the flood")))
    new = replace(facts("summit", text="After the storm"), title=clean_line("New title"))
    applied = desk.store.articles.apply_feed(feed, FeedPlan(changed=(changed("summit", 1, new),)), state(), at=NOW)
    assert applied.changed_ids == (1,)
    assert (desk.found("flood"), desk.found("storm"), desk.found("title")) == ([], [1], [1])
    assert body_text(desk.store.articles.body(1)) == "After the storm"
    desk.store.articles.apply_page(page(1, facts("summit", text="The page itself")), at=NOW)
    newest = replace(new, body=body_from_text("Once more"))
    desk.store.articles.apply_feed(feed, FeedPlan(changed=(changed("summit", 1, newest),)), state(), at=NOW)
    assert body_text(desk.store.articles.body(1)) == "The page itself"


def test_a_page_read_by_its_address_finds_its_article_again(desk: Desk) -> None:
    article = desk.store.articles.apply_page(page(None, facts("lead")), at=NOW)
    assert desk.store.articles.apply_page(page(None, facts("lead")), at=NOW) == article
    assert desk.store.articles.get(article).origin == "url"
    assert desk.ids() == []
    assert desk.store.articles.ids_by_url_keys(["site.example/news/lead", "x"]) == {"site.example/news/lead": article}


def test_a_text_that_is_none_is_a_damaged_store(desk: Desk) -> None:
    desk.bring(desk.follow("bbc"), entry("summit"))
    with desk.store.transaction():
        desk.store._database.run("UPDATE texts SET body = '[[7]]'")
    with pytest.raises(StoreError, match="damaged"):
        desk.store.articles.body(1)


@pytest.fixture
def archive(desk: Desk) -> Desk:
    """1-20 in turns from two feeds, a minute apart."""
    feeds = [desk.follow("bbc"), desk.follow("cnn")]
    for n in range(20):
        told = facts(f"e{n}")
        told = replace(told, topics=(clean_line("Sport"),)) if n % 5 == 0 else told
        desk.bring(feeds[n % 2], entry(f"e{n}", of=told, sort_at=NOW - MINUTE * (20 - n)))
    desk.store.feeds.edit(feeds[1], FeedEdit(tags=(clean_line("Asia"),)), at=NOW)
    desk.store.status.mark([20, 19, 2], READ, at=NOW)
    desk.store.status.mark([2, 5, 6], STARRED, at=NOW)
    return desk


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        (ListingQuery(limit=3), [20, 19, 18]),
        (ListingQuery(limit=3, reverse=True), [18, 19, 20]),
        (ListingQuery(limit=0), []),
        (ListingQuery(limit=3, unread=True), [18, 17, 16]),
        (ListingQuery(limit=2, feed_ids=(1,)), [19, 17]),
        (ListingQuery(limit=2, feed_ids=(1,), unread=True), [17, 15]),
        (ListingQuery(limit=4, feed_ids=(1, 2)), [20, 19, 18, 17]),
        (ListingQuery(limit=2, feed_ids=(1, 2), unread=True), [18, 17]),
        (ListingQuery(limit=2, tag="asia"), [20, 18]),
        (ListingQuery(limit=2, tag="asia", feed_ids=(1,)), []),
        (ListingQuery(tag="unknown"), []),
        (ListingQuery(feed_ids=(99,)), []),
        (ListingQuery(starred=True), [6, 5, 2]),
        (ListingQuery(starred=True, unread=True), [6, 5]),
        (ListingQuery(starred=True, feed_ids=(2,)), [6, 2]),
        (ListingQuery(topic="#sport"), [16, 11, 6, 1]),
        (ListingQuery(topic="SPORT", feed_ids=(2,)), [16, 6]),
        (ListingQuery(topic="sport", starred=True), [6]),
        (ListingQuery(topic="sport", unread=True, limit=1), [16]),
        (ListingQuery(since=NOW - MINUTE * 2), [20, 19]),
        (ListingQuery(before=NOW - MINUTE * 18), [2, 1]),
        (ListingQuery(since=NOW - MINUTE * 4, before=NOW - MINUTE * 2, feed_ids=(1,)), [17]),
        (ListingQuery(limit=2, after=(NOW - MINUTE * 2, 19)), [18, 17]),
        (ListingQuery(limit=2, after=(NOW - MINUTE * 2, 19), feed_ids=(1, 2)), [18, 17]),
        (ListingQuery(limit=2, after=(NOW - MINUTE * 10, 11), topic="sport"), [6, 1]),
    ],
)
def test_a_listing_is_what_was_asked_for(archive: Desk, query: ListingQuery, ids: list[int]) -> None:
    assert archive.ids(query) == ids
    assert archive.store.articles.count(query) == len(ids)


def test_pages_of_equal_times_neither_repeat_nor_skip(desk: Desk) -> None:
    desk.bring(desk.follow("bbc"), *(entry(f"e{n}") for n in range(25)))
    seen: list[int] = []
    query = ListingQuery(limit=4)
    while lines := desk.lines(query):
        seen += [line.id for line in lines]
        query = replace(query, after=(lines[-1].sort_at, lines[-1].id))
    assert seen == list(range(25, 0, -1))


def test_more_feeds_than_are_merged_give_the_same_listing(desk: Desk) -> None:
    feeds = []
    for n in range(45):
        new = NewFeed(url=require_web_url(f"https://f{n}.example/feed"), title=clean_line(f"F{n}"), slug=clean_line(f"f{n}"))
        feeds.append(desk.store.feeds.add(new, at=NOW).id)
        desk.bring(feeds[-1], entry(f"e{n}", sort_at=NOW + MINUTE * n))
    assert desk.ids(ListingQuery(feed_ids=tuple(feeds[:44]), limit=3)) == [44, 43, 42]
    assert desk.ids(ListingQuery(feed_ids=tuple(feeds[:20]), limit=3)) == [20, 19, 18]
