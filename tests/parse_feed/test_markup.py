"""HTML into blocks: what is kept, what is left out, and that hostile nesting costs nothing."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newscli.models.body import MAX_DEPTH, Block, Body, Code, Embed, Figure, ItemList, Quote, Table, body_html, body_text
from newscli.models.body_codec import body_from_json, body_to_json
from newscli.parse.markup import body_from_html, text_of
from newscli.text import is_clean
from newscli.urls import find_web_url

BASE = find_web_url("https://e.com/a/")


def made(html: str) -> str:
    return body_html(body_from_html(html, BASE))


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("bare <b>text</b><p>one</p> and bare", "<p>bare <strong>text</strong></p>\n<p>one</p>\n<p>and bare</p>"),
        ("one<br>two<br><br>three", "<p>one two</p>\n<p>three</p>"),
        ("<h1>A</h1><h4>B</h4>", "<h2>A</h2>\n<h4>B</h4>"),
        ("<ul><li>a<ul><li>b</ul><li>c</ul>", "<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>"),
        ('<ol start="3"><li>a</ol>', '<ol start="3"><li>a</li></ol>'),
        ("<blockquote>q</blockquote>", "<blockquote><p>q</p></blockquote>"),
        ('<pre><code class="language-py">if x:\n    y</code></pre>', '<pre><code class="language-py">if x:\n    y</code></pre>'),
        (
            '<a href="b">x</a><a href="mailto:a@b">y</a><a href="javascript:z">z</a>',
            '<p><a href="https://e.com/a/b">x</a>yz</p>',
        ),
        # A mail address is kept, and nothing else that its link would bring along: copies, a subject, a text (RFC 6068).
        (
            '<a href="MAILTO:Ann.B+1%40News.example?bcc=spy@x.example&amp;body=pay">Ann</a>',
            '<p><a href="mailto:Ann.B+1@news.example">Ann</a></p>',
        ),
        (
            '<a href="mailto:">x</a><a href="mailto:a b@c.example">y</a><a href="mailto:a@b.example,c@d.example\r\nX: y">z</a>',
            '<p>xy<a href="mailto:a@b.example">z</a></p>',
        ),
        (
            "<table><tr><th>A<th>B<tr><td>1<td>2</table>",
            "<table><tr><th>A</th><th>B</th></tr><tr><td>1</td><td>2</td></tr></table>",
        ),
        ("<table><tr><td><p>one</p><ul><li>x</ul></td></tr></table>", "<p>one</p>\n<ul><li>x</li></ul>"),
        (
            '<figure><img src="i.jpg" alt="A"><figcaption>C</figcaption></figure>',
            '<figure><img src="https://e.com/a/i.jpg" alt="A"><figcaption>C</figcaption></figure>',
        ),
        ('<p>a<img src="https://t.co/x.gif" width="1" height="1">b</p>', "<p>ab</p>"),
        ('<img src="data:x" data-src="/r.jpg">', '<figure><img src="https://e.com/r.jpg" alt=""></figure>'),
        ('<img srcset="/s.jpg 320w, /l.jpg 1024w">', '<figure><img src="https://e.com/l.jpg" alt=""></figure>'),
        (
            '<img src="/a.jpg"><noscript>No! <img src="/a.jpg"></noscript>',
            '<figure><img src="https://e.com/a.jpg" alt=""></figure>',
        ),
        ('<iframe src="https://v.com/1" title="V"></iframe>', '<p><a href="https://v.com/1">V</a></p>'),
        ("<script>x</script><style>y</style><form><input value=z><p>kept</p></form>", "<p>kept</p>"),
        ('<p style="display: none">no</p><p hidden>no</p>yes', "<p>yes</p>"),
        (
            "x<sup>2</sup> <del>old</del> <em><b>both</b></em>",
            "<p>x<sup>2</sup> <del>old</del> <strong><em>both</em></strong></p>",
        ),
        ("a <!- b", "<p>a &lt;!- b</p>"),
        ("Tom &amp; Jerry", "<p>Tom &amp; Jerry</p>"),
    ],
)
def test_html_becomes_blocks(html: str, expected: str) -> None:
    assert made(html) == expected


def test_blocks_have_their_kinds() -> None:
    html = "<blockquote>q</blockquote><pre>c</pre><ul><li>i</ul><table><tr><td>1<td>2</table>"
    html += "<img src=x><iframe src=//v.com></iframe>"
    kinds = [type(block) for block in body_from_html(html, BASE).blocks]
    assert kinds == [Quote, Code, ItemList, Table, Figure, Embed]


@pytest.mark.parametrize(
    "html",
    [
        "<div>" * 100_000 + "x" + "</div>" * 100_000,
        "<ul><li>" * 50_000 + "x",
        "<blockquote>" * 5_000 + "x",
        "<table><tr><td>" * 5_000 + "x",
        "<p>" + "".join(f"<b a{n}>" for n in range(3_000)) + "</p>" + "<p>x</p>" * 1_000,
        "<div>" * 20_000 + "<li>x" * 20_000,
        "<div " + " ".join(f"a{n}=1" for n in range(20_000)) + ">x</div>",
    ],
    ids=["divs", "lists", "quotes", "tables", "formatting", "scopes", "attributes"],
)
def test_hostile_nesting_loses_no_words_and_no_time(html: str) -> None:
    body = body_from_html(html)
    assert "x" in body_text(body)
    assert depth(body.blocks) <= MAX_DEPTH + 1
    assert body_from_json(body_to_json(body)) == body


def depth(blocks: tuple[Block, ...]) -> int:
    inner = [part for block in blocks for part in ([block.blocks] if isinstance(block, Quote) else [])]
    inner += [item for block in blocks if isinstance(block, ItemList) for item in block.items]
    return 1 + max(map(depth, inner), default=0)


def test_a_very_long_paragraph_is_parted_not_cut() -> None:
    words = "word " * 10_000
    assert body_text(body_from_html(f"<p>{words}</p>")).split() == words.split()


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("A <b>b</b> &amp; c", "A b & c"),
        ("plain", "plain"),
        ("&lt;b&gt;", "<b>"),
        ("a<script>x</script>b", "a b"),
        ("<p>a</p><p>b</p>", "a b"),
    ],
)
def test_text_of_gives_the_words(html: str, text: str) -> None:
    assert text_of(html) == text


TAGS = [
    "p",
    "div",
    "b",
    "ul",
    "li",
    "table",
    "tr",
    "td",
    "pre",
    "code",
    "a",
    "figure",
    "figcaption",
    "blockquote",
    "h2",
    "br",
    "img",
    "q",
]


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from([f"<{tag}>" for tag in TAGS] + [f"</{tag}>" for tag in TAGS] + ["w ", "&", "<"]), max_size=40))
def test_any_soup_of_tags_is_read(parts: list[str]) -> None:
    body = body_from_html("".join(parts), BASE)
    assert isinstance(body, Body)
    assert body_from_json(body_to_json(body)) == body
    assert body_text(body).count("w") == parts.count("w ") or "<figcaption>" in parts


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=200))
def test_any_text_is_read_and_clean(html: str) -> None:
    for line in body_text(body_from_html(html)).split("\n"):
        assert is_clean(line.strip()) or "  " in line
    assert is_clean(text_of(html))


def test_a_paragraph_of_a_book_stays_whole_and_what_is_longer_is_parted_not_cut() -> None:
    words = [f"word{number}" for number in range(24_000)]
    whole = body_from_html(f"<p><b>{' '.join(words[:6000])}</b> {' '.join(words[6000:9000])}</p><p>End</p>")
    assert len(whole.blocks) == 2
    assert body_text(whole) == " ".join(words[:9000]) + "\n\nEnd"
    parted = body_from_html(f"<p><i>{' '.join(words)}</i></p>")
    assert len(parted.blocks) == 3
    assert body_text(parted).split() == words
    table = body_from_html(f"<table><tr><td><p>{' '.join(words)}</p></td><td>1</td></tr></table>")
    assert set(words) <= set(body_text(table).split())
