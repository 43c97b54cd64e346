"""`newscli doctor`: which feeds are unwell, and why."""

import typer

from newscli.cli.app import world_of
from newscli.cli.context import World
from newscli.errors import EXIT_DONE

EXAMPLES = ("newscli doctor",)


def command(ctx: typer.Context) -> None:
    """Say which feeds are unwell and why, and where newscli keeps its files."""
    raise typer.Exit(run(world_of(ctx)))


def run(world: World) -> int:
    """Print the unwell feeds and the places."""
    feeds = world.library.store.feeds.all() if world.has_store else []
    unwell = [feed for feed in feeds if feed.health not in ("ok", "never")]
    if unwell:
        from newscli.view.feeds import feed_lines

        world.stdout.writelines(f"{line}\n" for line in feed_lines(unwell, **world.look))
        world.print("")
    world.print(f"{len(feeds) - len(unwell)} of {len(feeds)} feeds well")
    for name, path in (
        ("database", world.places.database),
        ("configuration", world.places.config_file),
        ("logs", world.places.log_dir),
    ):
        world.print(f"{name}: {path}{'' if path.exists() else ' (not there yet)'}")
    return EXIT_DONE
