"""What Tab offers for feeds and articles. Reads the store, writes nothing, and is silent when something is wrong."""

from collections.abc import Iterator

from newscli.errors import NewscliError
from newscli.text import SafeLine

_QUOTES = str.maketrans({"'": "\u2019", '"': "\u201d", "`": "\u2019", "$": None, "\\": None, "[": "(", "]": ")"})


def describe(title: SafeLine) -> str:
    """A title beside a completion, without the characters by which a shell would run a part of it, or typer paint it.

    zsh evaluates what a completion prints, and then each description once more (`_arguments`, "((item:text))"). Typer
    escapes `$` with a backslash, which a backslash before it undoes: a command written into a headline would be run at Tab.
    And it reads `[...]` as Rich's markup, which fails on a `[/b]` that closes nothing.
    """
    return title.translate(_QUOTES)


def complete_feed(incomplete: str) -> Iterator[tuple[str, str]]:
    """The slugs that begin with `incomplete`, with their titles."""
    from newscli.cli.context import real_world

    world = real_world()
    try:
        if world.has_store:
            for feed in world.library.store.feeds.all():
                if feed.slug.startswith(incomplete):
                    yield feed.slug, describe(feed.title)
    except NewscliError:
        return
    finally:
        world.close()


def complete_tag(incomplete: str) -> Iterator[str]:
    """The reader's tags that begin with `incomplete`."""
    from newscli.cli.context import real_world

    world = real_world()
    try:
        feeds = world.library.store.feeds.all() if world.has_store else []
        yield from sorted({tag for feed in feeds for tag in feed.tags if tag.startswith(incomplete)})
    except NewscliError:
        return
    finally:
        world.close()


def complete_help(incomplete: str) -> Iterator[str]:
    """The commands and topics that begin with `incomplete`."""
    from newscli.cli.app import COMMANDS
    from newscli.cli.topics import TOPICS

    return (name for name in (*COMMANDS, *TOPICS, "configuration") if name.startswith(incomplete))


def complete_source(incomplete: str) -> Iterator[tuple[str, str]]:
    """What can be listed: feeds, and saved searches with their `@`."""
    yield from complete_saved(incomplete) if incomplete.startswith("@") else complete_feed(incomplete)


def complete_saved(incomplete: str) -> Iterator[tuple[str, str]]:
    """The names of saved searches that begin with `incomplete`, with what they ask for; nothing for a word without `@`."""
    if not incomplete.startswith("@"):
        return
    from newscli.cli.context import real_world

    world = real_world()
    try:
        if world.has_store:
            for saved in world.library.store.saved_searches.all():
                if f"@{saved.name}".startswith(incomplete):
                    yield f"@{saved.name}", describe(saved.line)
    except NewscliError:
        return
    finally:
        world.close()


def complete_ref(incomplete: str) -> Iterator[tuple[str, str]]:
    """The ids of the last listing that begin with `incomplete`, with their titles."""
    from newscli.cli.context import real_world

    world = real_world()
    try:
        listing = world.library.store.listings.last() if world.has_store else None
        if listing is not None:
            ids = [number for number in listing.ids if str(number).startswith(incomplete)][:50]
            for article in world.library.store.articles.get_many(ids):
                yield str(article.id), describe(article.title)
    except NewscliError:
        return
    finally:
        world.close()
