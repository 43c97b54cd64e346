"""What is fuzzed: each target takes any bytes and raises where a promise is broken; it finds and changes no input itself."""

import json
import random
import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from typing import Any, Final, TypeVar

from fuzz.seeds import (
    ATOM,
    DATE_WORDS,
    DATES,
    HTML_WORDS,
    JSON_KEYS,
    JSON_LD_KEYS,
    JSON_LD_VALUES,
    JSON_VALUES,
    OPML,
    PAGE,
    PAGE_DATA,
    QUERIES,
    RSS,
    TERMINAL,
    XML_WORDS,
)

from newscli.dates import EARLIEST, LATEST_YEAR, ReadDate, find_date_in, parse_date
from newscli.errors import NotFoundError, ParseError, UsageError
from newscli.library.query_reading import read_line, read_query
from newscli.library.query_writing import write_query
from newscli.models.body import Body, body_html, body_text
from newscli.models.body_codec import body_from_json, body_to_json
from newscli.models.feed import Feed
from newscli.models.parsed import ParsedEntry, ParsedFeed, ParsedItem
from newscli.models.search import wanted_texts
from newscli.parse.feed import parse_feed
from newscli.parse.opml import parse_opml
from newscli.parse.page import parse_page
from newscli.store.search_match import quote_text
from newscli.store.search_text import index_words
from newscli.text import clean_block, clean_code, clean_line, clean_span, escape_json, is_clean
from newscli.urls import WebUrl, find_link, find_stated_url, find_web_url, url_key

NOW: Final = datetime(2026, 11, 23, 12, tzinfo=UTC)
URL: Final = "https://example.com/news/feed"
LANGUAGES: Final = (None, "en", "en-US", "de", "ko", "ar", "th", "hr")
CONTENT_TYPES: Final = (None, "text/xml", "text/xml; charset=utf-16", "text/html; charset=euc-kr", "application/json", "x")

_Chosen = TypeVar("_Chosen")


@dataclass(frozen=True, slots=True)
class Target:
    """One way for strangers' bytes into the program: `run` raises AssertionError, or whatever leaves it, for a broken promise."""

    name: str
    run: Callable[[bytes], None]
    seeds: tuple[bytes, ...]
    corpus: tuple[str, ...] = ()
    """Patterns of files below ../shared/corpus whose contents are seeds too, where they are not larger than `max_bytes`."""
    corpus_prefix: bytes = b""
    """What stands before a file's bytes, for the choices that the target takes off the front."""
    words: tuple[bytes, ...] = ()
    """What the language of the inputs is made of."""
    max_bytes: int = 8_000
    inputs: int = 1_000
    """How many a counted run takes: what two cores of 2026 take in some ten seconds with coverage."""


class _Bytes:
    """The input, from which choices are taken off the front."""

    def __init__(self, data: bytes) -> None:
        self.rest = data

    def number(self) -> int:
        first, self.rest = (self.rest[0], self.rest[1:]) if self.rest else (0, b"")
        return first

    def one_of(self, choices: Sequence[_Chosen]) -> _Chosen:
        return choices[self.number() % len(choices)]

    def text(self) -> str:
        return self.rest.decode("utf-8", "surrogateescape")


def fuzz_feed(data: bytes) -> None:
    """A feed of any kind: cleaned values or a ParseError, and the same entries where half of them are known already."""
    given = _Bytes(data)
    content_type = given.one_of(CONTENT_TYPES)
    _check_feed(given.rest, content_type)


def fuzz_json_feed(data: bytes) -> None:
    """A JSON feed whose fields hold any JSON values."""
    given = _Bytes(data)
    items = [_object(given, 3) for _ in range(1 + given.number() % 4)]
    _check_feed(json.dumps({**_object(given, 2), "items": items}).encode(), None)


def fuzz_page(data: bytes) -> None:
    """An article page: every string clean, every address of the web."""
    _check_page(data)


def fuzz_json_ld(data: bytes) -> None:
    """A page whose JSON-LD holds any values in the fields that are read."""
    given = _Bytes(data)
    node = {"@type": "NewsArticle", **_object(given, 3, JSON_LD_KEYS, JSON_LD_VALUES)}
    _check_page(PAGE.replace(PAGE_DATA, json.dumps(node).encode()))


def _check_page(data: bytes) -> None:
    try:
        article = parse_page(data, URL, now=NOW)
    except ParseError as error:
        _check_lines([str(error), error.found])
        return
    _check_lines([article.title, *article.authors, *article.topics, article.language, article.outlet_name])
    _check_urls([article.url, article.image, article.amp_url])
    _check_body(article.body)
    for item in (*article.related, *article.trending, *article.sponsored):
        _check_item(item)


