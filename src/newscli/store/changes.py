"""The undo log: one row for each command that changed something, with what was before. It decides nothing itself."""

from datetime import datetime
from typing import Final

from newscli.store.database import Database, Row
from newscli.store.times import to_ms
from newscli.text import SafeLine, format_line

CHANGES_KEPT: Final = 100

Before = list[tuple[int, int | None, str | None]]
"""(article id, its old read_at or starred_at, its old read_how) of each article that a command changed."""


def record_status(database: Database, action: str, before: Before, *, at: datetime) -> None:
    """Keeps what a `mark` changed; 90,000 articles took 0.6 MB at most."""
    import json
    import zlib

    packed = zlib.compress(json.dumps(before, separators=(",", ":")).encode())
    database.run("INSERT INTO changes (at, action, before) VALUES (?, ?, ?)", (to_ms(at), action, packed))
    _drop_old(database)


def record_remove(database: Database, feed_id: int, *, at: datetime) -> None:
    """Keeps that a feed was removed; what was hidden by it follows from the entries."""
    database.run("INSERT INTO changes (at, action, feed_id) VALUES (?, 'remove', ?)", (to_ms(at), feed_id))
    _drop_old(database)


def forget_remove(database: Database, feed_id: int) -> None:
    """Leaves nothing to undo of a feed's removal: it is followed again."""
    database.run("DELETE FROM changes WHERE feed_id = ? AND action = 'remove' AND undone_at IS NULL", (feed_id,))


def undo_last(database: Database, *, at: datetime) -> SafeLine | None:
    """Reverses the newest change that stands; what it did, as a sentence, or None where nothing is left."""
    with database.transaction():
        row = database.row("SELECT id, action, feed_id, before FROM changes WHERE undone_at IS NULL ORDER BY id DESC LIMIT 1")
        if row is None:
            return None
        database.run("UPDATE changes SET undone_at = ? WHERE id = ?", (to_ms(at), row[0]))
        return _undo_remove(database, row[2]) if row[1] == "remove" else _undo_status(database, row)


def _undo_remove(database: Database, feed_id: int) -> SafeLine:
    from newscli.store.feeds import follow_again

    follow_again(database, feed_id)
    found = database.row("SELECT coalesce(own_title, title) FROM feeds WHERE id = ?", (feed_id,))
    return format_line("{} is followed again", found[0] if found else feed_id)


_UNDONE: Final = {"read": "unread again", "unread": "read again", "starred": "no longer starred", "unstarred": "starred again"}


def _undo_status(database: Database, change: Row) -> SafeLine:
    import json
    import zlib

    before: Before = json.loads(zlib.decompress(change[3]))
    if change[1] in ("read", "unread"):
        sql = "UPDATE status SET read_at = ?, read_how = ? WHERE article_id = ?"
        database.run_many(sql, [(old, how, article_id) for article_id, old, how in before])
    else:
        sql = "UPDATE status SET starred_at = ? WHERE article_id = ?"
        database.run_many(sql, [(old, article_id) for article_id, old, _ in before])
    which = f"article {before[0][0]} is" if len(before) == 1 else f"{len(before)} articles are"
    return format_line("{} {}", which, _UNDONE[change[1]])


def _drop_old(database: Database) -> None:
    database.run("DELETE FROM changes WHERE id <= (SELECT max(id) FROM changes) - ?", (CHANGES_KEPT,))
