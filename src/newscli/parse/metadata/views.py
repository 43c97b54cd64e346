"""How often a page was read, as it says itself; guesses nothing: no number is better than one that counts something else."""

import re
from collections.abc import Iterator
from typing import Final

from newscli.parse.metadata.found import Found
from newscli.parse.metadata.jsonld import Node, text_in
from newscli.parse.metadata.place import Place, is_foreign
from newscli.parse.page_tree import HEADING_TAGS, Element, Page, text_within, tokens, word_count
from newscli.parse.page_words import word_set
from newscli.urls import find_web_url, url_key

_UNITS: Final = {
    "k": 1_000, "mil": 1_000, "tsd": 1_000, "тыс": 1_000, "тис": 1_000, "tys": 1_000, "千": 1_000, "천": 1_000,
    "万": 10_000, "萬": 10_000, "만": 10_000, "m": 1_000_000,
}  # fmt: skip
_DIGIT: Final = re.compile(r"\d")
_COUNT: Final = re.compile(
    rf"(?<![\d.,:/$€£-])(\d{{1,3}}(?:[,.\s\u202f\u2009'’]\d{{3}})+|\d+(?:[.,]\d)?)"
    rf"(?:\s*({'|'.join(sorted(_UNITS, key=len, reverse=True))})\.?(?![^\W\d_]))?(?![\d:/%-])",
    re.IGNORECASE,
)
_NOUN: Final = (
    r"(?:(?:total|page|post|article|unique|seiten|artikel)[\s-]?)?"
    r"(?:views|visits|aufrufe|ansichten|zugriffe|klicks|leser|weergaven|visningar|visninger|läsningar|læsninger|lesninger"
    r"|vues|visites|vist(?:a|e)s|visitas|visite|lecturas|leituras|letture|visuali[sz]a(?:ciones|ções|zioni|cions)|acessos"
    r"|vizualiz[aă]ri|afișări|citiri|wyświetle(?:nia|nie|ń)|odsłon[ay]?|zobrazen[ií]|zhlédnutí|prečítan(?:é|í)"
    r"|megtekintés(?:ek)?|προβολές|αναγνώσεις|görüntülen?me|okunma|(?:katselu|luku|näyttö)kertaa|pregleda|ogledov|прегледа"
    r"|просмотр(?:ов|ы|а)?|прочтени[йея]|перегляд(?:ів|и|и)?|прочитан(?:ь|ня|о)|прегледи|преглеждания|прочитания"
    r"|مشاهد(?:ة|ات)|قراءة|قراءات|زيارة|بازدید|צפיות|कुल व्यूज|व्यूज|lượt (?:xem|đọc)|(?:kali )?(?:dilihat|dibaca)|pembaca"
    r"|(?:累计|累計)?(?:阅读|閱讀|浏览|瀏覽|点击|點擊|访问|訪問)(?:量|数|數|次数|次數)?|(?:文章)?人[气氣]|閲覧(?:数|回数)?"
    r"|조회(?:\s?수)?|ยอดวิว|เข้าชม|เปิดอ่าน|อ่านแล้ว)"
)
"""Words that count readings, beside a number on either side. Those that also name the reading time, a course or a list of songs
("read", "hits"), or not at all ("lectures") count only in the forms below."""
_TIMES: Final = (
    r"(?:x|×|times|mal|keer|ganger|gånger|gange|fois|veces|vezes|vegades|volte|razy|krát|kez|defa|раз|lần|kali"
    r"|次|回|人次|명|회|번|ครั้ง)"
)
_WAS_READ: Final = (
    r"(?:read|viewed|gelesen|angesehen|aufgerufen|bekeken|gelezen|läst|lest|læst|vist|lue?|vue?|leíd[oa]|vist[oa]|lid[oa]"
    r"|lett[oa]|przeczytan[oy]|wyświetlon[oy]|czytan[oy]|zobrazeno|přečteno|okundu|görüntülendi|прочитан[оа]?|просмотрено|переглянуто)"
)
_BEHIND: Final = re.compile(
    rf"(?:{_NOUN}|(?:page)?reads|{_TIMES}\s*(?:{_WAS_READ}|{_NOUN})|people (?:have )?(?:read|viewed)(?: this)?|人{_NOUN})",
    re.IGNORECASE,
)
"""What stands behind the number it names: "379 views", "12 mal gelesen"."""
_BEFORE: Final = re.compile(
    rf"(?:{_NOUN}|(?:page)?reads|hits|(?:view|read|page view|hit)s? ?(?:count(?:er)?|number)|number of views)", re.IGNORECASE
)
"""What stands before its number: "Aufrufe 22K", "조회수: 379"."""
_READ_TIMES: Final = re.compile(rf"{_WAS_READ}\s*:?\s*(?P<count>{_COUNT.pattern})\s*{_TIMES}", re.IGNORECASE)
_PARTS: Final = re.compile(r"\s*[|·•∙‧‣\n]\s*|\s+[-–—/]\s+")
"""What parts the facts of a line."""
_EDGES: Final = " \t.:：,;()（）[]【】\u200e\u200f\xa0"
_ROOM: Final = 80
"""Letters of a line of facts that a count may stand in."""

