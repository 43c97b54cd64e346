"""The day in a text: numbers, month names and East Asian forms in the orders people write them; knows no time of day.

The readings are tried at each place of the text in turn; what is no real day (month 13, 30 February) is passed over.
"""

import re
from calendar import monthrange
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from newscli.dates.names import CUT, LANGUAGES, MONTHS, WEEKDAYS, WORD, fold, is_another_word, month_of, primary

DayOrder = Literal["day-first", "month-first"]

_TWO_WORDS = "|".join(re.escape(word) for word in ("كانون الثاني", "تشرين الأول", "تشرين الثاني", "كانون الأول"))
# Arabic news writes both names of a month: "3 نوفمبر/ تشرين الثاني 2025".
_ALSO = rf"(?:\s?/\s?(?:{_TWO_WORDS}|[\u0621-\u064a]{{2,9}}))?"
_DOTTED = "|".join(re.escape(name) for name in sorted(MONTHS, key=len, reverse=True) if "." in name)
_MONTH = rf"(?P<month>{_TWO_WORDS}|{_DOTTED}|{WORD}){CUT}?"
_YEAR = r"(?P<year>[12]\d{3})(?!\d)"
_DAY = r"(?P<day>\d{1,2})"
_ORDINAL = r"(?:st|nd|rd|th|er|re|ste|de|e|º|ª|°|-?го|η|ης|a|ος)?"
_OF = r"(?:de\s+|del\s+|d['’]\s?|di\s+|of\s+|på\s+)?"

_ISO = re.compile(rf"{_YEAR}\s?(?P<mark>[-/.\u2010-\u2013])\s?(?P<number>\d{{1,2}})\s?(?P=mark)\s?{_DAY}(?!\d)")
_EASTERN = re.compile(
    rf"(?:(?:(?P<era>令和|平成|昭和|民國|民国)\s?(?P<era_year>\d{{1,3}}|元)|{_YEAR})\s?[年년]\s?)?(?P<number>\d{{1,2}})\s?[月월]\s?{_DAY}\s?[日일号號]"
)
# Java's and .NET's form of RFC 822 in Korean and Japanese: "월, 03 11월 2025 12:07:00 +0900".
_EASTERN_MAIL = re.compile(rf"{_DAY}\s(?P<number>\d{{1,2}})[月월]\s{_YEAR}")
_HAN = re.compile(
    r"(?P<year>[一二][〇零○一二三四五六七八九]{3})年(?P<number>十[一二]?|[一二三四五六七八九])月(?P<day>[二三]?十[一二三四五六七八九]?|[一二三四五六七八九])[日号號]"
)
_VIETNAMESE = re.compile(rf"{_DAY}\s+(?:tháng|thg\.?)\s+(?P<number>\d{{1,2}})(?!\d)(?:\s*,?\s*(?:năm\s+)?{_YEAR})?")
# Not after a Latin letter: "v1.2.25" is a version, "R7.1.17" a year of the Reiwa era. Bars and points only before a whole year.
_MARK = r"[-/.\u2010-\u2013]|[|·•](?=\s?\d{1,2}\s?[|·•]\s?\d{4})"
_NUMBERS = re.compile(
    rf"(?<![a-z])(?P<first>\d{{1,2}})\s?(?P<mark>{_MARK})\s?(?P<second>\d{{1,2}})\s?(?P=mark)\s?(?P<year>\d{{4}}|\d{{2}})(?!\d|[.:]\d)"
)
_DAY_MONTH = re.compile(
    rf"{_DAY}{_ORDINAL}(?![^\W\d_]{{0,12}}[:\d])[\s.\-/]*{_OF}{_MONTH}{_ALSO}"
    r"(?:[\s,.\-/]*(?:de\s+|del\s+|of\s+|ค\.ศ\.\s+|พ\.ศ\.\s+)?(?P<year>[12]\d{3}|(?<=[\s\-/,'’])\d{2}(?!\d|\s?[:h.]\s?\d))(?!\d))?"
)
_MONTH_DAY = re.compile(rf"{_MONTH}[\s\-/]*{_DAY}(?:st|nd|rd|th)?(?![\d:]|\s?[ap]\.?m)(?:[\s,./\-]{{0,3}}(?:of\s+)?{_YEAR})?")
_ASCTIME = re.compile(
    rf"{_MONTH}\s+{_DAY}\s+(?P<clock>\d{{1,2}}:\d{{2}}(?::\d{{2}})?(?:\s(?:[a-z]{{2,5}}|[+-]\d{{4}}))?)\s+{_YEAR}"
)
_YEAR_MONTH_DAY = re.compile(rf"{_YEAR}[\s.,\-/]+(?:m\.\s*|թ\.\s*)?{_MONTH}[\s.\-/]*{_DAY}(?!\d)")
# Latvian and Kazakh.
_YEAR_DAY_MONTH = re.compile(rf"{_YEAR}(?:\.\s?gada|\s?ж\.)\s{_DAY}[\s.]+{_MONTH}")
_START = re.compile(r"(?<![\d.,:/\-])\d|(?<![^\W_])(?:[^\W\d_])|令和|平成|昭和|民國|民国|(?<=[/\-.,:])\d{4}")
_BUDDHIST_ERA: Final = 543
_HAN_DIGITS: Final = "〇一二三四五六七八九零○"
_ERAS: Final = {"令和": 2018, "平成": 1988, "昭和": 1925, "民國": 1911, "民国": 1911}
_BEFORE = re.compile(rf"({WORD})[\s.,]*$")

