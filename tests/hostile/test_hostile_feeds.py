"""Every case that comes as a feed, through the real commands: it ends as it may, shows text as text, and harms no other feed."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Final

import pytest
from tests.hostile.arena import CONTROL_TITLES, LATE_TITLE, Arena
from tests.hostile.feed_cases import feed_cases
from tests.hostile.http_cases import http_cases
from tests.hostile.matrix import Case
from tests.hostile.text_cases import text_cases
from tests.hostile.xml_cases import xml_cases

pytestmark = pytest.mark.slow


def _text(*surfaces: str) -> Callable[[], Iterable[Case]]:
    return lambda: (case for case in text_cases() if case.surface in surfaces)


GROUPS: Final[dict[str, Callable[[], Iterable[Case]]]] = {
    "text in titles, texts and addresses": _text("title", "body", "url", "json"),
    "text in headers and reasons": _text("header", "error"),
    "HTTP": http_cases,
    "XML and encodings": xml_cases,
    "feeds": feed_cases,
}
READ_ONLY: Final = (
    "latest -n 0 --offline", "latest -n 0 --offline --json", "latest -n 0 --offline --jsonl", "search before -n 0",
    "search before -n 0 --json", "feeds", "feeds --json", "doctor", "export",
)  # fmt: skip
ON_TERMINAL: Final = ("latest -n 0 --offline", "search before", "feeds", "doctor")


@pytest.fixture(params=GROUPS, ids=lambda name: name)
def arena(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Arena]:
    arena = Arena(list(GROUPS[request.param]()), tmp_path / "arena")
    yield arena
    arena.close()


def test_hostile_feeds_change_nothing(arena: Arena) -> None:
    arena.follow()
    results = arena.refresh()
    arena.judge_outcomes(results)
    arena.judge_control(results, CONTROL_TITLES)
    shown = "".join(arena.run(*words.split()).out for words in READ_ONLY)
    for words in ON_TERMINAL:
        arena.run(*words.split(), is_terminal=True)
    ids = [line.split("\t")[0] for line in arena.run("latest", "-n", "0", "--offline").out.splitlines()][:400]
    for form in ((), ("--json",)):
        shown += arena.run("read", *ids, "--offline", "--keep-unread", *form).out
    arena.run("read", *ids, "--offline", "--keep-unread", is_terminal=True)
    arena.judge_shown(shown)
    # Once more: validators go back, what failed fails again, and the honest feed goes on.
    arena.control.append(LATE_TITLE)
    arena.judge_control(arena.refresh(), arena.control)
    arena.judge_canary()
    arena.judge_memory()
    assert not arena.problems, "\n" + "\n".join(arena.problems[:80])
