"""Each guard in the source is missed by the tests that are named for it: with the guard taken out they fail."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.conftest import PROJECT
from tests.mutants.table import GUARDS, Guard

pytestmark = pytest.mark.slow
Run = Callable[[Path, tuple[str, ...]], int]
FAILED = 1
"""pytest's exit code where tests failed; a guard that cannot be imported gives another."""


@pytest.fixture(scope="module")
def run() -> Iterator[Run]:
    """Runs tests with the package in a folder; pytest's exit code."""
    command = [sys.executable, "-m", "tests.mutants.forks"]
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    environ = {**kept, "PYTHONDONTWRITEBYTECODE": "1"}
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=PROJECT, env=environ, bufsize=1
    ) as forks:
        assert forks.stdin is not None
        assert forks.stdout is not None
        asked, answers = forks.stdin, forks.stdout

        def run(source: Path, tests: tuple[str, ...]) -> int:
            asked.write("\t".join((str(source), *tests)) + "\n")
            return int(answers.readline())

        yield run
        asked.close()


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A folder with the package as it is."""
    shutil.copytree(PROJECT / "src" / "newscli", tmp_path / "newscli", ignore=shutil.ignore_patterns("__pycache__"))
    return tmp_path


@pytest.mark.parametrize("name", GUARDS)
def test_a_guard_that_is_taken_out_is_missed(name: str, source: Path, run: Run) -> None:
    guard = GUARDS[name]
    take_out(guard, source)
    for test in guard.tests:
        code = run(source, (test,))
        assert code == FAILED, f"{test} ends with {code}: {(source / 'output').read_text(encoding='utf-8')[-2_000:]}"


def test_with_the_guards_the_same_tests_pass(source: Path, run: Run) -> None:
    """Else they could fail for want of something that this way of running them does not give."""
    tests = tuple(dict.fromkeys(test for guard in GUARDS.values() for test in guard.tests))
    assert run(source, tests) == 0, (source / "output").read_text(encoding="utf-8")[-4_000:]


def take_out(guard: Guard, source: Path) -> None:
    """The guard, in the copy at `source`."""
    file = source / "newscli" / guard.file
    text = file.read_text(encoding="utf-8")
    assert text.count(guard.old) == 1, f"{guard.old!r} stands {text.count(guard.old)} times in {guard.file}"
    file.write_text(text.replace(guard.old, guard.new), encoding="utf-8")
