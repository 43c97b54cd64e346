"""What a migration makes of what was in the store; that it leads to the schema of a new one stands in test_store_opening.py."""

import errno
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.store.desk import NOW, READ, Desk
from tests.store.test_store_opening import look_as_nobody, open_to_readers

from newscli.errors import StoreError
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
        undone = store.undo(at=NOW)
        assert undone is not None
        assert (undone.what, undone.made_at) == ("removing BBC (bbc)", datetime(1970, 1, 1, 0, 0, 0, 1000, tzinfo=UTC))
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


ROWS = (
    (
        "INSERT INTO feeds (id, slug, url, url_key, asked_key, title, kind, added_at, health)"
        " VALUES (1, 'bbc', 'https://bbc.example/', 'k', 'k', 'BBC', 'feed', 0, 'ok')"
    ),
    (
        "INSERT INTO articles (id, uid, title, authors, arrived_at, origin, completeness)"
        " VALUES (1, 1, 'A title', '', 0, 'feed', 'full')"
    ),
    "INSERT INTO status (article_id, sort_at) VALUES (1, 9000)",
    "INSERT INTO entries VALUES (1, 'e', 'id', 1, x'00', 'A title', 0, 0, 9000, 1, NULL)",
    "INSERT INTO search_docs VALUES (9, 1)",
)


def test_a_read_only_store_of_the_first_version_is_read(tmp_path: Path) -> None:
    """On a medium that cannot be written, or after somebody else's upgrade: the copy is gone when the command ends."""
    path = tmp_path / "news" / "news.db"
    path.parent.mkdir()
    first_store(path, *ROWS)
    before = path.read_bytes()
    open_to_readers(path)
    try:
        assert look_as_nobody(path) == "True [1] [1] 1\nTrue True\n"
        assert [file.name for file in path.parent.iterdir()] == ["news.db"]
        assert path.read_bytes() == before
    finally:
        path.parent.chmod(0o755)


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO])
def test_a_store_of_the_first_version_is_read_where_there_is_no_room_to_upgrade_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    path = tmp_path / "news.db"
    first_store(path, *ROWS)
    before = path.read_bytes()

    def full(*_: object) -> None:
        raise OSError(number, "no room")

    monkeypatch.setattr("newscli.store.copies._sync", full)
    with open_store(path, now=NOW) as store:
        assert (store.is_readonly, Desk(store).ids(), Desk(store).found("title")) == (True, [1], [1])
        with pytest.raises(StoreError, match="no room"):
            store.status.mark([1], READ, at=NOW)
    assert [file.name for file in tmp_path.iterdir()] == ["news.db"]
    assert path.read_bytes() == before
    monkeypatch.undo()
    with open_store(path, now=NOW) as store:
        store.status.mark([1], READ, at=NOW)
    assert len(list(tmp_path.glob("*.backup"))) == 1


def test_without_room_for_a_copy_an_older_read_only_store_is_refused_untouched(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "news.db"
    first_store(path, *ROWS)
    monkeypatch.setattr("newscli.store.opening.os.access", lambda *_: False)

    def full(*_: object) -> None:
        error = sqlite3.OperationalError("no room")
        error.sqlite_errorcode = sqlite3.SQLITE_FULL
        raise error

    monkeypatch.setattr("newscli.store.migrations.take_steps", full)
    with pytest.raises(StoreError, match="read-only and of an older newscli"):
        open_store(path, now=NOW)
