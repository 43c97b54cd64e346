"""`newscli refresh`: fetch feeds now."""

import time
from collections.abc import Sequence
from datetime import timedelta
from typing import TYPE_CHECKING, Annotated, Final, NoReturn

import typer

from newscli.cli import options
from newscli.cli.app import world_of
from newscli.cli.complete import complete_feed
from newscli.cli.context import World
from newscli.cli.listing import check_forms
from newscli.cli.problems import say_problem
from newscli.errors import EXIT_DONE, EXIT_FAILED, EXIT_PARTLY, NewscliError, UsageError
from newscli.text import clean_line, format_line

if TYPE_CHECKING:
    from newscli.models.feed import Feed
    from newscli.refresh import FeedOutcome

EXAMPLES = (
    "newscli refresh",
    "newscli refresh bbc-world npr",
    "newscli refresh --json",
    "newscli refresh --all -q",
    "newscli refresh --every 30m",
)
SHORTEST_PAUSE: Final = timedelta(minutes=1)
LONGEST_SLEEP: Final = 60.0


def command(
    ctx: typer.Context,
    feeds: Annotated[
        list[str] | None,
        typer.Argument(metavar="FEED...", show_default=False, autocompletion=complete_feed, help="These, due or not."),
    ] = None,
    everything: Annotated[bool, typer.Option("--all", help="All feeds, due or not.")] = False,
    every: Annotated[
        str | None, typer.Option("--every", metavar="TIME", help="Stay, and refresh what is due so often: 15m, 2h.")
    ] = None,
    json: options.Json = False,
    jsonl: options.JsonLines = False,
) -> None:
    """Fetch the feeds that are due, or those you name, now.

    A feed that fails is named on standard error and keeps its articles. Exit code 3 if some failed, 1 if all did.
    """
    world = world_of(ctx)
    check_forms(json=json, jsonl=jsonl, plain=False)
    if every is None:
        raise typer.Exit(run(world, feeds or [], everything=everything, json=json, jsonl=jsonl))
    if json or everything:
        raise UsageError(clean_line("--every with --json or --all"), hint=clean_line("--every asks what is due; --jsonl streams"))
    run_every(world, feeds or [], read_pause(every), jsonl=jsonl)


def read_pause(words: str) -> timedelta:
    """The time between two refreshes. Raises UsageError for less than a minute."""
    from newscli.library.moments import read_interval

    pause = read_interval(words)
    if pause < SHORTEST_PAUSE:
        raise UsageError(format_line("too often: {}", words), hint=clean_line("no feed is asked more often than every 15m"))
    return pause


def run_every(world: World, words: list[str], pause: timedelta, *, jsonl: bool) -> NoReturn:
    """Refresh what is due, wait, and begin again, until somebody ends it."""
    import gc

    while True:
        due_at = world.clock() + pause
        try:
            run(world, words, jsonl=jsonl, is_patient=True)
        except NewscliError as error:
            say_problem(world, error)  # a full disk or a lock may be gone by the next time
        world.stdout.flush()
        world.stderr.flush()
        gc.collect()  # turned off at the start for programs that end soon: this one does not
        # In short sleeps by the clock on the wall: a machine that slept for hours refreshes when it wakes.
        while (left := (due_at - world.clock()).total_seconds()) > 0:
            time.sleep(min(left, LONGEST_SLEEP))


def run(
    world: World,
    words: list[str],
    *,
    everything: bool = False,
    json: bool = False,
    jsonl: bool = False,
    is_patient: bool = False,
) -> int:
    """Refresh and report; the exit code says how much of it failed. `is_patient`: named feeds are asked only if due."""
    if not world.has_store:
        from newscli.cli.commands.latest import welcome

        return welcome(world, json=json, count=False)
    store = world.library.store
    named, unknown = _named(world, words)
    if words and not named:
        return EXIT_FAILED
    if named and not is_patient:
        feeds: Sequence[Feed] = named
    else:
        names = {feed.id for feed in named}
        due = store.feeds.all() if everything else store.feeds.due(world.clock())
        feeds = [feed for feed in due if not names or feed.id in names]
    from newscli.refresh.turn import take_turn

    with take_turn(store.path) as turn:
        if turn is None:
            return _leave(world, named, json=json)
        from newscli.cli.refreshing import fetch_new_pages, is_offline, refresh_feeds

        outcomes = refresh_feeds(world, feeds)
        offline = is_offline(outcomes)
        if offline is None:
            fetch_new_pages(world, feed_ids=[feed.id for feed in named] if words else None)
        if not words:
            turn.finish(world.clock())
    _print_machine(world, outcomes, json=json, jsonl=jsonl)
    if offline is not None:
        say_problem(world, offline)
        return EXIT_FAILED
    return _report(world, outcomes) or (EXIT_PARTLY if unknown else EXIT_DONE)


def _leave(world: World, named: "Sequence[Feed]", *, json: bool) -> int:
    """Another process refreshes: what is due is in good hands; what was named may not be."""
    if json:
        world.print("[]")
    if named:
        raise NewscliError(clean_line("another newscli is refreshing this store"), hint=clean_line("try again when it is done"))
    world.note("another newscli is refreshing this store: left to that one")
    return EXIT_DONE


def _named(world: World, words: list[str]) -> "tuple[list[Feed], int]":
    """The feeds that `words` name, once each, and how many words name none: those are said."""
    from newscli.library.finding import find_feed

    feeds: dict[int, Feed] = {}
    unknown = 0
    for word in words:
        try:
            feed = find_feed(world.library, word)
        except NewscliError as error:
            if len(words) == 1:
                raise
            say_problem(world, error)
            unknown += 1
        else:
            feeds[feed.id] = feed
    return list(feeds.values()), unknown


def _print_machine(world: World, outcomes: "Sequence[FeedOutcome]", *, json: bool, jsonl: bool) -> None:
    if not (json or jsonl):
        return
    from newscli.view import machine

    objects = (
        machine.refresh_json(
            each.feed, outcome=each.outcome, new=each.new, changed=each.changed, error=each.error.message if each.error else None
        )
        for each in outcomes
    )
    world.stdout.writelines(machine.dump_array(objects) if json else (f"{machine.dump_line(each)}\n" for each in objects))


def _report(world: World, outcomes: "Sequence[FeedOutcome]") -> int:
    """Name what failed, sum up the rest; the exit code says how much of it failed."""
    from newscli.cli.refreshing import failure_lines, skip_lines
    from newscli.view.messages import counted, refresh_summary

    if not outcomes:
        is_empty = not world.library.store.feeds.all()
        words = (
            "nothing is followed yet · newscli add" if is_empty else "no feed is due yet · newscli refresh --all asks them all"
        )
        world.note(words)
        return EXIT_DONE
    for line in skip_lines(outcomes):
        world.note(f"skipped: {line}")
    failed = [outcome for outcome in outcomes if outcome.outcome == "failed"]
    for line in failure_lines(failed):
        world.say(f"failed: {line}")
    skipped = sum(each.outcome == "skipped" for each in outcomes)
    answered = len(outcomes) - len(failed) - skipped
    new, changed = sum(each.new for each in outcomes), sum(each.changed for each in outcomes)
    world.note(refresh_summary(answered=answered, new=new, changed=changed, failed=len(failed), skipped=skipped))
    most = world.config.whole("unread.first_fetch")
    full = sum(each.feed.fetched_at is None and each.new > most for each in outcomes)
    if full:
        world.note(f"{counted(full, 'feed')} fetched for the first time: the newest {most} of each count as unread")
    return EXIT_DONE if not failed else EXIT_PARTLY if answered else EXIT_FAILED
