"""Whole runs as they look: exit code, stdout and stderr together, at a clock that stands still."""

import re

import pytest
from syrupy.assertion import SnapshotAssertion
from tests.cli.conftest import Cli, Ran
from tests.cli.site import Site


def recorded(ran: Ran, cli: Cli, site: Site | None) -> str:
    """A run with the address of the site and the home written as they are everywhere, without what was wiped again."""
    left = re.sub(r"(?:[^\r\n]*\r\x1b\[K)+", "", ran.err)
    text = f"exit code: {ran.code}\n--- stdout\n{ran.out}--- stderr\n{left}"
    text = text.replace(str(cli.home), "HOME")
    return text.replace(site.url, "http://site.test/") if site else text


IN_A_PIPE = (
    "latest", "latest --json -n 1", "read 3", "related 3", "search seoul", "feeds", "mark read 1 99", "mark starred 1-3",
    "refresh site", "remove site", "export", "edit site --slug mine", "undo", "read 99 --json", "latest nosuch",
    "latest --topic x -e",
)  # fmt: skip


@pytest.mark.parametrize("typed", IN_A_PIPE)
def test_in_a_pipe(following: Cli, site: Site, snapshot: SnapshotAssertion, typed: str) -> None:
    assert recorded(following(*typed.split()), following, site) == snapshot


@pytest.mark.parametrize("width", [40, 80, 120])
@pytest.mark.parametrize("typed", ["latest --offline", "related 3", "search ministers", "feeds"])
def test_on_a_terminal(following: Cli, site: Site, snapshot: SnapshotAssertion, typed: str, width: int) -> None:
    assert recorded(following(*typed.split(), "--color", "never", tty=True, width=width), following, site) == snapshot


def test_for_a_newcomer(cli: Cli, snapshot: SnapshotAssertion) -> None:
    assert recorded(cli(tty=True), cli, None) == snapshot
    assert recorded(cli(), cli, None) == snapshot


@pytest.mark.parametrize("topic", ["refs", "names", "times", "search", "pipes", "exit-codes", "environment", "configuration"])
def test_topics(cli: Cli, snapshot: SnapshotAssertion, topic: str) -> None:
    assert recorded(cli("help", topic), cli, None) == snapshot
