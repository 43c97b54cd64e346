"""HTML text as a tree that is safe to walk: bounded in size and depth, one reading order; knows elements, not their meaning.

lxml is imported inside functions: nothing that shows stored articles may pay for it.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, islice
from typing import Any, Final

from newscli.parse.page_markup import disarm, parse_markup, without_bulk
from newscli.parse.page_words import word_set
from newscli.parse.sniff import decode
from newscli.text import clean_code, clean_span
from newscli.urls import WebUrl, find_web_url

Element = Any
"""An lxml element: the library ships no types."""

TEXT_LIMIT: Final = 12_000_000
"""Characters of a page that are looked at: thirty times the 99th percentile of real pages."""
MARKUP_LIMIT: Final = 3_000_000
"""Characters that are parsed once styles and drawings are gone."""
ELEMENT_LIMIT: Final = 20_000
"""Elements that are kept, in reading order: the longest of 600 pages has 9,854."""

BLOCK_TAGS: Final = word_set("""
    address article aside blockquote body br button caption center dd details dialog div dl dt fieldset figcaption
    figure footer form h1 h2 h3 h4 h5 h6 header hr html iframe legend li main menu nav ol option p picture pre section
    select summary table tbody td tfoot th thead tr ul video audio
""")
HEADING_TAGS: Final = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])
_NO_LETTER = re.compile(r"[\W_]+")
CJK: Final = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af]")
"""A character of a script that writes much in little room; most of them part no words."""

_DROPPED: Final = ("script", "style", "template", "svg", "object", "applet", "canvas", "select", "datalist")
_EXTRAS: Final = word_set("headerlink permalink anchor editsection share copy icon icons")
_UNSEEN: Final = (frozenset(["sr", "only"]), frozenset(["visually", "hidden"]), frozenset(["screen", "reader"]))
_LABELS: Final = word_set("kicker eyebrow overline topline badge")
_LABEL_TAGS: Final = frozenset(["span", "a", "div", "small", "p", "em", "strong", "b"])
_HEADING: Final = 8
"""Letters that make a heading still."""
_MOST_EXTRAS: Final = 20
_SIGNS: Final = 40
"""Characters of a link in a heading that are looked at for one that says something."""
_LOOK: Final = 1_000_000
_ENOUGH: Final = 20
_SENTENCE: Final = 80
"""Letters of a paragraph that is running text."""
_PLEA: Final = 400
"""Letters for readers without scripts that are no text yet: a plea to enable them, with the way to do it, has up to 250."""
_MULTIBYTE = re.compile(rb"[\xc3-\xf4][\x80-\xbf]+")
_SPECIAL: Final = {ord(bytes([code]).decode("cp1252")): code for code in range(0x80, 0xA0) if code not in b"\x81\x8d\x8f\x90\x9d"}
"""What windows-1252 has in place of the control characters of Latin-1, and its byte."""
_LEADS: Final = "ÂÃâãÐÑàáêëìíäåæçèéÄÅÎÏØÙÚÛ"
"""First bytes of most characters in UTF-8, as Latin-1: looked for first, as that takes a tenth of the time."""
_TWICE = re.compile(f"[\u00c2-\u00f4][\u0080-\u00bf{''.join(map(chr, _SPECIAL))}]")
_TOKEN = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")


@dataclass(slots=True)
class Page:
    """A page's tree: `root` is <html>, `body` what is shown, without scripts; `json_ld` the raw texts of its data blocks."""

    root: Element
    body: Element
    url: WebUrl | None
    base: str
    json_ld: tuple[str, ...]
    elements: list[Element]
    """Everything in <body>, in reading order; as long as it is held, an element is one and the same Python object."""
    is_cut: bool = False
    """Whether the document was too long to be read whole."""
    scripts: tuple[str, ...] = ()
    """The raw texts of its other scripts."""
    refresh: str = ""
    """What <meta http-equiv=refresh> says, also where it is meant for readers without scripts."""


