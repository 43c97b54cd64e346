"""Runs named tests against a changed copy of the source, each time in a fork of this process: libraries are imported once.

Started by test_mutants.py. A line of stdin is a source folder and the tests, tab-separated; one of stdout pytest's exit code.
"""

import os
import sys
import tempfile
from importlib import import_module
from pathlib import Path
from typing import Final

import pytest

SHARED: Final = (
    "hypothesis", "httpx", "httpcore", "anyio", "feedparser", "lxml.html", "typer", "rich.console", "trafilatura", "pexpect",
    "pyte", "syrupy", "idna", "publicsuffixlist", "multiprocessing.forkserver", "sqlite3", "ssl",
)  # fmt: skip
BROKEN: Final = 99
"""The exit code where pytest itself did not come to an end."""
OPTIONS: Final = ("-q", "-x", "--assert=plain", "-p", "no:cacheprovider", "-p", "no:xdist", "-p", "no:randomly")


def run(source: str, tests: list[str]) -> int:
    """The exit code of pytest over `tests` with the package at `source`; what it printed goes to `source`/output."""
    child = os.fork()
    if child == 0:
        output = os.open(Path(source, "output"), os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        for stream in (1, 2):
            os.dup2(output, stream)
        code = BROKEN
        try:
            sys.path.insert(0, source)
            with tempfile.TemporaryDirectory() as folder:
                code = pytest.main([*OPTIONS, f"--basetemp={folder}/tests", *tests])
            sys.stdout.flush()
        finally:
            os._exit(code)
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status)


if __name__ == "__main__":
    for module in SHARED:
        import_module(module)
    for line in sys.stdin:
        place, *names = line.rstrip("\n").split("\t")
        print(run(place, names), flush=True)
