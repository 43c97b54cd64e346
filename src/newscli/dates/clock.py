"""The time of day beside a date: twelve and twenty-four hour clocks as they are written in many languages; knows no dates."""

import re
from dataclasses import dataclass
from typing import Final, Literal

from newscli.dates.names import HALF_DAYS, fold

_HALF = r"a\.?\s?m(?![^\W\d_])\.?|p\.?\s?m(?![^\W\d_])\.?"
_EASTERN_HALF = "午前|午後|上午|下午|中午|凌晨|早上|清晨|晚上|傍晚|오전|오후"
_TIME = re.compile(
    rf"(?:(?P<before>{_EASTERN_HALF}|{_HALF})\s*)?(?<![\d.,])(?P<hour>\d{{1,2}})(?:"
    r"\s?(?:[:h]\s?(?P<minute>\d{2})(?!\d)|[時时点點시]\s?(?P<eastern_minute>\d{1,2})\s?[分분])"
    r"(?:(?:\s?:|(?<=[分분])\s?)(?P<second>\d{1,2})(?!\d)(?:[.,]\d{1,9})?\s?[秒초]?)?"
    rf"(?:\s*(?P<after>{_HALF}|صباحا|مساء|ظهرا|ص|م|π\.?μ\.?|μ\.?μ\.?)(?![^\W\d_]))?"
    rf"|\s?(?P<half>{_HALF})|\s?(?P<whole>uhr|[時时点點시](?![間间간])|h(?![^\W_]))"
    r"|\.(?P<dotted>[0-5]\d)(?!\d|\.\d)"
    rf"(?:\s*(?P<dotted_half>{_HALF}))?)"
)
_REACH: Final = 40
"""Characters between a date and its time: " | Updated on Monday at "."""
_REACH_BACK: Final = 24
_BESIDE: Final = re.compile(r"[^\d\n]*")


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day; `hour` may be 24, the end of the day (ISO 8601:2004), `second` is at most 59."""

    hour: int
    minute: int
    second: int
    precision: Literal["minute", "second"]
    start: int
    end: int


def clock_after(text: str, position: int) -> Clock | None:
    """The time of day that follows the date ending at `position`, no other number between them."""
    for found in _TIME.finditer(text, position, position + _REACH + 20):
        gap = text[position : found.start()]
        if len(gap) > _REACH or not _BESIDE.fullmatch(gap):
            return None
        clock = _clock(found)
        if clock is not None:
            return clock
    return None


def clock_before(text: str, position: int) -> Clock | None:
    """The time of day just before the date that starts at `position`."""
    start = max(0, position - _REACH_BACK - 12)
    for found in reversed(list(_TIME.finditer(text, start, position))):
        gap = text[found.end() : position]
        if found["dotted"] or len(gap) > _REACH_BACK or not _BESIDE.fullmatch(gap):
            return None
        return _clock(found)
    return None


def _clock(found: re.Match[str]) -> Clock | None:
    hour = int(found["hour"])
    minute = int(found["minute"] or found["eastern_minute"] or found["dotted"] or 0)
    second = int(found["second"] or 0)
    half = found["before"] or found["after"] or found["half"] or found["dotted_half"]
    if half:
        shift = HALF_DAYS.get(fold(re.sub(r"[\s.]", "", half)))
        if shift is not None and hour <= 12:
            hour = hour % 12 + shift
    if hour > 24 or minute > 59 or second > 60 or (hour == 24 and (minute or second)):
        return None
    return Clock(hour, minute, min(second, 59), "second" if found["second"] else "minute", found.start(), found.end())
