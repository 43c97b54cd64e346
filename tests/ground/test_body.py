"""A body as text, as HTML and as stored: the same words in each, and no stranger's markup in any."""

import html
import json
from html.parser import HTMLParser

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from newscli.models.body import (
    EMPTY,
    Block,
    Body,
    Code,
    Divider,
    Embed,
    Figure,
    Heading,
    ItemList,
    Mark,
    Paragraph,
    Quote,
    Span,
    Table,
    body_from_text,
    body_html,
    body_start,
    body_text,
    links,
    plain,
)
from newscli.models.body_codec import body_from_json, body_to_json
from newscli.text import LINE_LIMIT, PARAGRAPH_LIMIT, clean_block, clean_code, clean_line, clean_span, is_clean
from newscli.urls import find_link, require_web_url

A, B = require_web_url("https://example.com/a?x=1&y=2"), require_web_url("https://example.com/b")
MAIL = find_link("mailto:ann@news.example")
MARKS: list[Mark] = ["strong", "emphasis", "code", "strike", "superscript", "subscript"]


def para(text: str) -> Paragraph:
    return Paragraph((Span(clean_span(text)),))


def cell(text: str) -> tuple[Span, ...]:
    return (Span(clean_span(text)),)


words = st.text(max_size=20)
spans = st.lists(
    st.builds(
        Span,
        text=words.map(clean_span).filter(bool),
        marks=st.lists(st.sampled_from(MARKS), max_size=2, unique=True).map(tuple),
        href=st.sampled_from([None, A, B, MAIL]),
    ),
    max_size=3,
).map(tuple)
leaves: st.SearchStrategy[Block] = st.one_of(
    st.builds(Paragraph, spans),
    st.builds(Heading, spans, st.integers(2, 6)),
    st.builds(Code, words.map(clean_code), st.none() | st.just(clean_line("python"))),
    st.builds(Table, st.lists(st.lists(spans, max_size=2).map(tuple), max_size=2).map(tuple), st.booleans()),
    st.builds(Figure, st.sampled_from([None, A]), words.map(clean_line), spans),
    st.builds(Embed, st.just(B), words.map(clean_line)),
    st.just(Divider()),
)


def nested(inner: st.SearchStrategy[Block]) -> st.SearchStrategy[Block]:
    blocks = st.lists(inner, max_size=3).map(tuple)
    unordered = st.builds(ItemList, st.lists(blocks, max_size=3).map(tuple))
    ordered = st.builds(ItemList, st.lists(blocks, max_size=3).map(tuple), st.just(True), st.integers(0, 20))
    return st.one_of(unordered, ordered, st.builds(Quote, blocks))


bodies = st.builds(Body, st.lists(st.recursive(leaves, nested, max_leaves=8), max_size=5).map(tuple))


@given(bodies)
def test_a_body_read_back_from_the_store_is_the_body_that_was_stored(body: Body) -> None:
    document = body_to_json(body)
    assert body_from_json(document) == body
    assert "\n" not in document


