"""Each write that a command makes to the store fails - once, or with all that follow - or is the last before a kill.

The commands stand in scenes.py: all that change more than a line.
"""

import errno
import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

import pytest
from tests.cli.site import Site
from tests.conftest import PROJECT
from tests.durability.scenes import SCENES, Scene

from newscli.store import open_store
from newscli.store.schema import VERSION

pytestmark = pytest.mark.slow
KILL: Final = -1
FAULTS: Final = ((errno.EIO, False), (errno.ENOSPC, True), (KILL, False))
"""At every write one of the three, by turns; which one changes with the command, so that no place has always the same."""
MOST: Final = 96
"""Writes of one command that are tried: a refresh of three feeds makes two hundred, and what is between is much alike."""
SENTENCE: Final = re.compile(r"(?:error|warning): [^\n]+(?:\n\nhint: [^\n]+\n)?|failed: ")
BUGS: Final = ("Traceback", "a bug in newscli", "sqlite3.")


@dataclass
class Forks:
    """The process whose forks run the commands."""

    process: "subprocess.Popen[str]"

    def __call__(self, home: Path, words: tuple[str, ...], *, at: int = -1, number: int = 0, sticky: bool = False) -> int:
        """The exit code; -9 where the command was killed."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        order = {"home": str(home), "words": list(words), "at": at, "number": number, "sticky": int(sticky)}
        self.process.stdin.write(json.dumps(order) + "\n")
        self.process.stdin.flush()
        return int(self.process.stdout.readline())


@pytest.fixture(scope="module")
def forks(shim: Path) -> Iterator[Forks]:
    environ = {
        "PATH": os.environ["PATH"], "PYTHONPATH": f"{PROJECT / 'src'}:{PROJECT}", "TZ": "UTC", "NO_PROXY": "*",
        "LD_PRELOAD": str(shim),
    }  # fmt: skip
    command = [sys.executable, "-m", "tests.durability.deaths"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environ, cwd=PROJECT) as process:
        yield Forks(process)
        assert process.stdin is not None
        process.stdin.close()


@pytest.fixture
def site() -> Iterator[Site]:
    served = Site()
    yield served
    served.close()


@pytest.mark.parametrize("name", SCENES)
def test_whichever_write_fails_or_is_the_last_nothing_is_lost(name: str, forks: Forks, site: Site, tmp_path: Path) -> None:
    before, home = tmp_path / "before", tmp_path / "home"
    before.mkdir(mode=0o700)
    run = Trial(name, SCENES[name](before, site), before, home, forks)
    writes = run.rehearse()
    ended: dict[str, int] = {}
    for at in moments(writes):
        number, sticky = FAULTS[(at + list(SCENES).index(name)) % len(FAULTS)]
        code, is_done = run.once(at, number, sticky=sticky)
        ended[str(code)] = ended.get(str(code), 0) + 1
        if at % 4 == 0 and not is_done:
            run.once_more(f"{name}: write {at} of {writes}, {number}, afterwards")
    assert ended.get("-9", 0) > len(moments(writes)) // 6, ended
    assert len(ended) > 1, ended


def moments(writes: int) -> list[int]:
    """Every write of a command; of one that makes many the first and the last, and evenly between."""
    if writes <= MOST:
        return list(range(writes))
    edge = MOST // 4
    between = [edge + (writes - 2 * edge) * n // (MOST - 2 * edge) for n in range(MOST - 2 * edge)]
    return [*range(edge), *between, *range(writes - edge, writes)]


@dataclass(frozen=True)
class Trial:
    """One scene, again and again from the same home."""

    name: str
    scene: Scene
    before: Path
    home: Path
    forks: Forks

    def rehearse(self) -> int:
        """The command without a fault; how many writes it makes."""
        self._fresh()
        assert not self._judged(), "the change is there before the command"
        self._fresh()
        self.once_more(f"{self.name}, without a fault")
        writes = int((self.home / "writes").read_text(encoding="utf-8"))
        assert 3 < writes < 1_000
        return writes

    def once(self, at: int, number: int, *, sticky: bool) -> tuple[int, bool]:
        """The exit code with a fault at that write, and whether the change is there; fails if something is lost or unsaid."""
        self._fresh()
        code = self._go(at=at, number=number, sticky=sticky)
        where, words = f"{self.name}: write {at}, {number}", self._said()
        assert not [bug for bug in BUGS if bug in words], f"{where}: {words}"
        # Of the last writes it may be one that this run had no need of: then all is well.
        assert code in ((-9, 0) if number == KILL else (0, 1, 3)), f"{where}: {code} {words}"
        assert code <= 0 or SENTENCE.search(words), f"{where}: {words}"
        is_done = self._judged()
        assert is_done or code != 0 or self.scene.can_fail_silently, f"{where}: said to be done, and is not"
        return code, is_done

    def once_more(self, where: str) -> None:
        """The same command, and no fault."""
        assert self._go() == 0, f"{where}: {self._said()}"
        assert self._judged(), where

    def _fresh(self) -> None:
        shutil.rmtree(self.home, ignore_errors=True)
        shutil.copytree(self.before, self.home)

    def _go(self, **fault: Any) -> int:
        return self.forks(self.home, tuple(word.format(home=self.home) for word in self.scene.words), **fault)

    def _said(self) -> str:
        return (self.home / "said").read_text(encoding="utf-8")

    def _judged(self) -> bool:
        """Whether the change is there; what is stored is whole."""
        is_first = not (self.before / "news.db").exists()
        with open_store(self.home / "news.db", now=datetime.now(UTC), create=is_first) as store:
            faults = [fault for finding in store.upkeep.check() for fault in finding.faults]
            assert faults in ([], [self.scene.damage]), faults
            is_done = self.scene.judge(store, self.home)
        with closing(sqlite3.connect(self.home / "news.db")) as connection:
            assert connection.execute("PRAGMA user_version").fetchone() == (VERSION,)
        return is_done
