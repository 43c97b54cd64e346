"""Headline links as cards: the box that belongs to one address alone, and the list and heading it stands under."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from newscli.parse.page_tree import HEADING_TAGS, Element, Page, text_of, text_within, tokens, word_count
from newscli.parse.page_words import word_set
from newscli.parse.prose import Prose
from newscli.parse.related.links import Target
from newscli.parse.related.words import RELATED, SPONSORED, TRENDING, is_label

_HEADING_TOKENS: Final = word_set("""
    heading header title headline label ttl titre titulo titolo tit caption head hdr kop rubrik tittel uberschrift
""")
_CARD_TAGS: Final = frozenset(["li", "article", "tr", "dd"])
_NO_HEADING = re.compile(
    r"(?:advert\w*|publicit\w+|publicidad\w*|anzeige|werbung|annonse?|annonce|reklam\w*|mainos|advertentie|реклама|広告"
    r"|广告|광고|إعلان|ad)(?:\W.*)?",
    re.IGNORECASE,
)
MAX_CLIMB: Final = 9
HEADING_LIMIT: Final = 90
_MANY: Final = "*"


@dataclass(slots=True)
class Card:
    """One place where a page shows one address: `box` holds its words, `root` the list of its siblings."""

    target: Target
    box: Element
    links: list[Element]
    order: int
    root: Element
    heading: str | None = None
    heading_at: Element | None = None


class CardFinder:
    """Cards of one page; `marks` says which elements hold headline links of one address, or of many."""

    def __init__(self, page: Page, prose: Prose, targets: dict[str, Target]) -> None:
        self._page = page
        self._elements: Sequence[Element] = page.elements
        self.order = {element: number for number, element in enumerate(self._elements)}
        self._prose = set(prose.blocks)
        around = prose.container
        self._around = {around, *around.iterancestors()} if around is not None else {page.body}
        self._marks: dict[Element, str] = {}
        self._headings: dict[tuple[Element, Element], Element | None] = {}
        self._mark(targets)

    def cards(self, targets: dict[str, Target]) -> list[Card]:
        """Every card of the page, in reading order."""
        found: dict[tuple[str, Element], Card] = {}
        for target in targets.values():
            if not target.is_headline:
                continue
            for link in target.links:
                box = self._box(link, target.key)
                known = found.get((target.key, box))
                if known:
                    known.links.append(link)
                else:
                    parent = box.getparent()
                    root = self._page.body if parent is None else parent
                    found[target.key, box] = Card(target, box, [link], self.order[link], root)
        for card in found.values():
            card.heading_at = self._heading(card.box)
            if card.heading_at is None:
                card.heading_at = self._heading_inside(card)
            card.heading = _heading_text(card.heading_at) if card.heading_at is not None else None
        return sorted(found.values(), key=lambda card: card.order)

    def _mark(self, targets: dict[str, Target]) -> None:
        for target in targets.values():
            if target.is_headline:
                for link in target.links:
                    self._marks[link] = target.key
        for element in reversed(self._elements):
            mark = self._marks.get(element)
            parent = element.getparent()
            if mark is None or parent is None:
                continue
            known = self._marks.get(parent)
            self._marks[parent] = mark if known in (None, mark) else _MANY

    def _box(self, link: Element, key: str) -> Element:
        node = link
        for _ in range(MAX_CLIMB):
            parent = node.getparent()
            if parent is None or parent is self._page.body or parent in self._around or self._marks.get(parent) != key:
                break
            if node.tag in _CARD_TAGS:
                break
            node = parent
        return node

    def _heading_inside(self, card: Card) -> Element | None:
        """The heading of a card that stands alone in a box of its own: short words before its link."""
        first = self.order[card.links[0]]
        for element in card.box.iterdescendants(*HEADING_TAGS, "strong", "b", "span", "p", "div"):
            if self.order.get(element, first) >= first:
                return None
            if element not in self._marks and _is_heading(element, 45) and RELATED.search(text_of(element)):
                return element
        return None

    def _heading(self, box: Element) -> Element | None:
        """The heading nearest before `box` inside the innermost container that has one; never across running text."""
        node = box
        for _ in range(MAX_CLIMB):
            parent = node.getparent()
            if parent is None or node is self._page.body:
                return None
            key = (parent, node)
            if key in self._headings:
                return self._headings[key]
            found, goes_on = self._heading_before(node)
            if found is not None or not goes_on:
                self._headings[key] = found
                return found
            if parent in self._around:
                return None
            node = parent
        return None

    def _heading_before(self, node: Element) -> tuple[Element | None, bool]:
        """(the heading among what precedes `node` in its parent, whether to look further out)."""
        for number, sibling in enumerate(node.itersiblings(preceding=True)):
            if number > 60:
                break
            if sibling in self._prose:
                return None, False
            has_cards = sibling in self._marks
            heading = self._heading_in(sibling)
            if heading is not None and not has_cards:
                return heading, True
            if heading is not None and number == 0 and sibling.tag in HEADING_TAGS:
                return heading, True
            if has_cards and heading is not None and not _alike(sibling, node):
                return None, True
            if not has_cards and not text_within(sibling, 200) and text_of(sibling):
                return None, node.getparent() not in self._around
        return None, True

    def _heading_in(self, element: Element) -> Element | None:
        """The first heading in `element` that belongs to no card."""
        if element.tag in HEADING_TAGS or element.get("role") == "heading":
            return element if _is_heading(element) else None
        for inner in element.iter(*HEADING_TAGS):
            if inner not in self._marks and _is_heading(inner):
                return inner
        if element in self._marks:
            return None
        for number, inner in enumerate(element.iter()):
            if number > 12:
                break
            if tokens(inner) & _HEADING_TOKENS and _is_heading(inner):
                return inner
        if element.tag in ("p", "div", "span", "strong", "b", "dt", "header", "summary", "legend", "a") and _is_heading(
            element, 45
        ):
            return element
        return None


def _heading_text(element: Element) -> str:
    return text_of(element).strip(" :›»>")


def _is_heading(element: Element, limit: int = HEADING_LIMIT) -> bool:
    words = text_within(element, limit)
    if len(words) < 2 or not any(char.isalpha() for char in words):
        return False
    if word_count(words) > (5 if next(element.iter("a"), None) is not None else 9):
        return False
    if element.tag in HEADING_TAGS:
        return True
    if (
        words.startswith("#")
        or sum(char.isdigit() for char in words) > 3
        or (element.tag == "a" and not any(pattern.search(words) for pattern in (RELATED, TRENDING, SPONSORED)))
    ):
        return False
    # A row of buttons is no heading, and "Advertisement" names what stands between two lists.
    buttons = len(list(element.iter("a", "button")))
    return buttons < 2 and not is_label(words) and not _NO_HEADING.fullmatch(words)


def _alike(one: Element, other: Element) -> bool:
    return bool(one.tag == other.tag and one.get("class") == other.get("class"))
