"""A page that was not fetched stands where it says: its links are relative to that, unless it says two things."""

import pytest

from newscli.models.body import links as links_of
from newscli.parse.page import parse_page

SENTENCE = "The harbour council voted on Tuesday to rebuild the eastern pier after two winters of storms left its stones loose. "
STORY = "https://post.example/news/the-pier-551200"
CANONICAL = f'<link rel="canonical" href="{STORY}">'
SHARED = f'<meta property="og:url" content="{STORY}">'


def links(head: str, *, url: str = "") -> tuple[set[str], bool]:
    """The addresses that the text links to, and whether a note says that some are left out."""
    body = f'<h1>Pier</h1><article><p>{SENTENCE * 3}</p><p>{SENTENCE} It <a href="vote-9">was a vote</a>.</p></article>'
    article = parse_page(f"<html><head><title>Pier</title>{head}</head><body>{body}</body></html>".encode(), url)
    found = set(map(str, links_of(article.body)))
    return found, any("--base-url" in warning for warning in article.warnings)


@pytest.mark.parametrize(
    ("head", "base"),
    [
        (CANONICAL, "https://post.example/news/"),
        (SHARED, "https://post.example/news/"),
        (CANONICAL + SHARED, "https://post.example/news/"),
        ('<link rel="canonical" href="https://post.example/">', "https://post.example/"),
        (f'{CANONICAL}<base href="/archive/">', "https://post.example/archive/"),
        (f'{CANONICAL}<base href="https://cdn.example/a/">', "https://cdn.example/a/"),
    ],
)
def test_links_are_relative_to_the_address_that_is_stated(head: str, base: str) -> None:
    assert links(head) == ({f"{base}vote-9"}, False)


@pytest.mark.parametrize(
    "head",
    [
        "",
        '<link rel="canonical" href="/news/the-pier">',
        '<link rel="canonical" href="file:///home/me/pier.html">',
        CANONICAL + '<meta property="og:url" content="https://other.example/news/the-pier">',
    ],
    ids=["nothing", "relative", "a file", "two outlets"],
)
def test_links_are_left_out_where_no_one_address_is_stated(head: str) -> None:
    assert links(head) == (set(), True)


def test_where_a_page_was_fetched_is_known_better() -> None:
    assert links(CANONICAL, url="https://copy.example/x/pier")[0] == {"https://copy.example/x/vote-9"}
