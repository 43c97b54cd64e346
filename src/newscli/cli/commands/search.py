"""`newscli search`: find articles by their words."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Annotated

import typer

from newscli.cli import options
from newscli.cli.app import world_of
from newscli.cli.asking import Asked, ask
from newscli.cli.complete import complete_saved
from newscli.cli.context import World
from newscli.cli.listing import audience_of, check_forms, on_the_side, print_machine
from newscli.cli.tallying import run_tally, say_corrections
from newscli.errors import EXIT_DONE, EXIT_NOTHING, UsageError
from newscli.models.article import SearchHit
from newscli.models.search import Found, Grouping, SearchQuery, Sort
from newscli.text import SafeLine, clean_line

EXAMPLES = (
    "newscli search korea",
    "newscli search '\"north korea\"' --since 30d",
    "newscli search korea -north",
    "newscli search 한국 --json",
    "newscli search author:nasser title:summit",
    "newscli search korea --by month",
    "newscli search US-Korea -f bbc-world -n 5",
    "newscli search --save korea korea -sport",
    "newscli search @korea --new",
)
LIMIT = 20


def command(
    ctx: typer.Context,
    query: Annotated[
        list[str] | None, typer.Argument(metavar="QUERY...", show_default=False, autocompletion=complete_saved)
    ] = None,
    limit: options.Limit = None,
    sort: Annotated[Sort | None, typer.Option("--sort", help="Order: relevance (the default), newest or oldest.")] = None,
    by: Annotated[
        Grouping | None, typer.Option("--by", help="Count the articles by feed, day, month, topic or author instead.")
    ] = None,
    save: Annotated[str | None, typer.Option("--save", metavar="NAME", help="Keep this search as @NAME.")] = None,
    new: Annotated[bool, typer.Option("--new", help="Of a saved search: only what came since it ran last.")] = False,
    unread: options.Unread = False,
    starred: options.Starred = False,
    feed: options.FeedOption = None,
    topic: options.Topic = None,
    tag: options.Tag = None,
    since: options.Since = None,
    before: options.Before = None,
    count: options.Count = False,
    reverse: options.Reverse = False,
    offline: options.Offline = False,  # noqa: ARG001  # search never uses the network; scripts may say so all the same
    json: options.Json = False,
    jsonl: options.JsonLines = False,
    plain: options.Plain = False,
    exit_status: options.ExitStatus = False,
) -> None:
    """Find articles by their words, the best matches first, with the place where they stand.

    All words must occur; "quotes" keep words together, word* finds beginnings, -word excludes, OR joins. Fields as in
    title:summit, author:, feed:, since: narrow. Accents and case do not matter. newscli help search has it all.

    --save NAME keeps a search: newscli search @NAME runs it again, and with --new ends with 4 if nothing came since.
    """
    world = world_of(ctx)
    check_forms(json=json, jsonl=jsonl, plain=plain, count=count)
    if by is not None and count:
        raise UsageError(clean_line("--by and --count at once"), hint=clean_line("--by prints the numbers of each group"))
    if not world.has_store:
        from newscli.cli.commands.latest import welcome

        raise typer.Exit(welcome(world, json=json, count=count))
    from newscli.library.searching import read_conditions

    conditions = read_conditions(
        world.library, unread=unread, starred=starred, feeds=feed or (), topic=topic, tag=tag, since=since, before=before
    )
    asked = ask(world, query or (), conditions, sort=sort, save=save)
    is_page = world.is_terminal and not (json or jsonl or plain)
    wanted = replace(
        asked.query,
        limit=_limit(limit, new=new),
        reverse=reverse,
        # Who waits for something is not served with something near it.
        corrects=not (new or exit_status or asked.saved),
        arrived_after=asked.last_run(world, is_page=is_page) if new else None,
    )
    if by is not None:
        code = run_tally(world, wanted, by, words=asked.words, is_page=is_page, json=json, jsonl=jsonl)
    elif count:
        code = run_count(world, wanted)
    else:
        code = run(world, replace(asked, query=wanted), is_page=is_page, json=json, jsonl=jsonl)
    raise typer.Exit(code if exit_status or new else EXIT_DONE)


def _limit(limit: int | None, *, new: bool) -> int | None:
    """How many to show; None for all, which is what who asks for news wants."""
    return (limit if limit is not None else 0 if new else LIMIT) or None


def run(world: World, asked: Asked, *, is_page: bool, json: bool, jsonl: bool) -> int:
    """Print what is found and remember it as the last listing; 4 if nothing is."""
    store = world.library.store
    started = world.clock()  # what arrives while it runs is new the next time
    found = store.search.find(asked.query, now=started)
    words = say_corrections(world, found.corrections, asked.words)
    if is_page:
        from newscli.view.search import search_lines

        world.stdout.writelines(f"{line}\n" for line in search_lines(found, words=words, **world.look))
    elif json or jsonl:
        _print_json(world, found.hits, json=json)
    else:
        print_machine(world, [hit.headline for hit in found.hits], json=False, jsonl=False)
    if not is_page:
        _say_rest(world, found, words)
    if found.hits and not store.is_readonly:
        # What was left out must be new the next time: only a listing of all that was found moves the line.
        is_whole = len(found.hits) == found.total and not found.is_capped
        newest = max(hit.headline.sort_at for hit in found.hits) if asked.saved and is_whole else None
        ids = [hit.headline.id for hit in found.hits]
        world.deliver()
        with on_the_side(world, "this listing is not remembered"):
            store.listings.record(asked.run_name, ids, newest, audience=audience_of(is_table=is_page), at=started)
    return EXIT_DONE if found.hits else EXIT_NOTHING


def run_count(world: World, query: SearchQuery) -> int:
    """Print how many articles there are; 4 if none."""
    total = world.library.store.search.count(query)
    world.print(str(total))
    return EXIT_DONE if total else EXIT_NOTHING


def _say_rest(world: World, found: Found, words: SafeLine) -> None:
    """That a pipe did not get all."""
    if len(found.hits) < found.total:
        from newscli.view.search import search_summary

        world.note(f"{search_summary(found, words=words)}; -n 0 prints all")


def _print_json(world: World, hits: Sequence[SearchHit], *, json: bool) -> None:
    from newscli.view import machine

    articles = world.library.store.articles.get_many([hit.headline.id for hit in hits])
    objects = (machine.hit_json(hit, article) for hit, article in zip(hits, articles, strict=True))
    if json:
        world.stdout.writelines(machine.dump_array(objects))
    else:
        world.stdout.writelines(f"{machine.dump_line(each)}\n" for each in objects)
