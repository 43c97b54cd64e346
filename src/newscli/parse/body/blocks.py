"""A page's words as blocks in reading order: each the text that one block element owns, its inner blocks apart."""

import re
from dataclasses import dataclass, field
from typing import Final

from newscli.parse.page_tree import BLOCK_TAGS, Element

_WORD = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af]|\w+")
_ASCII_WORD = re.compile(r"\w+", re.ASCII)
"""The same for text of ASCII alone, in two thirds of the time."""

MAX_BLOCKS: Final = 8_000
"""Blocks that are looked at, a second's work: the longest of 600 pages has 1,711."""
MAX_LETTERS: Final = 1_000_000
"""Characters of their text: a novel has less, the longest of 300 pages 134,000."""
CELL_LIMIT: Final = 600
"""Characters of a cell: more is running text in a layout."""
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
    """The blocks of `root` that have words; what stands behind `MAX_BLOCKS` or `MAX_LETTERS` is taken out of the tree."""
    reader = _Reader(root)
    stack: list[tuple[Element, bool]] = [(root, False)]
    while stack and len(reader.found) < MAX_BLOCKS and reader.letters < MAX_LETTERS:
        element, is_left = stack.pop()
        if is_left:
            reader.leave(element)
        elif reader.enter(element):
            stack.append((element, True))
            stack.extend((child, False) for child in reversed(element))
    for element, is_left in stack:
        if not is_left:
            element.getparent().remove(element)
    return reader.blocks()


class _Reader:
    """Collects words while a tree is walked; `owners` are the open block elements."""

    def __init__(self, root: Element) -> None:
        self.found: list[Block] = []
        self.letters = 0
        self._root = root
        self._owners = [root]
        self._known: dict[Element, Block] = {}
        self._open_links = 0

    def enter(self, element: Element) -> bool:
        """Take an element's first words; whether its children are to be walked, and `leave` called."""
        if element.tag == "table" and is_data_table(element):
            self.found.append(_whole(element))
            self._add(element.tail)
            return False
        if element.tag == "br":
            self._add(" ")
        elif element.tag in BLOCK_TAGS and element is not self._root:
            self._owners.append(element)
        self._open_links += element.tag == "a"
        if element.tag in _SILENT:
            self.leave(element)
            return False
        self._add(element.text)
        return True

    def leave(self, element: Element) -> None:
        """Take the words behind an element."""
        self._open_links -= element.tag == "a"
        if element is self._root:
            return
        if element.tag in BLOCK_TAGS and element.tag != "br":
            self._owners.pop()
        self._add(element.tail)

    def blocks(self) -> list[Block]:
        """What was collected, without blocks that hold blanks only."""
        for block in self.found:
            block.text = " ".join("".join(block.runs).split())
            block.words = words_of(block.text)
            block.linked = len(" ".join("".join(block.links).split()))
        return [block for block in self.found if block.text]

    def _add(self, text: str | None) -> None:
        if not text:
            return
        owner = self._owners[-1]
        block = self._known.get(owner)
        if block is None:
            if not text.strip():
                return
            block = self._known[owner] = Block(owner)
            self.found.append(block)
        block.runs.append(text)
        self.letters += len(text)
        if self._open_links:
            block.links.append(text)


def words_of(text: str) -> list[str]:
    """The words of `text`, lower-case; of scripts that part no words, its characters."""
    return (_ASCII_WORD if text.isascii() else _WORD).findall(text.casefold())


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
