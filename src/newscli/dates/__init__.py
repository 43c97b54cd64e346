"""One reader of dates, for feeds and pages, in many languages: text in, an aware time out; no clock, file or network.

A time keeps the offset it was written with. One without a zone is taken in the zone its document declares, else in UTC, and says
which. What is not surely a date, or lies before 1990, is None: no date is better than a wrong one.
"""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import lru_cache
from typing import Final, Literal

from newscli.dates.calendar_day import Day, DayOrder, Hints, find_day, language_order, order_of
from newscli.dates.clock import Clock, clock_after, clock_before
from newscli.dates.levelled import levelled
from newscli.dates.relative import Ago, find_ago, find_day_word, resolve, whole_ago
from newscli.dates.zones import zone_after

__all__ = ["DayOrder", "FoundDate", "ReadDate", "find_date_in", "is_span", "language_order", "order_of", "parse_date"]

Precision = Literal["day", "minute", "second"]
Zone = Literal["stated", "document", "assumed"]

_LONGEST_SPAN: Final = 24
"""Characters of a number with a unit of time."""
LIMIT: Final = 200
"""Characters read by `parse_date`: the longest real date with its weekday and zone has 60."""
TEXT_LIMIT: Final = 2_000
"""Characters searched by `find_date_in`: a byline, a card, the foot of an article."""
EARLIEST: Final = datetime(1990, 1, 1, tzinfo=UTC)
LATEST_YEAR: Final = 2100
_DAY: Final = timedelta(days=1)
_WIDEST: Final = timedelta(hours=14)

