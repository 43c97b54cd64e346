"""What strangers send to move a cursor, hide, or reorder: none of it passes the gate, whichever door it comes through."""

import unicodedata
from collections.abc import Callable

import pytest

from newscli.text import (
    BLOCK_LIMIT,
    ELLIPSIS,
    LINE_LIMIT,
    MAX_MARKS,
    clean_block,
    clean_code,
    clean_line,
    clean_span,
    escape_json,
    format_line,
    is_clean,
    join_blocks,
    join_lines,
)

ESC, BEL, ST8, CSI8, OSC8, DCS8 = "\x1b", "\x07", "\x9c", "\x9b", "\x9d", "\x90"
DOORS: list[Callable[[str], str]] = [clean_line, clean_span, clean_block, clean_code]

ATTACKS = {
    "colour": (f"{ESC}[31mred{ESC}[0m", "red"),
    "colour, 8-bit CSI": (f"{CSI8}31mred{CSI8}0m", "red"),
    "clear screen": (f"{ESC}[2J{ESC}[Hgone", "gone"),
    "private mode": (f"{ESC}[?1049halternate", "alternate"),
    "CSI with intermediate byte": (f"{ESC}[1 qcursor", "cursor"),
    "window title": (f"{ESC}]0;owned{BEL}title", "title"),
    "window title closed by ST": (f"{ESC}]0;owned{ESC}\\title", "title"),
    "window title, 8-bit": (f"{OSC8}0;owned{ST8}title", "title"),
    "hyperlink": (f"{ESC}]8;;http://evil.example{ESC}\\click{ESC}]8;;{ESC}\\", "click"),
    "clipboard": (f"{ESC}]52;c;cm0gLXJmIH4={BEL}paste", "paste"),
    "device control string": (f"{ESC}P$qm{ESC}\\answer", "answer"),
    "device control string, 8-bit": (f"{DCS8}$qm{ST8}answer", "answer"),
    "application program command": (f"{ESC}_Gf=100;AAAA{ESC}\\picture", "picture"),
    "privacy message": (f"{ESC}^secret{ESC}\\public", "public"),
    "start of string": (f"{ESC}Xsecret{ESC}\\public", "public"),
    "reset": (f"{ESC}cafter", "after"),
    "character set": (f"{ESC}(0lqqk", "lqqk"),
    "lone escape at the end": (f"end{ESC}", "end"),
    "an open OSC loses its introducer only": (f"{ESC}]0;open", "0;open"),
    # A payload that ran over the next introducer would make a run of them quadratic: 400 kB took 15 s.
    "a string ends where the next begins": (f"{OSC8}a{OSC8}b{BEL}c", "ac"),
    "a 7-bit string ends where an 8-bit one begins": (f"{ESC}]a{DCS8}b{ST8}c", "ac"),
    "one escape sequence inside another": (f"{ESC}[{ESC}[31m31mred", "31mred"),
    "bell and backspace": ("a\x07b\x08c", "abc"),
    "carriage return cannot overwrite": ("safe\x00\x01", "safe"),
    "delete": ("a\x7fb", "ab"),
    "C1 alone": ("a\x80\x84\x86\x99b", "ab"),
    "bidi override": ("user\u202egnp.exe", "usergnp.exe"),
    "bidi isolates": ("a\u2066b\u2067c\u2068d\u2069e", "abcde"),
    "bidi marks": ("a\u200eb\u200fc\u061cd", "abcd"),
    "embeddings": ("\u202aa\u202bb\u202cc\u202d", "abc"),
    "zero width space": ("pass\u200bword", "password"),
    "word joiner and invisible operators": ("a\u2060b\u2061c\u2064d", "abcd"),
    "byte order mark": ("\ufefftitle", "title"),
    "soft hyphen": ("co\xadop", "coop"),
    "Hangul fillers": ("a\u3164b\u115fc\u1160d\uffa0e", "abcde"),
    "tag characters": ("flag\U000e0041\U000e007f", "flag"),
    "interlinear annotation": ("a\ufff9b\ufffac\ufffbd", "abcd"),
    "variation selectors of Mongolian": ("a\u180bb\u180ec", "abc"),
    "combining grapheme joiner": ("a\u034fb", "ab"),
    "non-characters": ("a\ufffeb\uffffc", "abc"),
    "lone surrogate": ("a\ud800b", "a\ufffdb"),
    "surrogates in pairs that are none": ("\ude00\ud83d", "\ufffd\ufffd"),
}  # fmt: skip


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize(("attack", "left"), ATTACKS.values(), ids=ATTACKS.keys())
def test_an_attack_leaves_only_its_words(door: Callable[[str], str], attack: str, left: str) -> None:
    assert door(attack) == left
    assert is_clean(door(attack))


