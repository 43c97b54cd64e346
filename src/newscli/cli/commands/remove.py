"""`newscli remove`: stop following."""

from collections.abc import Sequence
from typing import Annotated

import typer

from newscli.cli.app import world_of
from newscli.cli.complete import complete_source
from newscli.cli.context import World
from newscli.cli.problems import exit_code, say_problem
from newscli.errors import NewscliError
from newscli.library.finding import find_feed

EXAMPLES = (
    "newscli remove bbc-world",
    "newscli remove https://example.com/feed.xml",
    "newscli remove @korea",
)


def command(
    ctx: typer.Context,
    feeds: Annotated[list[str], typer.Argument(metavar="FEED...", show_default=False, autocompletion=complete_source)],
) -> None:
    """Stop following feeds. Their articles leave the listings and stay readable and searchable; newscli undo restores.

    remove @NAME deletes a saved search.
    """
    raise typer.Exit(run(world_of(ctx), feeds))


def run(world: World, words: Sequence[str]) -> int:
    """Remove each feed that is named; the exit code says how much failed."""
    failed = 0
    with world.library.store.one_change():
        for word in words:
            try:
                sentence = _remove(world, word)
            except NewscliError as error:
                if len(words) == 1:
                    raise
                say_problem(world, error)
                failed += 1
            else:
                world.note(f"{sentence} · newscli undo")
    return exit_code(failed=failed, total=len(words))


def _remove(world: World, word: str) -> str:
    """Remove what one word names, a feed or `@NAME`; what was done."""
    store = world.library.store
    if word.startswith("@"):
        store.saved_searches.remove(word.removeprefix("@"), at=world.clock())
        return f"the search {word} is deleted"
    return store.feeds.remove(find_feed(world.library, word).id, at=world.clock())
