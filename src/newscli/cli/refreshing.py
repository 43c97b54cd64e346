"""A refresh as commands show it: progress and failures on stderr, outcomes handed on."""

import time
from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from typing import Final

from newscli.cli.context import World
from newscli.errors import FetchError, NewscliError
from newscli.fetch.policy import will_be_awaited
from newscli.models.feed import UNWELL, Feed
from newscli.refresh import FeedOutcome, Refresh
from newscli.refresh.turn import last_finish, take_turn
from newscli.text import SafeLine, format_line
from newscli.urls import shown_url
from newscli.view.messages import counted, unwell_summary
from newscli.view.progress import RefreshProgress

NAMED_FAILURES = 10
"""Failures named one by one; more of them are grouped by their reason."""
NOTE_EVERY: Final = 10.0
"""Seconds between two lines of a refresh that no terminal shows: a log that is looked at says how far it is."""
NOT_AGAIN: Final = timedelta(minutes=10)
"""After a whole refresh a listing asks nobody for so long."""

_REASONS: Final[dict[str, str]] = {
    "address": "address that may not be asked",
    "unreachable": "unreachable",
    "timeout": "no complete answer in time",
    "tls": "no secure connection",
    "protocol": "broken answer",
    "too-large": "too large",
    "redirects": "redirects that lead nowhere",
    "throttled": "host that asked to wait",
}


def refresh_feeds(
    world: World, feeds: Sequence[Feed], *, patience: float | None = None, awaited: frozenset[int] | None = None
) -> list[FeedOutcome]:
    """Fetch `feeds` with progress on stderr; with `patience`, for at most so many seconds or until `awaited` have answered."""
    library = world.library
    settings = library.fetch_settings
    if patience is not None:
        settings = replace(settings, deadline=min(patience, settings.deadline))
    progress = RefreshProgress(
        world.stderr, width=world.side_width, is_terminal=world.rewrites_lines, color=world.has_side_color,
        is_quiet=world.is_quiet, is_detailed=world.is_verbose,
    )  # fmt: skip
    noted = time.monotonic()

    def watch(late: Sequence[Feed]) -> None:
        nonlocal noted
        progress.waiting([feed.title for feed in late])
        if time.monotonic() - noted >= NOTE_EVERY:
            noted = time.monotonic()
            progress.note()

    refresh = Refresh(
        store=library.store,
        settings=settings,
        clock=world.clock,
        first_unread=library.config.whole("unread.first_fetch"),
        patience=patience,
        awaited=awaited,
        watch=watch,
    )
    outcomes: list[FeedOutcome] = []
    progress.start(len(feeds))
    try:
        for outcome in refresh.run(feeds):
            outcomes.append(outcome)
            progress.done(outcome.feed.title, outcome.outcome, outcome.new)
    finally:
        progress.finish()
    fade_old(world)
    return outcomes


def fade_old(world: World) -> None:
    """Marks read what has waited longer than `unread.fade` says, so that the counter stays one a person can believe."""
    wait = world.config.length("unread.fade")
    if wait is None:
        return
    from newscli.library.moments import read_interval
    from newscli.library.upkeep import is_clock_ahead

    now = world.clock()
    if is_clock_ahead(world.library, now=now):
        return
    number = world.library.store.status.fade(before=now - read_interval(wait), at=now)
    if number:
        world.note(f"{counted(number, 'article')} unread for over {wait} marked read · newscli undo --faded")


def refresh_due(world: World, *, feed_ids: Sequence[int], seconds: float) -> None:
    """The refresh before a listing: at most `seconds`; a feed is named only when its health changes.

    The wait ends when every healthy due feed has answered. Those that usually take longer, failed, or were cut the last time
    are asked along, and left to `refresh` if they have not answered by then.
    """
    store = world.library.store
    if store.is_readonly:
        return
    due = [feed for feed in store.feeds.due(world.clock()) if not feed_ids or feed.id in feed_ids]
    healthy = frozenset(feed.id for feed in due if will_be_awaited(feed, seconds=seconds, now=world.clock()))
    started = time.monotonic()
    outcomes: list[FeedOutcome] = []
    if healthy and (_is_time(world) or any(feed.attempted_at is None for feed in due)):
        with take_turn(store.path) as turn:
            if turn is not None:
                asked = sorted(due, key=lambda feed: feed.id not in healthy)
                outcomes = refresh_feeds(world, asked, patience=seconds, awaited=healthy)
                if not feed_ids:
                    turn.finish(world.clock())
            elif world.is_verbose:
                world.note("another newscli is refreshing: this shows what has arrived so far")
    _say_changes(world, outcomes)
    if world.is_verbose:
        answered = sum(outcome.outcome != "skipped" for outcome in outcomes)
        world.note(f"refreshed {answered} of {counted(len(due), 'due feed')} in {time.monotonic() - started:.1f} s")


