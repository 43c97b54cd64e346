"""An entry as feedparser read it, made a ParsedEntry: text chosen, dates read, addresses absolute, HTML cleaned once."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import Final

from newscli.dates import DayOrder, order_of, parse_date
from newscli.models.body import Body, body_from_text, body_start, body_text
from newscli.models.parsed import ParsedEntry, Stamp
from newscli.parse.entry_media import enclosures_of, image_of, is_picture
from newscli.parse.feedparser_elements import FeedDict
from newscli.parse.markup import body_from_html, text_of
from newscli.text import SafeBlock, SafeLine, clean_block, clean_line, resolve_entities
from newscli.urls import WebUrl, find_stated_url, find_web_url, host_of

_TEASER: Final = 600
"""Characters of summary kept where it is only the beginning of the text."""
_SUMMARY_LIMIT: Final = 4_000
_CAPTION: Final = 200
"""Characters that a photo's caption has at most, more or less."""
_MANY: Final = 100
"""Authors, topics or enclosures of one entry that are kept."""
_PUBLISHED: Final = ("published", "dc_date", "date", "dcterms_date", "prism_publicationdate", "created")
_UPDATED: Final = ("updated", "dc_date", "date")
_NUMBERS: Final = re.compile(r"\d[/-]\d{1,2}[/-]\d")
_DATES: Final = re.compile(r"<(?:\w{1,20}:)?(?:pubDate|date|published|updated|issued|created|modified)>([^<]{6,60})<")
"""The dates that stand in a feed, as far as numbers alone go."""
_SCHEME: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_HOST: Final = re.compile(r"www\.[\w-]+\.\w", re.IGNORECASE)
_NAMES: Final = r"(?:p|div|br|img|a|span|table|ul|ol|h[1-6]|blockquote|figure|strong|em|b|i)\b"
_MARKUP: Final = re.compile(rf"\s*+<(?:!--|{_NAMES}[^<>]*+>)", re.IGNORECASE)
_ESCAPED: Final = re.compile(rf"\s*+&lt;(?:!--|{_NAMES})", re.IGNORECASE)
"""A text that begins with a tag, escaped once more than its type says: markup all the same."""
_TWICE: Final = re.compile(r"&amp;((?:amp|lt|gt|quot|apos|nbsp|#[0-9]{2,6}|#x[0-9A-Fa-f]{2,5});)")
"""A reference that was escaped once more; where references are written of, they stand in <code>."""
_HTML_TYPES: Final = frozenset({"text/html", "application/xhtml+xml", "html", "xhtml"})


@dataclass(frozen=True, slots=True)
class EntryContext:
    """What a feed says that its entries rely on."""

    base: WebUrl | None
    language: SafeLine | None
    now: datetime | None
    order: DayOrder | None
    zone: tzinfo | None
    authors: tuple[SafeLine, ...]
    """Whose entries are that name no author: those of an Atom feed are its own (RFC 4287 section 4.2.1)."""
    is_atom: bool

    def is_ahead(self, entry: ParsedEntry) -> bool:
        """Whether an entry is dated more than a day after now."""
        if self.now is None or entry.published is None:
            return False
        return (entry.published.at - self.now).total_seconds() > 86_400


def order_in(entries: Iterable[FeedDict], text: str, language: str | None) -> DayOrder | None:
    """The order of day and month that the all-number dates of a feed prove; `text` is all of it: not all is read."""
    dates = [value for entry in entries for key in (*_PUBLISHED, *_UPDATED) if isinstance(value := entry.get(key), str)]
    if any(_NUMBERS.search(date) for date in dates):
        dates += _DATES.findall(text)
    return order_of(dates, language)


