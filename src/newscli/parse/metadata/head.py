"""What a page's <head> and microdata state, as names and values; judges nothing."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Final

from newscli.parse.page_tree import Element, Page, text_of

VALUES_LIMIT: Final = 200
"""Values of one name that are kept: tags and authors are the most numerous, with a few dozen."""


@dataclass(slots=True)
class Head:
    """Stated names, lower-case, each with its values in document order."""

    metas: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    links: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    title: str = ""
    language: str = ""

    def first(self, *names: str) -> str:
        """The first value of the first of `names` that has one."""
        return next((value for name in names for value in self.metas.get(name, ()) if value), "")

    def all(self, *names: str) -> list[str]:
        """Every value of `names`."""
        return [value for name in names for value in self.metas.get(name, ()) if value]


def read_head(page: Page) -> Head:
    """The metas, links, title and language of a page, wherever in the document they stand."""
    head = Head()
    for meta in page.root.iter("meta"):
        value = " ".join((meta.get("content") or meta.get("value") or "").split())
        if value and not _is_nested_item(meta):
            for attribute in ("property", "name", "itemprop", "http-equiv"):
                name = (meta.get(attribute) or "").strip().lower()
                if name and len(head.metas[name]) < VALUES_LIMIT and value not in head.metas[name]:
                    head.metas[name].append(value)
    for link in page.root.iter("link"):
        for rel in (link.get("rel") or "").lower().split():
            if link.get("href"):
                head.links[rel].append(link.get("href").strip())
    title = page.root.find(".//title")
    head.title = " ".join(("".join(title.itertext()) if title is not None else "").split())
    head.language = (page.root.get("lang") or page.root.get("xml:lang") or page.body.get("lang") or "").strip()
    return head


def microdata(page: Page, name: str) -> list[tuple[Element, str]]:
    """(element, value) of each `itemprop` called `name` outside nested further items."""
    found = []
    for element in page.elements:
        stated = element.get("itemprop")
        if stated and name in stated.split():
            value = element.get("content") or element.get("datetime") or text_of(element)
            found.append((element, " ".join(value.split())))
    return found


def _is_nested_item(meta: Element) -> bool:
    """A microdata meta inside a person, publisher or image speaks of that, not of the page."""
    if not meta.get("itemprop"):
        return False
    node = meta.getparent()
    while node is not None:
        if node.get("itemscope") is not None:
            kind = (node.get("itemtype") or "").lower()
            return not any(word in kind for word in ("article", "blogposting", "creativework", "webpage", "report", "review"))
        node = node.getparent()
    return False
