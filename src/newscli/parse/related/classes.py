"""Whether a card is further reading, and of which kind: a linear scorer over its signals; reads no markup."""

from math import exp
from typing import Final

from newscli.models.parsed import LinkKind
from newscli.parse.related.cards import Card
from newscli.parse.related.signals import Signals
from newscli.parse.related.weights import BIAS, CLASSES, WEIGHTS

THRESHOLD: Final = 0.5

_KINDS: Final[dict[str, LinkKind]] = {"related": "related", "trending": "trending", "sponsored": "sponsored"}


def classify(cards: list[tuple[Card, Signals]]) -> list[LinkKind | None]:
    """The kind of each card; None for navigation, prose, and whatever else is no item of a list."""
    return [_kind(signals) for _, signals in cards]


def shares(signals: Signals) -> dict[str, float]:
    """The probability of each class of `CLASSES`: a multinomial logistic regression."""
    scores = list(BIAS)
    for name, value in signals.items():
        for place, number in enumerate(WEIGHTS.get(name, ())):
            scores[place] += number * value
    top = max(scores)
    powers = [exp(score - top) for score in scores]
    whole = sum(powers)
    return {name: power / whole for name, power in zip(CLASSES, powers, strict=True)}


def _kind(signals: Signals) -> LinkKind | None:
    found = shares(signals)
    if found["none"] > 1 - THRESHOLD:
        return None
    return _KINDS[max(_KINDS, key=lambda name: found[name])]
