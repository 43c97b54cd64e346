"""Where on a page its article's own byline and dates may stand, and which elements speak of something else; reads no dates."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from newscli.parse.page_tree import Element, Page, text_within, tokens
from newscli.parse.page_words import word_set
from newscli.parse.prose import Prose

_BEFORE: Final = 12
"""Elements before the title that may be its kicker."""
_HEAD_LIMIT: Final = 150
_BLIND_LIMIT: Final = 600
_TAIL_LIMIT: Final = 40
_LEAD_LIMIT: Final = 60
FOREIGN_TOKENS: Final = word_set("""
    comment comments commentlist related sidebar footer copyright recent latest trending popular ticker weather archive
    calendar nav menu promo replies breadcrumb breadcrumbs
""")
_FOREIGN_TAGS: Final = ("nav", "footer", "figcaption")
_HEAD_TOKENS: Final = word_set("masthead topbar navbar")
_ENTRY_TOKENS: Final = word_set("entry post article story")
_PLACE_TOKENS: Final = word_set("sidebar footer")
_COMMENT_TOKENS: Final = word_set("comment comments replies")


@dataclass(frozen=True, slots=True)
class Place:
    """The parts of a page where its article's own byline and dates may stand."""

    kicker: list[Element]
    """Just before the title: also the end of the page's own head, with the day of today."""
    head: list[Element]
    lead: list[Element]
    """Between the first and the second block of text: where the first is a standfirst, the byline stands behind it."""
    tail: list[Element]
    around: frozenset[Element]
    """What surrounds the title or the text: whatever it is called, it is not another article's."""
    foreign: frozenset[Element]
    """Cards and the page's own heads: their dates and names are not the article's."""
    has_text: bool
    """Whether running text was found; if not, `head` is much of the page."""


def find_place(page: Page, prose: Prose, title: str, foreign: Iterable[Element]) -> Place:
    """Where the article's byline and dates may stand; its `title` tells which heading is its own."""
    elements = page.elements
    blocks = prose.blocks
    places = {element: number for number, element in enumerate(elements)}
    first = places.get(blocks[0], 0) if blocks else len(elements)
    heading = _heading_of(page, title, places, first)
    around = set(heading.iterancestors()) if heading is not None else set()
    if blocks and prose.container is not None:
        around |= {prose.container, *prose.container.iterancestors()}
    above = elements[: places[heading] if heading is not None else first]
    others = frozenset([*foreign, *_page_heads(above, around)])
    if not blocks:
        start = places[heading] if heading is not None else _BEFORE
        kicker, head = elements[max(0, start - _BEFORE) : start], elements[start:][:_BLIND_LIMIT]
        return Place(kicker, head, [], [], frozenset(around), others, has_text=False)
    start = places[heading] if heading is not None else max(0, first - 80)
    head = elements[start:first]
    if len(head) > 2 * _HEAD_LIMIT:
        head = head[:_HEAD_LIMIT] + head[-_HEAD_LIMIT:]
    last = places.get(blocks[-1], 0)
    kicker = elements[max(0, start - _BEFORE) : start]
    second = next((places[block] for block in blocks[1:] if block in places and not text_within(block, 160)), 0)
    lead = elements[first + 1 : second][:_LEAD_LIMIT]
    tail = elements[last : last + 1 + _TAIL_LIMIT]
    return Place(kicker, head, lead, tail, frozenset(around), others, has_text=True)


def _page_heads(above: list[Element], around: set[Element]) -> Iterator[Element]:
    """The page's own heads among what stands `above` its title: their date is that of today, on every page of the site."""
    for element in above:
        if (
            element in around
            or element.tag not in ("header", "div", "section")
            or not (element.tag == "header" or tokens(element) & _HEAD_TOKENS)
        ):
            continue
        if not any(node.tag in ("article", "main") for node in element.iterancestors()):
            yield element


def _heading_of(page: Page, title: str, places: dict[Element, int], first: int) -> Element | None:
    """The heading that holds the title, else the last <h1> before the text."""
    headings = [element for element in page.body.iter("h1", "h2", "h3") if places[element] < first]
    own = [element for element in headings if text_within(element, 500) == title and title]
    mains = [element for element in headings if element.tag == "h1"]
    return own[0] if own else mains[-1] if mains else None


def is_foreign(element: Element, place: Place) -> bool:
    """Whether an element stands in a card, a comment, a menu: what it says is not the article's."""
    node = element
    while node is not None and node.tag not in ("body", "html"):
        if node in place.foreign:
            return True
        if node in place.around:
            return False
        names = tokens(node) & FOREIGN_TOKENS
        if node.tag in _FOREIGN_TAGS or (names and node.tag not in ("main", "article") and not _is_count(node, names)):
            return True
        node = node.getparent()
    return False


def is_apart(element: Element, place: Place) -> bool:
    """Whether what makes an element foreign is only a name for where it stands: no card, comment or list of other articles.

    Between title and text stand "article-sidebar" and "hero-footer" with the article's own date.
    """
    node = element
    while node is not None and node not in place.around and node.tag not in ("body", "html"):
        if node in place.foreign or node.tag in ("nav", "figcaption") or tokens(node) & FOREIGN_TOKENS - _PLACE_TOKENS:
            return False
        node = node.getparent()
    return True


def closes_article(element: Element, place: Place) -> bool:
    """Whether an element that `is_apart` stands in a footer of the article, not of the page."""
    node = element
    while (parent := node.getparent()) is not None:
        if parent in place.around:
            names = tokens(node)
            is_footer = node.tag == "footer" or "footer" in names
            return is_footer and (parent.tag == "article" or bool(names & _ENTRY_TOKENS))
        node = parent
    return False


def _is_count(element: Element, names: frozenset[str]) -> bool:
    """Whether what is named after comments only counts them, beside the date: "6 November 2023 | 3 comments"."""
    return names <= _COMMENT_TOKENS and any(char.isdigit() for char in text_within(element, 60))
