"""Take from a body what only frames it: the title again, the byline and the dateline before or behind the text."""

import re
from collections.abc import Iterable
from typing import Final

from newscli.models.body import Block, Body, Heading, Paragraph, plain
from newscli.parse.page_dates import Frame

_EDGE: Final = 4
"""Blocks at either end that may be a frame."""
_SHORT: Final = 140
_REST: Final = 18
"""Letters that may be left once names and dates are taken out: "By", "Posted on", "Updated"."""
_LETTER = re.compile(r"[^\W\d_]")


def without_frame(
    body: Body, title: str, authors: tuple[str, ...], frame: Frame, sections: Iterable[str] = (), *, is_live: bool = False
) -> Body:
    """`body` without its title, byline and dateline, the headings of its lists (`sections`) and headings that nothing follows.

    In a live blog (`is_live`) names and times are those of its entries and stay. Where these are all there is, as on a page whose
    text a script brings, nothing is left but a paragraph that is its own title.
    """
    headings = {section.casefold() for section in sections}
    blocks = [block for block in body.blocks if _words(block).casefold() not in headings] or list(body.blocks)
    kept = [
        block
        for number, block in enumerate(blocks)
        if not (number < _EDGE or number >= len(blocks) - 2)
        or not (_is_title(block, title) or (not is_live and _is_byline(block, authors, frame)))
    ]
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
    rest = words
    found = frame.find(rest)
    if found is not None:
        rest = rest[: found.start] + rest[found.end :]
    for name in authors:
        rest = re.sub(re.escape(name), "", rest, flags=re.IGNORECASE)
    return rest != words and len(_LETTER.findall(rest)) <= _REST
