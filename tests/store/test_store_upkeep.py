"""A store is found to be sound or not, part by part; a repair makes anew what follows and keeps what was said and done."""

import sqlite3
import stat
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import cast

import pytest
from tests.store.desk import NOW, READ, STARRED, Desk, card, entry, facts, page

from newscli.errors import StoreError
from newscli.models.body import Body, Code, ItemList, Paragraph, Span, Table, body_from_text
from newscli.models.query import ListingQuery
from newscli.store import open_store
from newscli.store.copies import write_copy
from newscli.text import clean_block, clean_code, clean_line


@pytest.fixture
def filled(desk: Desk) -> Desk:
    """Two feeds of four articles, one in both; one read, one starred, one found on a page, one of a removed feed."""
    bbc, cnn = desk.follow("bbc"), desk.follow("cnn")
    desk.bring(bbc, entry("one"), entry("two"), entry("three"))
    desk.bring(cnn, entry("one", key="cnn-one"), entry("four"))
    desk.store.articles.apply_page(page(1, facts("one"), ("related", card("more"))), at=NOW)
    desk.store.articles.mint(1, {"related"}, at=NOW)
    desk.store.status.mark([1], READ, at=NOW)
    desk.store.status.mark([2], STARRED, at=NOW)
    desk.bring(desk.follow("dw"), entry("five"))
    desk.store.feeds.remove(desk.feeds["dw"].id, at=NOW)
    return desk


def faults(desk: Desk) -> dict[str, Sequence[str]]:
    return {finding.part: finding.faults for finding in desk.store.upkeep.check() if finding.faults}


SPANS = (Span(clean_line("bold"), ("strong",)), Span(clean_line(" 한국")))
BODIES = {
    "an ordered list": Body((ItemList(((Paragraph(SPANS),), (Paragraph(SPANS),)), ordered=True),)),
    "a table and code": Body((Table((((SPANS[0],), SPANS),), has_header=True), Code(clean_code("x  = 1"), None))),
    "Korean, and more than a teaser holds": body_from_text("대한민국 정부는 한국어로 발표했다. " * 30),
    "no text": None,
}


@pytest.mark.parametrize("summary", [None, "", "Le café de Paris"])
@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES.keys())
def test_an_article_is_indexed_with_the_words_that_are_stored(desk: Desk, body: Body | None, summary: str | None) -> None:
    """What a feed brings goes into the index without being read back; a check reads it back."""
    of = replace(facts("one"), body=body, summary=None if summary is None else clean_block(summary), authors=(), language=None)
    desk.bring(desk.follow("bbc"), entry("one", of=of), entry("two"))
    assert faults(desk) == {}
    desk.store.articles.apply_page(page(1, facts("one")), at=NOW)  # takes out the words that went in
    assert faults(desk) == {}


DAMAGES = {
    "a counter": ("UPDATE feeds SET unread = unread + 7 WHERE slug = 'bbc'", "counters"),
    "a total": ("UPDATE feeds SET total = 0", "counters"),
    "an unread line": ("UPDATE entries SET unread = 1 - unread WHERE sort_at IS NOT NULL", "listings"),
    "a place": ("UPDATE entries SET sort_at = sort_at + 5 WHERE sort_at IS NOT NULL", "listings"),
    "a topic's place": ("UPDATE article_topics SET sort_at = 0", "listings"),
    "an article out of the index": ("DELETE FROM search_docs WHERE article_id = 2", "search index"),
    "a title that the index has not": ("UPDATE articles SET title = 'Zebra' WHERE id = 3", "search index"),
    "an emptied index": ("INSERT INTO search_index (search_index) VALUES ('delete-all')", "search index"),
}


def test_a_store_in_use_is_sound(filled: Desk) -> None:
    assert faults(filled) == {}
    assert [finding.part for finding in filled.store.upkeep.check()] == [
        "file", "references", "listings", "counters", "search index",
    ]  # fmt: skip


