"""`newscli related`: the further reading of an article."""

from collections.abc import Iterator, Sequence

import typer

from newscli.cli import options
from newscli.cli.app import world_of
from newscli.cli.context import World
from newscli.cli.listing import audience_of, check_forms, on_the_side
from newscli.cli.page_files import checked_base_url, parse_file
from newscli.cli.problems import exit_code, say_problem
from newscli.errors import EXIT_NOTHING, NewscliError
from newscli.library.finding import find_article_ids
from newscli.library.reading import Opening, open_address, open_stored, opened_from_file
from newscli.library.refs import AddressRef, FileRef, Ref, read_refs
from newscli.models.article import PageLink
from newscli.urls import WebUrl

EXAMPLES = (
    "newscli related 412",
    "newscli related @1 --json",
    "newscli related 412 | newscli read --stdin",
    "newscli related page.html --base-url https://example.com/story",
)


def command(
    ctx: typer.Context,
    refs: options.Refs = None,
    stdin: options.Stdin = False,
    base_url: options.BaseUrl = None,
    offline: options.Offline = False,
    count: options.Count = False,
    json: options.Json = False,
    jsonl: options.JsonLines = False,
    plain: options.Plain = False,
    exit_status: options.ExitStatus = False,
) -> None:
    """List the further reading that an article's page offers, each item with an id to read.

    The page is fetched if it was not yet; a file, or - for standard input, is read and not kept. In a pipe: id, time, title,
    address, separated by tabs.
    """
    world = world_of(ctx)
    check_forms(json=json, jsonl=jsonl, plain=plain, count=count)
    words = options.given_refs(refs, world.stdin if stdin else None, command="related")
    refs_named = list(read_refs(words))
    base = checked_base_url(base_url, refs_named)
    links, code = run(world, refs_named, base_url=base, offline=offline or count)
    if count:
        world.print(str(len(links)))
    else:
        is_list = world.is_terminal and not (json or jsonl or plain)
        show(world, links, is_list=is_list, json=json, jsonl=jsonl)
        if is_list and not (links or code):
            world.note("this page offers nothing related")
        _remember(world, links, audience_of(is_table=is_list))
    raise typer.Exit(code or (EXIT_NOTHING if exit_status and not links else 0))


def run(world: World, refs: Sequence[Ref], *, base_url: WebUrl | None = None, offline: bool) -> tuple[list[PageLink], int]:
    """The related items of all articles that `refs` name, and the exit code; what fails is said."""
    links: list[PageLink] = []
    failed: list[NewscliError] = []
    good = 0
    if not all(isinstance(ref, FileRef) for ref in refs):
        assert world.library is not None  # what is wrong with the store is no failure of an article
    for ref in refs:
        try:
            openings = _openings(world, ref, base_url=base_url, offline=offline)
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


def _openings(world: World, ref: Ref, *, base_url: WebUrl | None, offline: bool) -> Iterator[Opening]:
    """What `ref` means, opened one by one; an address that is not stored is fetched, a file parsed, as `read` does."""
    if isinstance(ref, FileRef):
        parsed = parse_file(world, ref.path, base_url=base_url, command="related")
        for warning in parsed.warnings:
            world.note(f"note: {warning}")
        yield opened_from_file(parsed, now=world.clock()), None
        return
    library = world.library
    if isinstance(ref, AddressRef):
        yield open_address(library, ref.url, offline=offline, for_related=True)
        return
    for number in dict.fromkeys(find_article_ids(library, ref)):
        yield open_stored(library, number, offline=offline, for_related=True)


def _remember(world: World, links: Sequence[PageLink], audience: str) -> None:
    """What `@last` and `@3` mean from now on: the lines that were printed, if each has an id."""
    ids = [link.id for link in links if link.id]
    if not ids or len(ids) < len(links) or world.library.store.is_readonly:
        return
    world.deliver()
    with on_the_side(world, "this listing is not remembered"):
        world.library.store.listings.record("related", ids, None, audience=audience, at=world.clock())


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
