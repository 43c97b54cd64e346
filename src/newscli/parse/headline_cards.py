"""The cards of a page that are its own headlines, not its frame: what a section page consists of."""

from typing import Final

from newscli.parse.page_tree import BLOCK_TAGS, Element, Page, text_of, weight
from newscli.parse.prose import Prose
from newscli.parse.related.cards import Card, CardFinder
from newscli.parse.related.links import find_targets
from newscli.parse.related.signals import Evidence, Signals

_DATE: Final = 25
"""Letters beside a headline that are still no sentence: a date, a name."""
_SENTENCE: Final = 400
"""Letters beyond which counting on changes nothing."""
_NEIGHBOURS: Final = 12
"""Pieces of a line on either side that are looked at."""


def headline_cards(page: Page) -> list[Card]:
    """The headline cards of `page` in reading order, several where it shows one address several times."""
    prose = Prose([], None)
    finder = CardFinder(page, prose, find_targets(page))
    cards = finder.cards()
    evidence = Evidence(page, prose, cards, finder.order)
    return [card for card in cards if _is_headline(evidence.of(card)) and not all(map(_in_sentence, card.links))]


def _is_headline(signals: Signals) -> bool:
    """Whether a card is one of the page's own headlines: not its frame, not another site's, not a name of a section."""
    framed = any(
        signals.get(name) for name in ("nav_tag", "footer_tag", "t_foot", "t_talk", "other_host", "list_path", "rel_sponsored")
    )
    in_header = signals.get("header_tag") and not signals.get("main_tag") and signals.get("t_chrome")
    paid = signals.get("t_sponsored") and signals.get("h_sponsored")
    named = signals.get("article_path") or signals.get("heading")
    return bool(named) and not framed and not in_header and not paid


def _in_sentence(link: Element) -> bool:
    """Whether other words stand on the link's own line, half as many as it has: between the blocks and breaks around it."""
    beside = 0
    node = link
    while node is not None and node.tag not in BLOCK_TAGS:
        parent = node.getparent()
        if parent is None:
            break
        beside += _line_before(node, parent) + _line_after(node)
        node = parent
    return beside > max(_DATE, weight(text_of(link)) // 2)


def _line_before(node: Element, parent: Element) -> int:
    found, before = 0, node.getprevious()
    for _ in range(_NEIGHBOURS):
        if before is None:
            return found + _letters(parent.text)
        found += _letters(before.tail)
        if before.tag in BLOCK_TAGS:
            return found
        found += _unlinked(before)
        before = before.getprevious()
    return found


def _line_after(node: Element) -> int:
    found, after = _letters(node.tail), node.getnext()
    for _ in range(_NEIGHBOURS):
        if after is None or after.tag in BLOCK_TAGS:
            break
        found += _unlinked(after) + _letters(after.tail)
        after = after.getnext()
    return found


def _unlinked(element: Element) -> int:
    """Letters of an inline element that is no link, counted no further than a sentence: one may be beside thousands of links."""
    found = 0
    for text in element.itertext() if element.tag != "a" else ():
        found += _letters(text)
        if found > _SENTENCE:
            break
    return found


def _letters(text: str | None) -> int:
    return weight(text.strip()[:_SENTENCE]) if text else 0
