"""What a card says: title, teaser and printed date, each from the element that holds it; a label never becomes a title."""

import re
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from newscli.models.parsed import Stamp
from newscli.parse.page_dates import Frame, as_stamp
from newscli.parse.page_tree import BLOCK_TAGS, HEADING_TAGS, Element, text_of, tokens, weight, word_count
from newscli.parse.page_words import word_set
from newscli.parse.related.card_dates import is_of_poster, is_span
from newscli.parse.related.headings import after_lead, is_lead
from newscli.parse.related.labels import is_label
from newscli.text import SafeLine, clean_line

_TITLE_TOKENS: Final = word_set("""
    title headline hed heading ttl titre titulo titolo tit tittel rubrik titel head hl name
""")
_META_TOKENS: Final = word_set("""
    kicker eyebrow label labels category categories cat section tag tags topic date time datetime timestamp published
    meta byline author authors by badge icon count counter number rank sr hidden visually premium credit caption source
    duration overline flag dateline ago strapline roofline topline dachzeile surtitle comments
""")
_TEASER_TOKENS: Final = word_set("""
    teaser summary desc description excerpt dek deck lead intro abstract standfirst lede snippet text content blurb
    chapo ingress anons sapo sommario entradilla bajada resumo perex
""")
_DATE_TOKENS: Final = word_set("""
    date time datetime timestamp published pubdate ago dateline day posted datum fecha data meta
""")
_INLINE_PARTS: Final = frozenset(["a", "time", "span", "em", "strong", "b", "i", "small", "font", "label"])
_MAX_PIECES: Final = 60
_CLOCK = re.compile(r"(?:[01]?\d|2[0-3])[:.][0-5]\d(?: ?(?:[ap]\.?m\.?|uhr|h))?", re.IGNORECASE)
"""A time of day alone: which day it means is not said, so that it stays what was printed."""
_HEADLINE_ROOM: Final = 180
"""Letters of the longest headlines."""
_DATE_ROOM: Final = 70
"""Characters of a piece that may hold a card's date: the longest real one, with its byline, has 60."""


@dataclass(slots=True)
class Piece:
    """A run of words in a card, and the names of the elements that hold it alone."""

    text: str
    element: Element
    names: set[str] = field(default_factory=set)
    tags: set[str] = field(default_factory=set)
    linked: bool = False


@dataclass(frozen=True, slots=True)
class CardText:
    """The words of one card."""

    title: SafeLine
    teaser: SafeLine | None
    published: Stamp | None
    date_text: SafeLine | None
    title_rank: int


def read_card(box: Element, links: list[Element], fallback: str, frame: Frame) -> CardText:
    """The title, teaser and date of the card `box`; `links` lead to its article, `fallback` is a title from elsewhere."""
    pieces = _pieces(box, set(links))
    date_piece, published, date_text = _date(box, pieces, frame)
    title, rank, title_pieces = _title(pieces, date_piece, links)
    if not title or (rank < 2 and weight(fallback) > weight(title)):
        title, rank = fallback or title, 0
    title = after_lead(title)
    used = {id(piece) for piece in title_pieces} | ({id(date_piece)} if date_piece else set())
    teaser = _teaser([piece for piece in pieces if id(piece) not in used], title)
    return CardText(clean_line(title), clean_line(teaser) if teaser else None, published, date_text, rank)


def _pieces(box: Element, links: set[Element]) -> list[Piece]:
    """The words of `box`, parted where a block, a link, or a named inline element begins or ends."""
    found: list[Piece] = []
    stack: list[tuple[Element, bool]] = [(box, False)]
    owners: list[Element] = []
    fresh = True

    def add(text: str | None) -> None:
        nonlocal fresh
        if not text or not text.strip():
            return
        if fresh or not found:
            found.append(_piece(text, owners, box, links))
            fresh = False
        else:
            found[-1].text += text

    while stack and len(found) < _MAX_PIECES:
        element, done = stack.pop()
        if done:
            owners.pop()
            if _parts(element):
                fresh = True
            if element is not box:
                add(element.tail)
            continue
        owners.append(element)
        stack.append((element, True))
        if _parts(element):
            fresh = True
        add(element.text)
        stack.extend((child, False) for child in reversed(element))
    for piece in found:
        piece.text = " ".join(piece.text.split())
    return found


def _parts(element: Element) -> bool:
    return (
        element.tag in BLOCK_TAGS
        or element.tag in ("a", "time", "img")
        or (element.tag in _INLINE_PARTS and (bool(element.get("class")) or (element.text or "").strip().isdigit()))
    )


def _piece(text: str, owners: list[Element], box: Element, links: set[Element]) -> Piece:
    piece = Piece(text, owners[-1])
    for depth, owner in enumerate(reversed(owners)):
        piece.linked = piece.linked or owner in links
        if owner is box and depth:
            break
        if depth < 4:
            piece.tags.add(owner.tag)
        if depth < 3 and owner not in links:
            piece.names |= tokens(owner)
    return piece


