"""What a migration makes of what was in the store; that it leads to the schema of a new one stands in test_store_opening.py."""

import sqlite3
from contextlib import closing
from pathlib import Path

from tests.store.desk import NOW

from newscli.store import open_store
from newscli.store.schema import APPLICATION_ID


def first_store(path: Path, *more: str) -> None:
    """A store as the first version of the schema had it."""
    first = (Path(__file__).parent / "schema_v1.sql").read_text(encoding="utf-8")
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(first)
        for each in more:
            connection.execute(each)
        connection.commit()
        connection.executescript(f"PRAGMA application_id = {APPLICATION_ID}; PRAGMA user_version = 1")


def test_the_log_keeps_what_can_be_undone(tmp_path: Path) -> None:
    path = tmp_path / "news.db"
    first_store(
        path,
        "INSERT INTO feeds (id, slug, url, url_key, asked_key, title, kind, added_at, removed_at, health)"
        " VALUES (7, 'bbc', 'https://bbc.example/', 'k', 'k', 'BBC', 'feed', 0, 1, 'ok')",
        "INSERT INTO changes (id, at, action, feed_id) VALUES (3, 1, 'remove', 7)",
    )
    with open_store(path, now=NOW) as store:
        assert store.feeds.all() == []
        assert store.undo(at=NOW) == "BBC is followed again"
        assert [feed.slug for feed in store.feeds.all()] == ["bbc"]
        assert store.undo(at=NOW) is None
