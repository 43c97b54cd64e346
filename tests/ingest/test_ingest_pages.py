"""An article fetched with all that belongs to it, from a site on this machine, and stored."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from tests.cli.site import SUMMIT, SUMMIT_TEXT, Site, article

import newscli.parse.page
from newscli.errors import FetchError, NewscliError, ParseError
from newscli.fetch import FetchSettings
from newscli.ingest import gather_page, gather_pages, keep_page
from newscli.models.parsed import ParsedArticle
from newscli.store import Store, open_store
from newscli.urls import require_web_url

NOW = datetime(2025, 11, 3, 12, tzinfo=UTC)
SETTINGS = FetchSettings(deadline=10.0, spacing=0.0)
PAGE = article(SUMMIT, SUMMIT_TEXT, [])


@pytest.fixture
def site() -> Iterator[Site]:
    served = Site()
    yield served
    served.close()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "news.db", now=NOW) as opened:
        yield opened


def paged(number: int, paragraphs: tuple[str, ...], *, head: str = "", pages: int = 3) -> str:
    """Page `number` of an article of `pages` pages, with the links that such pages have."""
    links = "".join(f'<a href="/news/summit{f"/{n}" if n > 1 else ""}">{n}</a> ' for n in range(1, pages + 1) if n != number)
    page = article(SUMMIT, paragraphs, [])
    return page.replace("</article>", f'<nav class="pagination">Page {number} of {pages} {links}</nav></article>').replace(
        "</head>", f"{head}</head>"
    )


def read(store: Store, url: str) -> tuple[int, str]:
    """Fetches and stores the article at `url`: its id and its text."""
    gathered = gather_page(require_web_url(url), settings=SETTINGS, clock=lambda: NOW)
    article_id = keep_page(store, gathered, None, origin="url", now=NOW)
    return article_id, store.articles.texts(article_id)[0][2]


def test_an_article_on_three_pages_is_one_text(site: Site, store: Store) -> None:
    url = site.put("news/summit", paged(1, SUMMIT_TEXT[:2]))
    site.put("news/summit/2", paged(2, SUMMIT_TEXT[2:4]))
    site.put("news/summit/3", paged(3, SUMMIT_TEXT[4:]))
    article_id, text = read(store, url)
    assert text.split("\n\n") == list(SUMMIT_TEXT)
    assert site.requests == ["/news/summit", "/news/summit/2", "/news/summit/3"]
    found = store.articles.ids_by_url_keys([f"{url[7:]}/2", f"{url[7:]}/3"])
    assert set(found.values()) == {article_id}


def test_a_next_article_is_no_next_page(site: Site, store: Store) -> None:
    head = '<link rel="next" href="/news/bridge"><link rel="prev" href="/news/weather">'
    url = site.put("news/summit", PAGE.replace("</head>", f"{head}</head>"))
    site.put("news/bridge", PAGE)
    read(store, url)
    assert site.requests == ["/news/summit"]


def test_an_amp_copy_leads_to_the_whole_article_and_both_addresses_are_its_own(site: Site, store: Store) -> None:
    canonical = f'<link rel="canonical" href="{site.url}news/summit"></head>'
    copy = article(SUMMIT, SUMMIT_TEXT[:4], []).replace("<html", "<html ⚡").replace("</head>", canonical)
    url = site.put("amp/summit", copy)
    site.put("news/summit", PAGE)
    article_id, text = read(store, url)
    assert text.split("\n\n") == list(SUMMIT_TEXT)
    assert site.requests == ["/amp/summit", "/news/summit"]
    keys = [f"{site.url[7:]}{path}" for path in ("amp/summit", "news/summit")]
    assert store.articles.ids_by_url_keys(keys) == dict.fromkeys(keys, article_id)
    assert store.articles.get(article_id).url == f"{site.url}news/summit"


@pytest.mark.parametrize("canonical", ["", "category/world", "https://other.example/story"])
def test_a_canonical_that_is_no_page_of_the_article_is_passed_over(site: Site, store: Store, canonical: str) -> None:
    address = canonical if "://" in canonical else site.url + canonical
    head = f'<link rel="canonical" href="{address}"></head>'
    url = site.put("amp/summit", PAGE.replace("<html", "<html amp").replace("</head>", head))
    article_id, _ = read(store, url)
    assert site.requests == ["/amp/summit"]
    assert store.articles.get(article_id).url == url


def refresh(target: str, *, wait: int = 0, body: str = "") -> str:
    meta = f'<noscript><meta http-equiv="Refresh" content="{wait};URL={target}"></noscript>'
    return f"<html><head>{meta}<title>One moment</title></head><body>{body}</body></html>"


def test_a_page_that_only_leads_on_is_followed_to_the_article(site: Site, store: Store) -> None:
    url = site.put("s/x1", refresh("/news/summit"))
    site.put("news/summit", PAGE)
    article_id, text = read(store, url)
    assert text.split("\n\n") == list(SUMMIT_TEXT)
    assert store.articles.ids_by_url_keys([f"{site.url[7:]}s/x1"]) == {f"{site.url[7:]}s/x1": article_id}


def test_a_circle_of_pages_that_lead_on_is_named(site: Site, store: Store) -> None:
    url = site.put("s/one", refresh("/s/two"))
    site.put("s/two", refresh("/s/one"))
    with pytest.raises(ParseError) as caught:
        read(store, url)
    assert caught.value.found == "a page that only leads on"
    assert caught.value.hint == f"open it in a browser: {site.url}s/one"
    assert site.requests == ["/s/one", "/s/two"]


def test_an_article_that_loads_itself_anew_is_read(site: Site, store: Store) -> None:
    for content in (f"300;url={site.url}news/other", f"0;url={site.url}news/other", "5"):
        head = f'<meta http-equiv="refresh" content="{content}"></head>'
        url = site.put("news/summit", PAGE.replace("</head>", head))
        _, text = read(store, url)
        assert text.split("\n\n") == list(SUMMIT_TEXT)
    assert "/news/other" not in site.requests


def test_of_many_articles_each_has_an_outcome_and_one_that_fails_harms_no_other(site: Site) -> None:
    site.put("news/summit", paged(1, SUMMIT_TEXT[:3], pages=2))
    site.put("news/summit/2", paged(2, SUMMIT_TEXT[3:], pages=2))
    site.put("file.pdf", b"%PDF-1.7 and so on", kind="application/pdf")
    wanted = [(n, require_web_url(site.url + path)) for n, path in enumerate(["news/summit", "gone", "file.pdf"])]
    outcomes = dict(gather_pages(wanted, settings=SETTINGS, clock=lambda: NOW))
    assert set(outcomes) == {0, 1, 2}
    assert not isinstance(outcomes[0], NewscliError)
    assert outcomes[0].parsed.text.split("\n\n") == list(SUMMIT_TEXT)
    assert isinstance(outcomes[1], FetchError)
    assert isinstance(outcomes[2], ParseError)
    assert outcomes[2].hint == f"open it in a browser: {site.url}file.pdf"


def test_a_bug_that_one_page_brings_to_light_harms_no_other(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    site.put("news/summit", PAGE)
    site.put("news/odd", PAGE)
    parse_page = newscli.parse.page.parse_page

    def stumble(data: bytes, url: str, **more: Any) -> ParsedArticle:
        if url.endswith("odd"):
            raise ZeroDivisionError("a bug")
        return parse_page(data, url, **more)

    monkeypatch.setattr(newscli.parse.page, "parse_page", stumble)
    wanted = [(n, require_web_url(site.url + path)) for n, path in enumerate(["news/odd", "news/summit"])]
    outcomes = dict(gather_pages(wanted, settings=SETTINGS, clock=lambda: NOW))
    assert str(outcomes[0]) == "a bug in newscli met this document: ZeroDivisionError: a bug"
    assert not isinstance(outcomes[1], NewscliError)
    # Alone it is a crash: it goes to a log file.
    with pytest.raises(ZeroDivisionError):
        gather_page(wanted[0][1], settings=SETTINGS, clock=lambda: NOW)
