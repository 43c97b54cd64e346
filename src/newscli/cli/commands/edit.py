"""`newscli edit`: what a feed is called, how often it is asked, and whether its articles come whole."""

from typing import Annotated

import typer

from newscli.cli.app import world_of
from newscli.cli.complete import complete_source
from newscli.cli.context import World
from newscli.errors import EXIT_DONE, UsageError
from newscli.library.finding import find_feed
from newscli.text import clean_line, format_line

EXAMPLES = (
    "newscli edit bbc-world --slug bbc",
    "newscli edit @korea --slug seoul",
    "newscli edit bbc --title 'BBC World' --tag world --tag uk",
    "newscli edit bbc --rhythm 2h --full-text",
)


def command(
    ctx: typer.Context,
    feed: Annotated[str, typer.Argument(metavar="FEED", show_default=False, autocompletion=complete_source)],
    title: Annotated[str | None, typer.Option("--title", metavar="TEXT", help="Its title; '' for the publisher's.")] = None,
    slug: Annotated[str | None, typer.Option("--slug", metavar="SLUG", help="Its short name.")] = None,
    tag: Annotated[
        list[str] | None, typer.Option("--tag", metavar="TAG", help="Its tags from now on (repeatable); '' for none.")
    ] = None,
    rhythm: Annotated[
        str | None, typer.Option("--rhythm", metavar="TIME", help="How often it is asked: 15m to 7d; auto for its own pace.")
    ] = None,
    full_text: Annotated[
        bool | None, typer.Option("--full-text/--no-full-text", help="Fetch the pages of its new articles along with it.")
    ] = None,
) -> None:
    """Change a feed's title, slug, tags or rhythm, or have the pages of its articles fetched.

    edit @NAME --slug NEW gives a saved search another name.
    """
    if feed.startswith("@"):
        if slug is None or any(value is not None for value in (title, tag, rhythm, full_text)):
            raise UsageError(clean_line("a saved search has a name alone"), hint=format_line("newscli edit {} --slug NEW", feed))
        raise typer.Exit(run_saved(world_of(ctx), feed, slug))
    if title is None and slug is None and tag is None and rhythm is None and full_text is None:
        raise UsageError(clean_line("nothing to change"), hint=clean_line("--title, --slug, --tag, --rhythm or --full-text"))
    raise typer.Exit(run(world_of(ctx), feed, title=title, slug=slug, tags=tag, rhythm=rhythm, full_text=full_text))


def run_saved(world: World, words: str, new: str) -> int:
    """Give a saved search another name. Raises NotFoundError, UsageError."""
    from newscli.library.saved import rename_search

    renamed = rename_search(world.library, words, new)
    world.note(f"@{renamed.name}: {renamed.line}")
    return EXIT_DONE


def run(
    world: World,
    words: str,
    *,
    title: str | None,
    slug: str | None,
    tags: list[str] | None,
    rhythm: str | None = None,
    full_text: bool | None = None,
) -> int:
    """Change what is given, all of it or nothing."""
    from newscli.library.editing import edit

    feed = find_feed(world.library, words)
    feed = edit(world.library, feed, title=title, slug=slug, tags=tags, rhythm=rhythm, full_text=full_text)
    details = [f"{feed.slug}: {feed.title}", *([", ".join(feed.tags)] if feed.tags else [])]
    if rhythm is not None:
        details.append(f"asked every {rhythm.strip().lower()}" if feed.rhythm else "asked by its own pace")
    if full_text is not None:
        details.append("with the pages of new articles" if full_text else "without the pages of its articles")
    world.note(" · ".join(details))
    return EXIT_DONE
