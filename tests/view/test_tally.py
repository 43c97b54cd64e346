"""Bars beside their numbers: nothing wider than the terminal, no day left out in between."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscli.models.search import GROUPINGS, Grouping, Tally
from newscli.text import clean_line
from newscli.view.cells import cell_width
from newscli.view.tally import shown_counts, tally_lines, tally_notes, tally_summary


def make(by: Grouping, **counts: int) -> Tally:
    return Tally(by=by, counts=tuple((clean_line(n.strip("d").replace("_", "-")), c) for n, c in counts.items()), total=9)


def test_bars_are_as_long_as_their_numbers() -> None:
    tally = make("feed", bbc=8, cnn=4, dw=1)
    assert list(tally_lines(tally, shown_counts(tally, None), words="korea", width=17, color=False)) == [
        "bbc  8  █████████",
        "cnn  4  ████▌",
        "w    1  █▏",
        "",
        "9 articles for korea in 3 feeds",
    ]


def test_days_in_between_are_shown() -> None:
    tally = make("day", d2025_10_31=2, d2025_11_03=1)
    assert shown_counts(tally, None) == [("2025-10-31", 2), ("2025-11-01", 0), ("2025-11-02", 0), ("2025-11-03", 1)]
    assert shown_counts(tally, 2) == [("2025-11-02", 0), ("2025-11-03", 1)]
    months = make("month", d2024_12=2, d2025_02=1)
    assert shown_counts(months, None) == [("2024-12", 2), ("2025-01", 0), ("2025-02", 1)]
    assert shown_counts(make("topic", a=3, b=2, c=1), 2) == (("a", 3), ("b", 2))
    assert shown_counts(make("day"), 5) == ()


def test_what_is_left_out_is_said() -> None:
    days = make("day", d2025_10_31=2, d2025_11_02=1, d2025_11_03=1)
    assert tally_notes(days, shown_counts(days, None)) == []
    assert tally_notes(days, shown_counts(days, 2)) == ["1 earlier day not shown; -n 0 shows all"]
    topics = make("topic", a=3, b=2, c=1)
    assert tally_notes(topics, shown_counts(topics, 1)) == ["2 more topics not shown; -n 0 shows all"]
    assert list(tally_lines(topics, shown_counts(topics, 1), words="x", width=40, color=False))[-1].startswith("2 more topics")


def test_feeds_that_are_no_longer_followed_are_named() -> None:
    tally = replace(make("feed", bbc=8, cnn=4, dw=1), removed=frozenset(map(clean_line, ("cnn", "bbc"))))
    assert tally_notes(tally, shown_counts(tally, None)) == ["no longer followed: bbc, cnn"]
    assert tally_notes(tally, shown_counts(tally, 1)) == ["2 more feeds not shown; -n 0 shows all", "no longer followed: bbc"]


def test_summaries() -> None:
    assert tally_summary(Tally(by="day"), words="korea") == "no article for korea"
    one = Tally(by="author", counts=((clean_line("Ada"), 1),), total=1, is_capped=True)
    assert tally_summary(one, words="") == "the newest 1 article in 1 author"


COUNTS = st.lists(st.tuples(st.text(min_size=1, max_size=50), st.integers(1, 10**7)), max_size=8)


@given(COUNTS, st.integers(1, 120), st.sampled_from(GROUPINGS[3:]))
def test_no_line_is_wider_than_the_terminal(counts: list[tuple[str, int]], width: int, by: Grouping) -> None:
    safe = tuple((clean_line(name), number) for name, number in counts)
    tally = Tally(by=by, counts=safe, total=5)
    for line in tally_lines(tally, shown_counts(tally, None), words="x", width=max(width, 40), color=False):
        assert cell_width(line) <= max(width, 40)


@pytest.mark.parametrize("color", [True, False])
def test_colour_changes_no_word(color: bool) -> None:
    tally = make("feed", bbc=8)
    assert "8" in next(tally_lines(tally, tally.counts, words="x", width=80, color=color))
