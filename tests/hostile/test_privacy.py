"""Whom newscli talks to: every connection of every process is recorded, and each goes where the reader asked for."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest
from tests.hostile.page_cases import page, page_cases
from tests.hostile.running import Program
from tests.hostile.server import Server
from tests.hostile.xml_cases import CANARY, rss

pytestmark = pytest.mark.slow
# Loaded by every Python that the program starts, workers among them: writes down each name looked up, each connection made.
RECORDER: Final = """
import os, sys
def record(event, details):
    if event in ("socket.connect", "socket.sendto", "socket.getaddrinfo", "socket.gethostbyname", "urllib.Request"):
        target = details[1] if event in ("socket.connect", "socket.sendto") else details
        family = "" if not isinstance(target, (bytes, str)) else "unix "
        with open(os.environ["RECORD"], "a", encoding="utf-8") as file:
            file.write(f"{family}{event} {target!r}\\n")
sys.addaudithook(record)
"""
TRACKED: Final = (
    "<img src='http://127.0.0.1:{port}/canary/pixel.png'><script src='http://127.0.0.1:{port}/canary/x.js'></script>"
    "<link rel='stylesheet' href='http://127.0.0.1:{port}/canary/x.css'><iframe src='http://127.0.0.1:{port}/canary'></iframe>"
)


def test_nobody_is_asked_but_whom_the_reader_follows(tmp_path: Path) -> None:
    (tmp_path / "hook").mkdir()
    (tmp_path / "hook" / "sitecustomize.py").write_text(RECORDER, encoding="utf-8")
    record = tmp_path / "record"
    record.touch()
    server = Server()
    tracked = TRACKED.format(port=server.port)
    items = f"<description>{tracked.replace('<', '&lt;')}</description><link>http://127.0.0.1:{server.port}/article</link>"
    feed = server.put("/feed", lambda exchange: exchange.answer(rss(inner=items)))
    server.put("/article", lambda exchange: exchange.answer(page(inner=tracked), kind="text/html"))
    program = Program(tmp_path / "home")
    environ = {"RECORD": str(record), "PYTHONPATH": os.pathsep.join((str(tmp_path / "hook"), program.environ()["PYTHONPATH"]))}
    commands = (
        ("add", feed), ("latest",), ("refresh", "--all"), ("read", "1"), ("related", "1"), ("search", "harbour"), ("feeds",),
        ("doctor", "--check"), ("export",), ("backup", str(tmp_path / "copy")), ("mark", "starred", "1"), ("undo",), ("--help",),
    )  # fmt: skip
    for words in commands:
        assert program(*words, environ=environ).code == 0, words
    server.close()
    lines = [line for line in record.read_text(encoding="utf-8").splitlines() if not line.startswith("unix ")]
    assert lines, "nothing was recorded"
    ours = re.compile(rf"socket\.(?:connect|getaddrinfo) \('127\.0\.0\.1', {server.port}.*")
    assert [line for line in lines if not ours.fullmatch(line)] == []
    assert set(server.paths()) == {"/feed", "/article"}


def test_the_demo_talks_to_this_machine_alone(tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text(RECORDER, encoding="utf-8")
    record = tmp_path / "record"
    record.touch()
    program = Program(tmp_path / "home")
    environ = {"RECORD": str(record), "PYTHONPATH": os.pathsep.join((str(tmp_path), program.environ()["PYTHONPATH"]))}
    assert program("demo", "--home", str(tmp_path / "demo"), environ=environ).code == 0
    lines = [line for line in record.read_text(encoding="utf-8").splitlines() if not line.startswith("unix ")]
    assert lines
    assert [line for line in lines if "127.0.0.1" not in line] == []


def test_files_are_the_owners_alone(tmp_path: Path) -> None:
    server = Server()
    feed = server.put("/feed", lambda exchange: exchange.answer(rss()))
    program = Program(tmp_path / "home")
    program("add", feed)
    server.close()
    crash = "import newscli.cli.commands.feeds as f\nf.run = None\nimport sys\nsys.argv = ['newscli', 'feeds']\n"
    done = subprocess.run(
        [sys.executable, "-c", f"{crash}from newscli.__main__ import main\nmain()"], env=program.environ(), capture_output=True,
        check=False, timeout=240,
    )  # fmt: skip
    assert done.returncode == 70
    modes = {path.name: path.stat().st_mode & 0o077 for path in program.home.rglob("*")} | {
        "home": program.home.stat().st_mode & 0o077
    }
    assert any(name.startswith("crash-") for name in modes)
    assert modes == dict.fromkeys(modes, 0)


@pytest.mark.skipif(shutil.which("sh") is None, reason="no shell here")
def test_browser_and_pager_get_words_and_no_shell(tmp_path: Path) -> None:
    """An address goes to the browser as one argument, whatever stands in it."""
    server = Server()
    evil = f"http://127.0.0.1:{server.port}/$(touch owned);`touch owned`&x='--help'"
    feed = server.put("/feed", lambda exchange: exchange.answer(rss(inner=f"<link>{evil.replace('&', '&amp;')}</link>")))
    program = Program(tmp_path / "home")
    program("add", feed)
    server.close()
    seen = tmp_path / "seen"
    script = tmp_path / "my browser"
    script.write_text(f'#!/bin/sh\nprintf "%s\\n" "$#" "$@" > "{seen}"\n', encoding="utf-8")
    script.chmod(0o755)
    assert program("open", "1", environ={"BROWSER": f"'{script}' --private"}).code == 0
    count, *words = seen.read_text(encoding="utf-8").splitlines()
    assert count == str(len(words))
    assert words[0] == "--private"
    assert words[-1].startswith("http://127.0.0.1:")
    assert " " not in words[-1]
    assert not list(tmp_path.rglob("owned"))
    assert not Path("owned").exists()


def test_the_pages_of_the_cases_do_name_the_canary() -> None:
    """Else the arena's look at the canary would prove nothing."""
    assert sum(b"http://SERVER" + CANARY.encode() in case.content() for case in page_cases()) >= 1
