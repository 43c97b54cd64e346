"""Brings an older store to this version, step by step, each whole or not at all, after a backup. It reads no article."""

import sqlite3
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from newscli.errors import StoreError
from newscli.store.copies import write_copy
from newscli.store.schema import APPLICATION_ID, SCHEMA, VERSION
from newscli.store.steps import MIGRATIONS, Migration
from newscli.text import clean_line, format_line

BACKUPS_KEPT: Final = 3


def create_schema(connection: sqlite3.Connection) -> None:
    """Makes the tables in an empty file; does nothing where another process has just made them."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        if read_version(connection) == 0:
            for statement in split_statements(SCHEMA):
                connection.execute(statement)
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            connection.execute(f"PRAGMA user_version = {VERSION}")
        connection.execute("COMMIT")
    except BaseException:
        _roll_back(connection)
        raise


def migrate(connection: sqlite3.Connection, path: Path, *, now: datetime, migrations: Sequence[Migration] = MIGRATIONS) -> None:
    """Runs the steps that the store at `path` lacks. Raises StoreError, with the file as the last whole step left it."""
    back_up(connection, path, now=now)
    take_steps(connection, path, migrations=migrations)


def take_steps(connection: sqlite3.Connection, path: Path, *, migrations: Sequence[Migration] = MIGRATIONS) -> None:
    """`migrate` without the backup: for a copy."""
    # Without effect inside a transaction; a step may rebuild a table that others point to.
    connection.execute("PRAGMA foreign_keys = OFF")
    try:
        for migration in migrations:
            _take_step(connection, path, migration)
        # The version in the file's first page is what open_store looks at before SQLite does.
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        connection.execute("PRAGMA foreign_keys = ON")


def back_up(connection: sqlite3.Connection, path: Path, *, now: datetime) -> Path:
    """A whole copy beside the file, named by version and time; the last `BACKUPS_KEPT` are kept. Raises StoreError."""
    stamp = now.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    target = path.with_name(f"{path.name}.v{read_version(connection)}-{stamp}.backup")
    write_copy(connection, path, target, replace=True)
    # The new one always stays: under a clock that fell back its name is the oldest.
    others = (file for file in path.parent.glob(f"{path.name}.v*.backup") if file != target)
    for old in sorted(others, key=lambda file: file.name.rpartition("-")[2])[: 1 - BACKUPS_KEPT]:
        old.unlink(missing_ok=True)
    return target


def read_version(connection: sqlite3.Connection) -> int:
    """The version that the store records of itself; 0 for an empty file."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def split_statements(script: str) -> Iterator[str]:
    """The statements of `script`, triggers whole; `executescript` would commit the transaction around it."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""


def _take_step(connection: sqlite3.Connection, path: Path, migration: Migration) -> None:
    connection.execute("BEGIN IMMEDIATE")
    try:
        # Asked inside the transaction: another process may have been faster.
        if read_version(connection) < migration.version:
            if callable(migration.step):
                migration.step(connection)
            else:
                for statement in split_statements(migration.step):
                    connection.execute(statement)
            _require_whole(connection, path, migration.version)
            connection.execute(f"PRAGMA user_version = {migration.version}")
        connection.execute("COMMIT")
    except BaseException:
        _roll_back(connection)
        raise


def _require_whole(connection: sqlite3.Connection, path: Path, version: int) -> None:
    broken = connection.execute("PRAGMA foreign_key_check").fetchone()
    if broken:
        raise StoreError(
            format_line(
                "the upgrade of {} to version {} would leave {} with a row that points nowhere", path, version, broken[0]
            ),
            hint=clean_line("nothing was changed; please report this"),
        )


def _roll_back(connection: sqlite3.Connection) -> None:
    if connection.in_transaction:
        connection.execute("ROLLBACK")
