"""Who wrote the article: names only, without "By", titles of office, addresses and the outlet's own name."""

import re
from collections.abc import Iterator
from typing import Final

from newscli.parse.metadata.head import Head, microdata
from newscli.parse.metadata.jsonld import Node, text_in, types_of
from newscli.parse.page_tree import Element, Page, text_of, tokens

NAME_LIMIT: Final = 80
MAX_AUTHORS: Final = 12

_BY = re.compile(
    r"^\s*(?:(?:post(?:ed)?|written|reported|story|words|text|article|report|published|edited|review(?:ed)?)?\s*by|from|author|authors"
    r"|von|text|autor(?:in|en)?|redaktion|par|propos recueillis par|por|autor(?:es|a)?|di|a cura di|autore|door|auteurs?|av|af|tekst|skribent"
    r"|kirjoittaja|przez|autorzy|автор[ы]?|текст|yazar|penulis|oleh|tác giả|作者|记者|記者|文|撰文|编辑|기자|글|بقلم|كتب|نویسنده|מאת|लेखक)"
    r"(?:\s*[:：|]\s*|\s+)", re.IGNORECASE,
)  # fmt: skip
_SPLIT = re.compile(r"\s*(?:[;,|&/•·\n、，]|\band\b|\bund\b|\bet\b|\by\b|\bund\b|\be\b|\boch\b|\bog\b|\bi\b(?=\s+[A-ZŁŚŻ]))\s*")
_NOT_NAME = re.compile(
    r"https?:|www\.|@|\.(?:com|org|net|de|co)\b|[<>{}=\[\]]|\d{3,}|^\W*$|\b(?:admin|administrator|editor|editors|staff|newsroom|redaktion|redaction|rédaction"
    r"|redacción|redazione|redacção|redação|team|desk|reporter|correspondent|contributor|guest|unknown|anonymous|null|undefined|none|webmaster)$",
    re.IGNORECASE,
)
_TAIL = re.compile(r"\s*(?:[|(–—,•]| - |\bin\b |\bfor\b |\bfür\b |\bat\b ).*$", re.DOTALL)
_BYLINE_TOKENS: Final = frozenset(
    "byline author authors autor autoren auteur auteurs autore autores autori writer reporter verfasser skribent by".split()
)
_NOT_BYLINE: Final = frozenset(
    "comment comments related bio about box more social follow avatar image img card teaser list footer desc description".split()
)


def find_authors(page: Page, head: Head, node: Node | None, outlet: str) -> tuple[str, ...]:
    """The authors' names in order; none if the page names nobody."""
    for source in (_stated(node), _heads(head), _marked(page), _bylines(page)):
        names = list(_names(source, outlet))
        if names:
            return tuple(dict.fromkeys(names))[:MAX_AUTHORS]
    return ()


def _stated(node: Node | None) -> Iterator[str]:
    value = (node or {}).get("author") or (node or {}).get("creator")
    for item in value if isinstance(value, list) else [value]:
        if isinstance(item, dict) and types_of(item) & {"organization", "newsmediaorganization"}:
            continue
        name = item.get("name") if isinstance(item, dict) else item
        for one in name if isinstance(name, list) else [name]:
            yield text_in(one)


def _heads(head: Head) -> Iterator[str]:
    yield from head.all("author", "article:author", "article:author_name", "dc.creator", "dcterms.creator", "parsely-author", "sailthru.author",
                        "byl", "dcsext.author", "citation_author", "og:article:author", "cxenseparse:author", "book:author", "rbauthors")  # fmt: skip
    for number in ("1", "2"):
        if re.search(r"by|author|autor|auteur|von|verfasst", head.first(f"twitter:label{number}"), re.IGNORECASE):
            yield head.first(f"twitter:data{number}")


def _marked(page: Page) -> Iterator[str]:
    for element, value in microdata(page, "author"):
        name = next((inner for inner in element.iter() if "name" in (inner.get("itemprop") or "").split()), None)
        yield value if name is None else (name.get("content") or text_of(name))
    for element in page.body.iter("a"):
        if "author" in (element.get("rel") or "").lower().split():
            yield text_of(element)


def _bylines(page: Page) -> Iterator[str]:
    """Words of elements that are named a byline: the names that are links, else the whole."""
    for element in page.body.iter("p", "div", "span", "a", "address", "li", "strong", "cite", "em"):
        names = tokens(element)
        if not names & _BYLINE_TOKENS or names & _NOT_BYLINE or _is_around(element, page.body):
            continue
        words = text_of(element)
        if not words or len(words) > 200:
            continue
        linked = [text_of(link) for link in element.iter("a") if 3 < len(text_of(link)) < 60]
        yield from linked or [words]
        return


def _is_around(element: Element, body: Element) -> bool:
    node = element.getparent()
    for _ in range(6):
        if node is None or node is body:
            return False
        if tokens(node) & {"comments", "comment", "related", "footer", "sidebar"}:
            return True
        node = node.getparent()
    return False


def _names(sources: Iterator[str], outlet: str) -> Iterator[str]:
    for source in sources:
        words = _BY.sub("", source, count=1).strip()
        if not words or len(words) > 300:
            continue
        for part in _SPLIT.split(words):
            name = _TAIL.sub("", _BY.sub("", part or "", count=1)).strip(" .,:;-–—|\"'“”")
            if (
                2 <= len(name) <= NAME_LIMIT
                and len(name.split()) <= 6
                and not _NOT_NAME.search(name)
                and not _is_outlet(name, outlet)
            ):
                yield name


def _is_outlet(name: str, outlet: str) -> bool:
    one, other = ("".join(char for char in text.casefold() if char.isalnum()) for text in (name, outlet))
    return bool(other) and (one == other or (len(one) > 4 and one in other) or (len(other) > 4 and other in one))


def names_in(sources: list[str], outlet: str = "") -> list[str]:
    """The names that byline texts hold, in order."""
    return list(dict.fromkeys(_names(iter(sources), outlet)))
