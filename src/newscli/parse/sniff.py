"""What a document is, by its first bytes and its Content-Type, so that messages can say it; parses nothing."""

import re
from typing import Final, Literal

from newscli.parse.charsets import decode
from newscli.text import SafeLine, clean_line

__all__ = ["ADDRESSES", "NEWSBOAT", "Found", "decode", "describe", "find_address_list", "is_json_feed", "what_is"]

Found = Literal[
    "feed", "json-feed", "page", "opml", "sitemap", "xml", "json", "text", "pdf", "image", "audio", "video", "archive", "binary",
    "empty",
]  # fmt: skip

_WORDS: Final[dict[Found, str]] = {
    "feed": "a feed", "json-feed": "a JSON feed", "page": "an HTML page", "opml": "a list of feeds (OPML)",
    "sitemap": "a sitemap", "xml": "an XML document that is no feed", "json": "JSON that is no feed", "text": "plain text",
    "pdf": "a PDF document", "image": "an image", "audio": "an audio file", "video": "a video", "archive": "an archive",
    "binary": "binary data", "empty": "an empty answer",
}  # fmt: skip

ADDRESSES: Final = clean_line("a list of addresses")
NEWSBOAT: Final = clean_line("newsboat's own list of feeds")

_HEAD: Final = 65_536
"""Bytes looked at: comments and stylesheet instructions may stand before the root element."""
# The table of WHATWG MIME Sniffing, sections 6.1, 6.2 and 6.4.
_MAGIC: Final[tuple[tuple[re.Pattern[bytes], Found], ...]] = (
    (re.compile(rb"%PDF-"), "pdf"),
    (re.compile(rb"\x89PNG\r\n|GIF8[79]a|\xff\xd8\xff|RIFF....WEBP|BM.{4}\x00\x00\x00\x00|\x00\x00\x01\x00", re.DOTALL), "image"),
    (re.compile(rb"....ftyp(?:avif|heic|mif1)", re.DOTALL), "image"),
    (re.compile(rb"ID3|OggS|fLaC|\xff[\xfb\xf3\xf2\xf1\xf9]|RIFF....WAVE|....ftypM4A", re.DOTALL), "audio"),
    (re.compile(rb"....ftyp|\x1a\x45\xdf\xa3|RIFF....AVI ", re.DOTALL), "video"),
    (re.compile(rb"PK\x03\x04|\x1f\x8b\x08|BZh|\xfd7zXZ\x00|Rar!|7z\xbc\xaf|\x28\xb5\x2f\xfd"), "archive"),
)
_ADDRESS_LINE = re.compile(r"https?://\S", re.IGNORECASE)
_NEWSBOAT_LINE = re.compile(r'"?(?:query|exec|filter|file):|---(?:\s|$)|https?://\S++\s++(?:.*\s)?["~!]', re.IGNORECASE)
_BEFORE_ROOT = re.compile(
    r"\s++|<\?[^>]*+>|<!--(?:[^-]|-(?!->))*+-->|<!DOCTYPE(?:[^\[>]|\[[^\]]*+\])*+>|<!\[CDATA\[", re.IGNORECASE
)
_ROOT = re.compile(r"<(?:[A-Za-z_][\w.-]*+:)?(?P<name>[A-Za-z_][\w.-]*+)")
_FEED_TAG = re.compile(r"<(?:rss|(?:[\w.-]{1,20}:)?RDF|(?:atom:)?feed|channel)(?=[\s>/])", re.IGNORECASE)
_HTML_TAG = re.compile(
    r"<(?:!doctype\s+html|html|head|body|title|script|div|p|meta|link|a|h1|table|style|iframe|font|br|b)(?=[\s>/])", re.IGNORECASE
)
_ROOTS: Final[dict[str, Found]] = {
    "rss": "feed", "rdf": "feed", "feed": "feed", "channel": "feed", "opml": "opml", "urlset": "sitemap",
    "sitemapindex": "sitemap", "svg": "image", "html": "page",
}  # fmt: skip
_NAMESPACE = re.compile(r"[^<>]{0,400}?\sxmlns(?::[\w.-]{1,30})?=[\"'](?!http://www\.w3\.org/1999/xhtml)")
_JSON_FEED = re.compile(r"jsonfeed\.org\\?/version|\"items\"\s*:\s*\[")
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def what_is(data: bytes, content_type: str | None = None) -> Found:
    """What `data` is; the header only decides where the bytes leave it open, for servers often guess."""
    if not data.strip(b"\x00\t\n\r\f \xef\xbb\xbf"):
        return "empty"
    start = data.lstrip(b"\t\n\r\f ")
    for pattern, found in _MAGIC:
        if pattern.match(start):
            return found
    head = _text(start[:_HEAD], content_type)
    if head.startswith(("{", "[")):
        return _json(data, head)
    marked = _marked_up(head)
    if marked is None and len(data) > _HEAD and head.startswith("<"):
        marked = _marked_up(_text(data, content_type))
    if marked is not None:
        return marked
    if _CONTROL.search(data[:1024]) and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "binary"
    return "page" if content_type and "html" in content_type.lower() and "<" in head else "text"


