"""That `text.py` alone makes safe text, and that the type checker holds everybody to it."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest
from tests.conftest import PROJECT

SOURCES = sorted((PROJECT / "src" / "newscli").rglob("*.py"))
MADE_BY = {"SafeLine": ["text.py"], "SafeBlock": ["text.py"], "WebUrl": ["urls.py"], "MailUrl": ["urls.py"]}


@pytest.mark.parametrize("name", MADE_BY)
def test_only_the_gate_makes_safe_values(name: str) -> None:
    makers = set()
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            is_call = isinstance(node, ast.Call) and name in (getattr(node.func, "id", ""), getattr(node.func, "attr", ""))
            is_cast = isinstance(node, ast.Call) and getattr(node.func, "id", "") == "cast" and name in ast.dump(node.args[0])
            if is_call or is_cast:
                makers.add(str(path.relative_to(PROJECT / "src" / "newscli")))
    assert sorted(makers) == MADE_BY[name]


def test_every_room_was_looked_at() -> None:
    assert {"text.py", "urls.py", "errors.py"} <= {path.name for path in SOURCES}
    assert len(SOURCES) > 60


REFUSED = """
from newscli.errors import NewscliError
from newscli.models.article import FeedLabel
from newscli.models.body import Code, Span
from newscli.models.parsed import ParsedEntry, ParsedItem
from newscli.text import clean_block, clean_line
from newscli.urls import find_web_url

words: str = input()
Span(words)
Code(words)
ParsedEntry(guid=None, url=None, title=words)
ParsedEntry(guid=None, url=words, title=clean_line(words))
ParsedItem(title=clean_line(words), url=None, teaser=words)
NewscliError(words)
NewscliError(clean_line(words), hint=words)
FeedLabel(clean_line(words), clean_line(words), clean_line(words))
Span(clean_block(words))
Span(clean_line(words) + words)
"""
ACCEPTED = """
Span(clean_line(words))
Code(clean_block(words))
ParsedEntry(guid=None, url=find_web_url(words), title=clean_line(words))
NewscliError(clean_line(words))
"""


def test_models_and_errors_refuse_text_that_did_not_pass_the_gate(tmp_path: Path) -> None:
    snippet = tmp_path / "snippet.py"
    snippet.write_text(REFUSED + ACCEPTED, encoding="utf-8")
    command = [
        sys.executable,
        "-m",
        "mypy",
        "--strict",
        "--no-error-summary",
        "--hide-error-context",
        "--no-pretty",
        "--follow-imports=silent",
    ]
    done = subprocess.run(
        [*command, "--cache-dir", str(tmp_path / "cache"), str(snippet)], cwd=PROJECT, capture_output=True, text=True, check=False
    )
    first = REFUSED.split("\n").index("Span(words)") + 1
    last = len(REFUSED.rstrip("\n").split("\n"))
    refused = [int(line.split(":")[1]) for line in done.stdout.splitlines() if line.startswith(str(snippet)) and "error:" in line]
    assert sorted(set(refused)) == list(range(first, last + 1)), done.stdout + done.stderr
