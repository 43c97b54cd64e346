"""Killed or interrupted at any moment: what was acknowledged is there, a feed's news are there whole or not at all."""

import os
import random
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime
from typing import Final

import pytest
from tests.durability.conftest import FEEDS, GROWTH, Reader, kill

from newscli.store import open_store

pytestmark = pytest.mark.slow
KILLS: Final = 54
INTERRUPTS: Final = 24


def faults(reader: Reader) -> list[str]:
    """What is wrong with the store, looked at in this process."""
    with open_store(reader.home / "news.db", now=datetime.now(UTC), create=False) as store:
        found = [f"{finding.part}: {fault}" for finding in store.upkeep.check() for fault in finding.faults]
        half = store._database.rows(
            "SELECT a.id FROM articles a LEFT JOIN status s ON s.article_id = a.id LEFT JOIN search_docs d ON d.article_id = a.id"
            " WHERE s.article_id IS NULL OR d.article_id IS NULL"
            " OR NOT EXISTS (SELECT 1 FROM entries e WHERE e.article_id = a.id)"
        )
        return found + [f"article {row[0]} is half there" for row in half]


def seconds_of_a_refresh(reader: Reader) -> float:
    reader.grow()
    started = time.monotonic()
    reader.ok("refresh", "--all")
    return time.monotonic() - started


def test_a_kill_at_any_moment_of_a_refresh_loses_nothing(reader: Reader, chance: random.Random) -> None:
    whole = seconds_of_a_refresh(reader)
    sizes = {n * GROWTH for n in range(1, reader.round + 1)}
    interrupted = 0
    for attempt in range(KILLS):
        before, starred = reader.counts(), reader.starred()
        if attempt % 6 == 0:
            reader.grow()
            sizes.add(reader.round * GROWTH)
            reader.ok("mark", "starred", str(1 + attempt))
            starred.add(1 + attempt)
        running = reader.start("refresh", "--all")
        # The moment is what is tested: there is nothing to wait for.
        time.sleep(chance.uniform(0.0, whole))
        interrupted += running.poll() is None
        kill(running)
        assert faults(reader) == [], f"kill {attempt}"
        after = reader.counts()
        assert all(after[slug] >= before[slug] and after[slug] in sizes for slug in before), f"kill {attempt}: {before} {after}"
        assert reader.starred() >= starred, f"kill {attempt}"
    assert interrupted > KILLS // 2
    reader.ok("refresh", "--all")
    assert set(reader.counts().values()) == {reader.round * GROWTH}
    assert faults(reader) == []


@pytest.mark.parametrize("words", [("mark", "read", "--all"), ("import", "/dev/stdin"), ("backup", "--force", "{home}/copy.db")])
def test_a_kill_at_any_moment_of_other_changes(reader: Reader, chance: random.Random, words: tuple[str, ...]) -> None:
    total = FEEDS * GROWTH
    for attempt in range(8):
        running = reader.start(*(word.format(home=reader.home) for word in words))
        time.sleep(chance.uniform(0.05, 0.4))
        kill(running)
        assert faults(reader) == [], f"kill {attempt}"
        unread = int(reader.ok("latest", "-u", "--count").out)
        assert unread in (0, total), f"kill {attempt}: half of a change"
        copy = reader.home / "copy.db"
        if copy.exists():
            with open_store(copy, now=datetime.now(UTC)) as store:
                assert not any(finding.faults for finding in store.upkeep.check())
        if unread == 0:
            reader.ok("undo")


# Ctrl-C before main() is Python's to answer, so it is held back until gc.disable(), the first thing that main() does.
STARTED: Final = """
import gc, os, signal, sys
from newscli.__main__ import main
sys.argv = ["newscli", *sys.argv[1:]]
signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])
gc.disable = lambda: signal.pthread_sigmask(signal.SIG_UNBLOCK, [signal.SIGINT])
os.write(1, b"!")
main()
"""


@pytest.mark.parametrize("words", [("refresh", "--all", "--json"), ("latest", "--offline"), ("search", "entry")])
def test_ctrl_c_at_any_moment_is_no_fault_and_no_traceback(reader: Reader, chance: random.Random, words: tuple[str, ...]) -> None:
    codes = set()
    for attempt in range(INTERRUPTS // 3):
        reader.grow()
        running = subprocess.Popen(
            [sys.executable, "-c", STARTED, *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=reader.environ,
            start_new_session=True, cwd="/",
        )  # fmt: skip
        assert running.stdout is not None
        assert running.stdout.read(1) == b"!"  # from here on the program itself is being loaded
        time.sleep(chance.uniform(0.0, 0.5 if words[0] == "refresh" else 0.15))
        os.killpg(running.pid, signal.SIGINT)  # as a terminal does: its workers get it too
        _, said = running.communicate(timeout=240)
        codes.add(running.returncode)
        assert running.returncode in (0, 130), f"interrupt {attempt}: {running.returncode} {said.decode()}"
        assert b"Traceback" not in said, f"interrupt {attempt}: {said.decode()}"
        assert b"bug" not in said, f"interrupt {attempt}: {said.decode()}"
        assert faults(reader) == [], f"interrupt {attempt}"
    assert 130 in codes
    reader.ok("refresh", "--all")
    assert set(reader.counts().values()) == {reader.round * GROWTH}
