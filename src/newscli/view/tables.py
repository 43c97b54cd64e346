"""A table as aligned columns, as columns of wrapped cells, or as one small list a row: whatever the width allows."""

from collections.abc import Iterator, Sequence
from typing import Final

from newscli.view.cells import cell_width
from newscli.view.theme import Theme
from newscli.view.wrap import Run, wrap

Cell = Sequence[Run]

_GAP: Final = 2
_NARROWEST: Final = 9
"""Cells below which a wrapped column breaks most words."""
_MOST_COLUMNS: Final = 12


def table_lines(rows: Sequence[Sequence[Cell]], width: int, has_header: bool, theme: Theme) -> Iterator[str]:  # noqa: FBT001  (as in the model)
    """`rows` in lines of at most `width` cells; with `has_header` the first row names the columns."""
    rows = [row for row in rows if any(_words(cell) for cell in row)]
    count = max(map(len, rows), default=0)
    natural = [max((cell_width(_words(row[at])) for row in rows if at < len(row)), default=0) for at in range(count)]
    widths = _fitted(natural, width - _GAP * (count - 1)) if 0 < count <= _MOST_COLUMNS else None
    if widths is None:
        return _as_records(rows, width, has_header, theme)
    return _as_grid(rows, widths, has_header, theme)


def _fitted(natural: list[int], room: int) -> list[int] | None:
    """Widths of the columns within `room`: the widest give way first; None where they would become too narrow."""
    widths = [max(cells, 1) for cells in natural]
    while sum(widths) > room:
        widest = max(range(len(widths)), key=widths.__getitem__)
        if widths[widest] <= _NARROWEST:
            return None
        widths[widest] = max(widths[widest] - max((sum(widths) - room) // len(widths), 1), _NARROWEST)
    return widths


def _as_grid(rows: Sequence[Sequence[Cell]], widths: list[int], has_header: bool, theme: Theme) -> Iterator[str]:  # noqa: FBT001
    for number, row in enumerate(rows):
        is_header = has_header and number == 0
        cells = [_cell_lines(row[at] if at < len(row) else (), wide, is_header, theme) for at, wide in enumerate(widths)]
        for line in range(max(map(len, cells))):
            parts = [column[line] if line < len(column) else ("", 0) for column in cells]
            filled = (text + " " * (wide - used) for (text, used), wide in zip(parts, widths, strict=True))
            yield (" " * _GAP).join(filled).rstrip()
        if is_header:
            yield theme.paint((" " * _GAP).join("-" * wide for wide in widths), "dim")


def _cell_lines(cell: Cell, width: int, is_header: bool, theme: Theme) -> list[tuple[str, int]]:  # noqa: FBT001
    """The lines of one cell, painted, each with its width in cells."""
    runs = [run._replace(styles=(*run.styles, "strong")) for run in cell] if is_header else list(cell)
    from newscli.view.theme import PLAIN

    plain = wrap(runs, width, theme=PLAIN)
    return [(painted, cell_width(text)) for painted, text in zip(wrap(runs, width, theme=theme), plain, strict=True)]


def _as_records(rows: Sequence[Sequence[Cell]], width: int, has_header: bool, theme: Theme) -> Iterator[str]:  # noqa: FBT001
    """One small list a row, each cell behind the name of its column."""
    names = [_words(cell) for cell in rows[0]] if has_header and rows else []
    for number, row in enumerate(rows[1:] if names else rows):
        if number:
            yield ""
        for at, cell in enumerate(row):
            name = [Run(f"{names[at]}: ", ("strong",))] if at < len(names) and names[at] else []
            if _words(cell):
                yield from wrap([*name, *cell], width, theme=theme)


def _words(cell: Cell) -> str:
    return "".join(run.text for run in cell).strip()
