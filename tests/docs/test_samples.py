"""The samples of the README are what the program prints, line by line, of the edition that ships with it."""

import re
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.cli.conftest import Cli

from newscli.demo.server import serve_edition

README = Path(__file__).parents[2] / "README.md"
SAMPLE = re.compile(r"^`newscli (?P<words>[^`]+)`: .*\n\n(?P<lines>(?: {4}.*\n|\n)+)", re.MULTILINE)
SAMPLES = [(match["words"], match["lines"]) for match in SAMPLE.finditer(README.read_text(encoding="utf-8"))]


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, list[str]]]:
    """What a reader of the demo's edition sees ten months later, by command, one after another as in the README.

    Their local time is UTC.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TZ", "UTC")
        time.tzset()
        cli = Cli(tmp_path_factory.mktemp("samples") / "home", now=datetime(2026, 11, 25, 12, tzinfo=UTC))
        with serve_edition() as url:
            cli.ok("add", url)
            cli.ok("read", "1")
            yield {words: _lines(cli, words) for words, _ in SAMPLES}
    time.tzset()


def _lines(cli: Cli, words: str) -> list[str]:
    ran = cli.ok(*words.split(), tty=True, NO_COLOR="1", NO_PROXY="*")
    return re.sub(r"127\.0\.0\.1:\d+", "127.0.0.1:8000", ran.out + ran.err).splitlines()


def test_each_of_the_three_commands_has_its_sample() -> None:
    assert [words.split()[0] for words, _ in SAMPLES] == ["latest", "read", "search"]


@pytest.mark.parametrize(("words", "sample"), SAMPLES)
def test_a_sample_is_what_the_program_prints(printed: dict[str, list[str]], words: str, sample: str) -> None:
    lines = printed[words]
    at, may_skip = 0, False
    for line in (each.removeprefix("    ") for each in sample.rstrip().splitlines()):
        if line.strip() == "…" or (may_skip and not line):
            may_skip = True  # the sample leaves lines out here
            continue
        assert line in lines[at:], line
        found = lines.index(line, at)
        assert may_skip or found == at, f"nothing says that lines are left out above: {line}"
        at, may_skip = found + 1, False
    assert may_skip or at == len(lines), "nothing says that lines are left out at the end"
