"""Looks after the file itself: is it sound, can what follows from the rest be made anew, where is a copy. It decides nothing.

What publishers said and what the reader did is checked and never rewritten; a repair touches only what follows from it.
"""

import sqlite3
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from newscli.errors import StoreError
from newscli.store.copies import write_copy
from newscli.store.database import Database
from newscli.store.search_index import add_to_index, rebuild_index
from newscli.store.search_text import register_functions
from newscli.text import SafeLine, clean_line, format_line

_NAMED: Final = 3
"""Faults of one kind that are told apart; the others are counted."""

# A line of a listing is a copy of what status says (schema.py, its triggers); a query gives the rows that are off.
_COPIES: Final = {
    "entries": "SELECT e.article_id FROM entries e JOIN status s ON s.article_id = e.article_id WHERE e.sort_at IS NOT NULL"
    " AND (e.sort_at <> s.sort_at OR e.unread <> (s.read_at IS NULL AND s.hidden_by IS NULL))"
    " UNION ALL SELECT article_id FROM entries WHERE sort_at IS NULL AND unread <> 0",
    "topics": "SELECT t.article_id FROM article_topics t JOIN status s ON s.article_id = t.article_id"
    " WHERE t.sort_at <> s.sort_at",
}
_LINES: Final = "SELECT count(*) FILTER (WHERE unread), count(sort_at) FROM entries WHERE feed_id = feeds.id"
_MISCOUNTED: Final = f"SELECT slug FROM feeds WHERE (unread, total) <> ({_LINES}) ORDER BY slug"
_UNINDEXED: Final = (
    "SELECT s.article_id FROM status s JOIN articles a ON a.id = s.article_id WHERE a.merged_into IS NULL"
    " AND s.hidden_by IS NOT 'pruned' AND NOT EXISTS (SELECT 1 FROM search_docs d WHERE d.article_id = s.article_id)"
)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at: what is wrong with it, nothing where it is sound."""

    part: SafeLine
    faults: tuple[SafeLine, ...]
    can_be_mended: bool = True
    """Whether `Upkeep.repair` makes it anew; what publishers and reader said cannot be."""


class Upkeep:
    """The care of one store file."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def check(self) -> list[Finding]:
        """Looks at the whole file, a few seconds for 100,000 articles: pages, references, listings, counters, search index.

        Changes nothing. The search index of a read-only store is left out: FTS5 checks it through a write.
        """
        file = self._check_file()
        if file.faults and not file.can_be_mended:
            return [file]  # nothing that is read from a torn page would prove anything
        found = [file, self._check_references(), self._check_copies(), self._check_counters()]
        return found if self._database.is_readonly else [*found, self._check_search()]

    def repair(self) -> None:
        """Makes indexes, copies, counters and the search index anew from what is stored, together or not at all."""
        with self._database.transaction():
            self._database.run("REINDEX")
            self._database.run(
                "UPDATE entries SET (sort_at, unread) = (SELECT s.sort_at, s.read_at IS NULL AND s.hidden_by IS NULL"
                " FROM status s WHERE s.article_id = entries.article_id) WHERE sort_at IS NOT NULL"
            )
            self._database.run("UPDATE entries SET unread = 0 WHERE sort_at IS NULL AND unread <> 0")
            self._database.run(
                "UPDATE article_topics SET sort_at = (SELECT s.sort_at FROM status s"
                " WHERE s.article_id = article_topics.article_id)"
            )
            # Last of these: the triggers have counted along, from whatever stood there.
            self._database.run(f"UPDATE feeds SET (unread, total) = ({_LINES})")
            rebuild_index(self._database)
            add_to_index(self._database, [row[0] for row in self._database.rows(_UNINDEXED)])

    def copy_to(self, target: Path, *, replace: bool = False) -> None:
        """A checked copy of this moment, while others read and write. Raises StoreError (copies.write_copy)."""
        write_copy(self._database.connection, self._database.path, target, replace=replace)

    def size(self) -> tuple[int, int]:
        """How many articles and how many followed feeds the store has."""
        row = self._database.row("SELECT (SELECT count(*) FROM articles), count(*) FROM feeds WHERE removed_at IS NULL")
        return (row[0], row[1]) if row else (0, 0)

    def _check_file(self) -> Finding:
        try:
            lines = [row[0] for row in self._database.rows("PRAGMA integrity_check(100)")]
        except StoreError as error:
            if not _is_damage(error):
                raise
            return Finding(clean_line("file"), (error.message,), can_be_mended=False)
        faults = [] if lines == ["ok"] else lines
        # REINDEX mends an index that does not agree with its table, and nothing else.
        only_indexes = all(" index " in fault for fault in faults)
        return Finding(clean_line("file"), _named(faults), can_be_mended=only_indexes)

    def _check_references(self) -> Finding:
        rows = self._database.rows("PRAGMA foreign_key_check")
        faults = [f"{table} row {rowid} points to no row of {parent}" for table, rowid, parent, _ in rows]
        return Finding(clean_line("references"), _named(faults), can_be_mended=False)

    def _check_copies(self) -> Finding:
        faults = [
            f"{name}: article {article_id} does not stand where it should"
            for name, sql in _COPIES.items()
            for (article_id,) in self._database.rows(sql)
        ]
        return Finding(clean_line("listings"), _named(faults))

    def _check_counters(self) -> Finding:
        faults = [f"the counters of {slug} are off" for (slug,) in self._database.rows(_MISCOUNTED)]
        return Finding(clean_line("counters"), _named(faults))

    def _check_search(self) -> Finding:
        faults = [f"article {article_id} is not in the index" for (article_id,) in self._database.rows(_UNINDEXED)]
        register_functions(self._database.connection)
        try:
            with self._database.transaction():
                # With rank 1 it is held against the texts, not only against itself: https://www.sqlite.org/fts5.html, 6.3.
                self._database.run("INSERT INTO search_index (search_index, rank) VALUES ('integrity-check', 1)")
        except StoreError as error:
            if not _is_damage(error):
                raise
            faults.append("the index does not agree with the texts")
        return Finding(clean_line("search index"), _named(faults))


def _is_damage(error: StoreError) -> bool:
    """Rather than a lock, a full disk or a missing permission, which say nothing about what is stored."""
    cause = error.__cause__
    return isinstance(cause, sqlite3.Error) and cause.sqlite_errorcode & 0xFF in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


def _named(faults: list[str]) -> tuple[SafeLine, ...]:
    more = [f"and {len(faults) - _NAMED} more"] if len(faults) > _NAMED else []
    return tuple(format_line("{}", fault) for fault in [*faults[:_NAMED], *more])
