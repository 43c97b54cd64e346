"""Takes changes back, the newest first; what can be taken back is what changes.py records."""

from datetime import datetime
from typing import Final

from newscli.store.changes import Before, Change, ChangeLog
from newscli.store.database import Database
from newscli.store.following import follow_again, restore_edited, unfollow
from newscli.store.saved_searches import restore_saved
from newscli.text import SafeLine, clean_line, format_line

_MARKS: Final = {
    "read": "unread again",
    "fade": "unread again",
    "unread": "read again",
    "starred": "no longer starred",
    "unstarred": "starred again",
}


def undo_last(database: Database, log: ChangeLog, *, at: datetime, fades: bool = False) -> SafeLine | None:
    """Reverses the newest change that stands; what it did, as a sentence, or None where nothing is left.

    `fades`: the newest fading instead of what the reader did.
    """
    with database.transaction():
        change = log.last(fades=fades)
        if change is None:
            return None
        log.set_undone(change.id, at=at)
        match change.action:
            case "follow":
                return _undo_follow(database, change.before, at)
            case "remove":
                return _undo_remove(database, change.before)
            case "edit":
                return _undo_edit(database, change.before)
            case "search":
                return _undo_search(database, change.before)
            case _:
                return _undo_mark(database, change)


def _undo_follow(database: Database, before: Before, at: datetime) -> SafeLine:
    for (feed_id,) in before:
        unfollow(database, feed_id, at=at)
    return format_line("{} no longer followed", _named(database, before))


def _undo_remove(database: Database, before: Before) -> SafeLine:
    for (feed_id,) in before:
        follow_again(database, feed_id)
    return format_line("{} followed again", _named(database, before))


def _undo_edit(database: Database, before: Before) -> SafeLine:
    # Backwards: of two edits of one feed, the first knows how it was.
    for feed_id, columns, tags in reversed(before):
        restore_edited(database, feed_id, columns, tags)
    return format_line("{} as before the edit", _named(database, before))


def _undo_search(database: Database, before: Before) -> SafeLine:
    for search_id, columns in reversed(before):
        restore_saved(database, search_id, columns)
    if len(before) > 1:
        return format_line("{} saved searches are as before", len(before))
    return clean_line(
        f"the saved search @{before[0][1]['name']} is as before" if before[0][1] else "the search is not saved any more"
    )


def _undo_mark(database: Database, change: Change) -> SafeLine:
    if change.action in ("read", "unread", "fade"):
        sql = "UPDATE status SET read_at = ?, read_how = ? WHERE article_id = ?"
        database.run_many(sql, [(old, how, article_id) for article_id, old, how in change.before])
    else:
        sql = "UPDATE status SET starred_at = ? WHERE article_id = ?"
        database.run_many(sql, [(old, article_id) for article_id, old, _ in change.before])
    number = len(change.before)
    which = f"article {change.before[0][0]} is" if number == 1 else f"{number} articles are"
    return format_line("{} {}", which, _MARKS[change.action])


def _named(database: Database, before: Before) -> SafeLine:
    """`BBC World is`, `3 feeds are`."""
    feed_ids = {row[0] for row in before}
    if len(feed_ids) > 1:
        return clean_line(f"{len(feed_ids)} feeds are")
    row = database.row("SELECT coalesce(own_title, title), slug FROM feeds WHERE id = ?", (feed_ids.pop(),))
    assert row is not None, "a feed's row stays when it is removed"
    return format_line("{} ({}) is", row[0], row[1])
