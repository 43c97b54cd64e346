"""Which feeds a page offers, in which order, and where else one may be."""

import gzip
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newscli.parse.discover import MAX_CANDIDATES, find_feeds, guess_urls
from newscli.text import is_clean
from newscli.urls import find_web_url, require_web_url

SITE = require_web_url("https://news.example.com/world/today.html")
PAGES = Path(__file__).parents[3] / "shared" / "corpus" / "related" / "pages"


def urls(page: str, content_type: str | None = None) -> list[str]:
    return [candidate.url for candidate in find_feeds(page.encode(), SITE, content_type)]


def test_declared_feeds_in_page_order_comments_last() -> None:
    page = """<head><link rel="alternate" type="application/rss+xml" title="Comments on News" href="/comments/feed/">
    <link rel="alternate" type="application/atom+xml" title="News &amp; more" href="atom.xml">
    <link rel='ALTERNATE' type='application/feed+json; charset=utf-8' href='//cdn.example.com/feed.json'>
    <link rel=alternate type=application/rss+xml href=/rss.xml></head>"""

    found = find_feeds(page.encode(), SITE)

    assert [(candidate.url, candidate.format, candidate.is_comments) for candidate in found] == [
        ("https://news.example.com/world/atom.xml", "atom", False),
        ("https://cdn.example.com/feed.json", "json", False),
        ("https://news.example.com/rss.xml", "rss", False),
        ("https://news.example.com/comments/feed/", "rss", True),
    ]
    assert found[0].title == "News & more"


def test_links_for_people_come_after_declared_ones() -> None:
    page = '<a href="/feeds/world.rss">World <b>news</b></a><a href="/?feed=rss2">x</a>'
    page += "<link rel=alternate type=application/rss+xml href=/d>"

    found = find_feeds(page.encode(), SITE)

    assert [candidate.url for candidate in found] == [
        "https://news.example.com/d", "https://news.example.com/feeds/world.rss", "https://news.example.com/?feed=rss2",
    ]  # fmt: skip
    assert [candidate.is_declared for candidate in found] == [True, False, False]
    assert found[1].title == "World news"


@pytest.mark.parametrize(
    "tag",
    [
        '<link rel="alternate" hreflang="de" href="/de/">', '<link rel="stylesheet alternate" type="text/xml" href="/x">',
        '<link rel="alternate" type="application/json+oembed" href="/oembed?x">',
        '<link rel="alternate" type="text/html" href="/m">',
        '<link rel="alternate" type="application/json" href="/wp-json/wp/v2/posts/1">', '<link rel="icon" href="/feed.ico">',
        '<a href="/feedback">f</a>', '<a href="/news/rss-is-dead-long-live-rss">x</a>', '<a href="javascript:feed">x</a>',
        '<!-- <link rel="alternate" type="application/rss+xml" href="/old"> -->', '<script>"<a href=/feed>"</script>',
        '<link rel="alternate" type="application/rss+xml" href="file:///etc/passwd">',
        '<link rel="alternate" type="application/rss+xml" href="">', '<link rel="alternate" type="application/rss+xml">',
    ],
)  # fmt: skip
def test_what_is_not_a_feed(tag: str) -> None:
    assert urls(f"<html><head>{tag}</head><body></body></html>") == []


def test_a_tag_with_odd_quotes_is_read_and_spoils_no_other() -> None:
    page = (
        '<a title="more > less" href="/feed">A</a><a title=5" href=/b/rss.xml>B</a><a title="x href=/c>C</a><a href=/d.rss>D</a>'
    )

    assert urls(page) == [f"https://news.example.com/{path}" for path in ("feed", "b/rss.xml", "d.rss")]


def test_base_is_honoured_the_first_only() -> None:
    page = '<base target=x><base href="https://cdn.example.org/a/"><base href="https://evil.example/">'
    page += "<link rel=alternate type=text/xml href=f>"

    assert urls(page) == ["https://cdn.example.org/a/f"]


def test_each_address_once_and_a_declaration_counts_more() -> None:
    page = "<a href=/feed>RSS</a><link rel=alternate type=application/rss+xml title=All href=/feed><a href=/feed>again</a>"

    (found,) = find_feeds(page.encode(), SITE)

    assert (found.title, found.is_declared) == ("All", True)


@pytest.mark.parametrize(
    ("charset", "content_type", "meta"),
    [
        ("euc-kr", "text/html; charset=euc-kr", ""),
        ("euc-kr", None, '<meta charset="euc-kr">'),
        ("utf-8", None, ""),
        ("utf-16", None, ""),
    ],
)
def test_titles_in_their_charset(charset: str, content_type: str | None, meta: str) -> None:
    page = f'{meta}<link rel="alternate" type="application/rss+xml" title="전체 뉴스" href="/rss">'

    assert [candidate.title for candidate in find_feeds(page.encode(charset), SITE, content_type)] == ["전체 뉴스"]


def test_guesses_are_few_and_at_the_root() -> None:
    guesses = guess_urls(SITE)

    assert guesses[0] == "https://news.example.com/feed"
    assert len(guesses) == len(set(guesses)) == 6


def test_a_guess_is_never_the_page_itself() -> None:
    assert "https://a.example/feed" not in guess_urls(require_web_url("https://a.example/feed"))


@pytest.mark.parametrize(
    "page",
    ["<div>" * 300_000, "<a href=/feed>" * 60_000, "<a " + "x=1 " * 200_000 + ">", "<!--" * 300_000,
     "<script>" * 150_000, "<a href=" * 150_000, "<a " + "<" * 900_000, "<a href=/feed>x" + "<b" * 400_000,
     "<link " + " " * 900_000],
)  # fmt: skip
def test_depth_and_repetition_do_no_harm(page: str) -> None:
    """Most of these take minutes where the page goes to an HTML parser as it is."""
    assert len(urls(page)) <= 1


def test_a_directory_of_feeds_is_cut() -> None:
    assert len(urls("".join(f"<a href=/{number}/rss.xml>x</a>" for number in range(300)))) == MAX_CANDIDATES


pieces = st.sampled_from(
    ["<link ", "<a ", "<base ", "rel=alternate ", 'type="application/rss+xml" ', "href=", '"/feed"', "'//x/rss'", "javascript:",
     ">", "/>", "</a>", "<!--", "-->", "<script>", "</script>", '"', "'", "\0", "\x1b[2J", "\u202e", "&amp;", "title=",
     "comments", "http://", "[", "한"]
)  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(
    st.one_of(st.binary(max_size=300), st.lists(pieces, max_size=40).map(lambda parts: "".join(parts).encode())),
    st.text(max_size=40),
)
def test_any_bytes_give_clean_web_addresses(data: bytes, content_type: str) -> None:
    for candidate in find_feeds(data, SITE, content_type):
        assert find_web_url(candidate.url) == candidate.url
        assert is_clean(candidate.title or "")


@pytest.mark.skipif(not PAGES.is_dir(), reason="the corpus is not here")
def test_real_pages_declare_what_they_declare() -> None:
    """Counted with grep in the pages: 19 of the 49 have a <link> to a feed."""
    found = {page.name: find_feeds(gzip.decompress(page.read_bytes()), SITE) for page in sorted(PAGES.glob("*.html.gz"))}

    assert sum(any(candidate.is_declared for candidate in candidates) for candidates in found.values()) == 19
