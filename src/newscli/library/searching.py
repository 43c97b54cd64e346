"""Searches a library: what a person typed and the options beside it become one query; the names in it are looked up."""

from collections.abc import Sequence

from newscli.errors import UsageError
from newscli.library import Library
from newscli.library.finding import find_feed
from newscli.library.query_fields import between
from newscli.library.query_reading import Reading, read_line, read_query
from newscli.models.search import All, AnyOf, Flagged, InFeed, Named, Node
from newscli.text import clean_line


def read_search(library: Library, arguments: Sequence[str]) -> Reading:
    """What `arguments` of a command line ask for. Raises UsageError and NotFoundError with the place in what was typed."""
    return read_query(arguments, now=library.clock(), find_feed=lambda words: find_feed(library, words))


def read_saved(library: Library, line: str) -> Reading:
    """A search that `query_writing.write_query` wrote; its times are of this moment. Raises as `read_search` does."""
    return read_line(line, now=library.clock(), find_feed=lambda words: find_feed(library, words))


def read_conditions(
    library: Library,
    *,
    unread: bool = False,
    starred: bool = False,
    feeds: Sequence[str] = (),
    topic: str | None = None,
    tag: str | None = None,
    since: str | None = None,
    before: str | None = None,
) -> list[Node]:
    """The options of a search as the fields of the same names. Raises UsageError, NotFoundError."""
    now = library.clock()
    parts: list[Node] = []
    if unread:
        parts.append(Flagged("unread"))
    if starred:
        parts.append(Flagged("starred"))
    if feeds:
        found = [find_feed(library, words) for words in feeds]
        choices = tuple(dict.fromkeys(InFeed(feed.id, feed.slug) for feed in found))
        parts.append(AnyOf(choices) if len(choices) > 1 else choices[0])
    if topic is not None:
        parts.append(Named("topic", topic.casefold()))
    if tag is not None:
        parts.append(Named("tag", tag.casefold()))
    if since is not None:
        parts.append(between("since", since, now=now))
    if before is not None:
        parts.append(between("before", before, now=now))
    return parts


def join_nodes(parts: Sequence[Node | None]) -> Node | None:
    """What must hold for all of `parts` together; None where nothing is asked for."""
    found = tuple(dict.fromkeys(part for part in parts if part is not None))
    if len(found) == 1:
        return found[0]
    return All(found) if found else None


def require_words(arguments: Sequence[str]) -> None:
    """Refuse a search of nothing at all. Raises UsageError."""
    if not any(argument.strip() for argument in arguments):
        raise UsageError(clean_line("nothing to search for"), hint=clean_line("newscli search korea"))
