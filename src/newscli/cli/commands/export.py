"""`newscli export`: what is followed, as OPML."""

import os
from pathlib import Path
from typing import Annotated

import typer

from newscli.cli.app import world_of
from newscli.cli.context import World
from newscli.errors import EXIT_DONE, NewscliError
from newscli.text import format_line
from newscli.view.messages import counted

EXAMPLES = (
    "newscli export > feeds.opml",
    "newscli export --output feeds.opml",
)


def command(
    ctx: typer.Context,
    output: Annotated[str | None, typer.Option("-o", "--output", metavar="FILE", help="Write there instead of stdout.")] = None,
) -> None:
    """Write what you follow as OPML, for a backup or another reader. Tags become folders."""
    raise typer.Exit(run(world_of(ctx), output))


def run(world: World, output: str | None) -> int:
    """Write the OPML to `output`, else to stdout."""
    from newscli.library.subscriptions import export_opml

    document = export_opml(world.library)
    if output is None or output == "-":
        world.stdout.write(document.decode())
        return EXIT_DONE
    target = Path(output).expanduser()
    part = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        # Whole or not at all: a full disk must not leave half a list where the last good one was.
        part.write_bytes(document)
        part.replace(target)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise NewscliError(format_line("cannot write {}: {}", output, error.strerror)) from error
    world.note(f"{counted(document.count(b'xmlUrl='), 'feed')} written to {output}")
    return EXIT_DONE
