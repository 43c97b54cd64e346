"""The size and the growth of a store, as a person sees them."""

import pytest

from newscli.models.stats import FeedStats, StoreStats
from newscli.text import clean_line
from newscli.view.stats import sparkline, stats_lines


@pytest.mark.parametrize(
    ("numbers", "line"),
    [
        ((1, 2, 3, 4, 5, 6, 7, 8), "▁▂▃▄▅▆▇█"),
        ((0, 1, 0), " █ "),
        ((1, 1_000), "▁█"),
        ((0, 0), "  "),
        ((), ""),
    ],
)
def test_a_sparkline_is_as_high_as_its_numbers(numbers: tuple[int, ...], line: str) -> None:
    assert sparkline(numbers) == line


def test_growth_and_the_busiest_feeds_have_their_lines() -> None:
    bbc = FeedStats(slug=clean_line("bbc"), title=clean_line("BBC"), weeks=(4, 0, 8))
    stats = StoreStats(
        articles=13, unread=5, feeds=2, database_bytes=10_000_000, index_bytes=2_000_000, weeks=(4, 1, 8), busiest=(bbc,)
    )
    lines = list(stats_lines(stats, width=80, color=False))
    assert "Growth    ▄▁█ 8 this week · 13 in 3 weeks" in lines
    assert "Database  10.0 MB · search index 2.0 MB (20 %)" in lines
    assert any(line.startswith("bbc  ▄ █") for line in lines)
