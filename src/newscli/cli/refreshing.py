"""A refresh as commands show it: progress and failures on stderr, outcomes handed on."""

import time
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from newscli.cli.context import World
from newscli.errors import FetchError, NewscliError
from newscli.models.feed import Feed
from newscli.refresh import FeedOutcome, Refresh
from newscli.text import SafeLine, format_line
from newscli.urls import shown_url
from newscli.view.messages import counted, unwell_summary
from newscli.view.progress import RefreshProgress

NAMED_FAILURES = 10
"""Failures named one by one; more of them are grouped by their reason."""

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


def refresh_feeds(world: World, feeds: Sequence[Feed], *, patience: float | None = None) -> list[FeedOutcome]:
    """Fetch `feeds` with progress on stderr; with `patience`, for at most so many seconds in all."""
    library = world.library
    settings = library.fetch_settings
    if patience is not None:
        settings = replace(settings, deadline=min(patience, settings.deadline))
    refresh = Refresh(
        store=library.store,
        settings=settings,
        clock=world.clock,
        first_unread=library.config.whole("unread.first_fetch"),
        patience=patience,
    )
    progress = RefreshProgress(
        world.stderr, width=world.width, is_terminal=world.stderr.isatty(), color=world.environ.get("TERM") != "dumb",
        is_quiet=world.is_quiet or not (world.is_verbose or world.stderr.isatty()),
    )  # fmt: skip
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

    now = world.clock()
    number = world.library.store.status.fade(before=now - read_interval(wait), at=now)
    if number:
        world.note(f"{counted(number, 'article')} unread for over {wait} marked read · newscli undo --faded")


def refresh_due(world: World, *, feed_ids: Sequence[int], seconds: float) -> None:
    """The refresh before a listing: healthy due feeds, at most `seconds`; a feed is named only when its health changes."""
    store = world.library.store
    if store.is_readonly:
        return
    due = [feed for feed in store.feeds.due(world.clock()) if not feed_ids or feed.id in feed_ids]
    hopeful = [feed for feed in due if feed.failures == 0 and (feed.latency or 0.0) < seconds]
    started = time.monotonic()
    outcomes = refresh_feeds(world, hopeful, patience=seconds) if hopeful else []
    changed = [outcome for outcome in outcomes if outcome.outcome == "failed"]
    for outcome in changed[:NAMED_FAILURES]:
        world.warn(_failure_line(outcome))
    unwell = sum(feed.failures > 0 for feed in store.feeds.all()) - len(changed)
    if unwell > 0:
        world.note(unwell_summary(unwell))
    if world.is_verbose:
        world.note(f"refreshed {len(outcomes)} of {len(due)} due feeds in {time.monotonic() - started:.1f} s")


def failure_lines(failed: Sequence[FeedOutcome]) -> list[SafeLine]:
    """Every failed feed by name: a line each, or where they are many a line for each reason."""
    if len(failed) <= NAMED_FAILURES:
        return [_failure_line(outcome) for outcome in failed]
    reasons: dict[str, list[SafeLine]] = {}
    for outcome in failed:
        reasons.setdefault(_reason(outcome.error), []).append(outcome.feed.slug)
    return [format_line("{}: {}", reason, ", ".join(slugs)) for reason, slugs in reasons.items()]


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
