"""The publisher's topics of an article: the sections and tags that are stated, and the links in a box of tags beside its text."""

import re
from collections.abc import Iterator
from html import unescape
from itertools import islice
from typing import Final

from newscli.parse.metadata.found import Found
from newscli.parse.metadata.head import microdata
from newscli.parse.metadata.jsonld import texts_in
from newscli.parse.metadata.place import FOREIGN_TOKENS, Place, closes_article
from newscli.parse.metadata.sources import Sources
from newscli.parse.page_tree import CJK, Element, Page, is_unseen, text_of, text_within, tokens
from newscli.parse.page_words import word_set
from newscli.parse.related.labels import is_label
from newscli.urls import find_web_url, outlet_host, written_parts

MAX_TOPICS: Final = 20
_LENGTH: Final = 60
_WORDS: Final = 6
"""Words of the longest topic that a link names; with more it is a title."""
_BEHIND: Final = 150
"""Elements behind the text among which a box of its tags may stand."""
_LEVELS: Final = 4
_PARTS: Final = 12
"""Elements of a link that are looked at for words that are not shown."""
_BOX_SIZE: Final = 15
"""Links in a box of an article's tags; with more it is the cloud of the whole site."""
_BOX: Final = word_set("""
    tag tags taglist tagslist taglinks keyword keywords topics schlagwort schlagworte schlagwoerter stichworte themen etiqueta
    etiquetas mots motscles sujets temas argomenti trefwoorden etiketter emneord avainsanat tagi tagy etiketler labels
""")
_WIDER_BOX: Final = _BOX | word_set("""
    category categories cat cats catlinks categoria categorias kategorie kategorien rubrik rubrique kicker eyebrow section
""")
"""Also names of boxes that may hold the sections of the site."""
_LABEL: Final = re.compile(
    r"(?:tags?|tagged(?: (?:in|with|as))?|(?:related |suggested |explore |explore more on these )?topics?|filed under|posted in"
    r"|keywords?|categor(?:y|ies)|more on|themen|schlagw[oö]rte?r?|stichw[oö]rte?r?|kategorien?|mots[- ]cl[ée]s|sujets|thèmes"
    r"|étiquettes|etiquetas|temas|archivado en|publicado en|categorías?|categorias?|assuntos|tópicos|mais sobre|argomenti"
    r"|onderwerpen|trefwoorden|tagi|tematy|štítky|теги|темы|тэги|метки|рубрик[аи]|etiketler|タグ|キーワード|カテゴリー?|태그"
    r"|(?:관련 )?키워드|الوسوم|标签|標籤|关键词|關鍵字)(?:\s*[:：–-]|\s|$)",
    re.IGNORECASE,
)
"""What stands before an article's topics, where no class names their box."""
_LABELLED: Final = 400
"""Letters of a line of topics with its label."""
_OWN_FOOTER: Final = word_set("article entry post story")
_LINE: Final = 120
"""Letters of a line that speaks of the article, with the number of its comments."""
_NONE: Final = re.compile(
    r"uncategori[sz]ed|non classé|sin categoría|sem categoria|senza categoria|bez kategorii|без рубрики|未分[类類]|미분류"
    r"|hash-.*|\+?\s*\d+ more|(?:all|more|view all|see all) (?:tags|topics)",
    re.IGNORECASE,
)
"""What systems for content print where an author chose nothing, or for themselves."""
_COUNT: Final = re.compile(r"\s*\(\d+\)$")
_OTHERS: Final = word_set("widget tagcloud bio authorbox")
_OTHER_TAGS: Final = ("aside", "figcaption", "article")
_AUTHOR_BOX: Final = frozenset(["author", "box"])
_COMMENTS: Final = word_set("comment comments commentlist")
_ELSEWHERE: Final = FOREIGN_TOKENS - _COMMENTS - {"footer", "breadcrumb", "breadcrumbs"}
"""Names of what speaks of others, unless it is a box of tags too: "related-topics" are the article's."""
_TAG_PATH: Final = re.compile(
    r"(?:^|/)(?:tags?|topics?|themen?|thema|temas?|sujets?|category|categories|kategorien?|categorias?|labels?|genre|schlagwort(?:e)?"
    r"|schlagwoerter|stichwort|etiquetas?|tagged|tagi|stitky|emne|amne|dossiers?|argomenti|hashtag|konu|etiket|aihe|teemat)"
    r"[/:].",
    re.IGNORECASE,
)
_LIST_OF_NAMES: Final = re.compile(r"[&+/]|\b(?:and|und|et|y|e|en|og|och|ja|i)\b", re.IGNORECASE)


