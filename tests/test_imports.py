"""What a start must not load: the commands that people and scripts run most pay for nothing they do not use."""

import json
import os
import pty
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

MAKE_STORE = Path(__file__).parents[1] / "benchmarks" / "make_store.py"
HEAVY = (
    "newscli.decide", "newscli.store.raw_pages",
    "asyncio", "feedparser", "h11", "html.parser", "http.client", "httpcore", "httpx", "idna", "lxml", "multiprocessing",
    "newscli.fetch.client", "newscli.parse.feed", "newscli.parse.page", "newscli.refresh", "publicsuffixlist", "rich.console",
    "rich.markdown", "rich.table", "selectolax", "ssl", "tomllib", "trafilatura", "zoneinfo",
)  # fmt: skip
"""Each costs from 3 ms (tomllib) to 400 ms (trafilatura): docs/internals/startup.md."""
REPORT = (
    "import sys\nfrom newscli.cli.main import main\ncode = main(sys.argv[1:])\n"
    "import json\nsys.stderr.write('\\n' + json.dumps([code, sorted(sys.modules)]))"
)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("home")
    subprocess.run([sys.executable, MAKE_STORE, folder, "200"], check=True, stdout=subprocess.DEVNULL)
    return folder


def modules_of(home: Path, *words: str, terminal: bool = False) -> set[str]:
    """The modules that `newscli WORDS` has loaded when it ends."""
    environ = {**os.environ, "NEWSCLI_HOME": str(home), "COLUMNS": "100", "LINES": "40", "TERM": "xterm", "PAGER": "cat"}
    screen, out = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-c", REPORT, *words], env=environ, stdin=subprocess.DEVNULL,
        stdout=out if terminal else subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
    ) as process:  # fmt: skip
        os.close(out)
        drain(screen)
        assert process.stderr is not None
        words_and_report = process.stderr.read()
    code, modules = json.loads(words_and_report.splitlines()[-1])
    assert code == 0, words_and_report
    return set(modules)


def drain(screen: int) -> None:
    """Read what is printed until its last writer has gone, so that none waits for a full screen."""
    with suppress(OSError):  # Linux says EIO, where other systems say end of file
        while os.read(screen, 65536):
            pass
    os.close(screen)


@pytest.mark.parametrize("terminal", [False, True], ids=["pipe", "terminal"])
@pytest.mark.parametrize(
    "words",
    [
        ("latest", "--offline", "-n", "5"),
        ("read", "150", "--offline"),
        ("read", "150"),
        ("search", "korea", "-n", "3"),
        ("--help",),
        ("mark", "starred", "150"),
        ("feeds",),
    ],
    ids=" ".join,
)
def test_a_start_loads_nothing_heavy(home: Path, words: tuple[str, ...], terminal: bool) -> None:
    loaded = modules_of(home, *words, terminal=terminal)
    assert sorted(loaded & set(HEAVY)) == []


def test_help_loads_no_command(home: Path) -> None:
    assert not [name for name in modules_of(home, "--help") if name.startswith("newscli.cli.commands.")]


def test_a_listing_loads_no_bodies(home: Path) -> None:
    assert "newscli.models.body" not in modules_of(home, "latest", "--offline", "-n", "5")
