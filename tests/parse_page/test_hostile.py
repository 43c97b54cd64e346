"""Pages that mean harm or make no sense: an article with what is there, or a ParseError, never anything else."""

from contextlib import suppress
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newscli.errors import ParseError
from newscli.models.body import body_text, links
from newscli.models.parsed import ParsedArticle
from newscli.parse.page import parse_page
from newscli.parse.page_dates import Frame
from newscli.parse.page_tree import ELEMENT_LIMIT, MARKUP_LIMIT, open_page
from newscli.parse.prose import find_prose
from newscli.parse.related import find_lists
from newscli.parse.related.cards import MAX_CARDS
from newscli.parse.section import parse_section
from newscli.text import is_clean

NOW = datetime(2026, 11, 23, tzinfo=UTC)
URL = "https://post.example.com/news/2026/03/10/the-article-551200.html"
SENTENCE = "The harbour council voted on Tuesday to rebuild the eastern pier after two winters of storms left its stones loose. "
ARTICLE = f"<html lang=en><title>Pier</title><h1>Council votes to rebuild the pier</h1><article>{f'<p>{SENTENCE * 2}</p>' * 4}"


def read(data: bytes) -> ParsedArticle | None:
    try:
        return parse_page(data, URL, now=NOW)
    except ParseError as error:
        return None if error.found else pytest.fail("an error must say what the document is")


@pytest.mark.parametrize(
    "data",
    [
        b"", b"\0" * 1000, b"<", b"<html", b"<!--", b"<html><body>" + b"<div>" * 100_000 + b"text", b"<a href='" * 20_000,
        b"<p>" * 50_000, b"<table><tr><td>" * 5_000, b"%PDF-1.7 ...", b"\x89PNG\r\n\x1a\n....", b"{}", b"<rss version='2.0'/>",
        b"<font>" * 3_000 + b"x" * 500, b"<script type=application/ld+json>" + b"[" * 100_000, b"\xff\xfe" + b"<\0h\0>\0" * 100,
    ],
    ids=lambda data: repr(data[:24]),
)  # fmt: skip
def test_nonsense_is_an_article_or_named(data: bytes) -> None:
    read(data)


def test_a_truncated_page_keeps_what_is_there() -> None:
    article = read(ARTICLE.encode()[:-60])
    assert article is not None
    assert article.text.startswith("The harbour council voted")


def test_nuls_in_the_text_do_not_end_it() -> None:
    article = read(ARTICLE.replace("Tuesday", "Tues\0day").encode())
    assert article is not None
    assert "its stones loose" in article.text


def test_no_attribute_of_the_tree_holds_the_start_of_a_comment() -> None:
    """libxml2 would look for its end, from each of them anew, whenever the tree is written."""
    page = open_page('<p title="a <!-- b <!<!---- c">x<a href="/<!--">y</a></p>', URL)
    assert [value for element in page.root.iter() for value in element.attrib.values() if "<!--" in value] == []


def test_deep_nesting_before_the_text_is_survived() -> None:
    article = read(b"<html><body>" + b"<div>" * 200 + ARTICLE.encode())
    assert article is not None
    assert "eastern pier" in article.text


def test_only_web_addresses_leave_the_page() -> None:
    trap = (
        '<p>Read <a href="javascript:alert(1)">this</a>, <a href="data:text/html,x">that</a> and <a href="/more">more</a>. '
        f"{SENTENCE}</p>"
    )
    offered = '<h2>Related</h2><a href="vbscript:x">A story that is a trap for all</a>'
    page = f'<base href="javascript:alert(2)//">{ARTICLE}{trap}</article>{offered}'
    article = read(page.encode())
    assert article is not None
    assert all(url.startswith(("http://", "https://")) for url in links(article.body))
    assert article.related == ()


@pytest.mark.parametrize(
    "base",
    [
        "javascript:alert(1)//",
        "data:text/html,",
        "//",
        "http://",
        "https://[bad",
        "ftp://x.example/",
        "\x00",
        "https://x.example:99999/",
    ],
)
def test_a_base_that_is_no_web_address_is_passed_over(base: str) -> None:
    article = read(f'<base href="{base}">{ARTICLE}<p>See <a href="/more">more</a>. {SENTENCE}</p>'.encode())
    assert article is not None
    assert list(links(article.body)) == ["https://post.example.com/more"]


