"""Dates of further reading: when it was published, never how long it takes, when its poster joined, or a day nobody named."""

from datetime import UTC, datetime

import pytest

from newscli.dates import find_date_in, is_span
from newscli.models.parsed import ParsedItem
from newscli.parse.page import parse_page

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
URL = "https://post.example.com/food/2026/a-harbour-soup-for-winter-551200.html"
SENTENCE = "The soup of the harbour is made of what the boats bring in the morning, and of leeks that were dug the day before. "
TEXT = f"<p>{SENTENCE * 2}</p>" * 4
TITLES = (
    "Bread that the bakers of the quay keep for themselves",
    "Why smoked herring goes with apples",
    "Six soups for cold evenings",
)


def items(line: str, *, card: str = "card", language: str = "en") -> tuple[ParsedItem, ...]:
    cards = "".join(
        f"<li class='{card}'><a href=/food/2026/story-{number}-5512{number:02}.html><h3>{title}</h3></a>{line}</li>"
        for number, title in enumerate(TITLES)
    )
    page = (
        f"<html lang={language}><head><title>A harbour soup for winter</title></head><body><main><h1>A harbour soup</h1>"
        f"{TEXT}</main><section class=related><h2>Related articles</h2><ul>{cards}</ul></section></body></html>"
    )
    return parse_page(page.encode(), URL, now=NOW).related


@pytest.mark.parametrize(
    ("line", "language"),
    [
        ("<div class=recipe-card-meta><div class=recipe-card-meta__time><span>58 mins</span></div></div>", "en"),
        ("<span>45 min</span>", "en"),
        ("<span class=cook-time>1 hr</span>", "en"),
        ("<span class=duration>3h</span>", "en"),
        ("<time class=video-duration>3 min</time>", "en"),
        ("<time datetime=PT58M>58 mins</time>", "en"),
        ("<span class=readtime>5 min</span>", "en"),
        ("<span>55 Min.</span>", "de"),
        ("<span>45 minutos</span>", "es"),
        ("<span>45 минут</span>", "ru"),
        ("<span>20分</span>", "ja"),
        ("<p>Bake for 30 minutes</p>", "en"),
        ("<span class=label>Now</span>", "en"),
    ],
)  # fmt: skip
def test_how_long_something_takes_is_no_date(line: str, language: str) -> None:
    found = items(line, language=language)
    assert [item.title for item in found] == list(TITLES)
    assert {(item.published, item.date_text) for item in found} == {(None, None)}


def test_in_a_card_of_a_recipe_each_bare_time_is_of_cooking() -> None:
    assert {item.published for item in items("<span class=time>45 min</span>", card="card recipe")} == {None}


@pytest.mark.parametrize(
    ("line", "hours"),
    [
        ("<span class=timestamp>3h</span>", 3),
        ("<time>7 hrs</time>", 7),
        ("<span class=posted>45 min</span>", 0.75),
        ("<span>7 hrs ago</span>", 7),
        ("<span>vor 2 Stunden</span>", 2),
        ("<p>for 2 timer siden</p>", 2),
        ("<time datetime='2026-11-23T09:00:00Z'>3 min</time>", 3),
    ],
)
def test_how_long_ago_it_was_is_one(line: str, hours: float) -> None:
    for item in items(line):
        assert item.published_at is not None
        assert (NOW - item.published_at).total_seconds() == hours * 3600


@pytest.mark.parametrize(
    "line", ["<span class=time>09:52</span>", "<time>09:52</time>", "<span>9.52 Uhr</span>", "<span>6:00 am</span>"]
)
def test_a_time_of_day_names_no_day(line: str) -> None:
    found = items(line)
    assert {item.published for item in found} == {None}
    assert all(item.date_text and item.date_text[:1] in "096" for item in found)


@pytest.mark.parametrize(
    "poster",
    [
        "<dl><dd><strong>Joined:</strong> Aug 31, 2019</dd></dl>",
        "<p><b class=label>Member since</b> <i class=date>31 August 2019</i></p>",
        "<p>Registriert seit 31.08.2019</p>",
        "<p>Inscrit le 31 août 2019</p>",
    ],
)
def test_when_a_poster_joined_is_no_date_of_the_post(poster: str) -> None:
    assert {item.published for item in items(poster)} == {None}
    dated = items(f"{poster}<p>Tue Mar 10, 2026 7:28 pm</p>")
    assert {str(item.published_at)[:10] for item in dated} == {"2026-03-10"}


def test_a_title_that_is_only_a_date_is_no_item() -> None:
    links = "".join(
        f"<li><a href=/food/2026/12{day}/>{words}</a></li>"
        for day, words in enumerate(("13. Dezember 2025", "Sunday, November 1, 2026", "Soup of 12 March 2026 at the old quay"))
    )
    related = f"<section class=related><h2>Related posts</h2><ul>{links}</ul></section>"
    page = f"<html lang=en><body><main><h1>A harbour soup</h1>{TEXT}</main>{related}</body></html>"
    found = parse_page(page.encode(), URL, now=NOW).related
    assert [(item.title, item.position) for item in found] == [("Soup of 12 March 2026 at the old quay", 1)]


@pytest.mark.parametrize(
    ("text", "is_one"), [("58 mins", True), ("3h", True), ("now", True), ("3h ago", False), ("12 May", False)]
)
def test_a_span_is_a_number_with_a_unit(text: str, is_one: bool) -> None:
    assert is_span(text) is is_one


def test_for_tells_the_past_only_with_the_word_behind_it() -> None:
    assert find_date_in("for 3 timer siden", now=NOW) is not None
    assert find_date_in("för 3 timmar sedan", now=NOW) is not None
    assert find_date_in("bake for 30 minutes", now=NOW) is None
