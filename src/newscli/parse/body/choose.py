"""The kept blocks as the article's body: the page's own markup between them, without what was not kept."""

import re
from collections import defaultdict
from functools import lru_cache
from itertools import compress, islice
from typing import Final, Literal

from newscli.models.body import Body
from newscli.parse.body.blocks import Block
from newscli.parse.body.names import OFFER_TEXT
from newscli.parse.body.posts import is_post, keep_as_link
from newscli.parse.markup import body_from_html
from newscli.parse.markup_media import is_hidden
from newscli.parse.page_tree import Element, Page, remove, text_of, text_within
from newscli.parse.prose import Prose
from newscli.urls import find_web_url

_WORDLESS: Final = ("img", "picture", "figure", "iframe", "video", "div", "section", "hr")
_CONSENT = re.compile(
    r"onetrust|optanon|didomi|cookiebot|usercentrics|quantcast|axeptio|iubenda|tarteaucitron|trustarc|truste_|cookieyes"
    r"|cookiefirst|cookiehub|cmplz|cmpbox|borlabs-?cookie-?box|sp_message"
    r"|(?:^|[\s_-])(?:gdpr|ccpa|consent|cmp|osano|termly|klaro|cky|evidon)(?:$|[\s_-])"
    r"|cookies?[_-]?(?:consent|banner|notice|bar|law|wall|popup|overlay|modal|dialog|message|settings|preferences)"
    r"|privacy[_-]?(?:banner|bar|popup|overlay|modal|dialog|settings|preferences)",
)
"""Names of consent dialogs: those of their vendors, and what sites call their own."""
_PAYWALL = re.compile(r"(?:^|[\s_-])(?:paywall|regwall)(?:$|[\s_-])")
_NAMES: Final = 600
"""Letters of an element's class and id that are read."""
_FORMS: Final = 40
"""Forms that are looked at: around each the page is walked for its box."""
_OFFER_ROOM: Final = 400
"""Letters of the longest box that offers a letter by mail."""
_REPEATED_SHARE: Final = 0.9


def drop_notices(page: Page, prose: Prose) -> None:
    """Take consent dialogs and offers of subscriptions and letters out of a page that has running text besides.

    The first can be longer than the text, the last look like a part of it.
    """
    around = {node for block in prose.blocks for node in (block, *block.iterancestors())}
    for element in page.elements if around else ():
        names = f"{element.get('class') or ''} {element.get('id') or ''}"
        kind = _kind_of_notice(names[:_NAMES]) if len(names) > 1 else None
        if kind and element not in around and (kind == "consent" or _is_offer(element)):
            remove(element)
    for form in list(islice(page.body.iter("form"), _FORMS)) if around else ():
        if form not in around and form.getparent() is not None:
            box = _box_of(form, around)
            if any(map(_asks_address, form.iter("input"))) or OFFER_TEXT.search(text_of(box).lower()):
                remove(box)


def _asks_address(field: Element) -> bool:
    return "mail" in f"{field.get('type') or ''} {field.get('name') or ''} {field.get('placeholder') or ''}".lower()


def _box_of(form: Element, around: set[Element]) -> Element:
    """The widest box around a form that holds little but it and its offer."""
    box = form
    while (parent := box.getparent()) is not None and parent not in around and text_within(parent, _OFFER_ROOM):
        box = parent
    return box


@lru_cache(maxsize=4096)
def _kind_of_notice(names: str) -> Literal["consent", "paywall"] | None:
    lowered = names.lower()
    return "consent" if _CONSENT.search(lowered) else "paywall" if _PAYWALL.search(lowered) else None


def _is_offer(element: Element) -> bool:
    """Whether a box named after a paywall asks for something: some sites name the paragraphs behind it so."""
    return element.tag in ("div", "section", "aside") and OFFER_TEXT.search(text_of(element).lower()) is not None


