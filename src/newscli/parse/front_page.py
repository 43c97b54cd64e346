"""Whether a page is a front - a home, section, tag, author or search page - by what its address, head and cards say together.

No single sign is enough: sections call themselves articles, short articles stand among dozens of cards. What tells them apart
is whose words a page prints: a front has none but those of the articles it lists.
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import parse_qsl, unquote, urlsplit

from newscli.models.body import Body, body_text
from newscli.parse.headline_cards import headline_cards
from newscli.parse.metadata.head import Head
from newscli.parse.metadata.jsonld import Node, address_of, types_of
from newscli.parse.page_dates import Frame
from newscli.parse.page_tree import Element, Page, bare, text_of, weight, word_count
from newscli.parse.related.addresses import has_article_path, is_list
from newscli.parse.related.cards import Card
from newscli.parse.related.own_page import ANSWER
from newscli.urls import WebUrl, find_web_url, url_key, written_parts

MIN_CARDS: Final = 3
"""Headlines that make a page a section page."""
_FEW: Final = 5
_MANY: Final = 8
_ENOUGH: Final = 3
"""Evidence from which a page is a front. Of 647 article pages of the corpora none reaches it with `_own_words` this few."""
_OWN_LETTERS: Final = 400
"""Letters that a front says of itself at most: three sentences on what the section is about."""
_OWN_SHARE: Final = 0.15
_LISTING_HEAD: Final = 300
_LISTING_ROW: Final = 80
"""Letters beside the names in a list of files: what the server says of itself, and of each file its date, size and kind."""
_CARD_LETTERS: Final = 1_000
"""Letters of one card: the lead of a magazine's front has some 600. A longer box is an article with one link in it."""
_LOOSE_BLOCKS: Final = 3
"""Blocks behind a headline that belong to it where cards have no box of their own: teaser, byline, date."""
_LOOSE_TAGS: Final = frozenset(["p", "div", "time", "span", "ul", "dd", "small", "blockquote"])
_SECTION_NAME: Final = 3
"""Words of a heading that names a section."""
_HEADLINE: Final = 6
"""Words of a heading that is a headline."""
_FRONT_TYPES: Final = frozenset(["collectionpage", "itemlist", "searchresultspage", "profilepage", "blog"])
_PAGERS: Final = frozenset(["page", "paged", "pg", "seite", "pagina", "start", "offset"])
_SEARCHES: Final = frozenset(["s", "q", "query", "search", "suche", "keyword", "keywords", "text"])
_ENDING = re.compile(r"\.(?:s?html?|php|aspx?)$", re.IGNORECASE)
_PAGE_STEP = re.compile(r"/(?:page|seite|pagina|p)[/-]?\d{1,4}/?$", re.IGNORECASE)
_PERIOD = re.compile(r"/(?:19|20)\d\d(?:/\d\d?){0,2}/?")
_SLUG_STEPS: Final = 3
_BESIDE_TIME: Final = 4
"""Letters beside a time that are no words: "at", "am"."""
_LISTING_LINKS: Final = 6
"""Links of a list of files that are none: four to sort by, the folder above, the server's own."""


@dataclass(frozen=True, slots=True)
class Front:
    """A page that looks like a front, with the words of its cards: those are no text of its own."""

    cards: tuple[str, ...]

    def is_all_of(self, body: Body) -> bool:
        """Whether the text that was read from the page is the cards' and next to nothing else."""
        text = body_text(body)
        own = own_weight(body, "\n".join(self.cards))
        return own < max(_OWN_LETTERS, _OWN_SHARE * weight(text))


def own_weight(body: Body, cards: str) -> int:
    """Letters of the body's lines that stand in no card."""
    return sum(weight(line) for line in body_text(body).split("\n") if _SIGN.sub("", line) not in cards)


_SIGN = re.compile(r"^\s*(?:- |\d+\. )*")


def find_front(page: Page, head: Head, nodes: Sequence[Node], node: Node | None) -> Front | None:
    """The page as a front, if the evidence for that outweighs what speaks for an article; `node`: the article it states to be.

    To be asked before the tree is cut. Cards are looked for only where address and head leave it open: it takes as long as
    finding related items.
    """
    stated = _address_says(page.url) + _head_says(head, nodes)
    if stated + _heading_says(page) + _cards_say(_MANY, 1.0) < _ENOUGH:
        return None
    cards = [card for card in headline_cards(page) if weight(text_of(card.box)) <= _CARD_LETTERS and not _is_post(card, head)]
    addresses = {card.target.key for card in cards}
    if len(addresses) < MIN_CARDS:
        return None
    words = _words_of(cards)
    share = sum(map(weight, words)) / max(weight(text_of(page.body)), 1)
    stated += _node_says(node, page, addresses) + _heading_says(page) + _cards_say(len(addresses), share)
    return Front(tuple(words)) if stated >= _ENOUGH else None


