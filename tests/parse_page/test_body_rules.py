"""What is certain of a page's words whatever the scorer says: chrome is no text, an offer is an item, a post stays as a link."""

from datetime import UTC, datetime

import pytest

from newscli.models.body import Embed, Figure, Paragraph, Quote
from newscli.models.parsed import ParsedArticle
from newscli.parse.page import parse_page

NOW = datetime(2026, 11, 23, tzinfo=UTC)
URL = "https://post.example.com/news/the-pier-551200.html"
TITLE = "Council votes to rebuild the pier"
SENTENCES = (
    "The harbour council voted on Tuesday to rebuild the eastern pier after two winters of storms left its stones loose.",
    "Work is to begin in April and will close the fish market for nine weeks, although traders may sell from boats until then.",
    "The money comes from a fund that the port has kept for thirty years; the town will pay only for lamps and benches.",
    "Two members voted against it, saying that a wooden pier would have cost half as much and lasted nearly as long.",
)
DATA = (
    f'<script type="application/ld+json">{{"@type": "NewsArticle", "headline": "{TITLE}", '
    '"datePublished": "2026-03-10T09:00:00Z"}</script>'
)
NAV = "<header><nav><ul><li><a href=/>Home</a><li><a href=/news>News</a><li><a href=/sport>Sport</a></ul></nav></header>"
BYLINE = "<p class=byline>By Kari Moe</p><time datetime='2026-03-10T09:00:00Z'>10 March 2026</time>"
POST = (
    "<blockquote class='twitter-tweet'><p>{}</p>&mdash; Harbour (@harbour) "
    "<a href='https://social.example/harbour/status/12'>March 10, 2026</a></blockquote>"
)


def read(body: str, *, head: str = "") -> ParsedArticle:
    page = f"<html lang=en><head><title>{TITLE}</title>{head}</head><body>{NAV}<main><h1>{TITLE}</h1>{body}</main></body></html>"
    return parse_page(page.encode(), URL, now=NOW)


def around(inner: str) -> str:
    before, behind = ("".join(f"<p>{text}</p>" for text in part) for part in (SENTENCES[:2], SENTENCES[2:]))
    return f"<article>{BYLINE}{before}{inner}{behind}</article>"


def test_an_article_that_a_script_fills_is_not_filled_with_its_menu_or_byline() -> None:
    article = read(f"<article>{BYLINE}<div id=text></div></article><footer><p>All rights reserved.</p></footer>", head=DATA)
    assert (article.title, article.authors, str(article.text)) == (TITLE, ("Kari Moe",), "")
    assert article.completeness == "teaser"
    assert any("not in the page" in warning for warning in article.warnings)


def test_a_note_that_is_its_own_title_is_kept() -> None:
    page = f"<html lang=en><head><title>{TITLE}</title>{DATA}</head><body><main><p>{TITLE}</p></main></body></html>"
    assert parse_page(page.encode(), URL, now=NOW).text == TITLE


@pytest.mark.parametrize(
    "offer",
    [
        "<p><strong>Read also:</strong> {}</p>",
        "<p><em>Lesen Sie auch: {}</em></p>",
        "<p class=more><b>Les også</b> {}</p>",
        "<blockquote>{}</blockquote>",
    ],
)
def test_an_offer_inside_the_text_is_an_item_and_no_paragraph(offer: str) -> None:
    words = (
        "Baca juga: Who owns the quay? A long quarrel in short"
        if "block" in offer
        else "Who owns the quay? A long quarrel in short"
    )
    article = read(around(offer.format(f"<a href='/news/who-owns-the-quay-7711.html'>{words}</a>")))
    assert [item.title for item in article.related] == ["Who owns the quay? A long quarrel in short"]
    assert article.text.split("\n\n") == list(SENTENCES)


def test_a_word_that_only_looks_like_an_offer_stays_in_a_title() -> None:
    cards = "".join(
        f"<li><a href='/news/story-{n}-of-the-harbour-770{n}.html'>LIES: the harbour master answers letter {n}</a></li>"
        for n in range(4)
    )
    article = read(around("") + f"<section class=related><h2>Related stories</h2><ul>{cards}</ul></section>")
    assert {item.title[:5] for item in article.related} == {"LIES:"}


def test_a_sentence_with_a_link_stays_a_sentence() -> None:
    sentence = (
        "Related: the quarrel about the quay, of which we wrote <a href='/news/quay-7711.html'>last week</a>, goes on for now."
    )
    assert "the quarrel about the quay" in read(around(f"<p>{sentence}</p>")).text


@pytest.mark.parametrize(
    "box",
    [
        "<div class=x7><h3>The Harbour Letter</h3><p>Never miss a story.</p><form><input type=email><b>Send</b></form></div>",
        "<div class=x7><p>Sign up for our newsletter today.</p><form action=/nl><input><button>Sign up</button></form></div>",
    ],
)
def test_an_offer_of_a_letter_inside_the_text_is_left_out(box: str) -> None:
    assert read(around(box)).text.split("\n\n") == list(SENTENCES)


def test_the_words_below_the_pictures_are_a_gallery_s_text() -> None:
    slides = "".join(
        f"<figure><img src='/img/{n}.jpg' alt='Picture {n}'><figcaption>{text}</figcaption></figure>"
        for n, text in enumerate(SENTENCES)
    )
    article = read(f"<div class=gallery>{slides}</div>")
    assert article.text.split("\n\n") == list(SENTENCES)
    assert [type(block) for block in article.body.blocks] == [Figure, Paragraph] * len(SENTENCES)


@pytest.mark.parametrize(
    "words",
    ["So long, old pier.", "So long &#27;[31m pier &#x202e;.", SENTENCES[0].replace("Tuesday", "Monday")],
    ids=["short", "controls", "long"],
)
def test_a_post_stays_with_its_link(words: str) -> None:
    article = read(around(POST.format(words)))
    found = next(block for block in article.body.blocks if isinstance(block, (Embed, Quote)))
    assert "https://social.example/harbour/status/12" in str(found)
    assert [text for text in article.text.split("\n\n") if text in SENTENCES] == list(SENTENCES)
    assert words[:7] in str(found)
    assert "\\x1b" not in str(found)


@pytest.mark.parametrize(
    ("link", "is_next"),
    [
        ("Weiter zu Seite 2", True), ("Continue to page 2 of 3", True), ("第2页", True), ("2", True),
        ("Read 2 more", False), ("Page 3", False), ("2 comments", False),
    ],
)  # fmt: skip
def test_a_link_that_names_the_next_page_leads_on(link: str, is_next: bool) -> None:
    article = read(around("") + f"<a href='?page=2'>{link}</a>")
    assert article.next_url == (f"{URL}?page=2" if is_next else None)
