"""Facts of a page: which evidence wins, that it is recorded, and that nothing a page says can break or unbound the reading."""

import json
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newscli.models.parsed import Evidence, Fact, ParsedArticle
from newscli.parse.metadata.choice import chances
from newscli.parse.metadata.jsonld import read_nodes
from newscli.parse.metadata.names import names_in
from newscli.parse.page import parse_page

NOW = datetime(2026, 11, 23, tzinfo=UTC)
URL = "https://post.example.com/news/the-pier-of-the-harbour-551200.html"
SENTENCE = "The harbour council voted on Tuesday to rebuild the eastern pier after two winters of storms left its stones loose. "
TEXT = f"<p>{SENTENCE * 2}</p>" * 4


def read(*, head: str = "", byline: str = "", foot: str = "", url: str = URL, language: str = "en") -> ParsedArticle:
    page = (
        f"<html lang={language}><head><title>Council votes to rebuild the pier</title>{head}</head><body><main>"
        f"<h1>Council votes to rebuild the pier</h1>{byline}{TEXT}{foot}</main></body></html>"
    )
    return parse_page(page.encode(), url, now=NOW)


def data(**facts: object) -> str:
    node = {"@context": "https://schema.org", "@type": "NewsArticle", "headline": "Council votes to rebuild the pier", **facts}
    return f'<script type="application/ld+json">{json.dumps(node)}</script>'


def day(article: ParsedArticle) -> str | None:
    return article.published_at.date().isoformat() if article.published_at else None


def evidence(article: ParsedArticle, fact: Fact) -> Evidence:
    return next(one for one in article.evidence if one.fact == fact)


