"""Who wrote each entry of a live blog or a thread, and when: one line above its text, which no article has."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from itertools import compress, islice, takewhile
from typing import Final, NamedTuple

from newscli.parse.body.blocks import Block
from newscli.parse.page_tree import HEADING_TAGS, Element, is_unseen, text_of, tokens
from newscli.parse.page_words import word_set
from newscli.text import clean_line

MIN_ENTRIES: Final = 2
_LINE: Final = 80
"""Letters of the longest line that says when an entry was written, and by whom."""
_NAME: Final = 40
_PARTS: Final = 12
"""Elements of a line that are looked at for a name's: what owns a short line may hold half the page."""
_ABOVE: Final = 14
"""Blocks above an entry's text that are looked at: forums show rank, points and badges of a member there."""
_SHARE: Final = 0.6
"""Share of the kept words that stand in entries, where a page is made of them."""
_WHEN: Final = re.compile(r"\b(?:19|20)\d\d\b|\d{1,2}[:.h]\s?\d\d|\d\s?(?:m|min|h|hrs?)\b|\bago\b|\d[年時]|년|시간")
_FOR_MACHINES: Final = re.compile(r"#\d+|\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-][\d:]+)?|[·•|,-]")
"""What stands beside a date for links and scripts: the number of the post, the moment in ISO 8601."""
_LETTER: Final = re.compile(r"[^\W\d_]")
_NUMBER: Final = re.compile(r"\d+")
_TIMES: Final = word_set("time date datetime timestamp posted published created")
_AUTHORS: Final = word_set("author username user name nickname nick poster creator byline member autor")
_NO_AUTHORS: Final = word_set("title rank details stats avatar badge group")
_SIGNATURES: Final = word_set("sig signature signatures postsignature")


class _Entry(NamedTuple):
    """The text that begins with block `first`, the line `when` above it, and the element `box` around both.

    Entries that follow each other in one box, without boxes of their own, have `is_flat`.
    """

    first: int
    when: int
    box: Element
    is_flat: bool = False


def with_entry_heads(blocks: Sequence[Block], kept: Sequence[bool]) -> list[bool]:
    """`kept` with a line that says when each entry was written, and by whom, on a page that is made of entries.

    Such a page repeats one kind of box, each with a time above its text. That a live blog says so in its data is not asked:
    few threads do. What else stands above and below a post, its member's rank and signature, is left out.
    """
    found = list(kept)
    texts = [keep and not _is_head(block) for block, keep in zip(blocks, kept, strict=True)]
    entries = _widened(list(_entries(blocks, texts)))
    if not _are_the_page(entries, list(compress(blocks, texts))):
        return found
    elements = {block.element for block in blocks}
    for entry in entries:
        numbers = [] if entry.is_flat else _blocks_in(entry.box, entry.first, blocks)
        author = _author(
            [blocks[number] for number in numbers if number < entry.first and number != entry.when], blocks[entry.when]
        )
        for number in numbers:
            found[number] = found[number] and not _is_beside(blocks[number], entry.box, is_above=number < entry.first)
        found[entry.when] = True
        _rewrite(blocks[entry.when], author, elements)
    return found


def _entries(blocks: Sequence[Block], texts: Sequence[bool]) -> Iterator[_Entry]:
    """The entries of a page: those boxes of one kind of which there are `MIN_ENTRIES`, none inside another."""
    kinds: dict[tuple[str, frozenset[str]], dict[Element, list[_Entry]]] = defaultdict(lambda: defaultdict(list))
    for first, (before, here) in enumerate(zip([False, *texts], texts, strict=False)):
        if here and not before and (entry := _entry_at(first, blocks, texts)) is not None:
            kinds[_kind(entry.box)][entry.box].append(entry)
    for boxes in kinds.values():
        if len(boxes) >= MIN_ENTRIES and not any(node in boxes for box in boxes for node in box.iterancestors()):
            yield from (entries[0] for entries in boxes.values())
        elif len(boxes) == 1:
            (flat,) = boxes.values()
            lines = {_kind(blocks[entry.when].element) for entry in flat}
            if len(flat) > MIN_ENTRIES and len(lines) == 1:
                yield from (entry._replace(is_flat=True) for entry in flat)


def _widened(entries: Sequence[_Entry]) -> list[_Entry]:
    """`entries` in the widest boxes that hold no other one: beside many a post stands its author."""
    seen: set[Element] = set()
    shared: set[Element] = set()
    for entry in entries:
        for node in entry.box.iterancestors():
            (shared if node in seen else seen).add(node)
    return [
        entry._replace(box=[entry.box, *takewhile(lambda node: node not in shared, entry.box.iterancestors())][-1])
        for entry in entries
    ]


