"""What leads back to the page itself is no further reading: its posts, its pages, its section, its copy, a site's editions."""

from datetime import UTC, datetime

import pytest

from newscli.parse.page import parse_page
from newscli.parse.related.addresses import is_list, is_service
from newscli.parse.related.own_page import is_above, is_named_section, is_part
from newscli.urls import require_web_url

NOW = datetime(2026, 11, 23, tzinfo=UTC)
SITE = "https://board.example.com"
POST = "I have tried this with the old lamp, and with two that were bought in May; neither goes dark before the relay does. "


def related(body: str, url: str) -> list[str]:
    page = f"<html lang=en><head><title>How to turn the harbour lamps off - Quay Board</title></head><body>{body}</body></html>"
    return [item.title for item in parse_page(page.encode(), url, now=NOW).related]


def test_the_posts_of_a_thread_are_none() -> None:
    posts = "".join(
        f"<div class=post><dl><dt>Ann</dt><dd><b>Joined:</b> Aug {day}, 2019</dd></dl><h3><a href='#p{day}'>Re: How to turn "
        f"the harbour lamps off</a></h3><p class=author><a href='./viewtopic.php?p=22{day}&amp;sid=03#p22{day}'>Tue Mar {day}, "
        f"2026 7:28 pm</a></p>"
        f"<div class=content><p>{POST * 2}</p></div></div>"
        for day in (10, 11, 12, 13)
    )
    other = (
        "<div class=similar><h3>Similar threads</h3><ul>"
        "<li><a href='./viewtopic.php?t=77'>Which relay lasts in salt air?</a></li></ul></div>"
    )
    body = f"<h2><a href='./viewtopic.php?t=3616&amp;sid=03'>How to turn the harbour lamps off</a></h2>{posts}{other}"
    assert related(body, f"{SITE}/viewtopic.php?t=3616") == ["Which relay lasts in salt air?"]


def test_a_copy_of_the_page_is_none_and_a_column_of_the_same_title_is_one() -> None:
    title = "How to turn the harbour lamps off"
    cards = "".join(
        f"<li><a href=/news/{path}><h3>{words}</h3></a></li>"
        for path, words in (
            ("how-to-turn-the-harbour-lamps-off/article_77123.html", title),
            ("how-to-turn-the-harbour-lamps-off-12/article_88123.html", title),
            ("which-relay-lasts-in-salt-air/article_99123.html", "Which relay lasts in salt air?"),
        )
    )
    text = f"<p>{POST * 2}</p>" * 4
    body = f"<h1>{title}</h1><main>{text}</main><section class=related><h2>Related</h2><ul>{cards}</ul></section>"
    assert related(body, f"{SITE}/news/how-to-turn-the-harbour-lamps-off/article_66123.html") == [
        title,
        "Which relay lasts in salt air?",
    ]


@pytest.mark.parametrize(
    ("there", "here", "is_one"),
    [
        ("/threads/lamps.229/post-634", "/threads/lamps.229", True),
        ("/threads/lamps.229/", "/threads/lamps.229/page-3", True),
        ("/t/lamps/10345/4", "/t/lamps/10345", True),
        ("/threads/lamps.229/latest", "/threads/lamps.229", True),
        ("/viewtopic.php?f=2&t=36&start=25", "/viewtopic.php?t=36", True),
        ("/viewtopic.php?t=37", "/viewtopic.php?t=36", False),
        ("/threads/lamps.2291/", "/threads/lamps.229", False),
        ("/threads/relays.230/post-634", "/threads/lamps.229", False),
        ("/news/551200-lamps", "/news", False),
        ("/news/2026/4", "/news", False),
    ],
)
def test_posts_and_pages_are_told_by_address(there: str, here: str, is_one: bool) -> None:
    assert is_part(require_web_url(f"{SITE}{there}"), require_web_url(f"{SITE}{here}")) is is_one


@pytest.mark.parametrize(
    ("there", "here", "is_one"),
    [
        ("/quay-notes-for-everyone", "/quay-notes-for-everyone/lamps-5512", True),
        ("/sport/rowing/", "/sport/rowing/a-race-in-fog", True),
        ("/sport/how-to-row-in-fog", "/sport/how-to-row-in-fog/pictures", False),
        ("/sport/rowing", "/sport/rowing", False),
        ("/sport/row", "/sport/rowing/a-race-in-fog", False),
        ("/", "/sport/rowing", False),
    ],
)
def test_a_section_is_in_the_pages_own_path(there: str, here: str, is_one: bool) -> None:
    assert is_above(require_web_url(f"{SITE}{there}"), require_web_url(f"{SITE}{here}")) is is_one


@pytest.mark.parametrize(
    ("there", "title", "is_one"),
    [
        ("/sports/college-rowing/", "College Rowing |", True),
        ("/quay-in-plain-words", "Quay in Plain Words", True),
        ("/how-to-keep-herring-fresh", "How to keep herring fresh", False),
        ("/sports/college-rowing/", "College rowing has a new course", False),
        ("/sports/2026/rowing", "Rowing", False),
        ("/a/b/c/d/rowing", "Rowing", False),
    ],
)
def test_a_section_has_no_title_but_its_name(there: str, title: str, is_one: bool) -> None:
    assert (
        is_named_section(require_web_url(f"{SITE}{there}"), require_web_url(f"{SITE}/2026/11/22/a-race-in-fog"), title) is is_one
    )


def test_topics_and_editions_of_a_site_are_known_by_their_addresses() -> None:
    assert is_list("/all-about/harbour-police")
    assert is_service("https://www.example.org/worldservice/languages/index.shtml")
    assert not is_service("https://www.example.org/news/2026/languages-of-the-harbour")
