"""What a listing costs in a large store: `python benchmarks/listing.py BIG SMALL [--rounds N]`, two folders of make_store.py.

The SQL of each listing, ids and lines, in BIG against the same in SMALL; rounds go through all in turn, medians count. A
million articles should cost at most twice what ten thousand do. Exit code 1 if one costs more.
"""

import argparse
import statistics
import sys
import time
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from newscli.models.query import ListingQuery
from newscli.store import Store, open_store

NOW: Final = datetime(2025, 11, 3, 12, 0, tzinfo=UTC)
LIMIT: Final = 2.0
LINES: Final = 30
LISTINGS: Final = {
    "latest": ListingQuery(limit=LINES),
    "latest --unread": ListingQuery(limit=LINES, unread=True),
    "latest --feed, a busy one": ListingQuery(limit=LINES, feed_ids=(1,)),
    "latest --feed, a rare one": ListingQuery(limit=LINES, feed_ids=(40,)),
    "latest --feed --unread": ListingQuery(limit=LINES, feed_ids=(1,), unread=True),
    "latest --topic": ListingQuery(limit=LINES, topic="world"),
    "latest --tag, twenty feeds": ListingQuery(limit=LINES, tag="even"),
    "latest --starred": ListingQuery(limit=LINES, starred=True),
}


def with_pages(store: Store) -> dict[str, ListingQuery]:
    """The listings, and pages far down of three of them."""
    row = store._database.row(  # noqa: SLF001  # a place half-way down, which no listing gives away
        "SELECT sort_at, article_id FROM status WHERE article_id = (SELECT max(article_id) / 2 FROM status)"
    )
    assert row is not None
    after = (datetime.fromtimestamp(row[0] / 1000, UTC), row[1])
    deep = {
        f"{name}, half-way down": replace(LISTINGS[name], after=after) for name in ("latest", "latest --unread", "latest --topic")
    }
    return {**LISTINGS, **deep}


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure listings in a large store.")
    parser.add_argument("big", type=Path)
    parser.add_argument("small", type=Path)
    parser.add_argument("--rounds", type=int, default=51)
    options = parser.parse_args()
    is_good = True
    with open_store(options.big / "news.db", now=NOW) as big, open_store(options.small / "news.db", now=NOW) as small:
        stores = {"big": (big, with_pages(big)), "small": (small, with_pages(small))}
        for name in with_pages(big):
            times: dict[str, list[float]] = {"big": [], "small": []}
            for _ in range(options.rounds):
                for size, (store, listings) in stores.items():
                    start = time.perf_counter()
                    store.articles.headlines(listings[name])
                    times[size].append(time.perf_counter() - start)
            median = {size: statistics.median(taken[1:]) for size, taken in times.items()}
            ratio = median["big"] / median["small"]
            is_good = is_good and ratio <= LIMIT
            print(
                f"{name:<38} {1000 * median['big']:>7.3f} ms  {ratio:>5.2f}  (limit {LIMIT}){'  OVER' if ratio > LIMIT else ''}"
            )
    sys.exit(0 if is_good else 1)


if __name__ == "__main__":
    main()
