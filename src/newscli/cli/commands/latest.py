"""`newscli latest`: the newest headlines."""

import math
from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Any

import typer

from newscli.cli import options
from newscli.cli.app import world_of
from newscli.cli.complete import complete_source
from newscli.cli.context import World
from newscli.cli.lines import Lines, lines_of_query, lines_of_saved
from newscli.cli.listing import audience_of, build_query, check_forms, default_limit, on_the_side, print_machine
from newscli.errors import EXIT_DONE, EXIT_NOTHING, UsageError
from newscli.models.headline import Headline
from newscli.text import clean_line, format_line

EXAMPLES = (
    "newscli latest bbc-world",
    "newscli latest -u --since 2d",
    "newscli latest --new --json",
    "newscli latest @korea",
    "newscli latest -n 0 | grep -i korea",
)


def command(
    ctx: typer.Context,
    feeds: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="FEED...",
            show_default=False,
            autocompletion=complete_source,
            help="Only of these feeds, or of one @SEARCH.",
        ),
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
    lines = choose_lines(
        world, [*(feeds or ()), *(feed or ())], limit=most, unread=unread, starred=starred, topic=topic, tag=tag,
        since=since, before=before, reverse=reverse,
    )  # fmt: skip
    if count:
        seen = _seen(world, lines, is_table=is_table) if new else None
        number = lines.count(seen[0] if seen else None)
        world.print(str(number))
        raise typer.Exit(EXIT_NOTHING if not number and (new or exit_status) else EXIT_DONE)
    if wait is not None and not math.isfinite(wait):
        raise UsageError(format_line("no number of seconds: {}", wait), hint=clean_line("newscli latest --wait 3"))
    seconds = 0.0 if offline else wait if wait is not None else world.config.number("latest.wait") if is_table else 0.0
    fits = is_table and limit is None and not new
    code = run(world, lines, only_new=new, seconds=seconds, is_table=is_table, json=json, jsonl=jsonl, fits=fits, reverse=reverse)
    raise typer.Exit(code if new or exit_status else EXIT_DONE)


def choose_lines(world: World, words: Sequence[str], **conditions: Any) -> Lines:
    """What is listed: by feeds and options, or with `@NAME` by a saved search. Raises UsageError, NotFoundError."""
    names = [word for word in words if word.startswith("@")]
    if not names:
        return lines_of_query(world, build_query(world, feeds=words, **conditions))
    if len(words) > 1:
        raise UsageError(clean_line("a saved search is read by itself"), hint=format_line("newscli latest {}", names[0]))
    saved = world.library.store.saved_searches.get(names[0].removeprefix("@"))
    return lines_of_saved(world, saved, build_query(world, feeds=(), **conditions))


def run(
    world: World,
    lines: Lines,
    *,
    only_new: bool,
    seconds: float,
    is_table: bool,
    json: bool,
    jsonl: bool,
    fits: bool = False,
    reverse: bool = False,
) -> int:
    """Print the headlines, with `fits` those that the screen has room for, and remember them; 4 if there are none."""
    if seconds > 0:
        from newscli.cli.refreshing import refresh_due

        refresh_due(world, feed_ids=lines.feed_ids, seconds=seconds)
    seen = _seen(world, lines, is_table=is_table)
    headlines = lines.headlines(seen[0] if only_new and seen else None)
    if fits:
        headlines = _fitted(world, headlines, seen, reverse=reverse)
    if is_table:
        _print_table(world, headlines, None if only_new else seen)
        if not headlines:
            world.note("nothing new" if only_new else "nothing to list")
    else:
        print_machine(world, headlines, json=json, jsonl=jsonl)
    _remember(world, headlines, lines.name, audience_of(is_table=is_table))
    return EXIT_DONE if headlines else EXIT_NOTHING


def _seen(world: World, lines: Lines, *, is_table: bool) -> tuple[datetime, datetime] | None:
    """When this listing was shown last, and the newest time in it."""
    return world.library.store.listings.seen_until(lines.name, audience=audience_of(is_table=is_table))


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


def _fitted(
    world: World, headlines: Sequence[Headline], seen: tuple[datetime, datetime] | None, *, reverse: bool
) -> Sequence[Headline]:
    """The newest of `headlines` that the screen has room for."""
    from newscli.view.headlines import fitting

    newest_first = headlines[::-1] if reverse else headlines
    number = fitting(newest_first, world.height, seen=seen, **world.look)
    return headlines[len(headlines) - number :] if reverse else headlines[:number]


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
    world.deliver()
    with on_the_side(world, "this listing is not remembered"):
        store.listings.record(name, ids, newest, audience=audience, at=world.clock())
