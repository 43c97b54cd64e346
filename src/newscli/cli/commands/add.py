"""`newscli add`: follow what stands behind an address."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from newscli.cli import options
from newscli.cli.app import world_of
from newscli.cli.context import World
from newscli.cli.listing import check_forms, print_machine
from newscli.cli.problems import exit_code, say_problem
from newscli.errors import NewscliError
from newscli.models.headline import Headline
from newscli.models.query import ListingQuery
from newscli.urls import require_web_url, shown_url
from newscli.view.messages import counted

if TYPE_CHECKING:
    from newscli.library.following import Followed

EXAMPLES = (
    "newscli add bbc.com/news",
    "newscli add https://example.com/feed.xml",
    "newscli add --page https://example.com/world",
    "newscli add --tag asia koreaherald.com",
)
FIRST_HEADLINES = 5
"""Shown of a feed that was just followed."""


def command(
    ctx: typer.Context,
    addresses: Annotated[list[str], typer.Argument(metavar="ADDRESS...", show_default=False)],
    page: Annotated[bool, typer.Option("--page", help="Follow the headline cards of the page itself.")] = False,
    tag: Annotated[
        list[str] | None, typer.Option("--tag", metavar="TAG", help="Give the feed a tag of yours (repeatable).")
    ] = None,
    json: options.Json = False,
    jsonl: options.JsonLines = False,
    plain: options.Plain = False,
) -> None:
    """Follow a site, a feed, or a section page; keep an article.

    A site's own feed is looked for first. Prints the first headlines with their ids.
    """
    world = world_of(ctx)
    check_forms(json=json, jsonl=jsonl, plain=plain)
    is_table = world.is_terminal and not (json or jsonl or plain)
    raise typer.Exit(run(world, addresses, as_page=page, tags=tag or (), is_table=is_table, json=json, jsonl=jsonl))


def run(
    world: World, addresses: Sequence[str], *, as_page: bool, tags: Sequence[str], is_table: bool, json: bool, jsonl: bool
) -> int:
    """Follow each address; the exit code says how much failed."""
    from newscli.library.following import follow

    failed = 0
    listed: list[Headline] = []
    with world.library.store.one_change():
        for address in addresses:
            try:
                followed = follow(world.library, require_web_url(address), as_page=as_page, tags=tags)
            except NewscliError as error:
                if len(addresses) == 1:
                    raise
                say_problem(world, error)
                failed += 1
                continue
            world.note(_sentence(followed))
            shown = _headlines(world, followed, limit=FIRST_HEADLINES if is_table else None)
            listed += shown
            if is_table:
                from newscli.view.headlines import write_headlines

                write_headlines(shown, world.stdout, **world.look)
    if not is_table:
        print_machine(world, listed, json=json, jsonl=jsonl)
    if listed:
        world.deliver()
        world.library.store.listings.record("add", [headline.id for headline in listed], None, at=world.clock())
    return exit_code(failed=failed, total=len(addresses))


def _headlines(world: World, followed: "Followed", *, limit: int | None) -> list[Headline]:
    """The newest of a feed that is followed from now on, also those that another feed had brought; or the kept article."""
    articles = world.library.store.articles
    if followed.article_id is not None or followed.feed is None:
        return articles.headlines_of((followed.article_id or 0,))
    return articles.headlines(ListingQuery(limit=limit, feed_ids=(followed.feed.id,))) if followed.is_new else []


def _sentence(followed: "Followed") -> str:
    """`following bbc-world (BBC World), 30 articles, 2 requests`."""
    asked = counted(followed.requests, "request")
    feed = followed.feed
    kept = f"kept article {followed.article_id}: newscli read {followed.article_id}"
    if feed is None:
        return f"no feed there · {kept} · {asked}"
    if followed.article_id is not None:
        return f"{kept} · {feed.slug} is followed already · {asked}"
    if not followed.is_new:
        return f"already following {feed.slug}: {feed.title} · {asked}"
    unread = f", {feed.unread} of them unread" if feed.unread < feed.total else ""
    kind = "the cards of " if feed.kind == "page" else ""
    others = f" · also there: {', '.join(map(shown_url, followed.others[:3]))}" if followed.others else ""
    return f"following {kind}{feed.slug}: {feed.title} · {counted(feed.total, 'article')}{unread} · {asked}{others}"
