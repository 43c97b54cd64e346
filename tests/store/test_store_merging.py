"""Two articles that prove to be one: both ids go on working, nothing is lost, counters, search and undo are right."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.store.desk import MINUTE, NOW, OPENED, READ, STARRED, UNREAD, Desk, card, entry, facts, page, state

from newscli.models.article import Article
from newscli.models.changes import FeedPlan
from newscli.models.pruning import PruneChoice
from newscli.models.query import ListingQuery
from newscli.models.status import StatusChange
from newscli.store import open_store
from newscli.text import clean_line
from newscli.urls import url_key

LATER: Final = NOW + timedelta(hours=1)
BOTH_KEYS: Final = (("site.example/news/one", "link"), ("site.example/news/two", "link"))


def merge(desk: Desk, merged: int = 2, *, into: int = 1) -> Article:
    """What storing a page does that shows `merged` to be `into`."""
    of = replace(facts("one", text="The whole text of the page."), url_keys=BOTH_KEYS)
    plan = replace(page(into, of, ("related", card("more"))), merged=(merged,))
    assert desk.store.articles.apply_page(plan, at=LATER) == into
    check(desk)
    return desk.store.articles.get(merged)


def check(desk: Desk) -> None:
    """The store agrees with itself: references, listings, counters, search index."""
    assert [finding for finding in desk.store.upkeep.check() if finding.faults] == []
    for feed in desk.feeds.values():
        desk.unread(feed.id)


@pytest.fixture
def two(desk: Desk) -> Desk:
    """Feed `bbc` lists article 1 and feed `cnn` article 2, both unread."""
    desk.bring(desk.follow("bbc"), entry("one"))
    desk.bring(desk.follow("cnn"), entry("two", sort_at=NOW + MINUTE))
    return desk


def test_both_ids_and_both_addresses_give_the_one_article(two: Desk) -> None:
    merge(two)
    articles = two.store.articles
    assert articles.get(2) == articles.get(1)
    assert articles.get(2).id == 1
    assert [line.id for line in articles.get_many([1, 2])] == [1, 1]
    assert articles.ids_by_url_keys([key for key, _ in BOTH_KEYS]) == {key: 1 for key, _ in BOTH_KEYS}
    assert articles.body(2) == articles.body(1)
    assert articles.links(2) == articles.links(1)


def test_it_stands_once_in_the_listing_and_in_each_of_its_feeds(two: Desk) -> None:
    merge(two)
    assert two.ids() == [1]
    assert [two.ids(ListingQuery(feed_ids=(feed.id,))) for feed in two.feeds.values()] == [[1], [1]]
    assert [two.unread(feed.id) for feed in two.feeds.values()] == [1, 1]
    assert [label.slug for label in two.store.articles.get(1).feeds] == ["bbc", "cnn"]


def test_two_entries_of_one_feed_become_one_line(desk: Desk) -> None:
    feed_id = desk.follow("bbc")
    desk.bring(feed_id, entry("one"), entry("two"))
    assert desk.unread(feed_id) == 2
    merge(desk)
    assert desk.unread(feed_id) == 1
    assert desk.ids(ListingQuery(feed_ids=(feed_id,))) == [1]
    known = desk.store.feeds.known_entries(feed_id, ["one", "two"])
    assert {key: found.article_id for key, found in known.items()} == {"one": 1, "two": 1}


def test_a_feed_that_lists_the_merged_address_again_brings_nothing_new(two: Desk) -> None:
    merge(two)
    two.store.status.mark([1], READ, at=LATER)
    applied = two.bring(two.follow("afp"), entry("two", article_id=2), at=LATER)
    assert applied.new_ids == ()
    assert two.store.articles.get(1).is_read
    check(two)


def test_what_the_reader_did_to_either_was_done_to_both(two: Desk) -> None:
    two.store.status.mark([2], OPENED, at=NOW)
    two.store.status.mark([1], STARRED, at=NOW)
    article = merge(two)
    assert (article.is_read, article.is_starred) == (True, True)
    assert [two.unread(feed.id) for feed in two.feeds.values()] == [0, 0]
    assert two.ids(ListingQuery(starred=True)) == [1]
    two.store.status.mark([2], UNREAD, at=LATER)
    assert [two.unread(feed.id) for feed in two.feeds.values()] == [1, 1]


def test_a_found_article_becomes_what_a_feed_brought(desk: Desk) -> None:
    found = desk.store.articles.apply_page(page(None, facts("one")), at=NOW)
    feed_id = desk.follow("bbc")
    desk.bring(feed_id, entry("two", sort_at=LATER), at=LATER)
    assert desk.ids() == [2]
    article = merge(desk, 2, into=found)
    assert desk.ids() == [1]
    assert (article.sort_at, article.arrived_at) == (LATER, LATER)
    assert desk.unread(feed_id) == 1


def test_an_article_of_a_removed_feed_is_listed_again_if_another_feed_has_it(two: Desk) -> None:
    two.store.feeds.remove(two.feeds.pop("bbc").id, at=NOW)
    assert two.ids() == [2]
    merge(two)
    assert two.ids() == [1]


def test_an_article_that_was_pruned_comes_back_with_what_the_other_has(two: Desk) -> None:
    two.store.status.mark([2], STARRED, at=NOW)
    assert max(two.store.pruning.prune(PruneChoice(before=LATER), at=NOW)) == 1
    merge(two)
    assert two.ids() == [1]
    assert (two.store.articles.get(1).is_starred, two.store.articles.get(1).is_read) == (True, False)
    assert [two.ids(ListingQuery(feed_ids=(feed.id,))) for feed in two.feeds.values()] == [[], [1]]


def test_what_was_taken_back_from_fading_does_not_fade(two: Desk) -> None:
    two.store._database.run("UPDATE status SET read_how = 'kept' WHERE article_id = 2")
    merge(two)
    assert two.store._database.rows("SELECT read_at, read_how FROM status WHERE article_id = 1") == [(None, "kept")]


def test_search_finds_it_once_by_its_new_words(two: Desk) -> None:
    assert sorted(two.found("text")) == [1, 2]
    merge(two)
    assert two.found("whole page") == [1]
    assert two.found("title two") == []


def test_no_text_is_lost(two: Desk) -> None:
    of = replace(facts("two", text="Feed text of two, by far the longest of them all, word for word."), topics=())
    two.bring(two.follow("afp"), entry("two", article_id=2, of=of))
    merge(two)
    texts = [(source, text) for source, _, text in two.store.articles.texts(1)]
    assert texts == [
        ("feed", "The text of one."),
        ("feed", "The text of two."),
        ("feed", "Feed text of two, by far the longest of them all, word for word."),
        ("page", "The whole text of the page."),
    ]


def test_of_two_texts_of_one_feed_the_merged_article_keeps_its_own(desk: Desk) -> None:
    desk.bring(desk.follow("bbc"), entry("one"), entry("two"))
    merge(desk)
    rows = desk.store._database.rows("SELECT article_id, source FROM texts ORDER BY 1, 2")
    assert rows == [(1, "feed"), (1, "page"), (2, "feed")]


def test_a_text_is_shown_where_only_the_merged_article_had_one(desk: Desk) -> None:
    desk.bring(desk.follow("bbc"), entry("one", of=replace(facts("one"), body=None)))
    desk.bring(desk.follow("cnn"), entry("two"))
    of = replace(facts("one"), body=None, url_keys=BOTH_KEYS)
    desk.store.articles.apply_page(replace(page(1, of, show=False), merged=(2,)), at=LATER)
    check(desk)
    assert desk.store.articles.texts(1)[0][2] == "The text of two."
    assert desk.found("text") == [1]
    assert desk.store.articles.get(1).characters == len("The text of two.")


def test_facts_topics_and_further_reading_come_along(two: Desk) -> None:
    bare = replace(facts("one"), url_keys=BOTH_KEYS, language=None, authors=(), topics=(clean_line("Korea"),), body=None)
    image = facts("x").url
    two.bring(two.follow("afp"), entry("two", article_id=2, of=replace(facts("two"), image=image, views=7)))
    two.store.articles.apply_page(page(2, facts("two"), ("related", card("more"))), at=NOW)
    two.store.articles.mint(2, {"related"}, at=NOW)
    (link,) = two.store.articles.links(2)
    plan = replace(page(1, bare, ("related", card("more"))), merged=(2,))
    two.store.articles.apply_page(plan, at=LATER)
    check(two)
    article = two.store.articles.get(1)
    assert (article.image, article.views, article.language) == (image, 7, "en")
    assert article.topics == ("World", "Korea")
    assert two.ids(ListingQuery(topic="world")) == [1]
    assert [each.id for each in two.store.articles.links(1)] == [link.id]


def test_a_card_that_named_the_merged_article_names_the_one(two: Desk) -> None:
    with_card = two.store.articles.apply_page(page(None, facts("host"), ("related", card("two"))), at=NOW)
    two.store.articles.mint(with_card, {"related"}, at=NOW)
    assert [link.id for link in two.store.articles.links(with_card)] == [2]
    merge(two)
    assert [link.id for link in two.store.articles.links(with_card)] == [1]


def test_three_become_one_without_a_chain(two: Desk) -> None:
    two.bring(two.feeds["bbc"].id, entry("three"))
    merge(two, 3, into=2)
    merge(two, 2, into=1)
    assert {two.store.articles.get(number).id for number in (1, 2, 3)} == {1}
    assert two.store._database.rows("SELECT DISTINCT merged_into FROM articles") == [(None,), (1,)]
    assert two.store.articles.uids(3) == two.store.articles.uids(1)
    assert len(two.store.articles.uids(1)) == 3


def test_merging_again_changes_nothing(two: Desk) -> None:
    merge(two)
    before = two.store.articles.get(1)
    assert merge(two) == before


def test_no_table_points_to_the_merged_article_but_for_what_it_keeps(two: Desk) -> None:
    """Fails for a table that is added to the schema and forgotten in merging.py."""
    database = two.store._database
    two.store.articles.apply_page(page(2, facts("two"), ("related", card("one"))), at=NOW)
    two.store.articles.mint(2, {"related"}, at=NOW)
    two.store.status.mark([2], STARRED, at=NOW)
    merge(two)
    tables = [row[0] for row in database.rows("SELECT name FROM sqlite_schema WHERE type = 'table'")]
    pointing = [
        (table, column)
        for table in tables
        for _, _, target, column, *_ in database.rows(f"PRAGMA foreign_key_list({table})")
        if target == "articles" and database.row(f"SELECT 1 FROM {table} WHERE {column} = 2")
    ]
    assert pointing == []


def test_a_merge_that_fails_leaves_two(two: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("a bug")

    monkeypatch.setattr("newscli.store.page_plans.replace_links", fail)
    with pytest.raises(RuntimeError):
        merge(two)
    assert two.ids() == [2, 1]
    check(two)


# Undo: after a merge the log reads as if there had always been one article.

Look = tuple[int | None, int | None, int | None, int | None]


def look(desk: Desk, *ids: int) -> Look:
    """When the articles `ids`, taken for one, were read and starred, and the same of article 3."""

    def first(column: str, *among: int) -> int | None:
        marks = ", ".join(map(str, among))
        row = desk.store._database.row(f"SELECT min({column}) FROM status WHERE article_id IN ({marks})")
        assert row is not None
        at: int | None = row[0]
        return at

    return (first("read_at", *ids), first("starred_at", *ids), first("read_at", 3), first("starred_at", 3))


@contextmanager
def three(folder: Path) -> Iterator[Desk]:
    with open_store(folder / "news.db", now=NOW) as store:
        desk = Desk(store)
        feed_id = desk.follow("bbc")
        store.articles.apply_feed(feed_id, FeedPlan(new=tuple(map(entry, ("one", "two", "three")))), state(), at=NOW)
        yield desk


UNSTARRED: Final = StatusChange(action="unstarred", how="marked")
STEPS = st.lists(
    st.one_of(
        st.tuples(st.sampled_from([READ, UNREAD, STARRED, UNSTARRED]), st.sets(st.sampled_from([1, 2, 3]), min_size=1)),
        st.just("undo"),
    ),
    max_size=8,
)


@settings(max_examples=30)
@given(steps=STEPS)
def test_undo_goes_back_through_what_both_together_were(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[StatusChange, set[int]] | str]
) -> None:
    with three(tmp_path_factory.mktemp("undo")) as desk:
        looks, at = [look(desk, 1, 2)], NOW
        for step in steps:
            at += MINUTE
            if isinstance(step, str):
                if undone(desk, at):
                    looks.pop()
            elif desk.store.status.mark(step[1], step[0], at=at):
                looks.append(look(desk, 1, 2))
        merge(desk)
        distinct = [each for n, each in enumerate(looks) if n == 0 or each != looks[n - 1]]
        seen = [look(desk, 1)]
        while undone(desk, at):
            seen.append(look(desk, 1))
        assert seen == distinct[::-1]
        check(desk)


def undone(desk: Desk, at: datetime) -> bool:
    """Takes a mark back; whether there was one. Following the feed is not taken back."""
    row = desk.store._database.row("SELECT 1 FROM changes WHERE undone_at IS NULL AND action NOT IN ('follow', 'remove', 'edit')")
    return row is not None and desk.store.undo(at=at) is not None


def test_keys_of_the_desk_are_the_stores() -> None:
    assert {url_key(of.url) for of in map(facts, ("one", "two")) if of.url} == {key for key, _ in BOTH_KEYS}
