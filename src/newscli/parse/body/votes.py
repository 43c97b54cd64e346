"""Which blocks other readers of pages keep: their text is laid over the page's blocks, word by word; judges nothing itself."""

import re
from collections import Counter
from typing import Final

from newscli.parse.body.blocks import Block
from newscli.parse.page_tree import Element

_WORD = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af]|\w+")
_SIZE: Final = 4


def lay_over(text: str, blocks: list[Block]) -> list[float]:
    """The share of each block's word sequences that `text` holds; a block of few words must be a line of it."""
    kept = Counter(_sequences(text))
    lines = {" ".join(_WORD.findall(line)) for line in text.casefold().split("\n")}
    shares = []
    for block in blocks:
        words = _WORD.findall(block.text.casefold())
        if len(words) < _SIZE + 1:
            shares.append(float(" ".join(words) in lines))
            continue
        own = [tuple(words[n : n + _SIZE]) for n in range(len(words) - _SIZE + 1)]
        shares.append(sum(sequence in kept for sequence in own) / len(own))
    return shares


def _sequences(text: str) -> list[tuple[str, ...]]:
    words = _WORD.findall(text.casefold())
    return [tuple(words[n : n + _SIZE]) for n in range(len(words) - _SIZE + 1)]


def trafilatura_text(root: Element) -> str:
    """What trafilatura takes for the text of the document."""
    from trafilatura import extract

    return extract(root, output_format="txt", include_comments=False, include_tables=True, include_formatting=False) or ""
