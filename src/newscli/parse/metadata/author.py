"""Who wrote the article: names only, without "By", titles of office, addresses and the outlet's own name."""

import re
from collections.abc import Iterator
from itertools import chain
from typing import Final

from newscli.parse.metadata.head import Head, microdata
from newscli.parse.metadata.jsonld import Node, text_in, types_of
from newscli.parse.page_tree import Element, Page, text_of, text_within, tokens
from newscli.parse.page_words import word_set
from newscli.parse.prose import Prose, near_article

_HEAD_NAMES: Final = (
    "author", "article:author", "article:author_name", "dc.creator", "dcterms.creator", "parsely-author", "sailthru.author",
    "byl",
    "dcsext.author", "citation_author", "og:article:author", "cxenseparse:author", "book:author", "rbauthors",
)  # fmt: skip
NAME_LIMIT: Final = 80
MAX_AUTHORS: Final = 12

_BY = re.compile(
    r"^\s*(?:(?:view all|all|more)?\s*(?:posts|articles|stories) by|zeige alle beiträge von|alle beiträge von"
    r"|ver todas las entradas de|voir tous les articles (?:de|par)"
    r"|pressemitteilung von"
    r"|(?:post(?:ed)?|written|reported|story|words|text|article|report|published|edited|review(?:ed)?)?\s*by|from"
    r"|author|authors"
    r"|vo[nm]|text|autor(?:in|en)?|redaktion|par|propos recueillis par|por|autor(?:es|a)?|di|a cura di|autore|door"
    r"|auteurs?|av|af|tekst|skribent"
    r"|kirjoittaja|przez|autorzy|автор[ы]?|текст|yazar|penulis|oleh|tác giả|作者|记者|記者|文|撰文|编辑|기자|글|بقلم"
    r"|كتب|نویسنده|מאת|लेखक)"
    r"(?:\s*[:：|]\s*|\s+)", re.IGNORECASE,
)  # fmt: skip
_ADDRESS = re.compile(r"https?:|www\.|/{2}|^@|facebook\.com", re.IGNORECASE)
_SPLIT = re.compile(r"\s*(?:[;,|&/•·\n、，]|\band\b|\bund\b|\bet\b|\by\b|\bund\b|\be\b|\boch\b|\bog\b|\bi\b(?=\s+[A-ZŁŚŻ]))\s*")
_SPOKEN_TAGS: Final = frozenset(["p", "div", "span", "strong", "em", "b", "i", "h3", "h4", "h5"])
_DIGIT = re.compile(r"\d")
_PAGE_WORDS = re.compile(
    r"\b(?:articles?|artikel|posts?|author|autor|all|alle|more|kontakt|contact|comment|kommentar|uncategorized|stories"
    r"|jobs?|e-?mail|profil|followed|teams|creative commons"
    r"|cc|datum|date|forum|page|view|about|share|menu|home|news|photo|image|foto)\b", re.IGNORECASE,
)  # fmt: skip
_AUTHOR_PAGE = re.compile(
    r"/(?:authors?|autor(?:en|es)?|auteurs?|people|contributors?|writers?|journalists?|redakteure?|by|profile|staff)/[\w%.-]{3,}",
    re.IGNORECASE,
)
_SPOKEN = re.compile(
    r".{0,20}?(?<!\w)(?:[Bb]y|BY|[Vv]on|VON|[Pp]or|POR|[Pp]ar|PAR|[Dd]i|[Dd]oor|[Aa]utor(?:in)?:|[Аа]втор:|[Tt]exto?:"
    r"|文/|記者|记者|作者[:：])\s*((?:[A-ZÀ-ÞĀ-ŽА-Я一-鿿ぁ-ヿ][\w.'’-]*\s*){1,4}.*)$"
)
_ROLE = re.compile(
    r"^(?:ma|md|phd|ph\.d\.?|mba|rd|jr|sr|ceo|cto|dr)\.?$"
    r"|\b(?:chief|officer|head of|editor|correspondent|reporter|writer|producer|director|manager|founder|professor|analyst"
    r"|redakteur(?:in)?|journalist(?:in)?|associated press|reuters|wire|news service|gmbh|ag|inc|ltd|llc|updated"
    r"|published)\b", re.IGNORECASE,
)  # fmt: skip
_NOT_NAME = re.compile(
    r"https?:|www\.|@|\.(?:com|org|net|de|co)\b|[<>{}=\[\]]|\d{3,}|^\W*$|\b(?:admin|administrator"
    r"|guest|unknown|anonymous|null|undefined|none|webmaster)$"
    r"|^(?:by|von|par|por|author|authors|publisher|super user|user|follow|about the author|beitrag|https?|share"
    r"|subscribe|read more|menu|log in|sign up)$",
    re.IGNORECASE,
)
_TAIL = re.compile(r"\s*(?:[|(–—,•]| - |\bin\b |\bfor\b |\bfür\b |\bat\b ).*$", re.DOTALL)
_BYLINE_TOKENS: Final = word_set("""
    byline author authors autor autoren auteur auteurs autore autores autori writer reporter verfasser skribent by
    vcard fn
""")
_SURE_TOKENS: Final = word_set("author authors byline autor auteur autore")
_DATE_TAIL = re.compile(
    r"\s*(?:[|•·–—,→]\s*)?(?:\b(?:on|am|el|le|date|updated|published)\b\s*)*(?:\S*\d|→|\b(?:jan(?:uary|uar|vier)?"
    r"|feb(?:ruary|ruar)?|f[eé]vrier|mar(?:ch|s)?|märz|apr(?:il)?"
    r"|avril|may|mai|june?i?|ju[il]l?[yi]?(?:et)?|aug(?:ust)?|août|sept?(?:ember)?|o[ck]t(?:ober)?|nov(?:ember)?"
    r"|de[cz](?:ember)?|mon|tue|wed|thu|fri|sat|sun)\b).*$",
    re.DOTALL | re.IGNORECASE,
)
_NOT_BYLINE: Final = word_set("""
    comment comments related bio about box more social follow avatar image img card teaser list footer desc description
""")


