"""What a person searches for, as a tree: words and conditions, and how they go together. It knows no SQL and no syntax."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal

from newscli.models.article import SearchHit
from newscli.text import SafeLine

Form = Literal["word", "phrase", "prefix"]
Column = Literal["title", "authors"]
Flag = Literal["unread", "read", "starred", "found", "image", "related"]
Sort = Literal["relevance", "newest", "oldest"]
Grouping = Literal["feed", "day", "month", "topic", "author"]

SORTS: Final[tuple[Sort, ...]] = ("relevance", "newest", "oldest")
GROUPINGS: Final[tuple[Grouping, ...]] = ("feed", "day", "month", "topic", "author")
IS_FLAGS: Final[tuple[Flag, ...]] = ("unread", "read", "starred", "found")
HAS_FLAGS: Final[tuple[Flag, ...]] = ("image", "related")


@dataclass(frozen=True, slots=True)
class Text:
    """Words that an article must have, in one `column` or in any. A word with signs in it (US-Korea) is a phrase of its parts."""

    text: str
    form: Form = "word"
    """A word is found in its other inflections too; a phrase just so; a prefix at the beginning of words."""
    column: Column | None = None


@dataclass(frozen=True, slots=True)
class Flagged:
    """What the reader did with it, how it came, or what it has."""

    flag: Flag


@dataclass(frozen=True, slots=True)
class InFeed:
    """Listed by this feed."""

    id: int
    slug: str


@dataclass(frozen=True, slots=True)
class Named:
    """By the name of an outlet (its host, or a part of its name), a topic, a tag or a language (`en`)."""

    kind: Literal["outlet", "topic", "tag", "lang"]
    name: str


@dataclass(frozen=True, slots=True)
class Between:
    """By `sort_at`, UTC: `since` is inclusive, `before` exclusive; `kind` and `said` are how it was written."""

    kind: Literal["since", "before", "on"]
    said: str
    since: datetime | None = None
    before: datetime | None = None


@dataclass(frozen=True, slots=True)
class All:
    """Every part must hold. `is_group`: words that were written as one argument: best where they stand together."""

    parts: tuple["Node", ...]
    is_group: bool = False


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one part must hold."""

    parts: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Not:
    """The part must not hold."""

    part: "Node"


Node = Text | Flagged | InFeed | Named | Between | All | AnyOf | Not


def wanted_texts(node: Node) -> Iterator[Text]:
    """The words that an article is found by, in order: all but the excluded ones."""
    match node:
        case Text():
            yield node
        case All(parts) | AnyOf(parts):
            for part in parts:
                yield from wanted_texts(part)
        case _:
            return


def groups(node: Node) -> Iterator[str]:
    """The texts of the groups in `node`, which rank higher where they are phrases."""
    if isinstance(node, All):
        if node.is_group:
            yield " ".join(part.text for part in node.parts if isinstance(part, Text))
        for part in node.parts:
            yield from groups(part)


def replace_text(node: Node, old: Text, new: Text) -> Node:
    """`node` with `new` wherever `old` stood."""
    match node:
        case Text():
            return new if node == old else node
        case All(parts, is_group):
            return All(tuple(replace_text(part, old, new) for part in parts), is_group)
        case AnyOf(parts):
            return AnyOf(tuple(replace_text(part, old, new) for part in parts))
        case Not(part):
            return Not(replace_text(part, old, new))
        case _:
            return node


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchQuery:
    """A search: what must hold (None: nothing was asked for), in which order, how many."""

    node: Node | None
    sort: Sort = "relevance"
    limit: int | None = None
    """None: all of them."""
    reverse: bool = False
    """The same lines from the last to the first."""
    corrects: bool = True
    """Whether a word that no article has may be taken for a similar one that some have."""
    arrived_after: datetime | None = None
    """Only what came to the store later than that, wherever its date places it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedSearch:
    """A search that was given a name; `line` is how `library.query_writing` writes it. Times are UTC."""

    id: int
    name: SafeLine
    line: SafeLine
    sort: Sort
    made_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """A word that no article has, and the one that was searched instead."""

    typed: SafeLine
    taken: SafeLine


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What a search found; `total` counts what is not among `hits` too, up to a limit if `is_capped`."""

    hits: tuple[SearchHit, ...] = ()
    total: int = 0
    is_capped: bool = False
    corrections: tuple[Correction, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """How many of a search's hits each feed, day, month, topic or author has: (name, articles).

    By number, the most first; days (2025-11-03) and months (2025-11) in their order. If `is_capped`, only the newest `total`
    hits were looked at. `removed` holds the names among them of feeds that are no longer followed.
    """

    by: Grouping
    counts: tuple[tuple[SafeLine, int], ...] = ()
    removed: frozenset[SafeLine] = frozenset()
    total: int = 0
    is_capped: bool = False
    corrections: tuple[Correction, ...] = ()