class TestDates:
    def test_the_day_that_most_evidence_names_wins(self) -> None:
        head = data(datePublished="2026-03-10T08:00:00+01:00") + '<meta name="dcterms.created" content="2019-05-01">'
        article = read(head=head, byline="<time datetime=2026-03-10>10 March 2026</time>")
        assert day(article) == "2026-03-10"
        assert article.published_source == "json-ld"

    def test_who_said_so_is_recorded_with_its_chance(self) -> None:
        article = read(
            head=data(datePublished="2026-03-10T08:00:00+01:00"), byline="<time datetime=2026-03-10>10 March 2026</time>"
        )
        found = evidence(article, "published")
        assert found.sources[:1] == ("json-ld",)
        assert "time" in found.sources
        assert found.chance is not None
        assert 0.7 < found.chance <= 1

    @pytest.mark.parametrize(
        ("language", "words"),
        [
            ("en", "Last updated: 12 March 2026"), ("de", "Aktualisiert am 12. März 2026"), ("fr", "Mis à jour le 12 mars 2026"),
            ("es", "Actualizado el 12 de marzo de 2026"), ("it", "Aggiornato il 12 marzo 2026"),
            ("nb", "Oppdatert 12. mars 2026"),
            ("ru", "Обновлено 12 марта 2026"), ("tr", "Güncelleme: 12 Mart 2026"), ("ko", "수정 2026.03.12"),
            ("ja", "更新 2026年3月12日"),
            ("zh", "更新时间 2026-03-12"), ("pl", "Aktualizacja: 12 marca 2026"), ("id", "Diperbarui 12 Maret 2026"),
        ],
    )  # fmt: skip
    def test_a_date_of_a_change_is_not_that_of_publication(self, language: str, words: str) -> None:
        article = read(head=data(datePublished="2026-03-10T08:00:00+01:00"), byline=f"<p>{words}</p>", language=language)
        assert day(article) == "2026-03-10"
        assert article.updated_at is not None
        assert article.updated_at.date().isoformat() == "2026-03-12"

    def test_a_lone_date_of_a_change_is_given_as_a_change_or_marked_as_a_guess(self) -> None:
        article = read(head='<meta property="article:modified_time" content="2026-03-12T08:00:00Z">')
        assert article.published_source in (None, "guess")
        assert article.published_source == "guess" or article.updated_at is not None

    def test_a_moment_in_utc_takes_the_offset_of_the_shown_time(self) -> None:
        head = data(datePublished="2026-03-09T23:30:00Z")
        article = read(head=head, byline="<p class=date>10 March 2026, 08:30</p>")
        assert article.published_at is not None
        assert article.published_at.isoformat() == "2026-03-10T08:30:00+09:00"

    def test_the_day_in_the_address_tells_on_which_side_of_midnight(self) -> None:
        article = read(head=data(datePublished="2018-12-31T23:11:59Z"), url="https://post.example.com/2019/01/01/the-new-pier/")
        assert day(article) == "2019-01-01"
        assert article.published_at is not None
        assert article.published_at.astimezone(UTC) == datetime(2018, 12, 31, 23, 11, 59, tzinfo=UTC)

    @pytest.mark.parametrize(
        ("language", "stated", "read_as"),
        [
            ("de", "2022-11-06T23:00:00.000Z", "2022-11-07"), ("de", "2022-07-06T22:00:00Z", "2022-07-07"),
            ("ko-KR", "2022-07-06T15:00:00Z", "2022-07-07"), ("de", "2022-11-06T22:00:00Z", "2022-11-06"),
            ("en", "2022-11-06T23:00:00Z", "2022-11-06"), ("de", "2022-11-06T23:00:01Z", "2022-11-06"),
        ],
    )  # fmt: skip
    def test_a_midnight_of_the_pages_own_zone_is_the_day_that_begins(self, language: str, stated: str, read_as: str) -> None:
        assert day(read(head=data(datePublished=stated), language=language)) == read_as

    def test_a_day_without_a_year_has_the_year_of_other_evidence(self) -> None:
        head = '<meta property="article:published_time" content="2023-01-10T12:35:08-07:00">'
        article = read(head=head, byline='<time datetime="Jan 10">Jan 10</time>')
        assert day(article) == "2023-01-10"

    def test_day_and_month_change_places_where_the_page_says_so(self) -> None:
        head = '<meta name="date" content="11/01/2023 12:43:42">'
        article = read(head=head, foot="<p>Erstellt am: 01.11.2023</p>", language="de")
        assert day(article) == "2023-11-01"

    def test_the_readers_who_joined_lend_no_date(self) -> None:
        byline = "<dl><dd>Joined: Sun Dec 28, 2014 3:02 pm</dd></dl><p class=author>Sun Dec 17, 2023 11:23 am</p>"
        assert day(read(byline=byline)) == "2023-12-17"

    def test_no_date_is_made_up(self) -> None:
        article = read(foot="<footer>Copyright 2019-2026 The Post, since 1 May 1999</footer>")
        assert article.published is None

    @given(st.datetimes(datetime(1990, 1, 2), datetime(2200, 1, 1)), st.sampled_from(["json", "time", "line", "meta"]))  # noqa: DTZ001
    @settings(max_examples=40, deadline=None)
    def test_never_later_than_now(self, at: datetime, place: str) -> None:
        text = at.isoformat() + "+02:00"
        article = read(
            head={"json": data(datePublished=text), "meta": f'<meta name="pubdate" content="{text}">'}.get(place, ""),
            byline={"time": f"<time datetime={text}>then</time>", "line": f"<p class=date>{at:%d.%m.%Y}</p>"}.get(place, ""),
        )
        assert article.published_at is None or article.published_at <= NOW
        assert article.updated_at is None or article.updated_at <= NOW


