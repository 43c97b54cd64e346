"""Makes two stored articles one, in the caller's transaction: nothing that publishers said or the reader did is lost.

Both ids go on working (`articles.merged_into`). `decide` has said that they are one; nothing is judged here.
"""

from collections.abc import Sequence
from typing import Any, Final, NamedTuple

from newscli.store.changes import Action, Change, ChangeLog
from newscli.store.database import Database
from newscli.store.identity import resolve_id
from newscli.store.search_index import remove_from_index
from newscli.store.texts import show_feed_text, show_text

# What the one that stays takes over where it has nothing; the parts of a date belong together.
_GAPS: Final = ("url", "outlet_id", "language", "image", "views", "summary", "updated_at")
_DATE: Final = (
    "published_at", "published_text", "published_precision", "published_zone", "published_offset", "published_source",
)  # fmt: skip
# The article's line in a feed: one, however many entries the feed gave it.
_HAS_LINE: Final = (
    "sort_at IS NOT NULL AND NOT EXISTS (SELECT 1 FROM entries e"
    " WHERE e.feed_id = entries.feed_id AND e.article_id = :into AND e.sort_at IS NOT NULL)"
)

_REST: Final = (
    "UPDATE article_urls SET article_id = :into WHERE article_id = :gone",
    """
    INSERT OR IGNORE INTO article_topics
    SELECT :into, t.topic_key, t.topic, t.position + 1 + (
            SELECT coalesce(max(position), -1) FROM article_topics WHERE article_id = :into), s.sort_at
    FROM article_topics t JOIN status s ON s.article_id = :into WHERE t.article_id = :gone
    """,
    "DELETE FROM article_topics WHERE article_id = :gone",
    """
    INSERT INTO enclosures
    SELECT :into, position + 1 + (SELECT coalesce(max(position), -1) FROM enclosures WHERE article_id = :into),
        url, type, length, title, duration
    FROM enclosures WHERE article_id = :gone AND url NOT IN (SELECT url FROM enclosures WHERE article_id = :into)
    """,
    "DELETE FROM enclosures WHERE article_id = :gone",
    """
    UPDATE page_links SET article_id = :into,
        place = place + 1 + (SELECT coalesce(max(place), -1) FROM page_links WHERE article_id = :into)
    WHERE article_id = :gone
    """,
    "UPDATE page_links SET target_id = :into WHERE target_id = :gone",
    "UPDATE articles SET found_in = :into WHERE found_in = :gone",
    "UPDATE articles SET merged_into = :into WHERE :gone IN (id, merged_into)",
)

_HIDDEN: Final = (None, "removed", "found", "pruned")
"""From what stands in listings to what was forgotten: of two the first counts."""
_READING: Final[tuple[Action, ...]] = ("read", "unread", "fade")
_STARRING: Final[tuple[Action, ...]] = ("starred", "unstarred")


class _Status(NamedTuple):
    """A row of `status`, in the order of its columns."""

    sort_at: int
    read_at: int | None
    read_how: str | None
    seen_at: int | None
    starred_at: int | None
    hidden_by: str | None


def merge_article(database: Database, article_id: int, *, into: int) -> None:
    """Merges an article into one that is out of the search index just now (`search_index.reindexed`).

    Read, seen and starred stays what was so in either; texts, entries, addresses, topics and further reading move. Of two
    texts of one source the moved article keeps its own. The undo log is rewritten as if the two had always been one.
    """
    article_id = resolve_id(database, article_id)
    if article_id == into:
        return
    remove_from_index(database, article_id)
    ours, theirs = _status(database, into), _status(database, article_id)
    both = _combined(ours, theirs)
    _merge_log(database, into, ours, article_id, theirs)
    if ours.hidden_by == "found" and theirs.hidden_by in (None, "removed"):
        # A feed has brought it: it arrived then, as a found article does that a feed brings later.
        _run(database, "UPDATE articles SET arrived_at = (SELECT arrived_at FROM articles WHERE id = :gone) WHERE id = :into",
             into, article_id)  # fmt: skip
    _move_status(database, both, into, article_id)
    _fill_gaps(database, into, article_id)
    _move_texts(database, into, article_id)
    _move_rest(database, into, article_id)


def _status(database: Database, article_id: int) -> _Status:
    row = database.row(
        "SELECT sort_at, read_at, read_how, seen_at, starred_at, hidden_by FROM status WHERE article_id = ?", (article_id,)
    )
    assert row is not None, "an article that was not merged has a status"
    return _Status(*row)


def _combined(ours: _Status, theirs: _Status) -> _Status:
    read_at, read_how = _read(ours, theirs)
    return _Status(
        # Set once, never changed: but what was only found stood in no listing.
        sort_at=ours.sort_at if ours.hidden_by is None or theirs.hidden_by is not None else theirs.sort_at,
        read_at=read_at,
        read_how=read_how,
        seen_at=_first(ours.seen_at, theirs.seen_at),
        starred_at=_first(ours.starred_at, theirs.starred_at),
        hidden_by=min(ours.hidden_by, theirs.hidden_by, key=_HIDDEN.index),
    )


