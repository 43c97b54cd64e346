"""What the mentions of one page tell about each other: a missing year, the order of day and month, the publisher's offset."""

import re
from collections import Counter
from dataclasses import replace
from datetime import timedelta, timezone
from typing import Final

from newscli.models.parsed import Stamp
from newscli.parse.metadata.date_stated import CHANGED, STATED, Mention
from newscli.parse.page_words import word_set

_EITHER_WAY: Final = re.compile(r"\s*(0?[1-9]|1[0-2])/(0?[1-9]|1[0-2])/((?:19|20)\d\d)\b")
_CENTRAL_EUROPE: Final = word_set("de it nl pl cs sk hu da sv no nb nn sl hr")
_NINE_AHEAD: Final = word_set("ja ko")
_WEST: Final = -12
_EAST: Final = 14
"""Hours that a place's time is away from UTC, at most."""


def mend(mentions: list[Mention], language: str | None) -> list[Mention]:
    """`mentions`, in their order, each read with the help of the others and of the page's `language`."""
    found = _settled(_with_years(mentions))
    return [_whole_day(_localised(one, found), found, language) for one in found]


def _with_years(mentions: list[Mention]) -> list[Mention]:
    """A shown day without a year has the year of other evidence for the same day and month."""
    years = {(one.stamp.at.month, one.stamp.at.day): one.stamp.at.year for one in mentions if "yearless" not in one.signals}

    def with_year(one: Mention) -> Mention:
        year = years.get((one.stamp.at.month, one.stamp.at.day))
        if "yearless" not in one.signals or year is None:
            return one
        return Mention(replace(one.stamp, at=one.stamp.at.replace(year=year)), one.signals - {"yearless"})

    return [with_year(one) for one in mentions]


def _settled(mentions: list[Mention]) -> list[Mention]:
    """`mentions` where "11/01/2023" is read the other way round if only so another mention agrees with it."""
    days = Counter(one.stamp.at.date() for one in mentions)

    def settled(one: Mention) -> Mention:
        at = one.stamp.at
        if not _EITHER_WAY.match(one.stamp.text) or at.day > 12 or at.day == at.month:
            return one
        other = at.replace(month=at.day, day=at.month)
        is_confirmed = days[other.date()] > 0 and days[at.date()] == 1
        return Mention(replace(one.stamp, at=other), one.signals) if is_confirmed else one

    return [settled(one) for one in mentions]


def _localised(one: Mention, others: list[Mention]) -> Mention:
    """`one` in the publisher's own offset, if it is stated in UTC and another mention, or the day in the address, tells."""
    stamp = _in_own_offset(one.stamp, [other.stamp for other in others])
    if one.signals & STATED and not stamp.at.utcoffset() and stamp.precision != "day":
        day = next((other.stamp.at.date() for other in others if "url_path" in other.signals), None)
        ahead = (day - stamp.at.date()).days if day else 0
        if abs(ahead) == 1:
            # 23:11 in UTC under /2019/01/01/: at least one hour ahead.
            hours = 24 - stamp.at.hour if ahead > 0 else -stamp.at.hour - 1
            if _WEST <= hours <= _EAST:
                stamp = replace(stamp, at=stamp.at.astimezone(timezone(timedelta(hours=hours))), zone="document")
    return one if stamp is one.stamp else Mention(stamp, one.signals)


def _whole_day(one: Mention, others: list[Mention], language: str | None) -> Mention:
    """`one` as the day that begins at it, where it is a local midnight: 2022-11-06T23:00:00Z on a German page is 7 November.

    Systems that keep all times in UTC keep days so. If another moment of the same day in UTC is named, it is a time after all.
    """
    at = one.stamp.at
    is_midnight = (at.hour, at.minute, at.second, at.microsecond) in {(hour, 0, 0, 0) for hour in _midnights(language, at.month)}
    if one.stamp.zone != "stated" or one.stamp.precision == "day" or at.utcoffset() or not is_midnight:
        return one
    if any(other.stamp.at != at and other.stamp.at.date() == at.date() and not other.signals & CHANGED for other in others):
        return one
    day = at.astimezone(timezone(timedelta(hours=24 - at.hour)))
    return Mention(replace(one.stamp, at=day, precision="day", zone="document"), one.signals - {"exact"})


def _midnights(language: str | None, month: int) -> tuple[int, ...]:
    """The hours of UTC at which a day begins where `language` is spoken, if that is in one zone; with its summer time."""
    base = (language or "").lower().partition("-")[0]
    if base in _CENTRAL_EUROPE:
        return (22, 23) if month in (3, 10) else (22,) if 3 < month < 10 else (23,)
    return (15,) if base in _NINE_AHEAD else ()


def _in_own_offset(stamp: Stamp, others: list[Stamp]) -> Stamp:
    """`stamp` with the offset that another mention of the same moment has, or that its printed local time implies."""
    if stamp.at.utcoffset() or stamp.precision == "day":
        return stamp
    for other in others:
        if other.at.utcoffset() and abs(other.at - stamp.at) < timedelta(minutes=1):
            return replace(stamp, at=stamp.at.astimezone(other.at.tzinfo), zone="document")
    for other in others:
        if other.zone != "assumed" or other.precision == "day" or stamp.zone != "stated":
            continue
        gap = other.at.replace(second=0) - stamp.at.replace(second=0)
        minutes = round(gap.total_seconds() / 60)
        if minutes and minutes % 30 == 0 and abs(minutes) <= _EAST * 60:
            zone = timezone(timedelta(minutes=minutes))
            return replace(stamp, at=stamp.at.astimezone(zone), zone="document")
    return stamp
