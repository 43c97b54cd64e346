"""Writes that fail, at every place where one can: a sentence, the old news intact, and all goes on when the disk is well."""

import re
import shutil
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import pytest
from tests.durability.conftest import GROWTH, Reader

from newscli.store import open_store

pytestmark = pytest.mark.slow
SENTENCE: Final = re.compile(r"error: (?:the disk|the store|the copy|there is no store)[^\n]*\n\nhint: [^\n]+\n")
BUGS: Final = ("Traceback", "a bug in newscli", "sqlite3.")


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of its own that can be filled; skipped where none may be mounted."""
    disk = tmp_path / "disk"
    disk.mkdir()
    done = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=3m", "none", str(disk)], capture_output=True, check=False)
    if done.returncode:
        pytest.skip("no small disk can be mounted here: that takes root")
    yield disk
    subprocess.run(["umount", "-l", str(disk)], check=True)


def fill(disk: Path, *, leave: int = 0) -> Path:
    """Take all room but so many bytes."""
    ballast = disk / "ballast"
    ballast.write_bytes(bytes(max(0, shutil.disk_usage(disk).free - leave)))
    return ballast


def test_a_full_disk_is_said_and_the_old_news_can_be_read(reader: Reader, small_disk: Path) -> None:
    home = small_disk / "home"
    shutil.copytree(reader.home, home)
    reader.home = home
    listed = reader.ok("latest", "-n", "0", "--offline").out
    for leave in (200_000, 40_000, 0):
        ballast = fill(small_disk, leave=leave)
        reader.round += 12
        reader.grow()
        refused = reader("refresh", "--all")
        assert refused.code == 1, refused
        assert SENTENCE.search(refused.err), refused
        for words in (("latest", "-n", "0", "--offline"), ("read", "1", "--offline"), ("search", "entry"), ("feeds",)):
            ran = reader(*words)
            assert ran.code == 0, (leave, words, ran)
            assert not [word for word in BUGS if word in ran.err], ran
        assert {row for row in listed.splitlines() if row} <= set(reader("latest", "-n", "0", "--offline").out.splitlines())
        if leave == 0:
            marked = reader("mark", "starred", "1")
            assert marked.code == 1, marked
            assert SENTENCE.search(marked.err), marked
        copied = reader("backup", "--force", str(small_disk / "copy.db"))
        assert copied.code in (0, 1), copied
        assert not list(small_disk.glob(".copy.db*"))
        (small_disk / "copy.db").unlink(missing_ok=True)
        ballast.unlink()
    subprocess.run(["mount", "-o", "remount,size=60m", str(small_disk)], check=True)
    reader.ok("refresh", "--all")
    assert set(reader.counts().values()) == {reader.round * GROWTH}
    reader.ok("doctor", "--check")


def test_a_limit_on_the_size_of_files_is_said(reader: Reader) -> None:
    reader.round += 12
    reader.grow()
    reader.wrapper = ("/bin/sh", "-c", 'ulimit -f 700; exec "$@"', "sh")
    refused = reader("refresh", "--all")
    assert refused.code == 1, refused
    assert SENTENCE.search(refused.err), refused
    reader.wrapper = ()
    reader.ok("doctor", "--check")
    reader.ok("refresh", "--all")
    assert set(reader.counts().values()) == {reader.round * GROWTH}


@pytest.fixture
def locked_out(reader: Reader) -> Iterator[Reader]:
    """The same reader without the right to write where the modes forbid it, as root has it; skipped where that cannot be had."""
    if shutil.which("setpriv") is None:
        pytest.skip("no setpriv: root writes everywhere")
    reader.wrapper = ("setpriv", "--bounding-set=-dac_override,-dac_read_search", "--inh-caps=-dac_override,-dac_read_search")
    yield reader
    reader.home.chmod(0o700)


def forbid(reader: Reader) -> None:
    """No file and no folder of the reader's may be written; that a write fails is tried first."""
    for file in reader.home.iterdir():
        file.chmod(0o400)
    reader.home.chmod(0o500)
    tried = subprocess.run([*reader.wrapper, "/bin/sh", "-c", f"echo x > {reader.home / 'x'}"], capture_output=True, check=False)
    if tried.returncode == 0:
        pytest.skip("a write does not fail here")


@pytest.mark.parametrize("has_log", [False, True], ids=["closed", "with a log left over"])
def test_a_read_only_store_is_read_and_says_that_it_cannot_be_changed(locked_out: Reader, tmp_path: Path, has_log: bool) -> None:
    reader = locked_out
    if has_log:
        held = open_store(reader.home / "news.db", now=datetime.now(UTC))
        reader.ok("mark", "starred", "3")
        left = tmp_path / "left"
        left.mkdir()
        for name in ("news.db", "news.db-wal"):
            shutil.copyfile(reader.home / name, left / name)
        held.close()
        assert (left / "news.db-wal").stat().st_size > 0
        reader.home = left
    forbid(reader)
    before = {file.name: file.read_bytes() for file in reader.home.iterdir()}
    assert len(reader.ok("latest", "-n", "0", "--offline").out.splitlines()) == 6 * GROWTH
    assert (reader.starred() == {3}) is has_log
    for words in (
        "latest",
        "read 1 --offline",
        "search entry",
        "feeds",
        "related 1 --offline",
        "doctor",
        "doctor --check",
        "export",
    ):
        ran = reader(*words.split())
        assert ran.code == 0, (words, ran)
    reader.ok("backup", str(tmp_path / "copy.db"))
    for words in ("mark read 1", "undo", "refresh --all", "edit feed-1 --title x", "remove feed-1", "doctor --repair"):
        ran = reader(*words.split())
        assert ran.code == 1, (words, ran)
        assert "read-only" in ran.err, (words, ran)
        assert not [word for word in BUGS if word in ran.err], ran
    assert {file.name: file.read_bytes() for file in reader.home.iterdir()} == before
