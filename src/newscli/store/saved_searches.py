"""Searches that were given a name. It keeps their lines and runs none."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final, cast

from newscli.errors import NotFoundError
from newscli.models.search import SavedSearch, Sort
from newscli.store.changes import ChangeLog
from newscli.store.database import Database, Row
from newscli.store.times import from_ms, to_ms
from newscli.text import SafeLine, clean_line, format_line

_COLUMNS: Final = ("id", "name", "line", "sort", "made_at")
_ROWS: Final = f"SELECT {', '.join(_COLUMNS)} FROM saved_searches"


class SavedSearches:
    """The named searches of one store."""

    def __init__(self, database: Database, log: ChangeLog) -> None:
        self._database = database
        self._log = log

    def all(self) -> list[SavedSearch]:
        """By name."""
        return [_saved(row) for row in self._database.rows(f"{_ROWS} ORDER BY name")]

    def find(self, name: str) -> SavedSearch | None:
        """The search of that name, written without its `@`."""
        row = self._database.row(f"{_ROWS} WHERE name = ?", (name,))
        return _saved(row) if row else None

    def get(self, name: str) -> SavedSearch:
        """Raises NotFoundError."""
        found = self.find(name)
        if found is None:
            raise NotFoundError(format_line("no saved search is called {}", name), hint=clean_line("newscli searches lists them"))
        return found

    def save(self, name: SafeLine, line: SafeLine, *, sort: Sort, at: datetime) -> SavedSearch:
        """Gives a search a name, or the name another search; `undo` reverses it."""
        with self._database.transaction():
            old = self.find(name)
            if old is None:
                new_id = self._database.insert(
                    "INSERT INTO saved_searches (name, line, sort, made_at) VALUES (?, ?, ?, ?)", (name, line, sort, to_ms(at))
                )
                self._log.record("search", [(new_id, None)], at=at)
            else:
                self._log_old(old, at)
                self._database.run(
                    "UPDATE saved_searches SET line = ?, sort = ?, made_at = ? WHERE id = ?", (line, sort, to_ms(at), old.id)
                )
        return self.get(name)

    def rename(self, name: str, new: SafeLine, *, at: datetime) -> None:
        """Its last runs go along; `undo` reverses it. Raises NotFoundError."""
        with self._database.transaction():
            old = self.get(name)
            self._log_old(old, at)
            self._database.run("UPDATE saved_searches SET name = ? WHERE id = ?", (new, old.id))

    def remove(self, name: str, *, at: datetime) -> None:
        """`undo` brings it back. Raises NotFoundError."""
        with self._database.transaction():
            old = self.get(name)
            self._log_old(old, at)
            self._database.run("DELETE FROM saved_searches WHERE id = ?", (old.id,))

    def _log_old(self, old: SavedSearch, at: datetime) -> None:
        row = self._database.row(f"{_ROWS} WHERE id = ?", (old.id,))
        assert row is not None, "it was found a moment ago"
        self._log.record("search", [(old.id, dict(zip(_COLUMNS, row, strict=True)))], at=at)


def restore_saved(database: Database, search_id: int, columns: Mapping[str, Any] | None) -> None:
    """Puts a search back as the log has it, None for one that was not there; a name that another has got since stays there."""
    if columns is None:
        database.run("DELETE FROM saved_searches WHERE id = ?", (search_id,))
        return
    database.run(
        "INSERT INTO saved_searches (id, name, line, sort, made_at) VALUES (:id, :name, :line, :sort, :made_at)"
        " ON CONFLICT (id) DO UPDATE SET line = :line, sort = :sort, made_at = :made_at, name = CASE WHEN EXISTS"
        " (SELECT 1 FROM saved_searches WHERE name = :name AND id <> :id) THEN name ELSE :name END"
        " ON CONFLICT (name) DO NOTHING",
        dict(columns),
    )


def _saved(row: Row) -> SavedSearch:
    return SavedSearch(
        id=row[0], name=clean_line(row[1]), line=clean_line(row[2]), sort=cast("Sort", row[3]), made_at=from_ms(row[4])
    )
