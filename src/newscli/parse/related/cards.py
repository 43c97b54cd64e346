"""Headline links as cards: the box that belongs to one address alone, and the list and heading it stands under."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from newscli.parse.page_tree import Element, Page, tokens
from newscli.parse.prose import Prose
from newscli.parse.related import names
from newscli.parse.related.heading_search import MAX_CLIMB, HeadingSearch
from newscli.parse.related.links import Target

MAX_CARDS: Final = 1_000
"""Cards that are looked at: three times what the fullest real page has, so that a page of nothing but links takes no seconds."""
_CARD_TAGS: Final = frozenset(["li", "article", "tr", "dd"])
_MANY: Final = "*"
_NAMED_ROOM: Final = 60
"""Links in a box that calls itself a list of the most read: more are a menu."""


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
        around = prose.container
        self._around = {around, *around.iterancestors()} if around is not None else {page.body}
        named = _links_in_named_boxes(page)
        self._wanted = [
            (link, target)
            for target in targets.values()
            for link in target.links
            if target.is_headline or (link in named and target.has_words)
        ]
        self._marks: dict[Element, str] = {}
        self._mark()
        self._headings = HeadingSearch(page, prose, self._around, self._marks, self.order)

    def cards(self) -> list[Card]:
        """The page's cards in reading order, `MAX_CARDS` at most."""
        found: dict[tuple[str, Element], Card] = {}
        for link, target in sorted(self._wanted, key=lambda pair: self.order[pair[0]]):
            box = self._box(link, target.key)
            known = found.get((target.key, box))
            if known:
                known.links.append(link)
            elif len(found) < MAX_CARDS:
                parent = box.getparent()
                root = self._page.body if parent is None else parent
                found[target.key, box] = Card(target, box, [link], self.order[link], root)
        before: Card | None = None
        for card in found.values():
            card.heading_at, card.heading = self._headings.of(card.box, card.links[0])
            # "Read also:" in the first item of a list is said of the others too.
            if card.heading is None and before is not None and card.box.tag == "li" and card.root is before.root:
                card.heading_at, card.heading = before.heading_at, before.heading
            before = card
        return list(found.values())

    def _mark(self) -> None:
        for link, target in self._wanted:
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


def is_named_trending(words: frozenset[str]) -> bool:
    """Whether the names of a box say that counting readers made its list."""
    return bool(words & names.TRENDING) or bool(words & names.MOST and words & names.READ)


def _links_in_named_boxes(page: Page) -> set[Element]:
    """Links in lists whose boxes say that they are the most read: there two words are a headline ("China bus crash")."""
    found: set[Element] = set()
    for element in page.body.iter("div", "ul", "ol", "section", "aside", "nav"):
        if is_named_trending(tokens(element)):
            links = [link for _, link in zip(range(_NAMED_ROOM + 1), element.iter("a"), strict=False)]
            if len(links) <= _NAMED_ROOM:
                found.update(links)
    return found
