"""The table of dates: what stands in feeds and pages, and the time it means; from RFC 822/5322, ISO 8601, CLDR, real feeds."""

from datetime import UTC, datetime, timedelta, timezone, tzinfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newscli.dates import find_date_in, language_order, order_of, parse_date

EARLIEST, LATEST = datetime(1990, 1, 2), datetime(2099, 12, 31)  # noqa: DTZ001 - the test gives them their zones
NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


def zone(hours: float) -> tzinfo:
    return timezone(timedelta(hours=hours))


SECONDS = [
    # RFC 822 and RFC 5322, as in RSS 2.0
    ("Thu, 01 Jan 2004 19:48:21 GMT", "2004-01-01T19:48:21+00:00"),
    ("Thu, 01 Jan 2004 19:48:21 +0900", "2004-01-01T19:48:21+09:00"),
    ("Thu, 1 Jan 2004 19:48:21 -0330", "2004-01-01T19:48:21-03:30"),
    ("Thu, 01 Jan 2004 19:48:21 -0000", "2004-01-01T19:48:21+00:00"),
    ("01 Jan 2004 19:48:21 EST", "2004-01-01T19:48:21-05:00"),
    ("Mon, 03 Nov 2025 12:07:00 KST", "2025-11-03T12:07:00+09:00"),
    ("Mon, 03 Nov 2025 12:07:00 JST", "2025-11-03T12:07:00+09:00"),
    ("Mon, 03 Nov 2025 12:07:00 CEST", "2025-11-03T12:07:00+02:00"),
    ("Mon, 03 Nov 2025 12:07:00 IST", "2025-11-03T12:07:00+05:30"),
    ("Mon, 03 Nov 2025 12:07:00 BST", "2025-11-03T12:07:00+01:00"),
    ("Mon, 03 Nov 2025 12:07:00 CST", "2025-11-03T12:07:00-06:00"),
    ("Sat, 01-Nov-2025 12:07:33 +0530", "2025-11-01T12:07:33+05:30"),
    ("Fri, 31 Oct 2025 12:07:00 +0900 (KST)", "2025-10-31T12:07:00+09:00"),
    ("Sun Nov 02 2025 08:15:00 GMT+0900 (Korean Standard Time)", "2025-11-02T08:15:00+09:00"),
    ("월, 03 11월 2025 12:07:00 +0900", "2025-11-03T12:07:00+09:00"),  # Java in Korean
    ("星期一, 03 十一月 2025 12:07:00 +0800", "2025-11-03T12:07:00+08:00"),  # Java in Chinese
    ("Пн, 03 ноя 2025 12:07:00 +0300", "2025-11-03T12:07:00+03:00"),
    # asctime (C99 7.23.3.1), and date(1) with a zone
    ("Thu Jan  1 19:48:21 2004", "2004-01-01T19:48:21+00:00"),
    ("Thu Jan  1 19:48:21 EST 2004", "2004-01-01T19:48:21-05:00"),
    ("Mon Nov 03 12:07:33 +0900 2025", "2025-11-03T12:07:33+09:00"),
    ("Mon Nov  3 12:07:33 2025 +0900", "2025-11-03T12:07:33+09:00"),  # git
    # ISO 8601 and RFC 3339, and their careless variants
    ("2025-11-03T12:07:33Z", "2025-11-03T12:07:33+00:00"),
    ("2025-11-03T12:07:33+0900", "2025-11-03T12:07:33+09:00"),
    ("2025-11-03 12:07:33 UTC+9", "2025-11-03T12:07:33+09:00"),
    ("2025-11-03 12:07:33 +09", "2025-11-03T12:07:33+09:00"),
    ("2025-11-03T12:07:33.1234567Z", "2025-11-03T12:07:33+00:00"),
    ("2025-11-03T24:00:00Z", "2025-11-04T00:00:00+00:00"),
    ("2016-12-31T23:59:60Z", "2016-12-31T23:59:59+00:00"),
    ("20251103T120733Z", "2025-11-03T12:07:33+00:00"),
    ("20251103120733", "2025-11-03T12:07:33+00:00"),
    ("2025-11-03T120733+0900", "2025-11-03T12:07:33+09:00"),
    ("2025年11月3日 14時30分05秒", "2025-11-03T14:30:05+00:00"),
    ("2025년 11월 3일 14시 30분 5초", "2025-11-03T14:30:05+00:00"),
    # what feedparser reads wrongly or not at all (facts of the real feeds)
    ("2020/1/10 14:33:00", "2020-01-10T14:33:00+00:00"),
    ("22.11.2022 12:16:00", "2022-11-22T12:16:00+00:00"),
    ("1762171620", "2025-11-03T12:07:00+00:00"),
    ("1762171620000", "2025-11-03T12:07:00+00:00"),
]
MINUTES = [
    ("Nov. 3, 2025 12:07 p.m.", "2025-11-03T12:07:00+00:00"),  # AP
    ("Jan. 27, 2026 12:05 a.m.", "2026-01-27T00:05:00+00:00"),
    ("Posted on Monday, November 3rd, 2025 at 2:07 PM EST by X", "2025-11-03T14:07:00-05:00"),
    ("July 3, 2025 2:07 PM ET", "2025-07-03T14:07:00-04:00"),
    ("December 3, 2025 2:07 p.m. PT", "2025-12-03T14:07:00-08:00"),
    ("Mon, 3 Nov 25 12:07 EST", "2025-11-03T12:07:00-05:00"),
    ("2025-11-03T12:07Z", "2025-11-03T12:07:00+00:00"),
    ("2025-11-03T12Z", "2025-11-03T12:00:00+00:00"),
    ("2025-11-03T1207+0900", "2025-11-03T12:07:00+09:00"),
    ("20251103T12", "2025-11-03T12:00:00+00:00"),
    ("12:07, 03.11.2025", "2025-11-03T12:07:00+00:00"),
    ("2025년 11월 3일 오후 3시 25분", "2025-11-03T15:25:00+00:00"),
    ("2025. 11. 3. 오후 3:25", "2025-11-03T15:25:00+00:00"),
    ("2025.11.03 14:30", "2025-11-03T14:30:00+00:00"),
    ("2025年11月3日 14時30分", "2025-11-03T14:30:00+00:00"),
    ("2025年11月03日12:07", "2025-11-03T12:07:00+00:00"),
    ("2025年11月3日 下午2:30", "2025-11-03T14:30:00+00:00"),
    ("3. November 2025, 12:30 Uhr", "2025-11-03T12:30:00+00:00"),
    ("3 novembre 2025 à 14h30", "2025-11-03T14:30:00+00:00"),
    ("3 maart 2025 om 14:30 uur", "2025-03-03T14:30:00+00:00"),
    ("5 listopada 2025, 12:30", "2025-11-05T12:30:00+00:00"),
    ("03 ноября 2025, 12:07 (МСК)", "2025-11-03T12:07:00+03:00"),
    ("3 Kasım 2025 Pazartesi 14:25", "2025-11-03T14:25:00+00:00"),
    ("3 نوفمبر 2025 - 2:30 م", "2025-11-03T14:30:00+00:00"),
    ("الجمعة 17 يناير 2025 - 2:30 مساءً", "2025-01-17T14:30:00+00:00"),
    ("2025-11-03 새벽 2:30", "2025-11-03T02:30:00+00:00"),
]
DAYS = [
    ("2025-11-03", "2025-11-03"),
    ("2025.11.03", "2025-11-03"),
    ("20251103", "2025-11-03"),
    ("2003-335", "2003-12-01"),
    ("2003-W01-3", "2003-01-01"),
    ("26 | 01 | 2022", "2022-01-26"),
    ("26·01·2022", "2022-01-26"),
    ("26 • 01 • 2022", "2022-01-26"),
    ("01.21.2020", "2020-01-21"),  # some American papers: no month is the 21st
    ("2025년 11월 3일", "2025-11-03"),
    ("令和7年11月3日", "2025-11-03"),
    ("民國114年11月3日", "2025-11-03"),
    ("3 de noviembre de 2025", "2025-11-03"),
    ("3 dicembre 2025", "2025-12-03"),
    ("3 de março de 2025", "2025-03-03"),
    ("3. März 2025", "2025-03-03"),
    ("1er août 2025", "2025-08-01"),
    ("3 листопада 2025", "2025-11-03"),
    ("3 μαΐου 2025", "2025-05-03"),
    ("٣ نوفمبر ٢٠٢٥", "2025-11-03"),
    ("3 تشرين الثاني 2025", "2025-11-03"),
    ("3 نوفمبر/ تشرين الثاني 2025", "2025-11-03"),
    ("二〇二五年十一月三日", "2025-11-03"),
    ("二〇二五年十二月二十五日", "2025-12-25"),
    ("二〇二五年十月十日", "2025-10-10"),
    ("2025. november 3.", "2025-11-03"),
    ("ngày 3 tháng 11 năm 2025", "2025-11-03"),
    ("3 พฤศจิกายน 2568", "2025-11-03"),
    ("3 नवंबर 2025", "2025-11-03"),
    ("3.11.2025", "2025-11-03"),
    ("25/11/2025", "2025-11-25"),
    ("25\u200f/11\u200f/2025", "2025-11-25"),  # CLDR in Arabic
    ("11/25/2025", "2025-11-25"),
    ("Mon 03/11/2025", "2025-11-03"),
    ("Tue 03/11/2025", "2025-03-11"),
    ("12 views 3 Nov 2025", "2025-11-03"),
]
TOLD = [
    ("3 hours ago", "2026-11-23T09:00:00+00:00", "minute"),
    ("7 hrs ago", "2026-11-23T05:00:00+00:00", "minute"),
    ("about 3 hours ago", "2026-11-23T09:00:00+00:00", "minute"),
    ("almost 2 years ago", "2024-11-23T00:00:00+00:00", "day"),
    ("an hour ago", "2026-11-23T11:00:00+00:00", "minute"),
    ("Prieš 6 val.", "2026-11-23T06:00:00+00:00", "minute"),
    ("pirms 3 stundām", "2026-11-23T09:00:00+00:00", "minute"),
    ("2 tundi tagasi", "2026-11-23T10:00:00+00:00", "minute"),
    ("prije 5 dana", "2026-11-18T00:00:00+00:00", "day"),
    ("3h", "2026-11-23T09:00:00+00:00", "minute"),
    ("just now", "2026-11-23T12:00:00+00:00", "second"),
    ("어제", "2026-11-22T00:00:00+00:00", "day"),
    ("어제 14:30", "2026-11-22T14:30:00+00:00", "minute"),
    ("3시간 전", "2026-11-23T09:00:00+00:00", "minute"),
    ("3小时前", "2026-11-23T09:00:00+00:00", "minute"),
    ("2日前", "2026-11-21T00:00:00+00:00", "day"),
    ("vor 3 Stunden", "2026-11-23T09:00:00+00:00", "minute"),
    ("il y a 2 jours", "2026-11-21T00:00:00+00:00", "day"),
    ("hace 5 minutos", "2026-11-23T11:55:00+00:00", "minute"),
    ("há 2 horas", "2026-11-23T10:00:00+00:00", "minute"),
    ("2 ore fa", "2026-11-23T10:00:00+00:00", "minute"),
    ("2 sett. fa", "2026-11-09T00:00:00+00:00", "day"),
    ("5 год тому", "2026-11-23T07:00:00+00:00", "minute"),  # Ukrainian hours, not Russian years
    ("год тому назад", "2025-11-23T00:00:00+00:00", "day"),
    ("2 h lalu", "2026-11-21T00:00:00+00:00", "day"),  # Indonesian hari
    ("לפני שעתיים", "2026-11-23T10:00:00+00:00", "minute"),
    ("2 uur geleden", "2026-11-23T10:00:00+00:00", "minute"),
    ("3 часа назад", "2026-11-23T09:00:00+00:00", "minute"),
    ("час назад", "2026-11-23T11:00:00+00:00", "minute"),
    ("2 godziny temu", "2026-11-23T10:00:00+00:00", "minute"),
    ("3 saat önce", "2026-11-23T09:00:00+00:00", "minute"),
    ("منذ ساعتين", "2026-11-23T10:00:00+00:00", "minute"),
    ("yesterday at 2:30 p.m. ET", "2026-11-22T14:30:00-05:00", "minute"),
    ("Nov 3", "2026-11-03T00:00:00+00:00", "day"),
    ("12월 3일", "2025-12-03T00:00:00+00:00", "day"),
    ("Feb 29", "2024-02-29T00:00:00+00:00", "day"),
]
NO_DATES = [
    "", "Monday", "November 2025", "12:07 - 3 min read", "version 1.2.3 is out", "30 февраля 2025", "0001-01-01", "1970-01-01",
    "1989-12-31T23:59:59Z", "2025-13-01", "99999999999999999999", "9999-12-31", "-1", "١", "\ud800", "03/11/2025", "3-4-2025",
    # What programs write for a date that they do not have, and numbers that are none.
    "Wed, 30 Nov -0001 00:00:00 +0000", "30 Nov -0001", "November 30, 0000", "01 Jan 0001", "0000-00-00 00:00:00", "v1.2.25",
    "R7.1.17", "25/01/17", "26 | 01 | 22", "32 | 01 | 2022", "01.32.2020", "01.21.20",
    "03.11.25", "il y a 3 m.", "17 di Avrîl dal 2025", "2025-ж., 17-август",
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), SECONDS)
def test_times_to_the_second_keep_their_offset(text: str, expected: str) -> None:
    read = parse_date(text, now=NOW)
    assert read is not None
    assert (read.at.replace(microsecond=0).isoformat(), read.precision) == (expected, "second")


