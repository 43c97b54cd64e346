"""Reads feeds: RSS 0.9x/1.0/2.0, Atom, RDF, CDF by way of feedparser, JSON Feed by ourselves; bytes in, cleaned values out, pure.

Only entries that are not known yet are parsed where the document can be cut; nothing is asked of the network.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Final

from newscli.errors import ParseError
from newscli.models.parsed import ParsedEntry, ParsedFeed
from newscli.parse.entry import EntryContext, authors_of, entry_of, order_in
from newscli.parse.feed_facts import FeedFacts, feed_facts
from newscli.parse.feed_xml import prepared, read_xml
from newscli.parse.feedparser_elements import FeedDict
from newscli.parse.jsonfeed import parse_json_feed
from newscli.parse.sniff import Found, decode, describe, what_is
from newscli.parse.split import raw_hash, split_feed
from newscli.text import SafeLine, clean_line, format_line
from newscli.urls import WebUrl, find_web_url, host_of

__all__ = ["parse_feed"]

BYTES_LIMIT: Final = 20_000_000
"""A feed beyond this is refused; the largest real one met has 9 MB."""
_PARSED: Final[frozenset[Found]] = frozenset({"feed", "json-feed"})


def parse_feed(
    data: bytes,
    url: str,
    content_type: str | None = None,
    *,
    headers: Mapping[str, str] | None = None,
    now: datetime | None = None,
    known: frozenset[bytes] = frozenset(),
) -> ParsedFeed:
    """What a feed document says; entries whose raw hash is in `known` are not parsed but listed in `unchanged`.

    A malformed document gives what could be read, with a warning. Raises ParseError, and nothing else, if it is no feed.
    `now` without a zone is taken for UTC.
    """
    now = now.replace(tzinfo=UTC) if now is not None and now.tzinfo is None else now
    lowered = {name.lower(): value for name, value in (headers or {}).items()}
    content_type = content_type or lowered.get("content-type")
    if len(data) > BYTES_LIMIT:
        raise ParseError(format_line("the feed is too large: {} bytes", len(data)), found=clean_line("a very large document"))
    found = what_is(data, content_type)
    if found not in _PARSED:
        raise _not_a_feed(found)
    base = find_web_url(lowered.get("content-location", ""), url) or find_web_url(url)
    if found == "json-feed":
        return parse_json_feed(decode(data, content_type=content_type, kind="text"), base, now, known)
    text = decode(data, content_type=content_type, kind="xml")
    return _parse_xml(text, base, lowered.get("content-language"), now, known)


@dataclass(frozen=True, slots=True)
class _Read:
    feed: FeedDict
    entries: list[FeedDict]
    hashes: list[bytes]
    unchanged: tuple[bytes, ...]
    version: str
    problem: str | None
    is_last_cut: bool = False


def _parse_xml(text: str, base: WebUrl | None, language: str | None, now: datetime | None, known: frozenset[bytes]) -> ParsedFeed:
    text, entities = prepared(text)
    read = _read_new(text, language, entities, known)
    if not (read.version or read.entries or read.unchanged or read.feed):
        raise _not_a_feed("xml")
    facts = feed_facts(read.feed, text, base)
    is_atom = read.version.startswith("atom")
    context = EntryContext(
        base=_base_of_entries(base, facts.site_url),
        language=facts.language,
        now=now,
        order=order_in(read.entries, text, facts.language),
        zone=facts.zone,
        authors=authors_of(read.feed) if is_atom else (),
        is_atom=is_atom,
    )
    articles: list[ParsedEntry] = []
    unchanged = list(read.unchanged)
    cut = read.entries[-1] if read.is_last_cut and read.entries else None
    for raw, digest in zip(read.entries, read.hashes, strict=True):
        if digest in known:
            unchanged.append(digest)
        else:
            entry = entry_of(raw, context, digest)
            articles.append(replace(entry, is_cut=True) if raw is cut else entry)
    return _assembled(facts, tuple(articles), tuple(unchanged), read, context)


def _base_of_entries(base: WebUrl | None, site: WebUrl | None) -> WebUrl | None:
    """What relative addresses are taken relative to: the feed's own address, but its site's where another host hands it out.

    RFC 4287 and RSS know only the first; a feed that was written for its site and is served by FeedBurner or a cache has none of
    its pages there.
    """
    return site if site and (base is None or host_of(site) != host_of(base)) else base


def _read_new(text: str, language: str | None, entities: dict[str, str], known: frozenset[bytes]) -> _Read:
    """Only the unknown entries where the document can be cut into entries, else all of them."""
    split = split_feed(text)
    if split is not None:
        hashes = [raw_hash(entry) for entry in split.entries]
        new = [(entry, digest) for entry, digest in zip(split.entries, hashes, strict=True) if digest not in known]
        read = read_xml(split.around(tuple(entry for entry, _ in new)), language, entities)
        if len(read.entries) == len(new):
            unchanged = tuple(digest for digest in hashes if digest in known)
            return _Read(read.feed, read.entries, [digest for _, digest in new], unchanged, read.version, read.problem)
    read = read_xml(text, language, entities)
    hashes = [raw_hash(repr(entry)) for entry in read.entries]
    return _Read(read.feed, read.entries, hashes, (), read.version, read.problem, read.is_last_cut)


def _assembled(
    facts: FeedFacts, articles: tuple[ParsedEntry, ...], unchanged: tuple[bytes, ...], read: _Read, context: EntryContext
) -> ParsedFeed:
    warnings: list[SafeLine] = []
    if read.problem:
        warnings.append(format_line("not well-formed XML: {}", read.problem))
    ahead = sum(context.is_ahead(article) for article in articles)
    if ahead:
        warnings.append(format_line("{} of {} dates lie in the future", ahead, len(articles)))
    return ParsedFeed(
        title=facts.title,
        site_url=facts.site_url,
        language=facts.language,
        articles=articles,
        warnings=tuple(warnings),
        self_url=facts.self_url,
        hub_url=facts.hub_url,
        rhythm=facts.rhythm,
        format=clean_line(read.version) or None,
        unchanged=unchanged,
    )


def _not_a_feed(found: Found) -> ParseError:
    words = describe(found)
    return ParseError(format_line("not a feed but {}", words), found=words)
