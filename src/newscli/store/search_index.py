"""Keeps the full-text index in step with what is shown; every change of an article's words stands between two calls here.

The index holds no text of its own (FTS5 external content): to forget an article it must see the old words once more.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from newscli.store.database import Database
from newscli.store.search_text import register_functions


@contextmanager
def reindexed(database: Database, article_id: int) -> Iterator[None]:
    """Takes the article out of the index, lets its words or its sort_at change, and puts it in again."""
    remove_from_index(database, article_id)
    yield
    add_to_index(database, article_id)


def remove_from_index(database: Database, article_id: int) -> None:
    """Takes the article out of the index, before its words change or go; does nothing if it is not there."""
    database.prepare(register_functions)
    database.run(
        "INSERT INTO search_index (search_index, rowid, title, teaser, text) SELECT 'delete', key, title, teaser, text"
        " FROM search_content WHERE key = (SELECT key FROM search_docs WHERE article_id = ?)",
        (article_id,),
    )
    database.run("DELETE FROM search_docs WHERE article_id = ?", (article_id,))


def add_to_index(database: Database, article_id: int) -> None:
    """Indexes an article that is not in the index."""
    database.prepare(register_functions)
    key = _free_key(database, article_id)
    database.run("INSERT INTO search_docs (key, article_id) VALUES (?, ?)", (key, article_id))
    database.run(
        "INSERT INTO search_index (rowid, title, teaser, text) SELECT key, title, teaser, text FROM search_content WHERE key = ?",
        (key,),
    )


def rebuild_index(database: Database) -> None:
    """Makes the index anew from what is stored, as it must be after a change of search_text.py."""
    database.prepare(register_functions)
    database.run("INSERT INTO search_index (search_index) VALUES ('rebuild')")


def _free_key(database: Database, article_id: int) -> int:
    """The first free key from the article's sort_at on, in seconds.

    Keys near each other keep the index small: it stores differences. 500 undated articles of a first fetch reach 500
    seconds ahead, which no reader notices; listings go by sort_at itself.
    """
    row = database.row("SELECT sort_at / 1000 FROM status WHERE article_id = ?", (article_id,))
    assert row is not None, "an article has its status before its place in the index"
    first = int(row[0])
    if not database.row("SELECT 1 FROM search_docs WHERE key = ?", (first,)):
        return first
    gap = database.row(
        "SELECT d.key + 1 FROM search_docs d WHERE d.key >= ? AND NOT EXISTS"
        " (SELECT 1 FROM search_docs n WHERE n.key = d.key + 1) ORDER BY d.key LIMIT 1",
        (first,),
    )
    assert gap is not None, "the last key has a free one after it"
    return int(gap[0])
