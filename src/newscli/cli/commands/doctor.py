"""`newscli doctor`: which feeds are unwell, and why; whether the store is sound."""

from typing import Annotated

import typer

from newscli.cli.app import world_of
from newscli.cli.context import World
from newscli.errors import EXIT_DONE, ConfigError, NotFoundError, StoreError, UsageError
from newscli.text import clean_line, format_line
from newscli.view.cells import cell_width

EXAMPLES = (
    "newscli doctor",
    "newscli doctor --check",
    "newscli doctor --repair",
)


def command(
    ctx: typer.Context,
    check: Annotated[bool, typer.Option("--check", help="Check the whole store: file, references, counters, index.")] = False,
    repair: Annotated[bool, typer.Option("--repair", help="Make indexes, counters and search index anew.")] = False,
) -> None:
    """Say which feeds are unwell and why, and where newscli keeps its files. With --check, whether the store is sound.

    A check changes nothing and ends with 1 if it finds a fault. A repair touches only what follows from what is stored.
    """
    if check and repair:
        raise UsageError(clean_line("--check and --repair at once"), hint=clean_line("--repair checks before and after"))
    world = world_of(ctx)
    raise typer.Exit(run_repair(world) if repair else run_check(world) if check else run(world))


def run(world: World) -> int:
    """Print the unwell feeds and the places. Raises ConfigError, the places printed all the same."""
    try:
        feeds = world.library.store.feeds.all() if world.has_store else []
    except ConfigError:
        _print_places(world)
        raise
    remarkable = [feed for feed in feeds if feed.health not in ("ok", "never")]
    if remarkable:
        from newscli.view.feeds import feed_lines

        world.stdout.writelines(f"{line}\n" for line in feed_lines(remarkable, **world.look))
        world.print("")
    health = [feed.health for feed in feeds]
    notes = "".join(f" · {health.count(each)} {each}" for each in ("silent", "moved") if each in health)
    well = f"{sum(not feed.is_unwell for feed in feeds)} of {len(feeds)} feeds well{notes}"
    world.print(well if feeds else "nothing is followed yet: newscli add")
    _print_places(world)
    return EXIT_DONE


def _print_places(world: World) -> None:
    for name, path in (
        ("database", world.places.database),
        ("configuration", world.places.config_file),
        ("logs", world.places.log_dir),
    ):
        missing = "" if path.exists() else " (not there yet)"
        line = format_line("{}: {}{}", name, path, missing)
        if world.is_terminal and cell_width(line) > world.width:
            # Whole in a line of its own: what a terminal wraps by itself can be copied as one word.
            world.print(format_line("{}{}:", name, missing))
            line = format_line("{}", path)
        world.print(line)


def run_check(world: World) -> int:
    """Print what was looked at and what is wrong with it. Raises StoreError if there is a fault."""
    _require_store(world)
    faults = _print_findings(world)
    if not faults:
        return EXIT_DONE
    if all(faults):
        raise StoreError(
            format_line("the store has faults: {}", world.places.database), hint=clean_line("newscli doctor --repair mends them")
        )
    raise _beyond_repair(world)


def run_repair(world: World) -> int:
    """Repair, then check. Raises StoreError if a fault remains."""
    from newscli.library.upkeep import check, repair

    _require_store(world)
    if any(finding.faults and not finding.can_be_mended for finding in check(world.library, world.places)):
        _print_findings(world)
        raise _beyond_repair(world)
    repair(world.library, world.places)
    if _print_findings(world):
        raise _beyond_repair(world)
    world.note("indexes, counters and search index made anew")
    return EXIT_DONE


def _print_findings(world: World) -> list[bool]:
    """A line for each thing that was looked at; of each fault, whether it can be mended."""
    from newscli.library.upkeep import check

    findings = check(world.library, world.places)
    for finding in findings:
        for word in finding.faults or ("sound",):
            world.print(f"{finding.part}: {word}")
    return [finding.can_be_mended for finding in findings if finding.faults]


def _require_store(world: World) -> None:
    if not world.has_store:
        raise NotFoundError(
            format_line("there is no store yet: {}", world.places.database), hint=clean_line("newscli add ADDRESS makes one")
        )


def _beyond_repair(world: World) -> StoreError:
    database = world.places.database
    copies = sorted(database.parent.glob(f"{database.name}.v*.backup"), key=lambda file: file.stat().st_mtime)
    hint = (
        format_line("put {} in its place", copies[-1])
        if copies
        else clean_line("put a copy made with newscli backup in its place; until then, do not write to it")
    )
    return StoreError(format_line("the store is damaged beyond what a repair can mend: {}", database), hint=hint)
