"""A feed's text cut into its entries and what stands around them, so that known ones need no parsing; parses no XML.

The cut is made only where it is certain: every <item> or <entry> outside CDATA sections and comments is closed before the next
opens. Anything else gives None, and the feed is parsed whole.
"""

import re
from dataclasses import dataclass
from hashlib import blake2b

_MARK = re.compile(
    r"<!\[CDATA\[|<!--|<(?P<end>/?)(?P<name>(?:[A-Za-z_][\w.-]{0,30}:)?(?:item|entry))(?=[\s/>])(?P<rest>(?:[^<>\"']|\"[^\"<]*+\"|'[^'<]*+')*+)>"
)
_ENDS = {"<![CDATA[": "]]>", "<!--": "-->"}
HASH_BYTES = 16


@dataclass(frozen=True, slots=True)
class SplitFeed:
    """`head + "".join(entries) + tail` has all that matters of the document; what stood between entries is in `tail`."""

    head: str
    entries: tuple[str, ...]
    tail: str

    def around(self, entries: tuple[str, ...]) -> str:
        """The document with only these entries."""
        return "".join((self.head, *entries, self.tail))


def split_feed(text: str) -> SplitFeed | None:
    """`text` in three parts, or None where it has no entries or cannot be cut safely."""
    entries: list[str] = []
    between: list[str] = []
    opened: re.Match[str] | None = None
    position = last_end = 0
    while mark := _MARK.search(text, position):
        closing = _ENDS.get(mark.group())
        if closing is not None:
            position = text.find(closing, mark.end()) + len(closing)
            if position < len(closing):
                return None
            continue
        position = mark.end()
        is_empty = mark["rest"].endswith("/")
        if opened is None and not mark["end"]:
            between.append(text[last_end : mark.start()])
            if is_empty:
                entries.append(mark.group())
                last_end = position
            else:
                opened = mark
        elif opened is not None and mark["end"] and mark["name"] == opened["name"]:
            entries.append(text[opened.start() : position])
            last_end = position
            opened = None
        else:
            return None
    if opened is not None or not entries:
        return None
    return SplitFeed(between[0], tuple(entries), "".join(part.strip() for part in between[1:]) + text[last_end:])


def raw_hash(entry: str) -> bytes:
    """What tells whether an entry still is what it was: BLAKE2b over its text."""
    return blake2b(entry.encode("utf-8", "surrogatepass"), digest_size=HASH_BYTES).digest()
