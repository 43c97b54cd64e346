"""The log of what a reader changed: one row for each command, with what was before. It reverses nothing itself (undo.py)."""

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any, Final, Literal, NamedTuple

from newscli.store.database import Database
from newscli.store.times import from_ms, to_ms

CHANGES_KEPT: Final = 100

Action = Literal["read", "unread", "starred", "unstarred", "follow", "remove", "edit", "search", "fade"]
Before = Sequence[Sequence[Any]]
"""What was before, one row for each thing that a command changed:

read, unread, starred, unstarred   (article id, its old read_at or starred_at, its old read_how)
fade                               (article id, None, "kept"): once taken back, it does not fade again
follow, remove                     (feed id,)
edit                               (feed id, {column: its old value}, [its old tags])
search                             (id of a saved search, {column: its old value} or None where there was none)
"""


class Change(NamedTuple):
    """A change that stands."""

    id: int
    at: datetime
    action: Action
    before: Before


class ChangeLog:
    """The changes of one store, the newest `CHANGES_KEPT`."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._is_one = False
        self._waits = False
        """Whether all stands in one transaction anyway: then the row is written at its end. 8,000 times it took 100 s."""
        self._open: tuple[int, Action, list[Sequence[Any]]] | None = None

    @contextmanager
    def as_one(self) -> Iterator[None]:
        """Changes of one kind that are recorded inside are one for `undo`: what one command did to several things."""
        self._is_one, self._waits = True, self._database.in_transaction
        try:
            yield
            if self._waits:
                self._write_open()
        finally:
            self._is_one, self._waits, self._open = False, False, None

    def record(self, action: Action, before: Before, *, at: datetime) -> None:
        """Keeps a change, in the transaction that makes it; 90,000 marked articles took 0.6 MB at most."""
        if self._open is not None and self._open[1] == action:
            self._open[2].extend(before)
            if not self._waits:
                self._write_open()
            return
        change_id = self._database.insert(
            "INSERT INTO changes (at, action, before) VALUES (?, ?, ?)", (to_ms(at), action, packed(before))
        )
        self._database.run("DELETE FROM changes WHERE id <= ?", (change_id - CHANGES_KEPT,))
        if self._is_one:
            self._open = (change_id, action, list(before))

    def last(self, *, fades: bool = False) -> Change | None:
        """The newest change by the reader that is not undone; with `fades` the newest that a refresh made by fading."""
        row = self._database.row(
            "SELECT id, at, action, before FROM changes"
            " WHERE undone_at IS NULL AND (action = 'fade') = ? ORDER BY id DESC LIMIT 1",
            (fades,),
        )
        return Change(row[0], from_ms(row[1]), row[2], _unpacked(row[3])) if row else None

    def set_undone(self, change_id: int, *, at: datetime) -> None:
        """It is not undone a second time."""
        self._database.run("UPDATE changes SET undone_at = ? WHERE id = ?", (to_ms(at), change_id))

    def standing(self, actions: Collection[Action]) -> Iterator[Change]:
        """The changes of these kinds that are not undone, newest first."""
        marks = ", ".join("?" * len(actions))
        sql = f"SELECT id, at, action, before FROM changes WHERE undone_at IS NULL AND action IN ({marks}) ORDER BY id DESC"
        for change_id, at, action, before in self._database.rows(sql, tuple(actions)):
            yield Change(change_id, from_ms(at), action, _unpacked(before))

    def replace(self, change_id: int, before: Before) -> None:
        """What a change will restore from now on; nothing left to restore: it never was."""
        if before:
            self._rewrite(change_id, before)
        else:
            self._database.run("DELETE FROM changes WHERE id = ?", (change_id,))

    def _write_open(self) -> None:
        if self._open is not None:
            self._rewrite(self._open[0], self._open[2])

    def _rewrite(self, change_id: int, before: Before) -> None:
        self._database.run("UPDATE changes SET before = ? WHERE id = ?", (packed(before), change_id))


def packed(before: Before) -> bytes:
    """`before` as the log keeps it: compressed JSON."""
    import json
    import zlib

    return zlib.compress(json.dumps(before, separators=(",", ":")).encode())


def _unpacked(blob: bytes | None) -> Before:
    import json
    import zlib

    rows: Before = json.loads(zlib.decompress(blob)) if blob else []
    return rows
