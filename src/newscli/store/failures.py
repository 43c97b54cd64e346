"""What SQLite refuses, in words a reader can act on; a mistake of ours in SQL is not among them and crashes."""

import sqlite3
from pathlib import Path
from typing import Final

from newscli.errors import StoreError
from newscli.text import clean_line, format_line

_LOCKED: Final = ("the store is locked by another program: {}", "wait until the other newscli is done, then try again")

# Primary result codes: https://www.sqlite.org/rescode.html. SQLITE_ERROR, CONSTRAINT, MISMATCH, MISUSE, RANGE are bugs.
_SENTENCES: Final[dict[int, tuple[str, str]]] = {
    sqlite3.SQLITE_BUSY: _LOCKED,
    sqlite3.SQLITE_LOCKED: _LOCKED,
    sqlite3.SQLITE_PROTOCOL: _LOCKED,
    sqlite3.SQLITE_FULL: ("the disk is full, nothing of this change was kept: {}", "free some space, then try again"),
    sqlite3.SQLITE_READONLY: ("the store is read-only: {}", "check the permissions of the file and of its folder"),
    sqlite3.SQLITE_PERM: ("the store may not be opened: {}", "check the permissions of the file and of its folder"),
    sqlite3.SQLITE_CANTOPEN: ("the store cannot be opened: {}", "check the permissions of the file and of its folder"),
    sqlite3.SQLITE_IOERR: ("the disk failed to read or write the store: {}", "check the disk, then try again"),
    sqlite3.SQLITE_CORRUPT: ("the store is damaged: {}", "put a copy (*.backup) in its place; see newscli doctor --check"),
    sqlite3.SQLITE_NOTADB: ("not a store of newscli: {}", "move the file away, or set NEWSCLI_HOME to another folder"),
}  # fmt: skip


def find_store_error(error: sqlite3.Error, path: Path) -> StoreError | None:
    """`error` as a StoreError about the store at `path`; None if it is a bug."""
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF
    if code not in _SENTENCES:
        return None
    sentence, hint = _SENTENCES[code]
    return StoreError(format_line(sentence, path), hint=clean_line(hint))
