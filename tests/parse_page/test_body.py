"""The text of an article's page, all of it and nothing else: its structure and order, and where sites hide it."""

from datetime import UTC, datetime
from typing import TypeVar

import pytest
from lxml import html

from newscli.models.body import Block, Code, Embed, Figure, Heading, ItemList, Paragraph, Quote, Table, links
from newscli.models.parsed import ParsedArticle
from newscli.parse.body import blocks, by_readability, votes
from newscli.parse.page import parse_page
from newscli.parse.page_dates import Frame
from newscli.parse.page_tree import ELEMENT_LIMIT, open_page

T = TypeVar("T", bound=Block)
NOW = datetime(2026, 11, 23, tzinfo=UTC)
URL = "https://post.example.com/news/2026/03/10/the-pier-551200.html"
TITLE = "Council votes to rebuild the eastern pier"
SENTENCES = (
    "The harbour council voted on Tuesday to rebuild the eastern pier after two winters of storms left its stones loose.",
    "Work is to begin in April and will close the fish market for nine weeks, although traders may sell from boats until then.",
    "“We asked for a plan that keeps the ferries running, and this one does,” said the harbour master after the vote.",
    "The money comes from a fund that the port has kept for thirty years; the town will pay only for lamps and benches.",
    "Two members voted against it, saying that a wooden pier would have cost half as much and lasted nearly as long.",
    "A first drawing of the new lamps hangs in the town hall, where anyone may leave a word about them until the end of May.",
)
FRAME = """<!DOCTYPE html><html lang="en"><head><title>{title} | Harbour Post</title>
<meta property="og:type" content="article"><meta property="og:title" content="{title}">{head}</head><body>
<header class="masthead"><a href="/">Harbour Post</a><nav><ul><li><a href="/news">News</a></li><li><a href="/sport">Sport</a></li>
<li><a href="/opinion">Opinion</a></li></ul></nav></header>
<main><article><h1>{title}</h1><p class="byline">By Ada Lantern</p><time datetime="2026-03-10T09:00:00Z">10 March 2026</time>
<div class="share-bar"><a href="https://social.example/share">Share on Social</a> <a href="mailto:?">Email</a></div>
{body}
<div class="newsletter-signup"><h3>Get our newsletter</h3>
<p>Sign up to get the best of the Harbour Post in your inbox every morning.</p>
<form><input name="email"><button>Subscribe</button></form></div></article>
<aside class="related"><h2>Related stories</h2><ul>
<li><a href="/news/2026/03/09/ferries-stop-551100.html"><h3>Ferries stop for a day as the wind turns</h3></a>
<p>Crews waited in the inner harbour.</p></li>
<li><a href="/news/2026/03/08/fish-prices-551000.html"><h3>Fish prices rise for the third month in a row</h3></a>
<p>Traders blame the cold.</p></li>
</ul></aside></main>
<section class="comments"><h2>2 comments</h2>
<div class="comment"><p>About time, I have nearly fallen into the water there twice this winter.</p></div>
<div class="comment"><p>And who pays for it in the end? We do, as always, whatever they say.</p></div></section>
<footer><p>© 2026 Harbour Post. All rights reserved. Imprint, privacy and terms of use.</p></footer></body></html>"""
FOREIGN = ("Share on", "newsletter", "Ferries stop", "Fish prices", "Traders blame", "About time", "All rights", "Opinion")


def paragraphs(*texts: str) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


def read(body: str, head: str = "", frame: str = FRAME) -> ParsedArticle:
    return parse_page(frame.format(title=TITLE, head=head, body=body).encode(), URL, now=NOW)


def kinds(article: ParsedArticle) -> list[type[Block]]:
    return [type(block) for block in article.body.blocks]


def find(article: ParsedArticle, kind: type[T]) -> T:
    return next(block for block in article.body.blocks if isinstance(block, kind))


def assert_order(text: str, words: list[str]) -> None:
    places = [text.find(word) for word in words]
    assert -1 not in places, [word for word, place in zip(words, places, strict=True) if place < 0]
    assert places == sorted(places)


def test_the_text_and_nothing_else() -> None:
    article = read(paragraphs(*SENTENCES))
    assert article.text.split("\n\n") == list(SENTENCES)


