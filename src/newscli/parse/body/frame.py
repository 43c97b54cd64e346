"""Take from a body what only frames it: the title again, the byline and the dateline before or behind the text."""

import re
from typing import Final

from newscli.models.body import Block, Body, Heading, Paragraph, plain
from newscli.parse.page_dates import Frame

_EDGE: Final = 4
"""Blocks at either end that may be a frame."""
_SHORT: Final = 140
_REST: Final = 18
"""Letters that may be left once names and dates are taken out: "By", "Posted on", "Updated"."""
_LETTER = re.compile(r"[^\W\d_]")


def without_frame(body: Body, title: str, authors: tuple[str, ...], frame: Frame) -> Body:
    """`body` without its title, byline and dateline; a body of one or two blocks stays as it is."""
    blocks = list(body.blocks)
    kept = [
        block
        for number, block in enumerate(blocks)
        if not (number < _EDGE or number >= len(blocks) - 2) or not _is_frame(block, title, authors, frame)
    ]
    return Body(tuple(kept)) if len(kept) >= 1 else body


def _is_frame(block: Block, title: str, authors: tuple[str, ...], frame: Frame) -> bool:
    if not isinstance(block, (Paragraph, Heading)):
        return False
    words = str(plain(block.spans))
    if words.casefold() == title.casefold():
        return isinstance(block, Heading) or bool(title)
    if len(words) > _SHORT:
        return False
    rest = words
    found = frame.find(rest)
    if found is not None:
        rest = rest[: found.start] + rest[found.end :]
    for name in authors:
        rest = re.sub(re.escape(name), "", rest, flags=re.IGNORECASE)
    return rest != words and len(_LETTER.findall(rest)) <= _REST