def test_a_base_elsewhere_moves_links_and_never_the_articles_own_address() -> None:
    head = '<base href="https://evil.example/"><base href="/second/"><link rel="canonical" href="/stolen">'
    own = "/news/2026/03/10/the-article-551200.html"
    more = f'<p>See <a href="more">more</a>. {SENTENCE}</p><a rel="next" href="{own}?page=2">2</a>'
    article = read(f"{head}{ARTICLE}{more}".encode())
    assert article is not None
    assert list(links(article.body)) == ["https://evil.example/more"]
    assert (article.url, article.next_url) == (URL, None)


def test_control_characters_never_pass() -> None:
    article = read(ARTICLE.replace("Council", "\x1b]0;owned\x07Council\u202e").encode())
    assert article is not None
    assert is_clean(article.title)
    assert article.title == "Council votes to rebuild the pier"


@pytest.mark.parametrize(
    "attribute",
    ['title="&#11;<!--"', 'title="\ufffe<!--"', '\x01a="<!--"', 'a\x1b="<!--"', '{="<!--"', '"="<!--" title="&#1;"'],
)
def test_what_cannot_be_written_back_into_an_attribute_does_no_harm(attribute: str) -> None:
    article = read(ARTICLE.replace("<article>", f"<article {attribute}>").encode())
    assert article is not None
    assert article.title == "Council votes to rebuild the pier"
    assert SENTENCE in body_text(article.body)


def test_a_date_after_now_is_not_the_articles() -> None:
    page = ARTICLE.replace("<article>", '<meta property="article:published_time" content="2031-01-01T00:00:00Z"><article>')
    article = read(page.encode())
    assert article is not None
    assert article.published_at is None or article.published_at <= NOW


def test_long_styles_and_drawings_do_not_crowd_out_the_text() -> None:
    bulk = f"<style>{'a{b:c}' * 300_000}</style><SVG viewBox='0 0 1 1'>{'<path/>' * 200_000}</svg >"
    article = read(f"<html><head>{bulk}</head><body>{ARTICLE}".encode())
    assert article is not None
    assert article.text.startswith("The harbour council voted")
    assert not article.warnings


def test_a_page_that_is_too_long_says_so() -> None:
    article = read(f"{ARTICLE}</article>{'<!-- nothing to read here -->' * 120_000}<p>The end.</p>".encode())
    assert article is not None
    assert article.warnings == ("the page was too long to be read whole",)


@pytest.mark.parametrize(
    "data",
    [b"<style>" * 460_000, b"<svg x" * 520_000, b"<style </style " * 250_000, b"<meta name=a content=b>" * 130_000,
     b"".join(b"<meta name=a content=b%d>" % n for n in range(100_000))],
    ids=["open styles", "open drawings", "styles without an end", "equal metas", "many metas"],
)  # fmt: skip
def test_what_would_take_hours_where_time_grows_with_the_square(data: bytes) -> None:
    read(b"<html><body>" + data)


def test_a_page_is_bounded_before_it_is_walked() -> None:
    page = open_page(f"<html><body>{'<p>x</p>' * 60_000}", URL)
    assert (len(page.elements) <= ELEMENT_LIMIT, page.is_cut) == (True, True)
    page = open_page(f"<html><body><p>{'x ' * 2_000_000}</p>", URL)
    assert (len(page.elements[1].text or "") <= MARKUP_LIMIT, page.is_cut) == (True, True)


@pytest.mark.slow
def test_fifty_megabytes_are_bounded() -> None:
    article = read(ARTICLE.encode() + f"<p>{SENTENCE}</p>".encode() * 400_000)
    assert article is not None
    assert len(article.text) < 5_000_000


