"""`newscli prune`: forget old articles."""

from datetime import datetime
from typing import Annotated

import typer

from newscli.cli import options
from newscli.cli.app import world_of
from newscli.cli.complete import complete_feed
from newscli.cli.context import World
from newscli.cli.listing import named_feeds
from newscli.errors import EXIT_DONE, UsageError
from newscli.library.moments import read_moment
from newscli.models.pruning import PruneChoice
from newscli.text import clean_line, format_line

EXAMPLES = (
    "newscli prune --before 1y",
    "newscli prune --before 90d --yes busy-feed",
    "newscli prune --before 2025-01-01 --with-opened --yes",
    "newscli prune --shrink",
)


def command(
    ctx: typer.Context,
    feeds: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="FEED...", show_default=False, autocompletion=complete_feed, help="Only what these bring and no other does."
        ),
    ] = None,
    before: options.Before = None,
    with_starred: Annotated[bool, typer.Option("--with-starred", help="Starred ones too.")] = False,
    with_opened: Annotated[bool, typer.Option("--with-opened", help="Those you have opened too.")] = False,
    yes: Annotated[bool, typer.Option("-y", "--yes", help="Do it; otherwise only the count is shown, or you are asked.")] = False,
    shrink: Annotated[bool, typer.Option("--shrink", help="Then give free space in the file back to the disk.")] = False,
    count: options.Count = False,
) -> None:
    """Forget the text of articles older than --before. What you starred or opened stays, and nothing comes back as unread.

    It cannot be undone: newscli backup FILE makes a copy first. The id and the address of a forgotten article stay;
    newscli read fetches its page again, if it is still there.
    """
    world = world_of(ctx)
    if before is None and not shrink:
        raise UsageError(
            clean_line("prune needs to know how old"), hint=clean_line("newscli prune --before 180d shows the count")
        )
    code = EXIT_DONE
    if before is not None and world.has_store:
        moment = read_moment(before, now=world.clock())
        _require_sure_clock(world, before)
        choice = PruneChoice(
            before=moment,
            feed_ids=tuple(feed.id for feed in named_feeds(world, feeds or ())),
            with_starred=with_starred,
            with_opened=with_opened,
        )
        code = run(world, choice, yes=yes, count=count, shrink=shrink)
    if shrink and world.has_store and code == EXIT_DONE:
        code = run_shrink(world)
    raise typer.Exit(code)


def _require_sure_clock(world: World, before: str) -> None:
    """An age means nothing while the clock is wrong, and what is forgotten does not come back; a date says what it says."""
    from newscli.library.upkeep import is_clock_ahead

    if not before[:4].isdecimal() and is_clock_ahead(world.library, now=world.clock()):
        raise UsageError(
            format_line("the clock says {:%Y-%m-%d}, more than three years after the newest article", world.clock()),
            hint=clean_line("set the clock, refresh, or name a day: newscli prune --before 2025-06-01"),
        )


def run(world: World, choice: PruneChoice, *, yes: bool, count: bool, shrink: bool = False) -> int:
    """Say what would go, and let it go if that is wanted; without `shrink`, how to shrink the file afterwards."""
    from newscli.view.stats import prune_summary

    pruning = world.library.store.pruning
    counted = pruning.count(choice)
    if count:
        world.print(str(counted.articles))
        return EXIT_DONE
    world.note(prune_summary(counted, before=_day(world, choice.before)))
    if not counted.articles or not (yes or _asked(world)):
        return EXIT_DONE
    done = 0
    try:
        for gone in pruning.prune(choice, at=world.clock()):
            done = gone
    finally:  # also after Ctrl-C: what was forgotten until then stays so
        hint = "" if shrink else " · newscli prune --shrink gives the space back to the disk"
        world.note(f"{done:,} of {counted.articles:,} forgotten{hint}")
    return EXIT_DONE


def run_shrink(world: World) -> int:
    """Give free space back, and say how much that was."""
    database = world.places.database
    before = database.stat().st_size
    world.library.store.pruning.give_back()
    world.note(f"{max(before - database.stat().st_size, 0) / 1_000_000:,.1f} MB given back to the disk")
    return EXIT_DONE


def _asked(world: World) -> bool:
    """Whether a person at a terminal says yes; a script has to say --yes."""
    if not (world.stdin.isatty() and world.stderr.isatty()):
        world.note("nothing was forgotten yet: --yes does it")
        return False
    world.stderr.write("Forget them? It cannot be undone. [y/N] ")
    world.stderr.flush()
    return world.stdin.readline().strip().lower() in ("y", "yes")


def _day(world: World, moment: datetime) -> str:
    from newscli.view.times import long_date

    return long_date(moment, zone=world.look["zone"]).removesuffix(", 00:00")
