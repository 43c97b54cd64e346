"""What a search on the command line asks for: words, options, a saved search; and what was understood, on stderr."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from newscli.cli.context import World
from newscli.cli.listing import audience_of
from newscli.models.search import Node, SavedSearch, SearchQuery, Sort
from newscli.text import SafeLine, clean_line, format_line


@dataclass(frozen=True, slots=True)
class Asked:
    """What is searched, in whose words, and the saved search that it is."""

    query: SearchQuery
    words: SafeLine
    saved: SavedSearch | None = None

    def last_run(self, world: World, *, is_page: bool) -> datetime:
        """Since when there is something new. Raises UsageError where it is no saved search."""
        from newscli.library.saved import last_run, require_saved

        return last_run(world.library, require_saved(self.saved), audience=audience_of(is_table=is_page))

    @property
    def run_name(self) -> str:
        """Under what it is remembered as the last listing."""
        if self.saved is None:
            return "search"
        from newscli.library.saved import run_name

        return run_name(self.saved)


def ask(world: World, words: Sequence[str], conditions: Sequence[Node], *, sort: Sort | None, save: str | None) -> Asked:
    """What the words of the command line ask for, `@NAME` among them; saved first, where that is wished."""
    from newscli.library.saved import is_saved_name, open_saved, save_search, split_saved
    from newscli.library.searching import join_nodes

    saved, rest = split_saved(world.library, words)
    if saved is None and words and is_saved_name(words[0]):
        world.note(format_line("no search is saved as {}: taken for a word", words[0]))
    parts = [open_saved(world.library, saved).node] if saved else []
    if rest or not saved:
        parts.append(understand(world, rest, conditions))
    node = join_nodes([*parts, *conditions])
    sort = sort or (saved.sort if saved else "relevance")
    # With more words it is another search, whose look must not count as one of the saved one.
    is_whole = saved is not None and not rest and not conditions
    if save is not None and node is not None:
        saved, is_whole = save_search(world.library, save, node, sort=sort), True
        world.note(f"saved as @{saved.name} · newscli search @{saved.name} --new")
    shown = clean_line(" ".join(words), limit=200)
    return Asked(SearchQuery(node=node, sort=sort), shown, saved if is_whole else None)


def understand(world: World, arguments: Sequence[str], conditions: Sequence[Node]) -> Node | None:
    """What is asked for, and on stderr what may not be plain from what was typed. None: there is no word in it."""
    from newscli.library.searching import read_search, require_words

    if not conditions:
        require_words(arguments)
    reading = read_search(world.library, arguments)
    for note in reading.notes:
        world.note(note)
    if reading.node is None and not conditions:
        world.note(format_line("nothing to search for: no letter or figure in {}", " ".join(arguments)))
    elif reading.node is not None:
        from newscli.view.search import understood

        if line := understood(reading.node):
            world.note(line)
    return reading.node
