"""What a document is that is no article, said by name with what can be done with it; and how much of an article is public."""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from newscli.errors import ParseError
from newscli.models.body import Body, Heading, Paragraph, body_text
from newscli.models.parsed import GOES_ON, Completeness
from newscli.parse.front_page import Front, find_front, is_directory
from newscli.parse.metadata.head import Head
from newscli.parse.metadata.jsonld import Node, types_of
from newscli.parse.metadata.sources import Sources
from newscli.parse.page_tree import Element, Page, text_of, text_within, tokens, weight
from newscli.parse.page_words import word_set
from newscli.parse.sniff import Found, describe, what_is
from newscli.text import SafeLine, clean_line, format_line
from newscli.urls import WebUrl, find_web_url, shown_url

_SHORT: Final = 400
"""Letters of text below which a page with other signs is no article: three sentences."""
_LITTLE: Final = 3_000
"""Letters of a page with its frame: a consent page, a check for robots."""
_SENTENCE: Final = 120
"""Letters of text below which a page with a video or pictures has no text of its own: one sentence is a caption."""
_BROWSER: Final = "open it in a browser: {}"
_MANY_PICTURES: Final = 8
_GALLERY_TYPES: Final = frozenset(["imagegallery", "mediagallery"])
_FULL: Final = 900
"""Letters from which a text without a sign of a paywall counts as whole."""

_ERROR = re.compile(
    r"\b(?:404|410|403|500|502|503)\b|not found|page (?:does not|doesn.t) exist|no longer (?:available|exists)"
    r"|access denied|forbidden|went wrong|nicht gefunden"
    r"|existiert nicht|introuvable|n.existe (?:pas|plus)|no (?:se )?encontrad[ao]|no existe|não encontrad|non trovat"
    r"|niet gevonden|hittades inte|ikke funnet"
    r"|ikke fundet|nie znaleziono|nenalezen|не найден|не знайдено|bulunamadı|غير موجود|לא נמצא|không tìm thấy"
    r"|tidak ditemukan|找不到|不存在|見つかりません|찾을 수 없",
    re.IGNORECASE,
)
_ROBOT = re.compile(
    r"are you (?:a )?(?:human|robot)|verify(?:ing)? (?:that )?you are|captcha|just a moment|checking your browser"
    r"|enable javascript and cookies|unusual traffic|ddos",
    re.IGNORECASE,
)
_SCRIPT = re.compile(
    r"(?:enable|turn on|activate|allow|requires?|needs?|without|disabled|aktivier|einschalten|activ|habilit|attiva|abilita"
    r"|schakel|slå på|aktiver|włącz|povol|включ|увімкн|etkinleştir|aktifkan|bật|有効|启用|啟用|开启|開啟|활성|사용|تفعيل|تمكين)"
    r".{0,60}java ?script|java ?script.{0,60}(?:enabled?|disabled|required?|turned off|aktivier|nécessaire|désactivé|activado"
    r"|desactivado|habilitado|ativado|attivo|disabilitato|ingeschakeld|aktivera|aktiver|włącz|включ|вимкнен|отключ|有効|無効|启用|啟用"
    r"|활성|사용)",
    re.IGNORECASE,
)
_NOTICE: Final = 200
"""Letters of the longest notice that a page needs scripts."""
_WAIT = re.compile(
    r"\W*(?:(?:page |seite )?(?:is |wird )?(?:loading|lädt|geladen|laden|chargement|cargando|carregando|caricamento|laster"
    r"|indlæser|laddar|ładowanie|načítání|загрузка|завантаження|yükleniyor|memuat|読み込み中|加载中|載入中|로딩)"
    r"|(?:please )?wait|moved(?: permanently)?|found|redirecting(?: to .{0,40})?|(?:object )?moved here|ok)\W*",
    re.IGNORECASE,
)
"""What pages say until a script or a step to another page has come."""
_CONSENT = re.compile(
    r"before you continue|consent|cookie|datenschutz|privacy (?:choices|settings)|zustimm|einwillig|consentement"
    r"|consentimiento|consenso|samtycke|同意",
    re.IGNORECASE,
)
_ACCEPT = re.compile(
    r"accept|agree|allow all|akzeptier|zustimm|einverstanden|accepte|aceptar|aceito|aceitar|accett|accepteer|akkoord|godta"
    r"|godkänn|hyväksy|zgadzam|akceptuj|souhlas|принять|прийняти|kabul|同意|동의|موافق",
    re.IGNORECASE,
)
_CONSENT_WORDS: Final = 6
_CONSENT_LETTERS: Final = 200
"""A page that asks for consent says so that often, and once in so many letters at least."""
_LIST_TOKENS: Final = word_set("""
    related recommended recommendations trending popular mostread recirc outbrain taboola
""")


