"""Where a page's running text stands: its prose blocks and the container that holds them; reads shapes, never words."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Final

from newscli.parse.page_tree import Element, Page, tokens, weight
from newscli.parse.page_words import word_set

ASIDE_TAGS: Final = frozenset(["nav", "footer", "aside", "form", "button", "figcaption", "li", "dialog", "option", "label"])
_ASIDE_WORDS: Final = word_set("""
    comment comments cookie consent footer nav menu modal sidebar onetrust didomi usercentrics axeptio iubenda cmpbox
""")
_PROSE_TAGS: Final = frozenset(["p", "div", "section", "article", "td", "blockquote", "main", "span", "body", "font", "center"])
_INLINE: Final = word_set("""
    a b i em strong span font u q cite code abbr sub sup small mark s del ins time wbr
""")
PROSE_WEIGHT: Final = 80
"""Letters from which a block counts as prose: a sentence, longer than nine in ten headlines."""


@dataclass(slots=True)
class Prose:
    """The running text of a page: `blocks` in reading order, `container` around most of them."""

    blocks: list[Element]
    container: Element | None


def find_prose(page: Page) -> Prose:
    """The prose blocks of the page's main text.

    A block is an element whose own words (its text and that of its inline children, links apart) weigh at least `PROSE_WEIGHT`
    and are no more than half links. Each gives its weight to its parent and half of it to its grandparent, as readability
    does; the heaviest is the container, and blocks outside it count only if it is a near relative.
    """
    found: list[tuple[Element, int]] = []
    for element in page.body.iter(*_PROSE_TAGS):
        own, linked = _own_weight(element)
        if own >= PROSE_WEIGHT and linked <= own and not _is_aside(element, page.body):
            found.append((element, own))
    scores: dict[Element, float] = defaultdict(float)
    for element, own in found:
        parent = element.getparent() if element is not page.body else element
        if parent is None:
            continue
        scores[parent] += own
        if element.tag != "p":
            scores[element] += own
        grand = parent.getparent()
        if grand is not None and parent is not page.body:
            scores[grand] += own / 2
    if not scores:
        return Prose([], None)
    best = max(scores, key=lambda element: scores[element])
    inside = [element for element, _ in found if element is best or best in _up(element)]
    return Prose(inside, best)


def _up(element: Element) -> list[Element]:
    return list(element.iterancestors())


def _own_weight(element: Element) -> tuple[int, int]:
    """The weight of the element's own words outside and inside links."""
    own, linked = weight((element.text or "").strip()), 0
    for child in element:
        if child.tag in _INLINE:
            inner = weight("".join(child.itertext()).strip())
            if child.tag == "a" or child.find(".//a") is not None:
                linked += inner
            else:
                own += inner
        own += weight((child.tail or "").strip())
    return own, linked


def _is_aside(element: Element, body: Element) -> bool:
    node = element
    while node is not None and node is not body:
        if node.tag in ASIDE_TAGS or (node.tag not in ("p", "span") and tokens(node) & _ASIDE_WORDS):
            return True
        node = node.getparent()
    return False


def near_article(page: Page, prose: Prose) -> list[Element]:
    """The elements between the title and the text, then those just behind the text."""
    elements = page.elements
    if not prose.blocks:
        return elements[:1500]
    places = {element: number for number, element in enumerate(elements)}
    first, last = places.get(prose.blocks[0], 0), places.get(prose.blocks[-1], 0)
    title = max((places[element] for element in page.body.iter("h1") if places[element] < first), default=max(0, first - 80))
    return [*elements[max(0, title - 15) : first][-150:], *elements[last + 1 : last + 25]]
