"""What people type for a time or its length: `2d`, `15m`, `yesterday`. Days are local, results UTC. Pure: `now` is handed in."""

import re
from datetime import UTC, date, datetime, time, timedelta
from typing import Final

from newscli.errors import UsageError
from newscli.text import clean_line, format_line

_AGE = re.compile(r"(\d{1,5})\s*(min|m|h|d|w|y)")
_UNITS: Final = {
    "min": timedelta(minutes=1),
    "m": timedelta(minutes=1),
    "h": timedelta(hours=1),
    "d": timedelta(days=1),
    "w": timedelta(weeks=1),
    "y": timedelta(days=365),
}
_WEEKDAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def read_interval(text: str) -> timedelta:
    """A length of time: `15m`, `2h`, `1d`. Raises UsageError for anything else."""
    match = _AGE.fullmatch(text.strip().lower())
    if match is None or not int(match[1]):
        raise UsageError(format_line("not a length of time: {}", text), hint=clean_line("write it like 15m, 2h or 1d"))
    return int(match[1]) * _UNITS[match[2]]


def read_moment(text: str, *, now: datetime) -> datetime:
    """The start of what `text` names, as UTC. A day is local, a weekday the latest one that has begun.

    Raises UsageError for anything else.
    """
    word = text.strip().lower()
    if match := _AGE.fullmatch(word):
        return _ago(int(match[1]) * _UNITS[match[2]], text, now)
    today = now.astimezone().date()
    if word in ("now", "today", "yesterday"):
        return now if word == "now" else _midnight(today - timedelta(days=word == "yesterday"))
    if word in _WEEKDAYS:
        return _midnight(today - timedelta(days=(today.weekday() - _WEEKDAYS.index(word)) % 7))
    return _absolute(word, text)


def read_span(text: str, *, now: datetime) -> tuple[datetime, datetime]:
    """Beginning and end, as UTC, of the day, month or year that `text` names. Raises UsageError for anything else."""
    word = text.strip().lower()
    start = read_moment(text, now=now)
    first = start.astimezone().date()
    if re.fullmatch(r"\d{4}", word):
        return start, _midnight(date(first.year + 1, 1, 1))
    if re.fullmatch(r"\d{4}-\d{2}", word):
        return start, _midnight((first.replace(day=1) + timedelta(days=32)).replace(day=1))
    if word in ("today", "yesterday", *_WEEKDAYS) or re.fullmatch(r"\d{4}-\d{2}-\d{2}", word):
        return start, _midnight(first + timedelta(days=1))
    raise UsageError(
        format_line("not a day: {}", text), hint=clean_line("write it like 2025-11-03, 2025-11, yesterday or monday")
    )


def _ago(age: timedelta, text: str, now: datetime) -> datetime:
    try:
        return (now - age).astimezone(UTC)
    except OverflowError as error:
        raise _refusal(text) from error


def _absolute(word: str, text: str) -> datetime:
    for form in ("%Y-%m-%d", "%Y-%m", "%Y"):
        try:
            return _midnight(datetime.strptime(word, form).date())  # noqa: DTZ007  # a local day, made aware there
        except ValueError:
            continue
    try:
        return datetime.fromisoformat(word.upper()).astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise _refusal(text) from error


def _midnight(day: date) -> datetime:
    first, second = sorted(datetime.combine(day, time(fold=fold)).astimezone(UTC) for fold in (0, 1))
    # Where clocks go from midnight to one (Beirut), the first still lies in the day before.
    return first if first.astimezone().date() == day else second


def _refusal(text: str) -> UsageError:
    return UsageError(
        format_line("not a time: {}", text), hint=clean_line("write it like 2d, 3h, 2025-11-03, yesterday or monday")
    )