@pytest.mark.parametrize(("text", "expected"), MINUTES)
def test_times_to_the_minute(text: str, expected: str) -> None:
    read = parse_date(text, now=NOW)
    assert read is not None
    assert (read.at.isoformat(), read.precision) == (expected, "minute")


@pytest.mark.parametrize(("text", "expected"), DAYS)
def test_a_day_is_a_day(text: str, expected: str) -> None:
    read = parse_date(text, now=NOW)
    assert read is not None
    assert (read.at.isoformat(), read.precision) == (f"{expected}T00:00:00+00:00", "day")


@pytest.mark.parametrize(("text", "expected", "precision"), TOLD)
def test_times_told_from_now_need_now(text: str, expected: str, precision: str) -> None:
    read = parse_date(text, now=NOW)
    assert read is not None
    assert (read.at.isoformat(), read.precision) == (expected, precision)
    assert parse_date(text) is None


@pytest.mark.parametrize("text", NO_DATES)
def test_what_is_not_surely_a_date_is_none(text: str) -> None:
    assert parse_date(text, now=NOW) is None


@pytest.mark.parametrize(
    ("language", "expected"), [("en-US", "2025-03-11"), ("en-GB", "2025-11-03"), ("fr", "2025-11-03"), ("en", None), (None, None)]
)
def test_the_language_decides_between_day_and_month(language: str | None, expected: str | None) -> None:
    read = parse_date("03/11/2025", language=language)
    assert (read.at.date().isoformat() if read else None) == expected


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("25.11.03", "ko", "2025-11-03"),
        ("25-11-03", "ja-JP", "2025-11-03"),
        ("99/12/31", "zh", "1999-12-31"),
        ("25.11.03", "de", "2003-11-25"),
        ("30.11.25", "de", "2025-11-30"),
        ("17-1-25", "kok", "None"),  # no Korean
    ],
)
def test_a_short_year_comes_first_in_east_asia(text: str, language: str, expected: str) -> None:
    read = parse_date(text, language=language)
    assert (read.at.date().isoformat() if read else "None") == expected


