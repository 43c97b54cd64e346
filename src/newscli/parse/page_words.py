"""How lists of words are written in the modules that read pages: as running text; holds none itself."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

_PIECE: Final = r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|[()|]"
"""What decides where an alternative ends: escapes and classes, inside which nothing counts, brackets and bars."""


def word_set(text: str) -> frozenset[str]:
    """The blank-separated words of `text`."""
    return frozenset(text.split())


def patterns_by_language(text: str) -> dict[str, str]:
    """Regular expressions by language: a line "en: one|two" begins one, lines that begin with "|" go on with it."""
    found: dict[str, str] = {}
    language = ""
    for line in filter(None, map(str.strip, text.splitlines())):
        name, colon, words = line.partition(": ")
        if colon and not line.startswith("|"):
            language, line = name, words  # noqa: PLW2901 - the rest of the line is what counts
        found[language] = found.get(language, "") + line
    return found


def any_of(patterns: Iterable[str]) -> str:
    """One regular expression that finds what any of `patterns` does, their alternatives in groups by their first letter.

    `re` tries all alternatives at each place of a text: without groups that took twice as long.
    """
    groups: dict[str, list[str]] = {}
    for pattern in patterns:
        for alternative in _alternatives(pattern):
            first, rest = alternative[:1], alternative[1:]
            is_letter = first.isalnum() and not rest.startswith(("?", "*", "+", "{"))
            groups.setdefault(first if is_letter else "", []).append(rest if is_letter else alternative)
    others = groups.pop("", [])
    return "|".join([*others, *(f"{first}(?:{'|'.join(rests)})" for first, rests in groups.items())])


def _alternatives(pattern: str) -> Iterator[str]:
    depth, start = 0, 0
    for piece in re.finditer(_PIECE, pattern, re.DOTALL):
        depth += {"(": 1, ")": -1}.get(piece[0], 0)
        if piece[0] == "|" and depth == 0:
            yield pattern[start : piece.start()]
            start = piece.end()
    yield pattern[start:]
