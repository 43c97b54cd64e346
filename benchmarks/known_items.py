"""How often a half-remembered article is found: `python benchmarks/known_items.py [--others N] [--every N] [--misses N]`.

The frozen queries of known_items.tsv are asked in a store that holds the articles of the real feeds they were drawn from
among 100,000 others. The others are made here from the words of the real ones, drawn by their frequency in each language,
so that the words asked for stand in many of them. Prints, for each kind of query, the mean reciprocal rank within the
first 20, the share without any hit, and the worst misses. Exit code 1 if a limit is missed.
"""

import argparse
import json
import random
import re
import sqlite3
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from hashlib import blake2b
from itertools import accumulate
from pathlib import Path
from typing import Any, Final, NamedTuple

from newscli.errors import NewscliError
from newscli.library.query_reading import read_query
from newscli.models.feed import Feed
from newscli.models.search import SearchQuery
from newscli.parse.feed import parse_feed
from newscli.store import Store, open_store
from newscli.store.database import Database
from newscli.store.search_index import rebuild_index

ROOT: Final = Path(__file__).parents[1]
NOW: Final = datetime(2026, 11, 23, tzinfo=UTC)
SPAN: Final = timedelta(days=730)
SEED: Final = 6
DEEPEST: Final = 20
LIMITS: Final = {"plain": 0.85, "inflected": 0.6, "accentless": 0.6, "mistyped": 0.6}
ZERO_LIMIT: Final = 0.02

# Where words have no blanks between them, two characters stand for one: whole sentences would come back as they are.
_WORD: Final = re.compile("[\u3040-\u30ff\u4e00-\u9fff]{1,2}|[^\\s\u3040-\u30ff\u4e00-\u9fff]+")


class Real(NamedTuple):
    """An article of a real feed."""

    file: str
    entry: int
    title: str
    summary: str | None
    text: str
    language: str


class Asked(NamedTuple):
    """A frozen query and the article that it must find."""

    language: str
    kind: str
    file: str
    entry: int
    mark: str
    words: tuple[str, ...]


def read_queries(path: Path) -> list[Asked]:
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()[1:]]
    return [Asked(row[0], row[1], row[2], int(row[3]), row[4], tuple(row[5:])) for row in rows]


def read_feeds(corpus: Path, languages: dict[str, str]) -> Iterator[Real]:
    """Every entry of the feeds; the language of a feed is the one its queries were drawn for."""
    for line in (corpus / "manifest.jsonl").read_text(encoding="utf-8").splitlines():
        facts: dict[str, Any] = json.loads(line)
        path = corpus / facts["file"]
        try:
            feed = parse_feed(path.read_bytes(), "https://site.example/feed", now=NOW)
        except NewscliError:
            continue
        language = languages.get(path.name) or (facts["language"] or "en")[:2].lower()
        for index, article in enumerate(feed.articles):
            yield Real(
                path.name,
                index,
                article.title or "",
                str(article.summary) if article.summary else None,
                str(article.text or ""),
                language,
            )


