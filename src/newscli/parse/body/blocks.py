"""A page's words as blocks in reading order: each the text that one block element owns, its inner blocks apart."""

import re
from dataclasses import dataclass, field
from typing import Final

from newscli.parse.page_tree import BLOCK_TAGS, Element

_WORD = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af]|\w+")

MAX_BLOCKS: Final = 12_000
"""Blocks that are looked at: the longest live blogs have a third of that."""
CELL_LIMIT: Final = 600
"""Characters of a cell: more is running text in a layout."""
_PARTING: Final = frozenset(["br"])
_SILENT: Final = frozenset(["iframe", "video", "audio", "picture", "img", "textarea", "input"])


@dataclass(slots=True, eq=False)
class Block:
    """The words that `element` owns, links and inline elements included; `linked` of its letters stand in links."""

    element: Element
    runs: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    text: str = ""
    words: list[str] = field(default_factory=list)
    """Its words, lower-case, as sequences of them are compared."""
    linked: int = 0


def find_blocks(root: Element) -> list[Block]:
    """The blocks of `root` that have words."""
    found: list[Block] = []
    known: dict[Element, Block] = {}
    owners = [root]
    depth_of_link = 0

    def add(text: str | None) -> None:
        if not text or not text.strip():
            if text and (block := known.get(owners[-1])) is not None:
                block.runs.append(" ")
            return
        block = known.get(owners[-1])
        if block is None:
            block = known[owners[-1]] = Block(owners[-1])
            found.append(block)
        block.runs.append(text)
        if depth_of_link:
            block.links.append(text)

    stack: list[tuple[Element, bool]] = [(root, False)]
    while stack and len(found) < MAX_BLOCKS:
        element, is_left = stack.pop()
        is_block = element.tag in BLOCK_TAGS and element.tag not in _PARTING
        if not is_left and element.tag == "table" and is_data_table(element):
            found.append(_whole(element))
            add(element.tail)
            continue
        if is_left:
            depth_of_link -= element.tag == "a"
            if is_block and element is not root:
                owners.pop()
            if element is not root:
                add(element.tail)
            continue
        if element.tag in _PARTING and (block := known.get(owners[-1])) is not None:
            block.runs.append(" ")
        if is_block and element is not root:
            owners.append(element)
        depth_of_link += element.tag == "a"
        stack.append((element, True))
        if element.tag not in _SILENT:
            add(element.text)
            stack.extend((child, False) for child in reversed(element))
    for block in found:
        block.text = " ".join("".join(block.runs).split())
        block.words = words_of(block.text)
        block.linked = len(" ".join("".join(block.links).split()))
    return [block for block in found if block.text]


def words_of(text: str) -> list[str]:
    """The words of `text`, lower-case; of scripts that part no words, its characters."""
    return _WORD.findall(text.casefold())


def is_data_table(table: Element) -> bool:
    """Whether a table holds data rather than the page's layout: several rows of several short cells, no table inside."""
    if next(table.iterdescendants("table"), None) is not None:
        return False
    rows = list(table.iter("tr"))
    cells = list(table.iter("td", "th"))
    if len(rows) < 2 or len(cells) < 4 or len(cells) < 1.5 * len(rows):
        return False
    return all(sum(map(len, cell.itertext())) < CELL_LIMIT for cell in cells)


def _whole(element: Element) -> Block:
    """All words of `element` as one block: a table is the article's or not, never cell by cell."""
    runs = [f" {text}" for text in element.itertext()]
    links = [f" {text}" for link in element.iter("a") for text in link.itertext()]
    return Block(element, runs=runs, links=links)
