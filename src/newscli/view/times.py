"""Times in a reader's words and zone. `now` and the zone are arguments; English names are ours, whatever the locale.

A day without a time is never shifted: it is stored as midnight UTC and shown as that date in every zone.
"""

from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Final

WEEKDAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS: Final = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
)  # fmt: skip

_DAWN: Final = 5
"""The hour from which on people speak of the night as last night."""


def utc_text(at: datetime) -> str:
    """`at` as UTC ISO 8601 with seconds: `2025-11-03T12:07:00Z`."""
    return at.astimezone(UTC).replace(microsecond=0, tzinfo=None).isoformat() + "Z"


def local_day(at: datetime, *, zone: tzinfo, is_day: bool = False) -> date:
    """The date to show for `at`: the reader's, or the publisher's own where no time was given."""
    if is_day:
        stated = at.astimezone(UTC)
        if stated.time() == time():
            return stated.date()
    return at.astimezone(zone).date()


def clock(at: datetime, *, zone: tzinfo) -> str:
    """`08:12`."""
    local = at.astimezone(zone)
    return f"{local.hour:02}:{local.minute:02}"


def short_date(day: date, *, today: date) -> str:
    """`3 Nov`, or `3 Nov 2024` of another year."""
    text = f"{day.day} {MONTHS[day.month - 1][:3]}"
    return text if day.year == today.year else f"{text} {day.year}"


def age(at: datetime, *, now: datetime, zone: tzinfo, is_day: bool = False) -> str:
    """How long ago in at most 11 characters: `now`, `12m`, `3h`, `today`, `yesterday`, `3 Nov`, `3 Nov 2024`."""
    day, today = local_day(at, zone=zone, is_day=is_day), now.astimezone(zone).date()
    seconds = (now - at).total_seconds()
    if day == today and (is_day or seconds < -60):
        return "today" if is_day else clock(at, zone=zone)
    if day == today or (0 <= seconds < 6 * 3600 and not is_day):
        return _elapsed(int(seconds))
    return "yesterday" if day == today - timedelta(days=1) else short_date(day, today=today)


def ago(at: datetime, *, now: datetime, zone: tzinfo, is_day: bool = False) -> str:
    """What follows a full date where hours tell more: ` · 3h ago`, else nothing."""
    text = age(at, now=now, zone=zone, is_day=is_day)
    return f" · {text} ago" if text.endswith(("m", "h")) else ""


def day_heading(day: date, *, today: date) -> tuple[str, str]:
    """What stands over a day's headlines, as (word, rest): ("Today", "Monday 3 November")."""
    full = f"{day.day} {MONTHS[day.month - 1]}" + (f" {day.year}" if day.year != today.year else "")
    weekday = WEEKDAYS[day.weekday()]
    if day == today:
        return "Today", f"{weekday} {full}"
    if day == today - timedelta(days=1):
        return "Yesterday", f"{weekday} {full}"
    return weekday, full


def long_date(at: datetime, *, zone: tzinfo, is_day: bool = False) -> str:
    """`3 November 2025, 12:07`, the clock only where the publisher gave one."""
    day = local_day(at, zone=zone, is_day=is_day)
    text = f"{day.day} {MONTHS[day.month - 1]} {day.year}"
    return text if is_day else f"{text}, {clock(at, zone=zone)}"


def spoken(at: datetime, *, now: datetime, zone: tzinfo) -> str:
    """A moment as people name it: `5 minutes ago, 08:12`, `this morning, 08:12`, `yesterday, 21:40`, `on 3 November, 07:00`."""
    day, today = local_day(at, zone=zone), now.astimezone(zone).date()
    days = (today - day).days
    minutes = int((now - at).total_seconds() // 60)
    if 0 <= minutes < 60:
        words = "just now" if not minutes else "a minute ago" if minutes == 1 else f"{minutes} minutes ago"
    elif days == 0:
        words = _part_of_day(at.astimezone(zone).hour, is_night=now.astimezone(zone).hour < _DAWN)
    elif days == 1:
        words = "yesterday"
    elif 1 < days < 7:
        words = f"on {WEEKDAYS[day.weekday()]}"
    else:
        words = f"on {day.day} {MONTHS[day.month - 1]}" + (f" {day.year}" if day.year != today.year else "")
    return f"{words}, {clock(at, zone=zone)}"


def _elapsed(seconds: int) -> str:
    if seconds < 60:
        return "now"
    return f"{seconds // 60}m" if seconds < 3600 else f"{seconds // 3600}h"


def _part_of_day(hour: int, *, is_night: bool) -> str:
    if hour < _DAWN:
        return "tonight" if is_night else "last night"
    if hour < 12:
        return "this morning"
    return "this afternoon" if hour < 18 else "this evening"
