"""Times that a page shows its readers near the article: <time> elements and short lines; cards and comments have no say."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import pairwise
from typing import Final

from newscli.dates import FoundDate
from newscli.models.parsed import Stamp
from newscli.parse.metadata.date_stated import Mention
from newscli.parse.metadata.date_words import (
    DATE_TOKENS,
    ENTRY,
    OTHER,
    PUBLISHED,
    PUBLISHED_TOKENS,
    UPDATED,
    UPDATED_TOKENS,
)
from newscli.parse.metadata.place import Place, closes_article, is_apart, is_foreign
from newscli.parse.page_dates import Frame, as_stamp
from newscli.parse.page_tree import BLOCK_TAGS, HEADING_TAGS, Element, Page, text_within, tokens

CHANGES: Final = frozenset(f"{place}_updated" for place in ("kicker", "head", "lead", "tail", "any"))
"""Signals of a time of which a reader is told that something changed then."""
TOO_LONG: Final = 160
"""Characters of an element that may be a dateline."""
_SENTENCE: Final = 500
_VERB: Final = 30
"""Characters behind a date in which its verb may stand: "wurde am 10. März 2026 um 9:10 Uhr veröffentlicht"."""
_MENTIONS: Final = 8
_TRIES: Final = 1_000
"""Lines of digits that are read in search of a date, half a second's work: pages of logs have ten thousand."""
_EVERYWHERE: Final = frozenset(["exact", "yearless"])
_PARTS: Final = (BLOCK_TAGS | {"time"}) - {"br", "hr", "button", "legend"}
_DIGIT = re.compile(r"\d")
_YEAR = re.compile(r"\d{4}|['’]\d\d|\d{1,2}\s?[./-]\s?\d{1,2}\s?[./-]\s?\d\d")
_INSTANT = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d")
_ANYWHERE: Final = ("time", "p", "a", "span", "div", "li", "td", "small", "dd", "em", "i", "b", "strong", "h2", "h3", "h4")


def shown_times(place: Place, frame: Frame) -> list[Mention]:
    """The times between title and text, then those just behind the text, in reading order."""
    found: list[Mention] = []
    for name, zone in (("kicker", place.kicker), ("head", place.head), ("lead", place.lead), ("tail", place.tail)):
        found += _placed(_mentions(zone, place, frame, is_above=place.has_text and name in ("head", "lead")), name)
    return found


def times_anywhere(page: Page, place: Place, frame: Frame) -> list[Mention]:
    """The first times that short elements of the page hold, wherever they stand."""
    return _placed(_mentions(page.body.iter(*_ANYWHERE), place, frame, limit=3), "any")


def _placed(mentions: list[Mention], place: str) -> list[Mention]:
    """`mentions` with the name of their place before each signal; the first that is not of a change is marked so."""
    found = []
    is_first = True
    for mention in mentions:
        names = {name if name in _EVERYWHERE else f"{place}_{name}" for name in mention.signals - {"bare"}}
        if is_first and "updated" not in mention.signals:
            names.add(f"{place}_first")
            is_first = False
        found.append(replace(mention, signals=frozenset(names)))
    return found


def _mentions(
    zone: Iterable[Element], place: Place, frame: Frame, limit: int = _MENTIONS, *, is_above: bool = False
) -> list[Mention]:
    """The dates of the elements of `zone`, which `is_above` the text or not."""
    found: list[Mention] = []
    seen: set[Element] = set()
    tries = 0
    for element in zone:
        if element.getparent() in seen:
            seen.add(element)
            continue
        attribute = _machine_time(element)
        words = _dateline(element, has_attribute=bool(attribute))
        if words is None:
            continue
        is_beside = is_foreign(element, place)
        if is_beside and not is_apart(element, place):
            continue
        tries += 1
        if tries > _TRIES:
            break
        own = list(_read(element, attribute, words, frame))
        if element.tag in HEADING_TAGS and not any("bare" in mention.signals for mention in own):
            continue  # a title may speak of any day
        if is_beside and not is_above:
            own = list(_told_beside(own, is_own=closes_article(element, place)))
        if own:
            seen.add(element)
            found += own
        if len(found) >= limit:
            break
    return found[:limit]


def _told_beside(mentions: list[Mention], *, is_own: bool) -> Iterator[Mention]:
    """Of what stands beside or below the article, what is said to be its publication; in its own footer, all but changes."""
    for mention in mentions:
        if is_own and "updated" not in mention.signals:
            yield mention
        elif not is_own and "published" in mention.signals:
            yield replace(mention, signals=frozenset(["published"]))


def _dateline(element: Element, *, has_attribute: bool) -> str | None:
    """The words of an element that may be a dateline."""
    if not has_attribute and not len(element) and not _DIGIT.search(element.text or ""):
        return None
    words = _words(element) or _sentence(element)
    if not has_attribute and (len(words) < 6 or not _DIGIT.search(words) or _has_parts(element)):
        return None
    return words


