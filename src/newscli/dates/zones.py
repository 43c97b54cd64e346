"""Zones as people write them: offsets, names, and the local times of North America; no database of zones is read.

Where a name means several zones, the one that news uses it for most is taken, and the document's language may tell better:
CST is US Central, but China's in Chinese or in `en-HK`; BST is British Summer Time, but Bangladesh's in Bengali; IST is India's,
but Israel's in Hebrew and Ireland's in `en-IE`; AST is Atlantic, but Arabia's in Arabic. docs/internals/dates.md lists them.
"""

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from typing import Final

# RFC 822 section 5.1, RFC 5322 section 4.3, and the names of the IANA time zone database.
_HOURS: Final[dict[float, str]] = {
    -12: "aoe", -11: "sst nut", -10: "hst hast ckt", -9.5: "mart", -9: "akst hdt gamt", -8: "pst akdt", -7: "mst pdt",
    -6: "cst mdt galt", -5: "est cdt cot pet ect", -4: "ast edt vet clt bot gyt amt", -3.5: "nst",
    -3: "brt art adt clst uyt gft wgt pyst", -2.5: "ndt", -2: "brst fnt", -1: "cvt egt azot",
    0: "gmt utc ut wet uct z zulu", 1: "cet bst wat west mez met dft", 2: "cest eet sast cat mesz mest kalt haec",
    3: "msk eest eat trt arst aqt fet idt syot", 3.5: "irst", 4: "gst azt get samt mut msd sct ret volt",
    4.5: "aft irdt", 5: "pkt uzt tmt yekt mvt tjt orat", 5.5: "ist slst", 5.75: "npt", 6: "btt omst almt kgt vost",
    6.5: "mmt", 7: "wib ict krat hovt novt cxt davt", 8: "hkt sgt pht awst myt irkt wita ulat bnt phst", 8.75: "acwst",
    9: "kst jst wit yakt tlt pwt", 9.5: "acst", 10: "aest vlat pgt chst", 10.5: "acdt lhst", 11: "aedt sbt magt nct vut",
    12: "nzst fjt anat", 12.75: "chast", 13: "nzdt tot phot", 13.75: "chadt", 14: "lint",
}  # fmt: skip
_NAMED: Final[dict[str, float]] = {name: hours for hours, line in _HOURS.items() for name in line.split()}
_BY_LANGUAGE: Final[dict[tuple[str, str], float]] = {
    ("cst", "zh"): 8, ("bst", "bn"): 6, ("ist", "he"): 2, ("ist", "ga"): 1, ("ast", "ar"): 3, ("pst", "tl"): 8, ("pst", "fil"): 8,
    ("ect", "fr"): 1, ("amt", "hy"): 4,
}  # fmt: skip
# The country of a language tag (en-IE) says more than its language.
_BY_COUNTRY: Final[dict[tuple[str, str], float]] = {
    ("cst", "cn"): 8, ("cst", "tw"): 8, ("cst", "hk"): 8, ("cst", "sg"): 8, ("bst", "bd"): 6, ("ist", "il"): 2, ("ist", "ie"): 1,
    ("pst", "ph"): 8, ("ast", "sa"): 3, ("ast", "ae"): 3, ("ast", "qa"): 3, ("ast", "kw"): 3, ("ast", "bh"): 3, ("ast", "iq"): 3,
    ("amt", "am"): 4,
}  # fmt: skip
# Names that leave it to the day whether it is summer time.
_AMERICAN: Final = {"et": -5, "ct": -6, "mt": -7, "pt": -8, "eastern": -5, "central": -6, "mountain": -7, "pacific": -8}
_PLACES: Final[dict[str, float]] = {
    "beijing time": 8, "北京时间": 8, "北京時間": 8, "한국시간": 9, "日本時間": 9, "мск": 3, "korea standard time": 9,
    "india standard time": 5.5, "japan standard time": 9,
}  # fmt: skip

_OFFSET = r"(?P<sign>[+\-\u2212\u2013])\s?(?P<hours>\d{1,2})(?::?(?P<minutes>\d{2}))?"
_ZONE = re.compile(
    rf"\s*\(?\s*(?:(?:(?P<base>utc|gmt|z)\s?)?{_OFFSET}(?![\d:])|(?P<place>{'|'.join(map(re.escape, _PLACES))})"
    r"|(?P<american>eastern|central|mountain|pacific)\s+(?:(?P<season>standard|daylight)\s+)?time"
    r"|(?P<name>[a-z]{1,5})(?![^\W_]))"
)


def zone_after(text: str, position: int, original: str, at: datetime, language: str | None) -> tuple[tzinfo, int] | None:
    """The zone written at `position` of `text` (lower case, `original` as it stood), for the naive local time `at`, and its end.

    A name counts only in capitals, for "est", "ist" and "mit" are words; an offset without UTC or GMT needs four digits or to
    touch the time, for "12:07 - 3 min" holds none.
    """
    found = _ZONE.match(text, position)
    if found is None:
        return None
    if found["hours"]:
        touches = found.start("sign") == position
        if not (found["base"] or found["minutes"] or (touches and len(found["hours"]) == 2)):
            return None
        return _offset(found["sign"], found["hours"], found["minutes"]), found.end()
    if found["place"]:
        return _fixed(_PLACES[found["place"]]), found.end()
    if found["american"]:
        return _american(_AMERICAN[found["american"]], at, found["season"]), found.end()
    name = found["name"]
    written = original[found.start("name") : found.end("name")]
    if not written.isupper() and name not in ("utc", "gmt", "ut", "z"):
        return None
    zone = named_zone(name, at, language)
    return (zone, found.end()) if zone is not None else None


def named_zone(name: str, at: datetime, language: str | None) -> tzinfo | None:
    """The zone called `name`, for the naive local time `at`; None for a name that is none."""
    name = name.lower()
    if name in _AMERICAN:
        return _american(_AMERICAN[name], at, None)
    spoken, *others = (language or "").lower().replace("_", "-").split("-")
    countries = (_BY_COUNTRY.get((name, other)) for other in others)
    hours = next((found for found in countries if found is not None), None)
    if hours is None:
        hours = _BY_LANGUAGE.get((name, spoken), _NAMED.get(name))
    return None if hours is None else _fixed(hours)


def _fixed(hours: float) -> tzinfo:
    return UTC if hours == 0 else timezone(timedelta(hours=hours))


def _offset(sign: str, hours: str, minutes: str | None) -> tzinfo:
    """An offset beyond what any place has (UTC-12 to UTC+14) is a mistake and read as UTC."""
    total = int(hours) * 60 + int(minutes or 0)
    if total > 14 * 60 or total == 0:
        return UTC
    return timezone(timedelta(minutes=total if sign == "+" else -total))


def _american(standard: int, at: datetime, season: str | None) -> tzinfo:
    is_summer = _is_american_summer(at) if season is None else season == "daylight"
    return _fixed(standard + is_summer)


def _is_american_summer(at: datetime) -> bool:
    """Energy Policy Act of 2005: second Sunday of March to first of November; 1987 to 2006: first of April to last of October."""
    if at.year >= 2007:
        start, end = _sunday(at.year, 3, 8), _sunday(at.year, 11, 1)
    else:
        start, end = _sunday(at.year, 4, 1), _sunday(at.year, 10, 25)
    return start <= at < end


def _sunday(year: int, month: int, day: int) -> datetime:
    """Two in the morning of the first Sunday from that day on."""
    first = datetime(year, month, day, 2)  # noqa: DTZ001 - local time, compared with local times
    return first + timedelta(days=(6 - first.weekday()) % 7)
