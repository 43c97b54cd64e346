"""Lists of feeds as OPML (or FOAF), read however they were written, and written as OPML; follows nothing, runs nothing.

OPML 2.0 (opml.org/spec2.opml). Nothing in such a file can make newscli run a command: addresses that other readers execute
(newsboat's `|program`, `exec:`, `filter:`, `query:`) are refused by name, and filter commands beside an address are left out.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from html import escape
from typing import Final

from newscli.errors import ParseError
from newscli.models.feed import Feed
from newscli.parse.charsets import decode
from newscli.parse.sniff import describe, find_address_list, what_is
from newscli.parse.subscriptions import (
    MAX_FOLDERS,
    NAME_LIMIT,
    FolderPath,
    ListBuilder,
    OpmlLink,
    ParsedOpml,
    ParsedOutline,
    title_of,
)
from newscli.parse.tags import EndTag, StartTag, Tag, Text, scan_tags
from newscli.text import SafeLine, clean_line, format_line
from newscli.urls import find_web_url

__all__ = ["MAX_BYTES", "OpmlLink", "ParsedOpml", "ParsedOutline", "parse_opml", "write_opml"]

MAX_BYTES: Final = 16 * 1024 * 1024
"""Of a list: four hundred times the largest that was seen."""

_HEAD: Final = {
    name.lower(): clean_line(name) for name in ("title", "dateCreated", "dateModified", "ownerName", "ownerEmail")
}  # fmt: skip
_LEVELS: Final = {"1.": clean_line("opml1"), "2.": clean_line("opml2")}


def parse_opml(data: bytes) -> ParsedOpml:
    """The subscriptions of an OPML or FOAF document, damaged or not.

    Raises ParseError for more than `MAX_BYTES`, for what is neither, and for a list that breaks off before its first feed;
    `found` says what it is instead. One that breaks off later gives what stands before, with a warning.
    """
    if len(data) > MAX_BYTES:
        raise ParseError(format_line("a list of feeds of more than {} MB", MAX_BYTES // 1024**2), found=clean_line("a huge file"))
    document = decode(data, kind="xml")
    reader = _Reader()
    tags = scan_tags(document, repair="outline")
    for tag in tags:
        if isinstance(tag, StartTag) and tag.name.endswith(":rdf") and not reader.has_opml:
            from newscli.parse.foaf import read_foaf  # one list in a thousand

            read_foaf(tags, reader.list)
            return reader.list.finish(format=clean_line("rdf"))
        reader.read(tag)
    if not reader.has_opml and not reader.list.by_url and not reader.list.has_outline:
        kind = what_is(data)
        found = (find_address_list(document) if kind == "text" else None) or describe(kind)
        raise ParseError(format_line("not a list of feeds (OPML) but {}", found), found=found)
    if reader.has_opml and not reader.has_end:
        _note_missing_end(reader.list)
    return reader.list.finish(format=reader.format)


def _note_missing_end(subscriptions: ListBuilder) -> None:
    if not (subscriptions.by_url or subscriptions.lists or subscriptions.sites):
        raise ParseError(
            clean_line("the list of feeds (OPML) breaks off before its first feed"),
            found=clean_line("the beginning of a list of feeds"),
            hint=clean_line("export or download it again: the file is not whole"),
        )
    subscriptions.warn("the list breaks off: its end is missing, and feeds may be")


def write_opml(feeds: Sequence[Feed], *, now: datetime) -> bytes:
    """`feeds` as OPML 2.0 in UTF-8, feeds in the order given, folders in the order in which their tags first appear.

    A feed stands in the folder of its first tag; all its tags are in its `category` attribute. A tag with a comma or a slash,
    which `category` cannot carry, gets a folder of its own. Addresses are whole, with any credentials: the list is for its owner.
    """
    folders: dict[SafeLine | None, list[str]] = {None: []}
    for feed in feeds:
        own_folders = tuple(tag for tag in feed.tags if "," in tag or "/" in tag)
        for tag in own_folders or feed.tags[:1] or (None,):
            folders.setdefault(tag, []).append(_outline(feed))
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<opml version="2.0">',
        f"  <head>\n    <title>newscli subscriptions</title>\n    <dateCreated>{_rfc_822(now)}</dateCreated>\n  </head>",
        "  <body>",
        *(f"    {line}" for line in folders.pop(None)),
        *(line for tag, outlines in folders.items() if tag is not None for line in _folder(tag, outlines)),
        "  </body>",
        "</opml>",
    ]
    return ("\n".join(lines) + "\n").encode()


def _folder(tag: SafeLine, outlines: Iterable[str]) -> tuple[str, ...]:
    return (
        f'    <outline text="{escape(tag)}" title="{escape(tag)}">',
        *(f"      {line}" for line in outlines),
        "    </outline>",
    )


def _outline(feed: Feed) -> str:
    category = ",".join(tag for tag in feed.tags if "," not in tag and "/" not in tag)
    attributes: dict[str, str | None] = {
        "type": "rss",
        "text": feed.title,
        "title": feed.title,
        "xmlUrl": feed.url,
        "htmlUrl": feed.site_url,
    }
    if feed.kind == "page":
        # No reader can take a page for a feed: without xmlUrl they offer the site or pass it over.
        attributes |= {"type": "page", "xmlUrl": None, "htmlUrl": feed.url}
    attributes |= {"language": feed.language, "category": category}
    written = (f'{name}="{escape(value)}"' for name, value in attributes.items() if value)
    return f"<outline {' '.join(written)}/>"


def _rfc_822(moment: datetime) -> str:
    from email.utils import format_datetime

    return format_datetime(moment.astimezone(UTC), usegmt=True)


class _Reader:
    """The state between two tags of an OPML document."""

    def __init__(self) -> None:
        self.list = ListBuilder()
        self.has_opml = False
        self.has_end = False
        self.format = clean_line("opml")
        self._folders: list[SafeLine | None] = []
        self._head_name: SafeLine | None = None

    def read(self, tag: Tag) -> None:
        match tag:
            case StartTag(name="outline"):
                self._outline(tag)
            case EndTag(name="outline"):
                if self._folders:
                    self._folders.pop()
            case StartTag(name="opml"):
                self.has_opml = True
                self.has_end = tag.is_empty
                self.format = _LEVELS.get(tag.attributes.get("version", "").strip()[:2], clean_line("opml"))
            case StartTag(name=name, is_empty=False) if self.has_opml and name in _HEAD:
                self._head_name = _HEAD[name]
            case Text(text) if self._head_name is not None:
                self._head_text(self._head_name, clean_line(text, limit=NAME_LIMIT))
            case EndTag(name=name):
                self._head_name = None
                self.has_end = self.has_end or name == "opml"
            case _:
                pass

    def _head_text(self, name: SafeLine, text: SafeLine) -> None:
        if not text or name in self.list.head:
            return
        self.list.head[name] = text
        if name.startswith("date") and not _is_date(text):
            self.list.warn("{} of the list is not a date: {}", name, text)

    def _outline(self, tag: StartTag) -> None:
        self.list.has_outline = True
        if tag.is_damaged:
            self.list.warn("{}: its XML is damaged, read as well as it goes", title_of(tag.attributes) or "an outline")
        if not self._address(tag.attributes) and tag.is_empty:
            self.list.warn("{}: no address of a feed, left out", title_of(tag.attributes) or "an outline without a title")
        if not tag.is_empty:
            # One item for each level, so that each end tag finds its own; only the first levels can count.
            self._folders.append(title_of(tag.attributes) if len(self._folders) < MAX_FOLDERS else None)

    def _address(self, outline: Mapping[str, str]) -> bool:
        """Put the outline where its type and addresses want it; False if it has no address at all."""
        kind = outline.get("type", "").strip().lower()
        feed, page, link = (outline.get(name, "").strip() for name in ("xmlurl", "htmlurl", "url"))
        if "filtercmd" in outline:
            self.list.warn("{}: its filter command is left out", title_of(outline) or "an outline without a title")
        if feed and kind != "source":
            self.list.add_feed(feed, outline, self._categories(outline))
        elif page and kind == "page":
            self.list.add_feed(page, outline, self._categories(outline), kind="page")
        elif listed := find_web_url(feed or (link if kind in ("include", "link") else "")):
            self.list.lists.setdefault(listed, OpmlLink(listed, title_of(outline)))
            self.list.warn("{}: another list, not a feed: {}", title_of(outline) or "an outline without a title", listed)
        elif site := find_web_url(page):
            self.list.sites.setdefault(site, OpmlLink(site, title_of(outline)))
            self.list.warn("{}: no address of a feed, only of its site: {}", title_of(outline) or "an outline", site)
        else:
            return False
        return True

    def _categories(self, outline: Mapping[str, str]) -> tuple[FolderPath, ...]:
        folders = tuple(name for name in self._folders[:MAX_FOLDERS] if name)
        written = (_path(part.split("/")) for part in outline.get("category", "").split(",")[:100])
        return tuple(dict.fromkeys(path for path in (folders, *written) if path))


def _path(steps: Sequence[str]) -> FolderPath:
    return tuple(name for step in steps[: MAX_FOLDERS * 2] if (name := clean_line(step, limit=NAME_LIMIT)))[:MAX_FOLDERS]


def _is_date(text: str) -> bool:
    from email.utils import parsedate_to_datetime

    for read in (parsedate_to_datetime, datetime.fromisoformat):
        try:
            read(text)
        except (ValueError, OverflowError):  # the latter for a year, a day or a zone of twenty digits
            continue
        return True
    return False
