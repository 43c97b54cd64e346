"""The grammar of REF: id, range, `@last`, `@3`, address, file, `-`. Pure: what the words mean, not whether it exists."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final, Literal

from newscli.errors import NotFoundError, UsageError
from newscli.text import clean_line, format_line
from newscli.urls import WebUrl, require_web_url

MAX_RANGE: Final = 1_000
"""Articles one range may name: `1-999999` is a slip of the finger."""

NO_ID: Final = 10**18
"""Stands for every number that is too long to be an id."""

_ID = re.compile(r"[0-9]+(?:-[0-9]+)?$")
_RANGE = re.compile(r"(\d+)-(\d+)")
_LISTED = re.compile(r"@(last|\d+(?:-\d+)?)", re.IGNORECASE)
_WITH_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ArticleRef:
    """One article by its id."""

    text: str
    id: int


@dataclass(frozen=True, slots=True)
class ListingRef:
    """Lines of the last listing, from 1; both None: all of them."""

    text: str
    first: int | None = None
    last: int | None = None


@dataclass(frozen=True, slots=True)
class AddressRef:
    """An address of the web."""

    text: str
    url: WebUrl


@dataclass(frozen=True, slots=True)
class FileRef:
    """A file by its path; `-` is standard input."""

    text: str
    path: str


Ref = ArticleRef | ListingRef | AddressRef | FileRef


def read_refs(words: Iterable[str]) -> Iterator[Ref]:
    """The references that `words` spell, ranges taken apart. Raises UsageError for what cannot be one."""
    for word in words:
        if word.isascii() and word.isdigit():
            yield ArticleRef(word, _bounded(word))
        elif match := _RANGE.fullmatch(word):
            yield from _range(word, _bounded(match[1]), _bounded(match[2]))
        elif match := _LISTED.fullmatch(word):
            yield _listed(word, match[1])
        elif _WITH_SCHEME.match(word):
            yield AddressRef(word, require_web_url(word))
        elif word.startswith("@"):
            raise UsageError(
                format_line("not a reference: {}", word), hint=clean_line("@last, or @3 for the third line of the last listing")
            )
        elif word:
            yield FileRef(word, word)
        else:
            raise UsageError(clean_line("an empty reference"), hint=clean_line("name an id from newscli latest"))


def first_column(lines: Iterable[str]) -> Iterator[str]:
    """The ids and addresses of piped lines: what stands before the first tab or blank of each; empty lines are passed over.

    Raises UsageError for anything else: what strangers wrote into a pipe never becomes the name of a file.
    """
    for line in lines:
        words = line.split(None, 1)
        if not words:
            continue
        if not any(pattern.match(words[0]) for pattern in (_ID, _LISTED, _WITH_SCHEME)):
            raise UsageError(
                format_line("not an id: {}", clean_line(words[0], limit=60)),
                hint=clean_line("pipe what newscli latest prints, or the ids of its JSON: jq -r '.[].id'"),
            )
        yield words[0]


def id_of(ref: ArticleRef) -> int:
    """The id. Raises NotFoundError for a number that is longer than any id can be."""
    if ref.id == NO_ID:
        raise NotFoundError(
            format_line("there is no article {}", clean_line(ref.text, limit=40)), hint=clean_line("`newscli latest` lists ids")
        )
    return ref.id


def _bounded(digits: str) -> int:
    # SQLite's integers have 63 bits; a longer number names nothing, and int() of 10,000 digits raises.
    return int(digits) if len(digits) <= 18 else NO_ID


def _range(word: str, first: int, last: int) -> Iterator[ArticleRef]:
    if not 0 <= last - first < MAX_RANGE:
        kind: Literal["backwards", "too long"] = "backwards" if last < first else "too long"
        raise UsageError(
            format_line("the range {} is {}", word, kind), hint=format_line("first-last, at most {} articles", MAX_RANGE)
        )
    for number in range(first, last + 1):
        yield ArticleRef(str(number), number)


def _listed(word: str, which: str) -> ListingRef:
    if which.lower() == "last":
        return ListingRef(word)
    first, _, last = which.partition("-")
    return ListingRef(word, _bounded(first), _bounded(last or first))
