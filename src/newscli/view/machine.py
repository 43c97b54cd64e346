"""What a pipe gets: tab-separated lines, plain articles, JSON. Lines come without their newline, but for `dump_array`.

The forms are contracts (docs/reference/json.md): columns and keys are only ever added. Nothing here knows a terminal, and
nothing heavy is imported: `latest | cut -f1` pays for this module.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from newscli.text import SafeLine, escape_json
from newscli.urls import WebUrl, shown_url
from newscli.view.times import utc_text

if TYPE_CHECKING:  # only names for the type checker: the caller has loaded what it passes
    from newscli.errors import NewscliError
    from newscli.models.article import Article, FeedLabel, PageLink, SearchHit
    from newscli.models.feed import Feed
    from newscli.models.headline import Headline
    from newscli.models.reading import OpenedArticle
    from newscli.models.search import SavedSearch, Tally
    from newscli.models.stats import StoreStats

FEED_LABEL_KEYS: Final = ("slug", "title", "url")
OUTLET_KEYS: Final = ("name", "host")
ARTICLE_KEYS: Final = (
    "id", "url", "title", "authors", "outlet", "published_at", "published_text", "published_precision", "published_source",
    "updated_at", "arrived_at", "sort_at", "feed", "feeds", "topics", "tags", "language", "summary", "read", "seen", "starred",
    "image", "views", "characters", "reading_minutes", "origin", "completeness",
)  # fmt: skip
OPENED_KEYS: Final = ("ref", *ARTICLE_KEYS, "text", "html", "related", "trending", "sponsored")
LINK_KEYS: Final = ("id", "position", "list", "title", "url", "published_at", "date_text", "teaser", "section")
HIT_KEYS: Final = (*ARTICLE_KEYS, "score", "snippet", "highlights")
TALLY_KEYS: Final = ("by", "name", "count", "followed")
HIGHLIGHT_KEYS: Final = ("start", "end")
FEED_KEYS: Final = (
    "slug", "id", "url", "title", "site_url", "kind", "tags", "unread", "total", "fetched_at", "next_fetch_at", "health", "error",
    "health_since", "attempted_at", "rhythm", "full_text",
)  # fmt: skip
REFRESH_KEYS: Final = ("feed", "outcome", "new", "changed", "error")
STATS_KEYS: Final = (
    "articles", "found", "unread", "starred", "opened", "pruned", "feeds", "database_bytes", "index_bytes", "free_bytes",
    "pages_bytes", "weeks", "busiest",
)  # fmt: skip
BUSIEST_KEYS: Final = ("slug", "title", "weeks")
SAVED_KEYS: Final = ("name", "query", "sort", "new", "made_at")
ERROR_KEYS: Final = ("ref", "error")
ERROR_DETAIL_KEYS: Final = ("kind", "message")

Json = dict[str, Any]


def headline_row(headline: "Headline") -> str:
    """`id time state feed title url`, tab-separated: time is `sort_at` in UTC, state `u` or `r`, then `*` if starred."""
    state = ("u" if headline.is_unread else "r") + ("*" if headline.is_starred else "")
    time = utc_text(headline.sort_at)
    return f"{headline.id}\t{time}\t{state}\t{headline.feed_slug or ''}\t{headline.title}\t{_address(headline.url) or ''}"


def feed_row(feed: "Feed") -> str:
    """`slug unread total health fetched_at title url`, tab-separated; fetched_at is empty for a feed never fetched."""
    fetched = _time(feed.fetched_at) or ""
    return f"{feed.slug}\t{feed.unread}\t{feed.total}\t{feed.health}\t{fetched}\t{feed.title}\t{shown_url(feed.url)}"


def links_plain(links: Iterable["PageLink"]) -> Iterator[str]:
    """`id time title url`, tab-separated; id and time are empty where there is none."""
    for link in links:
        yield f"{link.id or ''}\t{_time(link.published_at) or ''}\t{link.title}\t{_address(link.url) or ''}"


def opened_plain(opened: "OpenedArticle") -> Iterator[str]:
    """An article as `Title:`-style headers, an empty line, one line a paragraph, and its related items under `## Related`.

    Nowhere in it are two empty lines: those stand between two articles.
    """
    for name, value in _headers(opened.article):
        if value:
            yield f"{name}: {value}"
    yield ""
    paragraphs = _paragraphs(opened)
    yield from paragraphs
    if opened.related:
        yield from ["", "## Related"] if paragraphs else ["## Related"]
        yield from links_plain(opened.related)


def plain_border(before: "OpenedArticle") -> list[str]:
    """The two empty lines that part `before` from the next article; without text or related items it ended with one."""
    return ["", ""] if before.related or _paragraphs(before) else [""]


def article_json(article: "Article") -> Json:
    """The keys `ARTICLE_KEYS`; what is not known is None, an article that is not stored has no id."""
    return {
        "id": article.id or None,
        "url": _address(article.url),
        "title": article.title,
        "authors": list(article.authors),
        "outlet": {"name": article.outlet.name, "host": article.outlet.host} if article.outlet else None,
        "published_at": _time(article.published_at),
        "published_text": article.published_text,
        "published_precision": article.published_precision,
        "published_source": article.published_source,
        "updated_at": _time(article.updated_at),
        "arrived_at": _time(article.arrived_at),
        "sort_at": _time(article.sort_at),
        "feed": _label_json(article.feed) if article.feed else None,
        "feeds": [_label_json(label) for label in article.feeds],
        "topics": list(article.topics),
        "tags": list(article.tags),
        "language": article.language,
        "summary": article.summary,
        "read": article.is_read,
        "seen": article.is_seen,
        "starred": article.is_starred,
        "image": _address(article.image),
        "views": article.views,
        "characters": article.characters,
        "reading_minutes": article.reading_minutes,
        "origin": article.origin,
        "completeness": article.completeness,
    }


def opened_json(opened: "OpenedArticle", ref: str) -> Json:
    """One line of `read --json`: the article, its text and HTML, its links; `ref` is what the reader typed."""
    from newscli.models.body import body_html, body_text

    return {
        "ref": ref,
        **article_json(opened.article),
        "text": body_text(opened.body),
        "html": body_html(opened.body),
        "related": [link_json(link) for link in opened.related],
        "trending": [link_json(link) for link in opened.trending],
        "sponsored": [link_json(link) for link in opened.sponsored],
    }


def link_json(link: "PageLink") -> Json:
    """The keys `LINK_KEYS`; `list` numbers the lists of a page from 0."""
    return {
        "id": link.id or None,
        "position": link.position,
        "list": link.list_no,
        "title": link.title,
        "url": _address(link.url),
        "published_at": _time(link.published_at),
        "date_text": link.date_text,
        "teaser": link.teaser,
        "section": link.section,
    }


def hit_json(hit: "SearchHit", article: "Article") -> Json:
    """An article with why it was found; highlights count code points of `snippet`."""
    spans = [{"start": start, "end": end} for start, end in hit.highlights]
    return {**article_json(article), "score": hit.score, "snippet": hit.snippet, "highlights": spans}


def tally_json(tally: "Tally", name: SafeLine, number: int) -> Json:
    """The keys `TALLY_KEYS`: what was counted by, the name of the group, its articles, and of a feed whether it is followed."""
    followed = name not in tally.removed if tally.by == "feed" else None
    return {"by": tally.by, "name": name, "count": number, "followed": followed}


def feed_json(feed: "Feed") -> Json:
    """The keys `FEED_KEYS`."""
    return {
        "slug": feed.slug,
        "id": feed.id,
        "url": shown_url(feed.url),
        "title": feed.title,
        "site_url": _address(feed.site_url),
        "kind": feed.kind,
        "tags": list(feed.tags),
        "unread": feed.unread,
        "total": feed.total,
        "fetched_at": _time(feed.fetched_at),
        "next_fetch_at": _time(feed.next_fetch_at),
        "health": feed.health,
        "error": feed.error,
        "health_since": _time(feed.health_since),
        "attempted_at": _time(feed.attempted_at),
        "rhythm": feed.rhythm,
        "full_text": feed.full_text,
    }


def refresh_json(feed: "Feed", *, outcome: str, new: int, changed: int, error: SafeLine | None) -> Json:
    """What a refresh did for one feed: `outcome` is new, changed, unchanged, skipped or failed."""
    label = {"slug": feed.slug, "title": feed.title, "url": shown_url(feed.url)}
    return {"feed": label, "outcome": outcome, "new": new, "changed": changed, "error": error}


def error_json(ref: str, error: "NewscliError") -> Json:
    """The line of `read --json` for a REF that failed."""
    return {"ref": ref, "error": {"kind": error.kind, "message": error.message}}


def stats_json(stats: "StoreStats") -> Json:
    """What the store holds: `STATS_KEYS`; weeks are articles in each of the last weeks, the oldest first."""
    busiest = [{"slug": feed.slug, "title": feed.title, "weeks": list(feed.weeks)} for feed in stats.busiest]
    return {name: getattr(stats, name) for name in STATS_KEYS[:-2]} | {"weeks": list(stats.weeks), "busiest": busiest}


def stats_rows(stats: "StoreStats") -> Iterator[str]:
    """`name number`, tab-separated, those of `STATS_KEYS` that are one number."""
    return (f"{name}\t{getattr(stats, name)}" for name in STATS_KEYS[:-2])


def saved_json(saved: "SavedSearch", *, new: int | None) -> Json:
    """A saved search; `new` is what came since it ran last, null where it cannot be run."""
    values = (saved.name, saved.line, saved.sort, new, _time(saved.made_at))
    return dict(zip(SAVED_KEYS, values, strict=True))


def saved_row(saved: "SavedSearch", *, new: int | None) -> str:
    """`name new query`, tab-separated; new is empty where it cannot be run."""
    return f"{saved.name}\t{'' if new is None else new}\t{saved.line}"


def dump_line(value: Json) -> str:
    """`value` as one line of JSON: UTF-8, control and bidi characters escaped."""
    import json

    return escape_json(json.dumps(value, ensure_ascii=False, allow_nan=False))


def dump_array(values: Iterable[Json]) -> Iterator[str]:
    """`values` as one JSON array for `writelines`, a line with its newline for each as they come; nothing waits for the last."""
    is_empty = True
    for value in values:
        yield ("[" if is_empty else ",\n ") + dump_line(value)
        is_empty = False
    yield "[]\n" if is_empty else "]\n"


def _headers(article: "Article") -> Iterator[tuple[str, str | None]]:
    yield "Title", article.title
    yield "Id", str(article.id) if article.id else None
    yield "Author", ", ".join(article.authors)
    yield "Date", _published(article)
    yield "Date-Source", article.published_source if article.is_date_guessed else None
    yield "Updated", _time(article.updated_at)
    yield "Outlet", article.outlet.name if article.outlet else None
    yield "Feed", article.feed.slug if article.feed else None
    yield "Topics", ", ".join(article.topics)
    yield "Tags", ", ".join(article.tags)
    yield "Views", str(article.views) if article.views is not None else None
    yield "Url", _address(article.url)
    yield "Completeness", article.completeness if article.completeness in ("teaser", "paywalled") else None


def _published(article: "Article") -> str | None:
    stamp = _time(article.published_at)
    return stamp[:10] if stamp and article.published_precision == "day" else stamp


def _paragraphs(opened: "OpenedArticle") -> list[str]:
    """The lines of the text, or of the teaser where there is none."""
    from newscli.models.body import body_text

    text = body_text(opened.body) or opened.article.summary or ""
    return [line for line in text.split("\n") if line]


def _label_json(label: "FeedLabel") -> Json:
    return {"slug": label.slug, "title": label.title, "url": shown_url(label.url)}


def _address(url: WebUrl | None) -> SafeLine | None:
    return shown_url(url) if url else None


def _time(at: datetime | None) -> str | None:
    return utc_text(at) if at else None
