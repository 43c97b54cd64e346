"""Dates of one page read alike: its language, zone and order of day and month, and the moment it is read at."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, tzinfo
from typing import Final

from newscli.dates import DayOrder, FoundDate, ReadDate, find_date_in, parse_date
from newscli.models.parsed import Stamp
from newscli.parse.page_country import language_at
from newscli.text import clean_line

_SOME_TIME: Final = datetime(2024, 6, 1, tzinfo=UTC)
"""Any moment: by it words are known to be a date, and nothing more."""


@dataclass(frozen=True, slots=True)
class Frame:
    """What the page says about its dates, and the moment it is read at."""

    now: datetime | None = None
    language: str | None = None
    zone: tzinfo | None = None
    order: DayOrder | None = None

    def at(self, url: str | None) -> "Frame":
        """This frame for a page at `url`, whose country may say what the page does not: its language, or whose English it is."""
        return replace(self, language=language_at(url, self.language))

    def parse(self, text: str) -> ReadDate | None:
        """`text`, a field meant to hold a date, as a time."""
        return parse_date(text, now=self.now, language=self.language, zone=self.zone, order=self.order) if text else None

    def find(self, text: str) -> FoundDate | None:
        """The first date inside `text`."""
        return find_date_in(text, now=self.now, language=self.language, zone=self.zone, order=self.order)

    def find_open(self, text: str) -> FoundDate | None:
        """Without `now`, the first words of `text` that only it could make a time: "3 hours ago", "Jan 10".

        The time that comes with them means nothing.
        """
        if self.now is not None:
            return None
        return find_date_in(text, now=_SOME_TIME, language=self.language, zone=self.zone, order=self.order)

    def stamp(self, text: str, source: str) -> Stamp | None:
        """`text`, a field meant to hold a date, as what the publisher said; None where it names no time."""
        read = self.parse(text)
        return None if read is None else as_stamp(read, text, source)


def as_stamp(read: ReadDate, text: str, source: str) -> Stamp:
    """A time as read, with the words it was read from."""
    return Stamp(
        at=read.at, precision=read.precision, zone=read.zone, text=clean_line(text, limit=200), source=clean_line(source)
    )