class Elements(HTMLParser):
    """Which elements and attributes an HTML text really has, as a browser would see them."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[tuple[str, str]] = set()
        self.words = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {(name, value or "") for name, value in attrs}

    def handle_data(self, data: str) -> None:
        self.words += data


ALLOWED = {
    "p", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "blockquote", "pre", "code", "table", "tr", "td", "th",
    "figure", "img", "figcaption", "a", "hr", "strong", "em", "del", "sup", "sub",
}  # fmt: skip


@given(bodies)
def test_html_has_only_the_elements_of_its_blocks(body: Body) -> None:
    seen = Elements()
    seen.feed(body_html(body))
    seen.close()
    assert seen.tags <= ALLOWED
    assert {name for name, _ in seen.attributes} <= {"href", "src", "alt", "class", "start"}
    assert all(value in (A, B, MAIL) for name, value in seen.attributes if name in ("href", "src"))


@given(bodies)
@example(Body((Code(clean_code("\xa0if\u2003x:"), None),)))
def test_text_is_clean_line_by_line(body: Body) -> None:
    assert all(is_clean(line) for line in body_text(body).split("\n"))
    assert all(url in (A, B) for url in links(body))


@pytest.mark.parametrize(
    "hostile", ["<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "</p><p onclick=x>", "&lt;b&gt;", "a & b", "]]>"]
)
def test_markup_in_text_is_text(hostile: str) -> None:
    body = Body(
        (
            para(hostile),
            Figure(A, clean_line(f'"{hostile}'), cell(hostile)),
            Embed(B, clean_line(hostile)),
            Code(clean_code(hostile)),
        )
    )
    seen = Elements()
    seen.feed(body_html(body))
    assert seen.tags <= {"p", "figure", "img", "figcaption", "a", "pre", "code"}
    assert ("alt", f'"{hostile}') in seen.attributes
    assert seen.words.replace("\n", "") == hostile * 4
    assert html.escape(hostile, quote=False) in body_html(body)


def test_a_text_is_its_paragraphs_parted_by_empty_lines() -> None:
    body = Body(
        (
            Heading(cell("Talks")),
            Paragraph((Span(clean_span("They ")), Span(clean_span("met"), ("strong",), A), Span(clean_span(" today.")))),
            Figure(A, clean_line("a photo"), cell("A caption")),
            ItemList(((para("one"),), (para("two"), ItemList(((para("inner"),),)))), ordered=True, start=3),
            Quote((para("We agree."), para("Fully."))),
            Table((cell_row("Year", "Troops"), cell_row("2025", "28,500")), has_header=True),
            Divider(),
            Embed(B, clean_line("a video")),
        )
    )
    assert body_text(body) == (
        "Talks\n\nThey met today.\n\n3. one\n4. two\n- inner\n\nWe agree.\n\nFully.\n\nYear | Troops\n2025 | 28,500"
    )
    assert list(links(body)) == [A]


def test_links_of_a_text_lead_into_the_web_and_come_once() -> None:
    hrefs = (MAIL, A, B, None, A)
    body = Body((Paragraph(tuple(Span(clean_span(f"w{at}"), (), href) for at, href in enumerate(hrefs))),))
    assert list(links(body)) == [A, B]
    assert '<a href="mailto:ann@news.example">w0</a>' in body_html(body)
    assert body_text(body) == "w0w1w2w3w4"


def test_a_store_that_was_tampered_with_leads_to_one_mail_address_and_no_further() -> None:
    for href, kept in (("mailto:ann@news.example?bcc=spy@x.example&attach=/etc/passwd", MAIL), ("mailto:\x1b]8;;", None)):
        body = body_from_json(json.dumps([["p", [["Ann", "", href]]]]))
        assert body.blocks == (Paragraph((Span(clean_span("Ann"), (), kept),)),)


def cell_row(*texts: str) -> tuple[tuple[Span, ...], ...]:
    return tuple(cell(text) for text in texts)


def test_html_nests_lists_and_names_columns() -> None:
    body = Body(
        (
            ItemList(((para("two"), ItemList(((para("inner"),),))),), ordered=True, start=2),
            Table((cell_row("Year"), cell_row("2025")), True),
        )
    )
    assert body_html(body) == (
        '<ol start="2"><li>two<ul><li>inner</li></ul></li></ol>\n<table><tr><th>Year</th></tr><tr><td>2025</td></tr></table>'
    )
    assert '<a href="https://example.com/a?x=1&amp;y=2">' in body_html(Body((Paragraph((Span(clean_span("met"), (), A),)),)))


def test_plain_text_becomes_paragraphs() -> None:
    body = body_from_text("One\nline.\n\n\n\x1b[31mTwo.\x1b[0m\n\n \n")
    assert body == Body((para("One line."), para("Two.")))
    assert body_text(body) == "One line.\n\nTwo."
    assert not body_from_text(" \n ")
    assert body_text(EMPTY) == body_html(EMPTY) == ""


def test_an_article_longer_than_a_line_keeps_its_paragraphs() -> None:
    text = clean_block("\n\n".join(["word " * 1_500] * 8))
    assert len(body_text(body_from_text(text))) == len(text)


def test_the_words_of_spans_join_with_their_blanks() -> None:
    assert plain((Span(clean_span("a ")), Span(clean_span("b")), Span(clean_span(" c")))) == "a b c"


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=5), lambda inner: st.lists(inner, max_size=4), max_leaves=10
    )
)
def test_a_damaged_body_is_a_value_error_and_nothing_else(damaged: object) -> None:
    try:
        body_from_json(json.dumps(damaged))
    except ValueError:
        return


@pytest.mark.parametrize(
    "document",
    ["", "{", "{}", "[1]", '[["p"]]', '[["x"]]', '[["p",[["a","?",null]]]]', '[["e","javascript:x","t"]]', "[" * 100_000],
)
def test_what_no_store_wrote_is_refused(document: str) -> None:
    if document == "{}":
        assert body_from_json(document) == EMPTY  # an empty object holds no blocks
        return
    with pytest.raises(ValueError):  # noqa: PT011  # json's own error is one
        body_from_json(document)


def test_a_paragraph_of_a_book_stays_whole_and_what_is_longer_is_parted_not_cut() -> None:
    chapter = " ".join(f"word{number}" for number in range(12_000))
    assert len(chapter) > LINE_LIMIT * 10
    whole = body_from_text(chapter[:90_000])
    assert len(whole.blocks) == 1
    assert body_from_json(body_to_json(whole)) == whole
    assert body_text(whole) == chapter[:90_000].strip()
    parted = body_from_text(chapter)
    assert body_text(parted).replace("\n\n", " ") == chapter
    assert all(len(body_text(Body((block,)))) <= PARAGRAPH_LIMIT for block in parted.blocks)


@given(bodies, st.integers(1, 60))
def test_the_start_of_a_body_is_the_start_of_its_text(body: Body, length: int) -> None:
    assert body_start(body, length=length) == clean_block(body_text(body), limit=length)
    code = Body((Code(clean_code("if x:\n        " * 9 + "y")), para("end of it")))
    assert body_start(code, length=length) == clean_block(body_text(code), limit=length)
