"""Reads JSON Feed 1.0 and 1.1 (jsonfeed.org/version/1.1), and what calls itself that; any JSON value may stand anywhere."""

import json
import math
import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from newscli.dates import parse_date
from newscli.errors import ParseError
from newscli.models.body import Body, body_from_text, body_start
from newscli.models.parsed import Enclosure, ParsedEntry, ParsedFeed, Stamp
from newscli.parse.entry_media import seconds_of
from newscli.parse.markup import body_from_html, text_of
from newscli.parse.split import raw_hash
from newscli.text import SafeBlock, SafeLine, clean_block, clean_line, format_line
from newscli.urls import WebUrl, find_stated_url

_MANY: Final = 100
_SUMMARY_LIMIT: Final = 4_000
_TEASER: Final = 600

Object = Mapping[str, Any]
# NaN and Infinity are no JSON (RFC 8259 section 6), but Python writes and reads them.
_DECODER: Final = json.JSONDecoder(strict=False, parse_constant=lambda _: None)
_ITEMS: Final = re.compile(r"\"items\"\s*:\s*\[")
_BETWEEN_ITEMS: Final = re.compile(r"[\s,]*")


def parse_json_feed(text: str, base: WebUrl | None, now: datetime | None, known: frozenset[bytes]) -> ParsedFeed:
    """The feed in `text`; broken JSON gives the items that stand whole in it. Raises ParseError if there is no list of items.

    JSON that does not call itself a JSON Feed is one only if an item has what an article has.
    """
    document, problem = _loaded(text)
    items = document.get("items")
    if not isinstance(items, list) or not (_calls_itself_feed(document) or any(map(_is_article, items))):
        raise ParseError(format_line("not a feed but JSON without articles"), found=clean_line("JSON that is no feed"))
    language = _line(document.get("language"), 40) or None
    articles: list[ParsedEntry] = []
    unchanged: list[bytes] = []
    for item in items:
        if not isinstance(item, dict):
            continue
        digest = raw_hash(json.dumps(item, sort_keys=True))
        if digest in known:
            unchanged.append(digest)
        else:
            articles.append(_entry(item, document, base, now, digest))
    return ParsedFeed(
        title=text_of(_text(document.get("title"))) or None,
        site_url=_url(document.get("home_page_url"), base),
        language=language,
        articles=tuple(articles),
        warnings=(format_line("broken JSON: {}", problem),) if problem else (),
        self_url=_url(document.get("feed_url"), base),
        hub_url=next((url for hub in _objects(document.get("hubs")) if (url := _url(hub.get("url"), base))), None),
        format=clean_line("json11" if "1.1" in str(document.get("version", "")) else "json1"),
        unchanged=tuple(unchanged),
    )


def _loaded(text: str) -> tuple[Object, str | None]:
    """The object in `text`, and what is wrong with it. Raises ParseError if there is none."""
    text = text.lstrip("\ufeff")
    try:
        document = _DECODER.decode(text)
    except (ValueError, RecursionError) as error:
        document = _salvaged(text)
        if not document["items"]:
            raise ParseError(format_line("not a feed but broken JSON: {}", error), found=clean_line("broken JSON")) from error
        return document, str(error)
    if isinstance(document, list):
        document = {"items": document}
    if not isinstance(document, dict):
        raise ParseError(format_line("not a feed but a JSON value"), found=clean_line("JSON that is no feed"))
    return document, None


def _salvaged(text: str) -> dict[str, Any]:
    """What stands before the list of items, where that is whole, and the items up to the first that is not."""
    start = _ITEMS.search(text)
    if start is None:
        return {"items": []}
    try:
        document: dict[str, Any] = _DECODER.decode(text[: start.start()].rstrip().rstrip(",") + "}")
    except (ValueError, RecursionError):
        document = {}
    document["items"] = []
    position = start.end()
    while True:
        try:
            item, end = _DECODER.raw_decode(text, _BETWEEN_ITEMS.match(text, position).end())  # type: ignore[union-attr]
        except (ValueError, RecursionError):
            return document
        document["items"].append(item)
        position = end


