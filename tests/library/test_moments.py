"""What people type for a time, in the zone they are in, over the nights on which clocks change."""

import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscli.errors import UsageError
from newscli.library.moments import read_moment

NOW = datetime(2025, 11, 5, 15, 30, tzinfo=UTC)  # a Wednesday


@pytest.fixture
def live_in(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], None]]:
    """Moves this process to another time zone, and back home."""

    def move(zone: str) -> None:
        monkeypatch.setenv("TZ", zone)
        time.tzset()

    yield move
    monkeypatch.undo()
    time.tzset()


def at(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # type: ignore[arg-type,misc]  # year to minute


AGES = {
    "2d": timedelta(days=2), "3h": timedelta(hours=3), "30m": timedelta(minutes=30), "30min": timedelta(minutes=30),
    "1w": timedelta(days=7), "1y": timedelta(days=365), " 2 D ": timedelta(days=2), "0d": timedelta(0), "now": timedelta(0),
}  # fmt: skip


@pytest.mark.parametrize(("typed", "ago"), AGES.items())
def test_an_age_counts_back_from_now(typed: str, ago: timedelta) -> None:
    assert read_moment(typed, now=NOW) == NOW - ago


@pytest.mark.parametrize(
    ("zone", "typed", "moment"),
    [
        ("UTC", "2025-11-03", at(2025, 11, 3)),
        ("UTC", "2025-11", at(2025, 11, 1)),
        ("UTC", "2025", at(2025, 1, 1)),
        ("UTC", "today", at(2025, 11, 5)),
        ("UTC", "yesterday", at(2025, 11, 4)),
        ("UTC", "monday", at(2025, 11, 3)),
        ("UTC", "wednesday", at(2025, 11, 5)),
        ("UTC", "Thursday", at(2025, 10, 30)),
        ("Asia/Seoul", "2025-11-03", at(2025, 11, 2, 15)),
        ("Asia/Seoul", "today", at(2025, 11, 5, 15)),
        ("America/New_York", "2025-11-03", at(2025, 11, 3, 5)),
        # 2 November 2025 has 25 hours in New York, 9 March 23; Berlin changes on 26 October.
        ("America/New_York", "2025-11-02", at(2025, 11, 2, 4)),
        ("America/New_York", "2025-03-09", at(2025, 3, 9, 5)),
        ("America/New_York", "2025-03-10", at(2025, 3, 10, 4)),
        ("Europe/Berlin", "2025-10-26", at(2025, 10, 25, 22)),
        ("Europe/Berlin", "2025-10-27", at(2025, 10, 26, 23)),
        # Havana goes back from one to midnight on 2 November 2025: the day begins at the first of the two midnights.
        ("America/Havana", "2025-11-02", at(2025, 11, 2, 4)),
        # The clock in Beirut goes from midnight to one on 30 March: the day begins at one.
        ("Asia/Beirut", "2025-03-30", at(2025, 3, 29, 22)),
        ("Asia/Seoul", "2025-11-03T12:00Z", at(2025, 11, 3, 12)),
        ("Asia/Seoul", "2025-11-03T12:00", at(2025, 11, 3, 3)),
        ("Asia/Seoul", "2025-11-03T12:00+01:00", at(2025, 11, 3, 11)),
    ],
)
def test_a_day_begins_where_the_reader_is(live_in: Callable[[str], None], zone: str, typed: str, moment: datetime) -> None:
    live_in(zone)
    assert read_moment(typed, now=NOW) == moment
    assert read_moment(typed, now=NOW).utcoffset() == timedelta(0)


def test_yesterday_is_23_or_25_hours_long_when_the_clock_changes(live_in: Callable[[str], None]) -> None:
    live_in("America/New_York")
    monday = datetime(2025, 11, 3, 17, tzinfo=UTC)
    assert read_moment("today", now=monday) - read_moment("yesterday", now=monday) == timedelta(hours=25)


REFUSED = [
    "",
    "soon",
    "2",
    "d",
    "-2d",
    "99999999y",
    "99999y",
    "2025-13-01",
    "2025-02-30",
    "0000",
    "0001-01-01T00:00+23:59",
    "2025-11-03 25:00",
    "½d",
]


@pytest.mark.parametrize("typed", REFUSED)
def test_what_is_no_time_is_refused_with_a_hint(typed: str) -> None:
    with pytest.raises(UsageError, match="not a time") as caught:
        read_moment(typed, now=NOW)
    assert caught.value.hint


@given(st.text(max_size=20) | st.text(alphabet="0123456789-:TZdhwmy+. ", max_size=20))
def test_any_word_is_a_moment_or_refused(typed: str) -> None:
    try:
        moment = read_moment(typed, now=NOW)
    except UsageError:
        return
    assert moment.utcoffset() == timedelta(0)
