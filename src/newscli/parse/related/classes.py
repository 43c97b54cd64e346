"""Whether a card is further reading, and of which kind: what is certain by rule, the rest by a linear scorer; reads no markup."""

from collections import defaultdict
from math import exp, log
from typing import Final

from newscli.models.parsed import LinkKind
from newscli.parse.page_tree import Element
from newscli.parse.related.cards import Card
from newscli.parse.related.signals import Signals, list_root
from newscli.parse.related.weights import BIAS, CLASSES, WEIGHTS

THRESHOLD: Final = 0.5
NAMED: Final = 0.85
"""Chance of being no item that still leaves a card in, where its list says what it is."""
SURE: Final = 0.6
"""Chance of being sponsored that makes a card so though nothing else says that money was paid: with 0.5, three pages in a hundred
show such a card that is none; with 0.6, one."""
COUNTED: Final = 0.95
"""The same where it says that it is paid for, or made by counting: no menu says that."""
LENT: Final = 0.4
"""Without it one negative page in eight gets an item; with it none does, at the same F1."""

_KINDS: Final[dict[str, LinkKind]] = {"related": "related", "trending": "trending", "sponsored": "sponsored"}
_PAID: Final = ("rel_nofollow", "market", "tracked", "t_sponsored", "t_network", "ad_mark")
"""Signals that money may have been paid; without any, a strip of videos, or a link to another's page, looks like adverts."""


def classify(cards: list[tuple[Card, Signals]]) -> list[LinkKind | None]:
    """The kind of each card; None for navigation, prose, and whatever else is no item of a list.

    The cards of one list lend each other `LENT` of their evidence: a list is of one kind.
    """
    kinds: list[LinkKind | None] = [None] * len(cards)
    lists: dict[Element, list[int]] = defaultdict(list)
    for number, (card, signals) in enumerate(cards):
        if not is_no_item(signals):
            lists[list_root(card)].append(number)
    for numbers in lists.values():
        odds = {number: log_shares(cards[number][1]) for number in numbers}
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


def is_no_item(signals: Signals) -> bool:
    """Whether a card is certainly no item: a link in a sentence, a comment, a menu, the name of a topic."""
    has = signals.get
    if has("in_sentence") or has("h_talk"):
        return True
    named = has("h_related") or has("h_trending") or has("h_sponsored")
    if has("t_talk") and not (named or has("t_trending_near")):
        return True
    if has("pager") or (has("home") and not (has("long_title") and has("other_host"))):
        return True
    # A button of a test report: "Check price", "View on ...". Longer words in a marked box are an advert.
    if (
        has("in_body")
        and (has("network") or has("rel_sponsored"))
        and not (has("long_title") or has("ad_mark") or has("h_sponsored"))
    ):
        return True
    if has("footer_tag") and not (has("t_network") or has("network")):
        return True
    in_frame = has("nav_tag") or (has("header_tag") and has("before_body") and not has("article_header"))
    if in_frame and not (has("t_trending") or has("h_trending") or has("h_sponsored")):
        return True
    return bool(has("short_title") and has("list_path") and not has("t_trending_near"))


def _certain(signals: Signals) -> LinkKind | None:
    """The kind of a card whose address, markup or mark leaves no doubt that it is paid for."""
    has = signals.get
    foreign = has("other_host")
    if has("network") or (has("rel_sponsored") and not has("short_title")):
        return "sponsored"
    if (has("t_network") or has("h_sponsored")) and foreign:
        return "sponsored"
    if has("market") and (has("t_sponsored") or has("rel_nofollow")):
        return "sponsored"
    if has("ad_mark") and (foreign or has("t_sponsored") or has("market") or has("rel_nofollow")):
        return "sponsored"
    return None


def _normal(odds: list[float]) -> dict[str, float]:
    powers = [exp(odd) for odd in odds]
    return {name: power / sum(powers) for name, power in zip(CLASSES, powers, strict=True)}


def _limit(signals: Signals) -> float:
    """The chance of being no item from which a card is none."""
    has = signals.get
    if has("nav_tag"):
        return 1 - THRESHOLD
    if has("h_sponsored") or has("h_trending") or has("t_trending_near"):
        return COUNTED
    if has("short_title") and has("bare_path"):
        return 1 - THRESHOLD
    return NAMED if has("h_related") else 1 - THRESHOLD


def _kind(signals: Signals, found: dict[str, float]) -> LinkKind | None:
    has = signals.get
    if (certain := _certain(signals)) is not None:
        return certain
    if found["none"] > _limit(signals):
        return None
    # What a list calls itself outweighs how it looks.
    if has("h_sponsored") or (has("market") and not has("h_related")):
        return "sponsored"
    if has("h_trending") or (has("t_trending_near") and not has("h_related")):
        return "trending"
    best = _KINDS[max(_KINDS, key=lambda name: found[name])]
    if best == "sponsored" and found["sponsored"] < SURE and not any(has(name) for name in _PAID):
        return "related" if has("h_related") or found["related"] > found["none"] else None
    if best == "trending" and has("h_related"):
        return "related"
    return best
