"""Output that cannot be written: said, 1, and nothing counts as shown that nobody was shown."""

import io
import subprocess
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Final

import pytest
from tests.cli.conftest import Cli, Program, Ran
from tests.cli.site import SEVERAL, SUMMIT, SUMMIT_TEXT, Item, Site, article

from newscli.cli.app import COMMANDS
from newscli.cli.context import World
from newscli.cli.main import run

FULL: Final = ">/dev/full"
CLOSED: Final = ">&-"
WRITERS: Final = (
    "latest", "latest --json", "latest --jsonl", "latest --count", "latest --new", "read 3 --offline", "read 3 --json",
    "read {home}/page.html", "search ministers", "search ministers --json", "search --by feed ministers",
    "search --save more snow", "related 3", "related 3 --json", "refresh --all --json", "refresh --all --jsonl", "add {more}",
    "add {more} --json", "feeds", "feeds --json", "searches", "searches --json", "export", "doctor", "doctor --check",
    "doctor --repair", "stats", "stats --json", "prune --before 2020-01-01 --count", "completion bash", "completion zsh",
    "completion fish", "help", "help search", "demo", "--help", "read --help", "--version",
)  # fmt: skip
"""What prints on standard output."""
SILENT: Final = (
    "open 3", "mark read 1", "undo", "refresh --all", "edit site --title X", "edit @all --slug none", "remove site",
    "import {home}/more.opml", "export -o {home}/out.opml", "prune --before 2020-01-01 --yes", "backup {home}/copy.db",
)  # fmt: skip
"""What prints nothing there, and so has nothing to lose."""
pytestmark = pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")


def run_led(program: Program, words: str, streams: str) -> Ran:
    """The program with its streams led elsewhere, as a shell does it."""
    line = f'exec "$@" {streams}'
    done = subprocess.run(
        ["/bin/sh", "-c", line, "sh", *program.words, *words.split()],
        capture_output=True, stdin=subprocess.DEVNULL, env=program.environ(BROWSER="true"), timeout=240, check=False,
    )  # fmt: skip
    return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())


@pytest.fixture
def filled(following: Cli, site: Site) -> Callable[[str], str]:
    """A reader for whom each command has something to do; makes words of a command."""
    more = site.put_feed("more.xml", Item(name="z", title="More"), title="More")
    (following.home / "page.html").write_text(article(SUMMIT, SUMMIT_TEXT, []), encoding="utf-8")
    outline = '<outline text="q" xmlUrl="http://127.0.0.1:1/q"/>'
    (following.home / "more.opml").write_text(f'<opml version="2.0"><body>{outline}</body></opml>', encoding="utf-8")
    following.ok("search", "--save", "all", "ministers")
    return lambda words: words.format(home=following.home, more=more)


def test_every_command_is_in_one_of_the_lists() -> None:
    named = {words.split()[0] for words in (*WRITERS, *SILENT)}
    assert set(COMMANDS) - named == set()


@pytest.mark.slow
@pytest.mark.parametrize("words", WRITERS)
def test_whatever_is_printed_a_full_disk_is_said(filled: Callable[[str], str], program: Program, words: str) -> None:
    ran = run_led(program, filled(words), FULL)
    assert ran.code == 1, ran
    *_, error, empty, hint = ran.err.removesuffix("\n").split("\n")
    assert error.startswith("error: ")
    assert error.endswith("No space left on device")
    assert (empty, hint[:6]) == ("", "hint: ")
    assert not list(program.home.glob("log/*"))


@pytest.mark.slow
@pytest.mark.parametrize("words", WRITERS)
def test_where_no_stream_is_open_the_exit_code_says_it(filled: Callable[[str], str], program: Program, words: str) -> None:
    assert run_led(program, filled(words), f"<&- {CLOSED} 2>&-").code == 1
    assert not list(program.home.glob("log/*"))


@pytest.mark.slow
@pytest.mark.parametrize("words", SILENT)
def test_what_prints_nothing_is_done_without_an_output(filled: Callable[[str], str], program: Program, words: str) -> None:
    ran = run_led(program, filled(words), f"<&- {FULL} 2>&1")
    assert ran.code == 0, ran
    assert not list(program.home.glob("log/*"))


@pytest.fixture
def later(following: Cli, site: Site) -> Cli:
    """A reader for whom one article is new, in the feed and in a search; the rest has been listed."""
    following.ok("search", "--save", "all", "ministers")
    following.ok("latest", "--new", "--offline")
    following.now += timedelta(hours=1)
    site.put_feed("feed.xml", Item(name="later", title="Later ministers", at=None), *SEVERAL)
    following.ok("refresh", "--all")
    return following


def print_in_vain(cli: Cli, words: str) -> int:
    """The exit code of a command in this process whose output no disk takes."""
    with open("/dev/full", "w", encoding="utf-8") as full:  # noqa: PTH123  # as standard output is: what fails is its flush
        environ = {"NEWSCLI_HOME": str(cli.home)}
        return run(
            World(stdin=io.StringIO(), stdout=full, stderr=io.StringIO(), environ=environ, clock=lambda: cli.now), words.split()
        )


@pytest.mark.parametrize("form", ["", " --json"])
def test_what_could_not_be_listed_is_new_still(later: Cli, form: str) -> None:
    assert print_in_vain(later, f"latest --new --offline{form}") == 1
    assert [row[4] for row in later.ok("latest", "--new", "--offline").rows] == ["Later ministers"]
    assert later("latest", "--new", "--offline").code == 4


def test_what_a_saved_search_could_not_list_is_new_still(later: Cli) -> None:
    assert print_in_vain(later, "search @all --new") == 1
    assert [row[4] for row in later.ok("search", "@all", "--new").rows] == ["Later ministers"]
    later.now += timedelta(minutes=1)
    assert later("search", "@all", "--new").code == 4


def test_what_could_not_be_printed_is_unread_still(later: Cli) -> None:
    assert print_in_vain(later, "read 4 --mark --offline") == 1
    assert later.ok("latest", "-u", "--offline").rows[0][0] == "4"
    later.ok("read", "4", "--mark", "--offline")
    assert later.ok("latest", "-u", "--offline").rows[0][0] != "4"