def page_text(data: bytes, content_type: str | None = None) -> str:
    """`data` decoded: as UTF-8 where it is valid and says much in it, whatever it declares; else by the standard's order.

    Pages that were re-coded on the way keep their old declaration; two hundred bytes of another encoding are never valid UTF-8.
    """
    if sum(1 for _ in zip(range(_ENOUGH), _MULTIBYTE.finditer(data[:_LOOK]), strict=False)) == _ENOUGH:
        try:
            return _encoded_once(data.decode("utf-8-sig"))
        except UnicodeDecodeError:
            pass
    return _encoded_once(decode(data, content_type=content_type))


def _encoded_once(text: str) -> str:
    """`text` as it was before its UTF-8 was taken for Latin-1 and encoded again, if that explains every character beyond ASCII.

    Of 598 pages six are so: "Jesusâ€™s", "itertools â". A page that only speaks of such signs has others as well.
    """
    if text.isascii() or not any(mark in text for mark in _LEADS) or _TWICE.search(text) is None:
        return text
    try:
        return text.translate(_SPECIAL).encode("latin-1").decode("utf-8")
    except UnicodeError:
        return text


def open_page(text: str, url: str) -> Page:
    """The tree of an HTML document read at `url`; never fails, an empty document has an empty body."""
    is_cut = len(text) > TEXT_LIMIT
    text = text[:TEXT_LIMIT]
    if len(text) > MARKUP_LIMIT:
        text = without_bulk(text)
        is_cut = is_cut or len(text) > MARKUP_LIMIT
    root = parse_markup(text[:MARKUP_LIMIT])
    scripts = [script for script in root.iter("script") if script.text]
    json_ld = tuple(script.text for script in scripts if "ld+json" in (script.get("type") or "").lower())
    others = tuple(script.text for script in scripts if "ld+json" not in (script.get("type") or "").lower())
    refresh = next((meta.get("content") or "" for meta in root.iter("meta") if _is_refresh(meta)), "")
    _drop(root)
    is_cut = _bound(root) or is_cut
    disarm(root)
    for heading in list(root.iter(*HEADING_TAGS)):
        _tidy(heading)
    body = root.find("body")
    body = root if body is None else body
    page_url = find_web_url(url)
    return Page(root, body, page_url, base_of(root, page_url), json_ld, list(body.iter()), is_cut, others, refresh)


def tokens(element: Element) -> frozenset[str]:
    """The words of an element's class, id, role and data-component names, lower-case: "RelatedList--wide" gives three."""
    if not element.attrib:
        return frozenset()
    names = f"{element.get('class') or ''} {element.get('id') or ''} {element.get('role') or ''}"
    more = element.get("data-component") or element.get("data-testid") or element.get("aria-label") or ""
    return _tokens(f"{names} {more[:80]}"[:600])


@lru_cache(maxsize=4096)
def _tokens(names: str) -> frozenset[str]:
    return frozenset(word.lower() for word in _TOKEN.findall(names))


def is_unseen(element: Element) -> bool:
    """Whether only a screen reader says what an element holds."""
    names = tokens(element)
    return any(names >= unseen for unseen in _UNSEEN)


def text_of(element: Element) -> str:
    """All words inside `element`, blanks run together, a blank where a block begins or ends."""
    if not len(element):
        return " ".join((element.text or "").split())
    found: list[str] = []
    _collect(element, found)
    return " ".join("".join(found).split())


def text_within(element: Element, limit: int) -> str:
    """`text_of`, or an empty string as soon as it is longer than `limit`: for looking for short things among long ones."""
    if not len(element):
        words = " ".join((element.text or "").split())
        return words if len(words) <= limit else ""
    size = 0
    for text in element.itertext():
        size += len(text.strip())
        if size > limit:
            return ""
    words = text_of(element)
    return words if len(words) <= limit else ""


def _collect(element: Element, found: list[str]) -> None:
    # The tree has at most 256 levels: recursion is safe, and three times as fast as a walk with a stack of its own.
    is_block = element.tag in BLOCK_TAGS
    if is_block:
        found.append(" ")
    if element.text:
        found.append(element.text)
    for child in element:
        _collect(child, found)
        if child.tail:
            found.append(child.tail)
    if is_block:
        found.append(" ")


def weight(text: str) -> int:
    """The length of `text` in letters of an alphabet: a CJK character counts as three."""
    return len(text) if text.isascii() else len(text) + 2 * len(CJK.findall(text))


