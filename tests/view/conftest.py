"""Models to look at: small makers with honest defaults, and one edition with the scripts that break layouts."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from newscli.models.article import Article, FeedLabel, Outlet, PageLink, SearchHit
from newscli.models.body import (
    Body,
    Code,
    Divider,
    Embed,
    Figure,
    Heading,
    ItemList,
    Paragraph,
    Quote,
    Span,
    Table,
)
from newscli.models.feed import Feed
from newscli.models.headline import Headline
from newscli.models.reading import OpenedArticle
from newscli.text import clean_block, clean_code, clean_line, clean_span
from newscli.urls import WebUrl, require_web_url

NOW = datetime(2025, 11, 24, 9, 30, tzinfo=UTC)

TITLES = (
    ("Harbour Bridge Reopens After Three Years of Repairs, With a Lane for Bicycles and Trams", "City Courier"),
    ("한국과 미국, 서울에서 연례 안보협의회 개최… 주한미군 역할 논의", "연합뉴스"),
    ("首尔与华盛顿就驻韩美军的未来角色举行高级别会谈，双方讨论导弹防御与网络安全合作", "新华社"),
    ("مجلس المدينة يوافق على خطة جديدة للنقل العام ويعد بحافلات أكثر", "الجزيرة"),
    ("ראש העיר הודיע על פתיחת הגשר מחדש לאחר שלוש שנים של עבודות", "BBC World"),
    ("🇰🇷 Families 👨‍👩‍👧 celebrate ❤️ the first snow of the year 🎉 in the mountains above the city", "Emoji Daily"),
    ("Short one", "A Feed Whose Name Is Longer Than Any Column Should Be"),
    ("Æther, naïve façades and the Łódź–Kraków line: what the new timetable means", "Le Monde diplomatique"),
)


def make_headline(**fields: Any) -> Headline:
    """A headline of 08:00, one and a half hours old."""
    given: dict[str, Any] = {
        "id": 412,
        "sort_at": NOW - timedelta(minutes=90),
        "is_day": False,
        "title": "Harbour Bridge Reopens",
        "url": "https://news.example/harbour",
        "feed_slug": "city-courier",
        "source": "City Courier",
        "is_unread": True,
        "is_starred": False,
        **fields,
    }
    for name in ("title", "source", "feed_slug"):
        given[name] = clean_line(given[name]) if given[name] is not None else None
    given["url"] = address(given["url"]) if given["url"] else None
    return Headline(**given)


def make_edition() -> list[Headline]:
    """Three days of headlines in many scripts, newest first."""
    ages = (4, 55, 130, 400, 720, 1260, 2000, 2900)
    return [
        make_headline(
            id=1204 - 3 * number,
            sort_at=NOW - timedelta(minutes=minutes),
            title=title,
            source=source,
            is_unread=number % 3 != 2,
            is_starred=number in (1, 6),
        )
        for number, (minutes, (title, source)) in enumerate(zip(ages, TITLES, strict=True))
    ]


def make_article(**fields: Any) -> Article:
    """A stored article with every field known."""
    feed = FeedLabel(clean_line("city-courier"), clean_line("City Courier"), address("https://news.example/feed"))
    given: dict[str, Any] = {
        "id": 412,
        "url": address("https://news.example/2025/11/harbour-bridge"),
        "title": clean_line("Harbour Bridge Reopens After Three Years of Repairs, With a Lane for Bicycles and Trams"),
        "authors": (clean_line("Ada Field"), clean_line("Jun Park")),
        "outlet": Outlet(clean_line("City Courier"), clean_line("news.example")),
        "published_at": datetime(2025, 11, 24, 7, 5, tzinfo=UTC),
        "published_text": clean_line("Nov. 24, 2025 7:05 a.m."),
        "published_precision": "minute",
        "published_source": clean_line("rss:pubDate"),
        "updated_at": datetime(2025, 11, 24, 8, 40, tzinfo=UTC),
        "arrived_at": datetime(2025, 11, 24, 7, 20, tzinfo=UTC),
        "sort_at": datetime(2025, 11, 24, 7, 5, tzinfo=UTC),
        "feed": feed,
        "feeds": (feed,),
        "topics": (clean_line("City"), clean_line("Transport")),
        "tags": (clean_line("local"),),
        "language": clean_line("en"),
        "summary": clean_block("The bridge is open again."),
        "is_read": False,
        "is_seen": True,
        "is_starred": False,
        "image": address("https://news.example/bridge.jpg"),
        "views": 1379,
        "characters": 2410,
        "reading_minutes": 3,
        "origin": "feed",
        "completeness": "full",
        **fields,
    }
    return Article(**given)


def make_link(**fields: Any) -> PageLink:
    """A related item as a page's card shows it."""
    given: dict[str, Any] = {
        "id": 420,
        "kind": "related",
        "list_no": 0,
        "position": 1,
        "title": clean_line("Trams Return to the Old Town"),
        "url": address("https://news.example/trams"),
        "published_at": datetime(2025, 11, 23, 18, 5, tzinfo=UTC),
        "is_day": False,
        "date_text": clean_line("Nov. 23, 2025 6:05 p.m."),
        "teaser": clean_line("The line closed in 1961 comes back with twelve stops and a depot under the market square."),
        "section": None,
        **fields,
    }
    return PageLink(**given)