def find_authors(page: Page, head: Head, node: Node | None, outlet: str, prose: Prose) -> tuple[str, ...]:
    """The authors' names in order; none if the page names nobody."""
    heads = (words for words in _heads(head) if not _ADDRESS.search(words))
    visible = list(
        dict.fromkeys(_names(chain(_marked(page), _author_pages(page, prose), _bylines(page), _said(page, prose)), outlet))
    )
    for source in (_stated(node), heads):
        names = [_in_full(name, visible) for name in dict.fromkeys(_names(source, outlet))]
        if names:
            return tuple(dict.fromkeys(names))[:MAX_AUTHORS]
    for finder in (_marked(page), _author_pages(page, prose), _bylines(page), _said(page, prose)):
        names = [name for name in dict.fromkeys(_names(finder, outlet)) if _looks_like_name(name)]
        if names:
            return tuple(names)[:MAX_AUTHORS]
    return ()


def _looks_like_name(name: str) -> bool:
    """Whether shown words, which nothing declares a name, could be one: few words, none of them a page's own."""
    words = name.split()
    return len(words) <= 4 and not _PAGE_WORDS.search(name) and (not name[0].islower() or len(words) == 1)


def _in_full(name: str, others: list[str]) -> str:
    """A lone first name or handle as the name in full that the page shows elsewhere."""
    if len(name.split()) > 1:
        return name
    return next(
        (other for other in others if other.casefold().split()[0] == name.casefold() and 1 < len(other.split()) <= 4), name
    )


def _stated(node: Node | None) -> Iterator[str]:
    value = (node or {}).get("author") or (node or {}).get("creator")
    for item in value if isinstance(value, list) else [value]:
        if isinstance(item, dict) and types_of(item) & {"organization", "newsmediaorganization"}:
            continue
        name = item.get("name") if isinstance(item, dict) else item
        for one in name if isinstance(name, list) else [name]:
            words = text_in(one)
            if not _ADDRESS.search(words):
                yield words


