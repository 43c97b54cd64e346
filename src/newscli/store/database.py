"""The one connection: runs SQL, nests transactions, turns refusals into StoreError. It knows no table."""

import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

from newscli.errors import StoreError
from newscli.store.failures import find_store_error
from newscli.text import clean_line, format_line

T = TypeVar("T")
Row = tuple[Any, ...]
Function = Callable[[str | None], str | None]
Values = Sequence[object] | Mapping[str, object]


class Database:
    """An open store file. Rows come complete: no cursor stays open between calls, so no reader holds an old snapshot."""

    def __init__(
        self, connection: sqlite3.Connection, path: Path, *, is_readonly: bool, refusal: StoreError | None = None
    ) -> None:
        self.connection = connection
        self.path = path
        self.is_readonly = is_readonly
        self._refusal = refusal
        self._depth = 0
        self._prepared: set[Callable[[sqlite3.Connection], None]] = set()

    def prepare(self, step: Callable[[sqlite3.Connection], None]) -> None:
        """Does `step` to the connection unless it has been done."""
        if step not in self._prepared:
            step(self.connection)
            self._prepared.add(step)

    @property
    def in_transaction(self) -> bool:
        """Whether one is open."""
        return self._depth > 0

    def rows(self, sql: str, values: Values = ()) -> list[Row]:
        """All rows of a query."""
        return self._guarded(lambda: self.connection.execute(sql, values).fetchall())

    def row(self, sql: str, values: Values = ()) -> Row | None:
        """The first row of a query, if there is one."""
        found = self.rows(sql, values)
        return found[0] if found else None

    def run(self, sql: str, values: Values = ()) -> int:
        """Runs a change inside a transaction; how many rows it touched."""
        return self._guarded(lambda: self.connection.execute(sql, values).rowcount)

    def insert(self, sql: str, values: Values = ()) -> int:
        """Runs an INSERT inside a transaction; the new row's id."""
        return self._guarded(lambda: self.connection.execute(sql, values).lastrowid) or 0

    def run_many(self, sql: str, values: Iterable[Values]) -> None:
        """Runs a change once for each of `values`."""
        self._guarded(lambda: self.connection.executemany(sql, values))

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All changes inside land together or not at all; an inner one that fails undoes only itself.

        Takes the write lock at once (BEGIN IMMEDIATE): a lock that is upgraded later fails without waiting.
        Raises StoreError where the store is read-only, or locked for longer than the busy timeout.
        """
        if self.is_readonly:
            raise self._refusal or StoreError(
                format_line("the store is read-only: {}", self.path),
                hint=clean_line("check the permissions of the file and of its folder"),
            )
        level = f"level_{self._depth}"
        self.run(f"SAVEPOINT {level}" if self._depth else "BEGIN IMMEDIATE")
        self._depth += 1
        try:
            yield
            self.run(f"RELEASE {level}" if self._depth > 1 else "COMMIT")
        except BaseException:
            self._roll_back(level)
            raise
        finally:
            self._depth -= 1

    def _roll_back(self, level: str) -> None:
        # A full disk or a failed write has ended the whole transaction already.
        if not self.connection.in_transaction:
            return
        if self._depth > 1:
            self.run(f"ROLLBACK TO {level}")
            self.run(f"RELEASE {level}")
        else:
            self.run("ROLLBACK")

    def _guarded(self, task: Callable[[], T]) -> T:
        # A refresh runs hundreds of thousands of statements: no context manager, no wrapper around each result.
        try:
            return task()
        except sqlite3.Error as error:
            if _interrupts:
                raise _interrupts.pop() from None
            worded = find_store_error(error, self.path)
            if worded is None:
                raise
            raise worded from error


_interrupts: list[KeyboardInterrupt] = []


def keep_interrupt(function: Function) -> Function:
    """`function` for SQLite to call. Of Ctrl-C inside it SQLite makes an error of its own; the next call here brings it back."""

    def called(value: str | None) -> str | None:
        try:
            return function(value)
        except KeyboardInterrupt as stop:
            _interrupts.append(stop)
            raise

    return called


def id_list(ids: Collection[int]) -> str:
    """`ids` as the one value of `IN (SELECT value FROM json_each(?))`: no limit on their number, no json import."""
    return f"[{','.join(map(str, ids))}]"
