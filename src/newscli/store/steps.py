"""The steps from one version of the schema to the next. A published step is never edited; schema.py says where they lead."""

import sqlite3
from collections.abc import Callable
from typing import Final, NamedTuple

from newscli.store.changes import packed
from newscli.store.search_steps import label_index


class Migration(NamedTuple):
    """What leads from version `version - 1` to `version`: SQL, or a function where SQL is not enough."""

    version: int
    step: str | Callable[[sqlite3.Connection], None]


def _log_follows_and_edits(connection: sqlite3.Connection) -> None:
    """`changes` had one column for the one feed of a removal; now what a command did to several feeds is one row."""
    rows = connection.execute("SELECT id, at, action, feed_id, before, undone_at FROM changes").fetchall()
    connection.execute("DROP TABLE changes")
    connection.execute(
        "CREATE TABLE changes (id INTEGER PRIMARY KEY AUTOINCREMENT, at INTEGER NOT NULL, action TEXT NOT NULL,"
        " before BLOB NOT NULL, undone_at INTEGER) STRICT"
    )
    connection.executemany(
        "INSERT INTO changes VALUES (?, ?, ?, ?, ?)",
        [
            (change_id, at, action, packed([(feed_id,)]) if action == "remove" else before, undone_at)
            for change_id, at, action, feed_id, before, undone_at in rows
        ],
    )


MIGRATIONS: Final[tuple[Migration, ...]] = (
    Migration(
        2,
        "ALTER TABLE feeds ADD COLUMN rhythm INTEGER;\n"
        "ALTER TABLE feeds ADD COLUMN full_text INTEGER;\n"
        "ALTER TABLE feeds ADD COLUMN cut_at INTEGER;\n",
    ),
    Migration(3, _log_follows_and_edits),
    Migration(4, "ALTER TABLE articles ADD COLUMN page_tried_at INTEGER;\n"),
    # Each feed of an import is looked up by both of its addresses: 8,000 took 24 s of CPU without this one.
    Migration(5, "CREATE INDEX feeds_by_asked_url ON feeds (asked_key);\n"),
    Migration(6, "ALTER TABLE enclosures ADD COLUMN duration INTEGER;\n"),
    Migration(7, label_index),
    Migration(
        8,
        "CREATE TABLE saved_searches (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL UNIQUE, line TEXT NOT NULL,"
        " sort TEXT NOT NULL, made_at INTEGER NOT NULL) STRICT;\n",
    ),
    Migration(9, "CREATE TABLE host_pauses (host TEXT PRIMARY KEY, until INTEGER NOT NULL) STRICT;\n"),
)
"""In order; each leads to what schema.py said of its version."""
