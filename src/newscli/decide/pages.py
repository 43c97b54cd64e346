"""What an article's page changes: its addresses, its facts, whether its text is shown, and which articles it proves to be one."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from newscli.decide.feeds import place
from newscli.models.article import Article, Origin
from newscli.models.changes import ArticleFacts, PagePlan, UrlKind
from newscli.models.parsed import LinkKind, ParsedArticle, ParsedItem
from newscli.urls import WebUrl, is_article_like, outlet_host, url_key


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


def plan_page(
    parsed: ParsedArticle, known: Article | None, came: Came, *, feed_text: str, origin: Origin, now: datetime
) -> PagePlan:
    """What storing a page takes: for the article `known`, else for a new one of `origin`."""
    lists: tuple[tuple[LinkKind, tuple[ParsedItem, ...]], ...] = (
        ("related", parsed.related), ("trending", parsed.trending), ("sponsored", parsed.sponsored),
    )  # fmt: skip
    return PagePlan(
        article_id=known.id if known else None,
        facts=_page_facts(parsed, came),
        origin=origin,
        sort_at=known.sort_at if known else place(parsed.published, previous_check=None, now=now),
        source="file" if origin == "file" else "page",
        show_page=prefers_page(feed_text, parsed.text),
        links=tuple((kind, item) for kind, items in lists for item in items),
    )


def prefers_page(feed_text: str, page_text: str) -> bool:
    """Whether a page's text is shown rather than the feed's: it holds nearly all of it, or is clearly longer.

    Holding is counted in words: 9 of 10 words of the feed's text. A page cut by a wall must not replace a full feed.
    """
    feed_words, page_words = feed_text.split(), page_text.split()
    if not page_words:
        return False
    if len(page_words) >= 1.5 * len(feed_words):
        return True
    missing = Counter(feed_words) - Counter(page_words)
    return len(page_words) >= len(feed_words) * 0.9 and missing.total() <= len(feed_words) / 10


def _page_facts(parsed: ParsedArticle, came: Came) -> ArticleFacts:
    keys: dict[str, UrlKind] = {}
    addresses: tuple[tuple[WebUrl | None, UrlKind], ...] = (
        (came.asked, "link"), (came.final, "final"), (parsed.url, "canonical"), (parsed.amp_url, "amp"), (came.copy, "amp"),
        *((page, "final") for page in came.pages),
    )  # fmt: skip
    for url, kind in addresses:
        # A canonical that is the home page or a section is a template's mistake, and would merge the whole site.
        if url is not None and (kind == "link" or is_article_like(url)):
            keys.setdefault(url_key(url), kind)
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
