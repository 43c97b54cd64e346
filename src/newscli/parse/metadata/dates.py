"""When the article was published and updated: the days that the page names are weighed against each other, and against none."""

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Final

from newscli.models.parsed import GUESS, Stamp
from newscli.parse.metadata.choice import Signals, chances
from newscli.parse.metadata.date_doubts import is_doubtful, is_near_midnight
from newscli.parse.metadata.date_hidden import hidden_times
from newscli.parse.metadata.date_mending import mend
from newscli.parse.metadata.date_shown import CHANGES, shown_times, times_anywhere
from newscli.parse.metadata.date_stated import CHANGED, STATED, Mention, stated_times, url_month
from newscli.parse.metadata.date_weights import WEIGHTS
from newscli.parse.metadata.place import Place
from newscli.parse.metadata.sources import Sources
from newscli.parse.page_dates import Frame
from newscli.parse.page_words import word_set

SURE: Final = 0.7
"""Chance from which a day is more than a guess."""
_OF_CHANGE: Final = CHANGED | CHANGES | {"exact"}
_OWN: Final = frozenset(["ld", "meta", "micro"])
"""Signals of a time that is stated to be that of this article's publication."""
_WIDEST: Final = timedelta(hours=14)
_SHOWN: Final = word_set("head_time head_line kicker_time kicker_line lead_time lead_line")
_UPDATED: Final = (
    "ld_mod", "meta_mod", "micro_mod", "ld_page_mod", "head_updated", "kicker_updated", "lead_updated", "tail_updated",
)  # fmt: skip
"""Who says when the article was last changed, the first of them first."""


@dataclass(frozen=True, slots=True)
class Dates:
    """The article's times; `sources` say the day of `published`, the best first, and `chance` how likely it is."""

    published: Stamp | None
    updated: Stamp | None
    sources: tuple[str, ...] = ()
    chance: float = 0.0


def find_dates(sources: Sources, place: Place, title: str, frame: Frame) -> Dates:
    """The times of the page's article, whose own dates stand in `place`."""
    mentions = read_mentions(sources, place, title, frame)
    days = weigh_days(mentions, url_month(sources.page))
    likely = chances(days, WEIGHTS)
    best = max(likely, key=lambda day: likely[day])
    updated = next((one.stamp for name in _UPDATED for one in mentions if name in one.signals), None)
    if best is None:
        return Dates(None, updated)
    own = _mentions_of(best, mentions)
    published = own[0].stamp
    if likely[best] < SURE or is_doubtful(best, days) or is_near_midnight(own):
        published = replace(published, source=GUESS)
    if updated is not None and updated.at <= published.at:
        updated = None
    return Dates(published, updated, tuple(dict.fromkeys(one.stamp.source for one in own)), likely[best])


def read_mentions(sources: Sources, place: Place, title: str, frame: Frame) -> list[Mention]:
    """All times that speak of the article, the stated ones first; none later than `frame.now`."""
    hidden = hidden_times(sources.page, place, title, frame)
    found = _past([*stated_times(sources, frame), *shown_times(place, frame), *hidden], frame)
    if not any(one.signals & STATED or "head_first" in one.signals for one in found):
        found += _past(times_anywhere(sources.page, place, frame), frame)
    return _past(mend(found, frame.language), frame)


def _past(mentions: list[Mention], frame: Frame) -> list[Mention]:
    return [kept for one in mentions if (kept := _without_future(one, frame.now)) is not None]


def _without_future(one: Mention, now: datetime | None) -> Mention | None:
    """`one` where it is not ahead of `now`; of an hour in a zone that nobody stated, which is only taken for UTC, the day.

    Fresh news of Seoul that prints 12:07 would else have no date until noon in Greenwich.
    """
    stamp = one.stamp
    if now is None or stamp.at <= now:
        return one
    if stamp.zone != "assumed":
        return None
    day = replace(stamp, at=stamp.at.replace(hour=0, minute=0, second=0, microsecond=0), precision="day")
    return replace(one, stamp=day) if day.at <= now else None


def weigh_days(mentions: list[Mention], month: tuple[int, int] | None) -> dict[date | None, Signals]:
    """The signals of each day that is named, and of none; `month` is what the page's address names."""
    by_day: dict[date, set[str]] = defaultdict(set)
    for one in mentions:
        by_day[one.stamp.at.date()] |= one.signals
    stated = [one.stamp for one in mentions if one.signals & STATED]
    reached = {stamp.at.date(): _days_reached(stamp) for stamp in stated}
    shown = {day for day, names in by_day.items() if names & _SHOWN}
    # Who states a time of publication has one.
    found: dict[date | None, Signals] = {} if any(names & _OWN for names in by_day.values()) else {None: {"none": 1.0}}
    for day, names in by_day.items():
        if names <= _OF_CHANGE and any(day > other for other in reached):
            continue  # what only changed later
        marks = names - CHANGED
        if any(day in others for stated_day, others in reached.items() if stated_day != day):
            marks.add("near_stated")
        if reached.get(day, set()) & shown - {day}:
            marks.add("near_shown")
        if month:
            marks.add("url_month" if (day.year, day.month) == month else "url_other_month")
        if (day.month, day.day) == (1, 1) and "exact" not in names:
            marks.add("new_year")
        if names & CHANGED and not names & STATED:
            marks |= {"changed", "shown_change"} if names & _SHOWN else {"changed"}
        if names & STATED and day > min(reached):
            marks.add("later_stated")
        found[day] = dict.fromkeys(marks, 1.0)
    return found


def _days_reached(stamp: Stamp) -> set[date]:
    """The days on which a moment stated in UTC may have been, for its publisher."""
    if stamp.at.utcoffset() or stamp.precision == "day":
        return set()
    return {(stamp.at + shift).date() for shift in (-timedelta(hours=12), timedelta(0), _WIDEST)}


def _mentions_of(day: date, mentions: list[Mention]) -> list[Mention]:
    """The mentions of `day`, the most exact first; those of a change only if there are no others."""
    same = [one for one in mentions if one.stamp.at.date() == day]
    own = [one for one in same if not one.signals <= _OF_CHANGE] or same
    return sorted(own, key=lambda one: one.stamp.precision == "day")
