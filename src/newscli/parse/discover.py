"""The feeds that an HTML page offers, and the places where a site that offers none may have one; asks for nothing."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Final, Literal
from urllib.parse import urlsplit

from newscli.parse.charsets import decode
from newscli.text import SafeLine, clean_line, resolve_entities
from newscli.urls import WebUrl, find_web_url

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

FeedFormat = Literal["rss", "atom", "json", "rdf"]

MAX_CANDIDATES: Final = 50
"""Of one page; a directory of feeds is no page to follow."""
_MAX_BYTES: Final = 4 * 1024 * 1024
_MAX_TAGS: Final = 20_000
_MAX_TAG: Final = 8_000
"""Characters of one tag."""
_WELL_KNOWN: Final = ("/feed", "/rss.xml", "/atom.xml", "/feed.json", "/index.xml", "/rss")
"""Most frequent first: WordPress and Ghost, generators of static sites, JSON Feed, Hugo, Drupal."""

_FORMATS: Final[dict[str, FeedFormat | None]] = {
    "application/rss+xml": "rss", "application/rss": "rss", "application/x-rss+xml": "rss", "text/rss+xml": "rss",
    "text/rss": "rss",
    "application/atom+xml": "atom", "application/atom": "atom", "text/atom+xml": "atom", "application/rdf+xml": "rdf",
    "application/feed+json": "json", "application/json": "json", "application/xml": None, "text/xml": None,
}  # fmt: skip
_NOT_FEEDS = re.compile(r"oembed|wp-json|/xmlrpc|opensearch|sitemap|/api/", re.IGNORECASE)
_COMMENTS = re.compile(r"\bcomments?\b|kommentar|comentarios|commentaires|комментари|댓글|コメント|评论", re.IGNORECASE)
_FEED_PATH = re.compile(
    r"(?:^|[/._])(?:rss|rss2|atom|feed|feeds|rdf)(?:[/._-]?(?:xml|json|rss|rdf|atom|php|aspx))?/?$", re.IGNORECASE
)
_FEED_QUERY = re.compile(r"(?:^|&)(?:feed|format|type|alt)=(?:rss2?|atom|rdf|json|xml)(?:&|$)|^(?:rss|feed|atom)$", re.IGNORECASE)

_NOISE = re.compile(r"<!--.*?(?:-->|\Z)|<(script|style|template|textarea)\b.*?(?:</\1\s*>|\Z)", re.IGNORECASE | re.DOTALL)
# Whole quoted values, which may hold ">"; where quotes do not pair, up to the first ">".
_TAG = re.compile(r"<(?:base|link|a)\s(?:(?:[^<>\"']++|\"[^\"<]{0,4000}+\"|'[^'<]{0,4000}+')*+>|[^<>]{1,4000}+>)", re.IGNORECASE)
_ANCHOR_END = re.compile(r"</a\b", re.IGNORECASE)
_MARKUP = re.compile(r"<[^<>]*>?")


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedCandidate:
    """A feed that a page names; what is there is known only when it is fetched."""

    url: WebUrl
    title: SafeLine | None
    format: FeedFormat | None
    """As the page says it."""
    is_declared: bool
    """In a <link> for programs; else an <a> for people that looks like one."""
    is_comments: bool
    """Of the comments to an article or a site: never what was meant by following it."""


def find_feeds(data: bytes, url: WebUrl, content_type: str | None = None) -> tuple[FeedCandidate, ...]:
    """The feeds that the page `data` at `url` offers, best first, each address once, at most `MAX_CANDIDATES`.

    Declared ones in page order (rssboard.org/rss-autodiscovery; JSON Feed 1.1, "Discovery"), then links that look like feeds;
    feeds of comments stand last.
    """
    base = url
    found: dict[WebUrl, FeedCandidate] = {}
    has_base = False
    for node, words in _tags(decode(data[:_MAX_BYTES], content_type=content_type)):
        href = node.attributes.get("href") or ""
        if node.tag == "base":
            # The first with an address counts (HTML 4.2.3).
            base, has_base = (find_web_url(href, url) or base, True) if href and not has_base else (base, has_base)
            continue
        candidate = _declared(node, href, base) if node.tag == "link" else _linked(node, href, base, words)
        if candidate is not None and candidate.url != url:
            known = found.get(candidate.url)
            if known is None or (candidate.is_declared and not known.is_declared):
                found[candidate.url] = candidate
    ranked = sorted(found.values(), key=lambda candidate: (candidate.is_comments, not candidate.is_declared))
    return tuple(ranked[:MAX_CANDIDATES])


def guess_urls(url: WebUrl) -> tuple[WebUrl, ...]:
    """Where a site that declares no feed often has one: six addresses at its root, the most frequent first."""
    guesses = (find_web_url(place, url) for place in _WELL_KNOWN)
    return tuple(guess for guess in guesses if guess is not None and guess != url)


def _declared(node: "LexborNode", href: str, base: WebUrl) -> FeedCandidate | None:
    rel = (node.attributes.get("rel") or "").lower().split()
    kind = (node.attributes.get("type") or "").partition(";")[0].strip().lower()
    target = find_web_url(href, base)
    if target is None or not ({"alternate", "feed"} & set(rel)) or "stylesheet" in rel or _NOT_FEEDS.search(target):
        return None
    if kind not in _FORMATS and not ("feed" in rel and not kind):
        return None
    return _candidate(target, node.attributes.get("title") or "", _FORMATS.get(kind), is_declared=True)


def _linked(node: "LexborNode", href: str, base: WebUrl, words: str) -> FeedCandidate | None:
    target = find_web_url(href, base)
    if target is None or _NOT_FEEDS.search(target):
        return None
    parts = urlsplit(target)
    kind = (node.attributes.get("type") or "").strip().lower()
    if not (
        _FEED_PATH.search(parts.path)
        or _FEED_QUERY.search(parts.query)
        or kind in ("application/rss+xml", "application/atom+xml")
    ):
        return None
    return _candidate(target, node.attributes.get("title") or words, _FORMATS.get(kind), is_declared=False)


def _candidate(url: WebUrl, title: str, feed_format: FeedFormat | None, *, is_declared: bool) -> FeedCandidate:
    name = clean_line(title, limit=300) or None
    return FeedCandidate(
        url=url, title=name, format=feed_format, is_declared=is_declared,
        is_comments=bool(_COMMENTS.search(name or "") or _COMMENTS.search(urlsplit(url).path)),
    )  # fmt: skip


def _tags(document: str) -> "Iterator[tuple[LexborNode, str]]":
    """The <base>, <link> and <a> elements, in page order, and the words inside each <a>.

    Each tag is given to the HTML parser by itself: lexbor takes quadratic time for nesting and for attributes of one tag
    (20,000 open elements 0.5 s, a million more than ten minutes), and this room reads nothing but attributes.
    """
    from selectolax.lexbor import LexborHTMLParser

    text = _NOISE.sub(" ", document)
    for match in islice(_TAG.finditer(text), _MAX_TAGS):
        node = LexborHTMLParser(match[0]).css_first("base, link, a") if len(match[0]) <= _MAX_TAG else None
        if node is not None:
            end = _ANCHOR_END.search(text, match.end(), match.end() + 400) if node.tag == "a" else None
            yield node, resolve_entities(_MARKUP.sub(" ", text[match.end() : end.start()])) if end else ""
