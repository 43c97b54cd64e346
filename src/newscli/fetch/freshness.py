"""What an answer's headers say about when to ask again, in seconds. Pure; reads strangers' text and believes no absurd value."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Final

LONGEST_PAUSE: Final = 3 * 86_400.0
"""The longest pause that is honoured as stated: a weekend of repairs. Longer ones are mostly mistakes (23 digits were seen)."""
SHORTEST_PAUSE: Final = 60.0
LONGEST_FRESHNESS: Final = 6 * 3_600.0
"""Servers give a day or a year to every file alike; a newspaper that did would otherwise come a day late."""

_MAX_AGE: Final = re.compile(r"(?:^|[\s,])max-age\s*=\s*\"?(\d+)", re.IGNORECASE)
_UNCACHEABLE: Final = re.compile(r"(?:^|[\s,])(?:no-cache|no-store)\b", re.IGNORECASE)


def pause_asked(retry_after: str | None, *, now: datetime) -> float | None:
    """The pause that a Retry-After asks for (RFC 9110 section 10.2.3: seconds or a date), within bounds; None for no sense."""
    if retry_after is None:
        return None
    text = retry_after.strip()
    if text.isascii() and text.isdigit():
        seconds = float(text[:12])  # more digits change nothing above the bound
    else:
        date = read_http_date(text)
        if date is None:
            return None
        seconds = (date - now).total_seconds()
    return min(max(seconds, SHORTEST_PAUSE), LONGEST_PAUSE)


def freshness(headers: Mapping[str, str], *, now: datetime) -> float:
    """How long the answer says it stays fresh (RFC 9111 section 4.2): max-age less Age, else Expires less Date, else 0."""
    control = headers.get("cache-control", "")
    if _UNCACHEABLE.search(control):
        return 0.0
    stated = _MAX_AGE.search(control)
    if stated:
        age = headers.get("age", "").strip()
        seconds = float(stated[1][:12]) - (float(age[:12]) if age.isascii() and age.isdigit() else 0.0)
    else:
        expires = read_http_date(headers.get("expires", ""))
        if expires is None:
            return 0.0
        seconds = (expires - (read_http_date(headers.get("date", "")) or now)).total_seconds()
    return min(max(seconds, 0.0), LONGEST_FRESHNESS)


def read_http_date(text: str) -> datetime | None:
    """A date of HTTP (RFC 9110 section 5.6.7), in its modern and obsolete forms."""
    if not text or len(text) > 60:
        return None
    from email.utils import parsedate_to_datetime  # 10 ms, and few answers need it

    try:
        date = parsedate_to_datetime(text)
        return date.astimezone(UTC) if date.tzinfo else date.replace(tzinfo=UTC)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
