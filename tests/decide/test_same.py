"""When a page proves two stored articles to be one; every doubt is decided for two."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from tests.decide.shelf import NOW, stamp, stored

from newscli.decide import Came, StoredPages, plan_page
from newscli.decide.same import alike, is_same
from newscli.models.article import Article
from newscli.models.body import body_from_text
from newscli.models.parsed import ParsedArticle
from newscli.text import clean_line
from newscli.urls import WebUrl, require_web_url, url_key

COPY = require_web_url("https://site.example/short/551")
STORY = require_web_url("https://site.example/2025/summit")
HOUR = timedelta(hours=1)


def page(title: str = "Ministers meet in Seoul", at: datetime | None = NOW, *, canonical: WebUrl = STORY) -> ParsedArticle:
    published = stamp(at) if at is not None else None
    return ParsedArticle(title=clean_line(title), url=canonical, published=published, body=body_from_text("They met."))


@pytest.mark.parametrize(
    ("title", "at", "same"),
    [
        ("Ministers meet in Seoul", NOW, True),
        ("Ministers meet in Seoul", NOW + 10 * HOUR, True),
        ("Korea: ministers meet in Seoul for talks", NOW, True),
        ("Ministers meet in Seoul", NOW - 24 * HOUR, False),
        ("Ministers meet in Seoul", NOW + 24 * HOUR, False),
        ("Snow in the north", NOW, False),
        ("Ministers meet in Seoul", None, True),
        ("Korea: ministers meet for many talks in Seoul", None, True),
        ("Ministers of Korea meet", None, False),
        ("", NOW, False),
    ],
)
def test_titles_and_times_must_agree(title: str, at: datetime | None, same: bool) -> None:
    assert is_same(page(), None, stored(2, title, at)) is same


def test_a_page_that_is_written_anew_each_day_is_another_article_each_day() -> None:
    yesterday = stored(1, "The morning in brief", NOW - 24 * HOUR)
    assert not is_same(page("The morning in brief"), stored(2, "The morning in brief"), yesterday)


def test_a_day_without_a_time_agrees_with_times_of_that_day() -> None:
    midnight = NOW.replace(hour=0)
    for hours, same in ((-7, False), (8, True), (23, True), (32, False)):
        other = stored(2, "Ministers meet in Seoul", midnight + hours * HOUR)
        known = stored(1, "Ministers meet in Seoul", midnight, precision="day")
        assert is_same(page(at=None), known, other) is same


def test_the_feeds_title_counts_as_well_as_the_pages() -> None:
    assert not is_same(page("Handshakes"), None, stored(2, "Ministers meet in Seoul"))
    assert is_same(page("Handshakes"), stored(1, "Ministers meet in Seoul"), stored(2, "Ministers meet in Seoul"))


def test_likeness_is_of_words_and_of_pairs_of_characters() -> None:
    assert alike("Ministers meet in Seoul", "ministers MEET, in Seoul!") == 1
    assert alike("首尔举行部长会议", "首尔今天举行部长会议") > 0.6
    assert alike("首尔举行部长会议", "北方下大雪") == 0
    assert alike("", "Ministers") == 0


def plan(
    known: Article | None, owners: dict[WebUrl, Article], parsed: ParsedArticle | None = None
) -> tuple[int | None, tuple[int, ...]]:
    stored_pages = StoredPages(articles={url_key(url): article for url, article in owners.items()})
    made = plan_page(parsed or page(), known, Came(asked=COPY, final=COPY), stored_pages, origin="url", now=NOW)
    return made.article_id, made.merged


def test_the_one_that_was_known_first_stays() -> None:
    one, two = stored(1, "Ministers meet in Seoul"), stored(2, "Ministers meet in Seoul")
    assert plan(two, {COPY: two, STORY: one}) == (1, (2,))
    assert plan(one, {COPY: one, STORY: two}) == (1, (2,))
    assert plan(None, {COPY: two, STORY: one}) == (1, (2,))


def test_without_proof_there_stay_two() -> None:
    one, two = stored(1, "Snow in the north"), stored(2, "Ministers meet in Seoul")
    assert plan(two, {COPY: two, STORY: one}) == (2, ())
    assert plan(two, {COPY: two}) == (2, ())
    assert plan(None, {STORY: one}) == (1, ())
    assert plan(None, {}) == (None, ())


def test_a_home_page_as_canonical_proves_nothing() -> None:
    home = require_web_url("https://site.example/")
    one, two = stored(1, "Ministers meet in Seoul"), stored(2, "Ministers meet in Seoul")
    assert plan(two, {COPY: two, home: one}, replace(page(), url=home)) == (2, ())
