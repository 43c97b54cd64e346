"""Lists and files of strangers: OPML through `import`, names of files through errors, what completions and logs print."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest
from tests.hostile.arena import Arena, name_of
from tests.hostile.opml_cases import GOOD, opml_cases
from tests.hostile.payloads import FAMILIES, MARKUP
from tests.hostile.running import FORBIDDEN, MEMORY_MIB, Program, Ran, find_controls
from tests.hostile.server import Server
from tests.hostile.text_cases import SAFE, text_cases

pytestmark = pytest.mark.slow
PAYLOADS: Final = [payload for family in FAMILIES.values() for payload in family.values()]


def faults_of(ran: Ran, *, codes: tuple[int, ...] = (0, 1, 2, 3)) -> list[str]:
    """What a run did that it must not."""
    found = [f"ended with {ran.code}: {ran.said[-200:]!r}"] if ran.code not in codes else []
    found += [f"printed {line[:100]!r}" for line in find_controls(ran)[:3]]
    return found + [word for word in ("Traceback", "a bug in newscli", "s3cr3t") if word in ran.said]


def test_hostile_lists_change_nothing(tmp_path: Path) -> None:
    problems: list[str] = []
    server = Server()
    for number, case in enumerate(opml_cases()):
        program = Program(tmp_path / str(number))
        file = tmp_path / "list.opml"
        file.write_bytes(case.content().replace(b"http://SERVER", f"http://127.0.0.1:{server.port}".encode()))
        runs = [program("import", str(file), environ={"HOME": str(tmp_path)})]
        runs += [program(*words) for words in (("feeds",), ("feeds", "--json"), ("export",))]
        if len(runs[1].out) < 100_000:  # 60,000 lines are enough for a pipe; a terminal gets the small ones
            runs.append(program.on_terminal("feeds"))
        problems += [f"{name_of(case)}: newscli {ran.words[0]} {fault}" for ran in runs for fault in faults_of(ran)]
        if GOOD.encode() in case.content() and runs[0].code != 1 and "honest" not in runs[1].out.casefold():
            problems.append(f"{name_of(case)}: the honest feed beside it is not followed: {runs[0].err[:200]!r}")
        checked = program("doctor", "--check") if runs[0].code in (0, 3) else None
        if checked is not None and checked.code:
            problems.append(f"{name_of(case)}: the store after it: {checked.said}")
        large = [(words, kib >> 10) for words, kib in program.peak_kib.items() if kib > MEMORY_MIB << 10]
        problems += [f"{name_of(case)}: {words} took {mib} MiB" for words, mib in large]
    server.close()
    if server.requests:
        problems.append(f"an import asked for {server.paths()}")
    assert not list(tmp_path.rglob("owned*"))
    assert not problems, "\n" + "\n".join(problems)


def test_hostile_names_of_files_are_shown_without_their_teeth(tmp_path: Path) -> None:
    problems: list[str] = []
    program = Program(tmp_path / "home")
    for case in (case for case in text_cases() if case.surface == "file name"):
        name = os.fsdecode(case.content().replace(b"/", b"_").replace(b"\0", b"")[:200])
        missing, there = f"./{SAFE}{name}", tmp_path / f"{SAFE}{name}"
        there.write_bytes(b"\x00\x01\x02")
        runs = [
            program("read", missing), program("import", str(there)), program("export", "-o", f"{missing}/x"),
            program("backup", f"{missing}/x"), program("edit", f"@{SAFE}{name}", "--slug", "x"),
        ]  # fmt: skip
        problems += [f"{name_of(case)}: newscli {ran.words[0]} {fault}" for ran in runs for fault in faults_of(ran, codes=(1, 2))]
        problems += [f"{name_of(case)}: newscli {ran.words[0]} does not name the file" for ran in runs if SAFE not in ran.err]
        there.unlink()
        saved = [program("search", "--save", "mine", f"{SAFE}{name}"), program("searches")]
        problems += [f"{name_of(case)}: newscli {ran.words[0]} {fault}" for ran in saved for fault in faults_of(ran)]
    assert not problems, "\n" + "\n".join(problems)


@pytest.fixture
def titled(tmp_path: Path) -> Program:
    """A reader of a feed whose every title is a payload, and its own too."""
    server = Server()
    items = [{"id": str(n), "title": f"{SAFE} {payload}", "url": f"/{n}"} for n, payload in enumerate(PAYLOADS)]
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": f"{SAFE} {MARKUP['shell']}", "items": items}
    url = server.put("/feed", lambda exchange: exchange.answer(json.dumps(feed).encode(), kind="application/feed+json"))
    program = Program(tmp_path / "home")
    assert program("add", url).code == 0
    program("latest", "-n", "0", "--offline")
    server.close()
    return program


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell"])
@pytest.mark.parametrize("typed", ["newscli read ", "newscli latest "])
def test_completions_of_hostile_titles_are_text(titled: Program, shell: str, typed: str) -> None:
    environ = {
        "_NEWSCLI_COMPLETE": f"complete_{shell}", "COMP_WORDS": typed, "COMP_CWORD": "2",
        "_TYPER_COMPLETE_ARGS": typed, "_TYPER_COMPLETE_FISH_ACTION": "get-args", "_TYPER_COMPLETE_WORD_TO_COMPLETE": "",
    }  # fmt: skip
    ran = titled(environ=environ)
    assert faults_of(ran, codes=(0,)) == []
    assert ran.out.strip()
    if shell != "bash":
        assert SAFE in ran.out
    assert "\\$" not in ran.out
    assert "`" not in ran.out


@pytest.mark.skipif(shutil.which("zsh") is None, reason="no zsh here")
@pytest.mark.parametrize("typed", ["newscli read ", "newscli latest "])
def test_zsh_runs_nothing_of_a_title(titled: Program, tmp_path: Path, typed: str) -> None:
    """What zsh does with a completion: it evaluates what was printed, and `_arguments` evaluates the descriptions again."""
    printed = titled(environ={"_NEWSCLI_COMPLETE": "complete_zsh", "_TYPER_COMPLETE_ARGS": typed}).out
    script = (
        "_arguments() { local list=${argv[-1]}; list=${list#*:*:}; eval ws\\=\\( ${list[3,-3]} \\); print -rl -- $ws }\n"
        'eval "$1"\n'
    )
    done = subprocess.run(
        ["zsh", "-f", "-c", script, "zsh", printed], capture_output=True, text=True, cwd=tmp_path, timeout=240, check=False
    )
    assert SAFE in done.stdout, done.stderr
    assert not list(tmp_path.glob("owned*"))


CRASH: Final = """
import sys
import newscli.cli.commands.feeds as feeds
def fail(*_, **__):
    raise RuntimeError(sys.stdin.buffer.read().decode("utf-8", "surrogateescape"))
