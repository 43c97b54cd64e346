"""`newscli searches`: the saved searches."""

import typer

from newscli.cli import options
from newscli.cli.app import world_of
from newscli.cli.context import World
from newscli.cli.listing import audience_of, check_forms
from newscli.errors import EXIT_DONE, NewscliError
from newscli.models.search import SavedSearch, SearchQuery

EXAMPLES = (
    "newscli searches",
    "newscli searches --json | jq -r '.[] | select(.new > 0).name'",
)


def command(
    ctx: typer.Context, json: options.Json = False, jsonl: options.JsonLines = False, plain: options.Plain = False
) -> None:
    """List the saved searches, with how many articles came since each was last shown.

    newscli search --save NAME QUERY saves one; search @NAME runs it, latest @NAME reads it like a feed, edit @NAME --slug
    renames it, remove @NAME deletes it. In a pipe: name, new, query, separated by tabs.
    """
    world = world_of(ctx)
    check_forms(json=json, jsonl=jsonl, plain=plain)
    raise typer.Exit(run(world, json=json, jsonl=jsonl, is_table=world.is_terminal and not (json or jsonl or plain)))


def run(world: World, *, json: bool, jsonl: bool, is_table: bool) -> int:
    """Print them by name."""
    from newscli.view import machine

    audience = audience_of(is_table=is_table)
    found = world.library.store.saved_searches.all() if world.has_store else []
    rows = [(saved, _news(world, saved, audience)) for saved in found]
    if json or jsonl:
        objects = (machine.saved_json(saved, new=new) for saved, new in rows)
        world.stdout.writelines(machine.dump_array(objects) if json else (f"{machine.dump_line(each)}\n" for each in objects))
    elif is_table:
        from newscli.view.search import saved_lines

        lines = saved_lines(rows, width=world.width, color=world.has_color)
        world.stdout.writelines(f"{line}\n" for line in lines)
        if not rows:
            world.note("no search is saved yet · newscli search --save korea korea troops")
    else:
        world.stdout.writelines(f"{machine.saved_row(saved, new=new)}\n" for saved, new in rows)
    return EXIT_DONE


def _news(world: World, saved: SavedSearch, audience: str) -> int | None:
    """How many came since its last run; None where it cannot be run: a feed in it is followed no more."""
    from newscli.library.saved import last_run, open_saved

    try:
        node = open_saved(world.library, saved).node
    except NewscliError as error:
        world.warn(f"@{saved.name}: {error.message}")
        return None
    after = last_run(world.library, saved, audience=audience)
    return world.library.store.search.count(SearchQuery(node=node, corrects=False, arrived_after=after))
