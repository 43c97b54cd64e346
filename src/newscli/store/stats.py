"""Counts what a store holds and how it grows. It changes nothing."""

from datetime import datetime, timedelta
from itertools import pairwise
from typing import Final

from newscli.models.stats import FeedStats, StoreStats
from newscli.store.database import Database
from newscli.store.times import to_ms
from newscli.text import clean_line

WEEKS: Final = 12
BUSIEST: Final = 10
_WEEK: Final = timedelta(weeks=1)

_ARTICLES: Final = """
    SELECT count(*) FILTER (WHERE hidden_by IS NULL), count(*) FILTER (WHERE hidden_by = 'found'),
        count(*) FILTER (WHERE hidden_by IS NULL AND read_at IS NULL), count(starred_at),
        count(*) FILTER (WHERE read_how = 'opened'), count(*) FILTER (WHERE hidden_by = 'pruned')
    FROM status
"""
# By the index on arrival and the one on entries' articles: what is older is not looked at.
_ARRIVALS: Final = """
    SELECT f.slug, coalesce(f.own_title, f.title), (a.arrived_at - :start) / :week, count(DISTINCT a.id)
    FROM articles a JOIN status s ON s.article_id = a.id JOIN entries e ON e.article_id = a.id JOIN feeds f ON f.id = e.feed_id
    WHERE a.arrived_at BETWEEN :start AND :now AND s.hidden_by IS NULL AND f.removed_at IS NULL GROUP BY f.id, 3
"""


def load_stats(database: Database, *, now: datetime, pages_bytes: int) -> StoreStats:
    """`pages_bytes`: the size of the raw pages, which are in a file of their own. Reads the whole search index once."""
    row = database.row(_ARTICLES)
    assert row is not None, "an aggregate has one row"
    page = _number(database, "PRAGMA page_size")
    return StoreStats(
        articles=row[0],
        found=row[1],
        unread=row[2],
        starred=row[3],
        opened=row[4],
        pruned=row[5],
        feeds=_number(database, "SELECT count(*) FROM feeds WHERE removed_at IS NULL"),
        database_bytes=_number(database, "PRAGMA page_count") * page,
        index_bytes=_number(database, "SELECT coalesce(sum(length(block)), 0) FROM search_index_data"),
        free_bytes=_number(database, "PRAGMA freelist_count") * page,
        pages_bytes=pages_bytes,
        weeks=_weeks(database, now),
        busiest=_busiest(database, now),
    )


def _weeks(database: Database, now: datetime) -> tuple[int, ...]:
    edges = [now - _WEEK * weeks for weeks in range(WEEKS, -1, -1)]
    sql = (
        "SELECT count(*) FROM articles a JOIN status s ON s.article_id = a.id"
        " WHERE a.arrived_at > ? AND a.arrived_at <= ? AND s.hidden_by IS NULL"
    )
    return tuple(_number(database, sql, to_ms(start), to_ms(end)) for start, end in pairwise(edges))


def _busiest(database: Database, now: datetime) -> tuple[FeedStats, ...]:
    values = {"start": to_ms(now - _WEEK * WEEKS) + 1, "now": to_ms(now), "week": int(_WEEK.total_seconds() * 1000)}
    weeks: dict[tuple[str, str], list[int]] = {}
    for slug, title, week, number in database.rows(_ARRIVALS, values):
        weeks.setdefault((slug, title), [0] * WEEKS)[min(week, WEEKS - 1)] = number
    busiest = sorted(weeks.items(), key=lambda item: (-sum(item[1]), item[0]))[:BUSIEST]
    return tuple(
        FeedStats(slug=clean_line(slug), title=clean_line(title), weeks=tuple(counts)) for (slug, title), counts in busiest
    )


def _number(database: Database, sql: str, *values: object) -> int:
    row = database.row(sql, values)
    return int(row[0]) if row else 0