def fetch_new_pages(world: World, *, feed_ids: Sequence[int] | None) -> None:
    """Fetch the pages of new articles for the feeds that want them, and say how many; those that fail are named with -v."""
    from newscli.refresh.pages import fetch_pages

    library = world.library
    pages = fetch_pages(
        library.store, settings=library.fetch_settings, clock=world.clock, feed_ids=feed_ids,
        by_default=library.config.flag("refresh.full_text"),
    )  # fmt: skip
    kept = failed = 0
    with closing(pages):
        for page in pages:
            kept, failed = kept + (page.error is None), failed + (page.error is not None)
            if world.is_verbose and page.error is not None:
                world.note(f"no page of {page.article_id}: {page.error.message}")
    if kept or failed:
        world.note(f"{counted(kept, 'page')} kept for reading offline" + (f" · {failed:,} could not be had" if failed else ""))


def is_offline(outcomes: Sequence[FeedOutcome]) -> NewscliError | None:
    """The error that says so, if nothing came back from anywhere."""
    errors = [outcome.error for outcome in outcomes if outcome.outcome == "skipped" and isinstance(outcome.error, FetchError)]
    return next((error for error in errors if error.is_dark), None)


def _is_time(world: World) -> bool:
    """Whether the last whole refresh is long enough ago."""
    finished = last_finish(world.library.store.path)
    # A time that lies ahead was written while the clock stood wrong.
    return finished is None or not timedelta() <= world.clock() - finished < NOT_AGAIN


def _say_changes(world: World, outcomes: Sequence[FeedOutcome]) -> None:
    offline = is_offline(outcomes)
    if offline is not None:
        world.note(f"{offline.message}; this is what is stored")
    health = {feed.id: feed.health for feed in world.library.store.feeds.all()}
    worse = [each for each in outcomes if each.outcome == "failed" and health.get(each.feed.id) not in (None, each.feed.health)]
    for line in failure_lines(worse):
        world.warn(line)
    well = [each.feed.slug for each in outcomes if each.feed.is_unwell and health.get(each.feed.id, "gone") not in UNWELL]
    if well:
        world.note(f"well again: {', '.join(well)}")
    unwell = sum(each in UNWELL for each in health.values()) - len(worse)
    if unwell > 0:
        world.note(unwell_summary(unwell))


def failure_lines(failed: Sequence[FeedOutcome]) -> list[SafeLine]:
    """Every failed feed by name: a line each, or where they are many a line for each reason."""
    if len(failed) <= NAMED_FAILURES:
        return [_failure_line(outcome) for outcome in failed]
    return _by_reason((_reason(outcome.error), outcome.feed.slug) for outcome in failed)


def skip_lines(outcomes: Sequence[FeedOutcome]) -> list[SafeLine]:
    """Every feed that a host's pause kept from being asked, a line for each host."""
    return _by_reason(
        (each.error.message, each.feed.slug) for each in outcomes if each.outcome == "skipped" and each.error is not None
    )


def _by_reason(reasons: Iterable[tuple[str, SafeLine]]) -> list[SafeLine]:
    """`reason: slug, slug`, a line for each reason."""
    slugs: dict[str, list[SafeLine]] = {}
    for reason, slug in reasons:
        slugs.setdefault(reason, []).append(slug)
    return [format_line("{}: {}", reason, ", ".join(names)) for reason, names in slugs.items()]


def _failure_line(outcome: FeedOutcome) -> SafeLine:
    """`bbc-world: no answer within 20 s`, with the address where the error does not say it."""
    assert outcome.error is not None
    address = shown_url(outcome.feed.url)
    message = outcome.error.message
    return format_line("{}: {}", outcome.feed.slug, message if address in message else f"{message} ({address})")


def _reason(error: NewscliError | None) -> str:
    if isinstance(error, FetchError):
        return f"answered {error.status}" if error.status else _REASONS[error.kind]
    return "not a feed"
