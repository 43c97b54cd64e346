"""What the fields of a search mean: `feed:bbc`, `since:30d`, `is:unread`. Options of the same name mean the same."""

from collections.abc import Callable
from datetime import datetime
from typing import Final, Literal, cast

from newscli.errors import UsageError
from newscli.library.moments import read_moment, read_span
from newscli.models.feed import Feed
from newscli.models.search import HAS_FLAGS, IS_FLAGS, Between, Flag, Flagged, InFeed, Named, Node
from newscli.text import clean_line, format_line

TEXT_FIELDS: Final = {"title": "title", "author": "authors"}
"""Fields that hold words, and the column of the index each looks into."""


def read_field(name: str, value: str, *, now: datetime, find_feed: Callable[[str], Feed]) -> Node:
    """The condition that `name:value` spells, where `name` is no text field. Raises UsageError, and what `find_feed` raises."""
    match name:
        case "feed":
            feed = find_feed(value)
            return InFeed(feed.id, feed.slug)
        case "outlet" | "topic" | "tag" | "lang":
            return Named(name, value.strip().casefold())
        case "is":
            return _flagged(name, value, IS_FLAGS)
        case "has":
            return _flagged(name, value, HAS_FLAGS)
        case _:
            return between(cast("Literal['since', 'before', 'on']", name), value, now=now)


def between(kind: Literal["since", "before", "on"], said: str, *, now: datetime) -> Between:
    """The time that `since:`, `before:` or `on:` means by `said`. Raises UsageError."""
    if kind == "on":
        since, before = read_span(said, now=now)
        return Between(kind, said, since, before)
    moment = read_moment(said, now=now)
    return Between(kind, said, since=moment) if kind == "since" else Between(kind, said, before=moment)


def _flagged(name: str, value: str, flags: tuple[Flag, ...]) -> Flagged:
    for flag in flags:
        if value.casefold() == flag:
            return Flagged(flag)
    choices = ", ".join(f"{name}:{flag}" for flag in flags)
    raise UsageError(format_line("{}: knows no {}", name, value), hint=clean_line(f"there are {choices}"))
