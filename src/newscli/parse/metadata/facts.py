"""The smaller facts of a page: language, topics, views, image, outlet, addresses, and a stated summary."""

import re
from collections.abc import Iterator
from typing import Final

from newscli.parse.metadata.head import Head, microdata
from newscli.parse.metadata.jsonld import Node, address_of, text_in, texts_in
from newscli.parse.page_tree import Element, Page, text_within, tokens
from newscli.parse.page_words import word_set
from newscli.urls import WebUrl, find_web_url, is_article_like, outlet_host, strip_tracking

MAX_TOPICS: Final = 20
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")
_DIGIT = re.compile(r"\d")
_COUNT = re.compile(r"(?<![\d.,:/-])(\d{1,3}(?:[,.\s\u202f']\d{3})+|\d+(?:[.,]\d)?)\s*([kKmM](?![a-zA-Z]))?(?![\d:/-])")
_VIEW_WORDS = re.compile(
    r"\bviews?\b|\breads?\b|\bhits\b|aufrufe|ansichten|gelesen|\bvues?\b|lectures?|vistas|visualiza|visitas|lecturas"
    r"|letture|weergaven|visninger|visningar"
    r"|wyświetle|odsłon|zobrazen|просмотр|перегляд|прочит|görüntülen|okunma|مشاهد|بازدید|צפיות|lượt xem|dilihat|dibaca"
    r"|閲覧|阅读|閱讀|浏览|瀏覽|조회",
    re.IGNORECASE,
)
_VIEW_TOKENS: Final = word_set("views view hits eye viewcount pageviews postviews readcount visits")


def find_language(head: Head, node: Node | None) -> str | None:
    """The language as a BCP 47 tag, as stated by <html lang>, JSON-LD or og:locale."""
    for value in (
        head.language,
        text_in((node or {}).get("inLanguage")),
        head.first("content-language", "og:locale", "language", "dc.language"),
    ):
        found = _LANGUAGE.match(value.strip())
        if found:
            parts = found.group().replace("_", "-").split("-")
            return "-".join([parts[0].lower(), *(part.upper() if len(part) == 2 else part for part in parts[1:])])
    return None


def find_topics(page: Page, head: Head, node: Node | None, title: str) -> tuple[str, ...]:
    """The publisher's categories, without `#`: the section, the stated tags, else the visible tags behind the text."""
    found: dict[str, str] = {}
    stated = [
        *texts_in((node or {}).get("articleSection")),
        *head.all("article:section", "og:article:section", "section", "parsely-section"),
    ]
    tags = [tag for value in head.all("article:tag", "og:article:tag", "video:tag") for tag in value.split(",")]
    visible = list(_visible_tags(page))
    for words in [*stated, *tags, *visible]:
        topic = " ".join(words.split()).lstrip("#").strip(" ,;|")
        if 1 < len(topic) <= 60 and topic.casefold() != title.casefold() and not topic.startswith("http"):
            found.setdefault(topic.casefold(), topic)
    return tuple(found.values())[:MAX_TOPICS]


def find_views(page: Page, node: Node | None) -> int | None:
    """How often the page was read, as it says: JSON-LD, a counter named so, or a number with the word beside it."""
    counters = (node or {}).get("interactionStatistic")
    for counter in counters if isinstance(counters, list) else [counters]:
        if isinstance(counter, dict) and re.search(r"view|read", str(counter.get("interactionType")), re.IGNORECASE):
            number = _number(text_in(counter.get("userInteractionCount")))
            if number is not None:
                return number
    for element in page.body.iter("span", "div", "p", "li", "i", "small", "data", "em", "b", "td"):
        is_named = bool(tokens(element) & _VIEW_TOKENS)
        if len(element) > (8 if is_named else 3):
            continue
        words = text_within(element, 24 if is_named else 80)
        if not words or not _DIGIT.search(words):
            continue
        if is_named or _VIEW_WORDS.search(words):
            number = _number_beside(words)
            if number is not None and not _is_in_list(element):
                return number
    return None


def find_image(page: Page, head: Head, node: Node | None) -> WebUrl | None:
    """The article's picture as stated for sharing."""
    for value in (
        head.first("og:image", "og:image:url", "og:image:secure_url", "twitter:image", "twitter:image:src"),
        address_of((node or {}).get("image")),
    ):
        found = find_web_url(value, page.base or None) if value else None
        if found:
            return found
    return None


def find_outlet(head: Head, node: Node | None) -> str:
    """The publisher's name."""
    return (
        head.first("og:site_name")
        or text_in((node or {}).get("publisher"))
        or head.first("application-name", "publisher", "dc.publisher")
    )


def find_canonical(page: Page, head: Head) -> WebUrl | None:
    """The page's canonical address if it is one of the same outlet and could name an article; else where it was read."""
    for value in [*head.links.get("canonical", []), *head.all("og:url")]:
        found = find_web_url(value, page.base or None)
        if found is None:
            continue
        if page.url is None or (outlet_host(found) == outlet_host(page.url) and is_article_like(found)):
            return strip_tracking(found)
    return page.url


def find_amp(page: Page, head: Head) -> WebUrl | None:
    """The address of the page's AMP copy."""
    return next((url for value in head.links.get("amphtml", []) if (url := find_web_url(value, page.base or None))), None)


def find_summary(head: Head, node: Node | None) -> str:
    """What the page says of itself in a sentence or two."""
    return head.first("og:description", "description", "twitter:description", "dc.description") or text_in(
        (node or {}).get("description")
    )


def _visible_tags(page: Page) -> Iterator[str]:
    for element in page.body.iter("a"):
        words = text_within(element, 60)
        if len(words) < 2:
            continue
        if words.startswith("#") or "tag" in (element.get("rel") or "").lower().split():
            yield words
    yield from (value for _, value in microdata(page, "articleSection") if len(value) <= 60)


def _number_beside(words: str) -> int | None:
    view = _VIEW_WORDS.search(words)
    numbers = list(_COUNT.finditer(words))
    if not numbers:
        return None
    best = min(numbers, key=lambda found: abs(found.start() - view.start())) if view else numbers[-1]
    return _number(best.group())


def _number(text: str) -> int | None:
    found = _COUNT.search(text.strip())
    if found is None:
        return None
    digits, unit = found[1], (found[2] or "").lower()
    if unit:
        return (
            int(float(digits.replace(",", ".")) * {"k": 1_000, "m": 1_000_000}[unit])
            if re.fullmatch(r"\d+(?:[.,]\d)?", digits)
            else None
        )
    bare = re.sub(r"\D", "", digits) if re.fullmatch(r"\d{1,3}(?:\D\d{3})+|\d+", digits) else ""
    return int(bare) if 0 < len(bare) <= 12 else None


def _is_in_list(element: Element) -> bool:
    """Whether the counter stands in a card: its words belong to another article."""
    node = element.getparent()
    for _ in range(8):
        if node is None:
            return False
        if tokens(node) & {"related", "card", "popular", "trending", "sidebar", "widget", "comments", "comment"}:
            return True
        node = node.getparent()
    return False
