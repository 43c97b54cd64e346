from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from newscli.view.times import age, ago, day_heading, local_day, long_date, spoken, utc_text

ZONE = timezone(timedelta(hours=-5))
NOW = datetime(2025, 11, 24, 14, 0, tzinfo=UTC)  # 09:00 in ZONE, a Monday


def before(**elapsed: float) -> datetime:
    return NOW - timedelta(**elapsed)


@pytest.mark.parametrize(
    ("at", "text"),
    [
        (before(seconds=20), "now"),
        (NOW + timedelta(seconds=30), "now"),
        (NOW + timedelta(hours=2), "11:00"),
        (NOW + timedelta(days=400), "29 Dec 2026"),
        (before(minutes=12), "12m"),
        (before(hours=3), "3h"),
        (before(hours=8.9), "8h"),
        (before(hours=9.5), "yesterday"),
        (before(days=2), "22 Nov"),
        (before(days=400), "20 Oct 2024"),
    ],
)
def test_ages_are_short_and_plain(at: datetime, text: str) -> None:
    assert age(at, now=NOW, zone=ZONE) == text


def test_hours_are_told_across_midnight_while_they_are_few() -> None:
    at = datetime(2025, 11, 24, 4, 50, tzinfo=UTC)  # 23:50 of the day before
    assert age(at, now=datetime(2025, 11, 24, 6, 10, tzinfo=UTC), zone=ZONE) == "1h"


def test_a_day_without_a_time_is_the_same_day_everywhere() -> None:
    day = datetime(2025, 11, 24, tzinfo=UTC)
    for hours in (-11, -5, 0, 9, 13):
        zone = timezone(timedelta(hours=hours))
        assert local_day(day, zone=zone, is_day=True) == date(2025, 11, 24)
        assert long_date(day, zone=zone, is_day=True) == "24 November 2025"
    assert age(day, now=NOW, zone=ZONE, is_day=True) == "today"
    assert age(day - timedelta(days=1), now=NOW, zone=ZONE, is_day=True) == "yesterday"


def test_a_day_whose_place_is_its_arrival_is_told_in_local_days() -> None:
    assert local_day(datetime(2025, 11, 24, 3, tzinfo=UTC), zone=ZONE, is_day=True) == date(2025, 11, 23)


def test_full_dates_say_how_long_ago_only_in_hours() -> None:
    assert ago(before(hours=3), now=NOW, zone=ZONE) == " · 3h ago"
    assert ago(before(days=1), now=NOW, zone=ZONE) == ""


@pytest.mark.parametrize(
    ("at", "words"),
    [
        (before(hours=1), "this morning, 08:00"),
        (before(hours=6), "last night, 03:00"),
        (before(hours=20), "yesterday, 13:00"),
        (before(days=3), "on Friday, 09:00"),
        (before(days=21), "on 3 November, 09:00"),
        (before(days=386), "on 3 November 2024, 09:00"),
        (NOW + timedelta(hours=4), "this afternoon, 13:00"),
        (NOW + timedelta(hours=11), "this evening, 20:00"),
    ],
)
def test_moments_are_named_as_people_do(at: datetime, words: str) -> None:
    assert spoken(at, now=NOW, zone=ZONE) == words


@pytest.mark.parametrize(
    ("clock", "minutes", "words"),
    [
        ("00:01", 0, "just now, 00:01"),
        ("00:01", 1, "a minute ago, 00:00"),
        ("00:10", 40, "40 minutes ago, 23:30"),
        ("03:00", 90, "tonight, 01:30"),
        ("00:30", 90, "yesterday, 23:00"),
    ],
)
def test_a_look_in_the_same_night_was_not_last_night(clock: str, minutes: int, words: str) -> None:
    now = datetime.fromisoformat(f"2025-11-24T{clock}").replace(tzinfo=ZONE)
    assert spoken(now - timedelta(minutes=minutes), now=now, zone=ZONE) == words


def test_day_headings() -> None:
    today = date(2025, 11, 24)
    assert day_heading(today, today=today) == ("Today", "Monday 24 November")
    assert day_heading(date(2025, 11, 23), today=today) == ("Yesterday", "Sunday 23 November")
    assert day_heading(date(2024, 2, 29), today=today) == ("Thursday", "29 February 2024")


def test_utc_text_is_of_seconds_and_of_four_digit_years() -> None:
    assert utc_text(datetime(2025, 11, 3, 21, 7, 1, 999, tzinfo=timezone(timedelta(hours=9)))) == "2025-11-03T12:07:01Z"
    assert utc_text(datetime(1, 1, 2, tzinfo=UTC)) == "0001-01-02T00:00:00Z"