def fuzz_opml(data: bytes) -> None:
    """A list of feeds: only addresses of the web come out of it."""
    try:
        opml = parse_opml(data)
    except ParseError as error:
        _check_lines([str(error), error.found])
        return
    _check_lines([opml.title, *opml.warnings, *opml.head, *opml.head.values()])
    _check_urls([outline.xml_url for outline in opml.outlines])
    _check_urls([outline.site_url for outline in opml.outlines])
    _check_urls([link.url for link in (*opml.lists, *opml.sites)])
    _check_lines([name for outline in opml.outlines for path in outline.categories for name in path])


def fuzz_dates(data: bytes) -> None:
    """A date, alone and inside a text."""
    given = _Bytes(data)
    language, order = given.one_of(LANGUAGES), given.one_of((None, "day-first", "month-first"))
    now, text = given.one_of((None, NOW)), given.text()
    read = parse_date(text, now=now, language=language, order=order)  # type: ignore[arg-type]
    found = find_date_in(text, now=now, language=language, order=order)  # type: ignore[arg-type]
    _check_date(read)
    _check_date(found.date if found else None)
    assert found is None or (text[found.start : found.end] == found.matched and found.matched), found
    assert found is None or now is not None or not found.is_relative, found


def fuzz_query(data: bytes) -> None:
    """Words typed into search: SQLite takes them all for words, and they find a text that holds them."""
    typed = data.decode("utf-8", "replace")
    try:
        node = read_query([typed], now=NOW, find_feed=_find_feed).node
    except (UsageError, NotFoundError):
        return  # a field with a value that is none
    if node is None:
        return
    assert read_line(write_query(node), now=NOW, find_feed=_find_feed).node == node, (typed, node)
    index = _index()
    for text in wanted_texts(node):
        index.execute("DELETE FROM texts")
        index.execute("INSERT INTO texts (text) VALUES (?)", (index_words(text.text.replace("\0", " ")),))
        found = index.execute("SELECT count(*) FROM texts WHERE texts MATCH ?", (quote_text(text, {}),)).fetchone()[0]
        assert found, (typed, text)


def _find_feed(words: str) -> Feed:
    raise NotFoundError(clean_line(words))


def fuzz_text(data: bytes) -> None:
    """The gate: what passes is clean, passing twice changes nothing, and nothing grows beyond its limit."""
    given = _Bytes(data)
    limit = 1 + given.number()
    text = given.rest.decode("utf-8", "surrogatepass") if _is_utf8(given.rest) else given.text()
    line, span, block, code = clean_line(text), clean_span(text), clean_block(text), clean_code(text)
    _check_lines([line, span, *block.split("\n")])
    assert (clean_line(line), clean_span(span), clean_block(block), clean_code(code)) == (line, span, block, code)
    assert all(len(door(text, limit=limit)) <= limit for door in (clean_line, clean_span, clean_block, clean_code))
    assert json.loads(escape_json(json.dumps(line, ensure_ascii=False))) == line


def fuzz_address(data: bytes) -> None:
    """Any text taken for an address: the same address if it is one, with one key."""
    for found in (find_web_url(text := data.decode("utf-8", "surrogateescape")), find_web_url(text, URL)):
        if found is not None:
            _check_urls([found, find_stated_url(text, URL)])
            assert find_web_url(found) == found, found
            assert url_key(found) == url_key(WebUrl(clean_line(found)))
    mail = find_link(f"mailto:{text}")
    assert mail is None or (find_link(mail) == mail and mail.count("@") == 1 and not set(mail) & set("?&,;% ")), mail


def _check_feed(data: bytes, content_type: str | None) -> None:
    try:
        full = parse_feed(data, URL, content_type, now=NOW)
    except ParseError as error:
        _check_lines([str(error), error.found])
        return
    _check_lines([full.title, full.language, full.format, *full.warnings])
    _check_urls([full.site_url, full.self_url, full.hub_url])
    for entry in full.articles:
        _check_entry(entry)
    _check_known(full, data, content_type)


def _check_known(full: ParsedFeed, data: bytes, content_type: str | None) -> None:
    """Reading only what is new equals reading all; a malformed document may be mended otherwise when there is less of it."""
    known = frozenset(entry.raw_hash for entry in full.articles[::2])
    new = parse_feed(data, URL, content_type, now=NOW, known=known)
    assert set(new.unchanged) == known or full.warnings
    expected = [entry for entry in full.articles if entry.raw_hash not in known]
    assert list(new.articles) == expected or full.warnings, (new.articles, expected)