def make_feed(**fields: Any) -> Feed:
    """A followed feed that is well."""
    given: dict[str, Any] = {
        "id": 1,
        "slug": clean_line("city-courier"),
        "url": address("https://news.example/feed"),
        "title": clean_line("City Courier"),
        "site_url": address("https://news.example/"),
        "kind": "feed",
        "language": None,
        "tags": (clean_line("local"),),
        "unread": 12,
        "total": 340,
        "added_at": NOW - timedelta(days=30),
        "fetched_at": NOW - timedelta(minutes=12),
        "attempted_at": NOW - timedelta(minutes=12),
        "next_fetch_at": NOW + timedelta(minutes=18),
        "health": "ok",
        "health_since": None,
        "error": None,
        "failures": 0,
        "etag": None,
        "last_modified": None,
        "body_hash": None,
        "latency": 0.4,
        **fields,
    }
    return Feed(**given)


def make_body() -> Body:
    """One of each block."""
    plan = Span(clean_span("city's plan"), (), address("https://news.example/plan"))
    minutes = Span(clean_span("council's minutes"), (), address("https://council.example/minutes?id=77"))
    trams = "Trams run every six minutes, and every twelve after nine in the evening, on both tracks."
    quoted = "We have walked around this bridge for three years. Today we walk over it, and it does not even shake."
    caption = "The bridge at dawn, seen from the north bank. Photo: City Courier"
    directions = ItemList(((paragraph("northbound in spring"),), (paragraph("southbound in autumn"),)), ordered=True)
    return Body(
        (
            paragraph(
                "The bridge opened to traffic on Monday, three years after engineers found cracks in two of its piers. The ",
                plan,
                " had promised eighteen months; the mayor called the delay ",
                Span(clean_span("regrettable"), ("emphasis",)),
                " and the result ",
                Span(clean_span("worth it"), ("strong",)),
                ".",
            ),
            paragraph(
                "서울의 다리처럼 넓어진 이 다리에는 자전거 도로와 전차 선로가 함께 놓였다. ", "시민들은 첫날부터 걸어서 건넜다."
            ),
            paragraph(
                "桥面加宽后，自行车道与电车轨道并行。第一天就有数千市民步行过桥，",
                "市长说“值得等待”，工程师们则提醒大家注意限速。",
            ),
            Heading(cell("What changes")),
            ItemList(((paragraph(trams),), (paragraph("Bicycles have a lane of their own"), directions))),
            Quote((paragraph(quoted),)),
            Figure(address("https://news.example/bridge.jpg"), clean_line("The bridge at dawn"), cell(caption)),
            Table(
                (
                    (cell("Year"), cell("Vehicles a day"), cell("What was measured")),
                    (cell("2022"), cell("41,200"), cell("Cars and lorries, before the cracks were found in the second pier")),
                    (cell("2025"), cell("18,900"), cell("Cars; trams carried another 30,000 people on the first day")),
                ),
                has_header=True,
            ),
            Code(clean_code("def load(spans):\n    return sum(span.weight for span in spans)")),
            Divider(),
            Embed(address("https://video.example/watch"), clean_line("The first tram crosses")),
            paragraph("The ", plan, " foresees a second bridge by 2030; see the ", minutes, "."),
        )
    )


