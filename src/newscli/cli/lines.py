"""What `latest` lists: the lines of a query, or of a saved search that is read like a feed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from newscli.cli.context import World
from newscli.models.headline import Headline
from newscli.models.query import ListingQuery

if TYPE_CHECKING:  # an ordinary listing loads nothing of searching
    from newscli.models.search import SavedSearch


@dataclass(frozen=True, slots=True, kw_only=True)
class Lines:
    """Headlines that are looked up when they are wanted; the argument is the time after which they have arrived, or None."""

    name: str
    """Under what this listing is remembered: what was seen in one feed says nothing about the others."""
    feed_ids: tuple[int, ...]
    """The feeds to refresh first; empty: all."""
    headlines: Callable[[datetime | None], Sequence[Headline]]
    count: Callable[[datetime | None], int]


def lines_of_query(world: World, query: ListingQuery) -> Lines:
    """The lines of an ordinary listing."""
    articles = world.library.store.articles
    conditions = [name for name in ("unread", "starred", "reverse") if getattr(query, name)]
    conditions += [f"feed {number}" for number in query.feed_ids]
    conditions += [f"{name} {value}" for name, value in (("topic", query.topic), ("tag", query.tag)) if value is not None]
    conditions += [name for name in ("since", "before") if getattr(query, name) is not None]
    return Lines(
        name=" ".join(["latest", *conditions]),
        feed_ids=query.feed_ids,
        headlines=lambda after: articles.headlines(replace(query, arrived_after=after)),
        count=lambda after: articles.count(replace(query, arrived_after=after)),
    )


def lines_of_saved(world: World, saved: "SavedSearch", query: ListingQuery) -> Lines:
    """The articles that a saved search finds, newest first, narrowed by the conditions of `query`; found cards left out."""
    from newscli.library.saved import MARK, open_saved
    from newscli.library.searching import join_nodes
    from newscli.models.search import Between, Flagged, Named, Not, SearchQuery

    search = world.library.store.search
    parts = [open_saved(world.library, saved).node, Not(Flagged("found"))]
    parts += [Flagged("unread")] if query.unread else []
    parts += [Flagged("starred")] if query.starred else []
    parts += [Named("topic", query.topic.casefold())] if query.topic is not None else []
    parts += [Named("tag", query.tag.casefold())] if query.tag is not None else []
    if query.since is not None or query.before is not None:
        parts.append(Between("since", "", since=query.since, before=query.before))
    asked = SearchQuery(node=join_nodes(parts), sort="newest", limit=query.limit, reverse=query.reverse, corrects=False)
    return Lines(
        name=f"latest {MARK}{saved.id}",
        feed_ids=(),
        headlines=lambda after: search.lines(replace(asked, arrived_after=after)),
        count=lambda after: search.count(replace(asked, arrived_after=after)),
    )