_NUMBER = re.compile(r"\d{9,10}(?:\.\d{1,9})?|\d{13}|\d{16}")
_COMPACT = re.compile(
    r"(?P<day>(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])|(?:19|20)\d\d-\d\d-\d\d(?=t))"
    r"(?:[t ]?(?P<hour>[01]\d|2[0-3])(?::?(?P<minute>[0-5]\d)(?::?(?P<second>[0-5]\d)(?:[.,]\d{1,9})?)?)?"
    r"(?P<zone>\s?(?:z|[+-]\d\d:?\d\d)?))?"
)
_ORDINAL = re.compile(r"(\d{4})-(\d{3})")
_WEEK = re.compile(r"(\d{4})-?w(\d{2})-?([1-7])")
_FULL = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:\.\d{1,6})?(?:Z|[+-]\d\d:\d\d)", re.ASCII)
_MAIL = re.compile(
    r"(?:[A-Z][a-z]{2}, ?)?(\d{1,2}) (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) (\d{4}) (\d\d):(\d\d):(\d\d) "
    r"(?:([+-]\d\d)(\d\d)|GMT|UTC?|Z)",
    re.ASCII,
)
_YEAR_BESIDE = re.compile(r"(?<!\d)(?:1[89]|20|00)\d\d(?![\d:])")
"""A year, or the year of what is no date: "30 Nov -0001"."""
_BESIDE: Final = 10
"""Characters between a day and a year that belongs to it in a language we do not read: "17 di Avrîl dal 2025"."""
_MAIL_MONTHS: Final = dict(zip("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(), range(1, 13), strict=True))  # noqa: SIM905


@dataclass(frozen=True, slots=True)
class ReadDate:
    """A time as read: `at` is aware; `zone` says whether the text, the document or nobody named its zone."""

    at: datetime
    precision: Precision
    zone: Zone
    is_ahead: bool = False
    """More than a day after `now`: kept, but worth a warning."""


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date inside a longer text: `text[start:end]` is `matched`."""

    date: ReadDate
    start: int
    end: int
    matched: str
    is_relative: bool = False


@dataclass(frozen=True, slots=True)
class _Frame:
    """What a document says about its dates."""

    now: datetime | None
    zone: tzinfo | None
    hints: Hints


def parse_date(
    text: str,
    *,
    now: datetime | None = None,
    language: str | None = None,
    zone: tzinfo | None = None,
    order: DayOrder | None = None,
) -> ReadDate | None:
    """The time that `text`, a field meant to hold a date, names; None where it names none for sure. Never raises.

    `zone` is the document's, for times without one; `language` a BCP 47 tag; `order` what `order_of` found in the document.
    Relative forms and days without a year need `now` (aware) and are None without it.
    """
    text = text[:LIMIT].strip()
    frame = _Frame(now, zone, Hints(language, order))
    try:
        read = _usual(text) or _compact(text, frame)
        if read is not None:
            return _sane(read, frame)
        found = _find(text, frame)
    except (ValueError, OverflowError):
        # A day, an offset or an epoch number beyond what a calendar holds.
        return None
    return found.date if found else None


def find_date_in(
    text: str,
    *,
    now: datetime | None = None,
    language: str | None = None,
    zone: tzinfo | None = None,
    order: DayOrder | None = None,
) -> FoundDate | None:
    """The first date inside a longer `text`, such as a byline or a card, with the text it was read from. Never raises."""
    frame = _Frame(now, zone, Hints(language, order))
    try:
        return _find(text[:TEXT_LIMIT], frame)
    except (ValueError, OverflowError):
        return None


def is_span(text: str) -> bool:
    """Whether `text` is a number with a unit of time, or "now", and no more: "58 mins", "3h"; a time only if its place says so.

    `parse_date` and `find_date_in` read it as that long ago, as fields that are meant to hold a date write it.
    """
    return len(text) <= _LONGEST_SPAN and whole_ago(levelled(text.strip())) is not None


def _usual(text: str) -> ReadDate | None:
    """The two forms that 97 % of feed dates have, by the shortest way."""
    if _FULL.fullmatch(text) and text[11:13] != "24" and text[17:19] != "60":
        return ReadDate(datetime.fromisoformat(text), "second", "stated")
    found = _MAIL.fullmatch(text)
    if found is None or int(found[6]) > 59 or int(found[4]) > 23:
        return None
    offset = UTC if found[7] is None else _offset(found[7], found[8])
    day, month, year = int(found[1]), _MAIL_MONTHS[found[2]], int(found[3])
    return ReadDate(datetime(year, month, day, int(found[4]), int(found[5]), int(found[6]), tzinfo=offset), "second", "stated")


@lru_cache(maxsize=64)
def _offset(hours: str, minutes: str) -> tzinfo:
    delta = timedelta(hours=abs(int(hours)), minutes=int(minutes))
    if not delta or delta > _WIDEST:
        return UTC
    return timezone(-delta if hours.startswith("-") else delta)


def _compact(text: str, frame: _Frame) -> ReadDate | None:
    """Forms that are dates only where a whole field is: epoch numbers, 20251103T120733Z, ordinal and week dates (ISO 8601)."""
    lowered = levelled(text)
    if _NUMBER.fullmatch(lowered):
        seconds = float(lowered) / {13: 1e3, 16: 1e6}.get(len(lowered), 1)
        return ReadDate(datetime.fromtimestamp(seconds, UTC), "second", "stated")
    if found := _ORDINAL.fullmatch(lowered):
        day = datetime(int(found[1]), 1, 1, tzinfo=frame.zone or UTC) + timedelta(days=int(found[2]) - 1)
        return ReadDate(day, "day", _zone_source(frame)) if day.year == int(found[1]) else None
    if found := _WEEK.fullmatch(lowered):
        day = datetime.fromisocalendar(int(found[1]), int(found[2]), int(found[3]))
        return ReadDate(day.replace(tzinfo=frame.zone or UTC), "day", _zone_source(frame))
    found = _COMPACT.fullmatch(lowered)
    if found is None:
        return None
    clock = None
    if found["hour"]:
        precision: Literal["minute", "second"] = "second" if found["second"] else "minute"
        zone_at = found.start("zone")
        clock = Clock(int(found["hour"]), int(found["minute"] or 0), int(found["second"] or 0), precision, 0, zone_at)
    digits = found["day"].replace("-", "")
    written = Day(int(digits[:4]), int(digits[4:6]), int(digits[6:]), 0, found.end("day"))
    return _joined(written, clock, lowered, text, frame)[0]


def _find(text: str, frame: _Frame) -> FoundDate | None:
    lowered = levelled(text)
    found: FoundDate | None = None
    day = find_day(lowered, 0, frame.hints)
    while day is not None and found is None:
        found = _dated(day, lowered, text, frame)
        day = find_day(lowered, day.end, frame.hints) if found is None else None
    told = _told(lowered, text, frame) if frame.now is not None else None
    # Where both start, the longer: Italian "2 sett. fa" is no second of September.
    if told is not None and (found is None or (told.start, -told.end) < (found.start, -found.end)):
        return told
    return found


def _dated(day: Day, lowered: str, text: str, frame: _Frame) -> FoundDate | None:
    if day.year is None:
        day_with_year = None if _has_year_beside(lowered, day) else _with_year(day, frame)
        if day_with_year is None:
            return None
        day = day_with_year
    position = day.end if day.clock_at is None else day.clock_at
    clock = clock_after(lowered, position) or clock_before(lowered, day.start)
    read, end = _joined(day, clock, lowered, text, frame)
    sane = _sane(read, frame)
    if sane is None:
        return None
    start = min(day.start, clock.start) if clock else day.start
    end = max(day.end, end)
    return FoundDate(sane, start, end, text[start:end])


def _has_year_beside(lowered: str, day: Day) -> bool:
    """Whether a year that was not understood stands beside a day without one: then the last such day would be a guess."""
    before, after = lowered[max(0, day.start - _BESIDE) : day.start], lowered[day.end : day.end + _BESIDE]
    return bool(_YEAR_BESIDE.search(before) or _YEAR_BESIDE.search(after))


def _with_year(day: Day, frame: _Frame) -> Day | None:
    """A day without a year is the last such day up to tomorrow."""
    if frame.now is None:
        return None
    for year in (frame.now.year + 1, frame.now.year, frame.now.year - 1, frame.now.year - 2, frame.now.year - 3):
        try:
            at = datetime(year, day.month, day.day, tzinfo=frame.now.tzinfo)
        except ValueError:
            continue  # 29 February
        if at <= frame.now + _DAY:
            return Day(year, day.month, day.day, day.start, day.end, day.clock_at)
    return None


def _joined(day: Day, clock: Clock | None, lowered: str, text: str, frame: _Frame) -> tuple[ReadDate, int]:
    """Day, time of day and zone as one time, and where its text ends."""
    assert day.year is not None
    at = datetime(day.year, day.month, day.day)  # noqa: DTZ001 - its zone is found below
    end, stated = day.end, None
    precision: Precision = "day"
    if clock is not None:
        at += timedelta(hours=clock.hour, minutes=clock.minute, seconds=clock.second)
        end, precision = clock.end, clock.precision
        stated = zone_after(lowered, clock.end, text, at, frame.hints.language)
        if stated is None and day.clock_at is not None:
            # The time stands inside the day, and git and others write the zone behind the year.
            stated = zone_after(lowered, day.end, text, at, frame.hints.language)
    if stated is not None:
        return ReadDate(at.replace(tzinfo=stated[0]), precision, "stated"), stated[1]
    return ReadDate(at.replace(tzinfo=frame.zone or UTC), precision, _zone_source(frame)), end


def _told(lowered: str, text: str, frame: _Frame) -> FoundDate | None:
    """A time told from now; "yesterday, 14:30" has its time of day."""
    assert frame.now is not None
    now = frame.now.astimezone(frame.zone) if frame.zone else frame.now
    ago = whole_ago(lowered) or find_ago(lowered)
    if ago is None:
        ago = find_day_word(lowered)
        clock = clock_after(lowered, ago.end) or clock_before(lowered, ago.start) if ago else None
        if ago is not None and clock is not None:
            day = resolve(ago, now)[0]
            read, end = _joined(Day(day.year, day.month, day.day, ago.start, ago.end), clock, lowered, text, frame)
            start, end = min(ago.start, clock.start), max(ago.end, end)
            return _found(read, start, end, text, frame)
    if ago is None:
        return None
    at, is_day = resolve(ago, now)
    precision: Precision = "day" if is_day else "second" if _is_exact(ago) else "minute"
    return _found(ReadDate(at.replace(microsecond=0), precision, _zone_source(frame)), ago.start, ago.end, text, frame)


def _found(read: ReadDate, start: int, end: int, text: str, frame: _Frame) -> FoundDate | None:
    sane = _sane(read, frame)
    return FoundDate(sane, start, end, text[start:end], is_relative=True) if sane else None


def _is_exact(ago: Ago) -> bool:
    return ago.seconds is not None and ago.seconds < 60


def _sane(read: ReadDate, frame: _Frame) -> ReadDate | None:
    if read.at < EARLIEST or read.at.year > LATEST_YEAR:
        return None
    if frame.now is not None and read.at > frame.now + _DAY:
        return ReadDate(read.at, read.precision, read.zone, is_ahead=True)
    return read


def _zone_source(frame: _Frame) -> Zone:
    return "document" if frame.zone else "assumed"
