"""A reader whose feeds grow by the round, and the program as processes that can be killed, starved and locked out."""

import json
import os
import random
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import pytest
from tests.cli.site import RSS, Item, Site, rss
from tests.conftest import PROJECT

FEEDS: Final = 6
GROWTH: Final = 12
"""Entries that each feed gains in a round."""


@dataclass(frozen=True)
class Ran:
    """What a run left behind."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Stdout as JSON."""
        return json.loads(self.out)


@dataclass
class Reader:
    """Six feeds, followed; `round` is what they are at."""

    home: Path
    site: Site
    wrapper: tuple[str, ...] = ()
    preload: Mapping[str, str] = field(default_factory=dict)
    round: int = 0

    @property
    def words(self) -> list[str]:
        """What starts the program."""
        return [*self.wrapper, sys.executable, "-W", "error", "-m", "newscli"]

    @property
    def environ(self) -> dict[str, str]:
        """Nothing of the tests' own environment but the path."""
        own = {"PATH": os.environ["PATH"], "PYTHONPATH": str(PROJECT / "src"), "PYTHONDONTWRITEBYTECODE": "1", "NO_PROXY": "*"}
        return {**own, "TZ": "UTC", "NEWSCLI_HOME": str(self.home), **self.preload}

    def grow(self) -> None:
        """Let every feed gain entries."""
        self.round += 1
        for number in range(FEEDS):
            items = [
                Item(name=f"f{number}n{at}", title=f"Feed {number}, entry {at} {'word ' * 40}")
                for at in range(self.round * GROWTH)
            ]
            self.site.put(f"feed{number}", rss(self.site.url, items, title=f"Feed {number}"), kind=RSS)

    def __call__(self, *words: str, stdin: str = "") -> Ran:
        done = subprocess.run(
            [*self.words, *words], input=stdin.encode(), capture_output=True, env=self.environ, timeout=240, check=False, cwd="/"
        )
        return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())

    def ok(self, *words: str, stdin: str = "") -> Ran:
        """A run that has to end well."""
        ran = self(*words, stdin=stdin)
        assert ran.code == 0, (words, ran)
        return ran

    def start(self, *words: str) -> "subprocess.Popen[bytes]":
        """A process of its own session: what it starts ends with it."""
        return subprocess.Popen(
            [*self.words, *words], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=self.environ,
            start_new_session=True, cwd="/",
        )  # fmt: skip

    def counts(self) -> dict[str, int]:
        """Entries of each feed, by slug."""
        return {feed["slug"]: feed["total"] for feed in self.ok("feeds", "--json").json}

    def starred(self) -> set[int]:
        """What the reader starred."""
        return {entry["id"] for entry in self.ok("latest", "--starred", "-n", "0", "--json", "--offline").json}


def kill(running: "subprocess.Popen[bytes]") -> None:
    """Signal 9, to it and to its workers."""
    with suppress(ProcessLookupError):
        os.killpg(running.pid, signal.SIGKILL)
    running.communicate(timeout=240)


@pytest.fixture
def reader(tmp_path: Path) -> Iterator[Reader]:
    site = Site()
    reader = Reader(tmp_path / "home", site)
    reader.home.mkdir(mode=0o700)
    # Six feeds of one host, which a polite reader asks one after another: here they need not wait.
    reader.grow()
    opml = "".join(f'<outline type="rss" text="feed-{n}" xmlUrl="{site.url}feed{n}"/>' for n in range(FEEDS))
    reader.ok("import", "-", stdin=f'<opml version="2.0"><body>{opml}</body></opml>')
    reader.ok("refresh", "--all")
    yield reader
    site.close()


@pytest.fixture
def chance() -> random.Random:
    """The same moments in each run: a red test stays red."""
    return random.Random(20261125)


@pytest.fixture(scope="module")
def shim(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The library that makes writes fail."""
    compiler = shutil.which("cc")
    if compiler is None:
        pytest.skip("no C compiler: writes cannot be made to fail one by one")
    library = tmp_path_factory.mktemp("shim") / "faults.so"
    source = Path(__file__).with_name("faults.c")
    done = subprocess.run(
        [compiler, "-shared", "-fPIC", "-o", str(library), str(source), "-ldl"], capture_output=True, check=False
    )
    if done.returncode:
        pytest.skip(f"the library for faults cannot be built here: {done.stderr.decode()[:200]}")
    return library
