"""Makes a store of N articles as realistic as a benchmark needs: `python benchmarks/make_store.py DIR N [--teasers]`.

Words follow Zipf's law (rank 1 is "the"), bodies have about 3.4 kB, 3 % of the articles are Korean, 40 feeds of unequal
rhythm, one article in ten in two of them, times over two years, nine of ten read. The same N gives the same store. Rows go
in by bulk, not through the plans that a refresh applies: 100,000 articles take a minute, most of it the index; with
--teasers (no bodies, no index) a few seconds. DIR works as NEWSCLI_HOME.
"""

import argparse
import json
import random
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from itertools import accumulate
from pathlib import Path
from typing import Any, Final, NamedTuple

from newscli.store import open_store
from newscli.store.database import Database
from newscli.store.search_index import rebuild_index

NEWEST: Final = datetime(2025, 11, 3, 12, 0, tzinfo=UTC)
SPAN: Final = timedelta(days=730)
FEEDS: Final = 40
TOPICS: Final = ("World", "Politics", "Business", "Technology", "Science", "Health", "Culture", "Sport", "Climate", "Travel")
BATCH: Final = 5_000

_COMMON: Final = "the of and to in said a on for with by that was he is from as at it his has be an were are not but this who"
_PLACED: Final = {60: "korea", 90: "minister", 400: "semiconductor", 3_000: "quasar"}
_SYLLABLES: Final = "ba ce di fo gu ha je ki lo mu na pe ri so tu va we xi yo zu bra cle dri flo gru sta ple tri"
_KOREAN: Final = "한국 정부 대통령 경제 서울 북한 시장 기업 국민 미국 회담 발표 기술 반도체 선거 총리 협력 투자 안보 문화"
_ENDINGS: Final = ("은", "는", "이", "가", "을", "의", "에서", "")


class Row(NamedTuple):
    """One article on its way into the tables."""

    article: tuple[Any, ...]
    key: tuple[Any, ...]
    status: tuple[Any, ...]
    entries: list[tuple[Any, ...]]
    topic: tuple[Any, ...]
    text: tuple[Any, ...]