@pytest.mark.parametrize(("sql", "part"), DAMAGES.values(), ids=DAMAGES.keys())
def test_damage_is_found_and_a_repair_brings_back_what_was(filled: Desk, sql: str, part: str) -> None:
    database = filled.store._database
    lines, unread = filled.lines(), filled.lines(ListingQuery(unread=True))
    hits = {word: sorted(filled.found(word)) for word in ("title", "two", "three", "more")}
    feeds = filled.store.feeds.all()
    filled.found("x")  # gives the connection the functions of the index
    database.run(sql)
    assert part in faults(filled)
    filled.store.upkeep.repair()
    assert faults(filled) == {}
    if "Zebra" in sql:
        assert filled.found("zebra") == [3]
        return
    assert (filled.lines(), filled.lines(ListingQuery(unread=True)), filled.store.feeds.all()) == (lines, unread, feeds)
    assert {word: sorted(filled.found(word)) for word in hits} == hits


def test_a_check_changes_nothing(filled: Desk) -> None:
    filled.store._database.run("UPDATE feeds SET unread = 99")
    before = filled.store._database.rows("PRAGMA data_version"), filled.store._database.connection.total_changes
    filled.store.upkeep.check()
    assert filled.store._database.row("SELECT max(unread) FROM feeds") == (99,)
    assert filled.store._database.rows("PRAGMA data_version") == before[0]


def test_a_row_that_points_nowhere_is_found_and_no_repair_hides_it(filled: Desk) -> None:
    filled.store._database.run("PRAGMA foreign_keys = OFF")
    filled.store._database.run("UPDATE articles SET outlet_id = 77 WHERE id = 1")
    (finding,) = (each for each in filled.store.upkeep.check() if each.faults)
    assert (finding.part, finding.can_be_mended) == ("references", False)
    assert "articles row 1" in finding.faults[0]


def test_an_index_that_left_its_table_is_mended(filled: Desk, path: Path) -> None:
    filled.store.close()
    with closing(sqlite3.connect(path, isolation_level=None)) as link:
        # What a failing disk leaves: rows that an index does not know, written while SQLite did not see the index.
        (old,) = link.execute("SELECT sql FROM sqlite_schema WHERE name = 'feeds_by_url'").fetchone()
        link.execute("PRAGMA writable_schema = ON")
        link.execute("UPDATE sqlite_schema SET sql = sql || ' WHERE id < 0' WHERE name = 'feeds_by_url'")
        link.execute("PRAGMA writable_schema = RESET")
    with closing(sqlite3.connect(path, isolation_level=None)) as link:
        link.execute("UPDATE feeds SET url_key = 'elsewhere.example/' WHERE slug = 'bbc'")
        link.execute("PRAGMA writable_schema = ON")
        link.execute("UPDATE sqlite_schema SET sql = ? WHERE name = 'feeds_by_url'", (old,))
    with open_store(path, now=NOW) as store:
        desk = Desk(store)
        assert "file" in faults(desk)
        store.upkeep.repair()
        assert faults(desk) == {}


def tear(path: Path, table: str) -> None:
    """Overwrite the first page of a table, as a failing disk does."""
    with closing(sqlite3.connect(path)) as link:
        link.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        (page,) = link.execute("SELECT rootpage FROM sqlite_schema WHERE name = ?", (table,)).fetchone()
        (size,) = link.execute("PRAGMA page_size").fetchone()
    with path.open("r+b") as file:
        file.seek((page - 1) * size)
        file.write(b"\x55" * size)


def test_a_torn_file_is_said_to_be_beyond_repair(filled: Desk, path: Path) -> None:
    filled.store.close()
    tear(path, "texts")
    with open_store(path, now=NOW) as store:
        findings = store.upkeep.check()
    assert findings[0].faults
    assert not findings[0].can_be_mended


def test_a_copy_holds_all_and_is_the_owners_alone(filled: Desk, tmp_path: Path) -> None:
    target = tmp_path / "copy.backup"
    filled.store.upkeep.copy_to(target)
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    with open_store(target, now=NOW) as copy:
        assert Desk(copy).lines() == filled.lines()
        assert copy.feeds.all() == filled.store.feeds.all()
        assert faults(Desk(copy)) == {}
    assert filled.store.upkeep.size() == (6, 2)