def _title(pieces: list[Piece], date: Piece | None, links: list[Element]) -> tuple[str, int, list[Piece]]:
    """(words, rank, the pieces they came from): a heading, what is named a title, the first long linked words, an attribute."""
    worded = [piece for piece in pieces if piece is not date and not is_label(piece.text)]
    able = [piece for piece in worded if not is_lead(piece.text)] or worded
    headed = [piece for piece in able if piece.tags & HEADING_TAGS]
    if headed:
        best = next((piece for piece in headed if weight(piece.text) >= 12 and not piece.names & _META_TOKENS), headed[0])
        same = [piece for piece in headed if _heading_of(piece) is _heading_of(best) and not _is_meta(piece, best)]
        # A short line above the headline.
        if len(same) > 1 and weight(same[-1].text) >= 25 and weight(same[0].text) < 0.7 * weight(same[-1].text):
            same = same[-1:]
        words = " ".join(piece.text for piece in same)
        longer = _headline_below(able, words)
        return (words, 4, same) if longer is None else (longer.text, 4, [longer, *same])
    named = [
        piece for piece in able if piece.names & _TITLE_TOKENS and not piece.names & _META_TOKENS and weight(piece.text) >= 8
    ]
    linked = [piece for piece in able if piece.linked]
    for rank, group in ((4, [piece for piece in named if piece.linked]), (3, named if not linked else [])):
        if group:
            return group[0].text, rank, group[:1]
    plain = [piece for piece in linked if not piece.names & _META_TOKENS] or linked
    if plain:
        best = next((piece for piece in plain if weight(piece.text) >= 20), max(plain, key=lambda piece: weight(piece.text)))
        return best.text, 3, [best]
    for name in ("title", "aria-label"):
        for link in links:
            words = " ".join((link.get(name) or "").split())
            if words and not is_label(words):
                return words, 1, []
    return "", 0, []


def _headline_below(pieces: list[Piece], heading: str) -> Piece | None:
    """The linked words that are the headline where the heading only names a section; a teaser is a sentence with its stop."""
    if weight(heading) >= 25 or word_count(heading) > 3:
        return None
    below = [piece for piece in pieces if piece.linked and not piece.tags & HEADING_TAGS and piece.text[-1] not in ".!…。"]
    longest = max(below, key=lambda piece: weight(piece.text), default=None)
    return longest if longest is not None and 2 * weight(heading) <= weight(longest.text) <= _HEADLINE_ROOM else None


def _is_meta(piece: Piece, best: Piece) -> bool:
    return piece is not best and bool(piece.names & _META_TOKENS)


def _heading_of(piece: Piece) -> Element | None:
    node = piece.element
    while node is not None and node.tag not in HEADING_TAGS:
        node = node.getparent()
    return node


def _teaser(pieces: list[Piece], title: str) -> str | None:
    """The longest words that are named a teaser or stand as a paragraph, and are no repetition of the title."""
    best: tuple[int, str] | None = None
    for piece in pieces:
        size = weight(piece.text)
        is_named = bool(piece.names & _TEASER_TOKENS) or "p" in piece.tags
        if size < (25 if is_named else 60) or piece.text == title or is_label(piece.text):
            continue
        if piece.names & _META_TOKENS and not is_named:
            continue
        if best is None or size > best[0]:
            best = (size, piece.text)
    return best[1] if best else None


def _date(box: Element, pieces: list[Piece], frame: Frame) -> tuple[Piece | None, Stamp | None, SafeLine | None]:
    """(the piece that is the date, the time it names, the date as printed)."""
    for element in box.iter("time"):
        words = text_of(element)
        stamp = frame.stamp(element.get("datetime") or "", "time")
        if stamp is None and is_span(element, words, box):
            continue
        stamp = stamp or frame.stamp(words, "time")
        if stamp is not None or words:
            piece = next((piece for piece in pieces if piece.element is element or piece.text == words), None)
            is_date = stamp is not None or any(char.isdigit() for char in words) or frame.find_open(words) is not None
            printed = clean_line(words) if words and is_date else None
            if stamp is not None or printed:
                return piece, stamp, printed
    clock = next((piece for piece in pieces if _CLOCK.fullmatch(piece.text)), None)
    of_others = {id(piece) for before, piece in pairwise([Piece("", box), *pieces]) if is_of_poster(before.text, piece.text)}
    for piece in sorted(pieces, key=lambda piece: not piece.names & _DATE_TOKENS):
        if len(piece.text) > _DATE_ROOM or piece.tags & HEADING_TAGS or id(piece) in of_others:
            continue
        if is_span(piece.element, piece.text, box):
            continue
        timed = frame.find(piece.text)
        found = timed or frame.find_open(piece.text)
        if found is None:
            continue
        rest = len(piece.text) - (found.end - found.start)
        if piece.names & _DATE_TOKENS or rest <= max(12, (found.end - found.start) // 2):
            printed = clean_line(found.matched)
            stamp = as_stamp(timed.date, printed, "card") if timed else None
            return (piece if rest < 30 else None), stamp, printed
    return clock, None, clean_line(clock.text) if clock else None
