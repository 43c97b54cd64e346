"""`newscli open`: articles in the web browser."""

import os
import shlex
import subprocess
from collections.abc import Mapping, Sequence

import typer

from newscli.cli import options
from newscli.cli.app import world_of
from newscli.cli.context import World
from newscli.cli.problems import exit_code, say_problem
from newscli.errors import NewscliError, NotFoundError
from newscli.library.finding import find_articles
from newscli.models.status import StatusChange
from newscli.text import clean_line, format_line
from newscli.urls import WebUrl

EXAMPLES = (
    "newscli open 412",
    "newscli open @1",
    "BROWSER='firefox --private-window' newscli open 412",
)


def command(ctx: typer.Context, refs: options.Refs = None, stdin: options.Stdin = False) -> None:
    """Open articles in the web browser and mark them read.

    BROWSER names the program, split into words as a shell would; otherwise the system's own.
    """
    world = world_of(ctx)
    raise typer.Exit(run(world, options.given_refs(refs, world.stdin if stdin else None, command="open")))


def run(world: World, words: Sequence[str]) -> int:
    """Open each article; the exit code says how much failed."""
    ids, failed = find_articles(world.library, words)
    opened: list[int] = []
    for number in ids:
        try:
            article = world.library.store.articles.get(number)
            if article.url is None:
                raise NotFoundError(format_line("article {} has no address", number), hint=format_line("newscli read {}", number))
            open_in_browser(article.url, world.environ)
            opened.append(article.id)
        except NewscliError as error:
            failed.append((str(number), error))
    if opened and not world.library.store.is_readonly:
        world.library.store.status.mark(opened, StatusChange(action="read", how="opened"), at=world.clock())
    for _, problem in failed:
        say_problem(world, problem)
    return exit_code(failed=len(failed), total=len(failed) + len(opened))


def open_in_browser(url: WebUrl, environ: Mapping[str, str]) -> None:
    """Hand `url` to the browser as one argument, no shell between. Raises NewscliError if there is none or it refuses.

    A `WebUrl` begins with http:// or https://, so it cannot be taken for an option.
    """
    words = browser_words(environ)
    if words is None:
        import webbrowser

        if not webbrowser.open(url):
            raise NewscliError(clean_line("no web browser was found"), hint=clean_line("name one in BROWSER"))
        return
    try:
        done = subprocess.run([*words, url], check=False, stdin=subprocess.DEVNULL)  # noqa: S603  # the user's own program
    except OSError as error:
        raise NewscliError(
            format_line("cannot start {}: {}", words[0], os.strerror(error.errno or 0)), hint=clean_line("see BROWSER")
        ) from error
    if done.returncode:
        raise NewscliError(format_line("{} ended with {}", words[0], done.returncode), hint=clean_line("see BROWSER"))


def browser_words(environ: Mapping[str, str]) -> list[str] | None:
    """`BROWSER` as POSIX words; None if it is not set."""
    try:
        return shlex.split(environ.get("BROWSER", "")) or None
    except ValueError as error:
        raise NewscliError(format_line("BROWSER is not well quoted: {}", error), hint=clean_line("see BROWSER")) from error