def _check_entry(entry: ParsedEntry) -> None:
    _check_lines([entry.guid, entry.title, *entry.authors, *entry.topics, entry.language, entry.source_name])
    _check_lines((entry.summary or "").split("\n"))
    _check_urls([entry.url, entry.image, entry.source_url, *(part.url for part in entry.enclosures)])
    for stamp in (entry.published, entry.updated):
        assert stamp is None or (stamp.at >= EARLIEST and stamp.at.year <= LATEST_YEAR), stamp
    if entry.body is not None:
        _check_body(entry.body)


def _check_item(item: ParsedItem) -> None:
    _check_lines([item.title, item.date_text, item.teaser, item.section])
    _check_urls([item.url])


def _check_body(body: Body) -> None:
    _check_lines([*body_text(body).split("\n"), *body_html(body).split("\n")], squeezed=False)
    assert body_from_json(body_to_json(body)) == body, body


def _check_date(read: ReadDate | None) -> None:
    assert read is None or (read.at.utcoffset() is not None and read.at >= EARLIEST and read.at.year <= LATEST_YEAR), read


def _check_lines(lines: Sequence[str | None], *, squeezed: bool = True) -> None:
    for line in lines:
        assert not line or is_clean(line if squeezed else " ".join(line.split())), line


def _check_urls(urls: Sequence[str | None]) -> None:
    for url in urls:
        assert url is None or (url.startswith(("http://", "https://")) and url.isascii() and url.isprintable()), url


def _object(given: _Bytes, depth: int, keys: Sequence[str] = JSON_KEYS, values: Sequence[object] = JSON_VALUES) -> dict[str, Any]:
    return {given.one_of(keys): _value(given, depth, keys, values) for _ in range(given.number() % 8)}


def _value(given: _Bytes, depth: int, keys: Sequence[str], values: Sequence[object]) -> object:
    match given.number() % 4 if depth else 0:
        case 1:
            return _object(given, depth - 1, keys, values)
        case 2:
            return [_value(given, depth - 1, keys, values) for _ in range(given.number() % 4)]
        case 3:
            length = given.number()
            text, given.rest = given.rest[:length], given.rest[length:]
            return text.decode("utf-8", "surrogateescape")
    return given.one_of(values)


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return False
    return True


@cache
def _index() -> sqlite3.Connection:
    """An index with the tokenizer of the store's (store/schema.py)."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    tokenizer = "unicode61 remove_diacritics 2 categories 'L* N* Co M*'"
    connection.execute(f'CREATE VIRTUAL TABLE texts USING fts5 (text, tokenize = "{tokenizer}")')
    return connection


TARGETS: Final[dict[str, Target]] = {
    target.name: target
    for target in (
        Target(
            "feed", fuzz_feed, (RSS, ATOM), ("feeds/conformance/*/**/*.xml", "feeds/real/*.*"), b"\0", XML_WORDS,
            max_bytes=20_000, inputs=1_500,
        ),
        Target("json-feed", fuzz_json_feed, tuple(random.Random(number).randbytes(200) for number in range(4)), inputs=20_000),  # noqa: S311
        Target("page", fuzz_page, (PAGE,), ("articles/pages/*.html.gz",), words=HTML_WORDS, max_bytes=20_000, inputs=500),
        Target("json-ld", fuzz_json_ld, tuple(random.Random(number).randbytes(200) for number in range(4)), inputs=500),  # noqa: S311
        Target("opml", fuzz_opml, (OPML,), ("feeds/opml/**/*.*",), words=XML_WORDS, max_bytes=4_000, inputs=15_000),
        Target(
            "dates", fuzz_dates, tuple(b"\0\0\1" + text.encode() for text in DATES), words=DATE_WORDS,
            max_bytes=300, inputs=50_000,
        ),
        Target("query", fuzz_query, QUERIES, max_bytes=300, inputs=30_000),
        Target("text", fuzz_text, (TERMINAL,), max_bytes=2_000, inputs=40_000),
        Target(
            "address",
            fuzz_address,
            (b"HTTP://user:pw@EXAMPLE.com:80/a/../b?x=1&utm_source=y#z", b"a+b%40EXAMPLE.com?cc=c@d.e"),
            max_bytes=500, inputs=150_000,
        ),
    )
}  # fmt: skip
