"""Each guard matters: with it its cases are harmless, and without it they do harm. A guard that nothing misses fails here."""

import html
import re
import zlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

import pytest
from tests.cli.conftest import Cli
from tests.hostile.matrix import Case
from tests.hostile.running import FORBIDDEN
from tests.hostile.server import Exchange, Server
from tests.hostile.test_matrix import CASES

from newscli.library import Library

pytestmark = pytest.mark.slow
Name = tuple[str, str, str]
HARM: Final = re.compile("javascript:|s3cr3t|0;owned|[\u0300-\u036f]{9}|a bug in newscli|Traceback")
BY_NAME: Final[dict[Name, Case]] = {(case.attack, case.surface, case.name): case for case in CASES}
NEVER: Final = "(?!)"
_settings = Library.fetch_settings


def _bounds(**bounds: Any) -> property:
    """The bounds of requests with some of them lifted."""
    return property(lambda library: replace(_settings.__get__(library), **bounds))


def _unpack(data: bytes, content_encoding: str, *, limit: int) -> bytes:
    """gzip without a bound, and without a look at its end."""
    return zlib.decompressobj(wbits=31).decompress(data) if "gzip" in content_encoding else data


GUARDS: Final[dict[str, tuple[str, Any, tuple[Name, ...]]]] = {
    "control characters go": (
        "newscli.text._scrub", lambda text: text,
        (("terminal", "title", "clear screen"), ("terminal", "body", "colour, 8-bit"), ("terminal", "json", "answer back")),
    ),
    "control strings go whole": ("newscli.text._ANSI", NEVER, (("terminal", "title", "window title"),)),
    "invisible characters go": (
        "newscli.text._UNSAFE", "[\x00-\x08\x0e-\x1f\x7f-\x9f]",
        (("bidi", "title", "override"), ("bidi", "body", "open isolates"), ("bidi", "title", "tag characters")),
    ),
    "marks are capped": ("newscli.text._MARK_RUN", NEVER, (("bidi", "title", "Zalgo"),)),
    "half characters are replaced": ("newscli.text._SURROGATE", NEVER, (("bidi", "title", "half a character"),)),
    "unpacking is bounded and whole": (
        "newscli.fetch.packed.unpack", _unpack, (("http", "body", "a gzip bomb"), ("http", "body", "half a gzip")),
    ),
    "bodies are bounded": (
        "newscli.library.Library.fetch_settings", _bounds(feed_limit=1 << 40), (("http", "body", "a body without end"),),
    ),
    "pieces are bounded": ("newscli.fetch.client.PIECES_LIMIT", 1 << 60, (("http", "body", "chunks of one byte"),)),
    "headers are counted": ("newscli.fetch.answers.HEADER_COUNT", 1 << 60, (("http", "header", "5,000 headers"),)),
    "heads are bounded": ("newscli.fetch.network.HEAD_LIMIT", 1 << 60, (("http", "header", "interim answers for ever"),)),
    "redirects are counted": (
        "newscli.library.Library.fetch_settings", _bounds(redirects=99), (("http", "url", "onward for ever"),),
    ),
    "users and passwords are not shown": (
        "newscli.view.machine.shown_url", lambda url: url, (("feeds", "url", "a user and a password"),),
    ),
    "charsets come from a list": (
        "newscli.parse.charsets.codec_of", lambda name: name, (("encodings", "body", "a codec that fails"),),
    ),
    "references are bounded": (
        "newscli.parse.markup.resolve_entities", html.unescape, (("xml", "body", "a reference of 100,000 digits"),),
    ),
}  # fmt: skip


@pytest.fixture
def harm(tmp_path: Path) -> Iterator[Callable[[Case], list[str]]]:
    """What a case does in this process: everything that is not as it may be."""
    server = Server()
    homes = iter(range(100))

    def run(case: Case) -> list[str]:
        def script(exchange: Exchange) -> None:
            exchange.answer(case.content(), kind=case.kind)

        url = server.put("/case", case.script or script)
        cli = Cli(tmp_path / str(next(homes)))
        cli.home.mkdir()
        (cli.home / "config.toml").write_text("[refresh]\ndeadline = 8\n", encoding="utf-8")
        cli.ok("import", "-", stdin=f'<opml version="2.0"><body><outline text="case" xmlUrl="{url}"/></body></opml>')
        refreshed = cli("refresh", "--all", "--json")
        found = refreshed.json[0] if refreshed.out.startswith("[") else {"outcome": "none", "error": refreshed.err}
        runs = [
            refreshed,
            *(cli(*words.split()) for words in ("latest --offline", "latest --json", "read 1 --offline", "feeds --json")),
        ]
        printed = "".join(ran.out + ran.err for ran in runs)
        problems = [] if found["outcome"] in case.outcomes else [f"{found['outcome']}: {found['error']}"]
        problems += [f"says {found['error']}"] if case.says not in (found["error"] or "") else []
        return problems + [repr(match.group()) for match in (FORBIDDEN.search(printed), HARM.search(printed)) if match]

    yield run
    server.close()


@pytest.mark.parametrize("name", GUARDS)
def test_without_the_guard_its_cases_do_harm(
    name: str, harm: Callable[[Case], list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    target, replacement, cases = GUARDS[name]
    for case in cases:
        assert harm(BY_NAME[case]) == [], f"with the guard: {case}"
    with monkeypatch.context() as patched:
        patched.setattr(target, replacement)
        for case in cases:
            assert harm(BY_NAME[case]) != [], f"nothing misses the guard: {case}"