_COUNTERS: Final = word_set("views viewcount viewscount pageviews postviews readcount viewcounter vistas visualizacoes")
_COUNTED: Final = word_set("view hits hit read reads pageview eye visits")
_COUNT_TOKENS: Final = word_set("count counts counter num number")
_OTHER_TOKENS: Final = word_set("""
    row rows column field label exposed element more author user account comment comments reply replies review
""")
"""Names of boxes that a library calls "views" (Drupal), and of counts of something else."""
_ICON_TOKENS: Final = frozenset(["eye"])
_MOST_PARTS: Final = 6
"""Children of a line of facts."""
_CARD_ROOM: Final = 600
"""Letters of a box that is another article's if it holds the headline of one; what is longer holds several things."""
_CARD_LEVELS: Final = 6
_HEADLINE_WORDS: Final = 4


def find_views(page: Page, node: Node | None, place: Place) -> Found[int] | None:
    """How often the page was read, as it says: JSON-LD, a number with the word beside it, or a counter that is named so.

    A number belongs to the word it stands with. None where the page shows counts of several articles and none before its text.
    """
    stated = _stated(node)
    if stated:
        return Found(stated, ("json-ld",))
    shown = [one for one in _shown(page.body) if _is_own(one[0], place, page)]
    head = {*place.kicker, *place.head, *place.lead}
    first = next((one for one in shown if one[0] in head), None)
    if first is None and len({number for _, number, _ in shown}) == 1:
        first = shown[0]
    return Found(first[1], (first[2],)) if first else None


def _stated(node: Node | None) -> int | None:
    counters = (node or {}).get("interactionStatistic")
    for counter in counters if isinstance(counters, list) else [counters]:
        if isinstance(counter, dict) and re.search(r"\b(?:View|Read)Action", str(counter.get("interactionType"))):
            number = _number(text_in(counter.get("userInteractionCount")))
            if number:
                return number
    return None


def _shown(body: Element) -> Iterator[tuple[Element, int, str]]:
    """(element, count, source) of what counts readings, in reading order; a count of 0 is a place that a script fills."""
    numbered = _numbered(body)
    for element in body.iter("span", "div", "p", "li", "i", "small", "data", "em", "b", "strong", "td", "tr", "dl", "dd", "a"):
        is_icon = not len(element) and not (element.text or "").strip()
        if len(element) > _MOST_PARTS or element.get("href") or not (is_icon or element in numbered):
            continue
        words = text_within(element, _ROOM)
        is_named = bool(words) and _is_named(element)
        number = (count_in(words) or (_alone(words) if is_named else None)) if words else _alone(_beside_icon(element))
        source = "counter" if is_named or not words else "words"
        if number:
            yield element, number, source


def _numbered(body: Element) -> set[Element]:
    """The elements that hold a digit, asked of each text once: most lines of a page hold none."""
    found: set[Element] = set()
    for element in body.iter():
        holders = [element] if element.text and _DIGIT.search(element.text) else []
        if element.tail and element is not body and _DIGIT.search(element.tail):
            holders.append(element.getparent())
        for holder in holders:
            for node in (holder, *holder.iterancestors()):
                if node in found:
                    break
                found.add(node)
    return found