def entry_of(raw: FeedDict, context: EntryContext, digest: bytes) -> ParsedEntry:
    """`raw` as a ParsedEntry; its text is what is the text, wherever the feed put it."""
    body, summary = _texts(raw, context)
    enclosures = enclosures_of(raw, context.base)
    published = _stamp(raw, _PUBLISHED, context)
    updated = _stamp(raw, _UPDATED, context)
    source = raw.get("source") or {}
    return ParsedEntry(
        guid=_guid(raw, context),
        url=_link(raw, context.base),
        title=_title(raw),
        authors=authors_of(raw) or authors_of(source) or context.authors,
        published=published or updated,
        updated=updated,
        summary=summary,
        body=body,
        topics=_topics(raw),
        language=_language(raw),
        image=image_of(raw, body, enclosures, context.base),
        enclosures=enclosures,
        source_name=worded(source, "title") or None,
        source_url=find_web_url(source.get("href") or source.get("link") or "", context.base),
        raw_hash=digest,
    )


def _title(raw: FeedDict) -> SafeLine:
    """The entry's title, else what it is called as an episode or as a video."""
    others = (raw.get(key) for key in ("itunes_title", "media_title"))
    return worded(raw, "title") or text_of(next((other for other in others if isinstance(other, str)), ""))


def _guid(raw: FeedDict, context: EntryContext) -> SafeLine | None:
    """The id as it stands: it is compared, not followed. Only Atom's is an address by definition, and made absolute."""
    stated = clean_line(raw.get("id") or "")
    if context.is_atom and stated and not _SCHEME.match(stated):
        return find_stated_url(stated, context.base) or stated
    return stated or None


def worded(raw: FeedDict, key: str) -> SafeLine:
    """A field of words on one line, its markup gone where its type says that it is markup."""
    value = raw.get(key)
    if not isinstance(value, str) or not value:
        return clean_line("")
    detail = raw.get(f"{key}_detail") or {}
    return text_of(value) if detail.get("type") in _HTML_TYPES else clean_line(value)


def _texts(raw: FeedDict, context: EntryContext) -> tuple[Body | None, SafeBlock | None]:
    """The article's text and its summary: the longest of all contents and the summary is the text."""
    contents = _contents(raw)
    summary = raw.get("summary") if isinstance(raw.get("summary"), str) else None
    detail = raw.get("summary_detail") or {}
    best = max(contents, key=lambda part: len(part["value"]), default=None)
    if best is None:
        if not summary:
            return None, _described(raw)
        body = _body(summary, detail, context)
        return body or None, _teaser(body)
    body = _body(best["value"], best, context)
    if not summary or summary == best["value"]:
        return body or None, _teaser(body)
    teaser = _body(summary, detail, context)
    words = body_text(teaser)
    if words and not body_text(body):  # a picture alone calls itself the content
        return Body(body.blocks + teaser.blocks), _teaser(teaser)
    if len(words) > _CAPTION and _is_the_text(words, body):
        return teaser, _teaser(teaser)
    return body or None, clean_block(words, limit=_SUMMARY_LIMIT) or None


def _contents(raw: FeedDict) -> list[FeedDict]:
    """All that calls itself the whole text: not a picture in base64 (RFC 4287 section 4.1.3.3), but Yandex's `full-text`."""
    parts = [part for part in raw.get("content", ()) if not (part.get("type") or "").startswith(("image/", "audio/", "video/"))]
    parts += [{"value": raw[key], "type": "text/html"} for key in raw if key.endswith("full-text")]
    return [part for part in parts if isinstance(part.get("value"), str) and part["value"].strip()]


def _described(raw: FeedDict) -> SafeBlock | None:
    """What is said of the video that the entry is (YouTube, PeerTube): only there is `media:description` no photo's caption."""
    title = raw.get("media_title")
    is_entry = isinstance(title, str) and clean_line(text_of(title)) == worded(raw, "title")
    return clean_block(raw.get("media_description") or "", limit=_SUMMARY_LIMIT) or None if is_entry else None


def _is_the_text(summary: SafeBlock, content: Body) -> bool:
    """Whether the summary is much longer than what calls itself content: then that is a caption or a cut."""
    return len(summary) > len(body_text(content)) * 1.5 + _CAPTION


def _teaser(body: Body) -> SafeBlock | None:
    return body_start(body, length=_TEASER) or None


