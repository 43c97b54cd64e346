"""What an attack is and where it comes in: each class of attack has cases at each surface, or a reason why it can have none."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Final, Literal, get_args

from tests.hostile.server import Exchange

Attack = Literal["terminal", "markup", "bidi", "encodings", "xml", "http", "feeds", "json", "pages", "opml"]
Surface = Literal["title", "body", "url", "header", "error", "file name", "opml", "json", "completion", "log"]
ATTACKS: Final[tuple[Attack, ...]] = get_args(Attack)
SURFACES: Final[tuple[Surface, ...]] = get_args(Surface)
Outcome = Literal["new", "changed", "unchanged", "failed"]

RSS: Final = "application/rss+xml"
JSON: Final = "application/feed+json"
HTML: Final = "text/html; charset=utf-8"


@dataclass(frozen=True, kw_only=True)
class Case:
    """One attack at one surface. What the server answers with is `body`, or whatever `script` does."""

    name: str
    attack: Attack
    surface: Surface
    body: bytes | Callable[[], bytes] = b""
    """Large ones are made when they are asked for."""
    kind: str = RSS
    script: Callable[[Exchange], None] | None = None
    outcomes: frozenset[Outcome] = field(default_factory=lambda: frozenset(("new", "failed")))
    """What may become of it: anything else is a fault."""
    says: str = ""
    """Words that the error must have."""
    shows: str = ""
    """Words that a listing or the article must have."""

    def content(self) -> bytes:
        """The body."""
        return self.body() if callable(self.body) else self.body


NEW: Final = frozenset[Outcome](("new",))
FAILED: Final = frozenset[Outcome](("failed",))
EITHER: Final = frozenset[Outcome](("new", "failed"))
KEPT: Final = frozenset[Outcome](("new", "unchanged", "failed"))

_STRUCTURE: Final = "its bytes are a document's; what of it becomes text is the case of terminal, markup and bidi"
EMPTY: Final[dict[tuple[Attack, Surface], str]] = {
    **{
        (attack, surface): _STRUCTURE
        for attack in ("encodings", "xml", "http", "feeds", "json", "pages", "opml")
        for surface in ("completion", "log")
    },
    ("encodings", "error"): "reason phrases are read as Latin-1 whatever they are; terminal, error has the bytes",
    (
        "encodings",
        "file name",
    ): "a file name is bytes of the reader's own system; terminal, file name has those that are no UTF-8",
    ("encodings", "header"): "header values are read as Latin-1; the charset parameter is encodings, body",
    ("encodings", "url"): "an address is made ASCII by urls.py; its property tests are in tests/ground",
    ("xml", "header"): "headers hold no XML",
    ("xml", "error"): "errors hold no XML",
    ("xml", "file name"): "file names hold no XML",
    ("xml", "json"): "JSON output holds no XML",
    ("http", "title"): "HTTP has no titles",
    ("http", "opml"): "OPML is read from files",
    ("http", "json"): "the form of output does not change what a server can do",
    ("http", "file name"): "no file is ever named by a server: Content-Disposition is a case of http, header",
    ("feeds", "header"): "http, header has them",
    ("feeds", "error"): "http, error has them",
    ("feeds", "file name"): "a feed is never stored as a file",
    ("feeds", "opml"): "opml has them",
    ("json", "header"): "http, header has them",
    ("json", "error"): "http, error has them",
    ("json", "file name"): "a JSON feed is never stored as a file",
    ("json", "opml"): "OPML is XML; JSON in its place is a case of opml, body",
    ("pages", "header"): "http, header has them",
    ("pages", "error"): "http, error has them",
    ("pages", "file name"): "terminal, markup and bidi have them: read FILE",
    ("pages", "opml"): "opml has them",
    ("opml", "header"): "OPML is read from files",
    ("opml", "error"): "opml, title: what is refused is named in the error with its title",
    ("opml", "file name"): "terminal, file name has them: import FILE",
    ("opml", "json"): "opml, opml: what was imported is printed as JSON too",
}


def find_gaps(cases: Iterable[Case]) -> list[tuple[Attack, Surface]]:
    """The cells of the matrix that have neither a case nor a reason."""
    filled = {(case.attack, case.surface) for case in cases}
    return [(attack, surface) for attack in ATTACKS for surface in SURFACES if (attack, surface) not in filled | EMPTY.keys()]
