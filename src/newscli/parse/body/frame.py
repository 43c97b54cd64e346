"""Take from a body what only frames it: the title again, the byline and the dateline before or behind the text."""

import re
from collections.abc import Iterable
from typing import Final

from newscli.models.body import Block, Body, Heading, Paragraph, plain
from newscli.parse.body.entries import MIN_ENTRIES
from newscli.parse.page_dates import Frame

_EDGE: Final = 4
"""Blocks at either end that may be a frame."""
_LOOKED_AT: Final = 100
"""Blocks between that are read for the lines of a page's entries."""
_SHORT: Final = 140
_REST: Final = 18
"""Letters that may be left once names and dates are taken out: "By", "Posted on", "Updated"."""
_CLOCK: Final = re.compile(r"\W*(?:\d{1,2}[:.h]\d\d(?:\s?[ap]\.?m\.?)?\W*)+", re.IGNORECASE)
_LETTER = re.compile(r"[^\W\d_]")


def without_frame(body: Body, title: str, authors: tuple[str, ...], frame: Frame, sections: Iterable[str] = ()) -> Body:
    """`body` without its title, byline and dateline, the headings of its lists (`sections`) and headings that nothing follows.

    Where these are all there is, as on a page whose text a script brings, nothing is left but a paragraph that is its own title.
    Where lines like a dateline stand all through the text, they are those of its entries: a live blog's, a thread's.
    """
    headings = {section.casefold() for section in sections}
    blocks = [block for block in body.blocks if _words(block).casefold() not in headings] or list(body.blocks)
    edges = [*range(min(_EDGE, len(blocks))), *range(max(_EDGE, len(blocks) - 2), len(blocks))]
    framing = {number for number in edges if _is_byline(blocks[number], authors, frame)}
    if framing and sum(_is_byline(block, authors, frame) for block in blocks[_EDGE:-2][:_LOOKED_AT]) >= MIN_ENTRIES - 1:
        framing = set()
    framing |= {number for number in edges if _is_title(blocks[number], title)}
    kept = [block for number, block in enumerate(blocks) if number not in framing]
    while len(kept) > 1 and isinstance(kept[-1], Heading):
        # A heading that nothing follows names what was left out: further reading, comments.
        kept.pop()
    return Body(tuple(kept or (block for block in blocks if isinstance(block, Paragraph) and _words(block) == title)))


def _words(block: Block) -> str:
    """The words of a paragraph or a heading; of others none."""
    return str(plain(block.spans)) if isinstance(block, (Paragraph, Heading)) else ""


def _is_title(block: Block, title: str) -> bool:
    words = _words(block)
    return bool(words) and words.casefold() == title.casefold()


def _is_byline(block: Block, authors: tuple[str, ...], frame: Frame) -> bool:
    """Whether a block says by whom and when the text is, and nothing more."""
    words = _words(block)
    if not words or len(words) > _SHORT:
        return False
    if _CLOCK.fullmatch(words):
        return True
    rest = words
    found = frame.find(rest)
    if found is not None:
        rest = rest[: found.start] + rest[found.end :]
    for name in authors:
        rest = re.sub(re.escape(name), "", rest, flags=re.IGNORECASE)
    return rest != words and len(_LETTER.findall(rest)) <= _REST
