"""Whole copies of a store file: made while it is in use, checked before they get their name. It reads no table of ours."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from newscli.errors import StoreError
from newscli.store.failures import find_store_error
from newscli.store.schema import APPLICATION_ID
from newscli.text import clean_line, format_line


def write_copy(connection: sqlite3.Connection, source: Path, target: Path, *, replace: bool = False) -> None:
    """One moment of the store `source`, open as `connection`, as the file `target`: whole, checked, readable for its owner alone.

    Nobody waits for it: VACUUM INTO reads as any reader does, also where `source` is read-only. Nothing is left of a copy
    that fails. Raises StoreError: `target` is there already (unless `replace`), cannot be written, or the store is damaged.
    """
    if not replace and target.exists():
        raise _taken(target)
    partial = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        partial.unlink(missing_ok=True)
        # Before SQLite would make a file that others may read.
        partial.touch(mode=0o600)
        connection.execute("VACUUM INTO ?", (str(partial),))
        _require_sound(partial, source)
        _sync(partial)
        _place(partial, target, replace=replace)
    except sqlite3.Error as error:
        worded = _worded(error, source, target)
        if worded is None:
            raise
        raise worded from error
    except OSError as error:
        raise _unwritable(target, error.strerror or "the disk refuses") from error
    finally:
        partial.unlink(missing_ok=True)


def _require_sound(copy: Path, source: Path) -> None:
    with closing(sqlite3.connect(f"{copy.absolute().as_uri()}?mode=ro", uri=True)) as link:
        is_ours = link.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
        if not is_ours or link.execute("PRAGMA integrity_check(1)").fetchone() != ("ok",):
            raise StoreError(
                format_line("the copy of {} is not sound, and was not kept", source), hint=clean_line("newscli doctor --check")
            )


def _sync(path: Path) -> None:
    with path.open("rb") as file:
        os.fsync(file.fileno())


def _place(partial: Path, target: Path, *, replace: bool) -> None:
    """Gives the copy its name in one step, over another file only if that is wanted."""
    if replace:
        partial.replace(target)
        return
    try:
        os.link(partial, target)  # fails if there is one by now; a rename would not
    except FileExistsError:
        raise _taken(target) from None
    except (OSError, NotImplementedError):  # a disk without hard links
        if target.exists():
            raise
        partial.replace(target)


def _worded(error: sqlite3.Error, source: Path, target: Path) -> StoreError | None:
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF
    if code == sqlite3.SQLITE_FULL:
        return _unwritable(target, "No space left on device")
    if code == sqlite3.SQLITE_CANTOPEN:
        return _unwritable(target, "it cannot be made")
    if code == sqlite3.SQLITE_IOERR:
        return _unwritable(target, "the disk failed")
    return find_store_error(error, source)


def _taken(target: Path) -> StoreError:
    return StoreError(
        format_line("there is a file already: {}", target), hint=clean_line("give another name, or --force to replace it")
    )


def _unwritable(target: Path, why: str) -> StoreError:
    return StoreError(
        format_line("the copy cannot be written: {}: {}", target, why),
        hint=clean_line("check the path, its permissions and the space there"),
    )
