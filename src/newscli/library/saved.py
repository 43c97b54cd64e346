"""Searches with a name: saved, read again, and what came since they ran last."""

from collections.abc import Sequence
from datetime import datetime

from newscli.errors import UsageError
from newscli.library import Library
from newscli.library.query_reading import Reading
from newscli.library.query_writing import write_query
from newscli.library.searching import read_saved
from newscli.library.slugs import check_slug
from newscli.models.search import Node, SavedSearch, Sort
from newscli.text import clean_line

MARK = "@"
"""Before the name of a saved search, wherever one is meant; the store keeps it without."""


def save_search(library: Library, name: str, node: Node, *, sort: Sort) -> SavedSearch:
    """Give a search a name, or the name another search. Raises UsageError for a name that cannot be."""
    checked = check_slug(name.removeprefix(MARK), ("last",))  # @last is the last listing
    return library.store.saved_searches.save(checked, clean_line(write_query(node)), sort=sort, at=library.clock())


def rename_search(library: Library, words: str, new: str) -> SavedSearch:
    """Give `@old` another name. Raises NotFoundError, UsageError for a name that cannot be or is taken."""
    searches = library.store.saved_searches
    old = searches.get(words.removeprefix(MARK))
    checked = check_slug(new.removeprefix(MARK), ["last", *(each.name for each in searches.all() if each.id != old.id)])
    searches.rename(old.name, checked, at=library.clock())
    return searches.get(checked)


def is_saved_name(words: str) -> bool:
    """Whether `words` can only mean a saved search."""
    return words.startswith(MARK) and len(words) > 1


def split_saved(library: Library, arguments: Sequence[str]) -> tuple[SavedSearch | None, Sequence[str]]:
    """The saved search that a search begins with, and the rest of its words; all of them where no search has that name."""
    if arguments and is_saved_name(arguments[0]):
        found = library.store.saved_searches.find(arguments[0].removeprefix(MARK))
        if found is not None:
            return found, arguments[1:]
    return None, arguments


def open_saved(library: Library, saved: SavedSearch) -> Reading:
    """What a saved search asks for now. Raises NotFoundError for a feed that is followed no more, with the place."""
    return read_saved(library, saved.line)


def run_name(saved: SavedSearch) -> str:
    """Under what its runs are remembered: they stay its own when it is renamed."""
    return f"search {MARK}{saved.id}"


def last_run(library: Library, saved: SavedSearch, *, audience: str) -> datetime:
    """When it was last shown to `audience` with something in it; before the first time, when it was saved."""
    seen = library.store.listings.seen_until(run_name(saved), audience=audience)
    return seen[0] if seen else saved.made_at


def require_saved(saved: SavedSearch | None) -> SavedSearch:
    """Raises UsageError where a search without a name is asked for what is new."""
    if saved is None:
        raise UsageError(
            clean_line("only a saved search knows what is new"), hint=clean_line("newscli search --save korea korea troops")
        )
    return saved
