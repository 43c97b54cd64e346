"""The edition's own page is read like any other: its further reading, its most read, its advert, each apart."""

from datetime import UTC, datetime

import pytest

from newscli.demo.edition import FULL, load_edition
from newscli.demo.render import printed_date, render_site
from newscli.parse.page import parse_page

EDITION = load_edition()
SITE = render_site(EDITION, "http://127.0.0.1:8765")
NOW = datetime(2026, 11, 23, tzinfo=UTC)


@pytest.mark.parametrize("base", ["http://127.0.0.1:8765", "http://localhost:1"])
def test_the_full_article_offers_nine_items_and_one_advert(base: str) -> None:
    site = render_site(EDITION, base)
    article = parse_page(site[f"/news/{FULL}/"].body, f"{base}/news/{FULL}/", now=NOW)
    others = [one for one in EDITION.articles if one.slug != FULL]
    most_read = sorted(others, key=lambda one: one.views, reverse=True)[:3]
    assert [(item.title, item.url) for item in article.related] == [(one.title, f"{base}/news/{one.slug}/") for one in others]
    assert [item.date_text for item in article.related] == [printed_date(one.published) for one in others]
    assert [item.position for item in article.related] == list(range(1, 10))
    assert all(item.teaser for item in article.related)
    assert [(item.title, item.url) for item in article.sponsored] == [
        ("Tea that never gets cold, an advertisement of the demo", f"{base}/sponsored/tea/")
    ]
    assert [(item.title, item.section) for item in article.trending] == [(one.title, "Trending News") for one in most_read]


@pytest.mark.parametrize("slug", [one.slug for one in EDITION.articles])
def test_the_advert_of_every_page_is_one(slug: str) -> None:
    address = f"http://127.0.0.1:8765/news/{slug}/"
    article = parse_page(SITE[f"/news/{slug}/"].body, address, now=NOW)
    assert [item.title for item in article.sponsored] == ["Tea that never gets cold, an advertisement of the demo"]
    assert "/sponsored/" not in " ".join(str(item.url) for item in (*article.related, *article.trending))