def make_others(real: list[Real], count: int, rng: random.Random) -> Iterator[tuple[str, str, str, str]]:
    """(language, title, summary, text) of `count` made articles, with as many of each language as its share of the real ones."""
    groups = defaultdict(list)
    for article in real:
        groups[article.language].append(article)
    for language, group in groups.items():
        words = Counter(word for one in group for word in _WORD.findall(f"{one.title} {one.summary or ''} {one.text[:4000]}"))
        drawn, weights = list(words), list(accumulate(words.values()))
        for _ in range(count * len(group) // len(real)):
            title, lead, body = (
                " ".join(rng.choices(drawn, cum_weights=weights, k=length)) for length in (9, 30, rng.randint(20, 400))
            )
            yield language, title, lead, body


def make_store(path: Path, real: list[Real], others: int) -> dict[tuple[str, int], int]:
    """The store, and the ids of the real articles; times are drawn, so that age says nothing of which is asked for."""
    rng = random.Random(SEED)
    with open_store(path, now=NOW):
        pass
    rows = [(one.language, one.title, one.summary, one.text) for one in real] + list(make_others(real, others, rng))
    times = [NOW - SPAN * rng.random() for _ in rows]
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("BEGIN")
        for number, ((language, title, summary, text), at) in enumerate(zip(rows, times, strict=True), 1):
            ms = int(at.timestamp()) * 1000
            connection.execute(
                "INSERT INTO articles (id, uid, title, authors, language, summary, arrived_at, origin, shown_source,"
                " shown_feed_id, completeness) VALUES (?, ?, ?, '', ?, ?, ?, 'feed', 'feed', 0, 'full')",
                (number, number, title, language, summary, ms),
            )
            connection.execute("INSERT INTO status (article_id, sort_at) VALUES (?, ?)", (number, ms))
            connection.execute(
                "INSERT INTO texts VALUES (?, 'feed', 0, ?, 'full', 0, NULL, 0)",
                (number, json.dumps([["p", [text]]], ensure_ascii=False)),
            )
        key = 0
        for ms, number in sorted((int(at.timestamp()), number) for number, at in enumerate(times, 1)):
            key = max(key + 1, ms)
            connection.execute("INSERT INTO search_docs VALUES (?, ?, '')", (key, number))
        rebuild_index(Database(connection, path, is_readonly=False))
        connection.execute("COMMIT")
    return {(one.file, one.entry): number for number, one in enumerate(real, 1)}


def find_feed(words: str) -> Feed:
    """No query names a feed."""
    raise AssertionError(words)


def ask(store: Store, query: Asked, wanted: int) -> tuple[int | None, int]:
    """The rank of the article within the first `DEEPEST`, and how many there were in all."""
    reading = read_query(query.words, now=NOW, find_feed=find_feed)
    found = store.search.find(SearchQuery(node=reading.node, limit=DEEPEST), now=NOW)
    ids = [hit.headline.id for hit in found.hits]
    return (ids.index(wanted) + 1 if wanted in ids else None), found.total


def report(results: dict[str, list[tuple[Asked, int | None, int]]], misses: int) -> bool:
    is_good = True
    for kind, limit in LIMITS.items():
        rows = results[kind]
        score = sum(1 / rank for _, rank, _ in rows if rank) / len(rows)
        empty = sum(not total for _, _, total in rows) / len(rows)
        is_good = is_good and score >= limit and empty <= ZERO_LIMIT
        print(f"{kind:<10} {len(rows):>5} queries   MRR {score:.3f} (limit {limit})   without a hit {empty:.3f}")
        for language in sorted({query.language for query, _, _ in rows}):
            own = [rank for query, rank, _ in rows if query.language == language]
            print(f"    {language}  {len(own):>4}   {sum(1 / rank for rank in own if rank) / len(own):.3f}")
        worst = [row for row in rows if row[1] is None or row[1] > 5]
        for query, rank, total in worst[:misses]:
            print(f"    missed: {query.language} {' '.join(query.words)!r}, rank {rank}, {total} hits, {query.file}")
    return is_good


def main() -> None:
    parser = argparse.ArgumentParser(description="Ask for known articles among others.")
    parser.add_argument("--corpus", type=Path, default=ROOT.parent / "shared" / "corpus" / "feeds")
    parser.add_argument("--others", type=int, default=100_000)
    parser.add_argument("--every", type=int, default=1, help="ask only every Nth query")
    parser.add_argument("--misses", type=int, default=10)
    parser.add_argument("--keep", type=Path, help="a folder for the store, to ask again without making it")
    options = parser.parse_args()
    queries = read_queries(Path(__file__).with_name("known_items.tsv"))
    real = list(read_feeds(options.corpus, {query.file: query.language for query in queries}))
    places = {(one.file, one.entry): number for number, one in enumerate(real, 1)}
    with tempfile.TemporaryDirectory() as folder:
        path = (options.keep or Path(folder)) / "known.db"
        if not path.exists():
            make_store(path, real, options.others)
        results = defaultdict(list)
        start = time.perf_counter()
        with open_store(path, now=NOW) as store:
            for query in queries[:: options.every]:
                one = real[places[query.file, query.entry] - 1]
                assert blake2b(one.title.encode(), digest_size=6).hexdigest() == query.mark, "the corpus has changed"
                results[query.kind].append((query, *ask(store, query, places[query.file, query.entry])))
    each = 1000 * (time.perf_counter() - start) / sum(map(len, results.values()))
    print(f"{len(real)} real articles among {options.others}; {each:.1f} ms a query")
    sys.exit(0 if report(results, options.misses) else 1)


if __name__ == "__main__":
    main()
