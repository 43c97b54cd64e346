"""An article on several pages as one: the texts in order, what the pages repeat only once."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Final

from newscli.models.body import Block, Body, body_text
from newscli.models.parsed import GOES_ON, Completeness, ParsedArticle, ParsedItem
from newscli.text import SafeLine
from newscli.urls import url_key

_LONG: Final = 60
"""Characters from which a paragraph that stands on two pages is a repetition, and not a cry or a line of stars."""


def join_pages(pages: Sequence[ParsedArticle]) -> ParsedArticle:
    """The first of `pages` with the texts and the further reading of the others; facts are the first page's."""
    first = pages[0]
    if len(pages) == 1:
        return first
    blocks: list[Block] = list(first.body.blocks)
    for page in pages[1:]:
        blocks += new_blocks(page.body, blocks)
    own = {url_key(page.url) for page in pages if page.url is not None}
    last = pages[-1]
    return replace(
        first,
        body=Body(tuple(blocks)),
        completeness=_completeness(pages),
        related=_joined([page.related for page in pages], own),
        trending=_joined([page.trending for page in pages], own),
        sponsored=_joined([page.sponsored for page in pages], own),
        next_url=last.next_url,
        warnings=_warnings(pages),
    )


def new_blocks(body: Body, before: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks of a further page without what the pages before had: title, standfirst, byline, and whole repetitions."""
    seen = {_words(block) for block in before}
    blocks = list(body.blocks)
    # At either end stands the frame; between its own words a page may repeat a short line.
    while blocks and _words(blocks[0]) in seen:
        del blocks[0]
    while blocks and _words(blocks[-1]) in seen:
        del blocks[-1]
    return tuple(block for block in blocks if not (len(words := _words(block)) >= _LONG and words in seen))


def _words(block: Block) -> str:
    """What makes two blocks the same: their words, else what else they are."""
    return body_text(Body((block,))) or repr(block)


def _completeness(pages: Sequence[ParsedArticle]) -> Completeness:
    found = {page.completeness for page in pages}
    return next((kind for kind in ("paywalled", "full") if kind in found), "unknown")  # several short pages are no teaser


def _warnings(pages: Sequence[ParsedArticle]) -> tuple[SafeLine, ...]:
    said = dict.fromkeys(warning for page in pages for warning in page.warnings if warning != GOES_ON)
    return (*said, GOES_ON) if pages[-1].next_url is not None else tuple(said)


def _joined(lists: Sequence[Sequence[ParsedItem]], own: Collection[str]) -> tuple[ParsedItem, ...]:
    """The items of all pages once each, numbered anew; the article's own pages are no further reading."""
    found: dict[str, ParsedItem] = {}
    offset = 0
    for items in lists:
        for item in items:
            key = url_key(item.url) if item.url is not None else item.title
            if key not in own and key not in found:
                found[key] = replace(item, list_no=item.list_no + offset, position=len(found) + 1)
        offset = max((item.list_no for item in found.values()), default=0)
    return tuple(found.values())
