"""A document of XML that only breaks off, closed so that it can be read; reads nothing of it itself.

Servers that run out of time or memory send such feeds. Its last entry keeps what came of it, if it came so far that it will be
known again when the whole feed comes: half an address, or none, would make another article of it.
"""

from typing import Final, NamedTuple
from xml.parsers import expat

_ENTRIES: Final = frozenset({"item", "entry"})
_NAMES: Final = frozenset({"guid", "id", "link"})
_TEXTS: Final = frozenset({"description", "summary", "content", "encoded"})


class Closed(NamedTuple):
    """A document that broke off, made whole."""

    text: str
    is_entry_cut: bool
    """Whether its last entry is only the beginning of one."""


class _Ends:
    """What is open where a document ends."""

    def __init__(self) -> None:
        self.parser = expat.ParserCreate("utf-8")
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.StartCdataSectionHandler = self._start_section
        self.parser.EndCdataSectionHandler = self._end_section
        self.opened: list[tuple[str, int]] = []
        """Elements with the bytes at which they start."""
        self.is_in_section = False
        self.is_named = False
        """Whether the entry that is open has an id or a link."""

    def _start(self, name: str, _: object) -> None:
        self.opened.append((name, self.parser.CurrentByteIndex))
        if _local(name) in _ENTRIES:
            self.is_named = False

    def _end(self, _: str) -> None:
        name = _local(self.opened.pop()[0])
        if name in _NAMES and self.opened and _local(self.opened[-1][0]) in _ENTRIES:
            self.is_named = True

    def _start_section(self) -> None:
        self.is_in_section = True

    def _end_section(self) -> None:
        self.is_in_section = False


def closed(text: str) -> Closed | None:
    """`text` with its open elements closed; None where it does not break off but is malformed, or is no XML at all."""
    ends = _Ends()
    data = text.encode("utf-8", "replace")
    try:
        ends.parser.Parse(data, False)
    except expat.ExpatError:
        return None
    if not ends.opened:
        return None
    # What expat has not taken yet is half a tag, half a reference or half a "]]>".
    end = ends.parser.CurrentByteIndex
    section = "]]>" * ends.is_in_section
    entry = next((at for at, (name, _) in enumerate(ends.opened) if _local(name) in _ENTRIES), None)
    is_kept = entry is not None and ends.is_named
    if entry is not None and not is_kept:
        end, section, ends.opened = ends.opened[entry][1], "", ends.opened[:entry]
    elif entry is not None and len(ends.opened) > entry + 1 and _local(ends.opened[entry + 1][0]) not in _TEXTS:
        end, section, ends.opened = ends.opened[entry + 1][1], "", ends.opened[: entry + 1]
    tags = "".join(f"</{name}>" for name, _ in reversed(ends.opened))
    return Closed(data[:end].decode("utf-8", "replace") + section + tags, is_kept)


def _local(name: str) -> str:
    return name.rpartition(":")[2].lower()
