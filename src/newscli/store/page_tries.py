"""Which articles still want their pages, and which pages were asked for. It fetches nothing."""

from collections.abc import Collection
from datetime import datetime

from newscli.store.database import Database, id_list
from newscli.store.times import to_ms
from newscli.urls import WebUrl, stored_url


def find_without_page(
    database: Database, *, by_default: bool, since: datetime, feed_ids: Collection[int] | None, most: int
) -> list[tuple[int, WebUrl]]:
    """(id, address) of unread articles, newest first, that arrived since then as teasers in feeds that want whole articles."""
    rows = database.rows(
        "SELECT DISTINCT a.id, a.url FROM feeds f JOIN entries e ON e.feed_id = f.id AND e.unread = 1"
        " JOIN articles a ON a.id = e.article_id"
        " WHERE f.removed_at IS NULL AND coalesce(f.full_text, :by_default)"
        " AND (:feeds IS NULL OR f.id IN (SELECT value FROM json_each(:feeds)))"
        " AND a.arrived_at >= :since AND a.page_tried_at IS NULL AND a.url IS NOT NULL AND a.completeness <> 'full'"
        " AND NOT EXISTS (SELECT 1 FROM texts t WHERE t.article_id = a.id AND t.source <> 'feed')"
        " ORDER BY e.sort_at DESC, a.id DESC LIMIT :most",
        {
            "by_default": by_default, "since": to_ms(since), "most": most,
            "feeds": None if feed_ids is None else id_list(feed_ids),
        },
    )  # fmt: skip
    return [(article_id, url) for article_id, stored in rows if (url := stored_url(stored)) is not None]


def write_page_try(database: Database, article_id: int, *, at: datetime) -> None:
    """Keeps that the page was asked for and answered, so that no refresh asks again."""
    with database.transaction():
        database.run("UPDATE articles SET page_tried_at = ? WHERE id = ?", (to_ms(at), article_id))
