"""`newscli latest`: the newest headlines."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Annotated

import typer

from newscli.cli import options
from newscli.cli.app import world_of
from newscli.cli.complete import complete_feed
from newscli.cli.context import World
from newscli.cli.listing import build_query, check_forms, default_limit, on_the_side, print_machine
from newscli.errors import EXIT_DONE, EXIT_NOTHING
from newscli.models.headline import Headline
from newscli.models.query import ListingQuery

EXAMPLES = (
    "newscli latest bbc-world",
    "newscli latest -u --since 2d",
    "newscli latest --new --json",
    "newscli latest -n 0 | grep -i korea",
)


def command(
    ctx: typer.Context,
    feeds: Annotated[
        list[str] | None,
        typer.Argument(metavar="FEED...", show_default=False, autocompletion=complete_feed, help="Only of these feeds."),
    ] = None,
    limit: options.Limit = None,
    unread: options.Unread = False,
    starred: options.Starred = False,
    feed: options.FeedOption = None,
    topic: options.Topic = None,
    tag: options.Tag = None,
    since: options.Since = None,
    before: options.Before = None,
    new: Annotated[bool, typer.Option("--new", help="Only what came since you last looked.")] = False,
    wait: Annotated[
        float | None, typer.Option("--wait", min=0, metavar="SECONDS", help="Wait so long for due feeds; 3 on a terminal.")
    ] = None,
    count: options.Count = False,
    reverse: options.Reverse = False,
    offline: options.Offline = False,
    json: options.Json = False,
    jsonl: options.JsonLines = False,
    plain: options.Plain = False,
    exit_status: options.ExitStatus = False,
) -> None:
    """Show the newest headlines of what you follow.

    Unread ones are marked; a rule in words stands above what you saw before. Feeds that are due are fetched first, for at
    most --wait seconds. In a pipe: id, time, state, feed, title, address, separated by tabs.
    """
    world = world_of(ctx)
    check_forms(json=json, jsonl=jsonl, plain=plain, count=count)
    if not world.has_store:
        code = welcome(world, json=json, count=count, is_quiet=jsonl)
        raise typer.Exit(EXIT_NOTHING if new or exit_status else code)
    is_table = world.is_terminal and not (json or jsonl or plain)
    # What is new is shown whole: what was left out would count as seen the next time.
    most = 0 if count or (new and limit is None) else default_limit(world, limit, is_table=is_table)
    query = build_query(
        world, feeds=[*(feeds or ()), *(feed or ())], limit=most, unread=unread, starred=starred, topic=topic, tag=tag,
        since=since, before=before, reverse=reverse,
    )  # fmt: skip
    if count:
        counted = _since_last(world, query, is_table=is_table)[0] if new else query
        number = world.library.store.articles.count(counted)
        world.print(str(number))
        raise typer.Exit(EXIT_NOTHING if not number and (new or exit_status) else EXIT_DONE)
    seconds = 0.0 if offline else wait if wait is not None else world.config.number("latest.wait") if is_table else 0.0
    code = run(world, query, only_new=new, seconds=seconds, is_table=is_table, json=json, jsonl=jsonl)
    raise typer.Exit(code if new or exit_status else EXIT_DONE)


def run(world: World, query: ListingQuery, *, only_new: bool, seconds: float, is_table: bool, json: bool, jsonl: bool) -> int:
    """Print the headlines of `query`, remember them as the last listing, and return 4 if there are none."""
    store = world.library.store
    if seconds > 0:
        from newscli.cli.refreshing import refresh_due

        refresh_due(world, feed_ids=query.feed_ids, seconds=seconds)
    command_name, audience = listing_name(query), _audience(is_table=is_table)
    narrowed, seen = _since_last(world, query, is_table=is_table)
    headlines = store.articles.headlines(narrowed if only_new else query)
    if is_table:
        _print_table(world, headlines, None if only_new else seen)
        if not headlines:
            world.note("nothing new" if only_new else "nothing to list")
    else:
        print_machine(world, headlines, json=json, jsonl=jsonl)
    _remember(world, headlines, command_name, audience)
    return EXIT_DONE if headlines else EXIT_NOTHING


def _since_last(world: World, query: ListingQuery, *, is_table: bool) -> tuple[ListingQuery, tuple[datetime, datetime] | None]:
    """`query` narrowed to what came since this listing was last shown, and when that was."""
    seen = world.library.store.listings.seen_until(listing_name(query), audience=_audience(is_table=is_table))
    return (replace(query, arrived_after=seen[0]) if seen is not None else query), seen


def _audience(*, is_table: bool) -> str:
    return "terminal" if is_table else "pipe"


def listing_name(query: ListingQuery) -> str:
    """Under what this listing is remembered: what was seen in one feed says nothing about the others."""
    conditions = [name for name in ("unread", "starred", "reverse") if getattr(query, name)]
    conditions += [f"feed {number}" for number in query.feed_ids]
    conditions += [f"{name} {value}" for name, value in (("topic", query.topic), ("tag", query.tag)) if value is not None]
    conditions += [name for name in ("since", "before") if getattr(query, name) is not None]
    return " ".join(["latest", *conditions])


def welcome(world: World, *, json: bool, count: bool, is_quiet: bool = False) -> int:
    """The page for somebody who follows nothing yet: words for a person, an empty list for a program."""
    from newscli.view.feeds import welcome_lines

    if json:
        world.print("[]")
    elif count:
        world.print("0")
    if json or count or is_quiet:
        return EXIT_DONE  # a program reads along: the words would only fill its mail
    lines = welcome_lines(color=world.has_color and world.is_terminal)
    (world.stdout if world.is_terminal else world.stderr).writelines(f"{line}\n" for line in lines)
    return EXIT_DONE


def _print_table(world: World, headlines: Sequence[Headline], seen: tuple[datetime, datetime] | None) -> None:
    from newscli.view.headlines import write_headlines

    write_headlines(headlines, world.stdout, seen=seen, **world.look)


def _remember(world: World, headlines: Sequence[Headline], name: str, audience: str) -> None:
    """What `@last`, `@3` and "seen" mean from now on; a store that cannot be written to is still listed."""
    store = world.library.store
    if not headlines or store.is_readonly:
        return
    newest = max(headline.sort_at for headline in headlines)
    ids = [headline.id for headline in headlines]
    with on_the_side(world, "this listing is not remembered"):
        store.listings.record(name, ids, newest, audience=audience, at=world.clock())
