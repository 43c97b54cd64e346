"""How many articles each feed, day, month, topic or author has, as bars beside their numbers."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Final

from newscli.models.search import Tally
from newscli.text import SafeLine, clean_line, format_line, join_lines
from newscli.view.cells import cell_width, padded
from newscli.view.messages import counted
from newscli.view.theme import theme_for

BAR: Final = 40
"""Cells of the longest bar."""
NAME: Final = 32
"""Cells of the longest name."""
_EIGHTHS: Final = " ▏▎▍▌▋▊▉"
_PLURALS: Final = {"feed": "feeds", "day": "days", "month": "months", "topic": "topics", "author": "authors"}

Counts = Sequence[tuple[SafeLine, int]]


def shown_counts(tally: Tally, limit: int | None) -> Counts:
    """The first `limit` groups; of days and months the last ones, with those in between that have nothing."""
    if tally.by in {"day", "month"}:
        counts = _without_gaps(tally.counts, is_month=tally.by == "month", limit=limit)
        return counts if limit is None else counts[-limit:]
    return tally.counts if limit is None else tally.counts[:limit]


def tally_lines(tally: Tally, counts: Counts, *, words: str, width: int, color: bool) -> Iterator[str]:
    """A line for each of `counts`, at most `width` cells, and the summary last."""
    theme = theme_for(color=color)
    most = max((number for _, number in counts), default=0)
    number_width = len(f"{most:,}")
    name_width = min(max((cell_width(name) for name, _ in counts), default=0), NAME, max(width // 2, 8))
    room = max(min(BAR, width - name_width - number_width - 4), 0)
    for name, number in counts:
        bar = _bar(number, most, room)
        yield f"{padded(name, name_width)}  {number:>{number_width},}  {theme.paint(bar, 'id')}".rstrip()
    if counts:
        yield ""
    yield theme.paint(tally_summary(tally, words=words), "dim")
    yield from (theme.paint(note, "dim") for note in tally_notes(tally, counts))


def tally_notes(tally: Tally, counts: Counts) -> list[SafeLine]:
    """What `counts` alone do not say: `4 earlier days not shown; -n 0 shows all`, and which feeds are no longer followed."""
    shown = {name for name, _ in counts}
    hidden = [number for name, number in tally.counts if name not in shown]
    notes = []
    if hidden:
        more = "earlier " if tally.by in {"day", "month"} else "more "
        groups = counted(len(hidden), f"{more}{tally.by}", f"{more}{_PLURALS[tally.by]}")
        notes.append(clean_line(f"{groups} not shown; -n 0 shows all"))
    if removed := [name for name in tally.removed if name in shown]:
        notes.append(format_line("no longer followed: {}", join_lines(", ", sorted(removed))))
    return notes


def tally_summary(tally: Tally, *, words: str) -> str:
    """`303 articles for korea in 12 feeds`; `words` have passed the text gate."""
    subject = f" for {words}" if words else ""
    if not tally.total:
        return f"no article{subject}"
    newest = "the newest " if tally.is_capped else ""
    groups = counted(sum(number > 0 for _, number in tally.counts), tally.by, _PLURALS[tally.by])
    return f"{newest}{counted(tally.total, 'article')}{subject} in {groups}"


def _bar(number: int, most: int, room: int) -> str:
    """A bar of eighths of a cell; whatever is not nothing is seen."""
    eighths = max(round(number / most * room * 8), 1) if number and room else 0
    return "█" * (eighths // 8) + (_EIGHTHS[eighths % 8] if eighths % 8 else "")


def _without_gaps(counts: Counts, *, is_month: bool, limit: int | None) -> Counts:
    """`counts` with a line for each day or month between the first and the last; no more than `limit`, from the last back."""
    if not counts:
        return counts
    known = dict(counts)
    first, name = counts[0][0], counts[-1][0]
    filled = [(name, known[name])]
    while name > first and (limit is None or len(filled) < limit):
        name = _before(name, is_month=is_month)
        filled.append((name, known.get(name, 0)))
    return filled[::-1]


def _before(name: SafeLine, *, is_month: bool) -> SafeLine:
    at = date.fromisoformat(f"{name}-01" if is_month else name) - timedelta(days=1)
    return clean_line(f"{at:%Y-%m}" if is_month else f"{at:%Y-%m-%d}")