def test_structure_survives() -> None:
    article = read(
        paragraphs(*SENTENCES[:2])
        + "<h2>What is planned</h2><p>It is <em>not</em> the <strong>first</strong> plan: "
        '<a href="/news/2019/05/01/old-plan-1.html">one of 2019</a> was dropped for want of money and of stones.</p>'
        + "<ol start='3'><li>Take out the loose stones<ul><li>by hand above the water</li><li>by crane below it</li></ul></li>"
        "<li>Lay the new ones in the order that the drawing gives</li></ol>"
        + "<blockquote><p>A pier is a promise to those who are still at sea, and a promise is kept in stone.</p></blockquote>"
        + "<figure><img src='/img/pier.jpg' alt='Pier'><figcaption>The pier in February, from the mole.</figcaption></figure>"
        + "<table><tr><th>Work</th><th>Weeks</th></tr><tr><td>Stones</td><td>6</td></tr><tr><td>Lamps</td><td>3</td></tr></table>"
        + "<p>The harbour office has put the tide tables of May into a small program that skippers may run themselves:</p>"
        + "<pre><code class='language-python'>def depth(tide):\n    return 4 + tide</code></pre>"
        + "<iframe src='https://video.example/embed/pier' title='The vote on video' width='560' height='315'></iframe>"
        + paragraphs(*SENTENCES[2:])
    )  # fmt: skip
    assert kinds(article) == [
        Paragraph, Paragraph, Heading, Paragraph, ItemList, Quote, Figure, Table, Paragraph, Code, Embed, *[Paragraph] * 4
    ]  # fmt: skip
    assert any("emphasis" in span.marks for block in article.body.blocks if isinstance(block, Paragraph) for span in block.spans)
    steps = find(article, ItemList)
    assert (steps.ordered, steps.start, len(steps.items)) == (True, 3, 2)
    assert any(isinstance(inner, ItemList) and len(inner.items) == 2 for inner in steps.items[0])
    assert find(article, Code).language == "python"
    assert find(article, Code).text == "def depth(tide):\n    return 4 + tide"
    assert find(article, Embed).url == "https://video.example/embed/pier"
    assert "".join(span.text for span in find(article, Figure).caption) == "The pier in February, from the mole."
    assert find(article, Table).has_header
    assert "https://post.example.com/news/2019/05/01/old-plan-1.html" in list(links(article.body))


def test_a_live_blog_keeps_its_order() -> None:
    updates = "".join(
        f"<div class='live-update' id='u{n}'><time datetime='2026-03-10T1{9 - n}:00:00Z'>1{9 - n}:00</time>"
        f"<h3>Update number {n} of the evening</h3><p>{text}</p></div>"
        for n, text in enumerate(SENTENCES)
    )
    article = read(f"<div class='live-blog'>{updates}</div>")
    assert_order(article.text, list(SENTENCES))
    assert_order(article.text, [f"Update number {n} of the evening" for n in range(len(SENTENCES))])


def test_a_gallery_keeps_its_pictures_with_their_words() -> None:
    slides = "".join(
        f"<figure class='slide'><img src='/img/{n}.jpg' alt='Picture {n}'><figcaption>{text}</figcaption></figure>"
        for n, text in enumerate(SENTENCES)
    )
    article = read(paragraphs(*SENTENCES[:2]) + f"<div class='gallery'>{slides}</div>" + paragraphs(SENTENCES[-1]))
    pictures = [block for block in article.body.blocks if isinstance(block, Figure)]
    assert [str(picture.url).rsplit("/", 1)[-1] for picture in pictures] == [f"{n}.jpg" for n in range(len(SENTENCES))]
    assert ["".join(span.text for span in picture.caption) for picture in pictures] == list(SENTENCES)


def test_questions_stay_before_their_answers() -> None:
    questions = [f"Why does the council want {what}?" for what in ("a new pier", "it now", "stone and not wood")]
    parts = [f"<p><strong>{q}</strong></p><p>{a}</p>" for q, a in zip(questions, SENTENCES, strict=False)]
    article = read(paragraphs(SENTENCES[4]) + "".join(parts))
    assert_order(article.text, [word for pair in zip(questions, SENTENCES, strict=False) for word in pair])


def test_a_listicle_keeps_its_numbered_headings() -> None:
    names = [f"{n}. {name}" for n, name in enumerate(("The lamp room", "The old crane", "The fish hall", "The mole"), 1)]
    parts = [f"<h2>{name}</h2><p>{text}</p>" for name, text in zip(names, SENTENCES, strict=False)]
    article = read(paragraphs(SENTENCES[5]) + "".join(parts))
    assert_order(article.text, [word for pair in zip(names, SENTENCES, strict=False) for word in pair])
    assert sum(isinstance(block, Heading) for block in article.body.blocks) == len(names)


@pytest.mark.parametrize(
    "wrap",
    [
        '<div hidden id="S:1">{}</div>',
        '<div class="subscriber-only" style="display: none">{}</div>',
        "<div><br>{}</div>",
        "<table><tr><td>{}</td></tr></table>",
        "<form action='/x'><fieldset>{}</fieldset></form>",
        "<amp-story-page>{}</amp-story-page>",
    ],
)
def test_text_is_found_where_sites_put_it(wrap: str) -> None:
    article = read(wrap.format(paragraphs(*SENTENCES)))
    assert article.text.split("\n\n") == list(SENTENCES)


def test_lines_parted_by_breaks_are_paragraphs() -> None:
    article = read(f"<div class='story'>{'<br><br>'.join(SENTENCES)}</div>")
    assert article.text.split("\n\n") == list(SENTENCES)


