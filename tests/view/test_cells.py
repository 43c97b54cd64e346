import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newscli.text import clean_line
from newscli.view.cells import cell_width, clusters, cut, head, is_rtl, padded
from newscli.view.wrap import break_lines

SCRIPTS = st.text(
    st.sampled_from("ab 1-…“”。、「」한국首尔かな👍🏽👨\u200d👩\ufe0f❤🇰🇷🇩é\u0301\u0940क\u094dष العربيةשלום(),/"), max_size=60
).map(clean_line)
LINES = SCRIPTS | st.text(max_size=60).map(clean_line)


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("abc", 3),
        ("한국", 4),
        ("首尔", 4),
        ("e\u0301", 1),
        ("👨‍👩‍👧", 2),
        ("🇰🇷", 2),
        ("❤️", 2),
        ("👍🏽", 2),
        ("שלום", 4),
        ("العربية", 7),
    ],
)
def test_widths_are_those_of_the_terminal(text: str, cells: int) -> None:
    assert cell_width(text) == cells


@pytest.mark.parametrize(
    ("text", "width", "short"),
    [
        ("abcdef", 6, "abcdef"),
        ("abcdef", 4, "abc…"),
        ("ab cdef", 4, "ab…"),
        ("한국어", 4, "한…"),
        ("한국어", 5, "한국…"),
        ("👨‍👩‍👧👨‍👩‍👧", 7, "👨‍👩‍👧…"),
        ("🇰🇷🇰🇷", 3, "🇰🇷…"),
        ("abc", 1, "…"),
        ("abc", 0, ""),
    ],
)
def test_a_cut_never_halves_a_character(text: str, width: int, short: str) -> None:
    assert cut(text, width) == short


def test_clusters_keep_families_flags_and_marks_together() -> None:
    assert list(clusters("a👨‍👩‍👧🇰🇷🇩🇪é👍🏽")) == ["a", "👨‍👩‍👧", "🇰🇷", "🇩🇪", "é", "👍🏽"]
    assert list(clusters("क्षि")) == ["क्", "षि"]


@given(LINES, st.integers(0, 80))
@settings(deadline=None, max_examples=150)
def test_cut_and_padded_keep_to_their_width(text: str, width: int) -> None:
    assert cell_width(cut(text, width)) <= width
    assert cell_width(padded(text, width)) == width
    assert text.startswith(head(text, width))
    assert "".join(clusters(text)) == text


@given(LINES, st.integers(2, 80))
@settings(deadline=None, max_examples=150)
def test_broken_lines_lose_nothing_but_blanks_and_fit(text: str, width: int) -> None:
    lines = break_lines(text, width)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(cell_width(line) <= width for line in lines)


def test_chinese_breaks_anywhere_but_before_closing_punctuation() -> None:
    assert break_lines("双方讨论，导弹防御。", 8) == ["双方讨", "论，导弹", "防御。"]


def test_korean_breaks_at_blanks() -> None:
    assert break_lines("서울에서 안보협의회 개최", 12) == ["서울에서", "안보협의회", "개최"]


def test_a_word_wider_than_the_line_is_cut_by_force() -> None:
    assert break_lines("see https://news.example/a-long-address", 12) == ["see", "https://news", ".example/a-l", "ong-address"]


def test_direction() -> None:
    assert is_rtl("BBC عربي")
    assert is_rtl("שלום")
    assert not is_rtl("연합뉴스 BBC 12")


def test_a_word_may_stay_whole_where_it_is_to_be_copied() -> None:
    lines = break_lines("see https://news.example/a-long-address there", 12, whole=True)
    assert lines == ["see", "https://news.example/a-long-address", "there"]
