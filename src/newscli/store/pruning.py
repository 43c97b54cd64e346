"""Forgets old articles to make room, and what must be kept so that nothing comes back. It does not choose how old.

Of a pruned article stay its id, title, date and addresses, its status, and its entries as tombstones: a feed that lists it
again, or another one, brings nothing back as unread. What is gone: texts, summary, links, enclosures, topics, its words in
the search index.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Final

from newscli.models.pruning import PruneChoice, PruneCount
from newscli.store.database import Database, id_list
from newscli.store.search_index import merge_index, remove_from_index
from newscli.store.times import to_ms

BATCH: Final = 500
"""Articles a transaction: 0.1 to 0.3 s, so that a refresh at the same time waits no longer than that."""
TOMBSTONE_KEPT: Final = timedelta(days=180)
"""How long an entry is remembered after its feed listed it last."""

_GONE: Final = ("texts", "page_links", "enclosures", "article_topics")


class Pruning:
    """The pruning of one store."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def count(self, choice: PruneChoice) -> PruneCount:
        """What `prune` would take, and what it would leave though it is as old."""
        old, values = _old(choice)
        row = self._database.row(
            f"SELECT count(*) FILTER (WHERE {_wanted(choice)}), count(*) FILTER (WHERE {_wanted(choice)} AND s.read_at IS NULL"
            " AND s.hidden_by IS NULL), count(*) FILTER (WHERE s.starred_at IS NOT NULL AND NOT :with_starred),"
            f" count(*) FILTER (WHERE NOT ({_wanted(choice)}) AND NOT (s.starred_at IS NOT NULL AND NOT :with_starred)) {old}",
            {**values, "with_starred": choice.with_starred},
        )
        assert row is not None, "an aggregate has one row"
        return PruneCount(articles=row[0], unread=row[1], kept_starred=row[2], kept_opened=row[3])

    def prune(self, choice: PruneChoice, *, at: datetime) -> Iterator[int]:
        """Forgets what `choice` means, oldest first; yields how many are gone, after each transaction.

        It cannot be undone. What was forgotten before an interruption stays so.
        """
        old, values = _old(choice)
        gone = 0
        while True:
            with self._database.transaction():
                rows = self._database.rows(
                    f"SELECT s.article_id {old} AND {_wanted(choice)} ORDER BY s.sort_at LIMIT {BATCH}", values
                )
                self._forget([row[0] for row in rows], at)
            gone += len(rows)
            yield gone
            if len(rows) < BATCH:
                break
        with self._database.transaction():
            self._drop_tombstones(at)

    def give_back(self) -> None:
        """Gives the space of what was forgotten back to the disk; needs as much room as the file while it runs."""
        merge_index(self._database)
        self._database.run("VACUUM")
        # VACUUM writes the log; the file itself gets smaller here, if no other process is reading it.
        self._database.row("PRAGMA wal_checkpoint(TRUNCATE)")

    def _forget(self, ids: list[int], at: datetime) -> None:
        values = {"ids": id_list(ids), "at": to_ms(at)}
        among = "article_id IN (SELECT value FROM json_each(:ids))"
        for article_id in ids:
            remove_from_index(self._database, article_id)
        for table in _GONE:
            self._database.run(f"DELETE FROM {table} WHERE {among}", values)
        self._database.run(
            "UPDATE articles SET authors = '', image = NULL, summary = NULL, shown_source = NULL, shown_feed_id = 0,"
            " completeness = 'unknown', characters = 0, reading_minutes = 0"
            " WHERE id IN (SELECT value FROM json_each(:ids))",
            values,
        )
        self._database.run(f"UPDATE status SET hidden_by = 'pruned', starred_at = NULL WHERE {among}", values)
        self._database.run(f"UPDATE entries SET sort_at = NULL, unread = 0, pruned_at = :at WHERE {among}", values)

    def _drop_tombstones(self, at: datetime) -> None:
        # Reckoned from the last listing of any feed: a clock that runs ahead makes nobody forget.
        self._database.run(
            "DELETE FROM entries WHERE pruned_at IS NOT NULL"
            " AND last_seen_at < min(:at, (SELECT max(last_seen_at) FROM entries)) - :kept",
            {"at": to_ms(at), "kept": TOMBSTONE_KEPT // timedelta(milliseconds=1)},
        )


def _old(choice: PruneChoice) -> tuple[str, dict[str, object]]:
    """FROM and WHERE over status `s`: what is old enough, and of the feeds that are meant."""
    sql = (
        "FROM status s JOIN articles a ON a.id = s.article_id"
        " WHERE s.sort_at < :before AND s.hidden_by IS NOT 'pruned' AND a.merged_into IS NULL"
    )
    values: dict[str, object] = {"before": to_ms(choice.before)}
    if choice.feed_ids:
        values["feeds"] = id_list(choice.feed_ids)
        sql += (
            " AND EXISTS (SELECT 1 FROM entries e WHERE e.article_id = s.article_id"
            " AND e.feed_id IN (SELECT value FROM json_each(:feeds)))"
            " AND NOT EXISTS (SELECT 1 FROM entries e JOIN feeds f ON f.id = e.feed_id WHERE e.article_id = s.article_id"
            " AND f.removed_at IS NULL AND f.id NOT IN (SELECT value FROM json_each(:feeds)))"
        )
    return sql, values


def _wanted(choice: PruneChoice) -> str:
    """The condition that the reader has not shown an article to matter."""
    conditions = [] if choice.with_starred else ["s.starred_at IS NULL"]
    if not choice.with_opened:
        conditions.append("s.read_how IS NOT 'opened'")
    return " AND ".join(conditions) or "true"
