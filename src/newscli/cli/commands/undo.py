"""`newscli undo`: take back the last change."""

import typer

from newscli.cli.app import world_of
from newscli.cli.context import World
from newscli.errors import EXIT_DONE, NotFoundError
from newscli.text import clean_line

EXAMPLES = (
    "newscli mark read --all && newscli undo",
    "newscli remove bbc-world && newscli undo",
    "newscli import feeds.opml && newscli undo",
)


def command(ctx: typer.Context) -> None:
    """Take back the last change: a mark, or a feed that was followed, edited or removed. Repeated, the one before it."""
    raise typer.Exit(run(world_of(ctx)))


def run(world: World) -> int:
    """Undo, and say what was undone. Raises NotFoundError if there is nothing."""
    sentence = world.library.store.undo(at=world.clock()) if world.has_store else None
    if sentence is None:
        hint = clean_line("marks can be undone, and what you followed, edited or removed; the last first")
        raise NotFoundError(clean_line("nothing to undo"), hint=hint)
    world.note(sentence)
    return EXIT_DONE
