"""Whether a page says that the rest of its article is for subscribers: by its data, its metas, or words on the page."""

import re
from collections.abc import Iterable
from itertools import dropwhile, islice
from typing import Final

from newscli.parse.markup_media import is_hidden
from newscli.parse.metadata.head import Head
from newscli.parse.metadata.jsonld import Node
from newscli.parse.page_tree import Element, Page, text_within, weight
from newscli.parse.prose import Prose

STATED_LIMIT: Final = 2_700
SAID_LIMIT: Final = 900
_NO: Final = ("false", "no", "0")
_YES: Final = ("true", "yes", "1")
_ROOM: Final = 200
"""Letters of the longest line that says so."""
_SHORTEST: Final = 10
_LINES: Final = 300
"""Lines that are looked at, less than a tenth of a second's work at worst."""
_FRAME: Final = frozenset(["nav", "header", "footer", "li", "dialog"])
_WORDS = re.compile(
    r"(?:subscribe|subscription|log ?in|sign ?in|register|sign ?up)[^.!?]{0,40} to (?:continue|keep|read (?:on|the))"
    r"|(?:continue|keep) reading (?:with|this (?:article|story) with|for (?:just|only|free))"
    r"|(?:article|story|content) is (?:only |exclusively )?(?:for|available to|reserved for) (?:our |paying )?subscribers"
    r"|(?:subscriber|member)s?[- ]only (?:article|story|content)|to read the (?:full|rest of (?:the|this)) (?:article|story)"
    r"|(?:nur|exklusiv) für (?:unsere )?abonnent|weiterlesen mit|mit (?:einem )?\S{0,12}-?abo weiterlesen"
    r"|artikel ist (?:nur|exklusiv) (?:für|mit)|réservée? (?:aux|à nos) abonn|il (?:vous )?reste \d+ ?% de (?:cet|l.)"
    r"|la suite (?:de cet article )?est réservée|(?:contenido|artículo|noticia) (?:exclusiv[oa]|s[óo]lo) para suscriptor"
    r"|suscríb\w+ para (?:seguir|continuar)|(?:conteúdo|matéria|artigo) exclusiv[oa] para assinant|assine para (?:continuar|ler)"
    r"|(?:contenuto|articolo) (?:è )?riservato (?:agli|ai nostri) abbonat|abbonati per (?:continuare|leggere)"
    r"|(?:alleen|exclusief) voor abonnees|om verder te lezen (?:\w+ )?(?:abonn|log)"
    r"|(?:kun|bare|endast|bara|vain) (?:for|til|för) (?:våre |vores |våra )?(?:abonnent|prenumerant)"
    r"|artykuł (?:jest )?(?:dostępny )?(?:tylko |wyłącznie )?dla (?:abonent|subskryb|prenumer)|только (?:для|по) подпис"
    r"|чтобы (?:дочитать|читать дальше|продолжить чтение),? (?:подпи|войдите|оформите)|доступ\w+ только (?:\w+ )?подписчик"
    r"|доступн\w+ (?:лише|тільки) (?:для )?передплатник|pozostało (?:jeszcze )?\d+ ?% (?:treści|artykułu)"
    r"|článek je (?:\w+ )?pro předplatitele|zbývá (?:vám )?(?:dočíst )?\d+ ?% článku|a cikk (?:csak )?(?:\w+ )?előfizetőink"
    r"|(?:artikkeli|juttu|sisältö) on (?:vain )?tilaaj|(?:artikeln|artiklen|saken) er (?:\w+ )?for (?:\w+ )?abonnent"
    r"|för att (?:läsa (?:vidare|hela artikeln)|fortsätta läsa) (?:\w+ )?(?:logga|prenum|bli)"
    r"|(?:άρθρο|περιεχόμενο) είναι (?:\w+ )?(?:διαθέσιμο )?(?:μόνο )?(?:σε|για) συνδρομητές"
    r"|okumaya devam etmek için (?:\w+ )?(?:abone|üye)"
    r"|هذا (?:المقال|المحتوى) (?:متاح |مخصص |حصري )?(?:فقط )?للمشتركين|למנויים בלבד"
    r"|(?:会員|有料会員)限定|残り(?:約)?[\d,]+文字|(?:会員|登録|購読|ログイン)[^。]{0,12}続きを(?:お)?読"
    r"|유료 (?:회원|구독자) 전용|(?:로그인|구독|회원가입)[^.]{0,12}(?:기사 전문|전체 기사|계속 읽)"
    r"|(?:本文|内容|內容).{0,4}(?:仅限|僅限|仅供|僅供|只限).{0,6}(?:会员|會員|订阅|訂閱|订户|訂戶)"
    r"|(?:订阅|訂閱|登录|登入|成为会员|成為會員)[^。]{0,6}(?:继续阅读|繼續閱讀|阅读|阅读全文|閱讀全文|解锁全文|解鎖全文)",
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
    if node is not None and str(node.get("isAccessibleForFree", "")).strip().casefold() in _YES:
        return 0
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
    short = (one for one in behind if len(one.text or "") <= _ROOM and weight(one.text or "") > _SHORTEST)
    for element in islice(short, _LINES):
        if _WORDS.search(text_within(element, _ROOM)) is None:
            continue
        if not any(_is_elsewhere(one, cards) for one in (element, *element.iterancestors())):
            return True
    return False


def _is_elsewhere(element: Element, cards: frozenset[Element]) -> bool:
    """Whether what stands in `element` is said of another article, of the site, or to nobody: metered pages keep it hidden."""
    return element in cards or element.tag in _FRAME or is_hidden(element.attrib)
