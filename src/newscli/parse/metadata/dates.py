"""When the article was published and updated: evidence that agrees is weighed together; cards and comments have no say."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta, timezone
from typing import Final

from newscli.models.parsed import Stamp
from newscli.parse.metadata.head import Head, microdata
from newscli.parse.metadata.jsonld import Node, text_in
from newscli.parse.page_dates import Frame, as_stamp
from newscli.parse.page_tree import HEADING_TAGS, Element, Page, text_of, text_within, tokens
from newscli.parse.page_words import word_set
from newscli.parse.prose import Prose, near_article
from newscli.text import clean_line

_PUBLISHED: Final = (
    "article:published_time", "article:published", "og:published_time", "og:article:published_time",
    "datepublished", "publishdate",
    "publish_date", "publish-date", "published_time", "published-date", "publication_date", "publicationdate",
    "article.published",
    "article:publicationdate", "article_date_original", "originalpublicationdate", "sailthru.date",
    "parsely-pub-date", "pubdate",
    "cxenseparse:recs:publishtime", "bt:pubdate", "citation_publication_date", "citation_online_date",
    "dcterms.created", "dc.date.issued",
    "dcterms.issued", "dc.date.created", "date.created", "og:pubdate", "displaydate", "rnews:datepublished",
    "datecreated", "created",
)  # fmt: skip
_PLAIN: Final = (
    "date",
    "dc.date",
    "dcterms.date",
    "article:date",
    "timestamp",
    "dat",
    "shareaholic:article_published_time",
    "pdate",
)
_UPDATED: Final = (
    "article:modified_time", "og:updated_time", "datemodified", "last-modified", "lastmod", "dcterms.modified",
    "dc.date.modified",
    "article:modified", "modified_time", "revision_date", "article:updated_time", "lastupdated",
)  # fmt: skip
_URL_DAY = re.compile(
    r"(?<!\d)(?:((?:19|20)\d\d)(?P<sep>[/_.-])(1[0-2]|0?[1-9])(?P=sep)(3[01]|[12]\d|0?[1-9])|((?:19|20)\d\d)(1[0-2]"
    r"|0[1-9])(3[01]|[12]\d|0[1-9]))(?!\d)"
)
_DATE_TOKENS: Final = word_set("""
    date time datetime timestamp published pubdate publish posted dateline datum fecha data meta byline posttime entry
    info kicker created
""")
_FOREIGN_TOKENS: Final = word_set("""
    comment comments related sidebar footer widget copyright recent latest trending popular ticker weather archive
    calendar nav menu promo
""")
_UPDATED_WORDS = re.compile(
    r"updat|modif|aktualis|actualis|actualiz|atualiz|aggiornat|bijgewerkt|oppdat|opdater|uppdat|päivit|обновл|оновл|更新"
    r"|修改|수정|güncel|cập nhật|diperbarui|diubah",
    re.IGNORECASE,
)
_PUBLISHED_WORDS = re.compile(
    r"publi|posted|created|erstellt|veröffentlicht|publicad|pubblicat|gepubliceerd|publis|опублик|发布|發布|公開|掲載|입력|등록"
    r"|yayın|نشر|đăng",
    re.IGNORECASE,
)
_TOO_LONG: Final = 160
"""Characters of an element that may be a dateline."""


@dataclass(frozen=True, slots=True)
class Dated:
    """A time, and how much its source is worth."""

    stamp: Stamp
    weight: float


@dataclass(frozen=True, slots=True)
class Dates:
    """The article's times; `candidates` is all the evidence, the strongest first."""

    published: Stamp | None
    updated: Stamp | None
    candidates: tuple[Dated, ...] = ()


