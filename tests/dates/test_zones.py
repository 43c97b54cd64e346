"""Zone names held against the IANA time zone database: what we read is what some place uses, and none in use is unknown."""

import zoneinfo
from collections import defaultdict
from datetime import UTC, datetime

import pytest

from newscli.dates import parse_date
from newscli.dates.zones import _AMERICAN, _BY_LANGUAGE, _NAMED, named_zone

CHOSEN = {
    "cst": -6, "ist": 5.5, "bst": 1, "ast": -4, "pst": -8, "amt": -4, "sst": -11, "gst": 4, "ect": -5, "mst": -7, "est": -5,
}  # fmt: skip
"""Names of several zones and the one taken; docs/internals/dates.md says why."""


def in_use() -> dict[str, set[float]]:
    """Each alphabetic abbreviation of 2025 and the offsets it stands for, in hours."""
    offsets: dict[str, set[float]] = defaultdict(set)
    for name in zoneinfo.available_timezones():
        for month in (1, 4, 7, 10):
            at = datetime(2025, month, 15, 12, tzinfo=zoneinfo.ZoneInfo(name))
            abbreviation, offset = at.tzname(), at.utcoffset()
            if abbreviation and abbreviation.isalpha() and offset is not None and not name.startswith("Etc/"):
                offsets[abbreviation.lower()].add(offset.total_seconds() / 3600)
    return offsets


@pytest.mark.skipif(not zoneinfo.available_timezones(), reason="no time zone database here")
def test_names_in_use_mean_what_some_place_means_by_them() -> None:
    used = in_use()
    assert len(used) > 40
    for name, hours in used.items():
        zone = named_zone(name, datetime(2025, 7, 15), "en")  # noqa: DTZ001 - a local time
        assert zone is not None, name
        offset = datetime(2025, 7, 15, tzinfo=zone).utcoffset()
        assert offset is not None
        assert offset.total_seconds() / 3600 in hours, (name, offset, hours)


@pytest.mark.parametrize("name", sorted(_NAMED))
def test_every_name_is_read_with_its_offset(name: str) -> None:
    read = parse_date(f"Mon, 03 Nov 2025 12:07:00 {name.upper()}")
    assert read is not None
    offset = read.at.utcoffset()
    assert offset is not None
    assert (offset.total_seconds() / 3600, read.zone) == (_NAMED[name], "stated")


@pytest.mark.parametrize(("name", "hours"), CHOSEN.items())
def test_a_name_of_several_zones_is_the_one_that_is_documented(name: str, hours: float) -> None:
    assert _NAMED[name] == hours


@pytest.mark.parametrize(("name", "language"), _BY_LANGUAGE)
def test_the_language_chooses_another_zone_than_the_usual_one(name: str, language: str) -> None:
    at = datetime(2025, 11, 3)  # noqa: DTZ001 - a local time
    usual, own = named_zone(name, at, None), named_zone(name, at, language)
    assert own is not None
    assert own != usual
    assert own.utcoffset(at) == named_zone(name, at, f"{language}-XX").utcoffset(at)  # type: ignore[union-attr]


@pytest.mark.parametrize("name", sorted(_AMERICAN))
def test_american_times_without_a_season_follow_the_law(name: str) -> None:
    for month, shift in ((1, 0), (7, 1)):
        zone = named_zone(name, datetime(2025, month, 15), None)  # noqa: DTZ001 - a local time
        assert zone is not None
        offset = datetime(2025, month, 15, tzinfo=UTC).astimezone(zone).utcoffset()
        assert offset is not None
        assert offset.total_seconds() / 3600 == _AMERICAN[name] + shift