class TestAuthors:
    @pytest.mark.parametrize(
        ("head", "byline"),
        [
            (data(author={"@type": "Person", "name": "Kari Moe"}), ""),
            (data(author="Kari Moe"), ""),
            ('<meta name="author" content="Kari Moe">', ""),
            ("", '<p class="byline">By <a href="/author/kari-moe">Kari Moe</a>, staff reporter</p>'),
            ("", '<span itemprop="author" itemscope><span itemprop="name">Kari Moe</span></span>'),
            (data(author=[{"@id": "#kari"}]) + '<script type="application/ld+json">{"@type":"Person","@id":"#kari",'
             '"name":"Kari Moe"}</script>', ""),
            (data(author={"name": "Kari"}), '<p class="byline">By <a rel=author href="/author/kari">Kari Moe</a></p>'),
        ],
        ids=["person", "string", "meta", "byline", "microdata", "reference", "first name"],
    )  # fmt: skip
    def test_are_named_by_each_kind_of_evidence(self, head: str, byline: str) -> None:
        assert read(head=head, byline=byline).authors == ("Kari Moe",)

    @pytest.mark.parametrize("name", ["Jo van der Dam", "Maria de la Cruz", "Karl von Habsburg", "Jean d'Ormes"])
    def test_small_words_before_a_surname_are_part_of_a_name(self, name: str) -> None:
        assert read(head=data(author={"@type": "Person", "name": name})).authors == (name,)
        assert read(byline=f'<p class="byline">{name}</p>').authors == (name,)

    @pytest.mark.parametrize("name", ["김민수", "王小明", "山田太郎"])
    def test_a_name_without_blanks_is_one(self, name: str) -> None:
        assert read(head=data(author={"@type": "Person", "name": name})).authors == (name,)
        assert read(byline=f'<p class="byline">{name}</p>').authors == (name,)

    @pytest.mark.parametrize("name", ["관리자", "연합뉴스", "新华社", "本报记者", "编辑部", "朝日新聞", "佚名"])
    def test_an_outlet_or_an_office_in_such_letters_is_none(self, name: str) -> None:
        assert read(head=data(author={"@type": "Person", "name": name})).authors == ()

    def test_nobody_is_made_up(self) -> None:
        comments = '<section class="comments"><p class="author">By Hans Meier</p></section>'
        assert read(byline="<p>Published by the council for everyone</p>", foot=comments).authors == ()

    @pytest.mark.parametrize(
        "byline",
        [
            "<p>Posted on March 10, 2026 by Kari Moe</p>",
            '<p>Text: <a href="/profil/es_detail/A7M7AUXCTH/kari-moe">Kari Moe</a></p>',
            '<ul><li><a href="/library/?_author=Kari%20Moe">Kari Moe</a></li></ul>',
        ],
    )
    def test_are_named_as_publishing_systems_do(self, byline: str) -> None:
        assert read(byline=byline).authors == ("Kari Moe",)

    def test_the_outlet_is_no_author_beside_a_person(self) -> None:
        head = '<meta property="og:site_name" content="The Post">' + data(author={"@type": "Organization", "name": "The Post"})
        byline = '<p class="byline">By <a rel="author" href="/author/kari-moe">Kari Moe</a></p>'
        assert read(head=head, byline=byline).authors == ("Kari Moe",)

    def test_who_names_them_is_recorded(self) -> None:
        article = read(head=data(author={"@type": "Person", "name": "Kari Moe"}))
        found = evidence(article, "authors")
        assert "ld" in found.sources
        assert found.chance is not None

    @pytest.mark.parametrize(
        ("words", "names"),
        [
            ("By KARI MOE and Luca Neri", ["KARI MOE", "Luca Neri"]),
            ("Von Kari Moe, Redakteurin", ["Kari Moe"]),
            ("Kari Moe | 12 March 2026", ["Kari Moe"]),
            ("Written by Kari Moe. Photography by Stephen Tayo", ["Kari Moe"]),
            ("記者：陳大文", ["陳大文"]),
            ("admin", []),
            ("Posted on September 21, 2025 by Kari Moe", ["Kari Moe"]),
            ("Veröffentlicht am 5. März 2007 um 14:30 Uhr von Kari Moe", ["Kari Moe"]),
            ("Kari Moe @karimoe", ["Kari Moe"]),
            ("Kari MoeKari Moe", ["Kari Moe"]),
            ("Kari Moe Kari Moe", ["Kari Moe"]),
            ("Ann Ann", ["Ann Ann"]),
            ("Kari Moe, MS, RD, FAND", ["Kari Moe"]),
            ("Kari Moe The Associated Press", ["Kari Moe"]),
            ("The Associated Press", ["The Associated Press"]),
            ("Kari Moe im Gespräch mit Luca Neri", ["Kari Moe", "Luca Neri"]),
            ("Kari Moe Übersetzt von: Luca Neri", ["Kari Moe"]),
            ("Mehr Artikel von Kari Moe", ["Kari Moe"]),
            ("Zum Profil von kari_moe", ["kari_moe"]),
            ("More by Kari Moe", ["Kari Moe"]),
            ("Posted on", []),
            ("Fact checked by", []),
            ("Share this article on Facebook", []),
            ("is_runtime_shut_down", []),
        ],
    )
    def test_names_stand_without_what_surrounds_them(self, words: str, names: list[str]) -> None:
        assert names_in([words]) == names

    @given(st.text(max_size=400))
    def test_any_words_are_names_of_bounded_length_or_none(self, words: str) -> None:
        assert all(2 <= len(name) <= 80 and name == name.strip() for name in names_in([words]))