def _heads(head: Head) -> Iterator[str]:
    yield from head.all(*_HEAD_NAMES)
    for number in ("1", "2"):
        if re.search(r"by|author|autor|auteur|von|verfasst", head.first(f"twitter:label{number}"), re.IGNORECASE):
            yield head.first(f"twitter:data{number}")


def _marked(page: Page) -> Iterator[str]:
    """Microdata and rel=author outside comments: the first, and what stands beside it."""
    beside: Element | None = None
    for element, value in microdata(page, "author"):
        if _is_around(element, page.body) or (beside is not None and element.getparent() is not beside):
            continue
        beside = element.getparent()
        name = next((inner for inner in element.iter() if "name" in (inner.get("itemprop") or "").split()), None)
        words = value if name is None else (name.get("content") or text_of(name))
        yield words if not _ADDRESS.search(words) else text_of(element)
    for element in page.body.iter("a"):
        if "author" in (element.get("rel") or "").lower().split() and not _is_around(element, page.body):
            yield text_of(element)
            return


def _bylines(page: Page) -> Iterator[str]:
    """Words of elements that are named a byline: the names that are links, else the whole."""
    for element in page.body.iter("p", "div", "span", "a", "address", "li", "strong", "cite", "em"):
        names = tokens(element)
        if not names & _BYLINE_TOKENS or names & _NOT_BYLINE or _is_around(element, page.body):
            continue
        words = text_within(element, 200)
        if not words:
            continue
        linked = [name for name in map(text_of, element.iter("a")) if 3 < len(name) < 60 and not _DIGIT.search(name)]
        said = _BY.match(words)
        if linked:
            yield from linked
            return
        if (said or names & _SURE_TOKENS) and len(words) <= 120:
            yield words
            return


def _author_pages(page: Page, prose: Prose) -> Iterator[str]:
    """Names that link to an author's page, between the title and the text or just behind it."""
    for element in near_article(page, prose):
        if element.tag == "a" and _AUTHOR_PAGE.search(element.get("href") or "") and not _is_around(element, page.body):
            words = text_within(element, 60)
            if len(words) > 3 and not _DIGIT.search(words):
                yield words


def _said(page: Page, prose: Prose) -> Iterator[str]:
    """A short element near the title that says "By ..." in so many words."""
    for element in near_article(page, prose)[:150]:
        found = _SPOKEN.match(text_within(element, 120)) if element.tag in _SPOKEN_TAGS else None
        if found:
            yield found[1]
            return


def _is_around(element: Element, body: Element) -> bool:
    node = element.getparent()
    for _ in range(6):
        if node is None or node is body:
            return False
        if tokens(node) & {"comments", "comment", "commentlist", "answer", "reply", "related", "footer", "sidebar", "publisher"}:
            return True
        node = node.getparent()
    return False


def _names(sources: Iterator[str], outlet: str) -> Iterator[str]:
    for source in sources:
        words = _BY.sub("", source, count=1).strip()
        if not words or len(words) > 300:
            continue
        for number, part in enumerate(_SPLIT.split(words)):
            if number and _ROLE.search(part):
                continue
            name = _DATE_TAIL.sub("", _TAIL.sub("", _BY.sub("", part or "", count=1))).strip(" .,:;-–—|\"'“”")
            if (
                2 <= len(name) <= NAME_LIMIT
                and len(name.split()) <= 6
                and not _NOT_NAME.search(name)
                and not _is_outlet(name, outlet)
            ):
                yield name


def _is_outlet(name: str, outlet: str) -> bool:
    one, other = ("".join(char for char in text.casefold() if char.isalnum()) for text in (name, outlet))
    return bool(other) and (one == other or (len(other) > 4 and other in one))


def names_in(sources: list[str], outlet: str = "") -> list[str]:
    """The names that byline texts hold, in order."""
    return list(dict.fromkeys(_names(iter(sources), outlet)))