feeds.run = fail
sys.argv = ["newscli", "feeds"]
from newscli.__main__ import main
main()
"""


def test_a_log_holds_no_control_characters(tmp_path: Path) -> None:
    problems: list[str] = []
    for case in (case for case in text_cases() if case.surface == "log"):
        program = Program(tmp_path / "home")
        done = subprocess.run(
            [sys.executable, "-c", CRASH], input=SAFE.encode() + case.content(), capture_output=True, env=program.environ(),
            timeout=240, check=False,
        )  # fmt: skip
        (log,) = (tmp_path / "home" / "log").glob("*.log")
        text = log.read_text(encoding="utf-8")
        said = done.stderr.decode()
        if done.returncode != 70 or SAFE not in text or FORBIDDEN.search(text) or FORBIDDEN.search(said) or "Traceback" in said:
            problems.append(f"{name_of(case)}: {done.returncode} {said!r}")
        if log.stat().st_mode & 0o077:
            problems.append(f"{name_of(case)}: the log is readable for others")
        log.unlink()
    assert not problems, "\n" + "\n".join(problems)


def test_an_arena_blames_the_right_case(tmp_path: Path) -> None:
    """The harness itself: a fault that is made on purpose is found, and named."""
    cases = [case for case in text_cases() if case.surface == "title"][:2]
    arena = Arena(cases, tmp_path / "arena")
    line = f"case-1 \x1b[2J {cases[1].shows}"
    arena.judge(Ran(("latest",), 0, line, ""))
    assert arena.problems == [f"{name_of(cases[1])}: newscli latest prints {line!r}"]
    arena.problems.clear()
    arena.judge_outcomes({"case-0": {"outcome": "failed", "error": "no"}})
    assert arena.problems[0].startswith(f"{name_of(cases[0])}: failed (no)")
    arena.close()