def refuse_document(data: bytes, content_type: str | None, url: str = "") -> Found:
    """What the bytes are, if they could be a page or plain text; raises ParseError that names everything else."""
    found = what_is(data, content_type)
    if found in ("page", "text"):
        return found
    name, hint = describe(found), None
    if found in ("feed", "json-feed"):
        hint = _hint("follow it: newscli add {}", find_web_url(url))
    elif found in ("pdf", "image", "audio", "video", "archive", "binary"):
        hint = _hint(_BROWSER, find_web_url(url))
    raise _refusal(format_line("no article: the document is {}", name), name, find_web_url(url), hint=hint)


@dataclass(frozen=True, slots=True)
class Suspicion:
    """What a page without an article's text would be, and what could be done with it."""

    found: SafeLine
    hint: SafeLine | None = None
    below: float = _SHORT
    """Letters of text from which the page is an article all the same."""
    asks_consent: bool = False
    """Whether it is nothing else if what was read as its text speaks of consent too, however long it is."""
    front: Front | None = None
    """What its cards say: words that are no text of its own, for a page of headlines has plenty."""

    def holds(self, body: Body) -> bool:
        """Whether the text that was found, `body`, leaves it at that."""
        if self.front:
            return self.front.is_all_of(body)
        words = body_text(body)
        return weight(words) < self.below or (self.asks_consent and _speaks_of_consent(words))


def suspect(sources: Sources, *, is_article: bool) -> Suspicion | None:
    """What the page looks like if it is no article; asked before its tree is cut down to the text."""
    page, head, prose = sources.page, sources.head, sources.prose
    shown = text_of(page.body)[:4_000]
    is_short = weight(shown) < _LITTLE
    is_bare = not is_article and len(prose.blocks) < 2
    browser = _hint(_BROWSER, page.url)
    if is_short and _ROBOT.search(f"{head.title} {shown}"):
        return Suspicion(clean_line("a check for robots"), browser)
    if is_bare and _ERROR.search(head.title or shown[:200]):
        return Suspicion(clean_line("an error page"), clean_line("check the address: the page may have moved"))
    if is_directory(page):
        return Suspicion(clean_line("a list of files"), browser, below=math.inf)
    if front := find_front(page, head, sources.nodes, sources.node):
        hint = _hint("follow it by its headlines: newscli add --page {}", page.url)
        return Suspicion(clean_line("a section page"), hint, front=front)
    if is_bare and any((field.get("type") or "").lower() == "password" for field in page.body.iter("input")):
        return Suspicion(clean_line("a login page"), browser)
    if is_bare and is_short and _CONSENT.search(f"{head.title} {shown[:200]}"):
        return Suspicion(clean_line("a consent page"), browser)
    if not is_article and _asks_consent(page, shown):
        return Suspicion(clean_line("a consent page"), browser, asks_consent=True)
    kind = _media_kind(page, head, sources.nodes)
    return Suspicion(clean_line(kind), browser, below=_SENTENCE) if kind else None


def _asks_consent(page: Page, shown: str) -> bool:
    """Whether a page speaks of little but consent and has a button for it, however long its small print is."""
    return _speaks_of_consent(shown) and any(_ACCEPT.search(text_within(button, 40)) for button in page.body.iter("button", "a"))


def _speaks_of_consent(text: str) -> bool:
    words = len(_CONSENT.findall(text))
    return words >= _CONSENT_WORDS and words * _CONSENT_LETTERS >= weight(text)


