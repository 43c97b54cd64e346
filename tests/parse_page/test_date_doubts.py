"""When an article's day is more than a guess, and how its country helps to read dates that the page alone leaves open."""

from datetime import UTC, date, datetime

import pytest

from newscli.models.parsed import ParsedArticle
from newscli.parse.metadata.date_doubts import is_doubtful
from newscli.parse.page import parse_page
from newscli.parse.page_country import language_at

NOW = datetime(2026, 11, 23, tzinfo=UTC)
PATH = "/news/the-pier-of-the-harbour-551200.html"
URL = f"https://post.example.com{PATH}"
SENTENCE = "The harbour council voted on Tuesday to rebuild the eastern pier after two winters of storms left its stones loose. "
TEXT = f"<p>{SENTENCE * 2}</p>" * 4
STATED = '<meta property="article:published_time" content="2026-03-10T08:00:00+01:00">'
CHANGED = '<meta property="article:modified_time" content="2026-03-12T08:00:00+01:00">'


def read(head: str = "", byline: str = "", foot: str = "", *, url: str = URL, language: str = "en") -> ParsedArticle:
    page = (
        f"<html lang={language or chr(34) * 2}><head><title>Council votes to rebuild the pier</title>{head}</head><body><main>"
        f"<h1>Council votes to rebuild the pier</h1>{byline}{TEXT}</main>{foot}</body></html>"
    )
    return parse_page(page.encode(), url, now=NOW)


def day(article: ParsedArticle) -> str | None:
    return article.published_at.date().isoformat() if article.published_at else None


@pytest.mark.parametrize(
    ("head", "byline", "path"),
    [
        (STATED, "<p class=date>10 March 2026</p>", PATH),
        (STATED + CHANGED, "<p class=date>10 March 2026</p><p>Updated: 12 March 2026</p>", PATH),
        (STATED, "<p class=date>10 March 2026</p>", "/2026/03/10/the-pier-of-the-harbour.html"),
        ("", "<time datetime=2026-03-10 class=published>10 March 2026</time>", PATH),
    ],
    ids=["stated and shown", "changed later, and says so", "stated, shown, in the address", "shown alone"],
)
def test_what_several_sides_of_a_page_say_is_no_guess(head: str, byline: str, path: str) -> None:
    article = read(head, byline, url=f"https://post.example.com{path}")
    assert day(article) == "2026-03-10"
    assert article.published_source not in (None, "guess")


@pytest.mark.parametrize(
    ("head", "byline", "path"),
    [
        (STATED, "", PATH),
        (STATED, "", "/2026/03/10/the-pier-of-the-harbour.html"),
        (STATED, "<p class=date>4 May 2024</p>", PATH),
        ("", "<p>Last updated: 12 March 2026</p>", PATH),
        ("", "<p class=date>10 March 2026</p><p class=date>4 May 2024</p>", PATH),
    ],
    ids=[
        "told to machines alone",
        "and by the address",
        "stated and shown disagree",
        "only a change",
        "several days shown, none stated",
    ],
)
def test_a_day_on_thin_or_divided_evidence_is_a_guess(head: str, byline: str, path: str) -> None:
    article = read(head, byline, url=f"https://post.example.com{path}")
    assert article.published_at is not None
    assert article.published_source == "guess"


def test_the_day_of_today_above_the_page_is_no_rival_of_the_day_behind_the_text() -> None:
    article = read(foot="<p class=date>March 10, 2026 12:07 p.m.</p>", byline="", head="")
    assert day(article) == "2026-03-10"
    days = {None: {"none": 1.0}, date(2026, 3, 10): {"tail_first": 1.0, "any_line": 1.0}, date(2026, 11, 23): {"any_first": 1.0}}
    assert not is_doubtful(date(2026, 3, 10), days)
    assert is_doubtful(date(2026, 3, 10), {**days, date(2026, 11, 23): {"tail_line": 1.0}})
    assert is_doubtful(date(2026, 11, 23), days)


@pytest.mark.parametrize(("shown", "is_one"), [(9, False), (11, False), (12, True)])
def test_what_is_shown_may_be_a_day_away_for_the_zone_decides_around_midnight(shown: int, is_one: bool) -> None:
    stated, other = date(2026, 3, 10), date(2026, 3, shown)
    assert is_doubtful(other, {None: {}, stated: {"meta": 1.0}, other: {"head_first": 1.0}}) is is_one


@pytest.mark.parametrize(
    ("stated", "shown", "is_guess"),
    [
        ("2026-03-10T22:20:00Z", "10 March 2026", True),
        ("2026-03-10T22:20:00Z", "10 March 2026 22:20", True),
        ("2026-03-10T01:59:00Z", "10 March 2026", True),
        ("2026-03-10T02:00:00Z", "10 March 2026", False),
        ("2026-03-10T21:59:00Z", "10 March 2026", False),
        ("2026-03-10T23:20:00+01:00", "10 March 2026", False),
        ("2026-03-10T22:20:00Z", "10 March 2026 23:20", False),
        ("2026-03-10T00:00:00Z", "10 March 2026", False),
    ],
    ids=["late", "on the server's clock too", "early", "two hours after", "two hours before", "own offset", "own clock", "a day"],
)
def test_near_midnight_in_utc_the_day_is_a_guess_if_no_offset_is_known(stated: str, shown: str, is_guess: bool) -> None:
    article = read(f'<meta property="article:published_time" content="{stated}">', f"<p class=date>{shown}</p>")
    assert day(article) == "2026-03-10"
    assert (article.published_source == "guess") is is_guess


@pytest.mark.parametrize(
    ("host", "language", "shown", "read_as"),
    [
        ("post.example.de", "", "23.09.22", "2022-09-23"),
        ("post.example.co.kr", "", "22.09.23", "2022-09-23"),
        ("post.example.co.uk", "en", "03/04/2023", "2023-04-03"),
        ("post.example.gov", "en", "03/04/2023", "2023-03-04"),
        ("post.example.gov", "en-GB", "03/04/2023", "2023-04-03"),
        ("post.example.com", "en", "03/04/2023", None),
    ],
)
def test_the_country_of_an_address_reads_what_the_page_leaves_open(
    host: str, language: str, shown: str, read_as: str | None
) -> None:
    assert day(read(byline=f"<p class=date>{shown}</p>", url=f"https://{host}{PATH}", language=language)) == read_as


def test_cards_of_other_articles_are_read_by_the_country_too() -> None:
    card = (
        "<li><a href='/news/ferries-stop-for-a-day-{0}.html'><h3>Ferries stop for a day as the wind turns {0}</h3></a>"
        "<p>0{0}/04/2023</p></li>"
    )
    foot = f"<section class=related><h2>Related stories</h2><ul>{''.join(card.format(n) for n in (3, 4, 5))}</ul></section>"
    article = read(foot=foot, url=f"https://post.example.co.uk{PATH}")
    assert [item.published_at.date().isoformat() for item in article.related if item.published_at] == [
        "2023-04-03", "2023-04-04", "2023-04-05",
    ]  # fmt: skip


@pytest.mark.parametrize("url", [None, "", "https://[::1]/a", "https://192.0.2.7/a", "https://harbour.press/a"])
def test_an_address_without_a_country_adds_nothing(url: str | None) -> None:
    assert language_at(url, None) is None
    assert language_at(url, "en") == "en"
