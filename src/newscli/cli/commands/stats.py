"""`newscli stats`: what the store holds and how it grows."""

import typer

from newscli.cli import options
from newscli.cli.app import world_of
from newscli.cli.context import World
from newscli.cli.listing import check_forms
from newscli.errors import EXIT_DONE
from newscli.models.stats import StoreStats

EXAMPLES = (
    "newscli stats",
    "newscli stats --json | jq .database_bytes",
)


def command(ctx: typer.Context, json: options.Json = False, plain: options.Plain = False) -> None:
    """Show how much is stored, how it grows week by week, which feeds bring most, and the size on the disk.

    In a pipe: name and number, separated by a tab.
    """
    world = world_of(ctx)
    check_forms(json=json, jsonl=False, plain=plain)
    raise typer.Exit(run(world, json=json, is_table=world.is_terminal and not (json or plain)))


def run(world: World, *, json: bool, is_table: bool) -> int:
    """Print it; an empty store has zeros."""
    stats = world.library.store.stats(now=world.clock()) if world.has_store else StoreStats()
    if is_table:
        from newscli.view.stats import stats_lines

        world.stdout.writelines(f"{line}\n" for line in stats_lines(stats, width=world.width, color=world.has_color))
        return EXIT_DONE
    from newscli.view import machine

    if json:
        world.print(machine.dump_line(machine.stats_json(stats)))
    else:
        world.stdout.writelines(f"{row}\n" for row in machine.stats_rows(stats))
    return EXIT_DONE
