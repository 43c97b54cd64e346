"""Whether a card is further reading, and of which kind: a linear scorer over its signals; reads no markup."""

from collections import defaultdict
from math import exp, log
from typing import Final

from newscli.models.parsed import LinkKind
from newscli.parse.page_tree import Element
from newscli.parse.related.cards import Card
from newscli.parse.related.signals import Signals, list_root
from newscli.parse.related.weights import BIAS, CLASSES, WEIGHTS

THRESHOLD: Final = 0.5
NAMED: Final = 0.75
"""Chance of being no item that still leaves a card in, where its list says what it is."""
LENT: Final = 0.4
"""Without it one negative page in eight gets an item; with it none does, at the same F1."""

_KINDS: Final[dict[str, LinkKind]] = {"related": "related", "trending": "trending", "sponsored": "sponsored"}


def classify(cards: list[tuple[Card, Signals]]) -> list[LinkKind | None]:
    """The kind of each card; None for navigation, prose, and whatever else is no item of a list.

    The cards of one list lend each other `LENT` of their evidence: a list is of one kind.
    """
    odds = [log_shares(signals) for _, signals in cards]
    lists: dict[Element, list[int]] = defaultdict(list)
    for number, (card, _) in enumerate(cards):
        lists[list_root(card)].append(number)
    kinds: list[LinkKind | None] = [None] * len(cards)
    for numbers in lists.values():
        common = [sum(odds[number][place] for number in numbers) / len(numbers) for place in range(len(CLASSES))]
        for number in numbers:
            mixed = [(1 - LENT) * own + LENT * other for own, other in zip(odds[number], common, strict=True)]
            kinds[number] = _kind(cards[number][1], _normal(mixed))
    return kinds


def log_shares(signals: Signals) -> list[float]:
    """The logarithm of the probability of each class of `CLASSES`: a multinomial logistic regression."""
    scores = list(BIAS)
    for name, value in signals.items():
        for place, number in enumerate(WEIGHTS.get(name, ())):
            scores[place] += number * value
    top = max(scores)
    whole = top + log(sum(exp(score - top) for score in scores))
    return [score - whole for score in scores]


def _normal(odds: list[float]) -> dict[str, float]:
    powers = [exp(odd) for odd in odds]
    return {name: power / sum(powers) for name, power in zip(CLASSES, powers, strict=True)}


def _kind(signals: Signals, found: dict[str, float]) -> LinkKind | None:
    if signals.get("in_sentence") or (signals.get("t_talk") and not signals.get("h_related")):
        return None
    named = signals.get("h_trending") or signals.get("h_related")
    if found["none"] > (NAMED if named and not signals.get("nav_tag") else 1 - THRESHOLD):
        return None
    # What a list calls itself outweighs how it looks.
    if signals.get("h_trending"):
        return "trending"
    best = _KINDS[max(_KINDS, key=lambda name: found[name])]
    if best == "trending" and signals.get("h_related"):
        return "related"
    if signals.get("h_sponsored") or signals.get("rel_sponsored"):
        return "sponsored"
    return best
