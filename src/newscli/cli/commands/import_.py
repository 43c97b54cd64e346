"""`newscli import`: follow all feeds of an OPML file."""

from pathlib import Path
from typing import Annotated

import typer

from newscli.cli.app import world_of
from newscli.cli.context import World
from newscli.cli.files import read_bytes
from newscli.errors import EXIT_DONE, EXIT_FAILED, EXIT_PARTLY, ParseError
from newscli.text import SafeLine, clean_line, format_line
from newscli.view.messages import counted

EXAMPLES = (
    "newscli import feeds.opml && newscli refresh",
    "newsboat -e | newscli import -",
)
LIMIT = 16 << 20
"""Bytes of a list: four hundred times the largest that was seen."""


def command(
    ctx: typer.Context,
    file: Annotated[str, typer.Argument(metavar="FILE", show_default=False, help="An OPML file; - for standard input.")],
) -> None:
    """Follow all feeds of an OPML file, as every other reader exports it. Folders become tags.

    Feeds that are already followed are left as they are. Nothing is fetched yet: newscli refresh does.
    """
    raise typer.Exit(run(world_of(ctx), file))


def run(world: World, file: str) -> int:
    """Import; what could not be used is named, and the exit code is 3, or 1 if that was all."""
    from newscli.library.subscriptions import import_opml

    data = read_bytes(world, file, limit=LIMIT)
    try:
        imported = import_opml(world.library, data)
    except ParseError as error:
        hint = error.hint or _hint(file, error.found)
        raise ParseError(format_line("{}: {}", file, error.message), found=error.found, hint=hint) from error
    for refused in imported.refused:
        world.say(f"not imported: {refused}")
    known = f", {imported.known} followed already" if imported.known else ""
    then = " · newscli refresh fetches them" if imported.followed else ""
    world.note(f"{counted(len(imported.followed), 'feed')} imported{known}{then}")
    if not imported.refused:
        return EXIT_DONE
    return EXIT_PARTLY if imported.followed or imported.known else EXIT_FAILED


def _hint(file: str, found: SafeLine | None) -> SafeLine:
    """What to do with a file that is no OPML; newsboat calls its list `urls`, and it need not hold more than addresses."""
    from newscli.parse.sniff import ADDRESSES, NEWSBOAT

    if found == NEWSBOAT or (found == ADDRESSES and Path(file).name == "urls"):
        return clean_line("newsboat -e > feeds.opml, then newscli import feeds.opml")
    if found == ADDRESSES:
        return clean_line("newscli add ADDRESS... follows them")
    return clean_line("it takes OPML, as other readers export it; newscli add follows a single feed")
