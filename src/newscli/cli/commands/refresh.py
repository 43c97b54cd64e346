"""`newscli refresh`: fetch feeds now."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from newscli.cli import options
from newscli.cli.app import world_of
from newscli.cli.complete import complete_feed
from newscli.cli.context import World
from newscli.cli.listing import check_forms
from newscli.cli.problems import say_problem
from newscli.errors import EXIT_DONE, EXIT_FAILED, EXIT_PARTLY, NewscliError

if TYPE_CHECKING:
    from newscli.models.feed import Feed
    from newscli.refresh import FeedOutcome

EXAMPLES = (
    "newscli refresh",
    "newscli refresh bbc-world npr",
    "newscli refresh --json",
    "newscli refresh --all -q",
)


def command(
    ctx: typer.Context,
    feeds: Annotated[
        list[str] | None,
        typer.Argument(metavar="FEED...", show_default=False, autocompletion=complete_feed, help="These, due or not."),
    ] = None,
    everything: Annotated[bool, typer.Option("--all", help="All feeds, due or not.")] = False,
    json: options.Json = False,
    jsonl: options.JsonLines = False,
) -> None:
    """Fetch the feeds that are due, or those you name, now.

    A feed that fails is named on standard error and keeps its articles. Exit code 3 if some failed, 1 if all did.
    """
    world = world_of(ctx)
    check_forms(json=json, jsonl=jsonl, plain=False)
    raise typer.Exit(run(world, feeds or [], everything=everything, json=json, jsonl=jsonl))


def run(world: World, words: list[str], *, everything: bool = False, json: bool = False, jsonl: bool = False) -> int:
    """Refresh and report; the exit code says how much of it failed."""
    if not world.has_store:
        from newscli.cli.commands.latest import welcome

        return welcome(world, json=json, count=False)
    store = world.library.store
    named, unknown = _named(world, words)
    if words and not named:
        return EXIT_FAILED
    feeds = named or (store.feeds.all() if everything else store.feeds.due(world.clock()))
    from newscli.cli.refreshing import refresh_feeds

    outcomes = refresh_feeds(world, feeds)
    _print_machine(world, outcomes, json=json, jsonl=jsonl)
    return _report(world, outcomes) or (EXIT_PARTLY if unknown else EXIT_DONE)


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
    from newscli.cli.refreshing import failure_lines
    from newscli.view.messages import refresh_summary

    if not outcomes:
        world.note("no feed is due yet · newscli refresh --all asks them all the same")
        return EXIT_DONE
    for each in outcomes:
        if each.outcome == "skipped" and each.error is not None:
            world.note(f"skipped: {each.feed.slug}: {each.error.message}")
    failed = [outcome for outcome in outcomes if outcome.outcome == "failed"]
    for line in failure_lines(failed):
        world.say(f"failed: {line}")
    new, changed = sum(each.new for each in outcomes), sum(each.changed for each in outcomes)
    world.note(refresh_summary(feeds=len(outcomes), new=new, changed=changed, failed=len(failed)))
    return EXIT_DONE if not failed else EXIT_FAILED if len(failed) == len(outcomes) else EXIT_PARTLY
