"""How often a page was read, as it says itself; guesses nothing."""

import re
from typing import Final

from newscli.parse.metadata.found import Found
from newscli.parse.metadata.jsonld import Node, text_in
from newscli.parse.page_tree import Element, Page, text_within, tokens
from newscli.parse.page_words import word_set

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


def find_views(page: Page, node: Node | None) -> Found[int] | None:
    """How often the page was read, as it says: JSON-LD, a counter named so, or a number with the word beside it."""
    counters = (node or {}).get("interactionStatistic")
    for counter in counters if isinstance(counters, list) else [counters]:
        if isinstance(counter, dict) and re.search(r"view|read", str(counter.get("interactionType")), re.IGNORECASE):
            number = _number(text_in(counter.get("userInteractionCount")))
            if number is not None:
                return Found(number, ("json-ld",))
    for element in page.body.iter("span", "div", "p", "li", "i", "small", "data", "em", "b", "td"):
        if not len(element) and not _DIGIT.search(element.text or ""):
            continue
        is_named = bool(tokens(element) & _VIEW_TOKENS)
        if len(element) > (8 if is_named else 3):
            continue
        words = text_within(element, 24 if is_named else 80)
        if not words or not _DIGIT.search(words):
            continue
        if is_named or _VIEW_WORDS.search(words):
            number = _number_beside(words)
            if number is not None and not _is_in_list(element):
                return Found(number, ("counter" if is_named else "words",))
    return None


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
