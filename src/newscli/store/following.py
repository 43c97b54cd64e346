"""What a reader does with a feed, and its reverse: following, not following, editing. How a feed fares is in feeds.py."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from newscli.models.feed import FeedEdit
from newscli.store.database import Database
from newscli.store.times import to_ms


def unfollow(database: Database, feed_id: int, *, at: datetime) -> int:
    """Stops following and hides what no other followed feed lists; how many articles that were."""
    database.run("UPDATE feeds SET removed_at = ? WHERE id = ? AND removed_at IS NULL", (to_ms(at), feed_id))
    return database.run(
        "UPDATE status SET hidden_by = 'removed' WHERE hidden_by IS NULL"
        " AND article_id IN (SELECT article_id FROM entries WHERE feed_id = ?) AND NOT EXISTS ("
        "  SELECT 1 FROM entries e JOIN feeds f ON f.id = e.feed_id"
        "  WHERE e.article_id = status.article_id AND f.removed_at IS NULL)",
        (feed_id,),
    )


def follow_again(database: Database, feed_id: int) -> None:
    """Undoes `unfollow`: the feed is followed, what it lists is listed, read and starred as it was."""
    database.run("UPDATE feeds SET removed_at = NULL WHERE id = ?", (feed_id,))
    database.run(
        "UPDATE status SET hidden_by = NULL WHERE hidden_by = 'removed'"
        " AND article_id IN (SELECT article_id FROM entries WHERE feed_id = ? AND sort_at IS NOT NULL)",
        (feed_id,),
    )


def write_edit(database: Database, feed_id: int, edit: FeedEdit) -> tuple[int, dict[str, Any], list[str]]:
    """Changes what is given of a feed; (its id, the columns as they were, its tags as they were).

    It is due by a new rhythm from its last attempt on.
    """
    before = database.row("SELECT slug, own_title, rhythm, full_text FROM feeds WHERE id = ?", (feed_id,))
    tags = [row[0] for row in database.rows("SELECT tag FROM feed_tags WHERE feed_id = ? ORDER BY tag", (feed_id,))]
    assert before is not None, "the caller has looked"
    database.run(
        "UPDATE feeds SET own_title = nullif(coalesce(:title, own_title), ''), slug = coalesce(:slug, slug),"
        " rhythm = nullif(coalesce(:rhythm, rhythm), 0), full_text = coalesce(:full_text, full_text),"
        " next_fetch_at = CASE WHEN health IN ('ok', 'moved', 'silent') AND :rhythm > 0"
        " THEN min(next_fetch_at, attempted_at + 1000 * :rhythm) ELSE next_fetch_at END WHERE id = :id",
        {"id": feed_id, "title": edit.title, "slug": edit.slug, "rhythm": edit.rhythm, "full_text": edit.full_text},
    )
    if edit.tags is not None:
        write_tags(database, feed_id, edit.tags)
    return feed_id, dict(zip(("slug", "own_title", "rhythm", "full_text"), before, strict=True)), tags


def restore_edited(database: Database, feed_id: int, columns: Mapping[str, Any], tags: Sequence[str]) -> None:
    """Undoes `write_edit`; a slug that another feed has got since stays with it."""
    taken = database.row("SELECT 1 FROM feeds WHERE slug = ? AND id <> ?", (columns["slug"], feed_id))
    database.run(
        "UPDATE feeds SET slug = coalesce(:slug, slug), own_title = :own_title, rhythm = :rhythm, full_text = :full_text"
        " WHERE id = :id",
        {**columns, "id": feed_id, "slug": None if taken else columns["slug"]},
    )
    write_tags(database, feed_id, tags)


def write_tags(database: Database, feed_id: int, tags: Collection[str]) -> None:
    """Gives the feed these tags and no others."""
    database.run("DELETE FROM feed_tags WHERE feed_id = ?", (feed_id,))
    database.run_many("INSERT INTO feed_tags VALUES (?, ?)", [(feed_id, tag) for tag in sorted(set(tags))])
