"""Open an article for reading: what is stored, and its page where only a teaser is; files and standard input unstored."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from newscli.errors import FetchError, NewscliError, NotFoundError, ParseError, StoreError
from newscli.library import Library
from newscli.models.article import Article, Origin, Outlet, PageLink
from newscli.models.parsed import LinkKind, ParsedArticle, ParsedItem
from newscli.models.reading import OpenedArticle
from newscli.text import clean_line, format_line
from newscli.urls import WebUrl, outlet_host, shown_url, url_key

if TYPE_CHECKING:
    from newscli.decide.route import Gathered


Opening = tuple[OpenedArticle, NewscliError | None]
"""An article as it is shown, and why it could not be had as it was asked for."""


def open_stored(library: Library, article_id: int, *, offline: bool, for_related: bool = False) -> Opening:
    """The stored article, its page fetched and kept first where only a teaser is stored, or none yet `for_related`.

    Where the page cannot be had, what is stored is opened all the same. Raises NotFoundError.
    """
    article = library.store.articles.get(article_id)
    url = article.url
    if offline or url is None or not _wants_page(library, article, for_related=for_related):
        return open_kept(library, article_id), None
    try:
        gathered = _gather(library, url, article)
    except (FetchError, ParseError) as error:
        return open_kept(library, article_id), error
    if library.store.is_readonly:
        return _opened_unkept(open_kept(library, article_id), gathered.parsed), None
    _keep(library, gathered, article)
    return replace(open_kept(library, article_id), warnings=gathered.parsed.warnings), None


def open_reread(library: Library, article_id: int) -> Opening:
    """The stored article, its raw page read again first with the parser as it is now; no server is asked.

    Where that cannot be done, what is stored is opened all the same. Raises NotFoundError.
    """
    from newscli.ingest import reread_page

    article = library.store.articles.get(article_id)
    try:
        parsed = reread_page(library.store, article)
    except NewscliError as error:
        return open_kept(library, article_id), error
    return replace(open_kept(library, article_id), warnings=parsed.warnings), None


def open_kept(library: Library, article_id: int) -> OpenedArticle:
    """The article as it is stored, with ids for what its page offers next. Raises NotFoundError."""
    articles = library.store.articles
    article = articles.get(article_id)
    if not library.store.is_readonly:
        with suppress(StoreError):  # a full disk: what is offered has no ids yet, and the article can be read
            articles.mint(article.id, ("related", "trending"), at=library.clock())
    links = articles.links(article.id)
    return OpenedArticle(
        article=article,
        body=articles.body(article.id),
        related=_of_kind(links, "related"),
        trending=_of_kind(links, "trending"),
        sponsored=_of_kind(links, "sponsored"),
        next_id=_next_id(library, article.id),
    )


def open_address(library: Library, url: WebUrl, *, offline: bool, for_related: bool = False, reparse: bool = False) -> Opening:
    """The article at `url`: as stored if it is (read again with `reparse`), else fetched and kept.

    Raises NotFoundError offline and with `reparse`, FetchError, ParseError.
    """
    found = library.store.articles.ids_by_url_keys([url_key(url)])
    if found:
        article_id = next(iter(found.values()))
        if reparse:
            return open_reread(library, article_id)
        return open_stored(library, article_id, offline=offline, for_related=for_related)
    if offline or reparse:
        option = "--offline" if offline else "--reparse"
        raise NotFoundError(format_line("not stored: {}", shown_url(url)), hint=format_line("without {} it is fetched", option))
    gathered = _gather(library, url, None)
    if library.store.is_readonly:
        opened = opened_from_file(gathered.parsed, now=library.clock(), origin="url")
        return _opened_unkept(opened, gathered.parsed), None
    return replace(open_kept(library, _keep(library, gathered, None)), warnings=gathered.parsed.warnings), None


def parse_bytes(data: bytes, *, base_url: WebUrl | None, is_text: bool, now: datetime) -> ParsedArticle:
    """The article in a document that was not fetched, its links relative to `base_url` or what it states. Raises ParseError."""
    from newscli.parse.page import parse_page

    return parse_page(data, base_url or "", now=now, content_type="text/plain" if is_text else None)


def opened_from_file(parsed: ParsedArticle, *, now: datetime, origin: Origin = "file") -> OpenedArticle:
    """A parsed file as an opened article that is not stored: no ids, and id 0 for itself."""
    from newscli.decide import place

    characters = len(parsed.text)
    published = parsed.published
    article = Article(
        id=0,
        url=parsed.url,
        title=parsed.title,
        authors=parsed.authors,
        outlet=_outlet(parsed),
        published_at=published.instant if published else None,
        published_text=published.text if published else None,
        published_precision=published.precision if published else None,
        published_source=published.source if published else None,
        updated_at=parsed.updated.instant if parsed.updated else None,
        arrived_at=now,
        sort_at=place(published, previous_check=None, now=now),
        feed=None,
        feeds=(),
        topics=parsed.topics,
        tags=(),
        language=parsed.language,
        summary=parsed.summary,
        is_read=False,
        is_seen=False,
        is_starred=False,
        image=parsed.image,
        views=parsed.views,
        characters=characters,
        reading_minutes=_minutes(characters),
        origin=origin,
        completeness=parsed.completeness,
    )
    return OpenedArticle(
        article=article,
        body=parsed.body,
        related=_unstored(parsed.related, "related"),
        trending=_unstored(parsed.trending, "trending"),
        sponsored=_unstored(parsed.sponsored, "sponsored"),
        warnings=parsed.warnings,
    )


def save_file(library: Library, parsed: ParsedArticle) -> int:
    """Store a parsed file; returns its article id."""
    from newscli.decide import Came
    from newscli.ingest import store_page

    return store_page(library.store, parsed, None, Came(asked=parsed.url), origin="file", now=library.clock())


def _gather(library: Library, url: WebUrl, known: Article | None) -> "Gathered":
    from newscli.ingest import gather_page

    named_by = library.store.articles.named_by(known.id) if known is not None else None
    with library.waiting(url):
        return gather_page(url, named_by=named_by, settings=library.fetch_settings, clock=library.clock)


def _keep(library: Library, gathered: "Gathered", known: Article | None) -> int:
    from newscli.ingest import keep_page

    return keep_page(library.store, gathered, known, origin="url", now=library.clock())


def _opened_unkept(opened: OpenedArticle, parsed: ParsedArticle) -> OpenedArticle:
    """`opened` as its page has it, where nothing can be stored; what the page offers has no ids then."""
    from newscli.decide import prefers_page
    from newscli.models.body import body_text

    unkept = clean_line("the store is read-only: the page was fetched and is not kept")
    shows_page = prefers_page(body_text(opened.body), parsed.text)
    characters = len(parsed.text)
    article = replace(
        opened.article,
        characters=characters,
        reading_minutes=_minutes(characters),
        completeness=parsed.completeness,
    )
    return replace(
        opened,
        article=article if shows_page else opened.article,
        body=parsed.body if shows_page else opened.body,
        related=_unstored(parsed.related, "related"),
        trending=_unstored(parsed.trending, "trending"),
        sponsored=_unstored(parsed.sponsored, "sponsored"),
        warnings=(unkept, *parsed.warnings),
    )


def _outlet(parsed: ParsedArticle) -> Outlet | None:
    if parsed.url is None:
        return None
    host = outlet_host(parsed.url)
    return Outlet(name=parsed.outlet_name or host, host=host)


def _minutes(characters: int) -> int:
    return max(1, round(characters / 1_200))


def _wants_page(library: Library, article: Article, *, for_related: bool) -> bool:
    """Whether the page could say more than what is stored: none was kept, and the feed gave no whole article."""
    if article.completeness == "full" and not for_related:
        return False
    return all(source == "feed" for source, _, _ in library.store.articles.texts(article.id))


def _next_id(library: Library, article_id: int) -> int | None:
    """What to read after this: the next line of the last listing it stands in, else the next older unread article."""
    listing = library.store.listings.last()
    if listing is not None and article_id in listing.ids:
        after = listing.ids[listing.ids.index(article_id) + 1 :]
        return after[0] if after else None
    return library.store.articles.next_unread(article_id)


def _of_kind(links: Sequence[PageLink], kind: LinkKind) -> tuple[PageLink, ...]:
    return tuple(link for link in links if link.kind == kind)


def _unstored(items: Sequence[ParsedItem], kind: LinkKind) -> tuple[PageLink, ...]:
    return tuple(
        PageLink(
            id=None,
            kind=kind,
            list_no=item.list_no,
            position=item.position,
            title=item.title,
            url=item.url,
            published_at=item.published.instant if item.published else None,
            is_day=item.published is not None and item.published.precision == "day",
            date_text=item.date_text,
            teaser=item.teaser,
            section=item.section,
        )
        for item in items
    )