def test_one_date_of_a_document_proves_the_order_of_the_others() -> None:
    assert order_of(["03/04/2025", "25/12/2024"], "en") == "day-first"
    assert order_of(["03/04/2025", "12/25/2024"], "fr") == "month-first"
    assert order_of(["25/12/2024", "12/25/2024"], "en-US") == language_order("en-US") == "month-first"
    read = parse_date("03/04/2025", order="day-first")
    assert read is not None
    assert read.at.month == 4


@pytest.mark.parametrize(
    ("text", "language", "hours"),
    [
        ("CST", "zh-CN", 8),
        ("CST", "en", -6),
        ("IST", "he", 2),
        ("BST", "bn", 6),
        ("IST", "en-IN", 5.5),
        ("AST", "ar", 3),
        ("IST", "en-IE", 1),
        ("IST", "en-IL", 2),
        ("CST", "en-HK", 8),
        ("CST", "zh-Hant-TW", 8),
        ("CST", "es-MX", -6),
        ("PST", "en-PH", 8),
    ],
)
def test_the_language_decides_between_zones(text: str, language: str, hours: float) -> None:
    read = parse_date(f"Mon, 03 Nov 2025 12:07:00 {text}", language=language)
    assert read is not None
    assert read.at.utcoffset() == timedelta(hours=hours)


