"""The article's text out of a page: three readers vote block by block, signals of place and name weigh in, a scorer decides."""

from collections.abc import Iterable
from typing import Final

from newscli.models.body import Body, body_from_text, body_text
from newscli.parse.body.blocks import Block, find_blocks
from newscli.parse.body.choose import assemble, drop_notices, without_copies, without_hidden
from newscli.parse.body.entries import with_entry_heads
from newscli.parse.body.rules import is_caption, is_menu, is_offer_of_another, with_captions_as_text
from newscli.parse.body.scorer import THRESHOLD, chance, context_of, total
from newscli.parse.body.signals import BlockEvidence, Evidence, PageWords
from newscli.parse.body.votes import STATED_LENGTH, read_votes
from newscli.parse.body.weights import FIRST, FIRST_BIAS, SECOND, SECOND_BIAS
from newscli.parse.markup import body_from_html
from newscli.parse.page_tree import Element, Page, word_count
from newscli.parse.prose import Prose
from newscli.urls import find_web_url

FEW_WORDS: Final = 15
FEW_VOTES: Final = 0.6
MENU_WORDS: Final = 60
"""Words of a text below which its menus are looked for: pages that a script fills have little else."""


def read_body(page: Page, prose: Prose, boxes: Iterable[Element], said: PageWords) -> Body:
    """The text of the page's article; `boxes` are its cards. Cuts the page's tree."""
    blocks, evidence = weigh(page, prose, boxes, said)
    kept = [one > THRESHOLD for one in judge(blocks, evidence)]
    if _words(blocks, kept) < MENU_WORDS:
        kept = [keep and not is_menu(block) for block, keep in zip(blocks, kept, strict=True)]
    if _words(blocks, kept) < FEW_WORDS:
        # Nothing looks like an article's text: a note of two lines is one too, if prose or most readers say so.
        own = set(prose.blocks)
        kept = [
            block.element in own or (signals.get("v_main", 0) > FEW_VOTES and not is_menu(block))
            for block, signals in zip(blocks, evidence.blocks, strict=True)
        ]
    cards = frozenset(boxes)
    if _words(blocks, kept) < FEW_WORDS:
        kept = [keep or is_caption(block, cards) for block, keep in zip(blocks, kept, strict=True)]
    kept = [keep and not is_offer_of_another(block, cards) for block, keep in zip(blocks, kept, strict=True)]
    kept = with_entry_heads(blocks, without_hidden(blocks, without_copies(blocks, kept)))
    body = assemble(page, blocks, kept)
    return body if word_count(body_text(body)) >= FEW_WORDS else with_captions_as_text(body)


def _words(blocks: list[Block], kept: list[bool]) -> int:
    """The kept words outside captions."""
    return sum(len(block.words) for block, keep in zip(blocks, kept, strict=True) if keep and block.element.tag != "figcaption")


def stated_body(page: Page, said: PageWords) -> Body:
    """The text that a page only states for machines (articleBody), as one does that is filled by script; a teaser is none."""
    if len(said.stated) <= STATED_LENGTH:
        return Body()
    return body_from_html(said.stated, find_web_url(page.base)) if "</" in said.stated else body_from_text(said.stated)


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
