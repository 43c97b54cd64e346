"""`newscli feeds`: what is followed."""

import typer

from newscli.cli import options
from newscli.cli.app import world_of
from newscli.cli.context import World
from newscli.cli.listing import check_forms
from newscli.errors import EXIT_DONE, EXIT_NOTHING
from newscli.models.feed import Feed
from newscli.text import clean_line

EXAMPLES = (
    "newscli feeds",
    "newscli feeds --tag world",
    "newscli feeds --json",
    "newscli feeds | cut -f1",
)


def command(
    ctx: typer.Context,
    tag: options.Tag = None,
    count: options.Count = False,
    json: options.Json = False,
    jsonl: options.JsonLines = False,
    plain: options.Plain = False,
    exit_status: options.ExitStatus = False,
) -> None:
    """List what you follow, with unread counts and health.

    In a pipe: slug, unread, total, health, time of the last fetch, title, address, separated by tabs.
    """
    world = world_of(ctx)
    check_forms(json=json, jsonl=jsonl, plain=plain, count=count)
    feeds = world.library.store.feeds.all() if world.has_store else []
    if tag is not None and feeds:
        feeds = [feed for feed in feeds if tag in feed.tags]
        if not feeds:
            world.note(f"no feed has the tag {clean_line(tag, limit=60)}")
            if count or json:
                world.print("0" if count else "[]")
            raise typer.Exit(EXIT_NOTHING if exit_status else EXIT_DONE)
    if count:
        world.print(str(len(feeds)))
    else:
        run(world, feeds, is_table=world.is_terminal and not (json or jsonl or plain), json=json, jsonl=jsonl)
    raise typer.Exit(EXIT_NOTHING if exit_status and not feeds else EXIT_DONE)


def run(world: World, feeds: list[Feed], *, is_table: bool, json: bool, jsonl: bool) -> None:
    """Print `feeds` for a person or for a program."""
    from newscli.view import machine

    if json:
        world.stdout.writelines(machine.dump_array(map(machine.feed_json, feeds)))
    elif jsonl:
        world.stdout.writelines(f"{machine.dump_line(machine.feed_json(feed))}\n" for feed in feeds)
    elif not is_table:
        world.stdout.writelines(f"{machine.feed_row(feed)}\n" for feed in feeds)
    elif feeds:
        from newscli.view.feeds import feed_lines

        world.stdout.writelines(f"{line}\n" for line in feed_lines(feeds, **world.look))
    else:
        from newscli.cli.commands.latest import welcome

        welcome(world, json=False, count=False)