def test_a_time_without_zone_is_of_the_document_else_utc() -> None:
    assumed, documented = parse_date("2025-11-03 12:07"), parse_date("2025-11-03 12:07", zone=zone(9))
    assert assumed is not None
    assert documented is not None
    assert (assumed.at.utcoffset(), assumed.zone) == (timedelta(0), "assumed")
    assert (documented.at.utcoffset(), documented.zone) == (timedelta(hours=9), "document")


def test_months_are_named_by_their_language() -> None:
    polish, croatian = parse_date("3 listopada 2025", language="pl"), parse_date("3 listopada 2025", language="hr")
    assert polish is not None
    assert croatian is not None
    assert (polish.at.month, croatian.at.month) == (11, 10)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("9 out of 10 dentists", "en"),
        ("Below we have set out 7 days of meals", "en-GB"),
        ("AirPods Pro 2 and the Gen 5 console", "en-US"),
        ("3 set pieces", "sv"),
        ("5 ago", "nb"),
    ],
)
def test_a_short_month_of_another_language_is_a_word_unless_a_year_is_written(text: str, language: str) -> None:
    assert find_date_in(text, now=NOW, language=language) is None


@pytest.mark.parametrize(
    ("text", "language", "month"),
    [
        ("9 out", "pt", 10),
        ("3 set", "it", 9),
        ("4 okt", "sv", 10),
        ("4 des", "nb", 12),
        ("4 dec", "ko", 12),
        ("9 out 2019", "en", 10),
        ("4 mai", "en", 5),
        ("5 окт", "en", 10),
        ("9 out", None, 10),
        ("9 out", "tlh", 10),
    ],
)
def test_a_short_month_is_one_where_its_language_is_spoken_or_nothing_says_otherwise(
    text: str, language: str | None, month: int
) -> None:
    found = find_date_in(text, now=NOW, language=language)
    assert found is not None
    assert found.date.at.month == month


