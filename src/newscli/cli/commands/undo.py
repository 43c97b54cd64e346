"""`newscli undo`: take back the last change."""

import typer

from newscli.cli.app import world_of
from newscli.cli.context import World
from newscli.errors import EXIT_DONE, NotFoundError
from newscli.text import clean_line

EXAMPLES = (
    "newscli mark read --all && newscli undo",
    "newscli remove bbc-world && newscli undo",
)


def command(ctx: typer.Context) -> None:
    """Take back the last change: a mark, or the removal of a feed. Repeated, the one before it."""
    raise typer.Exit(run(world_of(ctx)))


def run(world: World) -> int:
    """Undo, and say what was undone. Raises NotFoundError if there is nothing."""
    sentence = world.library.store.status.undo(at=world.clock()) if world.has_store else None
    if sentence is None:
        raise NotFoundError(clean_line("nothing to undo"), hint=clean_line("marks and removals can be undone, the last first"))
    world.note(sentence)
    return EXIT_DONE
