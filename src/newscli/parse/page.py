"""An article page as data: its text and only its text, its facts, and what it offers to read next; pure, fetches nothing."""

from datetime import datetime
from typing import Final

from newscli.models.parsed import ParsedArticle
from newscli.parse.body.frame import without_frame
from newscli.parse.body.read import read_body, stated_body
from newscli.parse.body.signals import PageWords
from newscli.parse.metadata.facts import find_amp, find_canonical
from newscli.parse.metadata.jsonld import text_in
from newscli.parse.metadata.read import read_facts
from newscli.parse.metadata.sources import read_sources
from newscli.parse.page_address import place_as_stated
from newscli.parse.page_dates import Frame
from newscli.parse.page_kind import completeness_of, notes_on, refuse_document, refuse_page, says_article, suspect
from newscli.parse.page_numbers import find_next
from newscli.parse.page_onward import find_refresh, is_amp
from newscli.parse.page_tree import Page, open_page, page_text
from newscli.parse.paywall import paywall_limit
from newscli.parse.plain_page import is_plain_text, parse_plain_text
from newscli.parse.related import find_lists
from newscli.text import SafeLine, clean_block, clean_line

EXTRACTOR: Final = clean_line("blocks/4")
"""Name and version of the reading of bodies: when it rises, `read --reparse` gains from it."""
DATA_LIMIT: Final = 50_000_000
"""Bytes of a page that are looked at."""


def parse_page(data: bytes, url: str, *, now: datetime | None = None, content_type: str | None = None) -> ParsedArticle:
    """The article at `url` whose page is `data`; relative dates are resolved against `now` (aware), without it they stay None.

    Raises ParseError if the document is no article page; its `found` says what it is, its hint what can be done with it.
    """
    data = data[:DATA_LIMIT]
    kind = refuse_document(data, content_type, url)
    text = page_text(data, content_type)
    if is_plain_text(kind, url, content_type):
        return parse_plain_text(text, url, now=now)
    page = open_page(text, url)
    if page.url is None:
        place_as_stated(page)
    return _article(page, now)


def _article(page: Page, now: datetime | None) -> ParsedArticle:
    sources = read_sources(page)
    head, node, prose = sources.head, sources.node, sources.prose
    language = sources.language.value if sources.language else None
    frame = Frame(now=now, language=language)
    lists = find_lists(page, prose, frame)
    facts = read_facts(sources, lists.boxes, frame)
    next_url = find_next(page, head)
    notes = notes_on(page, goes_on=next_url is not None)
    is_article = says_article(head, node)
    paywall = paywall_limit(page, head, node, prose, lists.boxes)
    suspicion = suspect(sources, is_article=is_article)
    said = PageWords(title=facts.title, summary=facts.summary, stated=text_in((node or {}).get("articleBody")))
    body = read_body(page, prose, lists.boxes, said)
    sections = [item.section for item in (*lists.related, *lists.trending, *lists.sponsored) if item.section]
    body = without_frame(body, facts.title, facts.authors.names, frame, sections)
    body = body or stated_body(page, said)
    refuse_page(suspicion, body, is_article=is_article, page=page, onward=find_refresh(page))
    completeness = completeness_of(body, paywall)
    if not body:
        notes = (*notes, clean_line("only a teaser is public: the text is not in the page"))
    elif completeness == "paywalled":
        notes = (*notes, clean_line("only a teaser is public: the rest is for subscribers"))
    return ParsedArticle(
        title=clean_line(facts.title), url=find_canonical(page, head), authors=tuple(_lines(facts.authors.names)),
        published=facts.dates.published, updated=facts.dates.updated, body=body,
        summary=clean_block(facts.summary) or None, topics=tuple(_lines(facts.topics)), views=facts.views,
        language=clean_line(language) if language else None, image=facts.image,
        outlet_name=clean_line(sources.outlet.value) if sources.outlet else None, amp_url=find_amp(page, head),
        is_amp=is_amp(page), next_url=next_url,
        completeness=completeness,
        extractor=EXTRACTOR, related=lists.related, trending=lists.trending, sponsored=lists.sponsored, warnings=notes,
        evidence=facts.evidence,
    )  # fmt: skip


def _lines(words: tuple[str, ...]) -> list[SafeLine]:
    return [line for line in map(clean_line, words) if line]
