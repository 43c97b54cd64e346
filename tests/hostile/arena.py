"""Lets cases meet the program: served to it, refreshed and read in it, and every one that does harm named."""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from typing import Any, Final

from tests.hostile.matrix import Case
from tests.hostile.running import MEMORY_MIB, Program, Ran, find_controls
from tests.hostile.server import Exchange, Script, Server
from tests.hostile.text_cases import mark_of
from tests.hostile.xml_cases import CANARY

DEADLINE: Final = 12
"""Seconds that one answer may take (refresh.deadline): what is silent for ever waits them out, and nothing else needs one."""
CONTROL: Final = "control"
CONTROL_TITLES: Final = ("The first of the control", "The second of the control", "한국에서 온 세 번째 소식")
LATE_TITLE: Final = "What came to the control later"
_ENDS: Final = frozenset((0, 1, 3))
_BUGS: Final = ("Traceback", "a bug in newscli", "most recent call last", "MemoryError", "RecursionError")


@dataclass
class Arena:
    """One reader who follows every case's feed and an honest one."""

    cases: Sequence[Case]
    folder: Path
    problems: list[str] = field(default_factory=list)
    """What went wrong, each beginning with the name of its case where that is known."""

    def __post_init__(self) -> None:
        self.home = self.folder / "home"
        self.home.mkdir(parents=True)
        (self.home / "config.toml").write_text(f"[refresh]\ndeadline = {DEADLINE}\n", encoding="utf-8")
        self.program = Program(self.home)
        self.slugs = {f"case-{number}": case for number, case in enumerate(self.cases)}
        self.hosts = {slug: f"127.1.{1 + number // 250}.{1 + number % 250}" for number, slug in enumerate(self.slugs)}
        self.server = Server(["127.0.0.1", *self.hosts.values()])
        self.served = self.server.port
        self.control = list(CONTROL_TITLES)
        self.urls = {slug: self._put(slug, case) for slug, case in self.slugs.items()}
        self.control_url = self.server.put(f"/{CONTROL}", self._answer_control)

    def run(self, *words: str, stdin: bytes = b"", is_terminal: bool = False) -> Ran:
        """A command; whatever it prints is searched for what it must not."""
        ran = self.program.on_terminal(*words) if is_terminal else self.program(*words, stdin=stdin)
        self.judge(ran)
        return ran

    def follow(self) -> None:
        """Follow all, by import: nothing is fetched yet."""
        outlines = "".join(
            f'<outline type="rss" text="{slug}" xmlUrl="{escape(url)}"/>'
            for slug, url in (*self.urls.items(), (CONTROL, self.control_url))
        )
        ran = self.run("import", "-", stdin=f'<opml version="2.0"><body>{outlines}</body></opml>'.encode())
        self._require(ran.code == 0, f"import ended with {ran.code}: {ran.err[:200]}")

    def refresh(self) -> dict[str, dict[str, Any]]:
        """Refresh all; the result of each feed by its slug."""
        ran = self.run("refresh", "--all", "--json")
        try:
            results = {found["feed"]["slug"]: found for found in json.loads(ran.out)}
        except (ValueError, KeyError, TypeError):
            self.problems.append(f"refresh --json ended with {ran.code} and no array of results: {ran.said[-600:]!r}")
            return {}
        self.problems += [f"{slug}: no result" for slug in sorted(self.urls.keys() - results.keys())]
        return results

    def judge_outcomes(self, results: dict[str, dict[str, Any]]) -> None:
        """Hold what became of each case against what may."""
        for slug, case in self.slugs.items():
            found = results.get(slug)
            if found is None:
                continue
            if found["outcome"] not in case.outcomes:
                self.problems.append(
                    f"{name_of(case)}: {found['outcome']} ({found['error']}), not {'/'.join(sorted(case.outcomes))}"
                )
            if case.says and case.says not in (found["error"] or ""):
                self.problems.append(f"{name_of(case)}: says {found['error']!r}, not {case.says!r}")

    def judge_control(self, results: dict[str, dict[str, Any]], expected: Sequence[str]) -> None:
        """The honest feed of the same refresh is complete, and the store is sound."""
        self._require(results.get(CONTROL, {}).get("outcome") == "new", f"the control: {results.get(CONTROL)}")
        listed = [entry["title"] for entry in json.loads(self.run("latest", "-f", CONTROL, "-n", "0", "--json", "--offline").out)]
        self._require(sorted(listed) == sorted(expected), f"the control lists {listed}")
        checked = self.run("doctor", "--check")
        self._require(checked.code == 0, f"the store after it: {checked.said}")

    def judge_canary(self) -> None:
        """Nothing was fetched that no one followed, no file was made by what a stranger wrote."""
        touched = [path for path in self.server.paths() if path.startswith(CANARY)]
        self._require(not touched, f"the canary was asked for {len(touched)} times")
        self._require(not list(self.folder.rglob("owned*")) and not Path("owned").exists(), "a file was made by a document")
        secrets = [exchange for exchange in self.server.requests if "cookie" in exchange.headers]
        self._require(not secrets, "a cookie was sent")

    def judge_memory(self) -> None:
        """No process of any command was larger than it may be."""
        for words, kib in self.program.peak_kib.items():
            self._require(kib <= MEMORY_MIB << 10, f"{words} took {kib >> 10} MiB")

    def judge_shown(self, shown: str) -> None:
        """The words of every case that must be shown are."""
        self.problems += [
            f"{name_of(case)}: {case.shows!r} is not shown" for case in self.cases if case.shows and case.shows not in shown
        ]

    def close(self) -> None:
        """Stop serving."""
        self.server.close()

    def _put(self, slug: str, case: Case) -> str:
        return self.server.put(f"/{slug}", case.script or self._script(case), address=self.hosts[slug])

    def _script(self, case: Case) -> Script:
        def script(exchange: Exchange) -> None:
            body = case.content().replace(b"http://SERVER", f"http://127.0.0.1:{self.served}".encode())
            exchange.answer(body, kind=case.kind)

        return script

    def _answer_control(self, exchange: Exchange) -> None:
        entries = "".join(f"<item><title>{title}</title><guid>{title}</guid></item>" for title in self.control)
        exchange.answer(f"<rss version='2.0'><channel><title>Control</title>{entries}</channel></rss>".encode())

    def judge(self, ran: Ran) -> None:
        """Whatever a command prints: no control, no bug, an exit code that it may have."""
        command = " ".join(ran.words)[:60]
        self._require(ran.code in _ENDS, f"newscli {command} ended with {ran.code}: {ran.said[-300:]!r}")
        self.problems += [f"{self._named(ran.said, bug)}newscli {command}: {bug}" for bug in _BUGS if bug in ran.said]
        self.problems += [f"{self._blame(line)}: newscli {command} prints {line[:120]!r}" for line in find_controls(ran)[:5]]

    def _named(self, said: str, bug: str) -> str:
        line = next((line for line in said.splitlines() if bug in line), "")
        return f"{self._blame(line)}: " if line else ""

    def _blame(self, line: str) -> str:
        """The case whose mark or slug stands in the line."""
        for slug in re.findall(r"case-\d+", line):
            if slug in self.slugs:
                return name_of(self.slugs[slug])
        return next((name_of(case) for case in self.cases if mark_of(case) in line), "a case without its mark")

    def _require(self, is_so: bool, problem: str) -> None:
        if not is_so:
            self.problems.append(problem)


def name_of(case: Case) -> str:
    """How a problem names its case."""
    return f"{case.attack}, {case.surface}: {case.name}"


def batches(cases: Sequence[Case], size: int) -> Iterator[list[Case]]:
    """The cases, so many at a time."""
    for start in range(0, len(cases), size):
        yield list(cases[start : start + size])
