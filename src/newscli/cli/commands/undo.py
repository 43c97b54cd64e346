"""`newscli undo`: take back the last change."""

from typing import Annotated

import typer

from newscli.cli.app import world_of
from newscli.cli.context import World
from newscli.errors import EXIT_DONE, NotFoundError
from newscli.text import clean_line
from newscli.view.messages import undone_summary

EXAMPLES = (
    "newscli mark read --all && newscli undo",
    "newscli remove bbc-world && newscli undo",
    "newscli import feeds.opml && newscli undo",
)


def command(
    ctx: typer.Context,
    faded: Annotated[bool, typer.Option("--faded", help="What unread.fade marked read last, rather than what you did.")] = False,
) -> None:
    """Take back the last change: marks, feeds followed, imported, edited or removed, saved searches. Repeated, the one before.

    What a refresh fetched, what prune forgot, and what was listed or kept as an article is no change of this kind.
    """
    raise typer.Exit(run(world_of(ctx), faded=faded))


def run(world: World, *, faded: bool = False) -> int:
    """Undo, and say what was undone. Raises NotFoundError if there is nothing."""
    undone = world.library.store.undo(at=world.clock(), fades=faded) if world.has_store else None
    if undone is None and faded:
        raise NotFoundError(clean_line("nothing has faded"), hint=clean_line("unread.fade: newscli help configuration"))
    if undone is None:
        hint = clean_line("marks can be undone, and what you followed, edited or removed; the last first")
        raise NotFoundError(clean_line("nothing to undo"), hint=hint)
    from newscli.cli.zone import LocalZone

    world.note(undone_summary(undone, now=world.clock(), zone=LocalZone()))
    return EXIT_DONE
