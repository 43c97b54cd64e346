"""Widths of text in terminal cells, and cutting by them. It knows characters only, no styles: paint after measuring."""

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

from newscli.text import ELLIPSIS

LRM: Final = "\u200e"
"""LEFT-TO-RIGHT MARK: between two right-to-left columns it keeps their order (UAX #9); ours alone, put in after cleaning."""

_ZWJ = "\u200d"
_EMOJI = "\u2190-\u2bff\u3030\u303d\u3297\u3299\U0001f000-\U0001faff"
# Rich counts nothing for whatever follows a joiner; but only emoji join into one, letters keep their cells.
_LOOSE_JOINER = re.compile(f"(?<![{_EMOJI}\ufe0f]){_ZWJ}|{_ZWJ}(?![{_EMOJI}])")


def cell_width(text: str) -> int:
    """Cells that `text` takes: wide characters two, combining ones none, joined emoji two together."""
    if text.isascii():
        return len(text)
    from rich.cells import cell_len  # 4 ms with its table: only for titles that need it

    return cell_len(_LOOSE_JOINER.sub("", text) if _ZWJ in text else text)


def clusters(text: str) -> Iterator[str]:
    """What a reader takes for single characters: a base with its marks, joined emoji, flags (after UAX #29, simplified)."""
    start = 0
    for index in range(1, len(text)):
        if not _continues(text, start, index):
            yield text[start:index]
            start = index
    if text:
        yield text[start:]


def cut(text: str, width: int) -> str:
    """`text` in at most `width` cells; what is left out becomes an ellipsis, never half a character.

    Emoji that are joined count here as if they were not: many terminals show them side by side, and no row may wrap.
    """
    if cell_width(text.replace(_ZWJ, "")) <= width:
        return text
    return head(text, width - 1).rstrip() + ELLIPSIS if width > 0 else ""


def head(text: str, width: int) -> str:
    """The longest beginning of `text` that fits `width` cells, joined emoji counted one by one."""
    if text.isascii():
        return text[: max(width, 0)]
    used = taken = 0
    for cluster in clusters(text):
        used += cell_width(cluster.replace(_ZWJ, ""))
        if used > width:
            break
        taken += len(cluster)
    return text[:taken]


def padded(text: str, width: int) -> str:
    """`text` in exactly `width` cells, cut or filled with blanks."""
    short = cut(text, width)
    return short + " " * (width - cell_width(short))


def is_rtl(text: str) -> bool:
    """Whether any character of `text` runs from right to left."""
    return not text.isascii() and any(unicodedata.bidirectional(char) in ("R", "AL") for char in text)


def _continues(text: str, start: int, index: int) -> bool:
    """Whether `text[index]` belongs to the cluster that began at `start`."""
    char = text[index]
    if char < "\u0300":
        return False
    if text[index - 1] == _ZWJ or char in (_ZWJ, "\u200c") or "\U0001f3fb" <= char <= "\U0001f3ff":
        return True
    if _is_regional(char) and _is_regional(text[index - 1]):
        return (index - start) % 2 == 1
    return unicodedata.category(char)[0] == "M"


def _is_regional(char: str) -> bool:
    """One letter of a flag: two make one."""
    return "\U0001f1e6" <= char <= "\U0001f1ff"