def _sentence(element: Element) -> str:
    """What a longer paragraph says that begins as WordPress's: "This entry was posted on 5 March 2007 and is filed under ..."."""
    words = text_within(element, _SENTENCE) if element.tag in ("p", "small", "div") else ""
    return words if ENTRY.match(words) and len(words) > TOO_LONG else ""


def _words(element: Element) -> str:
    """What a short element says, with a blank where two of its parts would make one number: "9 Nov 2022" and "11:01"."""
    words = text_within(element, TOO_LONG)
    if not words or not len(element):
        return words
    parts = [" ".join(part.split()) for part in element.itertext() if part.strip()]
    for before, after in pairwise(parts):
        if before[-1].isdigit() and after[0].isdigit():
            words = words.replace(f"{before}{after}", f"{before} {after}")
    return words


def _has_parts(element: Element) -> bool:
    """Whether an element's blocks and <time>s speak for themselves."""
    return any(inner is not element and inner.tag in _PARTS for inner in element.iter())


def _machine_time(element: Element) -> str:
    """The time that an element carries for machines: of <time>, or of a text whose hint is an exact instant."""
    if element.tag == "time":
        return element.get("datetime") or ""
    hint = element.get("datetime") or element.get("title") or element.get("data-datetime") or ""
    return hint if _INSTANT.match(hint) else ""


def _read(element: Element, attribute: str, words: str, frame: Frame) -> Iterator[Mention]:
    names = tokens(element)
    base = {"time"} if element.tag == "time" or attribute else {"line"}
    if names & DATE_TOKENS:
        base.add("named")
    stamp = frame.stamp(attribute, "time") if attribute else None
    shown = _all_dates(words, frame)
    if stamp is not None:
        label = _labels_of(words, names) or _around(element, words)
        if "other" not in label:
            yield from _made(stamp, attribute, _speaking(base, label), shown[0] if shown else None)
        for before, found in pairwise(shown):
            # "Updated 11 November, originally published 9 November" in one <time>, which has the attribute of one of them.
            if _labels_of(words[before.end : found.start], frozenset()) == {"published"}:
                yield from _made(as_stamp(found.date, found.matched, "time"), found.matched, base | {"published"}, found)
        return
    position = 0
    for found in shown:
        if found.is_relative and not base & {"time"}:
            continue
        reach = found.end + _VERB if len(words) > TOO_LONG else found.start
        label = _labels_of(words[position:reach], names) or _around(element, words)
        position = found.end
        if "other" in label:
            continue
        source = "time" if element.tag == "time" else "dateline"
        bare = {"bare"} if found.end - found.start > 0.6 * len(words) else set()
        signals = _speaking({*base, *bare}, label)
        yield from _made(as_stamp(found.date, found.matched, source), found.matched, signals, found)


def _speaking(signals: set[str], label: set[str]) -> set[str]:
    """A date that is said to be that of a change speaks for nothing else."""
    return {"updated"} if "updated" in label else signals | label


def _made(stamp: Stamp, text: str, signals: set[str], shown: FoundDate | None) -> Iterator[Mention]:
    if not _YEAR.search(text) and not (shown and shown.is_relative):
        signals.add("yearless")
    if stamp.precision != "day":
        signals.add("exact")
    if shown is not None and not shown.is_relative and shown.date.at.date() != stamp.at.date():
        # The attribute is often in UTC, the words in the zone of the publisher; one of them may also be plainly wrong.
        yield Mention(as_stamp(shown.date, shown.matched, "time"), frozenset(signals - {"exact"}))
    yield Mention(stamp, frozenset(signals))


def _all_dates(words: str, frame: Frame) -> list[FoundDate]:
    found: list[FoundDate] = []
    start = 0
    while len(found) < 3:
        one = frame.find(words[start:])
        if one is None:
            break
        found.append(replace(one, start=one.start + start, end=one.end + start))
        start += max(one.end, 1)
    return found


def _labels_of(before: str, names: frozenset[str]) -> set[str]:
    found = set()
    if UPDATED.search(before):
        found.add("updated")
    elif PUBLISHED.search(before):
        found.add("published")
    if OTHER.search(before):
        found.add("other")
    if not found and names & UPDATED_TOKENS and not names & PUBLISHED_TOKENS:
        found.add("updated")
    if not found and names & PUBLISHED_TOKENS:
        found.add("published")
    return found


def _around(element: Element, words: str) -> set[str]:
    """What the words before an element, inside its parent or grandparent, say of its date."""
    node = element
    for _ in range(2):
        parent = node.getparent()
        if parent is None:
            return set()
        whole = text_within(parent, TOO_LONG)
        if not whole:
            return set()
        before = whole[: whole.find(words)] if words in whole else ""
        if before:
            # Only what stands since the date before it.
            return _labels_of(before[-40:], tokens(parent))
        node = parent
    return set()
