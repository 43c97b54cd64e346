"""Which blocks other readers of pages keep: their text is laid over the page's blocks, word by word; judges nothing itself."""

import re
from collections.abc import Sequence
from importlib import import_module
from itertools import chain
from typing import Final

from newscli.parse.body.blocks import Block, words_of
from newscli.parse.page_tree import Element

READERS: Final = ("traf", "resi", "read")
"""trafilatura, resiliparse and readability-lxml; what each adds stands in docs/internals/pages.md."""
STATED_LENGTH: Final = 300
"""Characters from which a stated articleBody is a text rather than a teaser."""

_MARKUP_LIMIT: Final = 1_200_000
"""Characters of markup that all three read: one page in 600 has more than a million."""
_CHILD_LIMIT: Final = 3_000
"""Children of one element: trafilatura's time is quadratic in them (40,000: 12 s)."""
_LINK_LEVELS: Final = 200_000
"""Levels above all links together: trafilatura's time is linear in them (4 million: 17 s); most of 300 pages: 38,000."""
_STYLE_LIMIT: Final = 40
"""Styles of one tag: readability takes out one at a time, each time going over the whole page (4,000 in 90 kB: 1.5 s)."""
_STYLE = re.compile(r"\s(?:width|height|style|[-a-z]*color|background[-a-z]*|on*)\s*=", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]{0,2000}>")
_SIZE: Final = 4

Votes = dict[str, list[float]]
Words = tuple[str, ...]


def read_votes(root: Element, blocks: list[Block], stated: str) -> Votes:
    """For each reader the share of each block that it keeps; `main` is their mean, `json` what `stated` (articleBody) holds.

    Of a page that would take the slower two seconds, resiliparse (2 ms where they take 20) speaks for all.
    """
    import logging

    from lxml import etree

    from newscli.parse.body.by_readability import text_by_readability

    for name in ("trafilatura", "readability"):
        # What they cannot read they tell stderr, which is the reader's; a page that nobody could read is our error to raise.
        logging.getLogger(name).addHandler(logging.NullHandler())
    markup = etree.tostring(root, encoding="unicode", method="html")
    sequences = sequences_of(blocks)
    quick = lay_over(_by_resiliparse(markup), blocks, sequences)
    is_ordinary = len(markup) <= _MARKUP_LIMIT and _is_quickly_walked(root) and _is_quickly_cleaned(markup)
    votes = {
        "traf": lay_over(_by_trafilatura(markup), blocks, sequences) if is_ordinary else quick,
        "resi": quick,
        "read": lay_over(text_by_readability(markup), blocks, sequences) if is_ordinary else quick,
    }
    votes["main"] = [sum(shares) / len(READERS) for shares in zip(*votes.values(), strict=True)]
    is_text = len(stated) > STATED_LENGTH
    votes["json"] = lay_over(_TAG.sub("\n", stated), blocks, sequences) if is_text else [0.0] * len(blocks)
    return votes


def _is_quickly_walked(root: Element) -> bool:
    """Whether the slower readers, which ask for children one by one and for the ancestors of every link, are soon done."""
    levels = 0
    for link in root.iter("a"):
        levels += sum(1 for _ in link.iterancestors())
        if levels > _LINK_LEVELS:
            return False
    return all(len(element) <= _CHILD_LIMIT for element in root.iter())


def _is_quickly_cleaned(markup: str) -> bool:
    """Whether no tag, with all that its attributes say, has more styles than `_STYLE_LIMIT`."""
    crowded = (tag for tag in markup.split(">") if tag.count("=") > _STYLE_LIMIT)
    return all(sum(1 for _ in _STYLE.finditer(tag)) <= _STYLE_LIMIT for tag in crowded)


def load_extractors() -> None:
    """Import the three readers, so that this does not have to be waited for once a page has arrived."""
    import_module("trafilatura")
    import_module("newscli.parse.body.by_readability")
    import_module("resiliparse.extract.html2text")


def lay_over(text: str, blocks: Sequence[Block], sequences: Sequence[Sequence[Words]]) -> list[float]:
    """The share of each block's word sequences (`sequences_of`) that `text` holds; a block of few words must be a line of it."""
    lines = [words_of(line) for line in text.split("\n")]
    kept = set(_sequences(list(chain.from_iterable(lines))))
    whole = set(map(" ".join, lines))
    return [
        sum(sequence in kept for sequence in own) / len(own) if own else float(" ".join(block.words) in whole)
        for block, own in zip(blocks, sequences, strict=True)
    ]


def sequences_of(blocks: Sequence[Block]) -> list[list[Words]]:
    """The sequences of four words of each block; none of a block of so few."""
    return [_sequences(block.words) if len(block.words) > _SIZE else [] for block in blocks]


def _sequences(words: list[str]) -> list[Words]:
    return list(zip(words, words[1:], words[2:], words[3:], strict=False))


def _by_trafilatura(markup: str) -> str:
    from trafilatura import extract

    return extract(markup, output_format="txt", include_comments=False, include_tables=True) or ""


def _by_resiliparse(markup: str) -> str:
    from resiliparse.extract.html2text import extract_plain_text

    return str(extract_plain_text(markup, main_content=True, links=False, alt_texts=False, preserve_formatting=True))