def test_a_text_meant_for_readers_without_scripts_is_read() -> None:
    page = f"<html lang=en><head><title>{TITLE}</title></head><body><div id=app></div><noscript><h1>{TITLE}</h1>{{}}</noscript>"
    article = parse_page(page.format(paragraphs(*SENTENCES)).encode(), URL, now=NOW)
    assert article.text.split("\n\n") == list(SENTENCES)


@pytest.mark.parametrize(
    "names", ["id=onetrust-consent-sdk", "class=privacy-modal", "class=ax-widget-container id=axeptio_overlay"]
)
def test_a_consent_dialog_longer_than_the_article_is_not_its_text(names: str) -> None:
    purpose = (
        "When you visit our site we store cookies on your browser to collect information that is used to make the site work as "
        "you expect it to, to remember what you have chosen and to show you offers that we think you may like. "
    )
    dialog = "".join(f"<div class='ot-cat-item'><h4>Purpose {n}</h4><p>{purpose * 3}</p></div>" for n in range(8))
    page = FRAME.replace("<footer>", f"<div {names}>{dialog}</div><footer>")
    article = read(paragraphs(*SENTENCES[:3]), frame=page)
    assert article.text.split("\n\n") == list(SENTENCES[:3])


@pytest.mark.parametrize("words", FOREIGN)
def test_what_frames_the_text_is_left_out(words: str) -> None:
    figure = "<figure><img src='/i/1.jpg' alt='A pier'><figcaption>The pier. Photo: A. Agency</figcaption></figure>"
    article = read(paragraphs(*SENTENCES[:3]) + figure + paragraphs(*SENTENCES[3:]))
    assert words not in article.text
    assert set(SENTENCES) <= set(article.text.split("\n\n"))


def test_a_paywall_leaves_a_teaser_and_says_so() -> None:
    head = '<script type="application/ld+json">{"@type":"NewsArticle","headline":"x","isAccessibleForFree":false}</script>'
    offer = "<div class='paywall'><h3>Subscribe to go on</h3><p>Get all of the Harbour Post for one euro a month.</p></div>"
    page = FRAME.replace("{head}", head.replace("{", "{{").replace("}", "}}"))
    article = read(paragraphs(SENTENCES[0]) + offer, frame=page)
    assert article.completeness == "paywalled"
    assert any("subscribers" in warning for warning in article.warnings)
    assert article.text == SENTENCES[0]


def test_the_last_blocks_of_an_endless_page_are_left_out_with_a_word() -> None:
    article = read(paragraphs(*(f"Line {n} of the log: {SENTENCES[n % 6]}" for n in range(30_000))))
    assert "Line 7 of" in article.text
    assert "Line 29999" not in article.text
    assert any("too long" in warning for warning in article.warnings)


DEEP_LINKS = "<div>" * 150 + "".join(f"<p><a href='/news/{n}.html'>Story {n}</a></p>" for n in range(2_000)) + "</div>" * 150


@pytest.mark.parametrize(
    "body",
    ["<p>" + "<span>a b c </span>" * 4_000, "<p>" + SENTENCES[0] * 12_000, DEEP_LINKS],
    ids=["many children", "much markup", "deep links"],
)
def test_pages_that_would_take_long_are_read_by_the_quick_reader(body: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def slow(markup: str) -> str:
        pytest.fail(f"asked to read {len(markup)} characters")

    monkeypatch.setattr(votes, "_by_trafilatura", slow)
    monkeypatch.setattr(by_readability, "text_by_readability", slow)
    assert set(SENTENCES) <= set(read(paragraphs(*SENTENCES) + body).text.split("\n\n"))


def test_text_is_looked_at_up_to_a_bound() -> None:
    root = html.fromstring("<body>" + f"<p>{'港口委员会周二投票决定重建东部码头' * 1_000}</p>" * 100 + "</body>")
    found = blocks.find_blocks(root)
    assert sum(len(block.text) for block in found) <= blocks.MAX_LETTERS + 20_000
    assert len(root) == len(found)


def test_a_log_of_numbers_is_searched_for_a_date_up_to_a_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    tried = []
    monkeypatch.setattr(Frame, "find", lambda self, text: tried.append(text))
    read("".join(f"<p>Line {n} of the log, and it says nothing of a day</p>" for n in range(6_000)))
    assert 500 < len(tried) < 2_000


def test_a_tag_of_endless_attributes_keeps_its_first() -> None:
    crowd = " ".join(f"a{n}='>'" for n in range(30_000))
    page = open_page(f"<p class=story {crowd} id=last>{SENTENCES[0]}</p>", URL)
    found = page.body.find("p")
    assert found.get("class") == "story"
    assert found.text == SENTENCES[0]
    assert 100 < len(found.attrib) <= 200


def test_a_page_is_cut_where_its_elements_end_with_the_text_behind_them() -> None:
    page = open_page(f"<body><div>{''.join(f'line {n}<br>' for n in range(ELEMENT_LIMIT + 5_000))}", URL)
    lines = list(page.body.itertext())
    assert page.is_cut
    assert len(lines) == len(set(lines))
    assert ELEMENT_LIMIT - 10 < len(lines) <= ELEMENT_LIMIT
