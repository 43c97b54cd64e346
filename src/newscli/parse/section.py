"""A section page without a feed, read by its headline cards: each becomes an entry; reads no article text."""

from collections import defaultdict
from datetime import datetime
from hashlib import blake2b

from newscli.errors import ParseError
from newscli.models.parsed import ParsedEntry, ParsedFeed
from newscli.parse.front_page import MIN_CARDS
from newscli.parse.headline_cards import headline_cards
from newscli.parse.metadata.facts import find_language, find_outlet
from newscli.parse.metadata.head import read_head
from newscli.parse.metadata.jsonld import read_nodes
from newscli.parse.metadata.title import without_site
from newscli.parse.page_dates import Frame
from newscli.parse.page_kind import refuse_document
from newscli.parse.page_tree import Page, open_page, page_text, text_of
from newscli.parse.related.cards import Card
from newscli.parse.related.fields import read_card
from newscli.text import clean_block, clean_line
from newscli.urls import find_web_url


def parse_section(data: bytes, url: str, *, now: datetime | None = None, content_type: str | None = None) -> ParsedFeed:
    """The headlines of the section page `data` at `url`, in page order, as entries without a guid.

    Raises ParseError if the document is no HTML page, or holds fewer than `MIN_CARDS` headlines.
    """
    refuse_document(data, content_type, url)
    page = open_page(page_text(data, content_type), url)
    head = read_head(page)
    nodes = read_nodes(page.json_ld)
    stated = find_language(head, nodes[0] if nodes else None)
    language = stated.value if stated else None
    entries = _entries(page, Frame(now=now, language=language))
    if len(entries) < MIN_CARDS:
        raise ParseError(
            clean_line("no headlines found: the page lists fewer than three articles, or fills its lists by script"),
            found=clean_line("a page without headline cards"),
        )
    outlet = find_outlet(head, None)
    site = outlet.value if outlet else ""
    title = without_site(head.first("og:title") or head.title, site) or _heading(page) or site
    return ParsedFeed(
        title=clean_line(title) or None, site_url=find_web_url(url), language=clean_line(language) if language else None,
        articles=tuple(entries), format=clean_line("page"),
    )  # fmt: skip


def _heading(page: Page) -> str:
    return next((text_of(element) for element in page.body.iter("h1")), "")


def _entries(page: Page, frame: Frame) -> list[ParsedEntry]:
    groups: dict[str, list[Card]] = defaultdict(list)
    for card in headline_cards(page):
        groups[card.target.key].append(card)
    return [_entry(group, frame) for group in groups.values()]


def _entry(group: list[Card], frame: Frame) -> ParsedEntry:
    texts = [read_card(card.box, card.links, card.target.title, frame) for card in group]
    best = max(texts, key=lambda text: text.title_rank)
    published = next((text.published for text in texts if text.published), None)
    teaser = next((text.teaser for text in texts if text.teaser), None)
    url = group[0].target.url
    mark = blake2b("\0".join([url, best.title, teaser or ""]).encode(), digest_size=16).digest()
    return ParsedEntry(
        guid=None, url=url, title=best.title, published=published, summary=clean_block(teaser) if teaser else None, raw_hash=mark
    )