def find_dates(  # noqa: PLR0917 - each is another place that evidence comes from
    page: Page, head: Head, node: Node | None, prose: Prose, boxes: Iterable[Element], frame: Frame
) -> Dates:
    """The times of the page's article; `boxes` are the cards, whose dates are not its own."""
    foreign = set(boxes)
    found = [*_stated(head, node, page, frame), *_times(page, prose, foreign, frame), *_lines(page, prose, foreign, frame)]
    found += _from_url(page, frame)
    sane = [dated for dated in found if frame.now is None or dated.stamp.at <= frame.now + timedelta(days=1)]
    sane.sort(key=lambda dated: -dated.weight)
    published = _choose(sane)
    updated = _first_stamp(_updates(head, node), frame)
    if published is None and updated is not None and (frame.now is None or updated.at <= frame.now):
        published = replace(updated, source=clean_line("guess"))
    if published is None:
        published = _anywhere(page, foreign, frame)
    if published is not None and updated is not None and updated.at <= published.at:
        updated = None
    return Dates(published, updated, tuple(sane))


def _stated(head: Head, node: Node | None, page: Page, frame: Frame) -> Iterator[Dated]:
    sources: list[tuple[str, str, float]] = [("json-ld", text_in((node or {}).get("datePublished")), 5.0)]
    sources.append(("json-ld:dateCreated", text_in((node or {}).get("dateCreated")), 1.5))
    sources += [("meta", value, 4.0) for value in head.all(*_PUBLISHED)[:4]]
    sources += [("microdata", value, 4.0) for _, value in microdata(page, "datePublished")[:1]]
    sources += [("meta", value, 2.5) for value in head.all(*_PLAIN)[:2]]
    for source, text, weight in sources:
        stamp = frame.stamp(text, source)
        if stamp is not None:
            yield Dated(stamp, weight)


def _updates(head: Head, node: Node | None) -> list[tuple[str, str]]:
    return [("json-ld", text_in((node or {}).get("dateModified"))), *(("meta", value) for value in head.all(*_UPDATED)[:2])]


def _first_stamp(sources: list[tuple[str, str]], frame: Frame) -> Stamp | None:
    return next((stamp for source, text in sources if (stamp := frame.stamp(text, source)) is not None), None)


def _times(page: Page, prose: Prose, foreign: set[Element], frame: Frame) -> Iterator[Dated]:
    """<time> elements of the article: those before its text count more than those behind it."""
    late = False
    last = prose.blocks[-1] if prose.blocks else None
    count = 0
    for element in page.elements:
        late = late or element is last
        if element.tag != "time" or _is_foreign(element, page.body, foreign):
            continue
        words = text_of(element)
        stamp = frame.stamp(element.get("datetime") or "", "time") or frame.stamp(words, "time")
        around = f"{words} {text_of(element.getparent())[:120]}" if element.getparent() is not None else words
        if stamp is None or (_UPDATED_WORDS.search(around) and not _PUBLISHED_WORDS.search(around)):
            continue
        weight = 2.5 if element.get("pubdate") is not None else 2.0
        yield Dated(stamp, (weight if not late else 1.0) * (1.0 if count == 0 else 0.5))
        count += 1
        if count >= 4:
            return


def _lines(page: Page, prose: Prose, foreign: set[Element], frame: Frame) -> Iterator[Dated]:
    """Dates in short elements near the article's head or foot, named a date or standing next to the title."""
    zone = near_article(page, prose)
    count = 0
    for element in zone:
        if element.tag in HEADING_TAGS or element.tag in ("time", "a", "script"):
            continue
        words = text_within(element, _TOO_LONG)
        if len(words) < 6 or not any(char.isdigit() for char in words) or _is_foreign(element, page.body, foreign):
            continue
        if any(len(text_of(child)) > len(words) * 0.8 for child in element):
            continue
        found = frame.find(words)
        if found is None or found.is_relative or "©" in words or "(c)" in words.lower():
            continue
        if _UPDATED_WORDS.search(words[: found.start]) and not _PUBLISHED_WORDS.search(words):
            continue
        named = bool(tokens(element) & _DATE_TOKENS) or found.end - found.start > 0.6 * len(words)
        yield Dated(as_stamp(found.date, found.matched, "dateline" if named else "guess"), (1.5 if named else 0.6) / (1 + count))
        count += 1
        if count >= 3:
            return


