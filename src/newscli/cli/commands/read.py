"""`newscli read`: articles, and what their pages offer next."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Annotated

import typer

from newscli.cli import options
from newscli.cli.app import world_of
from newscli.cli.context import World
from newscli.cli.listing import check_forms, on_the_side
from newscli.cli.page_files import checked_base_url, parse_file
from newscli.cli.problems import say_problem
from newscli.errors import EXIT_DONE, EXIT_FAILED, EXIT_PARTLY, NewscliError
from newscli.library import reading
from newscli.library.finding import listed_ids
from newscli.library.refs import AddressRef, ArticleRef, FileRef, ListingRef, Ref, id_of, read_refs
from newscli.models.reading import OpenedArticle
from newscli.models.status import StatusChange
from newscli.urls import WebUrl

EXAMPLES = (
    "newscli read 412",
    "newscli read @3",
    "newscli read 14-16 --json",
    "newscli read https://example.com/story",
    "newscli latest -u | fzf -m | newscli read --stdin",
    "curl -s URL | newscli read - --base-url URL",
)

Outcome = tuple[str, OpenedArticle | None, NewscliError | None]
"""A reference, what was opened for it, and what went wrong; both where the page failed and the stored text is shown."""


def command(
    ctx: typer.Context,
    refs: options.Refs = None,
    stdin: options.Stdin = False,
    mark: Annotated[bool, typer.Option("--mark", help="Mark read also in a pipe and with --json.")] = False,
    keep_unread: Annotated[bool, typer.Option("--keep-unread", help="Leave unread what is unread.")] = False,
    save: Annotated[bool, typer.Option("--save", help="Keep an article that is read from a file.")] = False,
    reparse: Annotated[bool, typer.Option("--reparse", help="Read the kept raw page again; asks no server.")] = False,
    base_url: options.BaseUrl = None,
    offline: options.Offline = False,
    json: options.Json = False,
    jsonl: options.JsonLines = False,
    plain: options.Plain = False,
) -> None:
    """Read articles, and see what their pages offer next, numbered.

    The page is fetched where only a teaser is stored, and kept. On a terminal the article is marked read. A file, or - for
    standard input, is shown and not kept. After an upgrade --reparse reads what was fetched with the better parser.
    """
    world = world_of(ctx)
    check_forms(json=json, jsonl=jsonl, plain=plain)
    words = options.given_refs(refs, world.stdin if stdin else None, command="read")
    named = list(read_refs(words))
    base = checked_base_url(base_url, named)
    reader = Reader(world, offline=offline, base_url=base, save=save, reparse=reparse)
    is_page = world.is_terminal and not (json or jsonl or plain)
    marks = not keep_unread and (mark or is_page)
    raise typer.Exit(run(world, reader.outcomes(named), json=json or jsonl, is_page=is_page, marks=marks))


def run(world: World, outcomes: Iterator[Outcome], *, json: bool, is_page: bool, marks: bool) -> int:
    """Print what was opened, name what failed, mark what was read; the exit code says how much failed."""
    opened: list[OpenedArticle] = []
    total = failed = troubled = 0
    for ref, article, error in outcomes:
        total += 1
        failed += article is None
        troubled += error is not None
        if json:
            _print_json(world, ref, article, error)
        if error is not None:
            _say(world, error, is_warning=article is not None)
        for warning in article.warnings if article is not None else ():
            world.note(f"note: {warning}")
        if article is None:
            continue
        if not json:
            _print_text(world, article, is_page=is_page, before=opened[-1] if opened else None)
        opened.append(article)
    if marks:
        _mark(world, opened)
    if is_page and opened:
        from newscli.view.article import closing_line

        world.note(closing_line(opened, state="read" if marks else "kept unread"))
    return EXIT_FAILED if failed and failed == total else EXIT_PARTLY if troubled else EXIT_DONE


class Reader:
    """Opens references one by one, so that one that fails does not keep the others from being read."""

    def __init__(self, world: World, *, offline: bool, base_url: WebUrl | None, save: bool, reparse: bool = False) -> None:
        self._world, self._offline, self._base_url, self._save, self._reparse = world, offline, base_url, save, reparse
        # A home that is a file, or a broken configuration, is said before anything else, also where only a file is read.
        assert world.config is not None

    def outcomes(self, refs: Sequence[Ref]) -> Iterator[Outcome]:
        """What became of each reference; those to the last listing are one for each of its lines."""
        for ref in refs:
            if isinstance(ref, ListingRef):
                try:
                    ids = listed_ids(self._world.library, ref)
                except NewscliError as error:
                    yield ref.text, None, error
                    continue
                for number in ids:
                    yield self._outcome(ArticleRef(str(number), number))
            else:
                yield self._outcome(ref)

    def _outcome(self, ref: ArticleRef | AddressRef | FileRef) -> Outcome:
        try:
            opened, problem = self._open(ref)
        except NewscliError as error:
            return ref.text, None, error
        return ref.text, opened, problem

    def _open(self, ref: ArticleRef | AddressRef | FileRef) -> tuple[OpenedArticle, NewscliError | None]:
        match ref:
            case ArticleRef() if self._reparse:
                return reading.open_reread(self._world.library, id_of(ref))
            case ArticleRef():
                return reading.open_stored(self._world.library, id_of(ref), offline=self._offline)
            case AddressRef(url=url):
                return reading.open_address(self._world.library, url, offline=self._offline, reparse=self._reparse)
            case FileRef(path=path):
                return self._open_file(path), None

    def _open_file(self, path: str) -> OpenedArticle:
        parsed = parse_file(self._world, path, base_url=self._base_url, command="read")
        if not self._save:
            return reading.opened_from_file(parsed, now=self._world.clock())
        kept = reading.open_kept(self._world.library, reading.save_file(self._world.library, parsed))
        return replace(kept, warnings=parsed.warnings)


def _print_json(world: World, ref: str, article: OpenedArticle | None, error: NewscliError | None) -> None:
    from newscli.view import machine

    if article is not None:
        world.print(machine.dump_line(machine.opened_json(article, ref)))
    elif error is not None:
        world.print(machine.dump_line(machine.error_json(ref, error)))


def _print_text(world: World, article: OpenedArticle, *, is_page: bool, before: OpenedArticle | None) -> None:
    """Print `article`, parted from the one printed `before` it."""
    if is_page:
        from newscli.cli.pager import write_paged
        from newscli.view.article import article_lines, border_lines

        measure = world.config.whole("read.width")
        border = border_lines(article, width=world.width, color=world.has_color, measure=measure) if before else ()
        write_paged(world, [*border, *article_lines(article, **world.look, measure=measure), ""])
        return
    from newscli.view.machine import opened_plain, plain_border

    for line in (*(plain_border(before) if before else ()), *opened_plain(article)):
        world.print(line)


def _say(world: World, error: NewscliError, *, is_warning: bool) -> None:
    if is_warning:
        world.warn(f"{error.message}; shown as it is stored")
    else:
        say_problem(world, error)


def _mark(world: World, opened: Sequence[OpenedArticle]) -> None:
    ids = [each.article.id for each in opened if each.article.id and not each.article.is_read]
    store = world.library.store if ids else None
    if store is None:
        return
    if store.is_readonly:
        world.warn("the store is read-only: nothing was marked read")
        return
    world.deliver()
    with on_the_side(world, "nothing was marked read"):
        store.status.mark(ids, StatusChange(action="read", how="opened"), at=world.clock())
