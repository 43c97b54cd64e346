"""Whatever bytes arrive, the answer is a ParsedFeed or a ParseError; the quadratic cases that were met stay harmless."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newscli.errors import ParseError
from newscli.models.body import body_html, body_text
from newscli.models.parsed import ParsedFeed
from newscli.parse.charsets import codec_of, decode
from newscli.parse.feed import parse_feed
from newscli.parse.feed_xml import prepared
from newscli.parse.markup import body_from_html
from newscli.parse.sniff import what_is

URL = "https://example.com/feed"
START, END = '<rss version="2.0"><channel><title>t</title><item>', "</item></channel></rss>"

PIECES = [
    "<rss>", "</rss>", "<channel>", "<item>", "</item>", "<entry>", "</entry>", '<feed xmlns="http://www.w3.org/2005/Atom">',
    "<title>", "</title>", "<![CDATA[", "]]>", "<!--", "-->", "<!DOCTYPE x [", "]>", '<!ENTITY a "b">', "&a;", "&", "&#0;",
    "&#xD800;", "<a b='", '"', "<link>", "http://e.com", "</link>", "<guid>", "</guid>", "<pubDate>", "now", "</pubDate>",
    "<source url='x'>", "</source>", "\x00", "é", "<media:description>", "<image>", "<category>", "<author>", "<name>", "</name>",
    "<content type='xhtml'>", "</content>", "<?xml version='1.0'?>", "<?", "?>", '{"items":[', '{"id":', "}", "]", "1", ",",
    "\ud800", "<svg>", "<math>", "<width>", "x", "<textinput>", "<language>", "<body>", "&#99999999999;", "&#x;",
]  # fmt: skip
STARTS = ["", "<rss><channel>", START, '<feed xmlns="http://www.w3.org/2005/Atom"><entry>']


def answer(data: bytes) -> ParsedFeed | ParseError:
    try:
        return parse_feed(data, URL, known=frozenset({b"x"}))
    except ParseError as error:
        return error


@settings(max_examples=400, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=30), st.sampled_from(STARTS))
def test_any_soup_is_answered(parts: list[str], start: str) -> None:
    assert answer((start + "".join(parts)).encode("utf-8", "surrogatepass")) is not None


@settings(max_examples=200, deadline=None)
@given(
    st.binary(max_size=300), st.sampled_from([b"", b"<rss>", b"<?xml version='1.0' encoding='", b"\xff\xfe<\x00", b'{"items":['])
)
def test_any_bytes_are_answered(data: bytes, start: bytes) -> None:
    assert answer(start + data) is not None
    assert what_is(start + data)


@settings(max_examples=200, deadline=None)
@given(
    st.binary(max_size=200),
    st.text(max_size=30) | st.sampled_from(["charset=utf-16", "charset=punycode", "charset=big5", 'charset="']),
)
def test_any_bytes_are_decoded(data: bytes, content_type: str) -> None:
    for text in (decode(data, content_type=content_type, kind="xml"), decode(data, content_type=content_type, kind="html")):
        text.encode("utf-8", "surrogatepass")


@pytest.mark.parametrize("name", ["punycode", "undefined", "utf-7", "rot13", "zlib", "idna", "unicode_escape", "", "x" * 99])
def test_unsafe_charsets_are_unknown(name: str) -> None:
    assert codec_of(name) is None


@pytest.mark.parametrize(
    "inner",
    [
        "<a " + " ".join(f'a{n}="1"' for n in range(20_000)) + ">x</a>",
        "<a>" * 50_000 + "</a>" * 50_000,
        "<item>" * 20_000,
        "".join(f"<category>a{n}</category>" for n in range(20_000)),
        '<enclosure url="http://a/b"/>' * 10_000,
        "<!--" * 100_000,
        "<![CDATA[" * 100_000,
        "<" * 100_000,
        '<a b="' * 20_000,
        "&a" * 100_000,
        "<!DOCTYPE a [" * 20_000,
        "<title>" * 20_000,
        "".join(f"<a{n}:b/>" for n in range(2_000)),
        "<content:encoded>" + "&lt;div&gt;" * 50_000 + "</content:encoded>",
    ],
    ids=["attributes", "depth", "items", "categories", "enclosures", "comments", "cdata", "angles", "quotes", "ampersands",
         "doctypes", "titles", "prefixes", "html-depth"],
)  # fmt: skip
def test_quadratic_cases_are_answered(inner: str) -> None:
    assert answer((START + inner + END).encode()) is not None


def test_a_document_type_before_the_root_costs_nothing() -> None:
    assert answer(b"<!DOCTYPE a [" * 20_000 + START.encode() + END.encode()) is not None
    assert answer(b"\n<!-- -->" * 30_000 + START.encode() + END.encode()) is not None


@pytest.mark.parametrize(
    "declared",
    ['<!ENTITY f SYSTEM "file:///etc/passwd">', '<!ENTITY f SYSTEM "http://127.0.0.1:1/x">', "<!ENTITY % p SYSTEM 'x'>%p;",
     '<!ENTITY a "x"><!ENTITY f "&a;&a;">', '<!ENTITY f "&f;">', '<!ENTITY f "<b>%p;</b>">'],
)  # fmt: skip
def test_no_document_type_reaches_the_parser(declared: str) -> None:
    """Entities that are external or hold more than text stay as they are written; nothing is looked up, nothing nests."""
    text = f'<?xml version="1.0"?><!DOCTYPE rss [{declared}]><rss version="2.0"><channel><title>t &f;</title></channel></rss>'
    prepared_text, entities = prepared(text)
    assert "DOCTYPE" not in prepared_text
    assert "f" not in entities
    found = parse_feed(text.encode(), URL)
    assert found.title == "t &f;"


def test_references_become_no_more_than_is_allowed() -> None:
    text = f'<!DOCTYPE rss [<!ENTITY big "{"x" * 400}">]>{START}<description>{"&big;" * 5_000}</description>{END}'
    found = parse_feed(text.encode(), URL)
    assert 100_000 < (found.articles[0].text or "").count("x") < 250_000


def test_controls_inside_a_feed_cost_no_entry() -> None:
    found = parse_feed(f"{START}<guid>1</guid><title>a\x1b[2J\x00b</title>{END}".encode(), URL)
    assert [(article.title, found.warnings) for article in found.articles] == [("a[2Jb", ())]


def test_a_feed_beyond_its_bound_is_refused() -> None:
    with pytest.raises(ParseError):
        parse_feed(f"{START}{' ' * 20_000_001}{END}".encode(), URL)


def test_markup_that_would_grow_is_read_as_words() -> None:
    """Each paragraph would hold all hundred of the open elements anew (WHATWG HTML 13.2.4.3): 12 kB become 300,000 nodes."""
    html = "".join(f"<b a={n}>" for n in range(100)) + "<p>word" * 6_000
    body = body_from_html(html)
    assert "<strong>" not in body_html(body)
    assert body_text(body).count("word") == 6_000
    assert "<strong>" in body_html(body_from_html(html[:2_000]))
