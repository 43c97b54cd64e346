"""How often a page was read: only a number that the page says to count readings, with the word it stands with."""

import json
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscli.parse.metadata.views import count_in
from newscli.parse.page import parse_page

NOW = datetime(2026, 11, 23, tzinfo=UTC)
URL = "https://post.example.com/news/the-pier-of-the-harbour-551200.html"
TITLE = "Council votes to rebuild the pier"
SENTENCE = "The harbour council voted on Tuesday to rebuild the eastern pier after two winters of storms left its stones loose. "
TEXT = f"<p>{SENTENCE * 2}</p>" * 4


def views(byline: str = "", foot: str = "", head: str = "") -> int | None:
    page = (
        f"<html lang=en><head><title>{TITLE}</title>{head}</head><body><main><h1>{TITLE}</h1>{byline}"
        f"<div class=story>{TEXT}</div>{foot}</main></body></html>"
    )
    return parse_page(page.encode(), URL, now=NOW).views


@pytest.mark.parametrize(
    ("line", "count"),
    [
        ("379 views", 379),
        ("1,204 Views", 1204),
        ("(3.409 letture)", 3409),
        ("By Ann Reed | 12 May 2026 | 6.5K views", 6500),
        ("Security · 10 min read · 119 views", 119),
        # A line that begins with a number has its words behind the numbers, one that begins with a word before them.
        ("12 Posts 5 Posters 3.2k Views 2 Watching", 3200),
        ("Antworten 115 Aufrufe 22K", 22_000),
        ("Antworten 115 · Aufrufe 22K", 22_000),
        ("Viewed 439k times", 439_000),
        ("Lu 1 204 fois", 1204),
        ("204 mal gelesen", 204),
        ("Hits: 88", 88),
        ("Просмотров: 1 234", 1234),
        ("1,2 тыс. просмотров", 1200),
        ("조회수 1,204회", 1204),
        ("阅读(2万)", 20_000),
        ("閲覧数：88", 88),
        ("Lượt xem: 410", 410),
        ("مشاهدة 88", 88),
    ],
)
def test_a_number_is_of_the_word_that_it_stands_with(line: str, count: int) -> None:
    assert count_in(line) == count
    assert views(f"<p>{line}</p>") == count


@pytest.mark.parametrize(
    "line",
    [
        "18 min read",
        "5 Minute Read",
        "Lecture : 5 min",
        "5 minutes de lecture",
        "阅读 5 分钟",
        "91 Read our review policy",
        "View all 23 photos",
        "2559 Comments. Click to view comments",
        "Switch to Print View - 22 posts",
        "View on the shop $29",
        "Installation views, photos, 2018",
        "Single Hits Top 50",
        "12 lectures, 3 hours",
        "Entrevistas 24",
        "Author has 9.6K answers and 47.1M answer views",
        "Read next: 7 lessons of the storm",
        "views 12/05/2026",
        "0 views",
    ],
)
def test_a_number_that_counts_something_else_is_none(line: str) -> None:
    assert not count_in(line)
    assert views(f"<p>{line}</p>") is None


@pytest.mark.parametrize(
    ("byline", "count"),
    [
        ("<span class=views>379</span>", 379),
        ("<span class=post-views-count>3.409</span><b>times</b>", 3409),
        ("<span class=view-count>12</span>", 12),
        ("<p><i class='fa fa-eye'></i> 137</p>", 137),
        ("<p><i class=icon-eye></i><b>1.2k</b></p>", 1200),
        ("<dl><dt>Views</dt><dd>18,082</dd></dl>", 18_082),
        # What a library for lists, a gallery, a ranked list and a reader's votes call themselves.
        ("<div class='views-row views-row-4'>4</div>", None),
        ("<div class=recipe-list-view__progress-numbers>1 of 17</div>", None),
        ("<div class=moreView__account>1</div>", None),
        ("<p id=hits_2>1</p>", None),
        ("<ul><li id=comments-toggle><span class=views-count>22</span></li></ul>", None),
        ("<span class=views>0</span>", None),
    ],
)
def test_a_counter_is_one_that_is_named_so(byline: str, count: int | None) -> None:
    assert views(byline) == count


def test_what_other_articles_were_read_is_not_this_ones() -> None:
    row = "<li><a href=/t/{0}/>How the old lighthouse was moved by hand {0}</a> <i>by Ann</i> <span>{0}00 views</span></li>"
    rows = "".join(row.format(number) for number in range(2, 6))
    assert views(foot=f"<div><h3>Threads</h3><ul>{rows}</ul></div>") is None
    assert views("<p>12 May 2026 | 379 views</p>", foot=f"<ul>{rows}</ul>") == 379


def test_of_several_counts_none_is_known_to_be_the_articles_unless_it_stands_before_the_text() -> None:
    posts = "".join(f"<div class=post><p>I saw it too.</p><span>{number} views</span></div>" for number in (538, 828, 578))
    assert views(foot=posts) is None
    assert views("<span>3.2k views</span>", foot=posts) == 3200


def test_links_of_the_page_to_itself_make_no_card_of_its_line() -> None:
    line = f"<div><a href='{URL}?lastactivity'>three years, two months ago</a> <span>Viewed 439k times</span></div>"
    assert views(line) == 439_000


@pytest.mark.parametrize(
    ("action", "count"), [("ViewAction", 379), ("https://schema.org/ReadAction", 379), ("ReviewAction", None)]
)
def test_data_states_readings_not_reviews(action: str, count: int | None) -> None:
    node = {
        "@context": "https://schema.org", "@type": "NewsArticle", "headline": TITLE,
        "interactionStatistic": [{"@type": "InteractionCounter", "interactionType": action, "userInteractionCount": 379}],
    }  # fmt: skip
    assert views(head=f'<script type="application/ld+json">{json.dumps(node)}</script>') == count


@given(st.text(alphabet="0123456789.,k K万 viewsreadAufrufe:·|()-x\u0661", max_size=60))
def test_any_line_is_read_or_passed_over(line: str) -> None:
    assert (count_in(line) or 0) >= 0
