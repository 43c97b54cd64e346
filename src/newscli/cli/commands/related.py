"""`newscli related`: the further reading of an article."""

from collections.abc import Iterator, Sequence

import typer

from newscli.cli import options
from newscli.cli.app import world_of
from newscli.cli.context import World
from newscli.cli.listing import check_forms
from newscli.cli.problems import exit_code, say_problem
from newscli.errors import EXIT_NOTHING, NewscliError
from newscli.library import Library
from newscli.library.finding import find_article_ids
from newscli.library.reading import Opening, open_address, open_stored
from newscli.library.refs import AddressRef, Ref, read_refs
from newscli.models.article import PageLink

EXAMPLES = (
    "newscli related 412",
    "newscli related @1 --json",
    "newscli related 412 | newscli read --stdin",
)


def command(
    ctx: typer.Context,
    refs: options.Refs = None,
    stdin: options.Stdin = False,
    offline: options.Offline = False,
    count: options.Count = False,
    json: options.Json = False,
    jsonl: options.JsonLines = False,
    plain: options.Plain = False,
    exit_status: options.ExitStatus = False,
) -> None:
    """List the further reading that an article's page offers, each item with an id to read.

    The page is fetched if it was not yet. In a pipe: id, time, title, address, separated by tabs.
    """
    world = world_of(ctx)
    check_forms(json=json, jsonl=jsonl, plain=plain, count=count)
    words = options.given_refs(refs, world.stdin if stdin else None, command="related")
    links, code = run(world, words, offline=offline or count)
    if count:
        world.print(str(len(links)))
    else:
        is_list = world.is_terminal and not (json or jsonl or plain)
        show(world, links, is_list=is_list, json=json, jsonl=jsonl)
        if is_list and not (links or code):
            world.note("this page offers nothing related")
    raise typer.Exit(code or (EXIT_NOTHING if exit_status and not links else 0))


def run(world: World, words: Sequence[str], *, offline: bool) -> tuple[list[PageLink], int]:
    """The related items of all articles that `words` name, and the exit code; what fails is said."""
    links: list[PageLink] = []
    failed: list[NewscliError] = []
    good = 0
    library = world.library  # what is wrong with the store is no failure of an article
    for ref in read_refs(words):
        try:
            openings = _openings(library, ref, offline=offline)
            for opened, problem in openings:
                links += opened.related
                if problem is None:
                    good += 1
                else:
                    failed.append(problem)
        except NewscliError as error:
            failed.append(error)
    for reason in failed:
        say_problem(world, reason)
    return links, exit_code(failed=len(failed), total=len(failed) + good)


def _openings(library: Library, ref: Ref, *, offline: bool) -> Iterator[Opening]:
    """What `ref` means, opened one by one; an address that is not stored is fetched, as `read` does."""
    if isinstance(ref, AddressRef):
        yield open_address(library, ref.url, offline=offline, for_related=True)
        return
    for number in dict.fromkeys(find_article_ids(library, ref)):
        yield open_stored(library, number, offline=offline, for_related=True)


def show(world: World, links: Sequence[PageLink], *, is_list: bool, json: bool, jsonl: bool) -> None:
    """Print `links` for a person or for a program."""
    from newscli.view import machine

    if is_list:
        from newscli.view.links import link_lines

        world.stdout.writelines(f"{line}\n" for line in link_lines(links, **world.look))
    elif json:
        world.stdout.writelines(machine.dump_array(machine.link_json(link) for link in links))
    elif jsonl:
        world.stdout.writelines(f"{machine.dump_line(machine.link_json(link))}\n" for link in links)
    else:
        world.stdout.writelines(f"{line}\n" for line in machine.links_plain(links))
