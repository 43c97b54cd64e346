"""From a page's links to its related, trending and sponsored items."""

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import Final

from newscli.dates.names import WEEKDAYS, fold
from newscli.models.parsed import LinkKind, ParsedItem
from newscli.parse.page_dates import Frame
from newscli.parse.page_tree import Element, Page, bare
from newscli.parse.prose import Prose
from newscli.parse.related.cards import Card, CardFinder
from newscli.parse.related.classes import classify
from newscli.parse.related.fields import read_card
from newscli.parse.related.links import find_targets
from newscli.parse.related.own_page import OwnPage
from newscli.parse.related.signals import Evidence, Signals
from newscli.text import clean_line

_DATE_ROOM: Final = 40
"""Letters of the longest date with a weekday and a time."""


@dataclass(frozen=True, slots=True)
class Lists:
    """The three kinds of items of a page in reading order, and the elements that hold them."""

    related: tuple[ParsedItem, ...] = ()
    trending: tuple[ParsedItem, ...] = ()
    sponsored: tuple[ParsedItem, ...] = ()
    boxes: tuple[Element, ...] = ()


def find_lists(page: Page, prose: Prose, frame: Frame) -> Lists:
    """The items of `page`; an address that several lists show is one item, with the best title any of them gives."""
    return items_of(weigh(page, prose), frame.at(page.url))


def items_of(weighed: list[tuple[Card, Signals]], frame: Frame) -> Lists:
    """The items that weighed cards are, by kind."""
    chosen: dict[LinkKind, list[Card]] = defaultdict(list)
    for (card, _), kind in zip(weighed, classify(weighed), strict=True):
        if kind is not None:
            chosen[kind].append(card)
    boxes = tuple(card.box for kind in chosen.values() for card in kind)
    return Lists(
        related=_items(chosen["related"], frame),
        trending=_items(chosen["trending"], frame),
        sponsored=_items(chosen["sponsored"], frame),
        boxes=boxes,
    )


def weigh(page: Page, prose: Prose) -> list[tuple[Card, Signals]]:
    """The page's cards and what speaks for each: also what the scorer is trained on."""
    finder = CardFinder(page, prose, find_targets(page))
    cards = finder.cards()
    evidence = Evidence(page, prose, cards, finder.order)
    # The page's own posts and its section still bound the cards beside them.
    own = OwnPage(page)
    weighed = [(card, evidence.of(card)) for card in cards if not own.holds(card)]
    return [(card, signals) for card, signals in weighed if _is_trending(signals) or not own.is_section(card)]


def _is_trending(signals: Signals) -> bool:
    """Whether the list of a card counts readers: there topics stand among articles."""
    return bool(signals.get("t_trending_near") or signals.get("h_trending"))


def _items(cards: list[Card], frame: Frame) -> tuple[ParsedItem, ...]:
    groups: dict[str, list[Card]] = defaultdict(list)
    for card in cards:
        groups[card.target.key].append(card)
    lists: dict[Element, int] = {}
    items: list[ParsedItem] = []
    for group in groups.values():
        card = group[0]
        where = card.heading_at if card.heading_at is not None else card.root
        number = lists.setdefault(where, len(lists) + 1)
        item = _item(group, frame)
        if not _is_date(item.title, frame):
            items.append(replace(item, position=len(items) + 1, list_no=number))
    return tuple(items)


def _is_date(title: str, frame: Frame) -> bool:
    """Whether a title is a date and nothing else: the link of a forum's list to the last post."""
    found = (frame.find(title) or frame.find_open(title)) if len(title) <= _DATE_ROOM else None
    rest = f"{title[: found.start]} {title[found.end :]}" if found else title
    return all(fold(word.strip(".,:")) in WEEKDAYS for word in rest.split() if bare(word))


def _item(group: list[Card], frame: Frame) -> ParsedItem:
    texts = [read_card(card.box, card.links, card.target.title, frame) for card in group]
    best = max(texts, key=lambda text: text.title_rank)
    heading = next((card.heading for card in group if card.heading), None)
    dated = next((text for text in texts if text.published or text.date_text), best)
    teaser = next((text.teaser for text in texts if text.teaser), None)
    return ParsedItem(
        title=best.title, url=group[0].target.url, published=dated.published, date_text=dated.date_text, teaser=teaser,
        section=clean_line(heading) if heading else None,
    )  # fmt: skip
