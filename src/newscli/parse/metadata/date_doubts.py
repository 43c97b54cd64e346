"""Whether what a page names as its article's day is more than a guess, however likely it is; reads no page."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Final

from newscli.parse.metadata.choice import Signals
from newscli.parse.metadata.date_shown import CHANGES
from newscli.parse.metadata.date_stated import CHANGED, STATED, Mention

_NEAR: Final = ("head_", "lead_", "kicker_", "tail_")
_SHOWN: Final = (*_NEAR, "any_")
_FIRST: Final = frozenset(["head_first", "kicker_first", "lead_first"])
_STATED: Final = STATED | {"meta_plain"}
_ADDRESS: Final = frozenset(["url", "url_path", "url_month"])
_EDGE: Final = timedelta(hours=2)
_DAY: Final = timedelta(days=1)
_OF_CHANGE: Final = CHANGED | CHANGES | {"changed", "shown_change", "exact"}


def is_doubtful(day: date, days: Mapping[date | None, Signals]) -> bool:
    """Whether the evidence for `day`, one of the `days` with their signals, is thin or disagrees.

    Thin: no reader is told the day, only machines are, or the address names it (of such days one in eight is wrong, of others one
    in twenty-three); or all that is said is that something changed then. In disagreement: what is stated and what is shown
    first are days apart; or nothing is stated, and another day is shown as near.
    """
    own = set(days[day])
    return (
        not _is_shown(own)
        or own <= _OF_CHANGE
        or _is_contradicted(day, days)
        or (not any(set(signals) & _STATED for signals in days.values()) and _has_rival(own, days) and not own & _ADDRESS)
    )


def is_near_midnight(mentions: Iterable[Mention]) -> bool:
    """Whether nothing but a moment in UTC, within two hours of its midnight, tells the day; `mentions` are those of one day.

    Two hours are what Berlin is ahead of UTC in summer: in the publisher's own offset, which the page does not tell, it may be
    the day before or after. What a page shows without a zone is no witness: servers print UTC for their scripts to replace.
    """
    moments = [one.stamp for one in mentions if one.stamp.precision != "day"]
    return (
        bool(moments)
        and moments[0].zone == "stated"
        and not any(stamp.at.utcoffset() for stamp in moments)
        and _from_midnight(moments[0].at) < _EDGE
    )


def _from_midnight(at: datetime) -> timedelta:
    """How far a moment is from the nearest midnight; of midnight itself, which stands for a whole day, half a day."""
    since = timedelta(hours=at.hour, minutes=at.minute, seconds=at.second)
    return min(since, _DAY - since) or _DAY / 2


def _is_contradicted(day: date, days: Mapping[date | None, Signals]) -> bool:
    own = set(days[day])
    named = {other: set(signals) for other, signals in days.items() if other is not None}
    stated = {other for other, signals in named.items() if signals & _STATED}
    first = {other for other, signals in named.items() if signals & _FIRST}
    if not stated or not first or (own & _STATED and _is_shown(own)):
        return False
    # Around midnight the zone decides.
    return any(abs((other - day).days) > 1 for other in stated | first)


def _is_shown(signals: set[str]) -> bool:
    return any(name.startswith(_SHOWN) for name in signals)


def _has_rival(own: set[str], days: Mapping[date | None, Signals]) -> bool:
    """Whether another day is shown as near to the article as the one with the signals `own`: sites show today's above all."""
    places = _NEAR if any(name.startswith(_NEAR) for name in own) else _SHOWN
    return sum(1 for signals in days.values() if any(name.startswith(places) for name in signals)) > 1
