"""What is started for the reader - a browser, a pager - and with which words: never a shell, never a stranger's."""

import os
import shutil
from pathlib import Path

import pytest
from tests.cli.conftest import Cli, Terminal
from tests.cli.site import Item, Site

from newscli.cli.commands.open_ import open_in_browser
from newscli.cli.context import World
from newscli.cli.pager import write_paged
from newscli.urls import require_web_url

pytestmark = pytest.mark.skipif(shutil.which("sh") is None, reason="no shell here to write a program in")


@pytest.fixture
def recorder(tmp_path: Path) -> Path:
    """A program with a blank in its name that writes down the words it got, one a line."""
    script = tmp_path / "my program"
    script.write_text(f'#!/bin/sh\nprintf "%s\\n" "$@" >> "{tmp_path / "seen"}"\n', encoding="utf-8")
    script.chmod(0o755)
    return script


def seen(recorder: Path) -> list[str]:
    return recorder.with_name("seen").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize(
    "tail", ["$(touch owned)", "`touch owned`", ";touch owned", "'--help'", "&touch%20owned&", "|touch owned"]
)
def test_an_address_is_one_argument_and_no_shell_sees_it(recorder: Path, tail: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(recorder.parent)
    url = require_web_url(f"http://news.example/{tail}")
    open_in_browser(url, {"BROWSER": f"'{recorder}' --new-window 'a b'", "PATH": os.environ["PATH"]})
    assert seen(recorder) == ["--new-window", "a b", url]
    assert not (recorder.parent / "owned").exists()


@pytest.mark.parametrize("link", ["javascript:alert(1)", "file:///etc/passwd", "--help", "data:text/html,x", "ftp://h.example/x"])
def test_what_is_no_web_address_is_never_opened(cli: Cli, site: Site, recorder: Path, link: str) -> None:
    item = f"<item><title>t</title><guid>g</guid><link>{link}</link></item>"
    site.put("feed.xml", f"<rss><channel><title>f</title>{item}</channel></rss>", kind="application/rss+xml")
    cli.ok("add", f"{site.url}feed.xml")
    ran = cli("open", "1", BROWSER=f"'{recorder}'")
    if ran.code == 0:  # what looks like a relative address is one, at the feed's own host
        assert seen(recorder) == [f"{site.url}{link}"]
    else:
        assert not recorder.with_name("seen").exists()


def test_the_pager_is_split_as_a_shell_would_and_run_without_one(
    recorder: Path, cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(recorder.parent)
    environ = {"NEWSCLI_HOME": str(cli.home), "TERM": "xterm", "LINES": "5", "COLUMNS": "80", "PATH": os.environ["PATH"]}
    environ["PAGER"] = f"'{recorder}' 'a b' $(touch owned) ;touch"
    world = World(stdin=Terminal(), stdout=Terminal(), stderr=Terminal(), clock=lambda: cli.now, environ=environ)
    write_paged(world, ["line"] * 50)
    assert seen(recorder) == ["a b", "$(touch", "owned)", ";touch"]
    assert not (recorder.parent / "owned").exists()


def test_titles_go_to_no_program(cli: Cli, site: Site, recorder: Path) -> None:
    cli.ok("add", site.put_feed("feed.xml", Item(name="x", title="$(touch owned)`touch owned`")))
    cli.ok("open", "1", BROWSER=f"'{recorder}'")
    assert seen(recorder) == [f"{site.url}x"] or all("owned" not in word for word in seen(recorder))
