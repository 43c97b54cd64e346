"""Which blocks other readers of pages keep: their text is laid over the page's blocks, word by word; judges nothing itself."""

import re
from importlib import import_module
from typing import Final

from newscli.parse.body.blocks import Block, words_of
from newscli.parse.page_tree import Element

READERS: Final = ("traf", "resi", "read")
"""trafilatura, resiliparse and readability-lxml; what each adds stands in docs/internals/pages.md."""
STATED_LENGTH: Final = 300
"""Characters from which a stated articleBody is a text rather than a teaser."""

_TAG = re.compile(r"<[^<>]{0,2000}>")
_SIZE: Final = 4

Votes = dict[str, list[float]]


def read_votes(root: Element, blocks: list[Block], stated: str) -> Votes:
    """For each reader the share of each block that it keeps; `main` is their mean, `json` what `stated` (articleBody) holds."""
    import logging

    from lxml import etree

    for name in ("trafilatura", "readability"):
        # What they cannot read they tell stderr, which is the reader's; a page that nobody could read is our error to raise.
        logging.getLogger(name).addHandler(logging.NullHandler())
    markup = etree.tostring(root, encoding="unicode", method="html")
    votes = {
        "traf": lay_over(_by_trafilatura(markup), blocks),
        "resi": lay_over(_by_resiliparse(markup), blocks),
        "read": lay_over(_by_readability(markup), blocks),
    }
    votes["main"] = [sum(shares) / len(READERS) for shares in zip(*votes.values(), strict=True)]
    votes["json"] = lay_over(_TAG.sub("\n", stated), blocks) if len(stated) > STATED_LENGTH else [0.0] * len(blocks)
    return votes


def load_extractors() -> None:
    """Import the three readers, so that this does not have to be waited for once a page has arrived."""
    import_module("trafilatura")
    import_module("readability")
    import_module("resiliparse.extract.html2text")


def lay_over(text: str, blocks: list[Block]) -> list[float]:
    """The share of each block's word sequences that `text` holds; a block of few words must be a line of it."""
    kept = set(_sequences(words_of(text)))
    lines = {" ".join(words_of(line)) for line in text.split("\n")}
    shares = []
    for block in blocks:
        words = block.words
        if len(words) <= _SIZE:
            shares.append(float(" ".join(words) in lines))
            continue
        own = _sequences(words)
        shares.append(sum(sequence in kept for sequence in own) / len(own))
    return shares


def _sequences(words: list[str]) -> list[tuple[str, ...]]:
    return list(zip(words, words[1:], words[2:], words[3:], strict=False))


def _by_trafilatura(markup: str) -> str:
    from trafilatura import extract

    return extract(markup, output_format="txt", include_comments=False, include_tables=True) or ""


def _by_resiliparse(markup: str) -> str:
    from resiliparse.extract.html2text import extract_plain_text

    return str(extract_plain_text(markup, main_content=True, links=False, alt_texts=False, preserve_formatting=True))


def _by_readability(markup: str) -> str:
    from lxml import etree, html
    from readability import Document
    from readability.readability import Unparseable

    try:
        summary = Document(markup).summary()
        return str(html.fromstring(summary).text_content())
    except (Unparseable, etree.LxmlError, ValueError):
        return ""