_MONTH_FIRST: Final = frozenset({"en-us", "en-ph", "en-fm", "en-pr", "en-gu", "fil", "tl"})
_YEAR_FIRST: Final = frozenset({"ko", "ja", "zh", "hu", "lt", "eu", "eo", "ne", "mn"})
"""Whose short numeric dates begin with the year (CLDR 45)."""
_UNDECIDED: Final = frozenset({"en", "en-ca", "mul", "und"})


@dataclass(frozen=True, slots=True)
class Day:
    """A day and where it stands; `year` None where none is written. `clock` is set where a time stands inside (asctime)."""

    year: int | None
    month: int
    day: int
    start: int
    end: int
    clock_at: int | None = None


@dataclass(frozen=True, slots=True)
class Hints:
    """What decides between readings: the document's language, and the order its other dates prove."""

    language: str | None
    order: DayOrder | None


def find_day(text: str, position: int, hints: Hints) -> Day | None:
    """The first day at or after `position` of `text`, which is in lower case with ASCII digits."""
    start = _START.search(text, position)
    while start is not None:
        for pattern, read in _READINGS:
            found = pattern.match(text, start.start())
            day = read(found, hints) if found else None
            if day is not None:
                return day
        start = _START.search(text, _next_start(text, start.start()))
    return None


def order_of(texts: Iterable[str], language: str | None) -> DayOrder | None:
    """Whether the all-number dates of a document put the day or the month first: as one of them proves, else by the language."""
    proven = {order for text in texts for found in _NUMBERS.finditer(text[:200]) if (order := _proven(found))}
    if len(proven) == 1:
        return proven.pop()
    return language_order(language)


def language_order(language: str | None) -> DayOrder | None:
    """The order a language's readers expect (CLDR short dates); None for English at large, which is divided."""
    if not language:
        return None
    tag = language.strip().lower().replace("_", "-")
    if tag in _MONTH_FIRST:
        return "month-first"
    return None if tag in _UNDECIDED else "day-first"


def _proven(found: re.Match[str]) -> DayOrder | None:
    first, second = int(found["first"]), int(found["second"])
    if found["mark"] == "." or first == second or max(first, second) > 31:
        return None
    if first > 12 >= second:
        return "day-first"
    return "month-first" if second > 12 >= first else None


def _next_start(text: str, position: int) -> int:
    """The place after the word or number at `position`."""
    end = position + 1
    while end < len(text) and text[end].isalnum() and text[end].isdigit() == text[position].isdigit():
        end += 1
    return end


def _day(found: re.Match[str], year: int | None, month: int | None, day: int, clock_at: int | None = None) -> Day | None:
    if month is None or not 1 <= month <= 12 or day < 1:
        return None
    if day > monthrange(year if year is not None else 2024, month)[1]:
        return None
    return Day(year, month, day, found.start(), found.end(), clock_at)


