import io
import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone

import pyte
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from syrupy.assertion import SnapshotAssertion

from newscli.models.headline import Headline
from newscli.text import SafeLine, clean_line
from newscli.view.cells import LRM, cell_width
from newscli.view.headlines import fitting, headline_lines, write_headlines

ZONE = timezone(timedelta(hours=1))
SGR = re.compile(r"\x1b\[[0-9;]*m")
NOW = datetime(2025, 11, 24, 9, 30, tzinfo=UTC)


def lines_of(
    headlines: list[Headline], *, width: int = 80, color: bool = False, seen: tuple[datetime, datetime] | None = None
) -> list[str]:
    return list(headline_lines(headlines, width=width, now=NOW, zone=ZONE, color=color, seen=seen))


@pytest.mark.parametrize("color", [False, True], ids=["plain", "color"])
@pytest.mark.parametrize("width", [40, 80, 120])
def test_edition(edition: list[Headline], snapshot: SnapshotAssertion, width: int, color: bool) -> None:
    seen = (NOW - timedelta(hours=2, minutes=18), NOW - timedelta(minutes=130))
    lines = lines_of(edition, width=width, color=color, seen=seen)
    assert "\n".join(lines).replace("\x1b", "^[") == snapshot


def test_unread_and_starred_are_characters(headline: Callable[..., Headline]) -> None:
    states = [(True, True), (True, False), (False, True), (False, False)]
    rows = lines_of([headline(is_unread=unread, is_starred=starred, title="Title") for unread, starred in states])[1:]
    assert [row.split("City Courier")[1] for row in rows] == ["  •★ Title", "  •  Title", "   ★ Title", "     Title"]


def test_a_title_that_begins_with_a_star_is_not_starred(headline: Callable[..., Headline]) -> None:
    rows = lines_of([headline(is_starred=True, title="Title"), headline(title="★ Title")])[1:]
    assert [row.index("★") for row in rows] == [24, 26]
    assert rows[1].endswith("•  ★ Title")


def test_the_seen_rule_parts_new_from_shown(headline: Callable[..., Headline]) -> None:
    seen = (NOW - timedelta(hours=1), NOW - timedelta(minutes=90))
    new, old = headline(id=2, sort_at=NOW - timedelta(minutes=5)), headline(id=1, sort_at=NOW - timedelta(minutes=90))
    assert _kinds(lines_of([new, old], seen=seen)) == ["Today", "2", "seen this morning, 09:30", "1"]
    assert _kinds(lines_of([old, new], seen=seen)) == [
        "seen this morning, 09:30",
        "Today",
        "1",
        "new since this morning, 09:30",
        "2",
    ]
    assert _kinds(lines_of([new], seen=seen)) == ["Today", "2"]
    assert _kinds(lines_of([old], seen=seen)) == ["seen this morning, 09:30", "Today", "1"]


def test_a_day_without_a_time_shows_no_clock(headline: Callable[..., Headline]) -> None:
    row = lines_of([headline(sort_at=datetime(2025, 11, 24, tzinfo=UTC), is_day=True)])[1]
    assert row == "412    City Courier  • Harbour Bridge Reopens"


def test_a_day_that_differs_from_its_heading_is_named(headline: Callable[..., Headline]) -> None:
    west = timezone(timedelta(hours=-8))
    day = headline(sort_at=datetime(2025, 11, 23, tzinfo=UTC), is_day=True)
    lines = list(headline_lines([day], width=80, now=NOW, zone=west, color=False))
    assert lines[0] == "Saturday 22 November"
    assert "23 Nov" in lines[1]


def test_two_right_to_left_columns_are_kept_apart_only_where_escapes_are_wanted(headline: Callable[..., Headline]) -> None:
    arabic = headline(title="مجلس المدينة", source="الجزيرة")
    assert f"{LRM}\x1b[0m" in lines_of([arabic], color=True)[1]
    assert LRM not in lines_of([arabic])[1]
    assert LRM not in lines_of([headline(title="مجلس المدينة")], color=True)[1]


@pytest.mark.parametrize("width", [60, 80, 120])
def test_columns_stand_in_a_terminal_whatever_the_script(edition: list[Headline], width: int) -> None:
    screen = pyte.Screen(width, 40)
    out = io.StringIO()
    write_headlines(edition, out, width=width, now=NOW, zone=ZONE, color=True)
    pyte.Stream(screen).feed(out.getvalue().replace("\n", "\r\n"))
    rows = [row for row in screen.display if re.match(r"\d{4} ", row)]
    assert len(rows) == len(edition)
    for number, headline in zip(range(screen.lines), edition, strict=False):
        assert rows[number].startswith(str(headline.id))
    marks = {row: {x: screen.buffer[row][x].data for x in range(width)} for row in range(screen.lines)}
    bullets = {x for cells in marks.values() for x, data in cells.items() if data == "•"}
    assert len(bullets) == 1


LINE = st.text(max_size=120).map(clean_line) | st.sampled_from(
    ["한국과 미국", "العربية שלום", "👨‍👩‍👧 🇰🇷 ❤️", "a" * 300, "首尔" * 80]
).map(clean_line)


@given(
    title=LINE, source=LINE, width=st.integers(20, 200), color=st.booleans(), number=st.integers(1, 10**7), unread=st.booleans()
)
@settings(deadline=None, max_examples=150)
def test_no_row_is_wider_than_the_terminal(
    title: SafeLine, source: SafeLine, width: int, color: bool, number: int, unread: bool
) -> None:
    one = Headline(
        id=number,
        sort_at=NOW,
        is_day=False,
        title=title,
        url=None,
        feed_slug=None,
        source=source,
        is_unread=unread,
        is_starred=not unread,
    )
    for line in lines_of([one, one], width=width, color=color, seen=(NOW, NOW - timedelta(days=1))):
        bare = SGR.sub("", line)
        assert cell_width(bare) <= width
        assert clean_line(bare.replace(LRM, ""), limit=10**6) == re.sub(" +", " ", bare.replace(LRM, "")).strip()
        assert color or bare == line


@pytest.mark.parametrize("width", [40, 80])
@pytest.mark.parametrize("height", [10, 24, 50])
@pytest.mark.parametrize("step", [timedelta(hours=1), timedelta(hours=9), timedelta(days=2)])
@pytest.mark.parametrize("seen", [None, (NOW, NOW - timedelta(days=3))])
def test_what_fits_the_screen_is_as_much_as_fits_it(
    headline: Callable[..., Headline], width: int, height: int, step: timedelta, seen: tuple[datetime, datetime] | None
) -> None:
    headlines = [headline(id=n + 1, sort_at=NOW - step * n) for n in range(100)]
    number = fitting(headlines, height, width=width, now=NOW, zone=ZONE, color=False, seen=seen)
    taken = [lines_of(headlines[:count], width=width, seen=seen) for count in (number, number + 1)]
    assert len(taken[0]) <= height - 2 or number == 3
    assert len(taken[1]) > height - 2


def test_on_the_smallest_screen_there_are_some(headline: Callable[..., Headline]) -> None:
    headlines = [headline(id=n + 1) for n in range(9)]
    assert fitting(headlines, 3, width=80, now=NOW, zone=ZONE, color=False) == 3
    assert fitting(headlines[:2], 50, width=80, now=NOW, zone=ZONE, color=False) == 2


def _kinds(lines: list[str]) -> list[str]:
    return [line.strip("─ ") if line.startswith("─") else line.split()[0] for line in lines if line]
