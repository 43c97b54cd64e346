"""At 100,000 articles every listing comes from an index in its order: no sort, no walk over a table."""

import importlib.util
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import pytest

from newscli.models.query import ListingQuery
from newscli.store import Store, open_store
from newscli.store.headlines import load_headlines
from newscli.store.places import place_query

GENERATOR = Path(__file__).parents[2] / "benchmarks" / "make_store.py"
COUNT = 100_000


def load_generator() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_store", GENERATOR)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    path = tmp_path_factory.mktemp("large") / "news.db"
    generator = load_generator()
    generator.make_store(path, COUNT, has_bodies=False)
    with open_store(path, now=generator.NEWEST) as store:
        yield store


def plan(store: Store, query: ListingQuery) -> list[str]:
    """EXPLAIN QUERY PLAN of the very SQL that `headlines` runs for the ids."""
    sql = place_query(store._database, query)
    assert sql is not None
    text, values = sql
    rows = store._database.rows(f"EXPLAIN QUERY PLAN {text} ORDER BY 1 DESC, 2 DESC LIMIT ?", [*values, 30])
    return [row[3] for row in rows]


TWENTY = tuple(range(1, 21))


@pytest.mark.parametrize(
    ("query", "index"),
    [
        (ListingQuery(), "status_listed"),
        (ListingQuery(unread=True), "status_unread"),
        (ListingQuery(starred=True), "status_starred"),
        (ListingQuery(feed_ids=(1,)), "entries_listed"),
        (ListingQuery(feed_ids=(1,), unread=True), "entries_unread"),
        (ListingQuery(feed_ids=TWENTY), "entries_listed"),
        (ListingQuery(feed_ids=TWENTY, unread=True), "entries_unread"),
        (ListingQuery(tag="even"), "entries_listed"),
        (ListingQuery(topic="world"), "topics_listed"),
        (ListingQuery(starred=True, feed_ids=(1,)), "status_starred"),
    ],
)
@pytest.mark.parametrize("span", ["all", "next page", "since"])
def test_a_listing_comes_from_one_index_in_order(large: Store, query: ListingQuery, index: str, span: str) -> None:
    line = large.articles.headlines_of([COUNT // 2])[0]
    if span == "next page":
        query = replace(query, after=(line.sort_at, line.id))
    elif span == "since":
        query = replace(query, since=line.sort_at)
    steps = plan(large, query)
    told = "\n".join(steps)
    assert "TEMP B-TREE" not in told
    assert index in told
    # A search by condition, or a walk along the index that stops after 30 lines; never along a table.
    walks = [step for step in steps if step.startswith("SCAN") and "USING" not in step and "json_each" not in step]
    assert not walks


def test_a_next_page_starts_inside_the_index(large: Store) -> None:
    line = large.articles.headlines(ListingQuery(limit=1))[0]
    for query in (ListingQuery(after=(line.sort_at, line.id)), ListingQuery(after=(line.sort_at, line.id), feed_ids=TWENTY)):
        assert any("(sort_at,article_id)<(?,?)" in step or "sort_at<?" in step for step in plan(large, query))


def test_lines_are_looked_up_and_never_walked_for(large: Store) -> None:
    steps: list[str] = []
    connection = large._database.connection
    connection.set_trace_callback(steps.append)
    try:
        for feed_ids in ((), (1,), TWENTY):
            load_headlines(large._database, [1, 2, 3], feed_ids=feed_ids)
    finally:
        connection.set_trace_callback(None)
    for sql in steps:
        told = [row[3] for row in large._database.rows(f"EXPLAIN QUERY PLAN {sql}")]
        assert not [step for step in told if step.startswith("SCAN") and "json_each" not in step]
        # Left to itself, SQLite would walk one feed's whole index for each line.
        assert not [step for step in told if "entries_listed" in step]
    assert len(steps) == 3


def test_twenty_feeds_are_their_lines_merged(large: Store) -> None:
    lines = large.articles.headlines(ListingQuery(feed_ids=TWENTY, limit=200))
    slow = large._database.rows(
        "SELECT DISTINCT s.article_id, s.sort_at FROM status s JOIN entries e ON e.article_id = s.article_id"
        " WHERE e.feed_id <= 20 ORDER BY s.sort_at DESC, s.article_id DESC LIMIT 200"
    )
    assert [line.id for line in lines] == [row[0] for row in slow]
    assert {line.feed_slug for line in lines} <= {f"site-{number}" for number in TWENTY}


def test_the_counters_agree_with_a_count(large: Store) -> None:
    for feed in large.feeds.all()[:5]:
        query = ListingQuery(feed_ids=(feed.id,))
        assert feed.total == large.articles.count(query)
        assert feed.unread == large.articles.count(ListingQuery(feed_ids=(feed.id,), unread=True))


def test_an_address_is_looked_up_in_both_indexes_of_feeds(large: Store) -> None:
    plan = large._database.rows("EXPLAIN QUERY PLAN SELECT id FROM feeds WHERE url_key = 'a' OR asked_key = 'a'")
    steps = " ".join(row[3] for row in plan)
    assert "feeds_by_url" in steps
    assert "feeds_by_asked_url" in steps
