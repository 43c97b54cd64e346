"""What a page offers as evidence for its facts, gathered once: its head, its data nodes, its running text; judges nothing."""

from dataclasses import dataclass

from newscli.parse.metadata.facts import find_language, find_outlet
from newscli.parse.metadata.found import Found
from newscli.parse.metadata.head import Head, read_head
from newscli.parse.metadata.jsonld import Node, find_article, read_nodes
from newscli.parse.page_tree import Page
from newscli.parse.prose import Prose, find_prose
from newscli.urls import find_web_url, url_key


@dataclass(frozen=True, slots=True)
class Sources:
    """A page and what it states: `node` is the JSON-LD node of its own article, one of `nodes`; `outlet` who publishes it."""

    page: Page
    head: Head
    nodes: tuple[Node, ...]
    node: Node | None
    language: Found[str] | None
    outlet: Found[str] | None
    prose: Prose


def read_sources(page: Page) -> Sources:
    """The evidence of `page`."""
    head = read_head(page)
    nodes = tuple(read_nodes(page.json_ld))
    node = find_article(list(nodes), lambda address: is_own(address, page))
    return Sources(page, head, nodes, node, find_language(head, node), find_outlet(head, node), find_prose(page))


def is_own(address: str, page: Page) -> bool:
    """Whether `address` is the page's own."""
    found = find_web_url(address, page.base or None)
    return found is not None and page.url is not None and url_key(found) == url_key(page.url)