def _calls_itself_feed(document: Object) -> bool:
    return "jsonfeed.org" in _text(document.get("version"))


def _is_article(item: object) -> bool:
    return isinstance(item, dict) and any(_text(item.get(name)) for name in ("id", "url", "content_html", "content_text"))


def _entry(item: Object, feed: Object, base: WebUrl | None, now: datetime | None, digest: bytes) -> ParsedEntry:
    body = _body(item, base)
    summary = clean_block(_text(item.get("summary")), limit=_SUMMARY_LIMIT) or None
    url = _url(item.get("url"), base) or _url(item.get("external_url"), base)
    identifier = _line(item.get("id"))
    language = _line(item.get("language"), 40) or None
    return ParsedEntry(
        guid=identifier or None,
        url=url or (find_stated_url(identifier) if identifier.startswith("http") else None),
        title=text_of(_text(item.get("title"))),
        authors=_authors(item) or _authors(feed),
        published=_stamp(item, "date_published", now) or _stamp(item, "date_modified", now),
        updated=_stamp(item, "date_modified", now),
        summary=summary or _teaser(body),
        body=body,
        topics=tuple(
            dict.fromkeys(topic for tag in _list(item.get("tags")) if (topic := clean_line(_line(tag, 200).removeprefix("#"))))
        ),
        language=language,
        image=_url(item.get("image"), base) or _url(item.get("banner_image"), base),
        enclosures=_enclosures(item, base),
        raw_hash=digest,
    )


def _body(item: Object, base: WebUrl | None) -> Body | None:
    markup, plain = _text(item.get("content_html")), _text(item.get("content_text"))
    if markup.strip():
        return body_from_html(markup, base) or None
    return body_from_text(plain) or None


def _teaser(body: Body | None) -> SafeBlock | None:
    return body_start(body, length=_TEASER) or None if body else None


def _authors(owner: Object) -> tuple[SafeLine, ...]:
    """`authors` of version 1.1, else `author` of 1.0."""
    people = _objects(owner.get("authors")) or _objects([owner.get("author")])
    return tuple(dict.fromkeys(name for person in people if (name := _line(person.get("name"), 200))))


def _enclosures(item: Object, base: WebUrl | None) -> tuple[Enclosure, ...]:
    found: list[Enclosure] = []
    for part in _objects(item.get("attachments")):
        url = _url(part.get("url"), base)
        size = part.get("size_in_bytes")
        if url is not None:
            length = int(size) if isinstance(size, int | float) and 0 <= size < 1e15 else None
            found.append(
                Enclosure(
                    url=url,
                    type=_line(part.get("mime_type"), 100) or None,
                    length=length,
                    title=_line(part.get("title"), 300) or None,
                    duration=seconds_of(_text(part.get("duration_in_seconds"))),
                )
            )
    return tuple(found)


def _stamp(item: Object, key: str, now: datetime | None) -> Stamp | None:
    value = _text(item.get(key))
    read = parse_date(value, now=now) if value else None
    if read is None:
        return None
    return Stamp(
        at=read.at, precision=read.precision, zone=read.zone, text=clean_line(value, limit=200), source=clean_line(f"json:{key}")
    )


def _text(value: object) -> str:
    """A string, or a number as one (ids are numbers in many feeds)."""
    if isinstance(value, float) and not math.isfinite(value):
        return ""
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return value if isinstance(value, str) else str(value) if is_number else ""


def _line(value: object, limit: int = 1_000) -> SafeLine:
    return clean_line(_text(value), limit=limit)


def _url(value: object, base: WebUrl | None) -> WebUrl | None:
    return find_stated_url(value, base) if isinstance(value, str) and value else None


def _list(value: object) -> list[Any]:
    return value[:_MANY] if isinstance(value, list) else []


def _objects(value: object) -> list[Object]:
    return [part for part in _list(value) if isinstance(part, dict)]