class TestEvidence:
    def test_each_fact_that_is_found_says_where_it_is_from(self) -> None:
        head = (
            data(datePublished="2026-03-10T08:00:00+01:00", dateModified="2026-03-11T08:00:00+01:00", author="Kari Moe",
                 articleSection="Harbour")
            + '<meta property="og:image" content="/pier.jpg"><meta name="description" content="The pier is rebuilt.">'
            '<meta property="og:site_name" content="The Post">'
        )  # fmt: skip
        article = read(head=head, byline="<span class=views>379 views</span>")
        assert {one.fact: one.sources[0] for one in article.evidence} == {
            "authors": "ld", "published": "json-ld", "updated": "json-ld:dateModified", "title": "heading", "topics": "json-ld",
            "language": "html lang", "image": "meta", "views": "counter", "summary": "meta", "outlet": "meta",
        }  # fmt: skip

    def test_a_fact_that_is_missing_has_none(self) -> None:
        article = read()
        assert {one.fact for one in article.evidence} == {"title", "language"}


class TestData:
    @pytest.mark.parametrize("depth", [5, 400, 950, 5_000])
    def test_deep_values_end_the_reading_of_that_value_only(self, depth: int) -> None:
        block = f'{{"@type":"NewsArticle","headline":{"[" * depth}"x"{"]" * depth},"datePublished":"2026-03-10"}}'
        article = read(head=f'<script type="application/ld+json">{block}</script>')
        assert article.title == "Council votes to rebuild the pier"
        assert day(article) == "2026-03-10"

    def test_times_are_saved_from_json_that_nothing_mends(self) -> None:
        block = '{"@type": "NewsArticle", "description": "The "old" pier", "datePublished": "2026-03-10", "author": }'
        assert read_nodes((block,)) == [{"@type": "NewsArticle", "datePublished": "2026-03-10"}]

    @given(
        st.recursive(
            st.none() | st.booleans() | st.integers() | st.text(max_size=9),
            lambda inner: (
                st.lists(inner, max_size=3)
                | st.dictionaries(st.sampled_from(["@id", "name", "author", "url", "@type", "headline"]), inner, max_size=4)
            ),
        )
    )
    @settings(max_examples=60, deadline=None)
    def test_any_shape_of_author_and_date_is_survived(self, value: object) -> None:  # fmt: skip
        article = read(head=data(author=value, datePublished=value, headline=value, image=value, publisher=value))
        assert article.title


@pytest.mark.parametrize(
    ("time", "published", "precision"),
    [
        ("2026-11-22 21:30", "2026-11-22T21:30", "minute"),
        # Past noon in Seoul and not yet in Greenwich, the zone unstated: the day is known, the moment is not.
        ("2026-11-23 12:07", "2026-11-23T00:00", "day"),
        ("2026-11-23T12:07:00+09:00", None, None),
        ("2026-11-24 12:07", None, None),
    ],
)
def test_an_hour_ahead_of_the_clock_in_no_stated_zone_is_a_day(time: str, published: str | None, precision: str | None) -> None:
    article = read(head=f'<meta property="article:published_time" content="{time}">')
    assert (article.published_at.isoformat()[:16] if article.published_at else None) == published
    assert article.published_precision == precision