def _anywhere(page: Page, foreign: set[Element], frame: Frame) -> Stamp | None:
    """The first date that a short element of the page holds: a guess, and said to be one."""
    for element in page.body.iter(
        "time", "p", "span", "div", "li", "td", "small", "dd", "em", "i", "b", "strong", "h2", "h3", "h4"
    ):
        words = text_within(element, _TOO_LONG)
        if (
            not 8 <= len(words) <= _TOO_LONG
            or not any(char.isdigit() for char in words)
            or _is_foreign(element, page.body, foreign)
        ):
            continue
        found = frame.find(words)
        if found is None or found.is_relative or found.date.is_ahead or "©" in words or not re.search(r"\d\d", found.matched):
            continue
        return as_stamp(found.date, found.matched, "guess")
    return None


def _is_foreign(element: Element, body: Element, foreign: set[Element]) -> bool:
    node = element
    while node is not None and node is not body:
        if node in foreign or node.tag in ("nav", "footer") or tokens(node) & _FOREIGN_TOKENS:
            return node.tag not in ("main", "article") or node in foreign
        node = node.getparent()
    return False


def _from_url(page: Page, frame: Frame) -> Iterator[Dated]:
    for found in _URL_DAY.finditer(page.url or ""):
        try:
            year, month, day = (int(part) for part in (found.group(1, 3, 4) if found[1] else found.group(5, 6, 7)))
            at = datetime(year, month, day, tzinfo=frame.zone or UTC)
        except ValueError:
            continue
        if at.year >= 1995:
            stamp = Stamp(at=at, precision="day", zone="assumed", text=clean_line(found.group()), source=clean_line("url"))
            yield Dated(stamp, 1.8 if "/" in found.group() else 1.2)
            return


def _choose(found: list[Dated]) -> Stamp | None:
    """The strongest stamp of the day that most evidence speaks for, in the publisher's own offset."""
    if not found:
        return None
    days = {dated.stamp.at.date() for dated in found}
    # A day before or after is the same evidence seen from another offset, at a discount.
    worth = {
        day: sum(
            dated.weight * (1 if dated.stamp.at.date() == day else 0.4 if abs((dated.stamp.at.date() - day).days) == 1 else 0)
            * (0.3 if (day.month, day.day) == (1, 1) and dated.stamp.precision == "day" else 1)
            for dated in found
        )
        for day in days
    }  # fmt: skip
    day = max(worth, key=lambda one: worth[one])
    same = [dated for dated in found if dated.stamp.at.date() == day]
    best = max(same, key=lambda dated: (dated.weight >= 0.7 and dated.stamp.precision != "day", dated.weight)).stamp
    return _in_own_offset(best, [dated.stamp for dated in found])


def _in_own_offset(stamp: Stamp, others: list[Stamp]) -> Stamp:
    """`stamp` with the offset that another mention of the same moment has, or that its printed local time implies."""
    if stamp.at.utcoffset() or stamp.precision == "day":
        return stamp
    for other in others:
        if other.at.utcoffset() and abs(other.at - stamp.at) < timedelta(minutes=1):
            return replace(stamp, at=stamp.at.astimezone(other.at.tzinfo), zone="document")
    for other in others:
        if other.zone != "assumed" or other.precision == "day" or stamp.zone != "stated":
            continue
        gap = other.at.replace(second=0) - stamp.at.replace(second=0)
        minutes = round(gap.total_seconds() / 60)
        if minutes and minutes % 30 == 0 and abs(minutes) <= 14 * 60:
            zone = timezone(timedelta(minutes=minutes))
            return replace(stamp, at=stamp.at.astimezone(zone), zone="document")
    return stamp
