"""The article's text out of a page: three readers vote block by block, signals of place and name weigh in, a scorer decides."""

from collections.abc import Iterable
from typing import Final

from newscli.models.body import Body
from newscli.parse.body.blocks import Block, find_blocks
from newscli.parse.body.choose import assemble, without_copies
from newscli.parse.body.scorer import THRESHOLD, chance, with_context
from newscli.parse.body.signals import BlockEvidence, Signals
from newscli.parse.body.votes import read_votes
from newscli.parse.body.weights import FIRST, FIRST_BIAS, SECOND, SECOND_BIAS
from newscli.parse.page_tree import Element, Page
from newscli.parse.prose import Prose

FEW_WORDS: Final = 15
FEW_VOTES: Final = 0.6


def read_body(page: Page, prose: Prose, boxes: Iterable[Element], *, stated: str, title: str) -> Body:
    """The text of the page's article; `boxes` are its cards, `stated` what JSON-LD gives as its text. Cuts the page's tree."""
    blocks, signals = weigh(page, prose, boxes, stated=stated, title=title)
    first = [chance(own, FIRST_BIAS, FIRST) for own in signals]
    second = with_context(signals, first, [len(block.words) for block in blocks])
    kept = [chance(own, SECOND_BIAS, SECOND) > THRESHOLD for own in second]
    if sum(len(block.words) for block, keep in zip(blocks, kept, strict=True) if keep) < FEW_WORDS:
        # Nothing looks like an article's text: a note of two lines is one too, if prose or most readers say so.
        own = set(prose.blocks)
        kept = [
            block.element in own or own_signals.get("v_main", 0) > FEW_VOTES
            for block, own_signals in zip(blocks, signals, strict=True)
        ]
    return assemble(page, blocks, without_copies(blocks, kept))


def weigh(page: Page, prose: Prose, boxes: Iterable[Element], *, stated: str, title: str) -> tuple[list[Block], list[Signals]]:
    """The page's blocks and what speaks for each: also what the scorer is trained on."""
    blocks = find_blocks(page.body)
    votes = read_votes(page.root, blocks, stated)
    return blocks, BlockEvidence(page, blocks, prose, boxes, votes, title).all()
