"""`newscli mark`: what the reader did with articles."""

from collections.abc import Sequence
from typing import Annotated, Literal

import typer

from newscli.cli import options
from newscli.cli.app import world_of
from newscli.cli.context import World
from newscli.cli.listing import build_query
from newscli.cli.problems import exit_code, say_problem
from newscli.errors import EXIT_DONE, NotFoundError, UsageError
from newscli.library.finding import find_articles
from newscli.models.query import ListingQuery
from newscli.models.status import StatusChange
from newscli.text import clean_line

EXAMPLES = (
    "newscli mark read 412 413",
    "newscli mark read @last",
    "newscli mark starred @3",
    "newscli mark read --feed bbc-world --before 2d",
    "newscli mark read --all",
)

Action = Literal["read", "unread", "starred", "unstarred"]


def command(
    ctx: typer.Context,
    action: Annotated[Action, typer.Argument(metavar="read|unread|starred|unstarred", show_default=False)],
    refs: options.Refs = None,
    stdin: options.Stdin = False,
    feed: options.FeedOption = None,
    topic: options.Topic = None,
    tag: options.Tag = None,
    before: options.Before = None,
    everything: Annotated[bool, typer.Option("--all", help="All articles of the feeds you follow.")] = False,
) -> None:
    """Mark articles read, unread, starred or unstarred: by reference, or all that the options choose.

    What came after the last listing is never marked by options: you have not seen it. newscli undo takes it back.
    """
    world = world_of(ctx)
    chosen = bool(feed or topic or tag or before or everything)
    if chosen and (refs or stdin):
        raise UsageError(
            clean_line("articles named and chosen by options at once"), hint=clean_line("name them, or choose them by options")
        )
    if not chosen:
        words = options.given_refs(refs, world.stdin if stdin else None, command=f"mark {action}")
        raise typer.Exit(run(world, action, words))
    query = build_query(world, feeds=feed or (), limit=0, topic=topic, tag=tag, before=before)
    raise typer.Exit(run_query(world, action, query))


def run(world: World, action: Action, words: Sequence[str]) -> int:
    """Mark the articles that `words` name; those that do not exist are named."""
    ids, failed = find_articles(world.library, words)
    if failed and not ids and all(isinstance(error, UsageError) for _, error in failed):
        raise failed[0][1]
    change = StatusChange(action=action, how="marked")
    if ids:
        _report(world, action, world.library.store.status.mark(ids, change, at=world.clock()))
    for _, error in failed:
        say_problem(world, error)
    return exit_code(failed=len(failed), total=len(failed) + len(ids))


def run_query(world: World, action: Action, query: ListingQuery) -> int:
    """Mark all articles of `query` that were there when something was last listed. Raises NotFoundError if nothing was."""
    store = world.library.store
    listing = store.listings.last(but="related")  # who looks at one article's list has not seen what came meanwhile
    if listing is None:
        raise NotFoundError(clean_line("nothing was listed yet, so nothing is marked"), hint=clean_line("newscli latest"))
    change = StatusChange(action=action, how="bulk")
    number = store.status.mark_all(query, change, at=world.clock(), until=listing.at)
    _report(world, action, number)
    return EXIT_DONE


def _report(world: World, action: Action, number: int) -> None:
    from newscli.view.messages import marked_summary

    world.note(marked_summary(number, action))