def _year(raw: str | None) -> int | None:
    """Two digits are of 1950 to 2049 (RFC 5322 section 4.3); years beyond 2400 are of the Buddhist era."""
    if raw is None:
        return None
    year = int(raw)
    if len(raw) == 2:
        return year + (2000 if year < 50 else 1900)
    return year - _BUDDHIST_ERA if 2500 <= year <= 2650 else year


def _numbered(found: re.Match[str], hints: Hints) -> Day | None:  # noqa: ARG001 - one signature for all readings
    return _day(found, _year(found["year"]), int(found["number"]), int(found["day"]))


def _han(found: re.Match[str], hints: Hints) -> Day | None:  # noqa: ARG001
    year = int("".join(str(_HAN_DIGITS.index(char) % 10) for char in found["year"]))
    return _day(found, year, _han_number(found["number"]), _han_number(found["day"]))


def _han_number(word: str) -> int:
    """A number below a hundred: 二十五 is two tens and five."""
    tens, ten, ones = word.rpartition("十")
    return (_HAN_DIGITS.index(tens) if tens else 1) * 10 * bool(ten) + (_HAN_DIGITS.index(ones) if ones else 0)


def _eastern(found: re.Match[str], hints: Hints) -> Day | None:  # noqa: ARG001
    year = _year(found["year"])
    if found["era"]:
        year = _ERAS[found["era"]] + (1 if found["era_year"] == "元" else int(found["era_year"]))
    return _day(found, year, int(found["number"]), int(found["day"]))


def _named(found: re.Match[str], hints: Hints) -> Day | None:
    month = month_of(found["month"], hints.language)
    if month is None or (len(found["year"] or "") < 4 and is_another_word(found["month"], hints.language)):
        return None
    return _day(found, _year(found["year"]), month, int(found["day"]))


def _asctime(found: re.Match[str], hints: Hints) -> Day | None:
    month = month_of(found["month"], hints.language)
    return _day(found, _year(found["year"]), month, int(found["day"]), found.start("clock")) if month else None


def _numbers(found: re.Match[str], hints: Hints) -> Day | None:
    """D.M.Y everywhere; with slashes and hyphens what is possible, else what the weekday beside it or the document says.

    In East Asia and some other places the year comes first, also where it has two digits: "25.11.03". In an unknown language that
    is no date, unless it cannot be a year, a month and a day.
    """
    language = primary(hints.language)
    if len(found["year"]) == 2 and (language not in LANGUAGES or language in _YEAR_FIRST):
        year_first = _day(found, _year(f"{int(found['first']):02}"), int(found["second"]), int(found["year"]))
        if language in _YEAR_FIRST:
            return year_first
        if year_first is not None and hints.order is None:
            return None
    first, second, year = int(found["first"]), int(found["second"]), _year(found["year"])
    day_first = _day(found, year, second, first)
    month_first = _day(found, year, first, second)
    if found["mark"] == "." and len(found["year"]) == 4 and day_first is None:
        return month_first  # 01.21.2020, as some American papers write
    if found["mark"] == "." or month_first is None or first == second:
        return day_first
    if day_first is None:
        return month_first
    order = _by_weekday(found, day_first, month_first) or hints.order or language_order(hints.language)
    return {"day-first": day_first, "month-first": month_first, None: None}[order]


def _by_weekday(found: re.Match[str], day_first: Day, month_first: Day) -> DayOrder | None:
    before = _BEFORE.search(found.string, max(0, found.start() - 20), found.start())
    weekday = WEEKDAYS.get(fold(before[1])) if before else None
    if weekday is None or day_first.year is None:
        return None
    fits = [date(day_first.year, day.month, day.day).weekday() == weekday for day in (day_first, month_first)]
    return None if fits[0] == fits[1] else ("day-first" if fits[0] else "month-first")


_READINGS: Final[tuple[tuple[re.Pattern[str], Callable[[re.Match[str], Hints], Day | None]], ...]] = (
    (_ISO, _numbered),
    (_EASTERN, _eastern),
    (_EASTERN_MAIL, _numbered),
    (_HAN, _han),
    (_YEAR_MONTH_DAY, _named),
    (_YEAR_DAY_MONTH, _named),
    (_VIETNAMESE, _numbered),
    (_NUMBERS, _numbers),
    (_DAY_MONTH, _named),
    (_ASCTIME, _asctime),
    (_MONTH_DAY, _named),
)
