# /// script
# dependencies = ["reader[search]"]
# ///
"""Searches beside newsboat's and reader's over the same articles: `python benchmarks/search_peers.py STORE [--rounds N]`.

STORE is a folder of make_store.py; 10,000 articles take a minute. newsboat (where it is installed) makes its cache itself and
is asked in its own words: a LIKE over titles and contents. reader needs to be installed beside newscli. Prints what each
takes to index, the CPU time of a search, and what each says to words that are no syntax.
"""

import argparse
import shutil
import sqlite3
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from newscli.library.query_reading import read_query
from newscli.models.feed import Feed
from newscli.models.search import SearchQuery
from newscli.store import Store, open_store
from newscli.store.search_text import body_words

NOW: Final = datetime(2025, 11, 3, 12, 0, tzinfo=UTC)
WORDS: Final = ("korea", "quasar", "korea minister", "한국", "US-Korea", "don't", "C++", "AND")
FEED: Final = "http://site.example/feed"
Article = tuple[int, str, str, str, int]

# As newsboat 2.21 asks when one searches in all feeds.
_NEWSBOAT: Final = (
    "SELECT guid, title, author, url, pubDate, length(content), unread, feedurl, enclosure_url, enclosure_type, enqueued, flags,"
    " base FROM rss_item WHERE (title LIKE ?1 OR content LIKE ?1) AND deleted = 0 ORDER BY pubDate DESC, id DESC"
)


def read_articles(store: Store) -> list[Article]:
    """(id, title, summary, text, seconds) of every article."""
    rows = store._database.rows(  # noqa: SLF001  # all texts at once, which no reader needs
        "SELECT a.id, a.title, a.summary, t.body, s.sort_at / 1000 FROM articles a JOIN texts t ON t.article_id = a.id"
        " JOIN status s ON s.article_id = a.id"
    )
    return [(number, title, summary, body_words(body), at) for number, title, summary, body, at in rows]


def find_feed(words: str) -> Feed:
    """No query here names a feed."""
    raise AssertionError(words)


def ask_newscli(store: Store) -> Callable[[str], int]:
    def ask(words: str) -> int:
        node = read_query(words.split(), now=NOW, find_feed=find_feed).node
        return store.search.find(SearchQuery(node=node, limit=20), now=NOW).total

    return ask


def ask_newsboat(folder: Path, articles: list[Article]) -> Callable[[str], int]:
    (folder / "urls").write_text(f"{FEED}\n", encoding="utf-8")
    command = ["newsboat", "-u", str(folder / "urls"), "-c", str(folder / "cache.db"), "-x", "print-unread"]
    subprocess.run(
        command, check=True, capture_output=True, env={"HOME": str(folder), "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"}
    )
    connection = sqlite3.connect(folder / "cache.db")
    connection.executemany(
        "INSERT INTO rss_item (guid, title, author, url, feedurl, pubDate, content, unread) VALUES (?, ?, '', ?, ?, ?, ?, 0)",
        [(str(number), title, f"http://site.example/{number}", FEED, at, text) for number, title, _, text, at in articles],
    )
    connection.commit()
    return lambda words: len(connection.execute(_NEWSBOAT, (f"%{words}%",)).fetchall())


def ask_reader(folder: Path, articles: list[Article]) -> Callable[[str], int]:
    from reader import make_reader

    reader = make_reader(str(folder / "reader.db"))
    reader.add_feed(FEED)
    for number, title, summary, text, at in articles:
        entry = {"feed_url": FEED, "id": str(number), "title": title, "summary": summary, "content": [{"value": text}]}
        reader.add_entry({**entry, "published": datetime.fromtimestamp(at, UTC)})
    reader.enable_search()
    start = time.process_time()
    reader.update_search()
    print(f"reader: {time.process_time() - start:.1f} s CPU to index {len(articles)} articles")
    return lambda words: len(list(reader.search_entries(words, limit=20)))


def time_search(ask: Callable[[str], int], words: str, rounds: int) -> str:
    """Median CPU time and what was found, or what went wrong."""
    times = []
    found = 0
    for _ in range(rounds):
        start = time.process_time()
        try:
            found = ask(words)
        except Exception as error:  # a peer's refusal is a result
            return f"{type(error).__name__}"
        times.append(time.process_time() - start)
    return f"{1000 * statistics.median(times):.1f} ms, {found}"


def main() -> None:
    parser = argparse.ArgumentParser(description="Search beside other readers.")
    parser.add_argument("store", type=Path)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, open_store(options.store / "news.db", now=NOW) as store, closing(store):
        articles = read_articles(store)
        peers = {"newscli": ask_newscli(store)}
        if shutil.which("newsboat"):
            peers["newsboat"] = ask_newsboat(Path(folder), articles)
        try:
            peers["reader"] = ask_reader(Path(folder), articles)
        except ImportError:
            print("reader is not installed here")
        print(f"{len(articles)} articles; median CPU of {options.rounds}, and the number found (newscli: all, reader: up to 20)")
        for words in WORDS:
            print(
                f"{words:<16}" + "".join(f"  {name} {time_search(ask, words, options.rounds):<24}" for name, ask in peers.items())
            )


if __name__ == "__main__":
    main()
