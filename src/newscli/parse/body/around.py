"""What surrounds a block: its ancestors' tags, names and marks, each counted once for the elements that share them."""

from dataclasses import dataclass
from typing import Final

from newscli.parse.body.names import NAMES
from newscli.parse.page_tree import Element, Page, tokens
from newscli.parse.prose import Prose

PLACE_TAGS: Final = frozenset([
    "nav", "footer", "header", "aside", "form", "figure", "table", "article", "main", "section", "ul", "ol", "blockquote",
    "button", "dialog", "a",
])  # fmt: skip


@dataclass(frozen=True, slots=True)
class Around:
    """An element with all that holds it: `tags` and `names` of both, `own` its names alone."""

    tags: frozenset[str]
    names: frozenset[str]
    own: frozenset[str]
    near: frozenset[str]
    """Names of the element and of its parent."""
    is_hidden: bool
    in_card: bool
    in_container: bool
    article: Element | None
    """The innermost <article> or <section> with a heading's reach."""
    depth: int


_OUTSIDE: Final = Around(frozenset(), frozenset(), frozenset(), frozenset(), False, False, False, None, 0)


class Surroundings:
    """Looks up what surrounds elements of one page."""

    def __init__(self, page: Page, prose: Prose, boxes: frozenset[Element]) -> None:
        self._body = page.body
        self._container = prose.container
        self.above = {prose.container, *prose.container.iterancestors()} if prose.container is not None else set()
        self._boxes = boxes
        self._known: dict[Element, Around] = {}

    def of(self, element: Element) -> Around:
        """What surrounds `element`, itself counted."""
        missing = []
        node = element
        while node is not None and node not in self._known:
            missing.append(node)
            node = node.getparent()
        around = self._known[node] if node is not None else _OUTSIDE
        for node in reversed(missing):
            around = self._known[node] = self._step(node, around)
        return around

    def _step(self, element: Element, outer: Around) -> Around:
        tag = element.tag
        # What holds the whole text says nothing about a part of it.
        is_above = element in self.above or element is self._body
        own = _named(element) if not is_above else frozenset[str]()
        return Around(
            tags=outer.tags | {tag} if tag in PLACE_TAGS else outer.tags,
            names=outer.names | own if own else outer.names,
            own=own,
            near=own | outer.own if own else outer.own,
            is_hidden=outer.is_hidden or (not is_above and _is_hidden(element)),
            in_card=outer.in_card or element in self._boxes,
            in_container=outer.in_container or element is self._container,
            article=element if tag == "article" else outer.article,
            depth=outer.depth + 1,
        )


def _named(element: Element) -> frozenset[str]:
    found = tokens(element)
    return frozenset(name for name, words in NAMES.items() if not words.isdisjoint(found)) if found else frozenset()


def _is_hidden(element: Element) -> bool:
    if element.get("hidden") is not None or element.get("aria-hidden") == "true":
        return True
    style = (element.get("style") or "").replace(" ", "").lower()
    return "display:none" in style or "visibility:hidden" in style