ADDRESSES = (
    "http://[", "http://[::1", "//[x]/a.html", "//\u5bb6\uff1a\u5408\u4f5c&u=https:", "https://a\u2100b.example/x", "http://a:b:c/",
    "http://@:99999/", "https://exa mple/a", "https:///x", "::", "%zz", "?", "#", "\x85//", "HTTP:a", "mailto:", "javascript:x",
)  # fmt: skip
HEADS = (
    "", "<base href='@'>", "<link rel=canonical href='@'>", "<link rel=amphtml href='@'>", "<link rel=next href='@'>",
    "<meta property=og:url content='@'>", "<meta property=og:image content='@'>", "<meta http-equiv=refresh content='9;url=@'>",
    "<link rel=alternate type=application/rss+xml href='@'>",
    '<script type=application/ld+json>{"@type": "NewsArticle", "url": "@", "image": "@", "author": {"url": "@"}}</script>',
)  # fmt: skip
PARAGRAPHS = f"<p>{SENTENCE * 2}<a href='@'>more</a></p>" * 4
CARDS = "<li><a href='@'>Ferry drivers strike for better hours</a><time>2 hours ago</time></li>" * 4
BODY = (
    "<h1><a href='@'>Council votes to rebuild the pier</a></h1><img src='@' srcset='@ 2x'><iframe src='@'></iframe>"
    f"<article>{PARAGRAPHS}</article><h2>Related</h2><ul>{CARDS}</ul><p><a href='@'>next</a>"
)
FILES = "<h1>Index of /</h1><pre>" + "<a href='@'>@</a>\n" * 12


@pytest.mark.parametrize("address", ADDRESSES)
def test_no_address_in_a_page_is_an_error(address: str) -> None:
    """In every place where one may stand: what is no address leads nowhere."""
    for page in (f"<html><head>{head}</head><body>{body}" for head in HEADS for body in (BODY, FILES)):
        data = page.replace("@type", "\0").replace("@", address).replace("\0", "@type").encode()
        read(data)
        with suppress(ParseError):
            parse_section(data, URL, now=NOW)


@settings(max_examples=40, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    read(b"<html><body>" + data)


TAGS = st.sampled_from(
    [
        "p",
        "div",
        "a href='/news/a-story-about-it-1234'",
        "h1",
        "h2",
        "li",
        "ul",
        "table",
        "tr",
        "td",
        "time",
        "article",
        "/p",
        "/div",
        "/a",
        "/ul",
    ]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(TAGS, st.text(max_size=60)), max_size=40))
def test_any_markup_is_read_or_refused(parts: list[tuple[str, str]]) -> None:
    page = "".join(f"<{tag}>{text}" for tag, text in parts)
    article = read(f"<html><body>{page}".encode("utf-8", "replace"))
    if article is not None:
        assert all(is_clean(item.title) for item in (*article.related, *article.trending, *article.sponsored))
    try:
        parse_section(page.encode("utf-8", "replace"), URL, now=NOW)
    except ParseError as error:
        if not error.found:
            pytest.fail("an error must say what the document is")


def test_a_long_paragraph_of_a_page_is_not_cut() -> None:
    words = [f"word{number}" for number in range(4_000)]
    page = (
        f"<html><body><article><h1>A long read</h1><p>{' '.join(words)}.</p><p>The end of it is here.</p></article></body></html>"
    )
    article = parse_page(page.encode(), "https://example.com/news/a-long-read")
    assert "word3999." in article.text.split()
    plain = f"A long read\n\n{' '.join(words)}.\n\nThe end of it is here, says the author.\n"
    assert "word3999." in parse_page(plain.encode(), "https://example.com/a.txt").text.split()


@pytest.mark.parametrize(
    "form", ["<li><a href='{}'><h3>{}</h3></a></li>", "<a href='{}'>{}</a>", "<h3><a href='{}'>{}</a></h3><p>x</p>"]
)
def test_a_page_of_thirty_thousand_cards_gives_no_more_than_are_looked_at(form: str) -> None:
    cards = "".join(
        form.format(f"/news/2026/story-{n}-of-all-the-stories", f"Story {n} of all the stories here") for n in range(30_000)
    )
    page = open_page(f"{ARTICLE}</article><h2>Related</h2><ul>{cards}</ul>", URL)
    lists = find_lists(page, find_prose(page), Frame(now=NOW))
    assert 0 < len(lists.related) <= MAX_CARDS