def _media_kind(page: Page, head: Head, nodes: Sequence[Node]) -> str | None:
    """What is shown in place of a text, if the page says so or shows little else."""
    types = {kind for node in nodes for kind in types_of(node)}
    if "video" in head.first("og:type").lower() or "videoobject" in types or next(page.body.iter("video"), None) is not None:
        return "a video without text"
    pictures = sum(1 for _ in page.body.iter("figure", "img"))
    if "gallery" in head.first("og:type").lower() or types & _GALLERY_TYPES or pictures >= _MANY_PICTURES:
        return "a gallery without text"
    return None


def says_article(head: Head, node: Node | None) -> bool:
    """Whether the page states that it is an article: by JSON-LD, its type for sharing, or a time of publication."""
    return node is not None or "article" in head.first("og:type").lower() or bool(head.first("article:published_time"))


def refuse_page(suspicion: Suspicion | None, body: Body, *, is_article: bool, page: Page, onward: WebUrl | None) -> None:
    """Raise ParseError for a page that holds no article: one that looks like something else and has little text, or none.

    `onward`: where it sends its readers at once; that is what a page with little text is for then.
    """
    size = weight(body_text(body))
    if onward is not None and size < _SHORT:
        found, hint = clean_line("a page that only leads on"), format_line("newscli read {}", shown_url(onward))
        raise _refusal(format_line("no article: this is {}", found), found, page.url, hint=hint, onward=onward)
    if not is_article and suspicion is None and _says_nothing(body, size):
        empty = clean_line("a page without text, or one that is filled by script")
        suspicion = Suspicion(empty, _hint(_BROWSER, page.url))
    if suspicion is not None and suspicion.holds(body):
        words = format_line("no article: this is {}", suspicion.found)
        raise _refusal(words, suspicion.found, page.url, hint=suspicion.hint)


def _says_nothing(body: Body, size: int) -> bool:
    """Whether a page's words are none, or only that a script brings them."""
    has_words_only = all(isinstance(block, (Heading, Paragraph)) for block in body.blocks)
    words = body_text(body)
    return has_words_only and (size == 0 or (size < _NOTICE and bool(_WAIT.fullmatch(words) or _SCRIPT.search(words))))


def _refusal(
    words: SafeLine, found: SafeLine, url: WebUrl | None, *, hint: SafeLine | None, onward: WebUrl | None = None
) -> ParseError:
    message = format_line("{}: {}", words, shown_url(url)) if url is not None else words
    return ParseError(message, found=found, hint=hint, onward=onward)


def _hint(words: str, url: WebUrl | None) -> SafeLine:
    """`words` with the address, or without their last word for a document that has none."""
    return format_line(words, shown_url(url)) if url is not None else clean_line(words.partition(":")[0])


def completeness_of(body: Body, paywall: int) -> Completeness:
    """How much of the article the page shows, by the length of its text; shorter than `paywall` the rest is for subscribers."""
    size = weight(body_text(body))
    if size < paywall:
        return "paywalled"
    if size == 0:
        return "teaser"
    return "full" if size >= _FULL or paywall else "unknown"


def notes_on(page: Page, *, goes_on: bool) -> tuple[SafeLine, ...]:
    """What a reader of this page should know: lists that only a browser fills, further pages, a document cut at its bound."""
    notes = []
    empty = sum(1 for element in page.elements if _is_empty_list(element))
    if empty:
        one = "1 list of further reading is filled by a script and needs a browser"
        many = f"{empty} lists of further reading are filled by scripts and need a browser"
        notes.append(clean_line(one if empty == 1 else many))
    if goes_on:
        notes.append(GOES_ON)
    if page.is_cut:
        notes.append(clean_line("the page was too long to be read whole"))
    relative = 0 if page.base else sum(map(_is_relative, page.elements))
    if relative:
        links = "1 link is" if relative == 1 else f"{relative:,} links are"
        notes.append(format_line("{} left out, because they are relative: --base-url says where the page came from", links))
    return tuple(notes)


def _is_relative(element: Element) -> bool:
    href = (element.get("href") or "").strip() if element.tag == "a" else ""
    return href[:1] not in ("", "#") and find_web_url(href) is None and find_web_url(href, "https://any.invalid/") is not None


def _is_empty_list(element: Element) -> bool:
    if element.tag not in ("div", "section", "aside", "ul", "ol") or len(element) > 3 or not tokens(element) & _LIST_TOKENS:
        return False
    return not text_of(element)
