"""The one gate for strangers' text: it alone makes `SafeLine` and `SafeBlock`, and it knows no meaning, only characters.

What passes cannot move the cursor, change a colour, reorder what stands around it, or hide in it. Whatever is
shown or stored goes through here once, after decoding; passing twice changes nothing. Rules and their sources:

* C0, DEL, C1 and ANSI control strings are removed (ECMA-48 5.3-5.6, 8.3.89).
* Explicit bidi formatting and directional marks are removed ("Trojan Source", CVE-2021-42574; UAX #9 section 2).
* Invisible format characters are removed, but ZWJ and ZWNJ stay: emoji families and Persian need them (UAX #31 2.3).
* At most `MAX_MARKS` combining marks stand on one base ("Zalgo" text); natural orthographies need fewer.
* Text is NFC (UAX #15), so that the same word is the same bytes for the index and for comparing.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import cache
from typing import Final, NewType

SafeLine = NewType("SafeLine", str)
"""Text of one line: no control character at all."""
SafeBlock = NewType("SafeBlock", str)
"""Text of several lines: a newline is its only control character."""

LINE_LIMIT: Final = 10_000
"""Characters a line may have: above any real title, name or teaser; what is longer is not meant to be read."""
PARAGRAPH_LIMIT: Final = 100_000
"""Characters a paragraph of an article may have: a book's chapter without a break stays whole."""
BLOCK_LIMIT: Final = 4_000_000
"""Characters a block may have: above any article, below what would trouble a 300 MB process."""
MAX_MARKS: Final = 5
"""Combining marks kept on one base: pointed and cantillated Hebrew needs 4, stacked Tibetan 5."""

ELLIPSIS: Final = "…"

