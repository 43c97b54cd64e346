"""A page's JSON-LD as plain nodes, broken JSON repaired where that is safe; finds the node that describes the page's article."""

import json
import re
from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any, Final

from newscli.parse.page_words import word_set
from newscli.text import resolve_entities

Node = dict[str, Any]

SIZE_LIMIT: Final = 2_000_000
"""Characters of one block that are read; articleBody of the longest pages has a tenth."""
NODE_LIMIT: Final = 2_000
_DEPTH: Final = 8

ARTICLE_TYPES: Final = word_set("""
    newsarticle article blogposting reportagenewsarticle analysisnewsarticle opinionnewsarticle backgroundnewsarticle
    reviewnewsarticle askpublicnewsarticle advertisercontentarticle satiricalarticle scholarlyarticle techarticle
    liveblogposting socialmediaposting discussionforumposting report review medicalscholarlyarticle qapage creativework
    howto recipe
""")
_WEAK: Final = frozenset(["creativework", "review", "qapage", "howto", "recipe"])
_TRAILING_COMMA = re.compile(r",(\s*[}\]])")
_PLAIN = re.compile(r'"(@type|datePublished|dateModified|dateCreated)"\s*:\s*"([\w:.+\- ]{4,40})"')
_WRAPPER = re.compile(r"^\s*(?:<!\[CDATA\[|//\s*<!\[CDATA\[|<!--|/\*.*?\*/)|(?:\]\]>|//\s*\]\]>|-->)\s*;?\s*$", re.DOTALL)


def read_nodes(blocks: tuple[str, ...]) -> list[Node]:
    """Every object of the data blocks, those of @graph, lists and mainEntity included, in document order."""
    found: list[Node] = []
    for block in blocks:
        for value in _documents(block[:SIZE_LIMIT]):
            for node in _nodes(value, _DEPTH):
                if len(found) >= NODE_LIMIT:
                    return found
                found.append(node)
    return found


def find_article(nodes: list[Node], is_own: Callable[[str], bool]) -> Node | None:
    """The node of the page's own article: of an article type, by its address if it states one, else the richest first."""
    best: tuple[int, Node] | None = None
    for node in nodes:
        kinds = types_of(node)
        if not kinds & ARTICLE_TYPES:
            continue
        score = sum(name in node for name in ("headline", "datePublished", "author", "articleBody", "image"))
        score -= 3 if kinds <= _WEAK else 0
        for name in ("url", "mainEntityOfPage", "@id"):
            address = address_of(node.get(name))
            if address and is_own(address):
                score += 4
                break
        if score > 0 and (best is None or score > best[0]):
            best = (score, node)
    return best[1] if best else None


def types_of(node: Node) -> set[str]:
    """The node's types, lower-case, without a vocabulary before them."""
    kinds = node.get("@type")
    values = kinds if isinstance(kinds, list) else [kinds]
    return {str(kind).rsplit("/", 1)[-1].rsplit(":", 1)[-1].lower() for kind in values if kind}


def text_in(value: object, depth: int = _DEPTH) -> str:
    """The words of a value: a string, the first of a list, or the name of an object; none if they lie deeper than `depth`."""
    if isinstance(value, str):
        return resolve_entities(value).strip()
    if depth <= 0:
        return ""
    if isinstance(value, list):
        return next((words for one in value if (words := text_in(one, depth - 1))), "")
    if isinstance(value, dict):
        return text_in(value.get("name") or value.get("@value") or value.get("headline") or "", depth - 1)
    return str(value) if isinstance(value, (int, float)) and not isinstance(value, bool) else ""


def texts_in(value: object) -> list[str]:
    """The words of each value of a list, or of the one value."""
    return [words for words in map(text_in, value if isinstance(value, list) else [value]) if words]


def address_of(value: object, depth: int = _DEPTH) -> str:
    """The address that a value is or holds; none if it lies deeper than `depth`."""
    if isinstance(value, str):
        return value.strip()
    if depth <= 0:
        return ""
    if isinstance(value, list):
        return next((found for one in value if (found := address_of(one, depth - 1))), "")
    if isinstance(value, dict):
        return address_of(value.get("@id") or value.get("url") or value.get("contentUrl") or "", depth - 1)
    return ""


def _documents(block: str) -> Iterator[object]:
    text = _WRAPPER.sub("", _WRAPPER.sub("", block)).strip().strip(";").strip()
    if not text:
        return
    for attempt in (text, _TRAILING_COMMA.sub(r"\1", text), resolve_entities(text)):
        try:
            yield json.loads(attempt, strict=False)
        except (ValueError, RecursionError):
            continue
        return
    # Two objects one after the other, or junk behind the first: what stands whole is taken.
    decoder = json.JSONDecoder(strict=False)
    position = 0
    found = False
    while (start := text.find("{", position)) >= 0:
        try:
            value, position = decoder.raw_decode(text, start)
        except (ValueError, RecursionError):
            break
        found = True
        yield value
    if not found and (salvaged := _salvaged(text)):
        yield salvaged


def _salvaged(text: str) -> Node:
    """Of JSON that no repair makes whole, such as text with bare quotes: its type and times, which have no quotes inside."""
    return {found[1]: found[2] for found in reversed(list(islice(_PLAIN.finditer(text), 40)))}


def _nodes(value: object, depth: int) -> Iterator[Node]:
    if depth <= 0:
        return
    if isinstance(value, list):
        for item in value[:NODE_LIMIT]:
            yield from _nodes(item, depth - 1)
    elif isinstance(value, dict):
        yield value
        for name in ("@graph", "mainEntity", "mainEntityOfPage", "hasPart", "itemListElement", "item"):
            inner = value.get(name)
            if isinstance(inner, (list, dict)):
                yield from _nodes(inner, depth - 1)
