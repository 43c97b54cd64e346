"""Times that a page states for machines: JSON-LD, metas, microdata, its address; reads nothing that is shown."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from newscli.models.parsed import Stamp
from newscli.parse.metadata.head import microdata
from newscli.parse.metadata.jsonld import ARTICLE_TYPES, Node, address_of, text_in, types_of
from newscli.parse.metadata.sources import Sources, is_own
from newscli.parse.page_dates import Frame
from newscli.parse.page_tree import Element, Page, tokens
from newscli.parse.page_words import word_set
from newscli.text import clean_line


@dataclass(frozen=True, slots=True)
class Mention:
    """A time that the page names; `signals` say where it stands and what speaks for or against it."""

    stamp: Stamp
    signals: frozenset[str]


STATED: Final = frozenset(["ld", "ld_page", "meta", "micro"])
"""Signals of a time that is stated to be that of publication."""
CHANGED: Final = frozenset(["ld_mod", "ld_page_mod", "meta_mod", "micro_mod"])
"""Signals of a time that is stated to be that of the last change."""
_PUBLISHED: Final = word_set("""
    article:published_time article:published og:published_time og:article:published_time datepublished publishdate
    publish_date publish-date published_time published-date published published_at publication_date publication-date
    publicationdate article.published article:publicationdate article_date_original originalpublicationdate sailthru.date
    parsely-pub-date pubdate cxenseparse:recs:publishtime bt:pubdate citation_publication_date citation_online_date citation_date
    dcterms.created dc.date.issued dcterms.issued dc.date.created dc.date.published date.created og:pubdate displaydate
    rnews:datepublished datecreated created og:pub_date article.created dc.issued dc.created prism.publicationdate release_date
    releasedate date_published datepublic
""")
_PLAIN: Final = word_set("""
    date dc.date dcterms.date article:date article_date articledate timestamp dat shareaholic:article_published_time pdate
    og:date ms.date date.available
""")
_UPDATED: Final = word_set("""
    article:modified_time og:updated_time datemodified last-modified lastmod dcterms.modified dc.date.modified
    article:modified modified_time revision_date article:updated_time article:updated lastupdated last_updated updated_at
    last_modified modified dc.modified date_modified revised
""")
_URL_DAY = re.compile(
    r"(?<!\d)(?:((?:19|20)\d\d)(?P<sep>[/_.-])(1[0-2]|0?[1-9])(?P=sep)(3[01]|[12]\d|0?[1-9])|((?:19|20)\d\d)(1[0-2]"
    r"|0[1-9])(3[01]|[12]\d|0[1-9]))(?!\d)"
)
_URL_MONTH = re.compile(r"/((?:19|20)\d\d)/(1[0-2]|0[1-9])(?=/)")
_URL_SPELT = re.compile(r"/((?:19|20)\d\d)/(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}/(\d{1,2})(?=/)")
_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_OTHER_ITEM: Final = word_set("comment comments answer reply related")


def stated_times(sources: Sources, frame: Frame) -> Iterator[Mention]:
    """Every time that the page states, the strongest first."""
    for text, source, signal in (*_data(sources), *_metas(sources), *_microdata(sources)):
        stamp = frame.stamp(text, source)
        if stamp is None:
            continue
        midnight = stamp.at.time() == datetime.min.time()
        exact = {"exact"} if stamp.precision != "day" and not midnight else set()
        yield Mention(stamp, frozenset([signal, *exact]))
    yield from _address(sources.page, frame)


def url_month(page: Page) -> tuple[int, int] | None:
    """(year, month) that the address's path names."""
    found = _URL_MONTH.search(page.url or "")
    return (int(found[1]), int(found[2])) if found else None


def _data(sources: Sources) -> Iterator[tuple[str, str, str]]:
    own = sources.node
    for node in ([own] if own else []) + [node for node in sources.nodes if node is not own][:40]:
        kinds = types_of(node)
        if own and node is not own and kinds & ARTICLE_TYPES and _is_own(own, sources) and _is_elsewhere(node, sources):
            continue  # a list of the section's other articles
        place = "ld" if node is own else "ld_page" if "webpage" in kinds or kinds & ARTICLE_TYPES else "ld_other"
        if place == "ld_other" and not kinds & {"videoobject", "question", "product", "podcastepisode", "hentry", "webcontent"}:
            continue
        for name, signal in (("datePublished", ""), ("dateCreated", "_created"), ("uploadDate", ""), ("dateModified", "_mod")):
            text = text_in(node.get(name))
            if text:
                yield text, f"json-ld:{name}" if name != "datePublished" else "json-ld", place + signal


def _is_own(node: Node, sources: Sources) -> bool:
    return any(is_own(address, sources.page) for address in _addresses(node))


def _is_elsewhere(node: Node, sources: Sources) -> bool:
    addresses = _addresses(node)
    return bool(addresses) and not any(is_own(address, sources.page) for address in addresses)


def _addresses(node: Node) -> list[str]:
    return [address for name in ("url", "mainEntityOfPage", "@id") if (address := address_of(node.get(name)))]


def _metas(sources: Sources) -> Iterator[tuple[str, str, str]]:
    head = sources.head
    for names, signal in ((_PUBLISHED, "meta"), (_PLAIN, "meta_plain"), (_UPDATED, "meta_mod")):
        # In the document's order: a page of lists may repeat a name.
        values = [(name, value) for name in head.metas if name in names for value in head.metas[name][:2]]
        for name, value in values[:6]:
            yield value, f"meta:{name}", signal


def _microdata(sources: Sources) -> Iterator[tuple[str, str, str]]:
    for name, signal in (("datePublished", "micro"), ("dateCreated", "micro_created"), ("dateModified", "micro_mod")):
        own = [value for element, value in microdata(sources.page, name) if not _is_of_another(element)]
        if own:
            yield own[0], f"microdata:{name}", signal


def _is_of_another(element: Element) -> bool:
    node = element.getparent()
    while node is not None:
        if (node.get("itemprop") or "").split() and set(node.get("itemprop").split()) & {"comment", "suggestedAnswer"}:
            return True
        if tokens(node) & _OTHER_ITEM and node.tag not in ("body", "main", "article"):
            return True
        node = node.getparent()
    return False


def _address(page: Page, frame: Frame) -> Iterator[Mention]:
    for year, month, day, text, is_path in _url_days(page.url or ""):
        try:
            at = datetime(year, month, day, tzinfo=frame.zone or UTC)
        except ValueError:
            continue
        if at.year >= 1995:
            stamp = Stamp(at=at, precision="day", zone="assumed", text=clean_line(text), source=clean_line("url"))
            yield Mention(stamp, frozenset(["url_path" if is_path else "url"]))
            return


def _url_days(url: str) -> Iterator[tuple[int, int, int, str, bool]]:
    for found in _URL_DAY.finditer(url):
        year, month, day = found.group(1, 3, 4) if found[1] else found.group(5, 6, 7)
        yield int(year), int(month), int(day), found.group(), "/" in found.group()
    for found in _URL_SPELT.finditer(url.lower()):
        yield int(found[1]), _MONTHS.index(found[2]) + 1, int(found[3]), found.group(), True
