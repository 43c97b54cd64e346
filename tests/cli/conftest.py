"""The program in this process with a clock that stands still, and as a process of its own; a site to read from."""

import io
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import redirect_stdout
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from tests.cli.site import NOW, SEVERAL, SUMMIT, SUMMIT_TEXT, Site
from tests.conftest import PROJECT

from newscli.cli.context import World
from newscli.cli.main import run


class Terminal(io.StringIO):
    """A stream that says it is looked at."""

    def isatty(self) -> bool:
        return True


@dataclass(frozen=True)
class Ran:
    """What a run left behind."""

    code: int
    out: str
    err: str

    @property
    def rows(self) -> list[list[str]]:
        """The tab-separated fields of each line."""
        return [line.split("\t") for line in self.out.splitlines()]

    @property
    def json(self) -> Any:
        """Stdout as one JSON document."""
        return json.loads(self.out)

    @property
    def lines(self) -> list[Any]:
        """Stdout as JSON Lines."""
        return [json.loads(line) for line in self.out.splitlines()]


@dataclass
class Cli:
    """Runs commands in this process, in the home of one reader; `now` stands still until a test moves it."""

    home: Path
    now: datetime = NOW
    environ: dict[str, str] = field(default_factory=dict)

    def __call__(self, *words: str, stdin: str | bytes = "", tty: bool = False, width: int = 80, **environ: str) -> Ran:
        data = stdin.encode() if isinstance(stdin, str) else stdin
        out, err = (Terminal() if tty else io.StringIO()), (Terminal() if tty else io.StringIO())
        world = World(
            stdin=io.TextIOWrapper(io.BytesIO(data), encoding="utf-8"),
            stdout=out,
            stderr=err,
            environ={
                "NEWSCLI_HOME": str(self.home),
                "COLUMNS": str(width),
                "LINES": "24",
                "TERM": "xterm",
                **self.environ,
                **environ,
            },
            clock=lambda: self.now,
        )
        with redirect_stdout(out):  # where typer prints help and version
            code = run(world, list(words))
        return Ran(code, out.getvalue(), err.getvalue())

    def ok(self, *words: str, **more: Any) -> Ran:
        """A run that has to end well."""
        ran = self(*words, **more)
        assert ran.code == 0, ran
        return ran


@dataclass(frozen=True)
class Program:
    """Runs the program as a process of its own, with nothing of this process's environment but the path."""

    home: Path
    wrapper: tuple[str, ...] = ()
    """Words before the program's own: another user's."""

    def environ(self, **more: str) -> dict[str, str]:
        kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ}
        return {**kept, "NEWSCLI_HOME": str(self.home), "TZ": "UTC", "PYTHONPATH": str(PROJECT / "src"), **more}

    @property
    def words(self) -> list[str]:
        return [*self.wrapper, sys.executable, "-W", "error", "-m", "newscli"]

    def __call__(self, *words: str, stdin: bytes = b"", environ: Mapping[str, str] | None = None, **more: Any) -> Ran:
        done = subprocess.run(
            [*self.words, *words],
            input=stdin,
            capture_output=True,
            env=self.environ(**(environ or {})),
            timeout=240,
            check=False,
            **more,
        )
        return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())


@pytest.fixture(autouse=True)
def in_utc(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Local time is UTC, and no variable of the caller's counts."""
    for name in (
        "NO_COLOR",
        "FORCE_COLOR",
        "COLUMNS",
        "LINES",
        "PAGER",
        "LESS",
        "BROWSER",
        "http_proxy",
        "HTTP_PROXY",
        "all_proxy",
    ):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TZ", "UTC")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.fixture
def site() -> Iterator[Site]:
    served = Site()
    yield served
    served.close()


@pytest.fixture
def cli(home: Path) -> Cli:
    return Cli(home)


@pytest.fixture
def program(home: Path) -> Program:
    return Program(home)


@pytest.fixture
def following(cli: Cli, site: Site) -> Cli:
    """A reader who follows one feed of three articles: 1 the oldest, 3 the summit, which offers the other two."""
    site.put_page(SUMMIT, SUMMIT_TEXT, related=SEVERAL[1:])
    cli.ok("add", site.put_feed("feed.xml", *SEVERAL))
    site.requests.clear()
    return cli


@pytest.fixture
def last_error() -> Callable[[Ran], str]:
    """The message of a run that failed, after a look at its form: one line, an empty line, a hint."""

    def read(ran: Ran) -> str:
        error, empty, hint = ran.err.removesuffix("\n").split("\n")
        assert error.startswith("error: ")
        assert empty == ""
        assert hint.startswith("hint: ")
        return error.removeprefix("error: ")

    return read
