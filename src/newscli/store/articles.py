"""Articles: lists of them, one of them with its texts and links, and the plans that bring and change them.

It applies what `decide` decided and decides nothing. What listings need is imported here, the rest where it is used.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from newscli.store.database import Database
from newscli.store.headlines import load_headlines
from newscli.store.places import count_ids, find_feed_ids, select_ids

if TYPE_CHECKING:
    from newscli.models.article import Article, PageLink
    from newscli.models.body import Body
    from newscli.models.changes import Applied, FeedPlan, PagePlan
    from newscli.models.feed import FetchState
    from newscli.models.headline import Headline
    from newscli.models.parsed import Completeness, LinkKind
    from newscli.models.query import ListingQuery
    from newscli.text import SafeBlock
    from newscli.urls import WebUrl


class Articles:
    """The articles of one store."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def headlines(self, query: ListingQuery) -> list[Headline]:
        """The lines of a listing: newest first, or the same lines oldest first."""
        ids = select_ids(self._database, query)
        return load_headlines(self._database, ids, feed_ids=find_feed_ids(self._database, query) or ())

    def headlines_of(self, ids: Sequence[int]) -> list[Headline]:
        """The lines of `ids`, in their order; unknown ids are left out."""
        return load_headlines(self._database, ids)

    def count(self, query: ListingQuery) -> int:
        """How many lines the listing has."""
        return count_ids(self._database, query)

    def next_unread(self, article_id: int) -> int | None:
        """The unread article that follows in the listing of all: the next older one."""
        row = self._database.row(
            "SELECT article_id FROM status WHERE hidden_by IS NULL AND read_at IS NULL AND (sort_at, article_id) <"
            " (SELECT sort_at, article_id FROM status WHERE article_id ="
            " (SELECT coalesce(merged_into, id) FROM articles WHERE id = ?)) ORDER BY sort_at DESC, article_id DESC LIMIT 1",
            (article_id,),
        )
        return row[0] if row else None

    def get(self, article_id: int) -> Article:
        """Raises NotFoundError."""
        from newscli.store.details import load_article

        return load_article(self._database, article_id)

    def get_many(self, ids: Sequence[int]) -> list[Article]:
        """The articles of `ids`, in their order; unknown ids are left out."""
        from newscli.store.details import load_articles

        return load_articles(self._database, ids)

    def body(self, article_id: int) -> Body:
        """The shown text; the summary where there is no text. Raises NotFoundError."""
        from newscli.store.texts import load_body

        return load_body(self._database, article_id)

    def texts(self, article_id: int) -> list[tuple[str, Completeness, SafeBlock]]:
        """Every stored text as (source, completeness, plain text), feeds' before the page's. Raises NotFoundError."""
        from newscli.store.texts import load_texts

        return load_texts(self._database, article_id)

    def links(self, article_id: int) -> tuple[PageLink, ...]:
        """What the article's page offers to read next, all kinds, in page order."""
        from newscli.store.page_links import load_links

        return load_links(self._database, article_id)

    def ids_by_url_keys(self, keys: Collection[str]) -> dict[str, int]:
        """The articles that are stored under `keys`."""
        from newscli.store.identity import find_by_keys

        return find_by_keys(self._database, keys)

    def uids(self, article_id: int) -> list[int]:
        """By which numbers other files know the article: its own first, then of those merged into it. Raises NotFoundError."""
        from newscli.store.identity import load_uids

        return load_uids(self._database, article_id)

    def starred_uids(self) -> list[int]:
        """`uids` of all starred articles."""
        from newscli.store.identity import load_starred_uids

        return load_starred_uids(self._database)

    def named_by(self, article_id: int) -> WebUrl | None:
        """Where the feed or the page stands that named the article's address; None where a person did."""
        from newscli.store.identity import find_source

        return find_source(self._database, article_id)

    def apply_feed(self, feed_id: int, plan: FeedPlan, state: FetchState, *, at: datetime) -> Applied:
        """Stores what a fetched feed brought, with the feed's row and counters, in one transaction."""
        from newscli.store.feed_plans import apply_feed_plan

        return apply_feed_plan(self._database, feed_id, plan, state, at=at)

    def apply_page(self, plan: PagePlan, *, at: datetime) -> int:
        """Stores what a fetched page says of an article, in one transaction; the article's id."""
        from newscli.store.page_plans import apply_page_plan

        return apply_page_plan(self._database, plan, at=at)

    def without_page(
        self, *, by_default: bool, since: datetime, feed_ids: Collection[int] | None, most: int
    ) -> list[tuple[int, WebUrl]]:
        """(id, address) of unread articles that arrived since then as teasers in feeds that want whole ones; newest first.

        `by_default` holds for feeds that say neither; `feed_ids` None means all.
        """
        from newscli.store.page_tries import find_without_page

        return find_without_page(self._database, by_default=by_default, since=since, feed_ids=feed_ids, most=most)

    def record_page_try(self, article_id: int, *, at: datetime) -> None:
        """Keeps that the page was asked for and answered: no refresh asks again."""
        from newscli.store.page_tries import write_page_try

        write_page_try(self._database, article_id, at=at)

    def mint(self, article_id: int, kinds: Collection[LinkKind], *, at: datetime) -> None:
        """Gives ids to the page's items of `kinds` that have none; never to sponsored ones."""
        from newscli.store.page_links import mint_ids

        mint_ids(self._database, article_id, kinds, at=at)
