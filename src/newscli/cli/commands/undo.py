"""`newscli undo`: take back the last change."""

import typer

from newscli.cli.app import world_of
from newscli.cli.context import World
from newscli.errors import EXIT_DONE, EXIT_FAILED

EXAMPLES = (
    "newscli mark read --all && newscli undo",
    "newscli remove bbc-world && newscli undo",
)


def command(ctx: typer.Context) -> None:
    """Take back the last change: a mark, or the removal of a feed. Repeated, the one before it."""
    raise typer.Exit(run(world_of(ctx)))


def run(world: World) -> int:
    """Undo, and say what was undone; 1 if there is nothing."""
    sentence = world.library.store.status.undo(at=world.clock()) if world.has_store else None
    if sentence is None:
        world.stderr.write("error: nothing to undo\n")
        return EXIT_FAILED
    world.note(sentence)
    return EXIT_DONE