def count_in(line: str) -> int | None:
    """The count of readings in a line of facts: of its parts, the one that is a number and a word for readings, no more."""
    for part in _PARTS.split(line):
        told = _READ_TIMES.fullmatch(part.strip(_EDGES))
        if told:
            return _number(told["count"])
        for label, number, pattern in _pairs(part):
            if pattern.fullmatch(label.strip(_EDGES)):
                return _number(number)
    return None


def _pairs(part: str) -> Iterator[tuple[str, str, re.Pattern[str]]]:
    """(label, number, what the label must be): "115 posts 22K views" begins with a number, so labels follow; else they lead."""
    counts = list(_COUNT.finditer(part))
    ends = [0, *(count.end() for count in counts)]
    starts = [*(count.start() for count in counts), len(part)]
    words = [part[end:start] for end, start in zip(ends, starts, strict=True)]
    leads = bool(words[0].strip(_EDGES))
    if leads and len(counts) == 1 and re.fullmatch(rf"{_TIMES}?", words[1].strip(_EDGES), re.IGNORECASE):
        yield words[0], counts[0][0], _BEFORE
    elif leads and not words[-1].strip(_EDGES):
        yield from ((label, count[0], _BEFORE) for label, count in zip(words, counts, strict=False))
    elif not leads:
        yield from ((label, count[0], _BEHIND) for label, count in zip(words[1:], counts, strict=True))


def _is_named(element: Element) -> bool:
    """Whether a class or an id of `element` says that it counts readings, and nothing else."""
    named = tokens(element)
    if named & _OTHER_TOKENS:
        return False
    parent = element.getparent()
    if parent is not None and tokens(parent) & _OTHER_TOKENS - {"row"}:
        return False
    return bool(named & _COUNTERS) or bool(named & _COUNTED and named & _COUNT_TOKENS)


def _beside_icon(element: Element) -> str:
    """The words right behind an empty element that is drawn as an eye."""
    if len(element) or not tokens(element) & _ICON_TOKENS:
        return ""
    tail = (element.tail or "").strip()
    following = element.getnext()
    return tail or ("" if following is None else text_within(following, 24))


def _alone(words: str) -> int | None:
    found = _COUNT.fullmatch(words.strip(_EDGES))
    return _number(found[0]) if found else None


def _is_own(element: Element, place: Place, page: Page) -> bool:
    """Whether a count is the article's own: in no heading, card, comment or menu, nor in a small box with another's headline."""
    if is_foreign(element, place):
        return False
    node = element
    for _ in range(_CARD_LEVELS):
        if node is None or node in place.around:
            return True
        if node.tag in HEADING_TAGS or any(_leads_elsewhere(link, page) for link in node.iter("a")):
            return not text_within(node, _CARD_ROOM)
        node = node.getparent()
    return True


def _leads_elsewhere(link: Element, page: Page) -> bool:
    """Whether `link` is a headline of another page, not of this one in another view ("3 years ago", to its last change)."""
    if not link.get("href") or word_count(text_within(link, _CARD_ROOM)) < _HEADLINE_WORDS:
        return False
    url = find_web_url(link.get("href"), page.base or None)
    own = url_key(page.url) if page.url else ""
    return url is not None and url_key(url) != own and url_key(url).partition("?")[0] != own


def _number(text: str) -> int | None:
    found = _COUNT.fullmatch(text.strip())
    if found is None:
        return None
    digits, unit = found[1], _UNITS.get((found[2] or "").lower(), 1)
    if unit > 1:
        return int(float(digits.replace(",", ".")) * unit) if re.fullmatch(r"\d+(?:[.,]\d)?", digits) else None
    bare = re.sub(r"\D", "", digits) if re.fullmatch(r"\d{1,3}(?:\D\d{3})+|\d+", digits) else ""
    return int(bare) if 0 < len(bare) <= 12 else None
