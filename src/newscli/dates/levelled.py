"""Text as the patterns of dates want it: lower case, ASCII digits, plain blanks; every character stays at its place."""

import unicodedata
from functools import lru_cache
from typing import Final

_DIRECTIONS: Final = "\u061c\u200e\u200f\u202a\u202b\u202c\u2066\u2067\u2068\u2069"
"""Marks of writing direction, which stand within numbers in Arabic and Hebrew."""


def levelled(text: str) -> str:
    """`text` in lower case with ASCII digits, blanks and colons, character for character: places stay what they are."""
    if text.isascii():
        return text.lower()
    return "".join(map(_level, text))


@lru_cache(maxsize=4096)
def _level(char: str) -> str:
    if char.isdecimal():
        return str(unicodedata.decimal(char))
    if char.isspace() or char in _DIRECTIONS:
        return " "
    if char == "،":
        return ","
    plain = unicodedata.normalize("NFKC", char) if char in "：．／－，（）" or "\uff21" <= char <= "\uff5a" else char
    lowered = plain.lower()
    return lowered if len(lowered) == 1 else ("i" if char == "İ" else char)
