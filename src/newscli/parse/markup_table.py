"""Tables: those of data stay tables, those that only lay out a page become the blocks of their cells."""

from dataclasses import dataclass
from itertools import chain
from typing import Final

from newscli.models.body import Block, Figure, Heading, Paragraph, Span, Spans, Table, plain
from newscli.text import clean_span

_CELL_LIMIT: Final = 600
"""Characters; a longer cell is prose in a layout, not a datum."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell as it was read."""

    blocks: tuple[Block, ...]
    is_head: bool


def table_blocks(rows: list[list[Cell]]) -> list[Block]:
    """`rows` as one table, or, where they are a layout, as the blocks of their cells in reading order."""
    filled = [row for row in rows if any(cell.blocks for cell in row)]
    cells = list(chain.from_iterable(filled))
    if not _is_data(filled, cells):
        return list(chain.from_iterable(cell.blocks for cell in cells))
    has_header = len(filled) > 1 and all(cell.is_head or not cell.blocks for cell in filled[0])
    table = Table(tuple(tuple(_joined(cell.blocks) for cell in row) for row in filled), has_header)
    figures = [block for cell in cells for block in cell.blocks if isinstance(block, Figure)]
    return [table, *figures]


def _is_data(rows: list[list[Cell]], cells: list[Cell]) -> bool:
    """At least two columns with words in them, and cells of one short text each."""
    if max((sum(bool(cell.blocks) for cell in row) for row in rows), default=0) < 2:
        return False
    inner = list(chain.from_iterable(cell.blocks for cell in cells))
    if not any(isinstance(block, Paragraph | Heading) for block in inner):
        return False
    return all(isinstance(block, Paragraph | Heading | Figure) for block in inner) and all(
        _length(cell) <= _CELL_LIMIT for cell in cells
    )


def _length(cell: Cell) -> int:
    return sum(len(plain(block.spans)) for block in cell.blocks if isinstance(block, Paragraph | Heading))


def _joined(blocks: tuple[Block, ...]) -> Spans:
    """The words of a cell's paragraphs, a blank between them."""
    joined: list[Span] = []
    for block in blocks:
        if isinstance(block, Paragraph | Heading):
            joined.extend((Span(clean_span(" ")), *block.spans) if joined else block.spans)
    return tuple(joined)
