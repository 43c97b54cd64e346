"""What listings have in common: their conditions, the refresh before them, and the forms they are printed in."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING

from newscli.cli.context import World
from newscli.errors import StoreError, UsageError
from newscli.models.headline import Headline
from newscli.models.query import ListingQuery
from newscli.text import clean_line

if TYPE_CHECKING:
    from newscli.models.feed import Feed

PIPE_LIMIT = 30
"""Headlines in a pipe unless -n says otherwise."""


@contextmanager
def on_the_side(world: World, lost: str) -> Iterator[None]:
    """For what is written beside what was asked for: a store that refuses is a warning, and all the rest has been done."""
    try:
        yield
    except StoreError as error:
        world.warn(f"{error.message}; {lost}")


def build_query(
    world: World,
    *,
    feeds: Iterable[str],
    limit: int | None,
    unread: bool = False,
    starred: bool = False,
    topic: str | None = None,
    tag: str | None = None,
    since: str | None = None,
    before: str | None = None,
    reverse: bool = False,
) -> ListingQuery:
    """The options of a listing as a query; `limit` 0 is all of them. Raises UsageError, NotFoundError."""
    now = world.clock()
    return ListingQuery(
        limit=limit or None,
        unread=unread,
        starred=starred,
        feed_ids=tuple(feed.id for feed in named_feeds(world, feeds)),
        topic=topic,
        tag=tag,
        since=_moment(since, now),
        before=_moment(before, now),
        reverse=reverse,
    )


def named_feeds(world: World, words: Iterable[str]) -> "tuple[Feed, ...]":
    """The feeds that `words` name. Raises UsageError, NotFoundError."""
    words = list(words)
    if not words:
        return ()
    from newscli.library.finding import find_feeds

    return find_feeds(world.library, words)


def default_limit(world: World, limit: int | None, *, is_table: bool) -> int:
    """How many headlines to look for: those that could fit the screen of a terminal, `PIPE_LIMIT` in a pipe; 0 is all."""
    if limit is not None:
        return limit
    return max(world.height, 1) if is_table else PIPE_LIMIT


def print_machine(world: World, headlines: Sequence[Headline], *, json: bool, jsonl: bool) -> None:
    """The headlines as one JSON array, as JSON Lines, or tab-separated."""
    from newscli.view import machine

    if not (json or jsonl):
        for headline in headlines:
            world.print(machine.headline_row(headline))
        return
    articles = world.library.store.articles.get_many([headline.id for headline in headlines])
    objects = (machine.article_json(article) for article in articles)
    if jsonl:
        for each in objects:
            world.print(machine.dump_line(each))
    else:
        world.stdout.writelines(machine.dump_array(objects))


def audience_of(*, is_table: bool) -> str:
    """Who looks: what a script has listed must not move what a person has seen."""
    return "terminal" if is_table else "pipe"


def check_forms(*, json: bool, jsonl: bool, plain: bool, count: bool = False) -> None:
    """Refuse two forms of output at once. Raises UsageError."""
    if json + jsonl + plain + count > 1:
        raise UsageError(
            clean_line("two forms of output at once"), hint=clean_line("choose one of --json, --jsonl, --plain, --count")
        )


def _moment(text: str | None, now: datetime) -> datetime | None:
    if text is None:
        return None
    from newscli.library.moments import read_moment

    return read_moment(text, now=now)
