"""What holds for every text at all: the gate closes behind it, twice is once, and no text makes it slow."""

import re
import sys
import unicodedata
from collections.abc import Callable
from types import FrameType
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from newscli import text as gate
from newscli.text import MAX_MARKS, clean_block, clean_code, clean_line, clean_span, is_clean

HOSTILE = (
    "\x1b[]\\P^_;m?0\x07\x9b\x9c\x9d\x90\x18\u202e\u200d\u200c\u0301\u0316\u20dd\ud800\udfff\ufeff\u1100\u1161\n\r\t \x85ab한"
)
strangers = st.one_of(st.text(max_size=200), st.text(alphabet=HOSTILE, max_size=200))


@given(strangers)
@example("\x1b\x1b[[31m")
@example("a\u034f\u0301\u0316\u034f\u0301")
@example("\u1100\xad\u1161")
@example("\x9b\x1b[m31m")
def test_a_line_is_clean_and_cleaning_twice_is_cleaning_once(text: str) -> None:
    line = clean_line(text)
    assert is_clean(line)
    assert clean_line(line) == line
    assert line == line.strip()


@given(strangers)
def test_a_span_is_clean_and_differs_from_the_line_only_at_its_ends(text: str) -> None:
    span = clean_span(text)
    assert is_clean(span)
    assert clean_span(span) == span
    assert span.strip() == clean_line(text)


@given(strangers)
def test_a_block_is_clean_line_by_line_and_cleaning_twice_is_cleaning_once(text: str) -> None:
    block = clean_block(text)
    assert all(is_clean(line) for line in block.split("\n"))
    assert clean_block(block) == block
    assert "\n\n\n" not in block


@given(strangers)
def test_code_is_clean_line_by_line_and_cleaning_twice_is_cleaning_once(text: str) -> None:
    code = clean_code(text)
    assert clean_code(code) == code
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", code)


@given(strangers, st.integers(1, 50))
def test_a_text_is_never_longer_than_its_limit(text: str, limit: int) -> None:
    for door in (clean_line, clean_span, clean_block, clean_code):
        assert len(door(text, limit=limit)) <= limit


@given(strangers)
def test_no_base_carries_more_marks_than_a_terminal_bears(text: str) -> None:
    run = 0
    for char in clean_line(text):
        run = run + 1 if unicodedata.category(char) in ("Mn", "Me") else 0
        assert run <= MAX_MARKS


@given(strangers)
def test_what_is_clean_is_normalized_for_comparing(text: str) -> None:
    assert unicodedata.is_normalized("NFC", clean_line(text))


def _events(door: Callable[[str], str], text: str) -> int:
    """How many lines and calls of text.py run while `door` cleans `text`: its work, whatever the machine."""
    count = 0

    def trace(frame: FrameType, _event: str, _arg: object) -> Any:
        nonlocal count
        count += 1
        return trace if frame.f_code.co_filename.endswith("text.py") else None

    sys.settrace(trace)
    try:
        door(text)
    finally:
        sys.settrace(None)
    return count


@pytest.mark.parametrize(
    "piece",
    [
        "\x1b[",
        "\x1b]0;",
        "\x9d",
        "\x1b]\x1b]",
        "a\u0316",
        "\u0316",
        "\u1100",
        "\ud800",
        " \t",
        "\n\n\n",
        "\u202e",
        "\x1b[0;0;",
        "(\u20dd",
    ],
)
@pytest.mark.parametrize("door", [clean_line, clean_block, clean_code])
def test_work_grows_no_faster_than_the_text(door: Callable[..., str], piece: str) -> None:
    def clean(text: str) -> str:
        return door(text, limit=1 << 20)

    once, twice = _events(clean, piece * 2_000), _events(clean, piece * 4_000)
    assert twice <= 2.2 * once + 50


def test_one_search_tells_of_every_mark_and_every_unsafe_character() -> None:
    """`_scrub` looks no further where `_ODD` finds nothing, so `_ODD` must find all that any later step acts on."""
    odd, unsafe = re.compile(gate._ODD), re.compile(gate._UNSAFE)
    for code in range(sys.maxunicode + 1):
        char = chr(code)
        if unicodedata.category(char) in ("Mn", "Me", "Cs") or unsafe.match(char):
            assert odd.match(char), hex(code)
    assert not odd.search("Ordinary words, “quoted” — 한국어 … русский 中文、日本語。")
