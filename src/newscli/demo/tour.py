"""The tour: the program itself, run step by step on the demo's edition in a home of its own; touches no other file."""

import json
import os
import shlex
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, TextIO

from newscli.demo.edition import FULL
from newscli.demo.server import serve_edition
from newscli.errors import EXIT_DONE, EXIT_FAILED
from newscli.text import SafeLine, clean_line, format_line

_DEADLINE: Final = 120.0
"""Seconds for one command: a hundred times what a slow machine needs."""
_PROXIES: Final = ("http_proxy", "https_proxy", "all_proxy")


class _StepFailedError(Exception):
    """A command of the tour did not do what it is there to show; the text names it."""


def run_tour(*, program: Sequence[str], home: Path, out: TextIO, err: TextIO, is_terminal: bool) -> int:
    """Run the tour and give its exit code: 0, or 1 when a step failed, which `err` then names.

    `program` is the words that start newscli; `home` becomes its NEWSCLI_HOME and is left in place with everything in it.
    With `is_terminal` the commands write to the terminal themselves, else their output is copied to `out` and `err`.
    """
    tour = _Tour(program=tuple(program), environment=_environment(home), out=out, err=err, is_terminal=is_terminal)
    try:
        home.mkdir(parents=True, exist_ok=True)
        with serve_edition() as url:
            _walk(tour, url)
        _check_offline(tour)
    except BrokenPipeError:
        raise  # whoever read has seen enough: no failure of the tour's
    except (_StepFailedError, OSError) as failure:
        err.write(f"error: the demo stopped: {_words_of(failure)}\n\nhint: its store is in {clean_line(str(home))}\n")
        return EXIT_FAILED
    out.write(f"\nThe edition stays readable without the network:\n\nNEWSCLI_HOME={shlex.quote(str(home))} ")
    out.write(f"{shlex.join(program)} latest --offline\n")
    out.flush()
    return EXIT_DONE


def _words_of(failure: Exception) -> SafeLine:
    if isinstance(failure, OSError) and failure.strerror:
        return format_line("{}: {}", failure.filename, failure.strerror) if failure.filename else clean_line(failure.strerror)
    return clean_line(str(failure))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Tour:
    """How the tour runs commands, and where they and it write."""

    program: tuple[str, ...]
    environment: Mapping[str, str]
    out: TextIO
    err: TextIO
    is_terminal: bool

    def show(self, *words: str) -> None:
        """Run `newscli words` for the reader to see, its line first, as it would be typed."""
        self.out.write(f"\n$ newscli {shlex.join(words)}\n")
        self.out.flush()
        if self.is_terminal:
            done = self._run(words, capture=False)
        else:
            done = self._run(words, capture=True)
            self.out.write(done.stdout)
            self.err.write(done.stderr)
        if done.returncode != EXIT_DONE:
            raise _StepFailedError(f"newscli {shlex.join(words)} ended with {done.returncode}")

    def ask(self, *words: str) -> list[dict[str, Any]]:
        """The objects that `newscli words` prints as JSON, as an array or one a line."""
        done = self._run(words, capture=True)
        if done.returncode != EXIT_DONE:
            raise _StepFailedError(f"newscli {shlex.join(words)} ended with {done.returncode}: {done.stderr.strip()}")
        try:
            text = done.stdout.strip()
            found = json.loads(text) if text.startswith("[") else [json.loads(line) for line in text.splitlines()]
        except ValueError as error:
            raise _StepFailedError(f"newscli {shlex.join(words)} printed no JSON") from error
        return [item for item in found if isinstance(item, dict)]

    def _run(self, words: Sequence[str], *, capture: bool) -> subprocess.CompletedProcess[str]:
        pipe = subprocess.PIPE if capture else None
        # What is captured is read as UTF-8, whatever the terminal's encoding.
        environment = {**self.environment, "PYTHONUTF8": "1"} if capture else dict(self.environment)
        try:
            return subprocess.run(  # noqa: S603 - the program itself, its words made here
                [*self.program, *words], env=environment, stdin=subprocess.DEVNULL, stdout=pipe, stderr=pipe,
                encoding="utf-8", errors="replace", timeout=_DEADLINE, check=False,
            )  # fmt: skip
        except subprocess.TimeoutExpired as error:
            raise _StepFailedError(f"newscli {shlex.join(words)} did not end in {_DEADLINE:.0f} seconds") from error


def _walk(tour: _Tour, url: str) -> None:
    """The steps that are shown, then every card once, so that all of the edition is in the home."""
    tour.show("add", url)
    tour.show("latest")
    article = _id_of_full(tour.ask("latest", "--json", "--limit", "0"))
    tour.show("read", article)
    tour.show("related", article)
    related = [str(item["id"]) for item in tour.ask("related", article, "--json") if item.get("id") is not None]
    if not related:
        raise _StepFailedError(f"newscli related {article} --json gave no related items")
    tour.show("read", related[0])
    tour.show("search", "korea")
    for item in tour.ask("read", "--json", *related):
        if item.get("error") or not item.get("text"):
            raise _StepFailedError(f"newscli read --json {item.get('ref')} gave no text")


def _check_offline(tour: _Tour) -> None:
    if not tour.ask("latest", "--offline", "--json"):
        raise _StepFailedError("newscli latest --offline gave nothing")


def _id_of_full(listed: list[dict[str, Any]]) -> str:
    for item in listed:
        if f"/{FULL}/" in str(item.get("url")):
            return str(item["id"])
    raise _StepFailedError("newscli latest --json did not list the edition's full article")


def _environment(home: Path) -> dict[str, str]:
    """The caller's environment without its proxies and pager, with the demo's home."""
    kept = {name: value for name, value in os.environ.items() if name.lower() not in _PROXIES}
    return kept | {"NEWSCLI_HOME": str(home), "NO_PROXY": "*", "no_proxy": "*", "PAGER": "cat"}
