"""A shorter run of benchmarks/politeness.py: how often feeds are asked, how late articles come, what listings wait for."""

import statistics

from benchmarks.politeness import month, visits


def test_half_a_month_of_a_timer() -> None:
    asked = month(feeds=100, days=10)
    assert asked.requests_a_day <= 20
    assert asked.lateness <= 0.52
    assert asked.inside_a_pause == 0
    assert any(server.pauses for server in asked.servers), "nobody throttled: the run above shows nothing"
    assert sum(map(len, asked.late.values())) > 1_000


def test_listings_starve_no_feed_and_wait_for_no_dead_one() -> None:
    alone = visits(feeds=100, days=20, seconds=3.0, with_refresh=False)
    assert alone.never_refreshed == 0
    assert max(alone.waits) <= 3.0
    nightly = visits(feeds=100, days=20, seconds=3.0, with_refresh=True)
    assert nightly.never_refreshed == 0
    assert statistics.median(nightly.waits) < 2.0
