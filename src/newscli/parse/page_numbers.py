"""The page numbers in addresses, and the address at which an article on several pages goes on."""

import re
from collections.abc import Iterator
from itertools import chain, islice
from typing import Final, NamedTuple
from urllib.parse import SplitResult, parse_qsl, urlencode, urlsplit

from newscli.parse.metadata.head import Head
from newscli.parse.page_tree import Element, Page, text_within, tokens
from newscli.urls import WebUrl, find_web_url, strip_tracking, url_key

LAST: Final = 50
"""The highest number that is taken for a page's: `-2019` is a year, `/551200` an id."""
LOOK: Final = 60
"""Links that are looked at: a long article has its pages' links twice."""

_NAME: Final = "(?:page|pages|pg|p|seite|pagina|pagine|side|sida|sivu|strona|str|sayfa|halaman|trang|part|teil)"
_PARAMETER = re.compile("(?:page|paged|page_?num|page_?no|pg|p|seite|pagina|side|sida|sivu|strona|sayfa|halaman)", re.IGNORECASE)
# Where a word says that it is a page's number (/page/2, -p2.html, ,seite-2.html), and where nothing does (/2, -2.html).
_PATHS: Final = (
    re.compile(rf"(?P<stem>.*?)[/,;_.-]{_NAME}[-_/=]?(?P<number>\d{{1,2}})(?P<end>\.\w{{2,5}})?/?", re.IGNORECASE),
    re.compile(r"(?P<stem>.+?)(?:[-_,/]|(?<=index))(?P<number>\d{1,2})(?P<end>\.\w{2,5})?/?", re.IGNORECASE),
)
_INDEX = re.compile(r"/index\.\w{2,5}$", re.IGNORECASE)
_NEXT = re.compile(
    r"(?:next(?: page)?|continue(?: reading)?|(?:nächste|naechste) seite|weiter|page suivante|suivante?"
    r"|página siguiente|siguiente|próxima(?: página)?|seguinte|pagina successiva|successiva|avanti"
    r"|volgende(?: pagina)?|næste(?: side)?|neste(?: side)?|nästa(?: sida)?|seuraava|następna(?: strona)?"
    r"|další(?: strana)?|следующая(?: страница)?|далее|наступна|sonraki(?: sayfa)?|التالي|הבא|下一[页頁]|次へ"
    r"|次のページ|다음|tiếp|selanjutnya)?[\W_]*",
    re.IGNORECASE,
)
_PAGE_WORD = re.compile(
    r"(?<!\w)(?:pages?|seiten?|p[aá]ginas?|pagin[ae]|sid[ea]n?|sivu\w*|stron\w*|str[aá]n\w*|страниц\w*|сторінк\w*|sayfa\w*|halaman|trang"
    r"|oldal\w*|σελίδα|صفحة|עמוד|หน้า)(?!\w)|[页頁]|ページ|페이지|쪽",
    re.IGNORECASE,
)
"""A link that names the number with it: "Weiter zu Seite 2"."""
_ONE = re.compile(r"(?<!\d)1(?!\d)")
_COMMENTS: Final = frozenset(["comments", "comment", "disqus", "kommentare"])


class Numbered(NamedTuple):
    """An address with a page's number: the keys that the first page of the same article may have, and the number."""

    firsts: frozenset[str]
    number: int


def page_of(url: WebUrl) -> Numbered | None:
    """The page number in `url`; None if it has none."""
    parts = urlsplit(strip_tracking(url))
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    numbers = [value for name, value in pairs if _PARAMETER.fullmatch(name) and value.isdecimal() and len(value) < 3]
    if len(numbers) == 1 and 1 <= int(numbers[0]) <= LAST:
        others = [(name, value) for name, value in pairs if not _PARAMETER.fullmatch(name)]
        return Numbered(frozenset([_key(parts._replace(query=urlencode(others)))]), int(numbers[0]))
    for pattern in _PATHS:
        found = pattern.fullmatch(parts.path)
        if found and found["stem"] and 1 <= int(found["number"]) <= LAST:
            whole = found["stem"] + (found["end"] or "")
            paths = (whole, found["stem"], _INDEX.sub("", whole))
            return Numbered(frozenset(_key(parts._replace(path=path)) for path in paths), int(found["number"]))
    return None


def find_next(page: Page, head: Head) -> WebUrl | None:
    """Where the article goes on: an address with the number after the page's own, and otherwise the same.

    A rel=next alone says nothing: on half of all sites it leads to the next article.
    """
    if page.url is None:
        return None
    own = page_of(page.url)
    # The number may be an article's own (/comics/12): of several pages each has a link "1" to the first.
    if own is not None and not _has_link_to_first(page, own.firsts):
        own = None
    number = own.number + 1 if own is not None else 2
    for value in islice(chain(head.links.get("next", []), _forward_links(page, number)), LOOK):
        url = find_web_url(value, page.base or None)
        found = page_of(url) if url is not None else None
        if url is None or found is None or found.number != number:
            continue
        if url_key(page.url) in found.firsts or (own is not None and own.firsts & found.firsts):
            return strip_tracking(url)
    return None


def _forward_links(page: Page, number: int) -> Iterator[str]:
    """The addresses of links that read like the next page's, outside comments."""
    shape = re.compile(rf"(?<!\d){number}(?!\d)")
    for link in page.body.iter("a"):
        address = link.get("href") or ""
        if "#" in address or len(address) > 1_000 or not shape.search(address):
            continue
        says_next = "next" in (link.get("rel") or "").lower().split()
        words = text_within(link, 40) or link.get("aria-label") or link.get("title") or ""
        is_named = _PAGE_WORD.search(words) is not None and shape.search(words) is not None
        if (says_next or is_named or words == str(number) or _NEXT.fullmatch(words)) and not _is_comment(link):
            yield address


def _has_link_to_first(page: Page, keys: frozenset[str]) -> bool:
    for link in page.body.iter("a"):
        if _ONE.search(text_within(link, 20)) and len(link.get("href") or "") < 1_000:
            url = find_web_url(link.get("href") or "", page.base or None)
            if url is not None and url_key(url) in keys:
                return True
    return False


def _is_comment(element: Element) -> bool:
    node = element
    while node is not None:
        if tokens(node) & _COMMENTS:
            return True
        node = node.getparent()
    return False


def _key(parts: SplitResult) -> str:
    url = find_web_url(parts.geturl())
    return url_key(url) if url is not None else ""
