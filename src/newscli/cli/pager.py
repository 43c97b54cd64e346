"""The pager for long text on a terminal: the user's own, else less; never a shell."""

import shlex
import shutil
import subprocess
from collections.abc import Iterable

from newscli.cli.context import World


def write_paged(world: World, lines: Iterable[str]) -> None:
    """Print `lines`, through a pager if they do not fit the screen and the user has not said otherwise."""
    text = "".join(f"{line}\n" for line in lines)
    pager = _pager(world)
    if pager is None or text.count("\n") < world.height - 1:
        world.stdout.write(text)
        return
    world.stdout.flush()
    # F: quit if it fits, R: show colours, X: leave the text on the screen. LESS of the user's own wins.
    environ = {"LESS": "FRX", "LESSCHARSET": "utf-8", **world.environ}
    try:
        subprocess.run(pager, input=text.encode(), env=environ, check=False)  # noqa: S603  # a program the user named, no shell
    except OSError:
        world.stdout.write(text)


def _pager(world: World) -> list[str] | None:
    """The words of `PAGER`, split as POSIX words; None for `cat`, an empty value, or no pager at hand."""
    if not world.config.flag("read.pager") or world.environ.get("TERM") == "dumb" or not world.stdin.isatty():
        return None
    try:
        words = shlex.split(world.environ.get("PAGER", "less"))
    except ValueError:
        return None
    return words if words and words != ["cat"] and shutil.which(words[0]) else None