def _text(data: bytes, content_type: str | None) -> str:
    return decode(data, content_type=content_type, kind="xml").lstrip("\ufeff \t\r\n\f")


def describe(found: Found) -> SafeLine:
    """`found` in words: "an HTML page"."""
    return clean_line(_WORDS[found])


def find_address_list(text: str) -> SafeLine | None:
    """ADDRESSES or NEWSBOAT, where the lines of `text` but for empty ones and comments begin with addresses; else None.

    newsboat's file has tags, "~title" and "!" behind an address, and lines that are no address (newsboat manual, "urls").
    """
    if len(text) > _HEAD:
        text = text[:_HEAD].rpartition("\n")[0]
    lines = [line for raw in text.splitlines() if (line := raw.strip()) and not line.startswith("#")]
    own = sum(_NEWSBOAT_LINE.match(line) is not None for line in lines)
    if not own and not any(map(_ADDRESS_LINE.match, lines)):
        return None
    if not all(_ADDRESS_LINE.match(line) or _NEWSBOAT_LINE.match(line) for line in lines):
        return None
    return NEWSBOAT if own else ADDRESSES


def is_json_feed(head: str) -> bool:
    """Whether JSON text that begins with `head` looks like a JSON Feed."""
    return _JSON_FEED.search(head) is not None


def _json(data: bytes, head: str) -> Found:
    if is_json_feed(head) or (len(data) > _HEAD and is_json_feed(data.decode("utf-8", "replace"))):
        return "json-feed"
    second = head[1:].lstrip()[:1]
    return "json" if second in (tuple('"}') if head.startswith("{") else tuple('{["]0123456789')) else "text"


def _marked_up(head: str) -> Found | None:
    """By the root element; junk before it (a PHP warning, a stray word) is passed over if a feed follows it."""
    position = 0
    while before := _BEFORE_ROOT.match(head, position):
        position = before.end()
    root = _ROOT.match(head, position)
    if root is not None and (found := _ROOTS.get(root["name"].lower())):
        return found
    feed, page = _FEED_TAG.search(head), _HTML_TAG.search(head)
    is_xml = head.startswith("<?xml") or (root is not None and _NAMESPACE.match(head, root.end()))
    if is_xml and root is not None and feed is None and not _HTML_TAG.match(head, root.start()):
        return "xml"
    if page and (feed is None or page.start() < feed.start()) and not _is_junk_before_feed(head, feed):
        return "page"
    if feed:
        return "feed"
    return "xml" if root is not None else None


def _is_junk_before_feed(head: str, feed: re.Match[str] | None) -> bool:
    """PHP writes its warnings as `<br />` and `<b>` before the document."""
    return feed is not None and re.search(r"<(?:html|head|body)[\s>]", head[: feed.start()], re.IGNORECASE) is None
