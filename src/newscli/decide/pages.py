"""What an article's page changes: its addresses, its facts, whether its text is shown, and which articles it proves to be one."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Final

from newscli.decide.feeds import place
from newscli.decide.same import is_same
from newscli.decide.words import split_words
from newscli.models.article import Article, Origin
from newscli.models.changes import ArticleFacts, PagePlan, UrlKind
from newscli.models.parsed import GUESS, LinkKind, ParsedArticle, ParsedItem, Stamp
from newscli.urls import WebUrl, is_article_like, outlet_host, url_key

_UNSURE: Final = frozenset([None, GUESS, "card"])
"""Sources of a date that a page's guess may replace: none, a guess, what another page printed beside its link."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Came:
    """Where a page came from; nothing of it is known for a file."""

    asked: WebUrl | None = None
    final: WebUrl | None = None
    """After redirects."""
    copy: WebUrl | None = None
    """The AMP copy that led to it."""
    pages: tuple[WebUrl, ...] = ()
    """Its further pages."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredPages:
    """What the store knows of a page's addresses."""

    articles: Mapping[str, Article]
    """By address key: those of `page_keys`, as far as they are stored."""
    feed_texts: Mapping[int, Sequence[str]] = field(default_factory=dict)
    """By article id: what feeds gave of these and of the one the page was fetched for."""


def page_keys(parsed: ParsedArticle, came: Came) -> dict[str, UrlKind]:
    """The keys of the addresses that are this page's article's, each with the kind it is first."""
    keys: dict[str, UrlKind] = {}
    addresses: tuple[tuple[WebUrl | None, UrlKind], ...] = (
        (came.asked, "link"), (came.final, "final"), (parsed.url, "canonical"), (parsed.amp_url, "amp"), (came.copy, "amp"),
        *((page, "final") for page in came.pages),
    )  # fmt: skip
    for url, kind in addresses:
        # A canonical that is the home page or a section is a template's mistake, and would merge the whole site.
        if url is not None and (kind == "link" or is_article_like(url)):
            keys.setdefault(url_key(url), kind)
    return keys


def plan_page(
    parsed: ParsedArticle, known: Article | None, came: Came, stored: StoredPages, *, origin: Origin, now: datetime
) -> PagePlan:
    """What storing a page takes: for the article `known`, else for the one stored at its address, else for a new one of `origin`.

    Other articles that are stored at the page's addresses are merged with it where they prove to be the same (`same.is_same`):
    into the one with the lowest id, because it was known first.
    """
    keys = page_keys(parsed, came)
    owners = [stored.articles[key] for key in keys if key in stored.articles]
    if known is None and owners:
        known = owners[0]
    same = [known] if known is not None else []
    same += [other for other in owners if known is not None and other.id != known.id and is_same(parsed, known, other)]
    ids = sorted({article.id for article in same})
    feed_texts = [text for each in ids for text in stored.feed_texts.get(each, ())]
    lists: tuple[tuple[LinkKind, tuple[ParsedItem, ...]], ...] = (
        ("related", parsed.related), ("trending", parsed.trending), ("sponsored", parsed.sponsored),
    )  # fmt: skip
    return PagePlan(
        article_id=ids[0] if ids else None,
        merged=tuple(ids[1:]),
        facts=_page_facts(replace(parsed, published=_published(parsed.published, same)), came, keys),
        origin=origin,
        sort_at=known.sort_at if known else place(parsed.published, previous_check=None, now=now),
        source="file" if origin == "file" else "page",
        show_page=all(prefers_page(text, parsed.text) for text in feed_texts or [""]),
        links=tuple((kind, item) for kind, items in lists for item in items if item.url is None or url_key(item.url) not in keys),
    )


def _published(stamp: Stamp | None, same: Sequence[Article]) -> Stamp | None:
    """What the page says of its date, but no guess where a feed, or the page before, has stated one."""
    is_guess = stamp is not None and stamp.source == GUESS
    return None if is_guess and any(article.published_source not in _UNSURE for article in same) else stamp


def prefers_page(feed_text: str, page_text: str) -> bool:
    """Whether a page's text is shown rather than the feed's: it holds nearly all of it, or is clearly longer.

    Holding is counted in words (CJK: characters): 9 of 10 of the feed's text. A page cut by a wall must not replace a full feed.
    """
    feed_words, page_words = split_words(feed_text), split_words(page_text)
    if not page_words:
        return False
    if len(page_words) >= 1.5 * len(feed_words):
        return True
    missing = Counter(feed_words) - Counter(page_words)
    return len(page_words) >= len(feed_words) * 0.9 and missing.total() <= len(feed_words) / 10


def _page_facts(parsed: ParsedArticle, came: Came, keys: Mapping[str, UrlKind]) -> ArticleFacts:
    url = parsed.url if parsed.url and is_article_like(parsed.url) else came.final or came.asked
    return ArticleFacts(
        url=url,
        url_keys=tuple(keys.items()),
        uid_source=next(iter(keys), f"text {parsed.title} {parsed.text[:1000]}"),
        title=parsed.title,
        authors=parsed.authors,
        outlet_name=parsed.outlet_name,
        outlet_host=outlet_host(url) if url else None,
        published=parsed.published,
        updated=parsed.updated,
        language=parsed.language,
        image=parsed.image,
        views=parsed.views,
        summary=parsed.summary,
        topics=parsed.topics,
        enclosures=(),
        body=parsed.body,
        completeness=parsed.completeness,
        extractor=parsed.extractor,
    )