def _body(value: str, detail: FeedDict, context: EntryContext) -> Body:
    base = find_web_url(detail.get("base") or "", context.base) or context.base
    if detail.get("type") == "text/plain":
        is_markup = _MARKUP.match(value) if context.is_atom else _MARKUP.search(value)
        # Blogger calls plain what it took the tags out of: its references stay.
        return body_from_html(value, base) if is_markup else body_from_text(resolve_entities(value))
    if "<" not in value and _ESCAPED.match(value) and value.rstrip().endswith("&gt;"):
        value = resolve_entities(value)
    elif "&amp;" in value and "<code" not in value and "<pre" not in value:
        value = _TWICE.sub(r"&\1", value)
    return body_from_html(value, base)


def alternates(raw: FeedDict) -> list[str]:
    """The addresses that a feed or an entry calls its page, best first: HTML before other types."""
    links = [link for link in raw.get("links", ()) if link.get("rel") == "alternate" and isinstance(link.get("href"), str)]
    return [link["href"] for link in sorted(links, key=lambda link: link.get("type") not in _HTML_TYPES)]


def _link(raw: FeedDict, base: WebUrl | None) -> WebUrl | None:
    """The entry's page: its link, else another alternate, else an id that is an address (RSS 2.0 permalinks, old Atom).

    Where FeedBurner put an address of its own, the publisher's stands beside it.

    A picture is no page as long as there is another address.
    """
    others = {link.get("href") for link in raw.get("links", ()) if link.get("rel") != "alternate"}
    pages = alternates(raw)
    link, identifier = raw.get("link"), raw.get("id")
    original = raw.get("feedburner_origlink")
    candidates = [original, *(pages if link in others and pages else [link, *pages])]
    stated = [part for part in candidates if isinstance(part, str) and part]
    if isinstance(identifier, str) and identifier.startswith("http"):
        stated.append(identifier)
    for candidate in sorted(stated, key=is_picture):
        if url := page_url(candidate, base):
            return url
    return None


def page_url(stated: str, base: WebUrl | None) -> WebUrl | None:
    """A page's address as it is stated; a host that stands there without its scheme, a `www` or the feed's own, is no path."""
    if stated.startswith(("https://", "http://", "/")):
        return find_stated_url(stated, base)
    raw = stated.strip()
    if _HOST.match(raw) or (base and "/" in raw[1:] and raw[:1].isalnum() and raw.partition("/")[0].lower() == host_of(base)):
        return find_stated_url(f"//{raw}", base)
    return find_stated_url(stated, base)


def authors_of(raw: FeedDict) -> tuple[SafeLine, ...]:
    """The names of an entry's, a source's or a feed's authors; an address only where there is no name."""
    people = [*raw.get("authors", ())[:_MANY]]
    names = [clean_line(text_of(person.get("name") or person.get("email") or ""), limit=200) for person in people]
    if not any(names) and isinstance(raw.get("author"), str):
        names = [clean_line(text_of(raw["author"]), limit=200)]
    return tuple(dict.fromkeys(name for name in names if name))


def _topics(raw: FeedDict) -> tuple[SafeLine, ...]:
    words = (tag.get("label") or tag.get("term") or "" for tag in raw.get("tags", ())[: _MANY * 2])
    cleaned = (clean_line(text_of(word), limit=200) for word in words)
    topics = (clean_line(word.removeprefix("#")) for word in cleaned)
    return tuple(dict.fromkeys(topic for topic in topics if topic))[:_MANY]


def _language(raw: FeedDict) -> SafeLine | None:
    if isinstance(raw.get("language"), str):
        return clean_line(raw["language"], limit=40) or None
    for part in (*raw.get("content", ()), raw.get("summary_detail") or {}, raw.get("title_detail") or {}):
        if part.get("language"):
            return clean_line(part["language"], limit=40)
    return None


def _stamp(raw: FeedDict, keys: tuple[str, ...], context: EntryContext) -> Stamp | None:
    for key in keys:
        value = raw.get(key)
        if isinstance(value, str) and value:
            read = parse_date(value, now=context.now, language=context.language, zone=context.zone, order=context.order)
            if read is not None:
                return Stamp(
                    at=read.at,
                    precision=read.precision,
                    zone=read.zone,
                    text=clean_line(value, limit=200),
                    source=clean_line(f"feed:{key}"),
                )
    return None