@pytest.mark.parametrize("code", [*range(0x20), *range(0x7F, 0xA0), 0x2028, 0x2029])
def test_no_control_character_is_in_a_line(code: int) -> None:
    line = clean_line(f"a{chr(code)} b")
    assert line in ("a b", "ab", "a")  # an introducer of a control sequence takes what it introduces along
    assert is_clean(line)


@pytest.mark.parametrize("code", [*range(0x20), *range(0x7F, 0xA0), 0x2028, 0x2029])
def test_a_newline_is_the_only_control_character_of_a_block(code: int) -> None:
    for block in (clean_block(f"a{chr(code)}b"), clean_code(f"a{chr(code)}b")):
        assert not [char for char in block if unicodedata.category(char) in ("Cc", "Zl", "Zp") and char != "\n"]


def test_half_a_character_is_none() -> None:
    for door in (clean_line, clean_span, clean_block, clean_code):
        assert door("a\ud83db\udc00") == "a\ufffdb\ufffd"


def test_every_line_break_is_one_newline() -> None:
    assert clean_block("a\r\nb\rc\x0bd\x0ce\x85f\u2028g\u2029h") == "a\nb\nc\nd\ne\nf\ng\nh"
    assert clean_line("a\r\nb\rc\x0bd\x0ce\x85f\u2028g\u2029h") == "a b c d e f g h"


def test_a_carriage_return_cannot_overwrite_a_line() -> None:
    assert clean_line("good title\rEVIL") == "good title EVIL"


def test_zalgo_is_capped_on_each_base_and_the_words_stay() -> None:
    marks = "\u0316\u0317\u0318\u0319\u031c\u031d\u031e\u031f" * 50
    cleaned = clean_line("".join(f"{char}{marks}" for char in "zalgo"))
    assert "".join(char for char in cleaned if not unicodedata.combining(char)) == "zalgo"
    assert sum(bool(unicodedata.combining(char)) for char in cleaned) == 5 * MAX_MARKS


def test_enclosing_marks_count_as_marks() -> None:
    assert len(clean_line("a" + "\u20dd" * 500)) == 1 + MAX_MARKS


@pytest.mark.parametrize(
    "markup", ["[red]x[/b]", "[link=http://evil.example]x[/link]", ":bomb:", "**x**", "<b>x</b>", "%s {0} {x}"]
)
def test_markup_is_text_like_any_other(markup: str) -> None:
    assert clean_line(markup) == markup
    assert format_line("{}", markup) == markup


def test_what_is_too_long_ends_with_an_ellipsis() -> None:
    assert clean_line("x" * (LINE_LIMIT + 1)) == "x" * (LINE_LIMIT - 1) + ELLIPSIS
    assert clean_line("x" * LINE_LIMIT) == "x" * LINE_LIMIT
    assert clean_line("word word", limit=6) == f"word{ELLIPSIS}"
    assert len(clean_block("y" * (BLOCK_LIMIT + 5))) == BLOCK_LIMIT


def test_a_sentence_is_cleaned_as_a_whole() -> None:
    # Each part is harmless alone; together they would be an escape sequence.
    assert format_line("{}{}", ESC, "[31mred") == "red"
    assert join_lines(", ", [clean_line("a"), clean_line("b")]) == "a, b"
    assert join_blocks([clean_line("a"), clean_block("b\nc")], "\n\n") == "a\n\nb\nc"


def test_a_line_of_blanks_is_empty_and_a_span_keeps_one_at_either_end() -> None:
    assert clean_line(" \t\n\xa0\u3000 ") == ""
    assert clean_span("  and \t then ") == " and then "


def test_a_block_has_no_two_empty_lines_in_a_row_and_code_keeps_its_indentation() -> None:
    assert clean_block("\n\n a \n \n\n\n\tb  c\n\n") == "a\n\nb c"
    assert clean_code("if x:\n\treturn  1\n\n\n\nend  \n") == "if x:\n    return  1\n\n\n\nend"


@pytest.mark.parametrize(
    "char", ["\x7f", "\x85", "\x9b", "\u200b", "\u202e", "\u2066", "\u2028", "\ufeff", "\u061c", "\U000e0041"]
)
def test_a_json_document_shows_hidden_characters_as_escapes_that_mean_the_same(char: str) -> None:
    import json

    document = json.dumps({"title": f"a{char}b"}, ensure_ascii=False)
    escaped = escape_json(document)
    assert char not in escaped
    assert json.loads(escaped) == {"title": f"a{char}b"}
