"""The publisher's topics of an article: the sections and tags that are stated, and the links in a box of tags beside its text."""

import re
from collections.abc import Iterator
from itertools import islice
from typing import Final
from urllib.parse import urlsplit

from newscli.parse.metadata.found import Found
from newscli.parse.metadata.head import microdata
from newscli.parse.metadata.jsonld import texts_in
from newscli.parse.metadata.place import FOREIGN_TOKENS, Place, closes_article
from newscli.parse.metadata.sources import Sources
from newscli.parse.page_tree import Element, Page, text_within, tokens
from newscli.parse.page_words import word_set
from newscli.parse.related.labels import is_label
from newscli.urls import find_web_url, outlet_host

MAX_TOPICS: Final = 20
_LENGTH: Final = 60
_WORDS: Final = 6
"""Words of the longest topic that a link names; with more it is a title."""
_BEHIND: Final = 150
"""Elements behind the text among which a box of its tags may stand."""
_LEVELS: Final = 4
_BOX_SIZE: Final = 15
"""Links in a box of an article's tags; with more it is the cloud of the whole site."""
_BOX: Final = word_set("""
    tag tags taglist tagslist taglinks keywords topics schlagwort schlagworte schlagwoerter stichworte themen etiqueta etiquetas
    motscles sujets temas argomenti trefwoorden etiketter emneord avainsanat tagi tagy etiketler labels
""")
_WIDER_BOX: Final = _BOX | word_set(
    "category categories cat cats catlinks categoria categorias kategorie kategorien rubrik rubrique"
)
"""Also names of boxes that may hold the sections of the site."""
_ELSEWHERE: Final = (FOREIGN_TOKENS - {"footer", "sidebar"}) | {"widget", "tagcloud"}
_TAG_PATH: Final = re.compile(
    r"/(?:tags?|topics?|themen?|thema|temas?|sujets?|category|categories|kategorien?|categorias?|labels?|genre|schlagwort(?:e)?"
    r"|schlagwoerter|stichwort|etiquetas?|tagged|tagi|stitky|emne|amne|dossiers?|argomenti|hashtag|konu|etiket|aihe|teemat)"
    r"(?:[/:]|\.html?$).",
    re.IGNORECASE,
)
_LIST_OF_NAMES: Final = re.compile(r"[&+/]|\b(?:and|und|et|y|e|en|og|och|ja|i)\b", re.IGNORECASE)


def find_topics(sources: Sources, place: Place, title: str) -> Found[tuple[str, ...]] | None:
    """The publisher's categories, without `#`: the section, the stated tags, then the tags that the page shows beside the text.

    Numbers alone are those of a list's pages.
    """
    found: dict[str, tuple[str, str]] = {}
    for source, words in _topics(sources, place):
        topic = " ".join(words.split()).lstrip("#").strip(" ,;|")
        if topic.isdecimal() or topic.startswith("http"):
            continue
        if 1 < len(topic) <= _LENGTH and topic.casefold() != title.casefold():
            found.setdefault(topic.casefold(), (source, topic))
    kept = list(found.values())[:MAX_TOPICS]
    return Found(tuple(topic for _, topic in kept), tuple(dict.fromkeys(source for source, _ in kept))) if kept else None


def _topics(sources: Sources, place: Place) -> Iterator[tuple[str, str]]:
    page, head = sources.page, sources.head
    stated = [("json-ld", words) for words in texts_in((sources.node or {}).get("articleSection"))]
    sections = head.all("article:section", "og:article:section", "section", "parsely-section")
    stated += [("meta:section", words) for words in sections]
    yield from ((source, topic) for source, words in stated for topic in _parted(words))
    for value in head.all("article:tag", "og:article:tag", "video:tag"):
        yield from (("meta:tag", tag) for tag in value.split(","))
    yield from (("link", words) for words in _named_tags(page))
    yield from (("box", words) for words in _tags_beside(page, place))


def _parted(section: str) -> list[str]:
    """The sections that are stated as one, as by plug-ins of WordPress: "Politik,Inland"; not "Arts, Culture and Leisure"."""
    parts = section.split(",")
    return [section] if _LIST_OF_NAMES.search(parts[-1]) else parts


def _named_tags(page: Page) -> Iterator[str]:
    """The links that say themselves that they are tags."""
    for element in page.body.iter("a"):
        words = text_within(element, _LENGTH)
        if len(words) < 2:
            continue
        if words.startswith("#") or "tag" in (element.get("rel") or "").lower().split():
            yield words
    for _, value in microdata(page, "articleSection"):
        yield from _parted(value)


def _tags_beside(page: Page, place: Place) -> Iterator[str]:
    """The links beside title and text that stand in a box named after tags, or lead to a list of a tag or a category."""
    last = page.elements.index(place.tail[0]) if place.tail else len(page.elements)
    beside = [*place.kicker, *place.head, *place.lead, *page.elements[last : last + _BEHIND]]
    host = outlet_host(page.url) if page.url else None
    for link in dict.fromkeys(element for element in beside if element.tag == "a"):
        words = text_within(link, _LENGTH)
        url = find_web_url(link.get("href") or "", page.base or None)
        if len(words) < 2 or len(words.split()) > _WORDS or is_label(words) or url is None or _is_elsewhere(link, place):
            continue
        if host is not None and outlet_host(url) != host:
            continue
        is_list = _TAG_PATH.search(urlsplit(url).path) is not None
        if _is_in_box(link, place, _WIDER_BOX if is_list else _BOX):
            yield words


def _is_in_box(link: Element, place: Place, names: frozenset[str]) -> bool:
    """Whether the nearest element around `link` that is named so holds the tags of one article, not of the whole site."""
    node, level = link, 0
    while node is not None and node not in place.around and level < _LEVELS and not tokens(node) & names:
        node, level = node.getparent(), level + 1
    if node is None or node in place.around or level == _LEVELS:
        return False
    while _links_in(node) <= 1 and (parent := node.getparent()) is not None and parent not in place.around:
        node = parent  # the name of one tag
    return _links_in(node) <= _BOX_SIZE


def _links_in(element: Element) -> int:
    return sum(1 for _ in islice(element.iter("a"), _BOX_SIZE + 1))


def _is_elsewhere(link: Element, place: Place) -> bool:
    """Whether a link stands in a card, a menu, a column beside the article: its tags are others'."""
    node = link
    while node is not None and node not in place.around and node.tag not in ("body", "html"):
        names = tokens(node)
        if node in place.foreign or names & _ELSEWHERE or node.tag in ("aside", "figcaption"):
            return True
        if node.tag == "nav" and not names & _BOX:
            return True
        if node.tag == "footer" and not closes_article(link, place):
            return True
        node = node.getparent()
    return node in place.foreign if node is not None else False