def _entry_at(first: int, blocks: Sequence[Block], texts: Sequence[bool]) -> _Entry | None:
    """The entry whose text begins with block `first`, if the nearest line above that says when is in a box with it."""
    above = range(first - 1, max(first - _ABOVE, 0) - 1, -1)
    between = list(takewhile(lambda number: not texts[number], above))
    when = next((number for number in between if _says_when(blocks[number])), None)
    if when is None:
        return None
    box = _common(blocks[when], blocks[first])
    last = between[-1] - 1
    if box.tag in ("body", "html") or (last >= 0 and texts[last] and box in _common(blocks[when], blocks[last]).iterancestors()):
        return None  # the line stands below what it speaks of
    return _Entry(first, when, box)


def _common(line: Block, text: Block) -> Element:
    """The innermost element around both."""
    around = set(text.element.iterancestors())
    return next(node for node in (line.element, *line.element.iterancestors()) if node in around)


def _are_the_page(entries: Sequence[_Entry], texts: Sequence[Block]) -> bool:
    """Whether entries hold most of a page's text; they do not where it is an article with comments, or with a list of dates."""
    boxes = {entry.box for entry in entries}
    inside = sum(len(block.words) for block in texts if any(node in boxes for node in block.element.iterancestors()))
    return bool(boxes) and inside >= _SHARE * sum(len(block.words) for block in texts)


def _blocks_in(box: Element, start: int, blocks: Sequence[Block]) -> list[int]:
    """The numbers of the blocks inside `box`, block `start` being one of them."""
    before = takewhile(lambda number: box in blocks[number].element.iterancestors(), range(start - 1, -1, -1))
    behind = takewhile(lambda number: box in blocks[number].element.iterancestors(), range(start, len(blocks)))
    return [*reversed(list(before)), *behind]


def _author(above: Sequence[Block], when: Block) -> str:
    """Who wrote an entry, as the first block above its text says that is named so; nobody if the line that says when does."""
    if len(_LETTER.findall(_WHEN.sub("", when.text))) > _NAME // 2:
        return ""
    return next((block.text for block in above if _is_author(block)), "")


def _is_head(block: Block) -> bool:
    """Whether a block that was kept for text only says who wrote what follows, or when."""
    return _says_when(block) or _is_author(block) or _FOR_MACHINES.fullmatch(block.text) is not None


def _says_when(block: Block) -> bool:
    """Whether a block is a time, alone or beside a name."""
    if len(block.text) > _LINE or not any(char.isdigit() for char in block.text) or not _WHEN.search(block.text):
        return False
    element = block.element
    if element.tag == "time" or next(element.iter("time"), None) is not None:
        return True
    return bool(tokens(element) & _TIMES) or _is_name(element)


def _is_author(block: Block) -> bool:
    return len(block.text) <= _NAME and _LETTER.search(block.text) is not None and _is_name(block.element)


def _is_name(element: Element) -> bool:
    """Whether an element is named after an author, or holds what is; not after what else is said of him."""
    if tokens(element) & _AUTHORS and not tokens(element) & _NO_AUTHORS:
        return True
    parts = [element, *islice(element.iterdescendants("a", "span", "b", "strong"), _PARTS)]
    return any(part.get("itemprop") in _AUTHORS or (part is not element and tokens(part) & _AUTHORS) for part in parts)


def _is_beside(block: Block, box: Element, *, is_above: bool) -> bool:
    """Whether a block of a post is no text of it: a short line above that is no heading of its own, a member's signature."""
    element = block.element
    if is_above and len(block.text) <= _LINE:
        return element.tag not in HEADING_TAGS or _is_head(block) or bool(tokens(element) & _AUTHORS)
    around = takewhile(lambda node: node is not box, (element, *element.iterancestors()))
    return any(tokens(node) & _SIGNATURES for node in around)


def _kind(element: Element) -> tuple[str, frozenset[str]]:
    """What boxes of one kind have in common: tag and classes, without their numbers."""
    return element.tag, frozenset(_NUMBER.sub("", element.get("class") or "").split())


def _rewrite(block: Block, author: str, others: AbstractSet[Element]) -> None:
    """Make a block the line above an entry: its author, if he stands elsewhere, and its own words, but for what machines read.

    `others` are the elements of all blocks: those inside are left to who cuts the tree.
    """
    line = block.element
    unseen = {text_of(element) for element in line.iterdescendants() if is_unseen(element)}
    parts = [" ".join(run.split()) for run in block.runs]
    words = clean_line(" ".join(part for part in parts if part and part not in unseen and not _FOR_MACHINES.fullmatch(part)))
    for child in list(line):
        if others.isdisjoint(child.iter()):
            line.remove(child)  # with the text behind it
        else:
            child.tail = None
    if line.tag in ("li", "dt", "dd"):
        line.tag = "p"  # a list for its looks
    line.text = None if author else words
    if author:
        name = line.makeelement("strong")
        name.text, name.tail = clean_line(author), f" · {words}"
        line.insert(0, name)