class Words:
    """Text by Zipf's law; sentences come from a pool, so that a body costs little, and one in each body is fresh."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        self._syllables, self._korean = _SYLLABLES.split(), _KOREAN.split()
        common = _COMMON.split()
        self.vocabulary = [*common, *(self._word() for _ in range(30_000 - len(common)))]
        for rank, word in _PLACED.items():
            self.vocabulary[rank] = word
        self._weights = list(accumulate(1 / (rank + 1.5) for rank in range(len(self.vocabulary))))
        self._authors = [f"{self._word()} {self._word()}".title() for _ in range(400)]
        self._pool = [self.sentence(20) for _ in range(20_000)]
        self._korean_pool = [self.korean_sentence(12) for _ in range(2_000)]

    def sentence(self, length: int) -> str:
        """A sentence of `length` words."""
        drawn = self.rng.choices(self.vocabulary, cum_weights=self._weights, k=length)
        return f"{' '.join(drawn).capitalize()}."

    def korean_sentence(self, length: int) -> str:
        """A Korean sentence of `length` words."""
        return " ".join(self.rng.choice(self._korean) + self.rng.choice(_ENDINGS) for _ in range(length)) + "."

    def paragraphs(self, *, is_korean: bool) -> list[str]:
        """A body of 3 to 15 paragraphs."""
        pool, fresh = (self._korean_pool, self.korean_sentence(12)) if is_korean else (self._pool, self.sentence(20))
        sentences = [*self.rng.choices(pool, k=self.rng.randint(8, 42)), fresh]
        return [" ".join(sentences[start : start + 3]) for start in range(0, len(sentences), 3)]

    def author(self) -> str:
        """One of a few hundred names."""
        return self.rng.choice(self._authors)

    def _word(self) -> str:
        return "".join(self.rng.choices(self._syllables, k=self.rng.randint(2, 4)))


def make_store(path: Path, count: int, *, has_bodies: bool = True) -> None:
    """Makes the store at `path` (which must not exist) with `count` articles, ids oldest first."""
    with open_store(path, now=NEWEST):
        pass
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("BEGIN")
        _add_feeds(connection)
        batch: list[Row] = []
        for row in _rows(count, has_bodies=has_bodies):
            batch.append(row)
            if len(batch) == BATCH:
                _write(connection, batch, has_bodies=has_bodies)
                batch.clear()
        _write(connection, batch, has_bodies=has_bodies)
        connection.execute("COMMIT")
        if has_bodies:
            _index(connection)
        connection.execute("PRAGMA optimize")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _add_feeds(connection: sqlite3.Connection) -> None:
    at = _ms(NEWEST)
    for number in range(1, FEEDS + 1):
        host = f"site{number}.example"
        connection.execute("INSERT INTO outlets VALUES (?, ?, ?)", (number, host, f"Site {number}"))
        connection.execute(
            "INSERT INTO feeds (id, slug, url, url_key, asked_key, title, kind, added_at, fetched_at, attempted_at,"
            " next_fetch_at, health) VALUES (?, ?, ?, ?, ?, ?, 'feed', ?, ?, ?, ?, 'ok')",
            (
                number, f"site-{number}", f"https://{host}/feed.xml", f"{host}/feed.xml", f"{host}/feed.xml",
                f"Site {number} News", at, at, at, _ms(datetime(2100, 1, 1, tzinfo=UTC)),
            ),
        )  # fmt: skip
    connection.execute("INSERT INTO feed_tags SELECT id, 'even' FROM feeds WHERE id % 2 = 0")


def _rows(count: int, *, has_bodies: bool) -> Iterator[Row]:
    rng = random.Random(count)
    words = Words(rng)
    rhythms = list(accumulate(1 / (number + 2) for number in range(FEEDS)))
    for article_id in range(1, count + 1):
        sort_at = NEWEST - SPAN * ((count - article_id) / count)
        feed_id = rng.choices(range(1, FEEDS + 1), cum_weights=rhythms)[0]
        yield _row(words, article_id, feed_id, _ms(sort_at), has_bodies=has_bodies)


def _row(words: Words, article_id: int, feed_id: int, at: int, *, has_bodies: bool) -> Row:
    rng, key = words.rng, f"site{feed_id}.example/news/{article_id}"
    is_korean = rng.random() < 0.03
    title = words.korean_sentence(6) if is_korean else words.sentence(9)
    paragraphs = words.paragraphs(is_korean=is_korean) if has_bodies else [title]
    size = sum(map(len, paragraphs)) + 2 * len(paragraphs)
    is_read, is_starred = rng.random() < 0.9, rng.random() < 0.01
    listed_by = [feed_id, feed_id % FEEDS + 1] if rng.random() < 0.1 else [feed_id]
    return Row(
        article=(
            article_id, article_id, f"https://{key}", feed_id, title, words.author(), "ko" if is_korean else "en",
            paragraphs[0][:200], at, "second", "stated", 0, "rss:pubDate", at, "feed", "feed" if has_bodies else None, feed_id,
            "full" if has_bodies else "teaser", size, max(1, size // 1430),
        ),
        key=(key, article_id, "link", 1),
        status=(article_id, at, at if is_read else None, "opened" if is_read else None, at if is_starred else None),
        entries=[
            (feed, f"entry-{article_id}", "id", article_id, article_id.to_bytes(16, "big"), title, at, at, at, int(not is_read))
            for feed in listed_by
        ],
        topic=(article_id, (topic := rng.choice(TOPICS)).casefold(), topic, 0, at),
        text=(
            article_id, "feed", feed_id,
            json.dumps([["p", [part]] for part in paragraphs], ensure_ascii=False, separators=(",", ":")),
            "full", size, None, at,
        ),
    )  # fmt: skip


def _write(connection: sqlite3.Connection, rows: list[Row], *, has_bodies: bool) -> None:
    connection.executemany(
        "INSERT INTO articles (id, uid, url, outlet_id, title, authors, language, summary, published_at, published_precision,"
        " published_zone, published_offset, published_source, arrived_at, origin, shown_source, shown_feed_id, completeness,"
        f" characters, reading_minutes) VALUES ({', '.join('?' * 20)})",
        [row.article for row in rows],
    )
    connection.executemany("INSERT INTO article_urls VALUES (?, ?, ?, ?)", [row.key for row in rows])
    connection.executemany(
        "INSERT INTO status (article_id, sort_at, read_at, read_how, starred_at) VALUES (?, ?, ?, ?, ?)",
        [row.status for row in rows],
    )
    connection.executemany(
        "INSERT INTO entries (feed_id, entry_key, key_kind, article_id, raw_hash, title, first_seen_at, last_seen_at, sort_at,"
        f" unread) VALUES ({', '.join('?' * 10)})",
        [entry for row in rows for entry in row.entries],
    )
    connection.executemany("INSERT INTO article_topics VALUES (?, ?, ?, ?, ?)", [row.topic for row in rows])
    if has_bodies:
        connection.executemany("INSERT INTO texts VALUES (?, ?, ?, ?, ?, ?, ?, ?)", [row.text for row in rows])


def _index(connection: sqlite3.Connection) -> None:
    """Search keys one second apart at least, as the store gives them; then the index in one go."""
    key, docs = 0, []
    for article_id, sort_at in connection.execute("SELECT article_id, sort_at FROM status ORDER BY sort_at, article_id"):
        key = max(key + 1, sort_at // 1000)
        docs.append((key, article_id))
    connection.execute("BEGIN")
    connection.executemany("INSERT INTO search_docs VALUES (?, ?, '')", docs)
    rebuild_index(Database(connection, Path(), is_readonly=False))
    connection.execute("COMMIT")


def _ms(time: datetime) -> int:
    return int(time.timestamp()) * 1000


def main() -> None:
    parser = argparse.ArgumentParser(description="Make a store of N articles for measuring.")
    parser.add_argument("directory", type=Path)
    parser.add_argument("count", type=int)
    parser.add_argument("--teasers", action="store_true", help="no bodies and no index: seconds instead of minutes")
    options = parser.parse_args()
    path = options.directory / "news.db"
    make_store(path, options.count, has_bodies=not options.teasers)
    print(f"{path}: {options.count} articles, {path.stat().st_size / 1e6:.0f} MB")


if __name__ == "__main__":
    main()