def test_a_copy_is_made_while_another_writes_and_has_whole_changes_only(filled: Desk, path: Path, tmp_path: Path) -> None:
    with open_store(path, now=NOW) as writer, writer.transaction():
        Desk(writer).bring(1, entry("six"))
        filled.store.upkeep.copy_to(tmp_path / "copy")
    with open_store(tmp_path / "copy", now=NOW) as copy:
        assert Desk(copy).found("six") == []
    assert len(filled.found("six")) == 1


def test_no_file_is_replaced_unasked(filled: Desk, tmp_path: Path) -> None:
    target = tmp_path / "letter"
    target.write_text("dear reader")
    with pytest.raises(StoreError, match="there is a file already"):
        filled.store.upkeep.copy_to(target)
    assert target.read_text() == "dear reader"
    filled.store.upkeep.copy_to(target, replace=True)
    assert target.read_bytes().startswith(b"SQLite format 3")
    assert {file.name for file in tmp_path.iterdir() if file.is_file()} == {"letter"}


def test_a_file_that_appears_meanwhile_is_not_replaced(filled: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "letter"
    monkeypatch.setattr("newscli.store.copies._sync", lambda _: target.write_text("dear reader"))
    with pytest.raises(StoreError, match="there is a file already"):
        filled.store.upkeep.copy_to(target)
    assert target.read_text() == "dear reader"


def broken(*_: object) -> None:
    raise OSError(28, "No space left on device")


@pytest.mark.parametrize("step", ["os.link", "newscli.store.copies._sync"])
def test_a_copy_that_fails_leaves_nothing(filled: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    before: Callable[[], set[str]] = lambda: {file.name for file in tmp_path.iterdir()}  # noqa: E731  # one line of a test
    names = before()
    with monkeypatch.context() as patched:
        patched.setattr(step, broken)
        if step == "os.link":  # a disk without hard links is no failure
            filled.store.upkeep.copy_to(tmp_path / "copy")
            assert before() == names | {"copy"}
            return
        with pytest.raises(StoreError, match=r"cannot be written: .*: No space left"):
            filled.store.upkeep.copy_to(tmp_path / "copy")
    assert before() == names


def test_a_copy_into_no_folder_is_refused_in_words(filled: Desk, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="cannot be written") as refusal:
        filled.store.upkeep.copy_to(tmp_path / "no" / "such")
    assert refusal.value.hint


def test_a_copy_that_is_not_sound_is_not_kept(tmp_path: Path) -> None:
    """Whatever SQLite says: what has come to stand in the file is looked at."""

    class Liar:
        def execute(self, _sql: str, values: tuple[str]) -> None:
            with closing(sqlite3.connect(values[0])) as connection:
                connection.execute("CREATE TABLE nothing_of_ours (x)")

    with pytest.raises(StoreError, match="not sound"):
        write_copy(cast("sqlite3.Connection", Liar()), tmp_path / "news.db", tmp_path / "copy.db")
    assert list(tmp_path.iterdir()) == []


def test_a_damaged_store_gives_no_copy(filled: Desk, path: Path, tmp_path: Path) -> None:
    filled.store.close()
    tear(path, "texts")
    with open_store(path, now=NOW) as store, pytest.raises(StoreError, match=r"damaged|not sound"):
        store.upkeep.copy_to(tmp_path / "copy")
    assert not (tmp_path / "copy").exists()


def test_ctrl_c_inside_a_function_of_ours_is_ctrl_c_and_undoes_the_change(filled: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(_: str) -> str:
        raise KeyboardInterrupt

    before = filled.lines()
    with monkeypatch.context() as patched:
        patched.setattr("newscli.store.search_text.index_words", interrupted)
        with pytest.raises(KeyboardInterrupt):
            filled.store.upkeep.repair()  # SQLite calls it for each text of the new index
        with pytest.raises(KeyboardInterrupt):
            filled.bring(1, entry("six"))
    assert not filled.store._database.connection.in_transaction
    assert (filled.lines(), faults(filled)) == (before, {})
    assert filled.bring(1, entry("six")).new_ids
