"""The reader's own time zone, as the operating system has it, with its summer times."""

import time
from datetime import datetime, timedelta, tzinfo


class LocalZone(tzinfo):
    """Local time by the C library; zoneinfo would need the zone's name, which not every system tells."""

    def fromutc(self, moment: datetime) -> datetime:
        """`moment`, UTC but for its label, as local time."""
        local = moment.replace(tzinfo=None)
        offset = timedelta(seconds=time.localtime((local - datetime(1970, 1, 1)).total_seconds()).tm_gmtoff)  # noqa: DTZ001
        return (local + offset).replace(tzinfo=self)

    def utcoffset(self, moment: datetime | None) -> timedelta:
        """How far local time is ahead of UTC at that wall time."""
        if moment is None:
            return timedelta(seconds=time.localtime().tm_gmtoff)
        return moment.replace(tzinfo=None).astimezone().utcoffset() or timedelta()

    def dst(self, moment: datetime | None) -> timedelta:  # noqa: ARG002  # the signature of tzinfo
        """Summer time is part of `utcoffset`; nothing here asks for it apart."""
        return timedelta()

    def tzname(self, moment: datetime | None) -> str:
        """The zone's abbreviation."""
        return time.strftime("%Z") if moment is None else moment.replace(tzinfo=None).astimezone().tzname() or ""
