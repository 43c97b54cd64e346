"""What reading a feed costs, beside `feedparser.parse` on the same bytes: `python benchmarks/parse.py [FEED...]`.

Without arguments on feeds made here (66 kB, 30 entries; of HTML, of plain words, in Korean) and, where the corpus lies beside the
checkout, on its real feeds of 10 to 400 kB with at least five entries: a minute. Prints CPU milliseconds a feed (the best of some
rounds) and the ratios the project promises: a first reading at most 0.5 of feedparser's, one new one at most 1/8.
"""

import json
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

import feedparser

from newscli.parse.feed import parse_feed

CORPUS = Path(__file__).resolve().parents[2] / "shared" / "corpus" / "feeds"
ENTRIES = 30
ROUNDS = 15
WORDS = "The ministers met on Monday to discuss the plan, which <b>two officials</b> had called a turning point for both. "
KOREAN = "장관들은 월요일에 만나 계획을 논의했으며 <b>두 당국자</b>는 이를 전환점이라고 불렀다. "
KINDS = {"HTML": (WORDS, 10), "plain words": ("The ministers met on Monday to discuss the plan. ", 35), "Korean": (KOREAN, 10)}
"""The text of a made feed's entries: its sentence, and how often it stands there."""


def made_entry(number: int, kind: str) -> str:
    sentence, count = KINDS[kind]
    paragraphs = "".join(
        f'<p>{number}.{part} {sentence}<a href="https://example.com/{number}/{part}">Read on</a></p>' for part in range(count)
    )
    if kind == "plain words":
        paragraphs = sentence * count
    return (
        f"<item><title>Headline number {number} &amp; more</title><link>https://example.com/news/{number}</link>"
        f"<guid isPermaLink='false'>tag-{number}</guid><pubDate>Mon, 03 Nov 2025 12:{number:02}:00 +0900</pubDate>"
        f"<dc:creator>Ann Writer</dc:creator><category>World</category><category>Asia</category>"
        f"<description>Summary of {number}.</description>"
        f"<media:content url='https://example.com/{number}.jpg' type='image/jpeg'>"
        f"<media:description>A caption</media:description></media:content>"
        f"<content:encoded><![CDATA[{paragraphs}]]></content:encoded></item>\n"
    )


def made_feed(kind: str) -> bytes:
    """An RSS feed as news sites send it: 30 entries of about 2.2 kB."""
    items = "".join(made_entry(number, kind) for number in range(ENTRIES))
    return (
        '<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:media="http://search.yahoo.com/mrss/"><channel>'
        f"<title>Example</title><link>https://example.com/</link><language>en</language>{items}</channel></rss>"
    ).encode()


def cpu_milliseconds(*tasks: Callable[[], object], rounds: int) -> list[float]:
    """The best of each task; they take turns, so that what else the machine does meets them all."""
    best = [float("inf")] * len(tasks)
    for _ in range(rounds):
        for number, task in enumerate(tasks):
            start = time.process_time()
            task()
            best[number] = min(best[number], time.process_time() - start)
    return [seconds * 1000 for seconds in best]


def costs(data: bytes, url: str, rounds: int) -> tuple[int, float, float, float]:
    """Entries, and milliseconds of feedparser, of a first reading, and of a reading with one new entry."""
    hashes = [article.raw_hash for article in parse_feed(data, url).articles]
    all_but_one = frozenset(hashes[1:])
    theirs, first, changed = cpu_milliseconds(
        lambda: feedparser.parse(data, response_headers={"content-location": url}),
        lambda: parse_feed(data, url),
        lambda: parse_feed(data, url, known=all_but_one),
        rounds=rounds,
    )
    return len(hashes), theirs, first, changed


def measure(name: str, data: bytes) -> None:
    count, theirs, first, changed = costs(data, "https://example.com/feed", ROUNDS)
    print(
        f"{name}: {len(data) / 1000:.0f} kB, {count} entries; feedparser {theirs:.2f} ms; first reading {first:.2f} ms "
        f"({first / theirs:.2f} of it); one new entry {changed:.2f} ms (1/{theirs / changed:.1f})"
    )


def measure_corpus() -> None:
    rows: list[tuple[float, float, float]] = []
    for line in (CORPUS / "manifest.jsonl").read_text().splitlines():
        record = json.loads(line)
        data = (CORPUS / record["file"]).read_bytes()
        if 10_000 < len(data) < 400_000 and record["file"].rpartition(".")[2] != "json":
            count, *row = costs(data, record.get("site") or "https://example.com/feed", 3)
            if count >= 5:
                rows.append((row[0], row[1], row[2]))
    theirs, first, changed = (sum(column) for column in zip(*rows, strict=True))
    within = sum(row[1] <= row[0] / 2 for row in rows)
    eighth = sum(row[2] <= row[0] / 8 for row in rows)
    print(
        f"{len(rows)} real feeds: first reading {first / theirs:.2f} of feedparser's time in all, "
        f"median {statistics.median(row[1] / row[0] for row in rows):.2f}, at most 0.5 on {within}; one new entry "
        f"1/{theirs / changed:.1f} in all, median 1/{statistics.median(row[0] / row[2] for row in rows):.1f}, "
        f"at most 1/8 on {eighth}"
    )


if __name__ == "__main__":
    for path in sys.argv[1:]:
        measure(path, Path(path).read_bytes())
    if not sys.argv[1:]:
        for kind in KINDS:
            measure(f"made feed ({kind})", made_feed(kind))
        if (CORPUS / "manifest.jsonl").exists():
            measure_corpus()
