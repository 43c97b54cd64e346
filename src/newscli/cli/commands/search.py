"""`newscli search`: find articles by their words."""

from collections.abc import Sequence
from typing import Annotated

import typer

from newscli.cli import options
from newscli.cli.app import world_of
from newscli.cli.context import World
from newscli.cli.listing import check_forms, on_the_side, print_machine
from newscli.cli.tallying import run_tally, say_corrections
from newscli.errors import EXIT_DONE, EXIT_NOTHING, UsageError
from newscli.models.article import SearchHit
from newscli.models.search import Found, Grouping, Node, SearchQuery, Sort
from newscli.text import SafeLine, clean_line, format_line

EXAMPLES = (
    "newscli search korea",
    "newscli search '\"north korea\"' --since 30d",
    "newscli search korea -north",
    "newscli search 한국 --json",
    "newscli search author:nasser title:summit",
    "newscli search korea --by month",
    "newscli search US-Korea -f bbc-world -n 5",
)
LIMIT = 20


def command(
    ctx: typer.Context,
    query: Annotated[list[str] | None, typer.Argument(metavar="QUERY...", show_default=False)] = None,
    limit: options.Limit = None,
    sort: Annotated[Sort, typer.Option("--sort", help="Order: relevance, newest or oldest.")] = "relevance",
    by: Annotated[
        Grouping | None, typer.Option("--by", help="Count the articles by feed, day, month, topic or author instead.")
    ] = None,
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
    node = understand(world, query or (), conditions)
    asked = SearchQuery(node=node, sort=sort, limit=(LIMIT if limit is None else limit) or None, reverse=reverse)
    shown = clean_line(" ".join(query or ()), limit=200)
    is_page = world.is_terminal and not (json or jsonl or plain)
    if by is not None:
        code = run_tally(world, asked, by, words=shown, is_page=is_page, json=json, jsonl=jsonl)
    elif count:
        code = run_count(world, asked)
    else:
        code = run(world, asked, words=shown, is_page=is_page, json=json, jsonl=jsonl)
    raise typer.Exit(code if exit_status else EXIT_DONE)


def understand(world: World, arguments: Sequence[str], conditions: Sequence[Node]) -> Node | None:
    """What is asked for, and on stderr what may not be plain from what was typed. None: there is no word in it."""
    from newscli.library.searching import join_nodes, read_search, require_words

    if not conditions:
        require_words(arguments)
    reading = read_search(world.library, arguments)
    for note in reading.notes:
        world.note(note)
    node = join_nodes([reading.node, *conditions])
    if node is None:
        world.note(format_line("nothing to search for: no letter or figure in {}", " ".join(arguments)))
    elif reading.node is not None:
        from newscli.view.search import understood

        if line := understood(reading.node):
            world.note(line)
    return node


def run(world: World, query: SearchQuery, *, words: SafeLine, is_page: bool, json: bool, jsonl: bool) -> int:
    """Print what is found and remember it as the last listing; 4 if nothing is."""
    store = world.library.store
    found = store.search.find(query, now=world.clock())
    words = say_corrections(world, found.corrections, words)
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
        with on_the_side(world, "this listing is not remembered"):
            store.listings.record("search", [hit.headline.id for hit in found.hits], None, audience="", at=world.clock())
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
