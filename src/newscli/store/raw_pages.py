"""Raw pages as they were fetched, in a file of their own beside the store, to be read again when the parser is better.

Losing the file loses nothing: whatever is wrong with it, the store goes on without, and a damaged one is made anew.
"""

import sqlite3
import zlib
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Final, NamedTuple

from newscli.models.document import Document
from newscli.store.times import from_ms, to_ms
from newscli.urls import stored_url

APPLICATION_ID: Final = 0x6E657770
"""ASCII "newp": a file of another program is left alone."""
VERSION: Final = 1
TIMEOUT: Final = 2.0
"""Seconds to wait for another process: a page that is not kept is fetched again if it is ever wanted."""
BODY_LIMIT: Final = 256 << 20
"""Bytes of one page unpacked: the most that `refresh.page_mib` lets through."""
TRIMMED: Final = 16
"""Pages that are dropped at a time."""

# Small columns first: what is looked at to choose pages is read without their bodies.
_SCHEMA: Final = (
    """CREATE TABLE pages (
        id INTEGER PRIMARY KEY,
        uid INTEGER NOT NULL,        -- articles.uid: the same if the store beside it is an older copy
        place INTEGER NOT NULL,      -- of several pages of one article
        fetched_at INTEGER NOT NULL, -- milliseconds since 1970 UTC
        url TEXT NOT NULL,
        headers TEXT NOT NULL,       -- JSON
        body BLOB NOT NULL           -- zlib
    ) STRICT""",
    "CREATE INDEX pages_by_uid ON pages (uid, place)",
    "CREATE INDEX pages_by_age ON pages (fetched_at, uid)",
    f"PRAGMA application_id = {APPLICATION_ID}",
    f"PRAGMA user_version = {VERSION}",
)
_PRIVATE: Final = frozenset(("set-cookie", "set-cookie2"))


class RawPage(NamedTuple):
    """The documents an article was read from, in order, and when they came."""

    documents: tuple[Document, ...]
    fetched_at: datetime


class RawPages:
    """The file at `path`, which holds at most `budget` bytes; made when the first page is kept. No method fails."""

    def __init__(self, path: Path, *, budget: int) -> None:
        self.path = path
        self._budget = budget
        self._connection: sqlite3.Connection | None = None

    def keep(
        self, uid: int, documents: Sequence[Document], *, at: datetime, starred: Callable[[], Collection[int]] = tuple
    ) -> None:
        """Keeps the pages of the article `uid` in the place of those before; over budget, the oldest go, `starred` ones last."""
        if self._budget == 0:
            self._forget()
            return
        with self._tried():
            rows = [
                (uid, place, to_ms(at), document.url, _pack_headers(document), zlib.compress(document.body))
                for place, document in enumerate(documents)
            ]
            if 2 * sum(len(row[-1]) for row in rows) > self._budget:
                return  # it would cost most of the others their place
            connection = self._open(create=True)
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("DELETE FROM pages WHERE uid = ?", (uid,))
            sql = "INSERT INTO pages (uid, place, fetched_at, url, headers, body) VALUES (?, ?, ?, ?, ?, ?)"
            connection.executemany(sql, rows)
            if _used(connection) > self._budget:
                self._trim(connection, starred())
            connection.execute("COMMIT")
            connection.execute("PRAGMA incremental_vacuum")

    def find(self, uids: Sequence[int]) -> RawPage | None:
        """The pages of the first of `uids` that has any."""
        with self._tried():
            connection = self._open(create=False)
            for uid in uids:
                sql = "SELECT url, headers, body, fetched_at FROM pages WHERE uid = ? ORDER BY place"
                rows = connection.execute(sql, (uid,)).fetchall()
                if rows:
                    return RawPage(tuple(_document(*row[:3]) for row in rows), from_ms(rows[0][3]))
        return None

    def close(self) -> None:
        """Closes the file."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _open(self, *, create: bool) -> sqlite3.Connection:
        if self._connection is None:
            if create:
                self.path.touch(mode=0o600)
            connection = sqlite3.connect(
                f"{self.path.resolve().as_uri()}?mode=rw", uri=True, timeout=TIMEOUT, isolation_level=None
            )
            self._connection = connection
            _prepare(connection)
        return self._connection

    def _trim(self, connection: sqlite3.Connection, starred: Collection[int]) -> None:
        marked = f"[{','.join(map(str, starred))}]"
        sql = (
            "DELETE FROM pages WHERE id IN (SELECT id FROM pages"
            " ORDER BY uid IN (SELECT value FROM json_each(?)), fetched_at, id LIMIT ?)"
        )
        while _used(connection) > self._budget and connection.execute(sql, (marked, TRIMMED)).rowcount:
            pass

    @contextmanager
    def _tried(self) -> Iterator[None]:
        """What goes wrong inside is passed over: a locked file or a full disk stays as it is, a damaged file is dropped."""
        try:
            yield
        except (OSError, sqlite3.Error, zlib.error, ValueError) as error:
            self.close()
            if getattr(error, "sqlite_errorcode", 0) & 0xFF in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
                self._forget()

    def _forget(self) -> None:
        self.close()
        for name in (self.path.name, f"{self.path.name}-journal"):
            try:
                self.path.with_name(name).unlink(missing_ok=True)
            except OSError:
                return


def _prepare(connection: sqlite3.Connection) -> None:
    """Brings an empty file into form; a file of another version is emptied. Raises ValueError for another program's."""
    application, version = (connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("application_id", "user_version"))
    # Of a crash or a power cut this file need not come back: no log, no waiting for the disk.
    connection.execute("PRAGMA journal_mode = MEMORY")
    connection.execute("PRAGMA synchronous = OFF")
    if (application, version) == (APPLICATION_ID, VERSION):
        return
    is_empty = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0] == 0
    if application != APPLICATION_ID and not is_empty:
        raise ValueError("a database of another program")
    connection.execute("PRAGMA auto_vacuum = INCREMENTAL")
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("DROP TABLE IF EXISTS pages")
    for statement in _SCHEMA:
        connection.execute(statement)
    connection.execute("COMMIT")


def _used(connection: sqlite3.Connection) -> int:
    """Bytes of the file that hold something."""
    count, free, size = (
        connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("page_count", "freelist_count", "page_size")
    )
    return int((count - free) * size)


def _pack_headers(document: Document) -> str:
    import json

    return json.dumps({name: value for name, value in document.headers.items() if name not in _PRIVATE})


def _document(url: str, headers: str, body: bytes) -> Document:
    import json

    address = stored_url(url)
    names = json.loads(headers)
    if address is None or not isinstance(names, dict):
        raise ValueError("not what was kept")
    unpacked = zlib.decompressobj().decompress(body, BODY_LIMIT)
    return Document(url=address, status=200, headers=names, body=unpacked, permanent_url=None, seconds=0.0)
