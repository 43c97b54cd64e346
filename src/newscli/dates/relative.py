"""Times told from now: "3 hours ago", "7 hrs ago", "어제 14:30"; `now` is an argument, there is no clock here."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from newscli.dates.names import CUT, WORD, fold
from newscli.dates.relative_words import DAY_WORDS, NOW_WORDS, NUMBERS, OTHER_UNITS, TWO_OF, UNITS, Unit

# A number in words ends with the word: "about 3 hours ago" is not one "bout".
_NUMBER = rf"(?P<number>\d{{1,3}}|(?:{'|'.join(map(re.escape, sorted(NUMBERS, key=len, reverse=True)))})(?![^\W_]))"
_PREFIX = (
    r"(?P<marker>vor|il y a|hace|hai|há|ha|fa|f[oö]r(?=[^.;:]{1,40}\bs(?:iden|idan|edan|en)\b)|"
    r"منذ|قبل|před|pred|acum|πριν από|πριν|לפני|cách đây|prieš|pirms|prije|pre|"
    r"преди|пре)"
)
_SUFFIX = (
    r"(?:(?P<marker>тому(?!\s+назад)|(?:yang\s+)?lalu)|ago|atrás|atras|fa|geleden|назад|тому\s+назад|temu|önce|evvel|siden|sedan|"
    r"sen|sitten|trước|पहले|earlier|ezelőtt|zpět|back|tagasi|eest|আগে|পূর্বে|پیش|قبل)(?![^\W_])"
)
_EASTERN = re.compile(
    r"(?P<number>\d{1,3}|[一二两兩三四五한두세])\s?"
    r"(?P<unit>초|분|시간|일|주일|주|개월|달|년|秒钟|秒鐘|秒|分钟|分鐘|分間|分|小时|小時|時間|天|日間|日|週間|周|週|星期|"
    r"个月|個月|ヶ月|か月|ヵ月|月|年|วินาที|นาที|ชั่วโมง|วัน|สัปดาห์|เดือน|ปี)\s?(?:전|前|以前|之前|ที่ผ่านมา|ที่แล้ว|ก่อน)"
)
_SUFFIXED = re.compile(
    rf"(?<![^\W_]){_NUMBER}\s?(?P<unit>{WORD}){CUT}?,?(?:\s+(?:and\s+|и\s+|i\s+)?\d{{1,2}}\s?{WORD}\.?)?\s+{_SUFFIX}"
)
_BARE_SUFFIXED = re.compile(rf"(?<![^\W_])(?P<unit>{WORD})\s+{_SUFFIX}")
_PREFIXED = re.compile(rf"(?<![^\W_]){_PREFIX}\s+(?:etwa\s+|environ\s+|около\s+)?(?:{_NUMBER}\s?(?:de\s+)?)?(?P<unit>{WORD})")
_SHORT = re.compile(rf"\s*(?P<number>\d{{1,3}})\s?(?P<unit>{WORD})\.?\s*")
_LONE_UNITS: Final = frozenset(
    fold(word)
    for word in (
        "минуту", "час", "день", "неделю", "месяц", "год", "minutę", "godzinę", "dzień", "tydzień", "miesiąc", "rok",
        "ساعة", "دقيقة", "يوم", "أسبوع", "شهر", "ثانية", "سنة", "שנייה", "דקה", "שעה", "שבוע", "חודש", "שנה",
    )
)  # fmt: skip
_EASTERN_DAY = re.compile("|".join(("오늘", "어제", "그제", "今日", "今天", "昨日", "昨天", "前天", "一昨日", "おととい")))
_ANY_WORD = re.compile(rf"{WORD}(?:['’ \-]{WORD})?")
_UNSURE: Final = frozenset({"m", "y", "g", "t"})
"""Letters that are more often metres, grams or tons where no word for "ago" stands beside them."""
_DAYS: Final[dict[Unit, int]] = {"day": 1, "week": 7}
_SECONDS: Final[dict[Unit, int]] = {"second": 1, "minute": 60, "hour": 3600}


@dataclass(frozen=True, slots=True)
class Ago:
    """A time before now: `seconds` exactly, or whole `days`, `months` back."""

    start: int
    end: int
    seconds: int | None = None
    days: int = 0
    months: int = 0


def find_ago(text: str, position: int = 0) -> Ago | None:
    """The first "so long ago" at or after `position` of `text` (lower case, ASCII digits)."""
    best: Ago | None = None
    for pattern in (_EASTERN, _SUFFIXED, _PREFIXED, _BARE_SUFFIXED):
        for found in pattern.finditer(text, position):
            ago = _read(found, is_bare=pattern is _BARE_SUFFIXED)
            if ago is not None:
                best = ago if best is None or ago.start < best.start else best
                break
    return best


def whole_ago(text: str) -> Ago | None:
    """`text` as a short form that means a time only when it stands alone: "7 hrs", "3h", "now"."""
    if fold(text.strip()) in NOW_WORDS:
        return Ago(0, len(text), seconds=0)
    found = _SHORT.fullmatch(text)
    return _read(found, is_bare=False) if found and fold(found["unit"]) not in _UNSURE else None


def find_day_word(text: str, position: int = 0) -> Ago | None:
    """The first "today" or "yesterday" at or after `position`."""
    found = _EASTERN_DAY.search(text, position)
    if found:
        return Ago(found.start(), found.end(), days=DAY_WORDS[fold(found.group())])
    for word in _ANY_WORD.finditer(text, position):
        for end in (word.end(), word.start() + len(re.split(r"[ '’\-]", word.group())[0])):
            days = DAY_WORDS.get(fold(text[word.start() : end]))
            if days is not None and end - word.start() > 2:
                return Ago(word.start(), end, days=days)
    return None


def resolve(ago: Ago, now: datetime) -> tuple[datetime, bool]:
    """The time meant, in the zone of `now`, and whether it is a day only. Months back keep the day where there is one."""
    if ago.seconds is not None:
        return now - timedelta(seconds=ago.seconds), False
    day = now.replace(hour=0, minute=0, second=0, microsecond=0)
    if ago.months:
        total = day.year * 12 + day.month - 1 - ago.months
        return day.replace(year=total // 12, month=total % 12 + 1, day=min(day.day, 28)), True
    return day - timedelta(days=ago.days), True


def _read(found: re.Match[str], *, is_bare: bool) -> Ago | None:
    word = fold(found["unit"])
    raw = None if is_bare else found["number"]
    if word in TWO_OF:
        return _of(found, 2, TWO_OF[word])
    marker = (found.groupdict().get("marker") or "").split()[-1:]
    unit = OTHER_UNITS.get(marker[0], UNITS).get(word, UNITS.get(word)) if marker else UNITS.get(word)
    if word == "m" and found.re is _PREFIXED:
        return None  # French and Spanish shorten months so, others minutes
    if unit is None or (raw is None and word not in _LONE_UNITS):
        return None
    return _of(found, 1 if raw is None else int(raw) if raw.isdigit() and raw.isascii() else NUMBERS.get(fold(raw), 1), unit)


def _of(found: re.Match[str], number: int, unit: Unit) -> Ago:
    start, end = found.span()
    if unit in _SECONDS:
        return Ago(start, end, seconds=number * _SECONDS[unit])
    if unit in _DAYS:
        return Ago(start, end, days=number * _DAYS[unit])
    return Ago(start, end, months=number * (12 if unit == "year" else 1))
