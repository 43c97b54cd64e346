"""`newscli edit`: what a feed is called."""

from typing import Annotated

import typer

from newscli.cli.app import world_of
from newscli.cli.complete import complete_feed
from newscli.cli.context import World
from newscli.errors import EXIT_DONE, UsageError
from newscli.library.finding import find_feed
from newscli.text import clean_line

EXAMPLES = (
    "newscli edit bbc-world --slug bbc",
    "newscli edit bbc --title 'BBC World' --tag world --tag uk",
)


def command(
    ctx: typer.Context,
    feed: Annotated[str, typer.Argument(metavar="FEED", show_default=False, autocompletion=complete_feed)],
    title: Annotated[str | None, typer.Option("--title", metavar="TEXT", help="Its title in listings.")] = None,
    slug: Annotated[str | None, typer.Option("--slug", metavar="SLUG", help="Its short name.")] = None,
    tag: Annotated[
        list[str] | None, typer.Option("--tag", metavar="TAG", help="Its tags from now on (repeatable); '' for none.")
    ] = None,
) -> None:
    """Change a feed's title, slug or tags."""
    if title is None and slug is None and tag is None:
        raise UsageError(clean_line("nothing to change"), hint=clean_line("--title, --slug and --tag"))
    raise typer.Exit(run(world_of(ctx), feed, title=title, slug=slug, tags=tag))


def run(world: World, words: str, *, title: str | None, slug: str | None, tags: list[str] | None) -> int:
    """Change what is given."""
    from newscli.library.following import rename

    changed = rename(world.library, find_feed(world.library, words), title=title, slug=slug, tags=tags)
    tag_words = f" · {', '.join(changed.tags)}" if changed.tags else ""
    world.note(f"{changed.slug}: {changed.title}{tag_words}")
    return EXIT_DONE
