"""Takes changes back, the newest first; what can be taken back is what changes.py records."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from newscli.models.changes import Undone
from newscli.store.changes import Before, Change, ChangeLog
from newscli.store.database import Database
from newscli.store.following import follow_again, restore_edited, unfollow
from newscli.store.saved_searches import restore_saved
from newscli.text import SafeLine, clean_line, format_line, join_lines

_NAMED_FEEDS: Final = 3
"""Feeds of one change that are named by their slugs; of more, so many."""


def undo_last(database: Database, log: ChangeLog, *, at: datetime, fades: bool = False) -> Undone | None:
    """Reverses the newest change that stands; which one it was, or None where nothing is left.

    `fades`: the newest fading instead of what the reader did.
    """
    with database.transaction():
        change = log.last(fades=fades)
        if change is None:
            return None
        log.set_undone(change.id, at=at)
        match change.action:
            case "follow":
                what = _undo_follow(database, change.before, at)
            case "remove":
                what = _undo_remove(database, change.before)
            case "edit":
                what = _undo_edit(database, change.before)
            case "search":
                what = _undo_searches(database, change.before)
            case _:
                what = _undo_mark(database, change)
        return Undone(what=what, made_at=change.at)


def _undo_follow(database: Database, before: Before, at: datetime) -> SafeLine:
    for (feed_id,) in before:
        unfollow(database, feed_id, at=at)
    return format_line("following {}", _named(database, before))


def _undo_remove(database: Database, before: Before) -> SafeLine:
    for (feed_id,) in before:
        follow_again(database, feed_id)
    return format_line("removing {}", _named(database, before))


def _undo_edit(database: Database, before: Before) -> SafeLine:
    # Backwards: of two edits of one feed, the first knows how it was.
    for feed_id, columns, tags in reversed(before):
        restore_edited(database, feed_id, columns, tags)
    return format_line("edit of {}", _named(database, before))


def _undo_searches(database: Database, before: Before) -> SafeLine:
    return join_lines(" and ", [_undo_search(database, search_id, columns) for search_id, columns in reversed(before)])


def _undo_search(database: Database, search_id: int, columns: Mapping[str, Any] | None) -> SafeLine:
    """`renaming the saved search @asia to @seoul`, by what it is called now and what the log has."""
    row = database.row("SELECT name FROM saved_searches WHERE id = ?", (search_id,))
    restore_saved(database, search_id, columns)
    if columns is None:
        return format_line("saving the search @{}", row[0]) if row else clean_line("saving a search that was deleted since")
    if row is None:
        return format_line("deleting the saved search @{}", columns["name"])
    if row[0] != columns["name"]:
        return format_line("renaming the saved search @{} to @{}", columns["name"], row[0])
    return format_line("changing the saved search @{}", row[0])


def _undo_mark(database: Database, change: Change) -> SafeLine:
    if change.action in ("read", "unread", "fade"):
        sql = "UPDATE status SET read_at = ?, read_how = ? WHERE article_id = ?"
        database.run_many(sql, [(old, how, article_id) for article_id, old, how in change.before])
    else:
        sql = "UPDATE status SET starred_at = ? WHERE article_id = ?"
        database.run_many(sql, [(old, article_id) for article_id, old, _ in change.before])
    number = len(change.before)
    which = f"article {change.before[0][0]}" if number == 1 else f"{number:,} articles"
    return clean_line(f"fading of {which}" if change.action == "fade" else f"marking {which} {change.action}")


def _named(database: Database, before: Before) -> SafeLine:
    """`BBC World (bbc-world)`, `2 feeds (bbc-world, dw)`, `30 feeds (bbc-world, dw, ap, ...)`."""
    feed_ids = tuple(dict.fromkeys(row[0] for row in before))
    rows = [
        database.row("SELECT coalesce(own_title, title), slug FROM feeds WHERE id = ?", (feed_id,))
        for feed_id in feed_ids[:_NAMED_FEEDS]
    ]
    names = [(clean_line(row[0]), clean_line(row[1])) for row in rows if row is not None]  # a removed feed's row stays
    if len(feed_ids) == 1:
        return format_line("{} ({})", *names[0])
    slugs = join_lines(", ", [slug for _, slug in names])
    return format_line("{:,} feeds ({}{})", len(feed_ids), slugs, ", ..." if len(feed_ids) > _NAMED_FEEDS else "")
