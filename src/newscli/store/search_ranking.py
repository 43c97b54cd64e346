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
from newscli.store.search_match import (
    Inflections,
    Matched,
    any_article,
    any_of,
    card_label,
    compile_search,
    quote_text,
    quote_words,
    restrict,
)
from newscli.store.search_text import index_words

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


COMMON_WORD: Final = 100_000
"""Articles from which on bm25 is not asked about a word: it reads all that have it to know how rare it is, 40 ns each (for
"the" in a million articles four times what the ranking takes without), and says of common words that they weigh nothing."""
COMMON_PHRASE: Final = 20_000
"""The same of a phrase, as Korean and Chinese words are: 1 microsecond each."""


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
    keys = [row[0] for row in hit_rows(database, "search_index.rowid", matched, most)]
    if not keys:
        return []
    among = matched.since(keys[-1])
    typed = hit_keys(database, exact, most) if matched != exact else None
    cards = hit_keys(database, restrict(among, card_label()), -1)
    together = [hit_keys(database, restrict(among, quote_words(group)), -1) for group in groups(node)]
    weights = _weights(database, node, inflections, keys)
    gains = _gains(database, node, among, inflections)
    base = sum(weight for weight, _ in gains) or 1.0
    hits = []
    for key in keys:
        places = 1.0 + sum(weight * gain.of(key) for weight, word in gains for gain in word) / base
        gain = places * _freshness(key, now) * _TOGETHER_GAIN ** sum(key in whole for whole in together)
        score = math.sqrt(weights.get(key, 0.0)) * gain
        if typed is not None and key not in typed:
            score *= _INFLECTED_SHARE
        hits.append(Hit(key, score * _CARD_SHARE if key in cards else score))
    return sorted(hits, key=lambda hit: (hit.score, hit.key), reverse=True)


def _weights(database: Database, node: Node, inflections: Inflections, keys: Sequence[int]) -> dict[int, float]:
    """bm25 of the words that say something, higher is better; where none does, 1 for all that there is."""
    telling = [text for text in wanted_texts(node) if not _is_common(database, text, inflections)]
    if not telling:
        return dict.fromkeys(keys, 1.0)
    words = " OR ".join(compile_search(database, text, inflections).expression for text in telling)
    matched = Matched(words).among(keys)
    rows = hit_rows(database, f"search_index.rowid, bm25(search_index, {_WEIGHTS})", matched, -1)
    return {key: max(-bm25, 0.0) for key, bm25 in rows}


def _is_common(database: Database, text: Text, inflections: Inflections) -> bool:
    """Whether so many articles have it that to weigh it would take longer than it is worth, going by its newest hits."""
    row = database.row("SELECT max(article_id) FROM search_docs")
    articles = row[0] or 0 if row else 0
    most = COMMON_WORD if index_words(text.text).isalnum() else COMMON_PHRASE
    if articles <= most:
        return False
    matched = compile_search(database, text, inflections)
    newest = hit_rows(database, "search_index.rowid", matched, RANKED_HITS)
    if len(newest) < RANKED_HITS:
        return False
    span = RANKED_HITS * articles // most
    return count_hits(database, any_article().since(newest[-1][0]), span + 1) <= span


def _gains(database: Database, node: Node, among: Matched, inflections: Inflections) -> list[tuple[float, list[_Gain]]]:
    """For each word, how much it says (the rarer, the more), and what it gives an article in each place."""
    words = [text for text in wanted_texts(node) if text.column is None]

    def keys_of(place: str, words: str) -> frozenset[int]:
        if not words:
            return frozenset()
        expression = f"{place} : ({words})"
        # A search for one word need not look for it twice.
        placed = among._replace(expression=expression) if isinstance(node, Text) else restrict(among, expression)
        return hit_keys(database, placed, -1)

    def gain(place: str, weight: float, text: Text) -> _Gain:
        forms = inflections.get(text, ()) if text.form == "word" else ()
        return _Gain(weight, keys_of(place, quote_text(text, inflections)), keys_of(place, any_of(forms)))

    return [
        (
            _rarity(database, text, inflections) if len(words) > 1 else 1.0,
            [gain(place, weight, text) for place, weight in _PLACES],
        )
        for text in words
    ]


def _rarity(database: Database, text: Text, inflections: Inflections) -> float:
    """As the inverse document frequency, but that what is frequent is not counted to its end."""
    found = count_hits(database, compile_search(database, text, inflections))
    return math.log(2.0 + 10.0 * COUNTED_HITS / (1.0 + found))


def _freshness(key: int, now: datetime) -> float:
    """By the key, which is the time in seconds, or near enough."""
    age = max(now.timestamp() - key, 0.0) / _HALF_LIFE.total_seconds()
    return 1.0 + _FRESHNESS * float(0.5**age)
