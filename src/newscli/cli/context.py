"""The world around one run - streams, terminal, environment, clock - and what is opened from it once it is needed."""

import io
import os
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, tzinfo
from functools import cached_property
from typing import TYPE_CHECKING, TextIO, TypedDict

from newscli.config import Config, load_config
from newscli.paths import Places, find_places

if TYPE_CHECKING:
    from newscli.library import Library
    from newscli.urls import WebUrl


class Look(TypedDict):
    """Width in cells, the time and zone of the reader, and whether there are colours."""

    width: int
    now: datetime
    zone: tzinfo
    color: bool


def _utc_now() -> datetime:
    return datetime.now(UTC)


class World:
    """What a run may touch. Tests replace streams, environment and clock, and nothing else."""

    color = "auto"
    """auto, always or never, as --color said."""
    is_quiet = False
    is_verbose = False

    def __init__(
        self,
        *,
        stdin: TextIO,
        stdout: TextIO,
        stderr: TextIO,
        environ: Mapping[str, str],
        clock: Callable[[], datetime] = _utc_now,
    ) -> None:
        self.stdin, self.stdout, self.stderr, self.environ, self.clock = stdin, stdout, stderr, environ, clock

    @cached_property
    def places(self) -> Places:
        """Where this reader's files are."""
        return find_places(self.environ)

    @cached_property
    def config(self) -> Config:
        """The configuration in force."""
        return load_config(self.places.config_file, self.environ)

    @cached_property
    def library(self) -> "Library":
        """The reader's store and all that commands do with it; opened on first use, closed by `close`."""
        from newscli.library import open_library

        return open_library(self.places, self.config, self.clock, waiting=self.fetching)

    @property
    def has_store(self) -> bool:
        """Whether there is a database; without one nothing was ever followed or kept."""
        # A broken configuration is said before anything else, not only once there is something to read.
        assert self.config is not None
        return self.places.database.exists()

    @property
    def is_terminal(self) -> bool:
        """Whether stdout is looked at by a person."""
        return self.stdout.isatty()

    @property
    def has_color(self) -> bool:
        """Whether stdout gets colours: --color, then NO_COLOR (no-color.org), FORCE_COLOR, TERM=dumb, then the terminal."""
        return self._paints(self.stdout)

    @property
    def has_side_color(self) -> bool:
        """The same of stderr."""
        return self._paints(self.stderr)

    @property
    def rewrites_lines(self) -> bool:
        """Whether stderr is a terminal on which a line can be wiped and written anew."""
        return self.stderr.isatty() and self.environ.get("TERM") != "dumb"

    def _paints(self, stream: TextIO) -> bool:
        if self.color != "auto":
            return self.color == "always"
        if self.environ.get("NO_COLOR"):
            return False
        if self.environ.get("FORCE_COLOR"):
            return True
        return stream.isatty() and self.environ.get("TERM") != "dumb"

    @property
    def width(self) -> int:
        """Columns of stdout: COLUMNS if set, else the terminal's, else 80."""
        return self._columns(self.stdout)

    @property
    def side_width(self) -> int:
        """The same of stderr."""
        return self._columns(self.stderr)

    def _columns(self, stream: TextIO) -> int:
        columns = self.environ.get("COLUMNS", "")
        if columns.isdigit() and int(columns) > 0:
            return int(columns)
        try:
            return os.get_terminal_size(stream.fileno()).columns or 80
        except (OSError, ValueError):
            return 80

    @property
    def height(self) -> int:
        """Lines of the terminal, else 24."""
        lines = self.environ.get("LINES", "")
        if lines.isdigit() and int(lines) > 0:
            return int(lines)
        try:
            return os.get_terminal_size(self.stdout.fileno()).lines or 24
        except (OSError, ValueError):
            return 24

    @property
    def look(self) -> "Look":
        """What the functions of `view` that print for a person want to know."""
        from newscli.cli.zone import LocalZone

        return {"width": self.width, "now": self.clock(), "zone": LocalZone(), "color": self.has_color}

    def print(self, text: str) -> None:
        """One line (or block) of data to stdout."""
        self.stdout.write(text + "\n")

    def deliver(self) -> None:
        """Hand over all that was printed: called before it counts as shown. Raises OSError where it cannot be written."""
        self.stdout.flush()

    def say(self, text: str) -> None:
        """Words to stderr, --quiet or not; on a terminal broken between words, a pipe gets each line whole."""
        lines = text.split("\n")
        if self.stderr.isatty() and max(map(len, lines)) > self.side_width // 2:  # a character is two cells at most
            from newscli.view.wrap import break_lines

            lines = [piece for line in lines for piece in break_lines(line, self.side_width, whole=True)]
        self.stderr.writelines(f"{line}\n" for line in lines)

    def note(self, text: str) -> None:
        """Words to stderr, unless --quiet."""
        if not self.is_quiet:
            self.say(text)

    def warn(self, text: str) -> None:
        """A warning to stderr, --quiet or not."""
        self.say(f"warning: {text}")

    @contextmanager
    def fetching(self, url: "WebUrl") -> Iterator[None]:
        """On a terminal, say whom the reader is waiting for as long as that lasts; the line is wiped behind it.

        Not where the output goes on to another program: what that one prints on the same terminal would land in this line.
        """
        if self.is_quiet or not (self.rewrites_lines and self.is_terminal):
            yield
            return
        from newscli.urls import host_of
        from newscli.view.progress import transient

        with transient(f"fetching {host_of(url)} …", self.stderr, width=self.side_width, color=self.has_side_color):
            yield

    def close(self) -> None:
        """Close what was opened."""
        if "library" in self.__dict__:
            self.library.close()


class Words(io.TextIOWrapper):
    """A standard error that may be full or closed: words get lost then, and what is done and its exit code do not."""

    def write(self, text: str, /) -> int:
        """Write, if that can be done."""
        with suppress(OSError):
            return super().write(text)
        return len(text)

    def flush(self) -> None:
        """Flush, if that can be done."""
        with suppress(OSError):
            super().flush()


def real_world() -> World:
    """The world of this process. Pipes get UTF-8 whatever the locale says; a terminal that lacks a character shows `?`."""
    _fill_gaps()
    if isinstance(sys.stderr, io.TextIOWrapper) and not isinstance(sys.stderr, Words):
        sys.stderr = Words(sys.stderr.buffer, encoding=sys.stderr.encoding, write_through=True)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding=None if stream.isatty() else "utf-8", errors="replace")
    return World(stdin=sys.stdin, stdout=sys.stdout, stderr=sys.stderr, environ=os.environ)


def _fill_gaps() -> None:
    """A stream that was closed before the start (`2>&-`) becomes one that is empty or takes nothing.

    Left open, its number would go to the next file that is opened, and words would be written into it. Standard output
    is opened for reading, as gnulib's stdopen does: what is written to it must fail, because somebody wanted it.
    """
    ways = (("stdin", os.O_RDONLY, "r"), ("stdout", os.O_RDONLY, "w"), ("stderr", os.O_WRONLY, "w"))
    for number, (name, flags, mode) in enumerate(ways):
        if getattr(sys, name) is None:
            found = os.open(os.devnull, flags)
            if found != number:
                os.dup2(found, number)
                os.close(found)
            stream = open(number, mode, encoding="utf-8", closefd=False)  # noqa: SIM115  # it is standard input
            # Both names, as Python has them: what nobody names is closed with its descriptor.
            setattr(sys, name, stream)
            setattr(sys, f"__{name}__", stream)
