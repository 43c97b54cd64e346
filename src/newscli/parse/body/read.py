"""The article's text out of a page: three readers vote block by block, signals of place and name weigh in, a scorer decides."""

from collections.abc import Iterable
from typing import Final

from newscli.models.body import Body
from newscli.parse.body.blocks import Block, find_blocks
from newscli.parse.body.choose import assemble, drop_notices, without_copies, without_hidden
from newscli.parse.body.scorer import THRESHOLD, chance, context_of, total
from newscli.parse.body.signals import BlockEvidence, Evidence, PageWords
from newscli.parse.body.votes import read_votes
from newscli.parse.body.weights import FIRST, FIRST_BIAS, SECOND, SECOND_BIAS
from newscli.parse.page_tree import Element, Page
from newscli.parse.prose import Prose

FEW_WORDS: Final = 15
FEW_VOTES: Final = 0.6


def read_body(page: Page, prose: Prose, boxes: Iterable[Element], said: PageWords) -> Body:
    """The text of the page's article; `boxes` are its cards. Cuts the page's tree."""
    blocks, evidence = weigh(page, prose, boxes, said)
    kept = [one > THRESHOLD for one in judge(blocks, evidence)]
    if sum(len(block.words) for block, keep in zip(blocks, kept, strict=True) if keep) < FEW_WORDS:
        # Nothing looks like an article's text: a note of two lines is one too, if prose or most readers say so.
        own = set(prose.blocks)
        kept = [
            block.element in own or signals.get("v_main", 0) > FEW_VOTES
            for block, signals in zip(blocks, evidence.blocks, strict=True)
        ]
    return assemble(page, blocks, without_hidden(blocks, without_copies(blocks, kept)))


def weigh(page: Page, prose: Prose, boxes: Iterable[Element], said: PageWords) -> tuple[list[Block], Evidence]:
    """The page's blocks and what speaks for each: also what the scorer is trained on."""
    drop_notices(page, prose)
    blocks = find_blocks(page.body)
    votes = read_votes(page.root, blocks, said.stated)
    return blocks, BlockEvidence(page, blocks, prose, boxes, votes).read(said)


def judge(blocks: list[Block], evidence: Evidence) -> list[float]:
    """For each block the chance that it is the article's."""
    bias = FIRST_BIAS + total(evidence.page, FIRST)
    first = [chance(bias + total(signals, FIRST)) for signals in evidence.blocks]
    contexts = context_of(evidence.blocks, first, [len(block.words) for block in blocks])
    bias = SECOND_BIAS + total(evidence.page, SECOND)
    return [
        chance(bias + total(signals, SECOND) + total(context, SECOND))
        for signals, context in zip(evidence.blocks, contexts, strict=True)
    ]
