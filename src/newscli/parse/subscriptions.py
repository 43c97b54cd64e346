"""What a list of feeds says, as values, and the rule which of its addresses may be followed; reads no format."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from newscli.models.feed import FeedKind
from newscli.text import SafeLine, clean_line, format_line
from newscli.urls import WebUrl, find_web_url, masked_text, shown_url

MAX_OUTLINES: Final = 100_000
MAX_WARNINGS: Final = 1_000
"""Named one by one; the others are counted."""
MAX_FOLDERS: Final = 12
"""Folders inside folders that are kept as tags; people use 3, hostile files 100,000."""
NAME_LIMIT: Final = 300
"""Characters of a title or a folder's name."""

# What newsboat would execute or evaluate.
_COMMAND = re.compile(r"\s*(?:\||exec:|filter:|query:)", re.IGNORECASE)
_FEED_SCHEME = re.compile(r"\s*feed:(?://)?(?=https?:)|\s*feed:(?=//)", re.IGNORECASE)

FolderPath = tuple[SafeLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedOutline:
    """One subscription of a list."""

    xml_url: WebUrl
    title: SafeLine | None = None
    site_url: WebUrl | None = None
    categories: tuple[FolderPath, ...] = ()
    """The path of its folders, then those of its `category` attribute, without repeats."""
    kind: FeedKind = "feed"
    """ "page" for a page without a feed: written as the address of a site only."""

    @property
    def tags(self) -> tuple[SafeLine, ...]:
        """Every step of every path, once: what newscli makes of folders."""
        return tuple(dict.fromkeys(step for path in self.categories for step in path))


@dataclass(frozen=True, slots=True)
class OpmlLink:
    """An outline that is no feed: another list, or a site whose feed is not named."""

    url: WebUrl
    title: SafeLine | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedOpml:
    """A list of feeds; `outlines` in document order, each address once."""

    title: SafeLine | None
    outlines: tuple[ParsedOutline, ...]
    warnings: tuple[SafeLine, ...] = ()
    """One for every outline that cannot be used, and for damage that was read past."""
    lists: tuple[OpmlLink, ...] = ()
    """Other lists that this one includes: named, never fetched."""
    sites: tuple[OpmlLink, ...] = ()
    """Sites without a feed address."""
    head: Mapping[SafeLine, SafeLine] = field(default_factory=dict)
    """What the head says, by its element names: title, dateCreated, dateModified, ownerName, ownerEmail."""
    format: SafeLine
    """ "opml1", "opml2", "opml" where the version is none of the two, "rdf" for FOAF."""


class ListBuilder:
    """Collects the subscriptions of a document: each address once, everything unusable named."""

    def __init__(self) -> None:
        """Start empty."""
        self.head: dict[SafeLine, SafeLine] = {}
        self.by_url: dict[WebUrl, ParsedOutline] = {}
        self.lists: dict[WebUrl, OpmlLink] = {}
        self.sites: dict[WebUrl, OpmlLink] = {}
        self.has_outline = False
        self._warnings: list[SafeLine] = []
        self._unnamed = 0

    def add_feed(
        self, raw_url: str, outline: Mapping[str, str], categories: tuple[FolderPath, ...], *, kind: FeedKind = "feed"
    ) -> None:
        """A subscription by its address as written; `outline` may hold text, title and htmlurl."""
        title = title_of(outline)
        url = None if _COMMAND.match(raw_url) else find_web_url(_FEED_SCHEME.sub(_web_scheme, raw_url))
        if url is None:
            why = "it would run a command" if _COMMAND.match(raw_url) else "not an http or https address"
            self.warn("{}: {}, left out: {}", title or "an outline without a title", why, masked_text(raw_url, limit=NAME_LIMIT))
            return
        site = find_web_url(outline.get("htmlurl", ""))
        known = self.by_url.get(url)
        if known is not None:
            merged = tuple(dict.fromkeys(known.categories + categories))
            self.by_url[url] = replace(known, categories=merged, title=known.title or title, site_url=known.site_url or site)
        elif len(self.by_url) < MAX_OUTLINES:
            self.by_url[url] = ParsedOutline(xml_url=url, title=title, site_url=site, categories=categories, kind=kind)
        else:
            self.warn("{}: beyond the first {} feeds, left out", title or shown_url(url), MAX_OUTLINES)

    def warn(self, template: str, *parts: object) -> None:
        """Keep one sentence for the reader of the list."""
        if len(self._warnings) < MAX_WARNINGS:
            self._warnings.append(format_line(template, *parts))
        else:
            self._unnamed += 1

    def finish(self, *, format: SafeLine) -> ParsedOpml:  # noqa: A002 - the name ParsedFeed has for it
        """What was collected, as a value."""
        rest = (format_line("and {} more warnings", self._unnamed),) if self._unnamed else ()
        return ParsedOpml(
            title=self.head.get(clean_line("title")), outlines=tuple(self.by_url.values()), warnings=(*self._warnings, *rest),
            lists=tuple(self.lists.values()), sites=tuple(self.sites.values()), head=self.head, format=format,
        )  # fmt: skip


def title_of(outline: Mapping[str, str]) -> SafeLine | None:
    """`text` is what a list shows (OPML 2.0, "Text attribute"), `title` the feed's own: the first that says something."""
    names = (clean_line(outline.get(key, ""), limit=NAME_LIMIT) for key in ("text", "title"))
    return next(filter(None, names), None)


def _web_scheme(match: re.Match[str]) -> str:
    return "" if match.string[match.end() :].lower().startswith("http") else "http:"
