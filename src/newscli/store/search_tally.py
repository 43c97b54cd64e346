"""Counts the hits of a search by feed, day, month, topic or author."""

from collections import Counter
from collections.abc import Iterable
from datetime import UTC, datetime, tzinfo
from typing import Final

from newscli.models.search import Grouping
from newscli.store.database import Database
from newscli.store.search_hits import select_hits
from newscli.store.search_match import Matched

TALLIED_HITS: Final = 100_000
"""Newest hits that are looked at: each costs 2 microseconds or more."""

_HITS: Final = "WITH hits AS MATERIALIZED (SELECT (SELECT article_id FROM search_docs WHERE key = h.key) AS id FROM ({hits}) h)"
# A day without a time is stored as midnight UTC and stays that day; other times are grouped by quarters of an hour, of which
# every zone's offset is a multiple.
_BY: Final[dict[Grouping, str]] = {
    "feed": "SELECT f.slug, count(DISTINCT e.article_id) FROM hits JOIN entries e INDEXED BY entries_by_article"
    " ON e.article_id = hits.id JOIN feeds f ON f.id = e.feed_id GROUP BY f.id",
    "topic": "SELECT min(t.topic), count(*) FROM hits JOIN article_topics t ON t.article_id = hits.id GROUP BY t.topic_key",
    "author": "SELECT a.authors, count(*) FROM hits JOIN articles a ON a.id = hits.id GROUP BY a.authors",
    "day": "SELECT s.sort_at / 900000, a.published_precision IS 'day', count(*) FROM hits JOIN status s ON s.article_id = hits.id"
    " JOIN articles a ON a.id = hits.id GROUP BY 1, 2",
}


def tally_hits(database: Database, matched: Matched, by: Grouping, *, zone: tzinfo) -> list[tuple[str, int]]:
    """(name, articles) of each group; by number, but days (2025-11-03) and months (2025-11) of `zone` in their order.

    An article counts in each of its feeds, topics and authors.
    """
    hits = f"{select_hits('search_index.rowid AS key', matched)} ORDER BY search_index.rowid DESC LIMIT {TALLIED_HITS}"
    rows = database.rows(f"{_HITS.format(hits=hits)} {_BY['day' if by == 'month' else by]}", matched.bound)
    counts = Counter[str]()
    match by:
        case "day" | "month":
            for quarter, is_day, number in rows:
                at = datetime.fromtimestamp(quarter * 900, UTC if is_day else zone)
                counts[f"{at:%Y-%m}" if by == "month" else f"{at:%Y-%m-%d}"] += number
            return sorted(counts.items())
        case "author":
            for authors, number in rows:
                counts.update(dict.fromkeys(_names(authors), number))
        case _:
            counts.update(dict(rows))
    return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))


def removed_feeds(database: Database) -> set[str]:
    """The slugs of feeds that are no longer followed; their articles stay findable."""
    return {row[0] for row in database.rows("SELECT slug FROM feeds WHERE removed_at IS NOT NULL")}


def _names(authors: str) -> Iterable[str]:
    return filter(None, authors.split("\n"))
