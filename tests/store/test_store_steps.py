"""What a migration makes of what was in the store; that it leads to the schema of a new one stands in test_store_opening.py."""

import sqlite3
from contextlib import closing
from pathlib import Path

from tests.store.desk import NOW

from newscli.library.query_reading import read_query
from newscli.models.search import SearchQuery
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
        assert store.undo(at=NOW) == "BBC (bbc) is followed again"
        assert [feed.slug for feed in store.feeds.all()] == ["bbc"]
        assert store.undo(at=NOW) is None


def test_the_index_is_made_anew_with_its_labels(tmp_path: Path) -> None:
    path = tmp_path / "news.db"
    first_store(
        path,
        "INSERT INTO feeds (id, slug, url, url_key, asked_key, title, kind, added_at, health)"
        " VALUES (7, 'bbc', 'https://bbc.example/', 'k', 'k', 'BBC', 'feed', 0, 'ok')",
        "INSERT INTO articles (id, uid, title, authors, arrived_at, origin, completeness)"
        " VALUES (5, 5, 'Łódź votes', 'Ada Writer', 0, 'feed', 'teaser')",
        "INSERT INTO status (article_id, sort_at) VALUES (5, 9000)",
        "INSERT INTO entries VALUES (7, 'e', 'id', 5, x'00', 'Łódź', 0, 0, 9000, 1, NULL)",
        "INSERT INTO search_docs VALUES (9, 5)",
    )
    with open_store(path, now=NOW) as store:
        for words in ("lodz", "author:ada", "feed:bbc vote"):
            node = read_query([words], now=NOW, find_feed=lambda slug: store.feeds.find(slug=slug) or store.feeds.get(0)).node
            assert [hit.headline.id for hit in store.search.find(SearchQuery(node=node), now=NOW).hits] == [5]
