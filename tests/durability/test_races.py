"""Several processes at once: no update is lost, nobody is told of a lock, the store stays sound."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from tests.durability.conftest import FEEDS, GROWTH, Ran, Reader

pytestmark = pytest.mark.slow


def test_refresh_read_mark_and_back_up_at_once(reader: Reader, tmp_path: Path) -> None:
    reader.grow()
    starred, read = range(1, 9), range(20, 28)
    jobs: list[tuple[str, ...]] = [
        ("refresh", "--all"), ("refresh", "--all", "--json"), ("refresh", "feed-1", "feed-2"),  # one at a time: others leave
        *(("mark", "starred", str(number)) for number in starred), *(("mark", "read", str(number)) for number in read),
        *(("latest", "-n", "0", "--offline", "--json") for _ in range(4)), ("search", "entry", "--json"), ("feeds", "--json"),
        ("read", "5", "--offline", "--json"), ("backup", str(tmp_path / "copy.db")), ("doctor", "--check"), ("export",),
        *(("edit", f"feed-{number}", "--title", f"Mine {number}") for number in range(FEEDS)),
    ]  # fmt: skip
    with ThreadPoolExecutor(8) as pool:
        done: list[Ran] = list(pool.map(lambda words: reader(*words), jobs))
    for words, ran in zip(jobs, done, strict=True):
        is_left = words[0] == "refresh" and ran.code == 1 and "another newscli" in ran.err
        assert ran.code == 0 or is_left, (words, ran)
        assert "locked" not in ran.err, words
    assert reader.starred() == set(starred)
    unread = {entry["id"] for entry in reader.ok("latest", "-u", "-n", "0", "--json", "--offline").json}
    assert not unread & set(read)
    reader.ok("refresh", "--all")
    assert set(reader.counts().values()) == {reader.round * GROWTH}
    assert {feed["title"] for feed in reader.ok("feeds", "--json").json} == {f"Mine {number}" for number in range(FEEDS)}
    reader.ok("doctor", "--check")


def test_changes_of_many_processes_are_undone_one_by_one(reader: Reader) -> None:
    with ThreadPoolExecutor(6) as pool:
        list(pool.map(lambda number: reader.ok("mark", "starred", str(number)), range(1, 7)))
        assert reader.starred() == set(range(1, 7))
        list(pool.map(lambda _: reader.ok("undo"), range(6)))
    assert reader.starred() == set()
