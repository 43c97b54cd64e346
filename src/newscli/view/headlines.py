"""Listings for a person: headlines in columns, grouped by the reader's own days. It measures and paints, and decides nothing.

Plain strings rather than a Rich table: `latest` is the command that is typed most, and rich.table alone would double its start.
"""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, tzinfo
from typing import Final, TextIO

from newscli.models.headline import Headline
from newscli.view.cells import LRM, cell_width, cut, is_rtl, padded
from newscli.view.theme import Theme, theme_for
from newscli.view.times import age, clock, day_heading, local_day, short_date, spoken

UNREAD: Final = "•"
STARRED: Final = "★"

NARROW: Final = 60
"""Below this many columns a title gets lines of its own: beside id, age and source fewer than 30 cells would be left."""
_LEAST: Final = 3
"""Headlines shown on however small a screen."""


def write_headlines(
    headlines: Sequence[Headline],
    out: TextIO,
    *,
    width: int,
    now: datetime,
    zone: tzinfo,
    color: bool,
    seen: tuple[datetime, datetime] | None = None,
) -> None:
    """Print `headlines` in their order; `seen` is when a listing was shown before and the newest sort_at it had."""
    lines = headline_lines(headlines, width=width, now=now, zone=zone, color=color, seen=seen)
    out.writelines(f"{line}\n" for line in lines)


def headline_lines(
    headlines: Sequence[Headline],
    *,
    width: int,
    now: datetime,
    zone: tzinfo,
    color: bool,
    seen: tuple[datetime, datetime] | None = None,
) -> Iterator[str]:
    """The lines of `write_headlines`, none wider than `width` cells."""
    for block in _blocks(headlines, width=width, now=now, zone=zone, color=color, seen=seen):
        yield from block


def fitting(
    headlines: Sequence[Headline],
    height: int,
    *,
    width: int,
    now: datetime,
    zone: tzinfo,
    color: bool,
    seen: tuple[datetime, datetime] | None = None,
) -> int:
    """How many of `headlines`, with all that stands above them, fit a terminal of `height` lines with a prompt and a remark."""
    room = height - 2
    for number, block in enumerate(_blocks(headlines, width=width, now=now, zone=zone, color=color, seen=seen)):
        room -= len(block)
        if room < 0:
            return max(number, _LEAST)
    return len(headlines)


def _blocks(
    headlines: Sequence[Headline],
    *,
    width: int,
    now: datetime,
    zone: tzinfo,
    color: bool,
    seen: tuple[datetime, datetime] | None,
) -> Iterator[list[str]]:
    """For each headline its lines, with the rule and the day that stand above it."""
    rows = _Rows(headlines, width=width, now=now, zone=zone, theme=theme_for(color=color))
    today = now.astimezone(zone).date()
    heading: date | None = None
    for index, headline in enumerate(headlines):
        block: list[str] = []
        if seen and _crosses(headlines, index, seen[1]):
            block.append(rows.rule(seen[0], is_newer=headline.sort_at > seen[1]))
        day = local_day(headline.sort_at, zone=zone)
        if day != heading:
            if heading is not None:
                block.append("")
            heading = day
            word, rest = day_heading(day, today=today)
            block.append(f"{rows.theme.paint(word, 'heading')} {rows.theme.paint(cut(rest, width - len(word) - 1), 'dim')}")
        yield [*block, *rows.lines(headline, day)]


def _crosses(headlines: Sequence[Headline], index: int, newest_seen: datetime) -> bool:
    """Whether what was seen begins or ends at `index`; a listing that begins with what was seen says so at its top."""
    is_newer = headlines[index].sort_at > newest_seen
    return not is_newer if index == 0 else is_newer != (headlines[index - 1].sort_at > newest_seen)


class _Rows:
    """The columns of one listing: wide enough for what it holds."""

    def __init__(self, headlines: Sequence[Headline], *, width: int, now: datetime, zone: tzinfo, theme: Theme) -> None:
        self.theme = theme
        self._width, self._now, self._zone = width, now, zone
        self._today = now.astimezone(zone).date()
        self._id_width = max((len(str(headline.id)) for headline in headlines), default=1)
        times = (self._time(headline, local_day(headline.sort_at, zone=zone)) for headline in headlines)
        self._time_width = max(map(len, times), default=0)
        # A column of its own only where it is used, so that a title that begins with a star is not taken for a starred one.
        self._star_width = int(any(headline.is_starred for headline in headlines))
        widest = max((cell_width(headline.source) for headline in headlines), default=0)
        self._source_width = min(widest, max(width // 6, 12))

    def lines(self, headline: Headline, day: date) -> Iterator[str]:
        """One headline as a row, or on a narrow terminal as a title with a line below it."""
        if self._width < NARROW:
            return self._narrow(headline, day)
        return iter((self._row(headline, day),))

    def rule(self, seen_at: datetime, *, is_newer: bool) -> str:
        """The line between what is new and what was shown before."""
        words = f"{'new since' if is_newer else 'seen'} {spoken(seen_at, now=self._now, zone=self._zone)}"
        line = cut(f"── {words} ", self._width)
        return self.theme.paint(line + "─" * (self._width - len(line)), "dim")

    def _row(self, headline: Headline, day: date) -> str:
        paint = self.theme.paint
        number = f"{headline.id:>{self._id_width}}"
        time = f"{self._time(headline, day):>{self._time_width}}"
        source = padded(headline.source, self._source_width)
        used = self._id_width + self._time_width + self._source_width + self._star_width + 8
        # Two right-to-left neighbours would trade places where a terminal reorders; without escapes nothing invisible is added.
        apart = LRM if self.theme.has_color and is_rtl(source) and is_rtl(headline.title) else ""
        title = self._title(headline, cut(headline.title, self._width - used))
        return f"{paint(number, 'id')}  {paint(f'{time}  {source}{apart}', 'dim')}  {self._marks(headline)}{title}"

    def _narrow(self, headline: Headline, day: date) -> Iterator[str]:
        from newscli.view.wrap import break_lines

        number = f"{headline.id:>{self._id_width}}"
        indent = " " * (self._id_width + self._star_width + 3)
        room = self._width - len(indent)
        lines = break_lines(headline.title, room)
        if len(lines) > 2:
            lines = [lines[0], cut(headline.title[len(lines[0]) :].lstrip(), room)]
        yield f"{self.theme.paint(number, 'id')} {self._marks(headline)}{self._title(headline, lines[0])}"
        yield from (indent + self._title(headline, line) for line in lines[1:])
        about = " · ".join(filter(None, (self._time(headline, day), headline.source)))
        yield indent + self.theme.paint(cut(about, room), "dim")

    def _time(self, headline: Headline, day: date) -> str:
        """Today how long ago, on other days when; a day without a time has no clock, and its date where the heading differs."""
        if headline.is_day:
            stated = local_day(headline.sort_at, zone=self._zone, is_day=True)
            return "" if stated == day else short_date(stated, today=self._today)
        if day == self._today:
            return age(headline.sort_at, now=self._now, zone=self._zone)
        return clock(headline.sort_at, zone=self._zone)

    def _marks(self, headline: Headline) -> str:
        unread = self.theme.paint(UNREAD, "unread") if headline.is_unread else " "
        star = self.theme.paint(STARRED, "star") if headline.is_starred else " " * self._star_width
        return f"{unread}{star} "

    def _title(self, headline: Headline, title: str) -> str:
        return self.theme.paint(title, "unread") if headline.is_unread else title
