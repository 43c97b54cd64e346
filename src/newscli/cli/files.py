"""Files and standard input that a person names, read within a bound."""

from pathlib import Path
from typing import BinaryIO, cast

from newscli.cli.context import World
from newscli.errors import NotFoundError, ParseError
from newscli.text import clean_line, format_line


def binary_stdin(world: World) -> BinaryIO:
    """Standard input as bytes."""
    return cast("BinaryIO", getattr(world.stdin, "buffer", world.stdin))


def read_bytes(world: World, name: str, *, limit: int) -> bytes:
    """The bytes of a file, `-` being standard input. Raises NotFoundError, and ParseError beyond `limit` bytes or if empty."""
    try:
        if name == "-":
            data = binary_stdin(world).read(limit + 1)
        else:
            with Path(name).expanduser().open("rb") as file:
                data = file.read(limit + 1)
    except FileNotFoundError as error:
        hint = format_line("newscli add {} follows what is there", name) if "://" in name else clean_line("check the path")
        raise NotFoundError(format_line("no such file: {}", name), hint=hint) from error
    except (OSError, ValueError) as error:
        raise NotFoundError(
            format_line("cannot read {}: {}", name, getattr(error, "strerror", None) or error),
            hint=clean_line("check the path and its permissions"),
        ) from error
    if len(data) > limit:
        raise ParseError(format_line("{} is longer than {} MiB", name, limit >> 20))
    if not data.strip():
        what = "standard input" if name == "-" else name
        raise ParseError(
            format_line("{} is empty", what), found=clean_line("nothing"), hint=clean_line("was it downloaded to its end?")
        )
    return data
