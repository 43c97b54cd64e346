"""Streams that are closed or full from the start, Ctrl-C at any moment: the exit code still tells what was done."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.cli.conftest import Cli, Program, Ran

LastError = Callable[[Ran], str]


def run_closed(program: Program, words: str, closed: str) -> Ran:
    """The program with those of the three streams closed, as a shell closes them."""
    line = f'exec "$@" {closed}'
    done = subprocess.run(
        ["/bin/sh", "-c", line, "sh", *program.words, *words.split()],
        capture_output=True, stdin=subprocess.DEVNULL, env=program.environ(), timeout=240, check=False,
    )  # fmt: skip
    return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())


@pytest.mark.parametrize(
    ("words", "closed", "code"),
    [
        ("nosuch", "2>&-", 2),
        ("read 999", "2>&-", 1),
        ("latest --offline", "2>&-", 0),
        ("refresh site", "2>&-", 0),
        ("latest --offline", "<&-", 0),
        ("read -", "<&-", 1),
        ("read --stdin", "<&-", 2),
        ("import -", "<&-", 1),
        ("latest --offline", ">&-", 1),
        ("--help", ">&-", 1),
        ("nosuch", ">&-", 2),
        ("latest --offline", "<&- >&- 2>&-", 1),
        ("nosuch", "2>/dev/full", 2),
        ("refresh site", "2>/dev/full", 0),
    ],
)
def test_a_closed_or_full_stream_changes_no_exit_code(
    following: Cli, program: Program, words: str, closed: str, code: int
) -> None:
    ran = run_closed(program, words, closed)
    assert ran.code == code, ran
    assert "Traceback" not in ran.err
    assert not list(following.home.glob("log/*"))


def test_output_into_a_closed_stream_is_said_to_be_lost(following: Cli, program: Program, last_error: LastError) -> None:
    ran = run_closed(program, "latest --offline", ">&-")
    assert last_error(ran) == "cannot write the output: Bad file descriptor"


def test_a_folder_is_no_file_to_export_to(following: Cli, last_error: LastError, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(following.home)
    for name in (".", "", "/", str(following.home)):
        ran = following("export", "-o", name)
        assert ran.code == 2, name
        assert last_error(ran).endswith(" is a folder")


def test_a_reader_that_has_seen_enough_of_the_tour_is_no_failure(program: Program, tmp_path: Path) -> None:
    running = subprocess.Popen(
        [*program.words, "demo", "--home", str(tmp_path / "demo")],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=program.environ(),
    )  # fmt: skip
    assert running.stdout is not None
    assert running.stderr is not None
    running.stdout.readline()
    running.stdout.close()
    assert running.wait(240) == 0
    assert b"error" not in running.stderr.read()
    running.stderr.close()


@pytest.mark.parametrize("when", ["newscli.cli.context", "newscli.cli.main"])
def test_ctrl_c_while_the_program_is_loaded_is_no_traceback(program: Program, when: str) -> None:
    """At the moment at which that module is imported."""
    script = (
        "import os, signal, sys\n"
        "class Interrupt:\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        f"        if name == {when!r}:\n"
        "            os.kill(os.getpid(), signal.SIGINT)\n"
        "sys.meta_path.insert(0, Interrupt())\n"
        "sys.argv = ['newscli', 'latest']\n"
        "from newscli.__main__ import main\n"
        "main()\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, env=program.environ(), timeout=240, check=False)
    assert (done.returncode, done.stderr) == (130, b"")


def test_the_streams_of_a_started_program_keep_their_numbers(program: Program) -> None:
    """A file that got number 2 because that was free would receive every word that is said."""
    script = (
        "import os\nfrom newscli.cli.context import real_world\nreal_world()\n"
        "taken = os.open(os.devnull, os.O_RDONLY)\nraise SystemExit(0 if taken > 2 else 9)\n"
    )
    for closed in ("2>&-", "<&-", ">&-", "<&- >&- 2>&-"):
        done = subprocess.run(
            ["/bin/sh", "-c", f'exec "$@" {closed}', "sh", sys.executable, "-c", script],
            env=program.environ(), stdin=subprocess.DEVNULL, timeout=240, check=False,
        )  # fmt: skip
        assert done.returncode == 0, (closed, os.strerror(done.returncode))