def word_count(text: str) -> int:
    """Words of `text`; two CJK characters count as one."""
    return len(text.split()) if text.isascii() else len(CJK.sub(" ", text).split()) + len(CJK.findall(text)) // 2


def bare(text: str) -> str:
    """The letters and digits of `text`, caseless: what two writings of one name or title have in common."""
    return _NO_LETTER.sub("", text.casefold())


def remove(element: Element) -> None:
    """Take `element` out of its tree; the text behind it stays."""
    parent = element.getparent()
    if parent is None:
        return
    if element.tail:
        # lxml reads control characters (&#27;) but refuses to write them.
        tail = clean_span(element.tail, limit=len(element.tail)) if not element.tail.isprintable() else element.tail
        before = element.getprevious()
        if before is None:
            parent.text = _joined(parent.text, tail)
        else:
            before.tail = _joined(before.tail, tail)
    parent.remove(element)


def _joined(before: str | None, tail: str) -> str:
    return f"{before or ''}{tail}" if (before or " ").isprintable() else f"{clean_code(before or '')} {tail}"


def _drop(root: Element) -> None:
    from lxml import etree

    etree.strip_elements(root, *_DROPPED, with_tail=False)
    without = list(root.iter("noscript"))
    # Some sites serve the whole text only to readers without scripts; everywhere else it is a second copy or a plea.
    hidden = sum(_length(element) for element in without)
    if hidden < 2 * (_length(root) - hidden) or sum(weight(text_of(element)) for element in without) < _PLEA:
        for element in without:
            remove(element)
    elif not _has_text(root):
        for element in without:
            element.tag = "div"  # as <noscript> it would be dropped with the markup


def _tidy(heading: Element) -> None:
    """Take out of a heading what templates put into it: buttons, anchors, and above a title the name of its section.

    What would be left of it must still be a heading: some hide its words from eyes, or make one button of them.
    """
    if next(heading.iterdescendants(*HEADING_TAGS), None) is not None:
        return  # no heading; and to ask each of a chain of them would take quadratic time
    extras = dict.fromkeys(element for element in heading.iterdescendants() if _is_extra(element, heading))
    if not extras or len(extras) > _MOST_EXTRAS:
        return
    outer = [element for element in extras if extras.keys().isdisjoint(element.iterancestors())]
    letters = weight(text_of(heading)) - sum(weight(text_of(element)) for element in outer)
    if letters >= _HEADING:
        for element in outer:
            remove(element)


def _is_extra(element: Element, heading: Element) -> bool:
    if element.tag == "button" or element.get("role") == "button" or element.get("aria-hidden") == "true":
        return True
    if element.tag == "a" and not any(map(str.isalnum, islice(chain.from_iterable(element.itertext()), _SIGNS))):
        return True  # "¶", "#", "🔗"
    names = tokens(element)
    if names & _EXTRAS or is_unseen(element):
        return True
    return heading.tag == "h1" and element.tag in _LABEL_TAGS and bool(names & _LABELS)


def _has_text(root: Element) -> bool:
    """Whether a paragraph of a sentence stands outside <noscript>: then the text does, and inside are lists for other readers."""
    paragraphs = (element for element in root.iter("p") if _length(element) >= _SENTENCE)
    return any(next(element.iterancestors("noscript"), None) is None for element in paragraphs)


def _length(element: Element) -> int:
    return sum(len(text.strip()) for text in element.itertext())


def _bound(root: Element) -> bool:
    """Cut the tree after `ELEMENT_LIMIT` elements; whether anything was cut."""
    late = [element for number, element in enumerate(root.iter()) if number >= ELEMENT_LIMIT]
    for element in reversed(late):
        element.getparent().remove(element)  # with the text behind it, which is late too
    return bool(late)


def _is_refresh(meta: Element) -> bool:
    return (meta.get("http-equiv") or "").strip().lower() == "refresh"


def base_of(root: Element, url: WebUrl | None) -> str:
    """What relative addresses are relative to: the first <base href> that is a web address, else the page's own."""
    for element in root.iter("base"):
        if element.get("href"):
            return find_web_url(element.get("href"), url) or url or ""
    return url or ""
