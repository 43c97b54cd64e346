"""`newscli search`: find articles by their words."""

from collections.abc import Sequence
from typing import Annotated

import typer

from newscli.cli import options
from newscli.cli.app import world_of
from newscli.cli.context import World
from newscli.cli.listing import build_query, check_forms, on_the_side, print_machine
from newscli.errors import EXIT_DONE, EXIT_NOTHING
from newscli.models.article import SearchHit
from newscli.models.query import ListingQuery
from newscli.text import clean_line

EXAMPLES = (
    "newscli search korea",
    "newscli search '\"north korea\"' --since 30d",
    "newscli search korea -north",
    "newscli search 한국 --json",
    "newscli search US-Korea -f bbc-world -n 5",
)
LIMIT = 20


def command(
    ctx: typer.Context,
    query: Annotated[list[str], typer.Argument(metavar="QUERY...", show_default=False)],
    limit: options.Limit = None,
    unread: options.Unread = False,
    starred: options.Starred = False,
    feed: options.FeedOption = None,
    topic: options.Topic = None,
    tag: options.Tag = None,
    since: options.Since = None,
    before: options.Before = None,
    count: options.Count = False,
    offline: options.Offline = False,  # noqa: ARG001  # search never uses the network; scripts may say so all the same
    json: options.Json = False,
    jsonl: options.JsonLines = False,
    plain: options.Plain = False,
    exit_status: options.ExitStatus = False,
) -> None:
    """Find articles by their words, the best matches first, with the place where they stand.

    All words must occur; "quotes" keep words together, word* finds beginnings, -word excludes. Accents and case do not
    matter. In a pipe: as newscli latest.
    """
    world = world_of(ctx)
    check_forms(json=json, jsonl=jsonl, plain=plain, count=count)
    conditions = build_query(
        world, feeds=feed or (), limit=LIMIT if limit is None else limit, unread=unread, starred=starred, topic=topic,
        tag=tag, since=since, before=before,
    )  # fmt: skip
    is_page = world.is_terminal and not (json or jsonl or plain)
    code = run(world, " ".join(query), conditions, count=count, is_page=is_page, json=json, jsonl=jsonl)
    raise typer.Exit(code if exit_status else EXIT_DONE)


def run(world: World, words: str, query: ListingQuery, *, count: bool, is_page: bool, json: bool, jsonl: bool) -> int:
    """Print what is found and remember it as the last listing; 4 if nothing is."""
    if not world.has_store:
        from newscli.cli.commands.latest import welcome

        return welcome(world, json=json, count=count)
    store = world.library.store
    hits, total = store.search.find(words, query, now=world.clock())
    if count:
        world.print(str(total))
        return EXIT_DONE if total else EXIT_NOTHING
    if is_page:
        from newscli.view.search import search_lines

        shown = clean_line(words, limit=200)
        world.stdout.writelines(f"{line}\n" for line in search_lines(hits, words=shown, total=total, **world.look))
    elif json or jsonl:
        _print_json(world, hits, json=json)
    else:
        print_machine(world, [hit.headline for hit in hits], json=False, jsonl=False)
    if hits and not store.is_readonly:
        with on_the_side(world, "this listing is not remembered"):
            store.listings.record("search", [hit.headline.id for hit in hits], None, audience="", at=world.clock())
    return EXIT_DONE if hits else EXIT_NOTHING


def _print_json(world: World, hits: Sequence[SearchHit], *, json: bool) -> None:
    from newscli.view import machine

    articles = world.library.store.articles.get_many([hit.headline.id for hit in hits])
    objects = (machine.hit_json(hit, article) for hit, article in zip(hits, articles, strict=True))
    if json:
        world.stdout.writelines(machine.dump_array(objects))
    else:
        world.stdout.writelines(f"{machine.dump_line(each)}\n" for each in objects)
