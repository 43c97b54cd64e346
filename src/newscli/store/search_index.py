"""Keeps the full-text index in step with what is shown; every change of an article's words stands inside a call here.

The index holds no text of its own (FTS5 external content): to forget an article it must see the old words once more.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from operator import itemgetter
from typing import Final

from newscli.models.changes import ArticleFacts
from newscli.store.database import Database, Row
from newscli.store.search_text import index_columns, register_functions

COLUMNS: Final = "text, title, teaser, authors, labels"
"""The text first: a word of the first column takes two bytes less for each article, a fifth of the whole index."""

LABELS: Final = """(
    SELECT 'a' || CASE WHEN a.image IS NULL THEN '' ELSE ' i' END
        || CASE WHEN a.origin = 'page' AND a.shown_source IS NULL AND NOT EXISTS
            (SELECT 1 FROM entries WHERE article_id = a.id) THEN ' c' ELSE '' END
        || coalesce(' o' || a.outlet_id, '') || coalesce(' ' || newscli_language(a.language), '')
        || coalesce((SELECT ' f' || group_concat(feed_id, ' f') FROM
            (SELECT DISTINCT feed_id FROM entries WHERE article_id = a.id)), '')
        || coalesce((SELECT ' ' || group_concat(newscli_topic(topic_key), ' ') FROM article_topics WHERE article_id = a.id), '')
    FROM articles a WHERE a.id = {article}
)"""
"""What an article is found by besides words: a(ny), i(mage), c(ard only), o(utlet), l(anguage), f(eed), t(opic)."""
_NEW_DOCUMENT: Final = (
    f"INSERT INTO search_docs (key, article_id, labels) VALUES (?1, ?2, {LABELS.format(article='?2')}) RETURNING labels"
)
_STORED: Final = f"SELECT key, {COLUMNS} FROM search_content WHERE key"

USUAL_HASH: Final = 1_048_576
REBUILD_HASH: Final = 8 * USUAL_HASH
"""Bytes of words that FTS5 gathers in memory before it writes them. With 8 MB a rebuild merges less: a quarter less CPU."""
MERGED: Final = 250
"""Pages of 4 kB that one step of a merge writes: less than 0.1 s, so that a refresh at the same time waits no longer than that,
and no more than so many that are free in the file until the next step uses them again ("optimize" leaves half of the index)."""


@contextmanager
def reindexing(database: Database) -> Iterator[Callable[[int], None]]:
    """Gives a function to call with an article before its words or its sort_at change, or when it is new.

    What was indexed leaves the index there and then; at the end all are put in, together (`add_to_index`).
    """
    touched: dict[int, None] = {}

    def touch(article_id: int) -> None:
        if article_id not in touched:
            remove_from_index(database, article_id)
            touched[article_id] = None

    yield touch
    add_to_index(database, touched)


@contextmanager
def reindexed(database: Database, article_id: int) -> Iterator[None]:
    """Takes the article out of the index, lets its words or its sort_at change, and puts it in again."""
    with reindexing(database) as touch:
        touch(article_id)
        yield


def remove_from_index(database: Database, article_id: int) -> None:
    """Takes the article out of the index, before its words change or go; does nothing if it is not there."""
    database.prepare(register_functions)
    row = database.row(f"{_STORED} = (SELECT key FROM search_docs WHERE article_id = ?)", (article_id,))
    if row is not None:
        database.run(f"INSERT INTO search_index (search_index, rowid, {COLUMNS}) VALUES ('delete', ?, ?, ?, ?, ?, ?)", row)
        database.run("DELETE FROM search_docs WHERE article_id = ?", (article_id,))


def add_to_index(database: Database, article_ids: Iterable[int]) -> None:
    """Indexes articles that are not in the index, with the feeds that have listed them by now."""
    database.prepare(register_functions)
    keys = []
    for article_id in article_ids:
        row = database.row("SELECT sort_at FROM status WHERE article_id = ?", (article_id,))
        assert row is not None, "an article has its status before its place in the index"
        keys.append(_add_document(database, article_id, row[0])[0])
    _write(database, (row for key in sorted(keys) for row in database.rows(f"{_STORED} = ?", (key,))))


def add_new_to_index(database: Database, articles: Iterable[tuple[int, int, ArticleFacts, str | None]]) -> None:
    """As `add_to_index` for articles of which nothing is stored but facts and one body, whose words these are.

    Each is (id, sort_at in milliseconds, facts, body). Reading them back from the view, JSON and all, was a quarter of what
    storing an article cost.
    """
    database.prepare(register_functions)
    rows = []
    for article_id, sort_at, facts, body in articles:
        key, labels = _add_document(database, article_id, sort_at)
        authors = "\n".join(facts.authors)
        rows.append(
            (key, *index_columns(title=facts.title, summary=facts.summary or None, body=body, authors=authors, labels=labels))
        )
    _write(database, sorted(rows, key=itemgetter(0)))


def rebuild_index(database: Database) -> None:
    """Makes the index anew from what is stored, as it must be after a change of search_text.py or of the labels.

    Inside a transaction: half of it is no index.
    """
    database.prepare(register_functions)
    hash_size = "INSERT INTO search_index (search_index, rank) VALUES ('hashsize', ?)"
    database.run(f"UPDATE search_docs SET labels = {LABELS.format(article='search_docs.article_id')}")
    database.run(hash_size, (REBUILD_HASH,))
    database.run("INSERT INTO search_index (search_index) VALUES ('rebuild')")
    database.run(hash_size, (USUAL_HASH,))
    merge_index(database)  # else what is added next pays for merging what was made here


def merge_index(database: Database) -> None:
    """Brings all of the index together in steps, each a transaction of its own if it is not in one.

    FTS5 marks the words of a forgotten article as gone and keeps both, word and mark, until it merges the oldest part
    with the newest, which it does by itself only after much has been added.
    """
    pages = -MERGED  # less than nothing: begin with all parts there are (sqlite.org/fts5.html, "The 'merge' command")
    while True:
        before = database.connection.total_changes
        database.run("INSERT INTO search_index (search_index, rank) VALUES ('merge', ?)", (pages,))
        if database.connection.total_changes - before < 2:  # the statement itself counts for one
            return
        pages = MERGED


def _write(database: Database, rows: Iterable[Row]) -> None:
    """Puts rows of a key and the columns into the index, in the order of their keys.

    FTS5 gathers words in memory and writes them as one part of the index, but early where a lower rowid comes or SQLite
    opens a savepoint, as it does by itself for INSERT ... SELECT and for tables with triggers. A part for each article, merged
    again and again, took four times the CPU of one for each fetch: hence plain rows, ascending, nothing between.
    """
    for row in rows:
        database.run(f"INSERT INTO search_index (rowid, {COLUMNS}) VALUES (?, ?, ?, ?, ?, ?)", row)


def _add_document(database: Database, article_id: int, sort_at: int) -> tuple[int, str]:
    """The article's place in the index and its labels, written down."""
    key = _free_key(database, sort_at // 1000)
    row = database.row(_NEW_DOCUMENT, (key, article_id))
    assert row is not None, "an INSERT returns its row"
    return key, row[0]


def _free_key(database: Database, first: int) -> int:
    """The first free key from `first` on: the article's sort_at in seconds.

    Keys near each other keep the index small: it stores differences. 500 undated articles of a first fetch reach 500
    seconds ahead, which no reader notices; listings go by sort_at itself.
    """
    if not database.row("SELECT 1 FROM search_docs WHERE key = ?", (first,)):
        return first
    gap = database.row(
        "SELECT d.key + 1 FROM search_docs d WHERE d.key >= ? AND NOT EXISTS"
        " (SELECT 1 FROM search_docs n WHERE n.key = d.key + 1) ORDER BY d.key LIMIT 1",
        (first,),
    )
    assert gap is not None, "the last key has a free one after it"
    return int(gap[0])