def _read(ours: _Status, theirs: _Status) -> tuple[int | None, str | None]:
    """When and how the reader read either; that one was opened outlives how the other was marked."""
    if ours.read_at is None or theirs.read_at is None:
        # Of an unread one `how` may say that it never fades.
        said = ours if ours.read_at is not None or theirs.read_how is None else theirs
        return said.read_at, said.read_how
    earlier = min(ours, theirs, key=lambda status: status.read_at or 0)
    how = "opened" if "opened" in (ours.read_how, theirs.read_how) else earlier.read_how
    return earlier.read_at, how


def _first(one: int | None, other: int | None) -> int | None:
    return min((at for at in (one, other) if at is not None), default=None)


def _move_status(database: Database, both: _Status, into: int, gone: int) -> None:
    """The status of both, and the lines in feeds with it: the triggers of the schema keep counters and copies."""
    database.run(
        "UPDATE status SET (sort_at, read_at, read_how, seen_at, starred_at, hidden_by) = (?, ?, ?, ?, ?, ?)"
        " WHERE article_id = ?",
        (*both, into),
    )
    database.run(
        f"UPDATE entries SET article_id = :into, sort_at = CASE WHEN {_HAS_LINE} THEN :sort_at END,"
        f" unread = {_HAS_LINE} AND :waits WHERE article_id = :gone",
        {"into": into, "gone": gone, "sort_at": both.sort_at, "waits": both.read_at is None and both.hidden_by is None},
    )
    database.run("DELETE FROM status WHERE article_id = ?", (gone,))


def _fill_gaps(database: Database, into: int, gone: int) -> None:
    columns = [f"{name} = coalesce(articles.{name}, g.{name})" for name in _GAPS]
    columns += [f"{name} = CASE WHEN articles.published_at IS NULL THEN g.{name} ELSE articles.{name} END" for name in _DATE]
    columns.append("authors = CASE WHEN articles.authors = '' THEN g.authors ELSE articles.authors END")
    columns.append("found_in = CASE WHEN articles.found_in = :gone THEN NULL ELSE articles.found_in END")
    _run(database, f"UPDATE articles SET {', '.join(columns)} FROM articles g WHERE articles.id = :into AND g.id = :gone",
         into, gone)  # fmt: skip


def _move_texts(database: Database, into: int, gone: int) -> None:
    row = database.row("SELECT shown_source FROM articles WHERE id = ?", (into,))
    theirs = database.row("SELECT shown_source, shown_feed_id FROM articles WHERE id = ?", (gone,))
    feeds = [row[0] for row in database.rows("SELECT feed_id FROM texts WHERE article_id = ? AND source = 'feed'", (gone,))]
    _run(database, "UPDATE OR IGNORE texts SET article_id = :into WHERE article_id = :gone", into, gone)
    if row is not None and row[0] is None and theirs is not None and theirs[0] is not None:
        show_text(database, into, source=theirs[0], feed_id=theirs[1])
    for feed_id in feeds:
        show_feed_text(database, into, feed_id)


def _move_rest(database: Database, into: int, gone: int) -> None:
    for sql in _REST:
        _run(database, sql, into, gone)


def _merge_log(database: Database, into: int, ours: _Status, gone: int, theirs: _Status) -> None:
    """Rewrites the undo log as if the two had always been one.

    It goes back from now, change by change, with the state of each: what a change of either will restore is what both
    together were before it. A change that the two together did not notice is dropped.
    """
    log = ChangeLog(database)
    mine, yours = ours, theirs
    for change in log.standing((*_READING, *_STARRING)):
        before = {row[0]: row for row in change.before}
        if into not in before and gone not in before:
            continue
        earlier, earlier_yours = _earlier(mine, change, before.get(into)), _earlier(yours, change, before.get(gone))
        now, then = _restored(_combined(mine, yours), change), _restored(_combined(earlier, earlier_yours), change)
        rows = [row for row in change.before if row[0] not in (into, gone)]
        log.replace(change.id, rows if now == then else [*rows, (into, *then)])
        mine, yours = earlier, earlier_yours


def _restored(status: _Status, change: Change) -> tuple[int | None, str | None]:
    """What such a change keeps of a status."""
    return (status.read_at, status.read_how) if change.action in _READING else (status.starred_at, None)


def _earlier(status: _Status, change: Change, row: Sequence[Any] | None) -> _Status:
    """The status before a change that would restore `row`."""
    if row is None:
        return status
    _, at, how = row
    if change.action in _READING:
        return status._replace(read_at=at, read_how=how)
    return status._replace(starred_at=at)


def _run(database: Database, sql: str, into: int, gone: int) -> None:
    database.run(sql, {"into": into, "gone": gone})
