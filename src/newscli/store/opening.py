"""Opens a store: makes a new one, upgrades an older one, refuses what is not ours without touching it."""

import errno
import os
import sqlite3
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Final

from newscli.errors import StoreError
from newscli.store.failures import find_store_error
from newscli.store.schema import APPLICATION_ID, VERSION
from newscli.store.store import Store
from newscli.text import clean_line, format_line

BUSY_TIMEOUT: Final = 10.0
"""Seconds that a writer waits for another: longer than any single transaction of a refresh takes."""

# https://www.sqlite.org/fileformat2.html, 1.3: what the first page says without SQLite being asked.
_MAGIC: Final = b"SQLite format 3\0"
_WAL: Final = 2
_NO_SHARED_MEMORY: Final = (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR)
"""What SQLite says where the file beside a WAL store cannot be made: no permission, no room, a disk that fails."""


def open_store(path: Path, *, now: datetime, create: bool = True, timeout: float = BUSY_TIMEOUT) -> Store:
    """The store at `path`, made where there is none (unless `create` is false), upgraded after a backup where it is older.

    `timeout`: seconds to wait for another writer. A file or folder that may not be written opens for reading; if it is of an
    older version, an upgraded copy of it that lasts until the store is closed.
    Raises StoreError: locked, damaged, not ours, or from a newer newscli; such a file is left as it is.
    """
    header = _read_header(path, create=create)
    if header:
        _require_ours(path, header)
    try:
        if header and not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)):
            return _open_readonly(path, timeout)
        if not header:
            header = _make(path)
        return _open_or_read(path, now=now, timeout=timeout, is_wal=header[18:19] == bytes([_WAL]))
    except sqlite3.Error as error:
        worded = find_store_error(error, path)
        if worded is None:
            raise
        raise worded from error


def _open_or_read(path: Path, *, now: datetime, timeout: float, is_wal: bool) -> Store:
    """For writing; on a disk that is full or fails, for reading: what was stored can be read there still."""
    try:
        return _open_writable(path, now=now, timeout=timeout, is_wal=is_wal)
    except (sqlite3.Error, StoreError) as error:
        if not _is_of_disk(error):
            raise
        refusal = error if isinstance(error, StoreError) else find_store_error(error, path)
        return _open_readonly(path, timeout, refusal=refusal)


def _is_of_disk(error: sqlite3.Error | StoreError) -> bool:
    """Whether there is no room, or the disk fails; of an upgrade it is the copy before it that says so."""
    cause = error.__cause__ if isinstance(error, StoreError) else error
    if isinstance(cause, OSError):
        return cause.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO)
    return isinstance(cause, sqlite3.Error) and cause.sqlite_errorcode & 0xFF in (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR)


def _read_header(path: Path, *, create: bool) -> bytes:
    """The first 100 bytes; none for a file that is to be made."""
    try:
        with path.open("rb") as file:
            header = file.read(100)
    except FileNotFoundError:
        header = b""
        if not create:
            raise StoreError(
                format_line("there is no store at {}", path), hint=clean_line("`newscli add ADDRESS` makes one")
            ) from None
    except OSError as error:
        raise _unusable(path, error) from error
    return header


def _require_ours(path: Path, header: bytes) -> None:
    if len(header) < 100 or not header.startswith(_MAGIC):
        raise StoreError(
            format_line("not a SQLite database: {}", path),
            hint=clean_line("move the file away, or set NEWSCLI_HOME to another folder"),
        )
    if int.from_bytes(header[68:72], "big") != APPLICATION_ID:
        raise StoreError(
            format_line("a database of another program: {}", path),
            hint=clean_line("move the file away, or set NEWSCLI_HOME to another folder"),
        )
    _require_known(path, int.from_bytes(header[60:64], "big"))


def _require_known(path: Path, version: int) -> None:
    if version > VERSION:
        raise StoreError(
            format_line("the store is from a newer newscli (version {}, this one knows {}): {}", version, VERSION, path),
            hint=clean_line("upgrade newscli; the file was not touched"),
        )


