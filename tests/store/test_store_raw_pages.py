"""Raw pages in their own file: kept, found again, bounded, and never the reason why anything else fails."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.store.desk import NOW, STARRED, Desk, facts, page

from newscli.models.document import Document
from newscli.store import raw_pages
from newscli.store.raw_pages import RawPages
from newscli.urls import require_web_url

MIB = 1 << 20


def document(body: bytes, *, name: str = "a", **headers: str) -> Document:
    url = require_web_url(f"https://site.example/{name}")
    return Document(url=url, status=200, headers=headers, body=body, permanent_url=None, seconds=0.0)


def noise(seed: int, size: int) -> bytes:
    """Bytes that do not compress, the same each time."""
    import random

    return random.Random(seed).randbytes(size)


@pytest.fixture
def pages(tmp_path: Path) -> Iterator[RawPages]:
    opened = RawPages(tmp_path / "pages.db", budget=MIB)
    yield opened
    opened.close()


def test_what_was_kept_is_found_with_its_headers_address_and_time(pages: RawPages) -> None:
    first = document(b"<p>one\0\xff", **{"content-type": "text/html; charset=euc-kr", "set-cookie": "secret=1"})
    pages.keep(-7, (first, document(b"two", name="a/2")), at=NOW)
    found = pages.find([3, -7])
    assert found is not None
    assert found.fetched_at == NOW
    assert [(each.url, each.body) for each in found.documents] == [
        ("https://site.example/a", b"<p>one\0\xff"),
        ("https://site.example/a/2", b"two"),
    ]
    assert found.documents[0].headers == {"content-type": "text/html; charset=euc-kr"}
    assert pages.find([8]) is None


def test_a_newer_visit_takes_the_place_of_the_one_before(pages: RawPages) -> None:
    pages.keep(1, (document(b"old"), document(b"old too")), at=NOW)
    pages.keep(1, (document(b"new"),), at=NOW + timedelta(hours=1))
    found = pages.find([1])
    assert found is not None
    assert [each.body for each in found.documents] == [b"new"]


@given(body=st.binary(max_size=2000))
def test_any_bytes_come_back_as_they_were(tmp_path_factory: pytest.TempPathFactory, body: bytes) -> None:
    with closing(RawPages(tmp_path_factory.mktemp("any") / "pages.db", budget=MIB)) as pages:
        pages.keep(1, (document(body),), at=NOW)
        found = pages.find([1])
        assert found is not None
        assert found.documents[0].body == body


def test_over_the_budget_the_oldest_go_and_starred_ones_last(pages: RawPages) -> None:
    for number in range(60):
        pages.keep(number, (document(noise(number, 30_000)),), at=NOW + timedelta(minutes=number), starred=lambda: [0, 2])
    kept = [number for number in range(60) if pages.find([number])]
    assert {0, 2, 59} <= set(kept)
    assert 1 not in kept
    assert kept[2:] == list(range(kept[2], 60))
    assert pages.path.stat().st_size <= MIB + 50_000


def test_a_page_that_would_cost_the_others_their_place_is_not_kept(pages: RawPages) -> None:
    pages.keep(1, (document(b"small"),), at=NOW)
    pages.keep(2, (document(noise(2, 600_000)),), at=NOW)
    assert pages.find([2]) is None
    assert pages.find([1]) is not None


def test_without_a_budget_nothing_is_kept_and_what_was_goes(pages: RawPages) -> None:
    pages.keep(1, (document(b"small"),), at=NOW)
    pages.close()
    RawPages(pages.path, budget=0).keep(2, (document(b"more"),), at=NOW)
    assert not pages.path.exists()


def test_only_its_owner_may_read_it(pages: RawPages) -> None:
    pages.keep(1, (document(b"x"),), at=NOW)
    assert pages.path.stat().st_mode & 0o777 == 0o600


def test_looking_makes_no_file(pages: RawPages) -> None:
    assert pages.find([1]) is None
    assert not pages.path.exists()


@pytest.mark.parametrize(
    "rubbish", [b"not a database at all " * 300, b"SQLite format 3\0" + b"\x7f" * 4000], ids=["text", "torn"]
)
def test_a_damaged_file_is_made_anew(pages: RawPages, rubbish: bytes) -> None:
    pages.path.write_bytes(rubbish)
    assert pages.find([1]) is None
    pages.keep(1, (document(b"x"),), at=NOW)
    pages.keep(1, (document(b"x"),), at=NOW)
    assert pages.find([1]) is not None


@given(place=st.integers(0, 40_000), byte=st.integers(0, 255))
def test_a_flipped_byte_is_never_an_error(tmp_path_factory: pytest.TempPathFactory, place: int, byte: int) -> None:
    path = tmp_path_factory.mktemp("flipped") / "pages.db"
    with closing(RawPages(path, budget=MIB)) as pages:
        pages.keep(1, (document(noise(1, 20_000), **{"content-type": "text/html"}),), at=NOW)
    data = bytearray(path.read_bytes())
    data[place % len(data)] = byte
    path.write_bytes(data)
    with closing(RawPages(path, budget=MIB)) as pages:
        pages.find([1])
        pages.keep(2, (document(b"x"),), at=NOW)


def test_a_file_of_another_program_is_left_alone(pages: RawPages) -> None:
    with closing(sqlite3.connect(pages.path)) as other:
        other.execute("CREATE TABLE recipes (name TEXT)")
    before = pages.path.read_bytes()
    pages.keep(1, (document(b"x"),), at=NOW)
    assert pages.find([1]) is None
    assert pages.path.read_bytes() == before


def test_a_file_of_another_version_begins_anew(pages: RawPages, monkeypatch: pytest.MonkeyPatch) -> None:
    pages.keep(1, (document(b"x"),), at=NOW)
    pages.close()
    monkeypatch.setattr(raw_pages, "VERSION", 2)
    monkeypatch.setattr(raw_pages, "_SCHEMA", (*raw_pages._SCHEMA[:-1], "PRAGMA user_version = 2"))
    assert pages.find([1]) is None
    pages.keep(1, (document(b"y"),), at=NOW)
    assert pages.find([1]) is not None


def test_a_folder_in_its_place_and_a_file_in_use_are_passed_over(
    pages: RawPages, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "folder").mkdir()
    RawPages(tmp_path / "folder", budget=MIB).keep(1, (document(b"x"),), at=NOW)
    monkeypatch.setattr(raw_pages, "TIMEOUT", 0.0)
    pages.keep(1, (document(b"x"),), at=NOW)
    pages.close()
    with closing(sqlite3.connect(pages.path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        pages.keep(2, (document(b"y"),), at=NOW)
        assert pages.find([1]) is None
        other.execute("ROLLBACK")
    assert pages.find([1]) is not None
    assert pages.find([2]) is None


def test_the_store_has_them_beside_it_by_numbers_that_outlive_it(desk: Desk, path: Path) -> None:
    one, two = (desk.store.articles.apply_page(page(None, facts(name)), at=NOW) for name in ("one", "two"))
    assert desk.store.raw_pages.path == path.with_name("pages.db")
    assert desk.store.articles.uids(one) != desk.store.articles.uids(two)
    desk.store.status.mark([two], STARRED, at=NOW)
    assert desk.store.articles.starred_uids() == desk.store.articles.uids(two)