def find_topics(sources: Sources, place: Place, title: str) -> Found[tuple[str, ...]] | None:
    """The publisher's categories, without `#`: the section, the stated tags, then the tags that the page shows beside the text.

    Numbers alone are those of a list's pages.
    """
    found: dict[str, tuple[str, str]] = {}
    for source, words in _topics(sources, place):
        topic = _COUNT.sub("", " ".join(unescape(words).split()).lstrip("#").strip(" ,;|•·"))
        if topic.isdecimal() or topic.startswith("http") or _NONE.fullmatch(topic):
            continue
        if _is_long_enough(topic) and len(topic) <= _LENGTH and topic.casefold() != title.casefold():
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
    yield from (("link", words) for words in _named_tags(page, place))
    yield from (("box", words) for words in _tags_beside(page, place))


def _parted(section: str) -> list[str]:
    """The sections that are stated as one, as by plug-ins of WordPress: "Politik,Inland"; not "Arts, Culture and Leisure"."""
    parts = section.split(",")
    return [section] if _LIST_OF_NAMES.search(parts[-1]) else parts


def _is_long_enough(topic: str) -> bool:
    """Whether `topic` can be one: a letter alone is none, but for a character that is a word."""
    return len(topic) > 1 or CJK.match(topic) is not None


def _named_tags(page: Page, place: Place) -> Iterator[str]:
    """The links that say themselves that they are tags."""
    for link in page.body.iter("a"):
        is_hashtag = next(filter(None, map(str.strip, link.itertext())), "").startswith("#")
        if (is_hashtag or "tag" in (link.get("rel") or "").lower().split()) and not _is_elsewhere(link, place):
            yield _words_of(link)
    for _, value in microdata(page, "articleSection"):
        yield from _parted(value)


def _tags_beside(page: Page, place: Place) -> Iterator[str]:
    """The links beside title and text in a box named or labelled as tags, or in one of categories that lead to such a list."""
    last = page.elements.index(place.tail[0]) if place.tail else len(page.elements)
    beside = [*place.kicker, *place.head, *place.lead, *page.elements[last : last + _BEHIND]]
    host = outlet_host(page.url) if page.url else None
    for link in dict.fromkeys(element for element in beside if element.tag == "a"):
        href = link.get("href") or ""
        is_list = _TAG_PATH.search(written_parts(href)[1]) is not None
        if not _is_in_box(link, place, _WIDER_BOX if is_list else _BOX) and not (is_list and _is_labelled(link, place)):
            continue
        words = _words_of(link)
        if len(words.split()) > _WORDS or (len(words) > 1 and is_label(words)) or _is_elsewhere(link, place):
            continue
        url = find_web_url(href, page.base or None)
        if url is not None and (host is None or outlet_host(url) == host):
            yield words


def _words_of(link: Element) -> str:
    """The words of a link, without those that only a screen reader says: "Follow", "Tag:"."""
    words = text_within(link, 2 * _LENGTH)
    for element in islice(link.iterdescendants(), _PARTS) if words else ():
        if is_unseen(element):
            words = words.replace(text_of(element), "", 1)
    return words.strip()


def _is_labelled(link: Element, place: Place) -> bool:
    """Whether a link stands in a line that begins with "Tags:", or right behind such a label."""
    node = link
    for _ in range(_LEVELS):
        node = node.getparent()
        if node is None or node in place.around:
            return False
        before = node.getprevious()
        above = text_within(before, _LENGTH) if before is not None else ""
        if _LABEL.match(text_within(node, _LABELLED)) or _LABEL.fullmatch(above):
            return _links_in(node) <= _BOX_SIZE
    return False


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
        if node in place.foreign or node.tag in _OTHER_TAGS or names & _OTHERS or names >= _AUTHOR_BOX:
            return True
        if names & _COMMENTS and not any(map(str.isdigit, text_within(node, _LINE))):
            return True
        if not names & _BOX and (node.tag == "nav" or names & _ELSEWHERE):
            return True
        if node.tag == "footer" and not names & _OWN_FOOTER and not closes_article(link, place):
            return True
        node = node.getparent()
    return node in place.foreign if node is not None else False
