"""A store in numbers: sizes, growth as small charts, and what pruning would do. Each chart has its numbers beside it."""

from collections.abc import Iterator, Sequence
from typing import Final

from newscli.models.pruning import PruneCount
from newscli.models.stats import StoreStats
from newscli.view.cells import cut, padded
from newscli.view.messages import counted
from newscli.view.theme import Theme, theme_for

_STEPS: Final = "▁▂▃▄▅▆▇█"
_LABEL: Final = 10
"""Cells of the column of labels."""


def stats_lines(stats: StoreStats, *, width: int, color: bool) -> Iterator[str]:
    """What the store holds; each line at most `width` cells."""
    theme = theme_for(color=color)
    for label, parts in _facts(stats):
        yield from _row(label, parts, width, theme)
    if stats.busiest:
        yield ""
        yield theme.paint(cut(f"Most from, in {len(stats.weeks)} weeks", width), "heading")
        names = min(max(len(feed.slug) for feed in stats.busiest), max(width // 3, 8))
        for feed in stats.busiest:
            line = f"{sparkline(feed.weeks)}  {sum(feed.weeks):>7,}"
            yield f"{theme.paint(padded(feed.slug, names), 'id')}  {cut(line, width - names - 2)}"


def sparkline(numbers: Sequence[int]) -> str:
    """One character for each number, its height against the greatest: a blank for none at all."""
    top = max(numbers, default=0)
    return "".join(_STEPS[(number * len(_STEPS) - 1) // top] if number else " " for number in numbers)


def size(number: int) -> str:
    """`12.3 MB`: decimal, as disks are sold."""
    for unit, scale in (("GB", 10**9), ("MB", 10**6)):
        if number >= scale:
            return f"{number / scale:,.1f} {unit}"
    return f"{number / 1000:,.0f} kB"


def prune_summary(count: PruneCount, *, before: str) -> str:
    """`1,204 articles before 29 May 2026 (87 unread) can go; 12 starred and 44 opened stay`."""
    unread = f" ({count.unread:,} unread)" if count.unread else ""
    kept = " and ".join(
        f"{number:,} {word}" for number, word in ((count.kept_starred, "starred"), (count.kept_opened, "opened")) if number
    )
    stay = f"; {kept} stay" if kept else ""
    return f"{counted(count.articles, 'article')} before {before}{unread} can go{stay}"


def _facts(stats: StoreStats) -> Iterator[tuple[str, list[str]]]:
    marks = ((stats.unread, "unread"), (stats.starred, "starred"), (stats.opened, "opened"))
    more = ((stats.found, "found on pages"), (stats.pruned, "pruned"))
    listed = counted(stats.articles, "article")
    yield "Articles", [listed, *(f"{number:,} {word}" for number, word in (*marks, *more) if number)]
    yield "Feeds", [f"{stats.feeds:,}"]
    if stats.weeks and not any(stats.weeks):
        yield "Growth", [f"nothing in {len(stats.weeks)} weeks"]
    elif stats.weeks:
        this_week = f"{stats.weeks[-1]:,} this week"
        yield "Growth", [f"{sparkline(stats.weeks)} {this_week}", f"{sum(stats.weeks):,} in {len(stats.weeks)} weeks"]
    share = round(100 * stats.index_bytes / stats.database_bytes) if stats.database_bytes else 0
    yield (
        "Database",
        [size(stats.database_bytes), f"search index {size(stats.index_bytes)} ({share} %)"]
        + ([f"{size(stats.free_bytes)} free inside: newscli prune --shrink"] if stats.free_bytes >= 10**6 else []),
    )
    if stats.pages_bytes:
        yield "Raw pages", [size(stats.pages_bytes)]


def _row(label: str, parts: Sequence[str], width: int, theme: Theme) -> Iterator[str]:
    """The parts behind their label, on as many lines as they need."""
    line = parts[0]
    head = theme.paint(padded(label, _LABEL), "dim")
    room = width - _LABEL
    for part in parts[1:]:
        if len(line) + 3 + len(part) > room:
            yield head + cut(line, room)
            head, line = " " * _LABEL, part
        else:
            line += f" · {part}"
    yield head + cut(line, room)
