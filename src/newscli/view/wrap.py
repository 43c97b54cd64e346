"""Breaking styled text into lines of a given width in cells. It knows where a line may end, and nothing of what it says."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import Final, NamedTuple

from newscli.urls import Link
from newscli.view.cells import cell_width, head
from newscli.view.theme import Style, Theme

_WORD: Final = re.compile(r"[^ ]+")
# Ideographs and kana may part anywhere, but not before closing or after opening punctuation (UAX #14 classes ID, CL, OP).
# Hangul is left out: Korean is written, and best broken, with blanks.
_IDEOGRAPH: Final = "\u2e80-\u2fff\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_LINE: Final = 16
"""Characters of a word, for each cell of a line, that are looked at to cut it: a cell holds a base and a few marks."""
_CLOSING: Final = "、。，．・：；？！」』】）〕〉》”’…ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ,.:;?!)"
_OPENING: Final = "「『【（〔〈《“‘("
_PIECE: Final = re.compile(f"[{_OPENING}]*(?:[{_IDEOGRAPH}]|[^{_IDEOGRAPH}{_OPENING}]+|[{_OPENING}])[{re.escape(_CLOSING)}]*")


class Run(NamedTuple):
    """Text in one look."""

    text: str
    styles: tuple[Style, ...] = ()
    href: Link | None = None


def break_lines(text: str, width: int, *, whole: bool = False) -> list[str]:
    """`text` in lines of at most `width` cells; with `whole` a word that is wider stays whole: an address to be copied."""
    return [text[start:end] for start, end in _breaks(text, width, whole=whole)] or [""]


def wrap(runs: Sequence[Run], width: int, *, theme: Theme) -> list[str]:
    """`runs` as painted lines of at most `width` cells; one empty line for no text."""
    runs = list(_squeezed(runs))
    text = "".join(run.text for run in runs)
    offsets = list(accumulate((len(run.text) for run in runs), initial=0))
    return [_painted(runs, offsets, start, end, theme) for start, end in _breaks(text, width)] or [""]


def _breaks(text: str, width: int, *, whole: bool = False) -> Iterator[tuple[int, int]]:
    """Where each line starts and ends: greedy, words whole unless one alone is too wide."""
    width = max(width, 2)
    start = end = used = 0
    for left, right in _pieces(text):
        cells = cell_width(text[left:right])
        if end > start and used + (left - end) + cells > width:
            yield start, end
            start = end = left
            used = 0
        if end == start:
            start = end = left
        used += left - end + cells
        end = right
        while used > width and not whole:
            taken = max(len(head(text[start : min(end, start + _LINE * width)], width)), 1)
            yield start, start + taken
            used -= cell_width(text[start : start + taken])
            start += taken
    if end > start:
        yield start, end


def _pieces(text: str) -> Iterator[tuple[int, int]]:
    """What may not be parted: words, and in scripts without blanks single characters with their punctuation."""
    for word in _WORD.finditer(text):
        if word.group().isascii():
            yield word.span()
        else:
            yield from ((word.start() + piece.start(), word.start() + piece.end()) for piece in _PIECE.finditer(word.group()))


def _squeezed(runs: Sequence[Run]) -> Iterator[Run]:
    """`runs` with one blank where two of them meet with one each, none at the start."""
    blank = True
    for run in runs:
        text = run.text.lstrip(" ") if blank else run.text
        if text:
            blank = text.endswith(" ")
            yield run._replace(text=text)


def _painted(runs: Sequence[Run], offsets: Sequence[int], start: int, end: int, theme: Theme) -> str:
    parts: list[str] = []
    for number in range(bisect_right(offsets, start) - 1, bisect_left(offsets, end)):
        run, offset = runs[number], offsets[number]
        piece = run.text[max(start - offset, 0) : end - offset]
        parts.append(theme.link(theme.paint(piece, *run.styles), run.href))
    return "".join(parts)
