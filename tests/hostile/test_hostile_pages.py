"""Every case that comes as a page: read by the real command beside an honest page, shown as text, nothing else fetched."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

import pytest
from tests.hostile.arena import Arena, batches, name_of
from tests.hostile.matrix import Case
from tests.hostile.page_cases import SENTENCE, page, page_cases

pytestmark = pytest.mark.slow
BATCH: Final = 12
BATCHES: Final = list(batches(list(page_cases()), BATCH))


@pytest.fixture(params=range(len(BATCHES)))
def arena(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Arena]:
    arena = Arena(BATCHES[request.param], tmp_path / "arena")
    yield arena
    arena.close()


def test_hostile_pages_change_nothing(arena: Arena) -> None:
    honest = arena.server.put("/honest", lambda exchange: exchange.answer(page(), kind="text/html"))
    ran = arena.run("read", *arena.urls.values(), honest, "--json")
    found = {line["ref"]: line for line in map(json.loads, ran.out.splitlines())}
    arena.problems += judge(arena.slugs, arena.urls, found)
    if SENTENCE.strip() not in (found.get(honest, {}).get("text") or ""):
        arena.problems.append(f"the honest page beside them: {str(found.get(honest))[:200]}")
    ids = [str(line["id"]) for line in found.values() if line.get("id")]
    shown = arena.run("read", *ids, "--offline")
    arena.run("read", *ids, "--offline", is_terminal=True)
    arena.run("related", *ids)
    arena.run("search", "harbour", "--json")
    if SENTENCE[:40] not in shown.out:
        arena.problems.append("what was read is not there again")
    checked = arena.run("doctor", "--check")
    if checked.code:
        arena.problems.append(f"the store after it: {checked.said}")
    arena.judge_canary()
    arena.judge_memory()
    assert not arena.problems, "\n" + "\n".join(arena.problems)


def judge(slugs: dict[str, Case], urls: dict[str, str], found: dict[str, dict[str, object]]) -> Sequence[str]:
    """Each page gave an article or an error that says what it is; no address in it is anything but http or https."""
    problems = []
    for slug, case in slugs.items():
        line = found.get(urls[slug])
        if line is None:
            problems.append(f"{name_of(case)}: no line")
        elif not line.get("error") and not line.get("title") and not line.get("text"):
            problems.append(f"{name_of(case)}: neither an article nor an error")
        text = json.dumps(line or {})
        problems += [f"{name_of(case)}: {bad}" for bad in ('"javascript:', '"data:', "onerror=") if bad in text]
    return problems
