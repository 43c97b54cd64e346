"""`newscli export`: what is followed, as OPML."""

import os
from pathlib import Path
from typing import Annotated

import typer

from newscli.cli.app import world_of
from newscli.cli.context import World
from newscli.errors import EXIT_DONE, NewscliError, UsageError
from newscli.text import clean_line, format_line
from newscli.view.messages import counted

EXAMPLES = (
    "newscli export > feeds.opml",
    "newscli export --output feeds.opml",
    "newscli export --with-secrets --output private.opml",
)


def command(
    ctx: typer.Context,
    output: Annotated[str | None, typer.Option("-o", "--output", metavar="FILE", help="Write there instead of stdout.")] = None,
    with_secrets: Annotated[
        bool, typer.Option("--with-secrets", help="Write passwords and keys of private addresses too.")
    ] = False,
) -> None:
    """Write what you follow as OPML, for a backup or another reader. Tags become folders.

    Passwords and keys in addresses are left out, because such lists are passed on.
    """
    raise typer.Exit(run(world_of(ctx), output, with_secrets=with_secrets))


def run(world: World, output: str | None, *, with_secrets: bool = False) -> int:
    """Write the OPML to `output`, else to stdout."""
    from newscli.library.subscriptions import export_opml

    document, secrets = export_opml(world.library, with_secrets=with_secrets)
    if output is None or output == "-":
        world.stdout.write(document.decode())
    else:
        _write(output, document, mode=0o600 if with_secrets else 0o666)
        world.note(format_line("{} written to {}", counted(document.count(b"xmlUrl="), "feed"), output))
    if secrets:
        world.note(f"passwords and keys left out of {counted(secrets, 'address', 'addresses')}; --with-secrets writes them")
    return EXIT_DONE


def _write(output: str, document: bytes, *, mode: int) -> None:
    """Whole or not at all: a full disk must not leave half a list where the last good one was.

    A link keeps pointing to its file, a file keeps its mode, and what is no file (a pipe, a device) is written to.
    """
    target = Path(output).expanduser().resolve()
    if target.is_dir():
        raise UsageError(format_line("{} is a folder", target), hint=format_line("newscli export -o {}", target / "feeds.opml"))
    part = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        if target.exists():
            if not target.is_file():
                target.write_bytes(document)
                return
            mode &= target.stat().st_mode
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode), "wb") as file:
            file.write(document)
        part.replace(target)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise NewscliError(
            format_line("cannot write {}: {}", output, error.strerror), hint=clean_line("check the path and its permissions")
        ) from error
