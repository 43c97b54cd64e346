"""The text of an article as lines: paragraphs, lists, quotes, code, tables, captions, with its links as numbered notes."""

from collections.abc import Iterator, Sequence
from typing import Final

from newscli.models.body import (
    Block,
    Code,
    Divider,
    Embed,
    Figure,
    Heading,
    ItemList,
    Mark,
    Paragraph,
    Quote,
    Spans,
    Table,
)
from newscli.urls import Link
from newscli.view.cells import cell_width
from newscli.view.tables import table_lines
from newscli.view.theme import Style, Theme
from newscli.view.wrap import Run, break_lines, wrap

_MARK_STYLES: Final[dict[Mark, Style]] = {"strong": "strong", "emphasis": "emphasis", "code": "code", "strike": "strike"}
_FLOOR: Final = 16
"""Cells that nesting leaves to a text: what is nested deeper is no longer indented."""


class BodyLines:
    """Lays out blocks; `notes` grows with every new address, in reading order from number 1."""

    def __init__(self, theme: Theme) -> None:
        self.notes: dict[Link, int] = {}
        self._theme = theme

    def lines(self, blocks: Sequence[Block], width: int) -> Iterator[str]:
        """`blocks` parted by empty lines, each line at most `width` cells."""
        is_first = True
        for block in blocks:
            for number, line in enumerate(self._block(block, width)):
                if number == 0 and not is_first:
                    yield ""
                is_first = False
                yield line

    def _block(self, block: Block, width: int) -> Iterator[str]:
        match block:
            case Paragraph(spans):
                return iter(self._text(spans, width))
            case Heading(spans):
                return iter(self._text(spans, width, "heading"))
            case ItemList():
                return self._list(block, width)
            case Quote(blocks):
                return self._indented(blocks, self._theme.paint(">", "dim") + " ", 2, width)
            case Code(text):
                return ("  " + self._theme.paint(part, "code") for line in text.split("\n") for part in _folded(line, width - 2))
            case Table():
                return table_lines(
                    [[self._runs(cell) for cell in row] for row in block.rows], width, block.has_header, self._theme
                )
            case Figure():
                return iter(self._figure(block, width))
            case Embed(url, title):
                return iter(wrap([Run("Embedded: ", ("dim",)), *self._linked(title or url, (), url)], width, theme=self._theme))
            case Divider():
                return iter((" " * ((width - 5) // 2) + self._theme.paint("* * *", "dim"),))

    def _list(self, block: ItemList, width: int) -> Iterator[str]:
        numbers = range(block.start, block.start + len(block.items))
        signs = [f"{number}." if block.ordered else "-" for number in numbers]
        size = max(map(len, signs), default=0) + 1
        for sign, item in zip(signs, block.items, strict=True):
            lead = sign.rjust(size - 1) + " "
            room = width - size if width - size >= _FLOOR else width
            for line in _without_gaps(self.lines(item, room), item):
                yield (lead if room < width else "") + line
                lead = " " * size

    def _indented(self, blocks: Sequence[Block], lead: str, size: int, width: int) -> Iterator[str]:
        if width - size < _FLOOR:
            return self.lines(blocks, width)
        return (lead + line for line in self.lines(blocks, width - size))

    def _figure(self, figure: Figure, width: int) -> list[str]:
        runs = [Run("Image: ", ("dim",))]
        runs += self._runs(figure.caption, "dim") or [Run(figure.alt or "without a caption", ("dim",))]
        if figure.url:
            runs += [Run(f" [{self._note(figure.url)}]", ("dim",))]
        return wrap(runs, width, theme=self._theme)

    def _text(self, spans: Spans, width: int, *styles: Style) -> list[str]:
        runs = self._runs(spans, *styles)
        return wrap(runs, width, theme=self._theme) if any(run.text.strip() for run in runs) else []

    def _runs(self, spans: Spans, *styles: Style) -> list[Run]:
        runs: list[Run] = []
        for index, span in enumerate(spans):
            looks = (*styles, *(_MARK_STYLES[mark] for mark in span.marks if mark in _MARK_STYLES))
            text = _signed(span.text, span.marks, is_plain=not self._theme.has_color)
            if span.href is None:
                runs.append(Run(text, looks))
            elif index + 1 < len(spans) and spans[index + 1].href == span.href:
                runs.append(Run(text, (*looks, "link"), span.href))  # the note comes once, behind its last piece
            else:
                runs += self._linked(text, looks, span.href)
        return runs

    def _linked(self, text: str, styles: tuple[Style, ...], url: Link) -> list[Run]:
        words = text.rstrip(" ")
        after = text[len(words) :]
        return [Run(words, (*styles, "link"), url), Run(f"[{self._note(url)}]", ("dim",)), Run(after)]

    def _note(self, url: Link) -> int:
        return self.notes.setdefault(url, len(self.notes) + 1)


def _signed(text: str, marks: tuple[Mark, ...], *, is_plain: bool) -> str:
    """`text` with a character for each mark that would be lost without its look."""
    if "superscript" in marks and text.strip():
        text = f"^{text}"
    if "strike" in marks:
        text = f"~{text}~"
    return f"`{text}`" if "code" in marks and is_plain else text


def _folded(line: str, width: int) -> list[str]:
    """A line of code: its indentation kept, cut into pieces only where it is too wide."""
    if cell_width(line) <= width:
        return [line]
    words = line.lstrip(" ")
    indent = " " * min(len(line) - len(words), width // 2)
    return [indent + part for part in break_lines(words, width - len(indent))]


def _without_gaps(lines: Iterator[str], item: Sequence[Block]) -> Iterator[str]:
    """An item that is a sentence and perhaps a list below it stands without empty lines."""
    is_tight = all(isinstance(block, ItemList) for block in item[1:])
    return (line for line in lines if line or not is_tight)
