"""The edition as a site: pages built like a news site's, with all that stands around a text there, and three feeds.

Templates are the package's `edition/templates`; every value is escaped on its way in.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
from functools import cache
from html import escape
from importlib.resources import files
from string import Template
from typing import Final

from newscli.demo.edition import FULL, Edition, EditionArticle

_MONTHS: Final = ("Jan.", "Feb.", "March", "April", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec.")
_TRENDING: Final = 3


@dataclass(frozen=True, slots=True)
class Resource:
    """What one path answers with."""

    body: bytes
    content_type: str
    modified: datetime


@dataclass(frozen=True, slots=True)
class _Markup:
    """A piece that is markup already."""

    text: str


def render_site(edition: Edition, base: str) -> dict[str, Resource]:
    """Every path of the site, with what it answers; `base` is its address without the last slash."""
    newest = edition.articles[0].published
    pages = {
        "/": Resource(_front(edition, "home.html", edition.site, edition.articles).encode(), "text/html; charset=utf-8", newest),
        "/static/picture.svg": Resource(_template("picture.svg").template.encode(), "image/svg+xml", newest),
        "/feeds/all.rss": Resource(_rss(edition, base).encode(), "application/rss+xml; charset=utf-8", newest),
        "/feeds/global-news.atom": Resource(
            _atom(edition, base, "Global News").encode(), "application/atom+xml; charset=utf-8", newest
        ),
        "/feeds/full.json": Resource(_json_feed(edition, base).encode(), "application/feed+json; charset=utf-8", newest),
    }
    for topic in edition.topics:
        section = _front(edition, "section.html", topic, [article for article in edition.articles if article.topic == topic])
        pages[f"/category/{_topic_slug(topic)}/"] = Resource(section.encode(), "text/html; charset=utf-8", newest)
    for article in edition.articles:
        page = _page(edition, article, base).encode()
        pages[f"/news/{article.slug}/"] = Resource(page, "text/html; charset=utf-8", article.published)
    return pages


def printed_date(moment: datetime) -> str:
    """`moment` as the site prints it, in AP style: "Nov. 3, 2025 12:07 p.m."."""
    clock = f"{moment.hour % 12 or 12}:{moment.minute:02}"
    return f"{_MONTHS[moment.month - 1]} {moment.day}, {moment.year} {clock} {'a.m.' if moment.hour < 12 else 'p.m.'}"


def _page(edition: Edition, article: EditionArticle, base: str) -> str:
    most_read = sorted(edition.others(article), key=lambda other: other.views, reverse=True)[:_TRENDING]
    trending = (f'    <li><a href="/news/{escape(other.slug)}/">{escape(other.title)}</a></li>' for other in most_read)
    return _filled(
        "page.html",
        {
            **_values(article, edition, base),
            "header": _header(edition),
            "footer": _footer(edition),
            "paragraphs": _Markup(f"   {_html(article)}"),
            "cards": _cards(edition.others(article), edition, base),
            "trending": _Markup("\n".join(trending)),
        },
    )


def _front(edition: Edition, template: str, title: str, articles: Iterable[EditionArticle]) -> str:
    return _filled(
        template,
        {
            "title": title,
            "site": edition.site,
            "about": edition.about,
            "header": _header(edition),
            "footer": _footer(edition),
            "cards": _cards(articles, edition, ""),
        },
    )


def _rss(edition: Edition, base: str) -> str:
    items = _Markup("".join(_filled("item.rss", _values(article, edition, base)) for article in edition.articles).rstrip())
    return _filled("feed.rss", _feed_values(edition, base, "/feeds/all.rss", edition.site) | {"items": items})


def _atom(edition: Edition, base: str, topic: str) -> str:
    articles = [article for article in edition.articles if article.topic == topic]
    entries = _Markup("".join(_filled("entry.atom", _values(article, edition, base)) for article in articles).rstrip())
    values = _feed_values(edition, base, "/feeds/global-news.atom", f"{edition.site}: {topic}")
    return _filled("feed.atom", values | {"items": entries, "updated": articles[0].published.isoformat()})


def _json_feed(edition: Edition, base: str) -> str:
    (article,) = (article for article in edition.articles if article.slug == FULL)
    url = f"{base}/news/{article.slug}/"
    item = {
        "id": url,
        "url": url,
        "title": article.title,
        "summary": article.teaser,
        "content_html": _html(article),
        "date_published": article.published.isoformat(),
        "authors": [{"name": edition.desk}],
        "tags": [article.topic],
    }
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": f"{edition.site}: full articles",
        "home_page_url": f"{base}/",
        "feed_url": f"{base}/feeds/full.json",
        "language": "en",
        "items": [item],
    }
    return json.dumps(feed, ensure_ascii=False, indent=1)


def _values(article: EditionArticle, edition: Edition, base: str) -> dict[str, str | _Markup]:
    return {
        "slug": article.slug,
        "url": f"{base}/news/{article.slug}/",
        "title": article.title,
        "topic": article.topic,
        "topic_slug": _topic_slug(article.topic),
        "teaser": article.teaser,
        "views": str(article.views),
        "date": printed_date(article.published),
        "rfc822": format_datetime(article.published),
        "iso": article.published.isoformat(),
        "desk": edition.desk,
        "site": edition.site,
    }


def _feed_values(edition: Edition, base: str, path: str, title: str) -> dict[str, str | _Markup]:
    return {"title": title, "home": f"{base}/", "self": f"{base}{path}", "about": edition.about}


def _html(article: EditionArticle) -> str:
    return "".join(f"<p>{escape(paragraph, quote=False)}</p>" for paragraph in article.paragraphs)


def _header(edition: Edition) -> _Markup:
    sections = (
        f'<li class="nav-item"><a class="nav-link" href="/category/{_topic_slug(topic)}/">{escape(topic)}</a></li>'
        for topic in edition.topics
    )
    return _Markup(_filled("header.html", {"site": edition.site, "sections": _Markup("".join(sections))}).rstrip())


def _footer(edition: Edition) -> _Markup:
    return _Markup(_filled("footer.html", {"site": edition.site, "about": edition.about}).rstrip())


def _cards(articles: Iterable[EditionArticle], edition: Edition, base: str) -> _Markup:
    return _Markup("".join(_filled("card.html", _values(article, edition, base)) for article in articles).rstrip())


def _topic_slug(topic: str) -> str:
    return topic.lower().replace(" ", "-")


def _filled(name: str, values: Mapping[str, str | _Markup]) -> str:
    written = {key: value.text if isinstance(value, _Markup) else escape(value) for key, value in values.items()}
    return _template(name).substitute(written)


@cache
def _template(name: str) -> Template:
    return Template((files(__package__) / "edition" / "templates" / name).read_text("utf-8"))