def without_copies(blocks: list[Block], kept: list[bool]) -> list[bool]:
    """`kept` without blocks whose words another part of the page said before: responsive copies, repeated summaries."""
    said: dict[tuple[str, str, str, str], Element] = {}
    result = []
    for block, keep in zip(blocks, kept, strict=True):
        if not keep:
            result.append(False)
            continue
        words = block.words
        sequences = set(zip(words, words[1:], words[2:], words[3:], strict=False))
        parent = block.element.getparent()
        repeated = sum(said.get(sequence, parent) is not parent for sequence in sequences)
        is_copy = len(sequences) >= 8 and repeated >= _REPEATED_SHARE * len(sequences)
        if not is_copy:
            for sequence in sequences:
                said.setdefault(sequence, parent)
        result.append(not is_copy)
    return result


def without_hidden(blocks: list[Block], kept: list[bool]) -> list[bool]:
    """`kept` without blocks that the page hides, unless they are most of its text: then they wait for a script to show them."""
    hidden = [keep and _is_hidden(block.element) for block, keep in zip(blocks, kept, strict=True)]
    sizes = [len(block.words) for block in blocks]
    if sum(compress(sizes, hidden)) > sum(compress(sizes, kept)) / 2:
        return kept
    return [keep and not is_hidden for keep, is_hidden in zip(kept, hidden, strict=True)]


def _is_hidden(element: Element) -> bool:
    return any(is_hidden(node.attrib) for node in (element, *element.iterancestors()))


def assemble(page: Page, blocks: list[Block], kept: list[bool]) -> Body:
    """The body that the kept blocks make; cuts the page's tree down to them."""
    from lxml import etree

    wanted = [block.element for block, keep in zip(blocks, kept, strict=True) if keep]
    if not wanted:
        return Body()
    around: set[Element] = set()
    for element in wanted:
        around.add(element)
        around.update(element.iterancestors())
    places = {element: number for number, element in enumerate(page.elements)}
    first, last = places[wanted[0]], max(places[element] for element in wanted)
    for block, keep in zip(blocks, kept, strict=True):
        if not keep:
            _take_out(block.element, around, is_inside=first < places.get(block.element, 0) < last)
    common = _common(wanted)
    _trim(common, around, places, first, last)
    _show(around)
    markup = etree.tostring(common, encoding="unicode", method="html", with_tail=False)
    return body_from_html(markup, find_web_url(page.base))


def _show(around: set[Element]) -> None:
    """Lift what hides kept words until a script shows them, as it does where text streams in behind the page."""
    for element in around:
        for name in ("hidden", "style"):
            if element.get(name) is not None:
                del element.attrib[name]


def _take_out(element: Element, around: set[Element], *, is_inside: bool) -> None:
    """Remove a block that was not kept: all of the box that holds nothing kept, or only its own words."""
    if element in around:
        element.text = None
        for child in list(element):
            if child.tag == "a" and is_post(element):
                child.tail = None
            elif child not in around and child.tag in ("a", "span", "b", "i", "em", "strong", "small", "font"):
                remove(child)
            elif child.getparent() is element:
                child.tail = None
        return
    node = element
    while (parent := node.getparent()) is not None and parent not in around:
        node = parent
    if parent is None:
        return
    # A picture with its words belongs to the article where it stands between paragraphs; they are its caption.
    if is_inside and (node.tag == "figure" or element.tag == "figcaption" or keep_as_link(element, around)):
        return
    remove(node)


def _trim(common: Element, around: set[Element], places: dict[Element, int], first: int, last: int) -> None:
    """Remove what stands before the first and behind the last kept block: pictures and frames without words."""
    for element in [*common.iterdescendants(*_WORDLESS)]:
        place = places.get(element)
        parent = element.getparent()
        if place is None or parent is None or element in around or first <= place <= last:
            continue
        if parent in around and not _is_inside_kept(element, around):
            remove(element)


def _is_inside_kept(element: Element, around: set[Element]) -> bool:
    """Whether a kept block itself holds `element`, as a paragraph holds its picture."""
    parent = element.getparent()
    return parent is not None and parent in around and not any(child in around for child in parent)


def _common(elements: list[Element]) -> Element:
    """The innermost element around all of `elements`."""
    if len(elements) == 1:
        return elements[0]
    counts: dict[Element, int] = defaultdict(int)
    for element in elements:
        counts[element] += 1
        for node in element.iterancestors():
            counts[node] += 1
    node = elements[0]
    while counts[node] < len(elements):
        node = node.getparent()
    return node
