"""Puts hits in order: how much the words weigh, where they stand, and how new the article is.

The constants were chosen by benchmarks/known_items.py, each kind of query held against the others.
"""

import math
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final, NamedTuple

from newscli.models.search import Node, Text, groups, wanted_texts
from newscli.store.database import Database
from newscli.store.search_hits import COUNTED_HITS, RANKED_HITS, count_hits, hit_keys, hit_rows
from newscli.store.search_match import Inflections, Matched, card_label, compile_search, quote_text, quote_words, restrict

_WEIGHTS: Final = "1.0, 8.0, 3.0, 4.0, 0.0"
"""bm25 of text, title, teaser, authors, labels."""
_PLACES: Final = (("title", 4.0), ("teaser", 3.0))
"""What a word gains by its place, beside 1 for standing anywhere: bm25 alone levels off, a title weighs but twice a text."""
_INFLECTED_SHARE: Final = 0.85
"""Of a word that stands there only in another inflection."""
_FRESHNESS: Final = 0.5
"""What an article of this hour gains over the same words in an old one; half of it is left after `_HALF_LIFE`."""
_HALF_LIFE: Final = timedelta(days=14)
_TOGETHER_GAIN: Final = 1.5
"""Of an article where the words of a group stand together."""
_CARD_SHARE: Final = 0.01
"""Of a found article only a card is known: its few words make bm25 overrate it, and it stands below whole articles."""


class Hit(NamedTuple):
    """A hit and its score; higher is better."""

    key: int
    score: float


class _Gain(NamedTuple):
    """What articles gain: those that have a word in a place as typed, and those that have a form of it."""

    weight: float
    exact: frozenset[int]
    other: frozenset[int]

    def of(self, key: int) -> float:
        if key in self.exact:
            return self.weight
        return self.weight * _INFLECTED_SHARE if key in self.other else 0.0


def rank_hits(
    database: Database,
    node: Node,
    *,
    exact: Matched,
    matched: Matched,
    inflections: Inflections,
    limit: int | None,
    now: datetime,
) -> list[Hit]:
    """The newest hits of `matched`, best first; `exact` is the same without `inflections`."""
    most = -1 if limit is None else max(limit, RANKED_HITS)
    rows = hit_rows(database, f"search_index.rowid, bm25(search_index, {_WEIGHTS})", matched, most)
    if not rows:
        return []
    among = matched._replace(condition=f"{matched.condition} AND search_index.rowid >= ?", values=(*matched.values, rows[-1][0]))
    typed = hit_keys(database, exact, most) if inflections else None
    cards = hit_keys(database, restrict(among, card_label()), -1)
    together = [hit_keys(database, restrict(among, quote_words(group)), -1) for group in groups(node)]
    gains = _gains(database, node, among, inflections)
    base = sum(weight for weight, _ in gains) or 1.0
    hits = []
    for key, bm25 in rows:
        places = 1.0 + sum(weight * gain.of(key) for weight, word in gains for gain in word) / base
        score = (
            math.sqrt(max(-bm25, 0.0)) * places * _freshness(key, now) * _TOGETHER_GAIN ** sum(key in keys for keys in together)
        )
        if typed is not None and key not in typed:
            score *= _INFLECTED_SHARE
        hits.append(Hit(key, score * _CARD_SHARE if key in cards else score))
    return sorted(hits, key=lambda hit: (hit.score, hit.key), reverse=True)


def _gains(database: Database, node: Node, among: Matched, inflections: Inflections) -> list[tuple[float, list[_Gain]]]:
    """For each word, how much it says (the rarer, the more), and what it gives an article in each place."""
    words = [text for text in wanted_texts(node) if text.column is None]
    return [
        (
            _rarity(database, text, inflections) if len(words) > 1 else 1.0,
            [
                _Gain(
                    weight,
                    hit_keys(database, restrict(among, f"{place} : {quote_text(text)}"), -1),
                    _any_form(database, among, place, inflections.get(text, ())),
                )
                for place, weight in _PLACES
            ],
        )
        for text in words
    ]


def _any_form(database: Database, among: Matched, place: str, forms: Sequence[str]) -> frozenset[int]:
    if not forms:
        return frozenset()
    return hit_keys(database, restrict(among, f"{place} : ({' OR '.join(map(quote_words, forms))})"), -1)


def _rarity(database: Database, text: Text, inflections: Inflections) -> float:
    """As the inverse document frequency, but that what is frequent is not counted to its end."""
    found = count_hits(database, compile_search(database, text, inflections))
    return math.log(2.0 + 10.0 * COUNTED_HITS / (1.0 + found))


def _freshness(key: int, now: datetime) -> float:
    """By the key, which is the time in seconds, or near enough."""
    age = max(now.timestamp() - key, 0.0) / _HALF_LIFE.total_seconds()
    return 1.0 + _FRESHNESS * float(0.5**age)
