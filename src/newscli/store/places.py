"""Which articles a listing holds, and in which order: each question answered from one index. It reads no title.

The order is sort_at, newest first, then id. docs/internals/store.md shows the query plans.
"""

from typing import Final

from newscli.models.query import ListingQuery
from newscli.store.database import Database
from newscli.store.times import to_ms

MERGED_FEEDS: Final = 40
"""Up to so many feeds, their own indexes are merged; with more, the index over all is walked and the others passed over.
At 100,000 articles merging 39 took 0.05 ms, walking 0.07 to 0.8; but preparing a merge of 200 took 17 ms, once a process."""

Sql = tuple[str, list[object]]


def select_ids(database: Database, query: ListingQuery) -> list[int]:
    """The ids of `query`'s lines, in its order."""
    sql = place_query(database, query)
    if sql is None:
        return []
    text, values = sql
    ids = [row[1] for row in database.rows(f"{text} ORDER BY 1 DESC, 2 DESC LIMIT ?", [*values, _limit(query)])]
    return ids[::-1] if query.reverse else ids


def count_ids(database: Database, query: ListingQuery) -> int:
    """How many lines `query` has; its limit counts."""
    sql = place_query(database, query)
    if sql is None:
        return 0
    text, values = sql
    row = database.row(f"SELECT count(*) FROM ({text} LIMIT ?)", [*values, _limit(query)])
    return int(row[0]) if row else 0


def place_query(database: Database, query: ListingQuery) -> Sql | None:
    """SQL for rows of (sort_at, article id), without order and limit; None where nothing can match."""
    feed_ids = find_feed_ids(database, query)
    if feed_ids is not None and not feed_ids:
        return None
    if query.topic is not None:
        return _of_topic(query, feed_ids)
    if feed_ids is not None and len(feed_ids) <= MERGED_FEEDS and not query.starred:
        return _of_feeds(query, feed_ids)
    return _of_all(query, feed_ids)


def find_feed_ids(database: Database, query: ListingQuery) -> list[int] | None:
    """The feeds that `query` is confined to, by number and by tag; None for no such limit."""
    if query.tag is None:
        return sorted(set(query.feed_ids)) or None
    rows = database.rows(
        "SELECT id FROM feeds JOIN feed_tags ON feed_id = id WHERE tag = ? COLLATE NOCASE AND removed_at IS NULL", (query.tag,)
    )
    tagged = {row[0] for row in rows}
    return sorted(tagged & set(query.feed_ids) if query.feed_ids else tagged)


def _of_all(query: ListingQuery, feed_ids: list[int] | None) -> Sql:
    # What a person starred stays on that list, found or of a removed feed as it may be.
    base = "starred_at IS NOT NULL" if query.starred else "hidden_by IS NULL"
    if query.unread:
        base += " AND read_at IS NULL AND hidden_by IS NULL"
    span, values = _span(query)
    condition, more = _in_feeds("status.article_id", feed_ids)
    return f"SELECT sort_at, article_id FROM status WHERE {base}{span}{condition}", [*values, *more]


def _of_feeds(query: ListingQuery, feed_ids: list[int]) -> Sql:
    # UNION of arms that are each in order is a merge, lazily, and drops an article that two of the feeds list.
    span, values = _span(query)
    line = "unread = 1" if query.unread else "sort_at IS NOT NULL"
    arm = f"SELECT sort_at, article_id FROM entries WHERE feed_id = ? AND {line}{span}"
    return " UNION ".join([arm] * len(feed_ids)), [value for feed_id in feed_ids for value in (feed_id, *values)]


def _of_topic(query: ListingQuery, feed_ids: list[int] | None) -> Sql:
    span, values = _span(query)
    condition, more = _in_feeds("article_topics.article_id", feed_ids)
    status = "s.starred_at IS NOT NULL" if query.starred else "s.hidden_by IS NULL"
    if query.unread:
        status += " AND s.read_at IS NULL AND s.hidden_by IS NULL"
    sql = (
        f"SELECT sort_at, article_id FROM article_topics WHERE topic_key = ?{span}{condition} AND EXISTS"
        f" (SELECT 1 FROM status s WHERE s.article_id = article_topics.article_id AND {status})"
    )
    return sql, [fold_topic(query.topic or ""), *values, *more]


def fold_topic(topic: str) -> str:
    """What two spellings of a topic have in common."""
    return topic.removeprefix("#").strip().casefold()


def _span(query: ListingQuery) -> Sql:
    sql, values = "", list[object]()
    if query.since is not None:
        sql += " AND sort_at >= ?"
        values.append(to_ms(query.since))
    if query.before is not None:
        sql += " AND sort_at < ?"
        values.append(to_ms(query.before))
    if query.arrived_after is not None:
        sql += " AND article_id IN (SELECT id FROM articles WHERE arrived_at > ?)"
        values.append(to_ms(query.arrived_after))
    if query.after is not None:
        sort_at, article_id = query.after
        sql += " AND (sort_at, article_id) < (?, ?)"
        values += [to_ms(sort_at), article_id]
    return sql, values


def _in_feeds(article: str, feed_ids: list[int] | None) -> Sql:
    if feed_ids is None:
        return "", []
    marks = ", ".join("?" * len(feed_ids))
    among = f"e.article_id = {article} AND e.feed_id IN ({marks}) AND e.sort_at IS NOT NULL"
    return f" AND EXISTS (SELECT 1 FROM entries e INDEXED BY entries_by_article WHERE {among})", list(feed_ids)


def _limit(query: ListingQuery) -> int:
    return -1 if query.limit is None else query.limit
