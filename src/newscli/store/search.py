"""Full-text search: the newest hits, ranked by words and by age, with the place where the words stand."""

from datetime import datetime, timedelta
from typing import Final, NamedTuple

from newscli.models.article import SearchHit
from newscli.models.query import ListingQuery
from newscli.store.database import Database
from newscli.store.headlines import load_headlines
from newscli.store.places import find_feed_ids, fold_topic
from newscli.store.search_match import match_expression
from newscli.store.search_text import SEAM, register_functions
from newscli.store.search_words import parse_words
from newscli.store.times import from_ms, to_ms
from newscli.text import SafeLine, clean_line

RANKED_HITS: Final = 2_000
"""Newest hits that are ranked: bm25 over all takes 1.6 s for "the" in a million articles, over these 40 ms at most."""
COUNTED_HITS: Final = 10_000
"""Hits that are counted one by one; a total of this many means "or more"."""

_WEIGHTS: Final = "8.0, 3.0, 1.0"
"""bm25 of title, teaser, text."""
_FRESHNESS: Final = 0.5
"""What an article of this hour gains over the same words in an old one; half of it is left after `_HALF_LIFE`."""
_HALF_LIFE: Final = timedelta(days=14)
_CARD_SHARE: Final = 0.01
"""Of a found article only a card is known: its few words make bm25 overrate it, and it stands below whole articles."""

_OPEN, _CLOSE = "\x02", "\x03"
"""Around a match in a snippet: no control character passes newscli.text into the store."""
_SNIPPET_TOKENS: Final = 24

_FILTERS: Final = " AND EXISTS (SELECT 1 FROM {table} WHERE article_id = s.article_id AND {condition})"


class _Candidate(NamedTuple):
    key: int
    article_id: int
    sort_at: int
    score: float


class Search:
    """The full-text index of one store."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def find(self, words: str, query: ListingQuery, *, now: datetime) -> tuple[list[SearchHit], int]:
        """The best hits first, `query.limit` of them, and how many there are in all (up to `COUNTED_HITS`).

        Found articles and those of removed feeds are searched too. Whatever is typed gives an answer;
        paging by `after` is not for a ranked list.
        """
        expression = match_expression(parse_words(words))
        feed_ids = find_feed_ids(self._database, query)
        if expression is None or (feed_ids is not None and not feed_ids):
            return [], 0
        self._database.prepare(register_functions)
        filters, values = _conditions(query, feed_ids)
        ranked = self._ranked(expression, filters, values, query.limit, now)
        shown = ranked if query.limit is None else ranked[: query.limit]
        hits = self._hits(expression, shown[::-1] if query.reverse else shown, feed_ids or ())
        total = len(ranked) if len(ranked) < RANKED_HITS else self._count(expression, filters, values)
        return hits, total

    def _ranked(self, expression: str, filters: str, values: list[object], limit: int | None, now: datetime) -> list[_Candidate]:
        # CROSS JOIN keeps the index outermost: its rows come newest first without a sort.
        rows = self._database.rows(
            "SELECT search_index.rowid, s.article_id, s.sort_at, s.hidden_by IS 'found' AND NOT EXISTS"
            " (SELECT 1 FROM texts t WHERE t.article_id = s.article_id),"
            f" bm25(search_index, {_WEIGHTS}) FROM search_index CROSS JOIN search_docs d ON d.key = search_index.rowid"
            f" CROSS JOIN status s ON s.article_id = d.article_id WHERE search_index MATCH ?{filters}"
            " ORDER BY search_index.rowid DESC LIMIT ?",
            [expression, *values, -1 if limit is None else max(limit, RANKED_HITS)],
        )
        candidates = [
            _Candidate(key, article_id, sort_at, -bm25 * _freshness(from_ms(sort_at), now) * (_CARD_SHARE if is_card else 1.0))
            for key, article_id, sort_at, is_card, bm25 in rows
        ]
        return sorted(candidates, key=lambda hit: (hit.score, hit.sort_at, hit.article_id), reverse=True)

    def _count(self, expression: str, filters: str, values: list[object]) -> int:
        row = self._database.row(
            "SELECT count(*) FROM (SELECT 1 FROM search_index CROSS JOIN search_docs d ON d.key = search_index.rowid"
            f" CROSS JOIN status s ON s.article_id = d.article_id WHERE search_index MATCH ?{filters} LIMIT ?)",
            [expression, *values, COUNTED_HITS],
        )
        return int(row[0]) if row else 0

    def _hits(self, expression: str, candidates: list[_Candidate], feed_ids: tuple[int, ...] | list[int]) -> list[SearchHit]:
        headlines = {
            line.id: line for line in load_headlines(self._database, [hit.article_id for hit in candidates], feed_ids=feed_ids)
        }
        hits = []
        for hit in candidates:
            snippet, highlights = self._snippet(expression, hit.key)
            headline = headlines[hit.article_id]
            hits.append(SearchHit(headline=headline, score=round(hit.score, 6), snippet=snippet, highlights=highlights))
        return hits

    def _snippet(self, expression: str, key: int) -> tuple[SafeLine, tuple[tuple[int, int], ...]]:
        """From the text if the words stand there, else from the teaser, else the title."""
        columns = ", ".join(f"snippet(search_index, {n}, '{_OPEN}', '{_CLOSE}', '…', {_SNIPPET_TOKENS})" for n in (2, 1, 0))
        row = self._database.row(
            f"SELECT {columns} FROM search_index WHERE search_index MATCH ? AND rowid = ?", (expression, key)
        )
        pieces = [piece for piece in row or () if piece]
        marked = next((piece for piece in pieces if _OPEN in piece), pieces[0] if pieces else "")
        return read_snippet(marked)


def read_snippet(marked: str) -> tuple[SafeLine, tuple[tuple[int, int], ...]]:
    """A snippet as FTS5 gives it, as one line and the (start, end) of each match in code points of it."""
    plain, highlights, start = "", [], 0
    for char in " ".join(marked.replace(SEAM, "").split()):
        if char == _OPEN:
            start = len(plain)
        elif char == _CLOSE:
            highlights.append((start, len(plain)))
        else:
            plain += char
    line = clean_line(plain)
    # Cutting may part a character from its marks; a line that cleaning had to change has no sure offsets.
    return line, tuple(highlights) if line == plain else ()


def _freshness(sort_at: datetime, now: datetime) -> float:
    age = max(now - sort_at, timedelta())
    return 1.0 + _FRESHNESS * float(0.5 ** (age / _HALF_LIFE))


def _conditions(query: ListingQuery, feed_ids: list[int] | None) -> tuple[str, list[object]]:
    sql, values = "", list[object]()
    if query.unread:
        sql += " AND s.read_at IS NULL AND s.hidden_by IS NULL"
    if query.starred:
        sql += " AND s.starred_at IS NOT NULL"
    if query.since is not None:
        sql += " AND s.sort_at >= ?"
        values.append(to_ms(query.since))
    if query.before is not None:
        sql += " AND s.sort_at < ?"
        values.append(to_ms(query.before))
    if query.topic is not None:
        sql += _FILTERS.format(table="article_topics", condition="topic_key = ?")
        values.append(fold_topic(query.topic))
    if feed_ids is not None:
        sql += _FILTERS.format(table="entries", condition=f"feed_id IN ({', '.join('?' * len(feed_ids))})")
        values += feed_ids
    return sql, values
