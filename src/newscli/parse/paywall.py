"""Whether a page says that the rest of its article is for subscribers: by its data, its metas, or words on the page."""

import re
from collections.abc import Iterable
from itertools import dropwhile, islice
from typing import Final

from newscli.parse.metadata.head import Head
from newscli.parse.metadata.jsonld import Node
from newscli.parse.page_tree import Element, Page, text_within, weight
from newscli.parse.prose import Prose

STATED_LIMIT: Final = 2_700
SAID_LIMIT: Final = 900
_NO: Final = ("false", "no", "0")
_ROOM: Final = 200
"""Letters of the longest line that says so."""
_SHORTEST: Final = 10
_LINES: Final = 300
"""Lines that are looked at, a twentieth of a second's work at worst."""
_FRAME: Final = frozenset(["nav", "header", "footer", "li"])
_WORDS = re.compile(
    r"(?:subscribe|subscription|log ?in|sign ?in|register|sign ?up)[^.!?]{0,40} to (?:continue|keep|read (?:on|the))"
    r"|(?:continue|keep) reading (?:with|this (?:article|story) with|for (?:just|only|free))"
    r"|(?:article|story|content) is (?:only |exclusively )?(?:for|available to|reserved for) (?:our |paying )?subscribers"
    r"|(?:subscriber|member)s?[- ]only (?:article|story|content)|to read the (?:full|rest of (?:the|this)) (?:article|story)"
    r"|(?:nur|exklusiv) für (?:unsere )?abonnent|weiterlesen mit|mit (?:einem )?\S{0,12}-?abo weiterlesen"
    r"|artikel ist (?:nur|exklusiv) (?:für|mit)|réservée? (?:aux|à nos) abonn|il (?:vous )?reste \d+ ?% de (?:cet|l.)"
    r"|la suite (?:de cet article )?est réservée|(?:contenido|artículo|noticia) (?:exclusiv[oa]|s[óo]lo) para suscriptor"
    r"|suscríb\w+ para (?:seguir|continuar)|(?:conteúdo|matéria|artigo) exclusiv[oa] para assinant|assine para (?:continuar|ler)"
    r"|(?:contenuto|articolo) riservato agli abbonat|abbonati per (?:continuare|leggere)|(?:alleen|exclusief) voor abonnees"
    r"|(?:kun|bare|endast|bara|vain) (?:for|til|för) (?:våre |vores |våra )?(?:abonnent|prenumerant)"
    r"|artykuł (?:jest )?(?:dostępny )?(?:tylko |wyłącznie )?dla (?:abonent|subskryb|prenumer)|только (?:для|по) подпис"
    r"|(?:会員|有料会員)限定|残り\d+文字|유료 (?:회원|구독자) 전용|订阅后(?:可)?(?:继续)?阅读",
    re.IGNORECASE,
)


def paywall_limit(page: Page, head: Head, node: Node | None, prose: Prose, boxes: Iterable[Element]) -> int:
    """Letters of text below which what the page shows is only a beginning; 0 for a page that says nothing of subscribers.

    A statement in its data weighs more than a sentence: metered pages ask everyone and show all. Badges of its cards (`boxes`)
    say nothing of the article.
    """
    parts = [node, *_parts(node)] if node is not None else []
    if any(map(_is_closed, parts)) or head.first("article:content_tier").strip().lower() == "locked":
        return STATED_LIMIT
    is_short = sum(weight(text_within(block, 2 * SAID_LIMIT)) for block in prose.blocks) < SAID_LIMIT
    return SAID_LIMIT if is_short and _asks(page, prose, frozenset(boxes)) else 0


def _is_closed(node: Node) -> bool:
    return str(node.get("isAccessibleForFree", "")).strip().casefold() in _NO


def _parts(node: Node) -> list[Node]:
    parts = node.get("hasPart")
    return [part for part in (parts[:20] if isinstance(parts, list) else [parts]) if isinstance(part, dict)]


def _asks(page: Page, prose: Prose, cards: frozenset[Element]) -> bool:
    """Whether a line behind the text asks for a subscription."""
    last = prose.blocks[-1:]
    behind = dropwhile(lambda element: bool(last) and element is not last[0], page.elements)
    short = (element for element in behind if _SHORTEST < len(element.text or "") <= _ROOM)
    for element in islice(short, _LINES):
        if _WORDS.search(text_within(element, _ROOM)) is None:
            continue
        if not any(one in cards or one.tag in _FRAME for one in (element, *element.iterancestors())):
            return True
    return False