def test_the_numbers_of_a_lists_pages_are_no_topics() -> None:
    foot = "".join(
        f'<a rel=tag href="/tag/{number}-x/">{words}</a> ' for number, words in enumerate(["10", "11", "5G", "9/11", "Harbour"])
    )
    assert read(foot=f"<p>{foot}</p>").topics == ("5G", "9/11", "Harbour")


TAGS = '<a href="/tag/pier">Pier</a> <a href="/tag/lifeboats">Lifeboats</a>'


@pytest.mark.parametrize(
    "foot",
    [
        f'<div class="article-tags">{TAGS}</div>',
        f'<p>Filed under <span class="cat-links">{TAGS}</span></p>',
        '<ul class="tagList"><li><a class="tag" href="/pier">Pier</a><li><a class="tag" href="/boats">Lifeboats</a></ul>',
        f'<footer class="entry-footer"><div class="post_tags">{TAGS}</div></footer>',
        f'<nav class="topics"><ul><li>{TAGS}</li></ul></nav>',
        f'<div class=tags>{TAGS}<a href="/tags">Read more</a><a href="https://shop.example/tag/x">Boats for sale</a></div>',
    ],
    ids=[
        "box",
        "categories by address",
        "one box for each",
        "the article's footer",
        "a list of topics",
        "a button, another host",
    ],
)
def test_the_tags_in_a_box_behind_the_text_are_topics(foot: str) -> None:
    assert read(foot=foot).topics == ("Pier", "Lifeboats")


@pytest.mark.parametrize(
    "foot",
    [
        f'<nav class="menu"><div class="tags">{TAGS}</div></nav>',
        f'<aside><div class="tags">{TAGS}</div></aside>',
        f'<div class="widget"><div class="tags">{TAGS}</div></div>',
        f'<div class="related"><div class="tags">{TAGS}</div></div>',
        '<div class="tags">' + "".join(f'<a href="/tag/{number}">Topic no. {number}</a> ' for number in range(16)) + "</div>",
        '<div class="categories"><a href="/shop/">Our shop</a> <a href="/about/">About us</a></div>',
        f"<p>{TAGS}</p>",
        '<aside><a rel=tag href="/tag/a">Election</a></aside>',
        '<footer><a rel=tag href="/tag/a">Election</a></footer>',
        '<section class="related-posts"><div class=card><a rel="category tag" href="/category/crime/">Crime</a></div></section>',
        '<div class="author-box"><a rel=tag href="/tag/food">Food</a></div>',
        '<section id=comments><p>I do not agree. <a rel=tag href="/tag/rant">rant</a></p></section>',
        f'<article><h2>Ten soups</h2><p>{SENTENCE}</p><a rel=tag href="/tag/soup">Soup</a></article>',
        '<aside><h3>Trending</h3><a href="/t/rust">#rust</a></aside>',
    ],
    ids=[
        "menu",
        "beside",
        "widget",
        "another article's",
        "the site's cloud",
        "sections of the site",
        "links in a paragraph",
        "rel beside",
        "rel in the page's footer",
        "rel in a card",
        "rel of an author",
        "rel in comments",
        "rel in the next article",
        "a hashtag beside",
    ],
)
def test_the_tags_of_others_are_no_topics(foot: str) -> None:
    assert read(foot=foot).topics == ()


def test_a_character_that_is_a_word_can_be_a_topic() -> None:
    foot = '<div class=tags><a href="/tag/a">橋</a> <a href="/tag/b">강</a> <a href="/tag/c">x</a></div>'
    assert read(foot=foot).topics == ("橋", "강")


def test_sections_that_are_stated_as_one_are_parted() -> None:
    assert read(head=data(articleSection="Politik,Inland")).topics == ("Politik", "Inland")
    assert read(head=data(articleSection="Arts, Culture and Leisure")).topics == ("Arts, Culture and Leisure",)


def test_chances_are_shares_of_one() -> None:
    found = chances({"a": {"x": 1.0}, "b": {"y": 1.0}, "c": {}}, {"x": 2.0, "y": -900.0})
    assert sum(found.values()) == pytest.approx(1)
    assert max(found, key=lambda one: found[one]) == "a"
