"""Every case that comes as a page: read by the real command beside an honest page, shown as text, nothing else fetched."""

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

import pytest
from tests.hostile.arena import CONTROL_TITLES, DEADLINE, Arena, batches, name_of
from tests.hostile.matrix import Case
from tests.hostile.onward_cases import onward_cases
from tests.hostile.page_cases import SENTENCE, page, page_cases

from newscli.decide.route import PAGES_LIMIT

pytestmark = pytest.mark.slow
BATCH: Final = 12
CASES: Final = [*page_cases(), *onward_cases()]
BATCHES: Final = list(batches(CASES, BATCH))
TOGETHER: Final = "together"
MOST_REQUESTS: Final = PAGES_LIMIT + 1
"""For one article: its pages, and one that leads on to them."""


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
    arena.run("read", *ids, "--reparse", "--keep-unread")
    arena.run("search", "harbour", "--json")
    if SENTENCE[:40] not in shown.out:
        arena.problems.append("what was read is not there again")
    judge_rest(arena)
    assert not arena.problems, "\n" + "\n".join(arena.problems)


def test_hostile_pages_that_a_refresh_fetches_along_harm_no_other(tmp_path: Path) -> None:
    arena = Arena(CASES, tmp_path / "arena")
    honest = arena.server.put("/honest", lambda exchange: exchange.answer(page(), kind="text/html"))
    entries = "".join(
        f"<item><title>Entry {number}</title><link>{url}</link></item>"
        for number, url in enumerate((*arena.urls.values(), honest))
    )
    feed = f"<rss version='2.0'><channel><title>All</title>{entries}</channel></rss>".encode()
    arena.urls = {TOGETHER: arena.server.put(f"/{TOGETHER}", lambda exchange: exchange.answer(feed))}
    (arena.home / "config.toml").write_text(f"[refresh]\ndeadline = {DEADLINE}\n[unread]\nfirst_fetch = 999\n", encoding="utf-8")
    arena.follow()
    arena.run("edit", TOGETHER, "--full-text")
    results = arena.refresh()
    arena.judge_control(results, CONTROL_TITLES)
    if results.get(TOGETHER, {}).get("new") != len(CASES) + 1:
        arena.problems.append(f"the feed of them: {results.get(TOGETHER)}")
    asked = set(arena.server.paths())
    arena.problems += [
        f"{name_of(case)}: its page was not asked for" for slug, case in arena.slugs.items() if f"/{slug}" not in asked
    ]
    shown = arena.run("read", honest, "--offline")
    if SENTENCE.strip() not in shown.out:
        arena.problems.append(f"the honest page beside them: {shown.said[:200]}")
    arena.run("latest", "-n", "0", "--offline", is_terminal=True)
    judge_rest(arena)
    arena.close()
    assert not arena.problems, "\n" + "\n".join(arena.problems)


def judge_rest(arena: Arena) -> None:
    """The store is sound, nothing was asked for too often or by mistake, no process grew too large."""
    checked = arena.run("doctor", "--check")
    if checked.code:
        arena.problems.append(f"the store after it: {checked.said}")
    asked = Counter(path.partition("?")[0] for path in arena.server.paths())
    arena.problems += [
        f"{name_of(case)}: asked for {asked[f'/{slug}']} times"
        for slug, case in arena.slugs.items()
        if asked[f"/{slug}"] > MOST_REQUESTS
    ]
    arena.judge_canary()
    arena.judge_memory()


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
        problems += [f"{name_of(case)}: {bad}" for bad in ('"javascript:', '"data:', "onerror=", "spy@c.example") if bad in text]
    return problems
