"""The heading a card stands under: the nearest before it inside the innermost container that has one; knows no kinds of cards."""

from typing import Final

from newscli.parse.page_tree import HEADING_TAGS, Element, Page, text_of, text_within, tokens, weight, word_count
from newscli.parse.page_words import word_set
from newscli.parse.prose import Prose
from newscli.parse.related.headings import is_lead, kind_of_heading
from newscli.parse.related.labels import is_ad_mark, is_label
from newscli.parse.related.tabs import find_panels

_HEADING_TOKENS: Final = word_set("""
    heading header title headline label ttl titre titulo titolo tit caption head hdr kop rubrik tittel uberschrift vignette
""")
_HEADING_LIKE: Final = ("p", "div", "span", "strong", "b", "dt", "header", "summary", "legend", "a")
MAX_CLIMB: Final = 9
_HEADING_ROOM: Final = 90
_SHORT_ROOM: Final = 45
_LOOK_BACK: Final = 60
"""Siblings before a card that are looked at for its heading."""
_LOOK_INSIDE: Final = 12
_NAME_WORDS: Final = 6
"""Words of the name of a list that stands inside a card: with more it is a headline."""
_TITLE_ROOM: Final = 15
_TAIL_ROOM: Final = 2
"""Letters behind a link that still end its paragraph: with more, "See also ..." is a sentence."""
_AROUND_HEADINGS: Final = " :›»>|–-"


class HeadingSearch:
    """Finds the headings of one page's cards; what several cards share is looked for once."""

    def __init__(
        self, page: Page, prose: Prose, around: set[Element], marks: dict[Element, str], order: dict[Element, int]
    ) -> None:
        self._body = page.body
        self._prose = set(prose.blocks)
        self._around = around
        self._marks = marks
        self._order = order
        self._panels = find_panels(page)
        self._before: dict[Element, tuple[Element | None, bool]] = {}
        self._inside: dict[Element, Element | None] = {}
        titles = list(page.body.iter("h1"))
        self._title = titles[0] if len(titles) == 1 else None

    def of(self, box: Element, link: Element) -> tuple[Element | None, str | None]:
        """(the element that is the heading of the card `box`, its words); running text is never crossed."""
        found = self._within(box, link)
        if found is None and (lead := _lead(box, link)):
            return box, lead
        if found is None:
            found = self._outside(box)
        return (None, None) if found is None else (found, text_of(found).strip(_AROUND_HEADINGS))

    def _outside(self, box: Element) -> Element | None:
        node = box
        for _ in range(MAX_CLIMB):
            parent = node.getparent()
            if parent is None or node is self._body:
                return None
            if node in self._panels:
                return self._panels[node]
            if node not in self._before:
                self._before[node] = self._heading_before(node)
            found, goes_on = self._before[node]
            if found is not None or not goes_on or parent in self._around:
                return found
            node = parent
        return None

    def _within(self, box: Element, link: Element) -> Element | None:
        """The heading of a card that stands alone in a box of its own: short words that name a list, before its title."""
        first = self._order[link]
        for number, element in enumerate(box.iterdescendants(*HEADING_TAGS, "strong", "b", "span", "p", "div", "em")):
            in_link = self._order.get(element, first) > first
            if number > _LOOK_INSIDE or (in_link and link not in element.iterancestors()):
                return None
            words = text_within(element, _SHORT_ROOM)
            if not words or word_count(words) > _NAME_WORDS or element in self._marks:
                continue
            if not _is_heading(element, _SHORT_ROOM) or not kind_of_heading(words):
                continue
            if not in_link or (is_lead(words) and weight(text_of(link)) > weight(words) + _TITLE_ROOM):
                return element
        return None

    def _heading_before(self, node: Element) -> tuple[Element | None, bool]:
        """(the heading among what precedes `node` in its parent, whether to look further out)."""
        for number, sibling in enumerate(node.itersiblings(preceding=True)):
            if number > _LOOK_BACK:
                break
            if sibling in self._prose:
                return None, False
            if sibling in self._before and _alike(sibling, node):
                return self._before[sibling]
            has_cards = sibling in self._marks
            heading = self._heading_in(sibling)
            if heading is not None and (not has_cards or (number == 0 and sibling.tag in HEADING_TAGS)):
                return heading, True
            if has_cards and heading is not None and not _alike(sibling, node):
                return None, True
            if not has_cards and not text_within(sibling, 200) and text_of(sibling):
                return None, node.getparent() not in self._around
        return None, True

    def _heading_in(self, element: Element) -> Element | None:
        """The first heading in `element` that belongs to no card."""
        if element not in self._inside:
            self._inside[element] = self._find_heading_in(element)
        return self._inside[element]

    def _find_heading_in(self, element: Element) -> Element | None:
        if element.tag in HEADING_TAGS or element.get("role") == "heading":
            return element if element is not self._title and _is_heading(element) else None
        for inner in element.iter(*HEADING_TAGS):
            if (
                inner is not self._title
                and inner not in self._marks
                and _is_heading(inner)
                and not self._is_linked(inner, element)
            ):
                return inner
        if element in self._marks:
            return None
        for number, inner in enumerate(element.iter()):
            if number > 12:
                break
            if tokens(inner) & _HEADING_TOKENS and _is_heading(inner):
                return inner
        if element.tag in _HEADING_LIKE and _is_heading(element, _SHORT_ROOM):
            return element
        return None

    def _is_linked(self, heading: Element, top: Element) -> bool:
        """Whether `heading` stands inside a card's own link."""
        node = heading
        while node is not None:
            if node.tag == "a" and node in self._marks:
                return True
            if node is top:
                return False
            node = node.getparent()
        return False


def _lead(box: Element, link: Element) -> str | None:
    """Words right before a card's link that name further reading: "Read also: ..."."""
    node = link
    while node is not box and not (node.getprevious() is not None or (node.getparent().text or "").strip()):
        node = node.getparent()
    if node is box:
        return None
    before = node.getprevious()
    words = " ".join(((node.getparent().text if before is None else before.tail) or "").split())
    goes_on = " ".join((link.tail or "").split())
    if len(goes_on) > _TAIL_ROOM or not 3 <= len(words) <= _SHORT_ROOM or word_count(words) > 5:
        return None
    return words.strip(_AROUND_HEADINGS) if kind_of_heading(words) else None


def _is_heading(element: Element, limit: int = _HEADING_ROOM) -> bool:
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
        or (element.tag == "a" and kind_of_heading(words) is None)
    ):
        return False
    # A row of buttons is no heading, and "Advertisement" names what stands between two lists.
    buttons = len(list(element.iter("a", "button")))
    return buttons < 2 and not is_label(words) and not is_ad_mark(words)


def _alike(one: Element, other: Element) -> bool:
    return bool(one.tag == other.tag and one.get("class") == other.get("class"))
