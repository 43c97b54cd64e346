"""The program as a process of its own: pipes that close, disks that are full, Ctrl-C, a home that cannot be written."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.cli.conftest import Cli, Program, Ran
from tests.cli.site import SEVERAL, Item, Site

LastError = Callable[[Ran], str]
NOBODY = 65534


def test_the_whole_way_as_a_process(program: Program, site: Site) -> None:
    assert program("add", site.put_feed("feed.xml", *SEVERAL)).err == "following site: The Site · 3 articles · 1 request\n"
    listed = program("latest")
    assert [row[0] for row in listed.rows] == ["3", "2", "1"]
    assert program("3", "--offline").out.startswith("Title: Ministers meet in Seoul\n")
    assert program("latest", "--new").code == 4
    assert program("nosuch").code == 2
    assert program("read", "99").code == 1
    assert program("read", "3", "99", "--offline").code == 3


def test_a_pipe_gets_utf_8_whatever_the_locale(program: Program, site: Site) -> None:
    title = "한국의 새 소식 – 🇰🇷"
    program("add", site.put_feed("feed.xml", Item(name="a", title=title)))
    for locale in ("C", "POSIX", "en_US.ISO-8859-1"):
        assert program("latest", environ={"LC_ALL": locale, "PYTHONUTF8": "0", "PYTHONIOENCODING": ""}).rows[0][4] == title


def test_a_closed_pipe_is_silent_and_no_failure(following: Cli, program: Program, site: Site) -> None:
    following.ok("add", site.put_feed("many", *[Item(name=f"n{n}", title=f"Title {n} " + "x" * 200) for n in range(900)]))
    assert following.ok("latest", "-n", "0").out.count("\n") > 900
    for words in (["latest", "-n", "0"], ["latest", "-n", "0", "--json"], ["export"], ["--help"]):
        reader, writer = os.pipe()
        os.close(reader)  # head(1) that has gone already
        done = subprocess.run([*program.words, *words], stdout=writer, stderr=subprocess.PIPE, env=program.environ(), check=False)
        os.close(writer)
        assert (done.returncode, done.stderr) == (0, b""), words


def test_a_reader_that_leaves_after_one_line(following: Cli, program: Program, site: Site) -> None:
    following.ok("add", site.put_feed("many", *[Item(name=f"n{n}", title=f"Title {n} " + "x" * 200) for n in range(900)]))
    running = subprocess.Popen(
        [*program.words, "latest", "-n", "0"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=program.environ()
    )
    assert running.stdout is not None
    assert running.stderr is not None
    assert running.stdout.readline()
    running.stdout.close()
    assert (running.wait(240), running.stderr.read()) == (0, b"")
    running.stderr.close()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
@pytest.mark.parametrize("words", [["latest"], ["latest", "--json"], ["--help"], ["export"], ["read", "3", "--offline"]])
def test_a_full_disk_is_said(following: Cli, program: Program, words: list[str], last_error: LastError) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run([*program.words, *words], stdout=full, stderr=subprocess.PIPE, env=program.environ(), check=False)
    assert done.returncode == 1
    assert last_error(Ran(done.returncode, "", done.stderr.decode())).startswith("cannot write the output: ")


def test_ctrl_c_in_a_refresh_keeps_what_had_arrived(following: Cli, program: Program, site: Site) -> None:
    for number in range(5):
        following.ok("add", site.put_feed(f"f{number}", title=f"Feed {number}"))
        site.put_feed(f"f{number}", Item(name=f"new{number}", title=f"New {number}"), title=f"Feed {number}")
    site.put_hanging("feed.xml")
    running = subprocess.Popen(
        [*program.words, "refresh", "--all"], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=program.environ()
    )
    assert site.hanging.wait(240)
    _wait_for_articles(following, 8)
    running.send_signal(signal.SIGINT)
    _, said = running.communicate(timeout=240)
    assert (running.returncode, said) == (130, b"interrupted; what had arrived is kept\n")
    assert {row[4] for row in following.ok("latest", "-u").rows} >= {f"New {number}" for number in range(5)}


def _wait_for_articles(cli: Cli, number: int) -> None:
    """Until so many are stored by the other process."""
    import time

    end = time.monotonic() + 240
    while int(cli.ok("latest", "--count").out) < number:
        assert time.monotonic() < end
        time.sleep(0.02)


def _nobody() -> list[str]:
    """The words that make a command somebody's who may not write everywhere, as root may."""
    if os.geteuid() != 0:
        return []
    if shutil.which("setpriv") is None:
        pytest.skip("root may write everywhere, and there is no setpriv to be somebody else")
    return ["setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups"]


@pytest.fixture
def walled() -> Iterator[Program]:
    """A program whose home lies in a folder that it may not write to; skipped where that cannot be had."""
    with tempfile.TemporaryDirectory() as folder:
        wall = Path(folder)
        wall.chmod(0o555)
        write = f"open({str(wall / 'x')!r}, 'w')"
        tried = subprocess.run([*_nobody(), sys.executable, "-c", write], capture_output=True, check=False, cwd="/")
        if b"PermissionError" not in tried.stderr:
            pytest.skip("a write does not fail here, or nobody may run this Python")
        yield Program(wall / "home", wrapper=tuple(_nobody()))
        wall.chmod(0o755)


def test_a_home_that_cannot_be_written(walled: Program, site: Site, last_error: LastError) -> None:
    ran = walled("add", site.put_feed("feed.xml", *SEVERAL))
    assert ran.code == 1
    assert str(walled.home) in last_error(ran)
    assert "Traceback" not in ran.err
    assert walled("latest").code == 0
    assert not walled.home.exists()
