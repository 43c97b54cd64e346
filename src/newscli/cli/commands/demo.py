"""`newscli demo`: the tour."""

import shutil
import sys
import tempfile
from pathlib import Path
from typing import Annotated

import typer

from newscli.cli.app import world_of
from newscli.cli.context import World
from newscli.errors import UsageError
from newscli.text import clean_line, format_line

EXAMPLES = (
    "newscli demo",
    "newscli demo --home ~/news-demo",
)


def command(
    ctx: typer.Context,
    home: Annotated[
        str | None, typer.Option("--home", metavar="DIR", help="An empty or new folder for the demo's store.")
    ] = None,
) -> None:
    """Take a tour on an edition that ships with newscli: follow, list, read, go on from article to article, search.

    Everything runs for real against a server on this machine, in a home of its own. Your feeds and files are not touched.
    """
    raise typer.Exit(run(world_of(ctx), Path(home).expanduser().absolute() if home else None))


def run(world: World, home: Path | None) -> int:
    """Run the tour in `home`, else in a new temporary folder, which stays."""
    from newscli.demo.tour import run_tour

    if home is not None and home.exists() and (not home.is_dir() or any(home.iterdir())):
        raise UsageError(
            format_line("not an empty folder: {}", home), hint=clean_line("name a new one: the demo's feed would stay in it")
        )
    folder = home or Path(tempfile.mkdtemp(prefix="newscli-demo-"))
    return run_tour(program=_program(), home=folder, out=world.stdout, err=world.stderr, is_terminal=world.is_terminal)


def _program() -> list[str]:
    """The words by which this very program can be run again."""
    found = shutil.which("newscli")
    # The interpreter is not resolved: in a virtual environment it is a link to the one it was made from.
    if found and Path(found).resolve().parent == Path(sys.executable).parent.resolve():
        return ["newscli"]
    return [sys.executable, "-m", "newscli"]
