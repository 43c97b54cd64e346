"""Times as they are stored: milliseconds since 1970 in UTC. Nothing else knows the unit."""

from datetime import UTC, datetime, timedelta
from typing import Final, overload

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND: Final = timedelta(milliseconds=1)


@overload
def to_ms(time: datetime) -> int: ...
@overload
def to_ms(time: datetime | None) -> int | None: ...
def to_ms(time: datetime | None) -> int | None:
    """An aware time as stored; what is finer than a millisecond is dropped."""
    return None if time is None else (time - _EPOCH) // _MILLISECOND


@overload
def from_ms(stored: int) -> datetime: ...
@overload
def from_ms(stored: int | None) -> datetime | None: ...
def from_ms(stored: int | None) -> datetime | None:
    """A stored time in UTC; exact, as float seconds would not be."""
    return None if stored is None else _EPOCH + timedelta(milliseconds=stored)
