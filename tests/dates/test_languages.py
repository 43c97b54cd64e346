"""Dates as Unicode CLDR writes them (babel carries its tables): read in the languages listed, as another day in none."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Literal

import pytest
from babel import localedata
from babel.dates import format_date, format_timedelta

from newscli.dates import parse_date

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
# The languages of the tables in dates/names.py with whole and with shortened month names.
READ = [
    "en", "en_GB", "de", "de_AT", "fr", "es", "it", "pt", "pt_PT", "nl", "ru", "pl", "tr", "ar", "ar_EG", "ar_LB", "ko", "ja",
    "zh", "zh_TW", "sv", "da", "nb", "fi", "uk", "bg", "cs", "sk", "hr", "sr", "sr_Latn", "sl", "hu", "ro", "el", "ca", "id",
    "et", "lv", "lt", "he", "hi", "bn", "th", "vi", "fa", "is", "mk", "bs", "ka",
]  # fmt: skip
WHOLE_NAMES = ["ms", "fil", "gl", "af", "sq", "az", "kk", "ur", "hy"]
# How Georgian, Icelandic and Macedonian say "so long ago" is not in the tables.
TOLD = set(READ) - {"is", "mk", "bs", "ka"}
Form = Literal["full", "long", "medium", "short"]
Unit = Literal["second", "minute", "hour", "day", "week"]
UNITS: dict[Unit, int] = {"second": 1, "minute": 60, "hour": 3_600, "day": 86_400, "week": 604_800}


def dates(locale: str, *forms: Form) -> Iterator[tuple[str, date]]:
    for form in forms:
        for month in range(1, 13):
            day = date(2025, month, 17)
            yield format_date(day, form, locale=locale), day


def told(locale: str, *forms: Literal["long", "short"]) -> Iterator[tuple[str, datetime]]:
    for unit, seconds in UNITS.items():
        for count in (1, 2, 3, 5, 21):
            for form in forms:
                ago = timedelta(seconds=seconds * count)
                try:
                    text = format_timedelta(-ago, unit, threshold=99_999, add_direction=True, format=form, locale=locale)
                except KeyError:
                    continue  # a language without a word for it
                at = NOW - ago
                if not text.startswith(("-", "\u2212")):
                    yield text, at.replace(hour=0) if unit in ("day", "week") else at


@pytest.mark.parametrize("locale", [*READ, *WHOLE_NAMES])
def test_dates_are_read_as_their_language_writes_them(locale: str) -> None:
    forms: tuple[Form, ...] = ("full", "long", "medium") if locale in READ else ("full", "long")
    language = locale.replace("_", "-")
    read = [(text, day, parse_date(text, language=language)) for text, day in dates(locale, *forms)]
    missed = [text for text, day, found in read if found is None or found.at.date() != day or found.precision != "day"]
    assert not missed


@pytest.mark.parametrize("locale", sorted(TOLD))
def test_times_told_from_now_are_read_as_their_language_writes_them(locale: str) -> None:
    language = locale.replace("_", "-")
    read = [(text, at, parse_date(text, now=NOW, language=language)) for text, at in told(locale, "long")]
    missed = [text for text, at, found in read if found is None or found.at != at]
    # Hebrew says "the day before" for one day.
    assert [text for text in missed if text != "לפני יום 1"] == []
    assert len(read) >= 20


def test_shortened_units_are_read_or_left() -> None:
    """Nine in ten; "1 t sitten" and its like, a letter for a word, are left: in other languages they mean something else."""
    read = [
        (text, at, parse_date(text, now=NOW, language=locale)) for locale in sorted(TOLD) for text, at in told(locale, "short")
    ]
    assert [text for text, at, found in read if found is not None and found.at != at] == []
    assert sum(found is not None for *_, found in read) >= 0.9 * len(read)


@pytest.mark.slow
@pytest.mark.parametrize("is_hinted", [True, False])
def test_no_language_of_the_world_is_read_as_another_day(is_hinted: bool) -> None:
    """What is read in all 700 locales is right but for three in a thousand: months that another language names so."""
    wrong: list[str] = []
    count = 0
    for locale in localedata.locale_identifiers():
        language = locale.replace("_", "-") if is_hinted else None
        expected = [*dates(locale, "full", "long", "medium", "short"), *((text, at.date()) for text, at in told(locale, "long"))]
        for text, day in expected:
            found = parse_date(text, now=NOW, language=language)
            count += found is not None
            if found is not None and found.at.date() != day:
                wrong.append(f"{locale}: {text} is no {found.at.date()}")
    print(f"{len(wrong)} of {count} dates read in CLDR's locales are wrong")
    assert count > 20_000
    assert len(wrong) < 0.003 * count, wrong