def _make(path: Path) -> bytes:
    """A new store at `path`, whole or not at all; its header.

    It is built beside and linked into its place: a process that is killed leaves no half, of two that race one wins. An
    empty file in its place, or a disk without hard links, is filled where it is.
    """
    from newscli.store.migrations import create_schema  # once in the life of a store

    beside = path.with_name(f"{path.name}.{os.getpid()}.new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        # Before SQLite would make a file that others may read.
        beside.touch(mode=0o600)
        connection = sqlite3.connect(beside, isolation_level=None)
        try:
            create_schema(connection)
            _set_wal(connection)
        finally:
            connection.close()
        with suppress(OSError, NotImplementedError):
            os.link(beside, path)
        path.touch(mode=0o600)
        return path.read_bytes()[:100]
    except OSError as error:
        raise _unusable(path, error) from error
    finally:
        beside.unlink(missing_ok=True)


def _open_writable(path: Path, *, now: datetime, timeout: float, is_wal: bool) -> Store:
    connection = sqlite3.connect(path, timeout=timeout, isolation_level=None)
    try:
        connection.execute("PRAGMA foreign_keys = ON")
        # Of a power cut NORMAL may lose the last commits, whole ones, and never the file: a refresh brings them again.
        connection.execute("PRAGMA synchronous = NORMAL")
        # Pages of 4 kB after which the log goes into the file, and the disk is waited for: with SQLite's own 1,000 a first
        # fetch of 200 feeds waited 112 times, 0.6 to 0.9 s in all, with this 49 times, 0.3 to 0.4 s (2026-11-25).
        connection.execute("PRAGMA wal_autocheckpoint = 4000")
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        _require_known(path, version)
        if version < VERSION:
            _bring_up(connection, path, version, now=now)
        if not is_wal:
            _set_wal(connection)
    except BaseException:
        connection.close()
        raise
    return Store(connection, path, is_readonly=False)


def _bring_up(connection: sqlite3.Connection, path: Path, version: int, *, now: datetime) -> None:
    from newscli.store.migrations import create_schema, migrate  # at most once in the life of a version

    if version == 0:
        create_schema(connection)
    else:
        migrate(connection, path, now=now)


def _set_wal(connection: sqlite3.Connection) -> None:
    """Write-ahead logging, so that readers never wait for a writer; the file remembers it."""
    try:
        connection.execute("PRAGMA journal_mode = WAL")
    except sqlite3.OperationalError as error:
        # Another process has the file open at this moment: it sets the mode, or the next start does.
        if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:
            raise


def _open_readonly(path: Path, timeout: float, *, refusal: StoreError | None = None) -> Store:
    """For reading only; from a copy where the file alone would show old data."""
    uri = path.resolve().as_uri()
    try:
        return _checked(f"{uri}?mode=ro", path, timeout, refusal)
    except sqlite3.OperationalError as error:
        # A WAL store needs a -shm file beside it, and none can be made here.
        if error.sqlite_errorcode & 0xFF not in _NO_SHARED_MEMORY:
            raise
    wal = path.with_name(path.name + "-wal")
    if not wal.exists() or wal.stat().st_size == 0:
        return _checked(f"{uri}?immutable=1", path, timeout, refusal)
    import tempfile  # 4 ms that only such a place pays

    folder = tempfile.TemporaryDirectory(prefix="newscli-")
    copy = Path(folder.name) / path.name
    try:
        copy.write_bytes(path.read_bytes())
        copy.with_name(wal.name).write_bytes(wal.read_bytes())
        store = _checked(copy.as_uri(), path, timeout, refusal)
    except BaseException:
        folder.cleanup()
        raise
    store.on_close(folder.cleanup)
    return store


def _checked(uri: str, path: Path, timeout: float, refusal: StoreError | None) -> Store:
    connection = sqlite3.connect(uri, uri=True, timeout=timeout, isolation_level=None)
    try:
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        _require_known(path, version)
        if version < VERSION:
            return _open_upgraded(connection, path, refusal)
    except BaseException:
        connection.close()
        raise
    return Store(connection, path, is_readonly=True, refusal=refusal)


def _open_upgraded(old: sqlite3.Connection, path: Path, refusal: StoreError | None) -> Store:
    """A copy of what `old` shows, brought up to this version, for reading only. Raises StoreError where there is no room."""
    import tempfile

    from newscli.store.migrations import take_steps

    folder = tempfile.TemporaryDirectory(prefix="newscli-")
    place = Path(folder.name) / path.name
    copy = sqlite3.connect(place, isolation_level=None)
    try:
        # It lives for one command: nothing of it need survive a crash.
        copy.execute("PRAGMA synchronous = OFF")
        old.backup(copy)
        take_steps(copy, path)
        copy.close()
        copy = sqlite3.connect(f"{place.as_uri()}?mode=ro", uri=True, isolation_level=None)
        old.close()
    except BaseException as error:
        copy.close()
        folder.cleanup()
        if isinstance(error, sqlite3.Error):
            raise StoreError(
                format_line("the store is read-only and of an older newscli: {}", path),
                hint=clean_line("make the file and its folder writable once, so that it can be upgraded"),
            ) from error
        raise
    store = Store(copy, path, is_readonly=True, refusal=refusal)
    store.on_close(folder.cleanup)
    return store


def _unusable(path: Path, error: OSError) -> StoreError:
    return StoreError(
        format_line("the store cannot be opened: {}: {}", path, error.strerror or error),
        hint=clean_line("check the path and its permissions, or set NEWSCLI_HOME to another folder"),
    )