def _is_post(card: Card, head: Head) -> bool:
    """Whether a link belongs to a thread whose posts stand here: it says when one was written, "Re: ...", or the page's title."""
    title = card.target.title
    if ANSWER.match(title) or bare(head.title).startswith(bare(title)):
        return True
    found = Frame(language=head.language).find_open(title)
    return found is not None and sum(map(str.isalpha, title[: found.start] + title[found.end :])) <= _BESIDE_TIME


def _address_says(url: WebUrl | None) -> int:
    """3 for a home page, a tag, an author, a search, a month; 1 for a short path; -2 for a date, a number or a slug."""
    if url is None:
        return 0
    parts = urlsplit(url)
    query = parse_qsl(parts.query)
    path = _PAGE_STEP.sub("", _ENDING.sub("", parts.path))
    steps = [step for step in path.split("/") if step]
    if _PERIOD.fullmatch(path) or any(name.lower() in _SEARCHES for name, _ in query):
        return 3
    numbered = any(re.search(r"\d", value) for name, value in query if name.lower() not in _PAGERS)
    slugged = any(len(re.findall("[-_]", step)) >= _SLUG_STEPS for step in steps)
    if numbered or slugged or has_article_path(path):
        return 0 if is_list(parts.path) else -2
    if is_list(parts.path) or not steps or steps == ["index"]:
        return 3
    return 1 if len(steps) <= 2 else 0


def _head_says(head: Head, nodes: Sequence[Node]) -> int:
    """What the page calls itself: 2 for a collection in JSON-LD, 1 for a website, -2 for an article or a time of publication."""
    kind = head.first("og:type").lower()
    said = 1 if kind in ("website", "blog", "profile") else 0
    if "article" in kind or head.first("article:published_time"):
        said -= 2
    return said + (2 if any(types_of(node) & _FRONT_TYPES for node in nodes) else 0)


def _node_says(node: Node | None, page: Page, addresses: set[str]) -> int:
    """-4 for the JSON-LD of an article, unless that is one of those that the page lists."""
    if node is None:
        return 0
    stated = (address_of(node.get(name)) for name in ("url", "mainEntityOfPage", "@id"))
    found = (find_web_url(address, page.base or None) for address in stated if address)
    return 0 if any(url_key(url) in addresses for url in found if url) else -4


def _heading_says(page: Page) -> int:
    """1 for a heading that names a section, -1 for one that is a headline of the page's own."""
    heading = next(page.body.iter("h1"), None)
    if heading is None or heading.find(".//a") is not None:
        return 0
    words = word_count(text_of(heading))
    return 1 if 0 < words <= _SECTION_NAME else -1 if words >= _HEADLINE else 0


def _cards_say(number: int, share: float) -> int:
    """Their number, and how much of all that the page prints they are."""
    return (1 if number >= _MANY else -1 if number < _FEW else 0) + (2 if share >= 0.8 else 1 if share >= 0.5 else 0)


def _words_of(cards: Sequence[Card]) -> list[str]:
    """What the cards say, with the blocks behind a headline that has no box of its own."""
    boxes = dict.fromkeys(card.box for card in cards)
    words = []
    for box in boxes:
        words.append(text_of(box))
        words += [text_of(block) for block in _loose_blocks(box, boxes)]
    return words


def _loose_blocks(box: Element, boxes: Collection[Element]) -> list[Element]:
    found: list[Element] = []
    block = box.getnext()
    while block is not None and block.tag in _LOOSE_TAGS and len(found) < _LOOSE_BLOCKS:
        if any(inner in boxes for inner in block.iter()):
            break
        found.append(block)
        block = block.getnext()
    return found if sum(weight(text_of(block)) for block in found) <= _CARD_LETTERS else []


def is_directory(page: Page) -> bool:
    """Whether the page is a server's list of files: nearly all of its links say the name of what they lead to, and no more.

    So do the links of an article's tags; but they lead to another folder, and there is a text.
    """
    links = [link for link in page.body.iter("a") if link.get("href")]
    folder = urlsplit(page.url or "").path.rpartition("/")[0]
    named = sum(_says_its_name(link, folder) for link in links)
    # Links to sort by, and to the folder above, are the exception.
    if named < MIN_CARDS or named + _LISTING_LINKS < len(links):
        return False
    letters = weight(text_of(page.body)) - sum(weight(text_of(link)) for link in links)
    return letters <= _LISTING_HEAD + _LISTING_ROW * named


def _says_its_name(link: Element, folder: str) -> bool:
    words = text_of(link).removesuffix("/")
    _, path = written_parts(link.get("href", ""))
    inside, _, name = unquote(path).removesuffix("/").removeprefix("./").rpartition("/")
    if inside not in ("", folder):
        return False
    if words.endswith(("..>", "...", "…")):  # Apache and nginx cut long names
        words = words.rstrip(".>…")
        return len(words) > _SECTION_NAME and name.startswith(words)
    return bool(words) and words == name
