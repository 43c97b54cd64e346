"""What the reader did with articles: read, seen, starred; every change can be undone."""

from collections.abc import Collection
from datetime import datetime
from typing import Final

from newscli.models.query import ListingQuery
from newscli.models.status import StatusChange
from newscli.store.changes import ChangeLog
from newscli.store.database import Database, id_list
from newscli.store.places import select_ids
from newscli.store.times import from_ms, to_ms

# Which articles an action changes, and how. Old values are (time, how). What a person marks unread never fades: "kept".
_ACTIONS: Final = {
    "read": ("read_at IS NULL", "read_at, read_how", "read_at = :at, read_how = :how"),
    "unread": ("read_at IS NOT NULL", "read_at, read_how", "read_at = NULL, read_how = 'kept'"),
    "starred": ("starred_at IS NULL", "starred_at, NULL", "starred_at = :at"),
    "unstarred": ("starred_at IS NOT NULL", "starred_at, NULL", "starred_at = NULL"),
}
_AMONG: Final = " article_id IN (SELECT coalesce(merged_into, id) FROM articles WHERE id IN (SELECT value FROM json_each(:ids)))"


class Status:
    """The reader's side of one store."""

    def __init__(self, database: Database, log: ChangeLog) -> None:
        self._database = database
        self._log = log

    def mark(self, ids: Collection[int], change: StatusChange, *, at: datetime) -> int:
        """Marks `ids`; how many were not so before. Unknown ids are passed over."""
        where, old, new = _ACTIONS[change.action]
        values = {"ids": id_list(ids), "at": to_ms(at), "how": change.how}
        with self._database.transaction():
            before = self._database.rows(f"SELECT article_id, {old} FROM status WHERE {where} AND {_AMONG}", values)
            if change.action == "read" and change.how == "opened":
                self._note_opened(ids)
            if before:
                self._database.run(f"UPDATE status SET {new} WHERE {where} AND {_AMONG}", values)
                self._log.record(change.action, before, at=at)
        return len(before)

    def mark_all(self, query: ListingQuery, change: StatusChange, *, at: datetime, until: datetime) -> int:
        """Marks every line of a listing that had arrived by `until`; how many were not so before."""
        with self._database.transaction():
            return self.mark(self._arrived(select_ids(self._database, query), until), change, at=at)

    def newest_dated(self) -> datetime | None:
        """The place of the newest listed article that came with a date; None where none did."""
        row = self._database.row(
            "SELECT s.sort_at FROM status s JOIN articles a ON a.id = s.article_id"
            " WHERE s.hidden_by IS NULL AND a.published_at IS NOT NULL ORDER BY s.sort_at DESC LIMIT 1"
        )
        return from_ms(row[0]) if row else None

    def fade(self, *, before: datetime, at: datetime) -> int:
        """Marks read what has waited unread since before that time, but for starred ones and those marked unread by hand.

        How many. A change of its own kind: `undo` of a mark passes over it, `undo(fades=True)` reverses it for good.
        """
        with self._database.transaction():
            rows = self._database.rows(
                "SELECT article_id FROM status WHERE hidden_by IS NULL AND read_at IS NULL AND sort_at < ?"
                " AND read_how IS NULL AND starred_at IS NULL",
                (to_ms(before),),
            )
            if rows:
                self._database.run(
                    "UPDATE status SET read_at = ?, read_how = 'faded' WHERE article_id IN (SELECT value FROM json_each(?))",
                    (to_ms(at), id_list([row[0] for row in rows])),
                )
                self._log.record("fade", [(row[0], None, "kept") for row in rows], at=at)
        return len(rows)

    def _arrived(self, ids: Collection[int], until: datetime) -> list[int]:
        sql = "SELECT id FROM articles WHERE id IN (SELECT value FROM json_each(?)) AND arrived_at <= ?"
        return [row[0] for row in self._database.rows(sql, (id_list(ids), to_ms(until)))]

    def _note_opened(self, ids: Collection[int]) -> None:
        """That an article was opened outlives how it came to be read first: pruning asks for it."""
        self._database.run(
            f"UPDATE status SET read_how = 'opened' WHERE read_at IS NOT NULL AND read_how <> 'opened' AND {_AMONG}",
            {"ids": id_list(ids)},
        )
