"""What can go wrong and is not a bug, each with its subject, its cause, a next step and an exit code.

NewscliError            1  something that was asked for could not be done
├── UsageError          2  the words of the command are off (a malformed URL, an ambiguous feed, a bad date)
├── NotFoundError       1  no such article, feed, listing or file
├── FetchError          1  an address did not give a document: `kind` says how (see `FetchKind`)
├── ParseError          1  a document is not what it was taken for: `found` says what it is
├── StoreError          1  the database refused: locked, full, read-only, damaged, foreign, from a newer newscli
├── ConfigError         2  the configuration file or the environment is off
└── OutputError         1  what was to be printed could not be written

A bug is any other exception: it goes to a log file, and the exit code is 70 (EX_SOFTWARE of sysexits.h).
"""

from dataclasses import dataclass
from typing import ClassVar, Final, Literal, Self

from newscli.text import SafeLine, clean_span

EXIT_DONE: Final = 0
EXIT_FAILED: Final = 1
EXIT_USAGE: Final = 2
EXIT_PARTLY: Final = 3
EXIT_NOTHING: Final = 4
EXIT_BUG: Final = 70
EXIT_INTERRUPTED: Final = 130

FetchKind = Literal[
    "address",  # not an http or https address, or one that may not be asked
    "unreachable",  # no route, no name, connection refused
    "timeout",  # the deadline passed, whatever was going on
    "tls",  # the certificate or the handshake
    "status",  # an answer of 400 or above: `status` has it
    "throttled",  # not asked, because its host answered 429 before and wants a pause
    "protocol",  # not HTTP, truncated, undecodable
    "too-large",  # above a cap on wire or decoded bytes
    "redirects",  # a loop, too many, or to an address that may not be asked
]


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a typed text an error is: from `start` up to `end` of `text`."""

    text: SafeLine
    start: int
    end: int

    @classmethod
    def within(cls, typed: str, start: int, end: int) -> Self:
        """That place of `typed`, with some of what is around it, safe to show."""
        before, what, after = (clean_span(part, limit=60) for part in (typed[:start][-40:], typed[start:end], typed[end:][:40]))
        text = clean_span(f"{before}{what}{after}")
        # Cleaning the whole may compose what stood in two parts.
        return cls(text, len(before), min(len(before) + len(what), len(text)))


class NewscliError(Exception):
    """A failure that the reader of its message can act on."""

    exit_code: ClassVar[int] = EXIT_FAILED
    kind: str = "error"
    place: Place | None = None

    def __init__(self, message: SafeLine, *, hint: SafeLine | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __reduce__(self) -> tuple[object, ...]:
        # Errors cross from worker processes; the default would call __init__ without the keywords.
        return (_rebuilt, (type(self), self.__dict__.copy()))


class UsageError(NewscliError):
    """The words of the command are off."""

    exit_code = EXIT_USAGE
    kind = "usage"


class NotFoundError(NewscliError):
    """Nothing answers to what was named."""

    kind = "not-found"


class FetchError(NewscliError):
    """An address gave no document; `kind` says how, `status` is the HTTP status if there was one.

    `is_wall`: it asks for a login or keeps programs out, so that asking again will not help.
    `is_dark`: nothing came back from anywhere, not even a refusal: the network of this machine may be what fails.
    """

    def __init__(
        self,
        message: SafeLine,
        *,
        kind: FetchKind,
        status: int | None = None,
        retry_after: SafeLine | None = None,
        hint: SafeLine | None = None,
        is_wall: bool = False,
        is_dark: bool = False,
    ) -> None:
        super().__init__(message, hint=hint)
        self.kind = kind
        self.status = status
        self.retry_after = retry_after
        self.is_wall = is_wall
        self.is_dark = is_dark


class ParseError(NewscliError):
    """A document is not what it was taken for; `found` names what it is ("an HTML page", "an empty answer").

    `onward`: the address that it sends its readers to, if it does nothing else.
    """

    kind = "parse"

    def __init__(
        self, message: SafeLine, *, found: SafeLine | None = None, hint: SafeLine | None = None, onward: SafeLine | None = None
    ) -> None:
        super().__init__(message, hint=hint)
        self.found = found
        self.onward = onward


class StoreError(NewscliError):
    """The database refused; nothing of the refused change was kept."""

    kind = "store"


class ConfigError(NewscliError):
    """The configuration file or an environment variable cannot be used as it is."""

    exit_code = EXIT_USAGE
    kind = "config"


class OutputError(NewscliError):
    """What was to be printed could not be written (a full disk, a closed device)."""

    kind = "output"


def _rebuilt(cls: type[NewscliError], state: dict[str, object]) -> NewscliError:
    error = cls.__new__(cls)
    Exception.__init__(error, state.get("message"))
    error.__dict__.update(state)
    return error