# Patterns as text: `re` compiles them when they are first used (and keeps them); plain ASCII never needs them.
# ANSI control strings (OSC, DCS, SOS, PM, APC) go with their payload where they are closed on their line; CSI goes up
# to its final byte. 7-bit (ESC x) and 8-bit (C1) introducers count alike. An open string loses only its introducer:
# windows-1252 read as Latin-1 puts C1 bytes into honest titles. A payload ends where the next introducer stands (ECMA-48
# allows no C1 in it), else 400 kB of introducers cost 15 s; bounded quantifiers keep the scan linear.
_ANSI: Final = (
    "(?:\x1b[\\]PX^_]|[\x9d\x90\x98\x9e\x9f])[^\x07\x1b\x80-\x9f\n]{0,4096}+(?:\x07|\x1b\\\\|\x9c)"
    "|(?:\x1b\\[|\x9b)[0-?]{0,64}+[ -/]{0,16}+[@-~]"
    "|\x1b[ -/]{0,16}[0-~]?"
)
_INVISIBLE = (
    "\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f"
    "\u3164\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
_UNSAFE: Final = f"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f{_INVISIBLE}]"
_NEWLINES: Final = "\r\n?|[\x0b\x0c\x85\u2028\u2029]"
_ODD_BLANK: Final = r"[^\S\r\n\x0b\x0c\x1c-\x1e\x85\u2028\u2029 ]"
_BLANK_LINES: Final = r"\n{3,}"
_ENDLESS_REFERENCE: Final = "&#(?:[0-9]{10,}|[xX][0-9a-fA-F]{9,});?"
_SURROGATE: Final = "[\ud800-\udfff]"
# Combining marks are neither word characters nor blanks for `re`: only such runs are looked at one by one.
_MARK_RUN: Final = f"[^\\w\\s\x00-\u02ff]{{{MAX_MARKS + 1},}}"
# Where combining marks stand, in blocks that hold all of them (and more: it only costs time): with what is unsafe, all that a
# text may not hold. One search for it tells of nearly every text that it is clean, at a third of the time of three.
_MARKS = (
    "\u0300-\u036f\u0483-\u0489\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0711-\u07fd\u0816-\u109d\u135d-\u135f"
    "\u1712-\u17dd\u180b-\u1cff\u1dc0-\u1dff\u20d0-\u20f0\u2cef-\u2cf1\u2d7f\u2de0-\u2dff\u302a-\u302d\u3099\u309a\ua66f-\ua6f1"
    "\ua802-\uabed\ufb1e\ufe00-\ufe0f\ufe20-\ufe2f\U000101fd-\U0001efff"
)
_ODD: Final = f"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff{_INVISIBLE}{_MARKS}]"
_JSON_ESCAPED: Final = "[\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\U000e0000-\U000e0fff]"


def clean_line(raw: str, *, limit: int = LINE_LIMIT) -> SafeLine:
    """One safe line of `raw`: blanks of every kind run together and trimmed, cut with an ellipsis after `limit`."""
    return SafeLine(_shorten(_squeeze(raw, limit).strip(), limit))


def clean_span(raw: str, *, limit: int = PARAGRAPH_LIMIT) -> SafeLine:
    """As `clean_line`, but one blank at either end stays: a piece of a paragraph that joins with its neighbours."""
    return SafeLine(_shorten(_squeeze(raw, limit), limit))


def clean_block(raw: str, *, limit: int = BLOCK_LIMIT) -> SafeBlock:
    """Safe lines of `raw`: every line break becomes a newline, blanks run together, at most one empty line in a row."""
    text = "\n".join([" ".join(line.split()) for line in _scrub(raw[: limit * 4]).splitlines()])
    if "\n\n\n" in text:
        text = re.sub(_BLANK_LINES, "\n\n", text)
    return SafeBlock(_shorten(text.strip("\n"), limit))


def paragraphs_of(block: SafeBlock) -> list[SafeLine]:
    """The paragraphs of `block`, which empty lines part, each on one line of any length."""
    return [SafeLine(part.replace("\n", " ")) for part in block.split("\n\n") if part]


def clean_code(raw: str, *, limit: int = BLOCK_LIMIT) -> SafeBlock:
    """Safe lines of program text: as `clean_block`, but indentation and inner blanks stay; a tab becomes four blanks."""
    lines = re.sub(_ODD_BLANK, " ", _scrub(raw[: limit * 4]).replace("\t", "    ")).splitlines()
    return SafeBlock(_shorten("\n".join([line.rstrip() for line in lines]).strip("\n"), limit))


def format_line(template: str, *parts: object) -> SafeLine:
    """Our own sentence `template` with `{}` for each of `parts`, cleaned as a whole: how errors and notes are made."""
    return clean_line(template.format(*parts))


def join_lines(separator: str, lines: Iterable[SafeLine]) -> SafeLine:
    """Safe lines as one, `separator` between them."""
    return clean_line(separator.join(lines))


def join_blocks(blocks: Iterable[SafeLine | SafeBlock], separator: str = "\n") -> SafeBlock:
    """Safe pieces as one block, `separator` (of newlines and blanks) between them."""
    return SafeBlock(separator.join(blocks).strip("\n"))


def escape_json(document: str) -> str:
    """A JSON document as text that is safe to print: control, bidi and invisible characters become backslash-u escapes.

    The escapes are valid only inside JSON strings; JSON has such characters nowhere else (RFC 8259 section 7).
    """
    return re.sub(_JSON_ESCAPED, _json_escape, document)


def resolve_entities(raw: str) -> str:
    """`raw` with HTML's character references resolved; one with more digits than any character has stands for none.

    `html.unescape` would make a number of them: above 4,300 digits Python refuses with ValueError, below it takes long.
    """
    import html

    return html.unescape(re.sub(_ENDLESS_REFERENCE, "\ufffd", raw) if "&#" in raw else raw)


def is_clean(text: str) -> bool:
    """Whether `text` could be a `SafeLine` as it is, whatever its length: for tests and for checks of a store."""
    return _scrub(text) == text and not re.search(r"[^\S ]", text)


def _squeeze(raw: str, limit: int) -> str:
    if len(raw) <= limit and raw.isascii() and raw.isprintable() and "  " not in raw:
        return raw
    # Cut before any work: what lies beyond four times the limit cannot matter after blanks ran together in practice.
    text = _scrub(raw[: limit * 4])
    squeezed = " ".join(text.split())
    if not squeezed:
        return " " if text else ""
    return f"{' ' * text[0].isspace()}{squeezed}{' ' * text[-1].isspace()}"


_pattern = cache(re.compile)


def _scrub(text: str) -> str:
    """`text` without what may not be shown; blanks and line breaks are left to the caller."""
    if text.isascii() and text.isprintable():
        return text
    is_odd = _pattern(_ODD).search(text) is not None
    if is_odd and ("\x1b" in text or re.search(_UNSAFE, text)):
        text = re.sub(_UNSAFE, "", re.sub(_ANSI, "", re.sub(_NEWLINES, "\n", text)))
    if is_odd and re.search(_SURROGATE, text):
        text = re.sub(_SURROGATE, "\ufffd", text)
    if not unicodedata.is_normalized("NFC", text):
        # A removed character may have kept two marks apart, and composing may not bring back what was removed.
        text = unicodedata.normalize("NFC", text)
    return re.sub(_MARK_RUN, _cap_marks, text) if is_odd else text


def _cap_marks(run: re.Match[str]) -> str:
    kept: list[str] = []
    marks = 0
    for char in run.group():
        marks = marks + 1 if unicodedata.category(char) in ("Mn", "Me") else 0
        if marks <= MAX_MARKS:
            kept.append(char)
    return "".join(kept)


def _shorten(text: str, limit: int) -> str:
    return text if len(text) <= limit else text[: limit - 1].rstrip() + ELLIPSIS


def _json_escape(match: re.Match[str]) -> str:
    code = ord(match.group())
    if code < 0x10000:
        return f"\\u{code:04x}"
    high, low = divmod(code - 0x10000, 0x400)
    return f"\\u{0xD800 + high:04x}\\u{0xDC00 + low:04x}"