def test_a_date_ahead_of_now_is_kept_and_said() -> None:
    ahead, tomorrow = parse_date("2026-12-24T12:00:00Z", now=NOW), parse_date("2026-11-24T11:00:00Z", now=NOW)
    assert ahead is not None
    assert tomorrow is not None
    assert (ahead.is_ahead, tomorrow.is_ahead) == (True, False)


@pytest.mark.parametrize(
    ("text", "matched"),
    [
        ("Nov. 3, 2025 12:07 p.m. 379", "Nov. 3, 2025 12:07 p.m."),
        ("By Ann Writer | 3 hours ago | 5 min read", "3 hours ago"),
        ("입력 2025.11.03 14:30 | 홍길동 기자", "2025.11.03 14:30"),
        ("Jan. 27, 2026 6:05 p.m. India and EU reach", "Jan. 27, 2026 6:05 p.m."),
        ("Room 101 opens in May or June", None),
        ("The 2-1 win", None),
    ],
)
def test_a_date_is_found_inside_a_line(text: str, matched: str | None) -> None:
    found = find_date_in(text, now=NOW)
    assert (found.matched if found else None) == matched
    assert found is None or text[found.start : found.end] == matched


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=80) | st.text(alphabet="0123456789 :-/.,+TZaprilnovJ年月日오전", max_size=60))
def test_any_text_is_read_without_an_error(text: str) -> None:
    for read in (parse_date(text, now=NOW), parse_date(text, language="en-US")):
        assert read is None or (read.at.utcoffset() is not None and 1990 <= read.at.astimezone(UTC).year <= 2101)
    found = find_date_in(text, now=NOW)
    assert found is None or text[found.start : found.end] == found.matched


@settings(max_examples=200, deadline=None)
@given(st.datetimes(EARLIEST, LATEST), st.integers(-12 * 4, 14 * 4))
def test_what_standards_write_is_read_back(at: datetime, quarters: int) -> None:
    aware = at.replace(microsecond=0, tzinfo=zone(quarters / 4))
    for text in (aware.isoformat(), aware.strftime("%a, %d %b %Y %H:%M:%S %z"), aware.strftime("%d %B %Y %H:%M:%S %z")):
        read = parse_date(text)
        assert read is not None
        assert read.at == aware
