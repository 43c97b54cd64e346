"""Where an article's day may stand beside its head: in scripts, on its elements, behind a standfirst, in boxes of any name."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newscli.models.parsed import ParsedArticle
from newscli.parse.page import parse_page

NOW = datetime(2026, 11, 23, tzinfo=UTC)
URL = "https://post.example.com/news/the-pier-of-the-harbour-551200.html"
TITLE = "Council votes to rebuild the pier"
SENTENCE = "The harbour council voted on Tuesday to rebuild the eastern pier after two winters of storms left its stones loose. "
TEXT = f"<p>{SENTENCE * 2}</p>" * 4
FAR = "a" * 4_000
"""What parts two objects of a script: more than the title is looked for in."""


def read(
    *, head: str = "", above: str = "", byline: str = "", text: str = TEXT, foot: str = "", below: str = "", language: str = "en"
) -> ParsedArticle:
    page = (
        f"<html lang={language}><head><title>{TITLE}</title>{head}</head><body>{above}<main><article>"
        f"<h1>{TITLE}</h1>{byline}{text}{foot}</article></main>{below}</body></html>"
    )
    return parse_page(page.encode(), URL, now=NOW)


def day(article: ParsedArticle) -> str | None:
    return article.published_at.date().isoformat() if article.published_at else None


def script(code: str) -> str:
    return f"<script>{code}</script>"


class TestScripts:
    @pytest.mark.parametrize(
        "code",
        [
            f'dataLayer = [{{"articleTitle":"{TITLE}","publishDate":"2026-03-10T08:00:00+01:00"}}];',
            f"var utag_data = {{page_title: '{TITLE}', publish_date: 'March 10, 2026'}};",
            f"digitalData.title = '{TITLE}'; digitalData.pubDate = '2026/03/10';",
            f'dataLayer.push({{"pagePostTitle":"{TITLE}","pagePostDate":"10 March 2026"}});',
            f'window.__STATE__ = {{"headline":"{TITLE}","firstPublishedAt":1773126000000}};',
            f'window.__STATE__ = "{{\\"headline\\":\\"{TITLE}\\",\\"publication_date\\":\\"2026-03-10\\"}}";',
            f'setArticle("{TITLE}"); setArticlePublishTime("x"), q("datePublished", "2026-03-10 08:00");',
        ],
        ids=["data layer", "bare names", "assignments", "WordPress", "epoch", "JSON in a string", "arguments"],
    )
    def test_a_time_beside_the_title_under_a_telling_key_is_a_guess_at_the_day(self, code: str) -> None:
        article = read(head=script(code))
        assert day(article) == "2026-03-10"
        assert article.published_source == "guess"
        assert next(one for one in article.evidence if one.fact == "published").sources == ("script",)

    def test_the_data_of_a_framework_is_read_too(self) -> None:
        page = {"props": {"article": {"title": TITLE, "body": "x", "published_at": "2026-03-10T08:00:00Z"}}}
        assert day(read(below=f'<script id=__NEXT_DATA__ type="application/json">{json.dumps(page)}</script>')) == "2026-03-10"

    @pytest.mark.parametrize(
        "code",
        [
            '{"title":"Ferries stop as the wind turns","publishedAt":"2026-03-08"}',
            f'{{"title":"{TITLE}","lastPublished":"2026-03-08","publish_until":"2026-03-09","republished":"2026-03-07"}}',
            f'{{"title":"{TITLE}","publisher":"2026-03-08","modified":"2026-03-08","builddate":"2026-03-08"}}',
            f'{{"title":"{TITLE}","published":true,"pubDate":"soon","publishDate":"2031-01-01","publish_date":"1970-01-01"}}',
            f'{{"title":"{TITLE}","filler":"{FAR}","publishedAt":"2026-03-08"}}',
        ],
        ids=["another title", "other times", "no publication", "no times", "far from the title"],
    )
    def test_what_tells_nothing_of_the_articles_publication_is_left(self, code: str) -> None:
        assert read(head=script(f"state = {code}")).published is None

    def test_a_cards_object_does_not_win(self) -> None:
        cards = [{"title": f"Ferries stop on day {n}", "body": FAR, "publishedAt": f"2026-03-{n:02}"} for n in range(1, 6)]
        cards.insert(3, {"title": TITLE, "publishedAt": "2026-03-10", "body": FAR})
        assert day(read(head=script(f"state = {json.dumps(cards)}"))) == "2026-03-10"

    @pytest.mark.parametrize(
        "byline",
        [
            '<div data-published="1773126000">Kari Moe</div>',
            '<div data-publish-date="2026-03-10T08:00:00+01:00">Kari Moe</div>',
            '<div data-article="{&quot;id&quot;:7,&quot;published&quot;:&quot;2026-03-10&quot;}">Kari Moe</div>',
        ],
        ids=["epoch", "ISO", "object"],
    )
    def test_the_articles_own_elements_carry_times(self, byline: str) -> None:
        assert day(read(byline=byline)) == "2026-03-10"

    def test_the_elements_of_comments_carry_others(self) -> None:
        comment = '<section class=comments><div data-published="2026-03-12">Nice pier!</div></section>'
        assert read(foot=comment).published is None

    def test_a_script_confirms_what_a_reader_is_told(self) -> None:
        told = script(f'page = {{"title":"{TITLE}","publishDate":"2026-03-10"}}')
        shown = "<p class=date>10 March 2026</p>"
        chances = [read(head=head, byline=shown).evidence for head in ("", told)]
        alone, both = (next(one for one in found if one.fact == "published").chance for found in chances)
        assert alone is not None
        assert both is not None
        assert alone < both
        assert read(head=told, byline=shown).published_source != "guess"

    @given(
        st.lists(
            st.sampled_from(
                ["publishDate", '"', ":", "pub", "Date", "post", "2026-03-10", "1773126000", "99999999999", "\\", "{", TITLE, " "]
            )
            | st.text(max_size=12),
            max_size=40,
        )
    )
    @settings(max_examples=60, deadline=None)
    def test_any_script_is_read_and_names_no_day_ahead(self, parts: list[str]) -> None:
        article = read(head=script("".join(parts).replace("<", "")))
        assert article.published_at is None or article.published_at <= NOW

    @given(st.datetimes(datetime(1995, 1, 1), datetime(2200, 1, 1)))  # noqa: DTZ001 - written without a zone
    @settings(max_examples=30, deadline=None)
    def test_a_scripts_time_is_never_later_than_now(self, at: datetime) -> None:
        article = read(head=script(f'page = {{"title":"{TITLE}","publishDate":"{at.isoformat()}"}}'))
        is_past = at.replace(tzinfo=UTC) <= NOW
        assert day(article) == (at.date().isoformat() if is_past else None) or at.replace(tzinfo=UTC) - NOW < timedelta(days=1)


class TestPlaces:
    @pytest.mark.parametrize(
        "byline",
        [
            "<div class='elementor-widget elementor-widget-post-info'><span>10 March 2026</span></div>",
            "<section class=article-sidebar><p class=label>Date</p><p class=date>10 March 2026</p></section>",
            "<div class=hero__footer-container><span class=date>10 March 2026</span></div>",
            "<footer class=submitted><span class=date>10 March 2026</span></footer>",
            f"<p class=standfirst>{SENTENCE}</p><div class=byline>By Kari Moe <span class=date>10 March 2026</span></div>",
            f"<p>{SENTENCE}</p><time><i class=icon></i><div>Published</div><div class=date>10 March 2026</div></time>",
            "<div><i>Photo: © Harbour Post</i> <b class=date>10 March 2026</b></div>",
            "<p class=date>10 | 03 | 2026</p>",
        ],
        ids=["page builder", "sidebar", "class footer", "footer", "behind a standfirst", "divs in a time", "a credit", "bars"],
    )
    def test_a_day_shown_between_title_and_text_is_the_articles(self, byline: str) -> None:
        article = read(byline=byline, language="en-GB")
        assert day(article) == "2026-03-10"
        assert article.published_source != "guess"

    @pytest.mark.parametrize(
        ("language", "foot"),
        [
            ("en", "<footer class=entry-footer>Posted on <time>10 March 2026</time></footer>"),
            ("en", "<aside class=sidebar><ul><li><p>Published</p><p>10 March 2026</p></li></ul></aside>"),
            ("fr", "<aside class=sidebar><ul><li><p>Mise en ligne</p><p>10 mars 2026</p></li></ul></aside>"),
            (
                "en",
                f"<p>This entry was posted on Tuesday, March 10th, 2026 at 9:10 am and is filed under Piers. {SENTENCE * 2}</p>",
            ),
            ("de", f"<p>Dieser Beitrag wurde am 10. März 2026 veröffentlicht und steht unter Hafen. {SENTENCE * 2}</p>"),
            ("de", "<p>Veröffentlichung: <a href='/music'>10.03.2026</a></p>"),
        ],
        ids=["entry footer", "sidebar", "French sidebar", "entry", "German entry", "link"],
    )
    def test_a_day_behind_the_text_that_is_said_to_be_of_publication_is_the_articles(self, language: str, foot: str) -> None:
        assert day(read(foot=foot, language=language)) == "2026-03-10"

    @pytest.mark.parametrize(
        "below",
        [
            "<aside class=sidebar><p>Harbour festival</p><p>10 March 2026</p></aside>",
            "<footer><p>Published by the council since 10 March 2006</p></footer>",
            "<footer><p>© 2019-2026 Harbour Post. All rights reserved. 1 January 2026</p></footer>",
            f"<section class=comments><p>Kari Moe, posted on 10 March 2026</p><p>{SENTENCE}</p></section>",
            f"<p>{SENTENCE * 2} The council met on 10 March 2026 and {SENTENCE}</p>",
        ],
        ids=["sidebar", "page footer", "newspaper called Post", "comment", "running text"],
    )
    def test_other_days_below_are_not(self, below: str) -> None:
        assert read(below=below).published is None

    @pytest.mark.parametrize(
        "masthead",
        [
            "<header><span class=date>Monday, 23 November 2026</span><nav><a href=/>Home</a></nav></header>",
            "<div class=masthead><p class=date>Monday, 23 November 2026</p></div>",
            "<div id=topbar>23 November 2026</div><nav><a href=/>Home</a></nav>",
        ],
    )
    def test_the_day_in_the_page_s_own_head_is_that_of_today(self, masthead: str) -> None:
        assert day(read(above=masthead)) is None
        stated = '<meta property="article:published_time" content="2026-03-10T09:00:00Z">'
        assert day(read(above=masthead, head=stated)) == "2026-03-10"
        assert day(read(above=masthead, byline="<p>By Kari Moe, 10 March 2026</p>")) == "2026-03-10"

    def test_the_head_of_the_article_is_its_own(self) -> None:
        page = f"<article><header><p class=date>10 March 2026</p></header><h1>{TITLE}</h1>{TEXT}</article>"
        assert day(parse_page(f"<html lang=en><body>{page}</body></html>".encode(), URL, now=NOW)) == "2026-03-10"

    def test_two_parts_of_a_line_make_no_number_together(self) -> None:
        article = read(byline="<p class=date>Published <span>10 March 2026</span><span>8:23 PM</span></p>")
        assert article.published_at is not None
        assert article.published_at.isoformat() == "2026-03-10T20:23:00+00:00"

    def test_a_change_and_the_first_publication_in_one_element(self) -> None:
        byline = (
            "<time datetime='2026-03-12T08:00:00Z'>Updated <b>March 12, 2026</b><i>8:00 AM</i>"
            "<span>Originally published <b>March 10, 2026</b><i>11:01 AM</i></span></time>"
        )
        assert day(read(byline=byline)) == "2026-03-10"

    def test_a_kind_of_article_is_no_comment(self) -> None:
        byline = "<div><span>Kommentar</span> <span class=date>10. März 2026</span></div>"
        assert day(read(byline=byline, language="de")) == "2026-03-10"

    def test_comments_are(self) -> None:
        byline = "<div><span>Kommentare vom</span> <span class=date>10. März 2026</span></div>"
        assert read(byline=byline, language="de").published is None


def test_the_data_of_a_sections_other_articles_is_not_this_ones() -> None:
    others = [
        {
            "@type": "Article",
            "mainEntityOfPage": f"https://post.example.com/news/ferry-{n}.html",
            "datePublished": f"2026-03-{n:02}T08:00:00Z",
        }
        for n in range(11, 16)
    ]
    own = {"@type": "Article", "mainEntityOfPage": URL, "headline": TITLE, "datePublished": "2026-03-10T08:00:00Z"}
    blocks = "".join(f'<script type="application/ld+json">{json.dumps(node)}</script>' for node in [*others, own])
    article = read(head=blocks, byline="<p class=date>10 March 2026</p>")
    assert day(article) == "2026-03-10"
    found = next(one for one in article.evidence if one.fact == "published")
    assert found.chance is not None
    assert found.chance > 0.95


def test_the_day_of_a_picture_is_not_the_articles() -> None:
    figure = (
        "<figure><img src=/pier.jpg alt='The pier'><figcaption><div>Stones of the pier on March 4, 2026 [Kari Moe/Post]</div>"
        "</figcaption></figure>"
    )
    assert day(read(byline=f"{figure}<p>Published 10 March 2026</p>")) == "2026-03-10"
    assert read(byline=figure).published is None
