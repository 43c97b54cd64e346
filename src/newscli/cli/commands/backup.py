"""`newscli backup`: the whole store as one file."""

from pathlib import Path
from typing import Annotated

import typer

from newscli.cli.app import world_of
from newscli.cli.context import World
from newscli.errors import EXIT_DONE, NotFoundError, UsageError
from newscli.text import clean_line, format_line
from newscli.view.messages import counted

EXAMPLES = (
    "newscli backup ~/news.backup",
    "newscli backup --force /media/stick/news.backup",
)


def command(
    ctx: typer.Context,
    file: Annotated[str, typer.Argument(metavar="FILE", show_default=False, help="The copy's name.")],
    force: Annotated[bool, typer.Option("--force", help="Replace FILE if it is there.")] = False,
) -> None:
    """Copy the whole store to FILE: feeds, articles, what you read and starred. Nothing needs to be closed for it.

    The copy is of one moment, is checked, and only you may read it. To go back to it, put it where newscli doctor says
    the database is.
    """
    raise typer.Exit(run(world_of(ctx), file, force=force))


def run(world: World, file: str, *, force: bool = False) -> int:
    """Copy, and say how much. Raises UsageError for a FILE that cannot be meant, StoreError for one that cannot be written."""
    target = Path(file).expanduser().resolve()
    _require_sensible(world, target, file)
    if not world.has_store:
        raise NotFoundError(
            format_line("there is nothing to copy yet: {}", world.places.database),
            hint=clean_line("newscli add ADDRESS makes a store"),
        )
    upkeep = world.library.store.upkeep
    upkeep.copy_to(target, replace=force)
    articles, feeds = upkeep.size()
    size = target.stat().st_size / 1_000_000
    world.note(
        format_line("{} of {} copied to {}, {:.1f} MB", counted(articles, "article"), counted(feeds, "feed"), target, size)
    )
    return EXIT_DONE


def _require_sensible(world: World, target: Path, typed: str) -> None:
    database = world.places.database
    if typed == "-":
        raise UsageError(clean_line("a copy goes to a file, not to standard output"), hint=clean_line("newscli backup FILE"))
    if target.exists() and not (target.is_file() or target.is_dir()):
        raise UsageError(format_line("{} is no file", typed), hint=format_line("newscli backup {}.backup", typed))
    if target.is_dir():
        raise UsageError(format_line("{} is a folder", typed), hint=format_line("newscli backup {}", target / "news.backup"))
    own = [database.with_name(database.name + ending) for ending in ("", "-wal", "-shm")]
    if any(target.resolve() == path.resolve() or (target.exists() and path.exists() and target.samefile(path)) for path in own):
        raise UsageError(format_line("{} is the store itself", typed), hint=clean_line("give another name"))