def make_opened(**fields: Any) -> OpenedArticle:
    """An article with its page's lists."""
    walks = clean_line("Ten Walks Along the River")
    council = clean_line("Council Votes on a Second Bridge, and on Who Is to Pay for It Over the Next Thirty Years")
    given: dict[str, Any] = {
        "article": make_article(),
        "body": make_body(),
        "related": (
            make_link(),
            make_link(id=421, position=2, title=clean_line("전차가 구시가지로 돌아온다"), is_read=True),
            make_link(id=422, position=3, title=council, is_day=True, published_at=datetime(2025, 11, 20, tzinfo=UTC)),
            make_link(
                id=423,
                position=4,
                title=clean_line("What the Engineers Found"),
                published_at=None,
                date_text=clean_line("vor 3 Stunden"),
                teaser=None,
            ),
        ),
        "trending": (make_link(id=430, kind="trending", title=walks, published_at=None, date_text=None, teaser=None),),
        "sponsored": tuple(make_link(id=None, kind="sponsored", position=at) for at in (1, 2, 3)),
        "next_id": 413,
        **fields,
    }
    return OpenedArticle(**given)


def make_hits() -> list[SearchHit]:
    """Two hits, one of them Korean."""
    first, second = make_edition()[:2]
    english = clean_line("…opened the bridge to traffic; the bridge carries trams again…")
    korean = clean_line("…넓어진 이 다리에는 자전거 도로와 전차 선로가 함께…")
    return [
        SearchHit(headline=first, score=9.5, snippet=english, highlights=((12, 18), (35, 41))),
        SearchHit(headline=second, score=4.0, snippet=korean, highlights=((7, 9),)),
    ]


def make_feeds() -> list[Feed]:
    """Feeds in several states of health."""
    return [
        make_feed(),
        make_feed(id=2, slug=clean_line("yonhap"), title=clean_line("연합뉴스 최신기사"), unread=0, total=1204, tags=()),
        make_feed(
            id=3,
            slug=clean_line("the-very-long-gazette-of-somewhere"),
            title=clean_line("The Very Long Gazette of Somewhere Far Away"),
            health="failing",
            error=clean_line("the server answered 503 Service Unavailable, five times in a row since Friday"),
            fetched_at=NOW - timedelta(days=3),
            tags=(clean_line("world"), clean_line("slow")),
        ),
        make_feed(id=4, slug=clean_line("new"), title=clean_line("الجزيرة"), unread=0, total=0, health="never", fetched_at=None),
    ]


def address(url: str) -> WebUrl:
    """A test's own address."""
    return require_web_url(url)


def cell(words: str) -> tuple[Span, ...]:
    """`words` as they stand in a heading or a cell."""
    return (Span(clean_span(words)),)


def paragraph(*parts: str | Span) -> Paragraph:
    """A paragraph of plain words and of spans with a look."""
    return Paragraph(tuple(part if isinstance(part, Span) else Span(clean_span(part)) for part in parts))


@pytest.fixture(scope="session")
def now() -> datetime:
    """Monday 24 November 2025, 09:30 UTC."""
    return NOW


@pytest.fixture(scope="session")
def headline() -> Callable[..., Headline]:
    """Maker of headlines."""
    return make_headline


@pytest.fixture(scope="session")
def edition() -> list[Headline]:
    """Three days in many scripts."""
    return make_edition()


@pytest.fixture(scope="session")
def article() -> Callable[..., Article]:
    """Maker of articles."""
    return make_article


@pytest.fixture(scope="session")
def link() -> Callable[..., PageLink]:
    """Maker of related items."""
    return make_link


@pytest.fixture(scope="session")
def opened() -> Callable[..., OpenedArticle]:
    """Maker of opened articles."""
    return make_opened


@pytest.fixture(scope="session")
def feed() -> Callable[..., Feed]:
    """Maker of feeds."""
    return make_feed


@pytest.fixture(scope="session")
def feeds() -> list[Feed]:
    """Feeds in several states."""
    return make_feeds()


@pytest.fixture(scope="session")
def hits() -> list[SearchHit]:
    """Two hits."""
    return make_hits()
