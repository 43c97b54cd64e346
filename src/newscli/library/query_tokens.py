"""Cuts what a person typed into tokens, each with its place. Pure, and nothing that is typed is an error."""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

FIELDS: Final = ("title", "author", "feed", "outlet", "topic", "tag", "lang", "since", "before", "on", "is", "has")
OPERATORS: Final = ("OR", "AND", "NOT")

# A closing bracket; or, after a dash (for which a minus sign stands on its way past the option parser, cli/main.py) and a
# field's name, an opening bracket, a phrase in quotes of any kind (its end may be missing) or a run without blanks.
_TOKEN: Final = re.compile(
    r"(?P<close>\))|(?P<dash>[-\u2212])?(?:(?P<field>" + "|".join(FIELDS) + r"):(?=[^\s)]))?"
    r'(?:(?P<open>\()|["“„«](?P<phrase>[^"”“»]*)["”“»]?|(?P<word>[^\s"“„«()]+))',
    re.IGNORECASE,
)
# What looks like a field and is none: letters, a colon, and not the rest of an address.
_STRANGE_FIELD: Final = re.compile(r"([^\W\d_]{2,}):(?=[^\s/])")


class Token(NamedTuple):
    """A bracket, or a word or phrase with what stood before it; `start` and `end` are places in the typed text."""

    start: int
    end: int
    open: bool = False
    close: bool = False
    is_excluded: bool = False
    field: str | None = None
    text: str = ""
    is_phrase: bool = False

    @property
    def is_operator(self) -> bool:
        """Whether it is OR, AND or NOT, in capitals and bare."""
        return self.text in OPERATORS and not (self.is_phrase or self.is_excluded or self.field)


def read_tokens(typed: str) -> Iterator[Token]:
    """The tokens of `typed` in order. What is no token (a lone quote, a dash before a blank) is passed over."""
    for match in _TOKEN.finditer(typed):
        phrase = match["phrase"]
        yield Token(
            *match.span(),
            open=match["open"] is not None,
            close=match["close"] is not None,
            is_excluded=match["dash"] is not None,
            field=match["field"].lower() if match["field"] else None,
            text=(match["word"] or "") if phrase is None else phrase,
            is_phrase=phrase is not None,
        )


def strange_field(word: str) -> str | None:
    """The name before the colon of a word that looks as if it had a field."""
    found = _STRANGE_FIELD.match(word)
    return found[1] if found else None
