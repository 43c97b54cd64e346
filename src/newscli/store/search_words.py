"""Reads what a person typed into a search box. Pure: it knows words and no SQL, and nothing that is typed is an error."""

import re
from typing import Final, NamedTuple

WORDS_READ: Final = 40
"""Words of one search that count; a pasted page does not become a thousand look-ups."""
WORD_LIMIT: Final = 200
"""Characters of one word or phrase that count."""

# In this order: a quoted phrase (its end may be missing), or a run without blanks; either may be excluded by a dash, for
# which a minus sign stands on its way past the option parser (cli/main.py).
_PART: Final = re.compile(r'(?P<dash>[-\u2212]?)(?:"(?P<phrase>[^"]*)"?|(?P<word>[^\s"]+))')


class Term(NamedTuple):
    """One word or phrase to find. A word with inner punctuation (US-Korea, don't) is a phrase of its parts."""

    text: str
    is_prefix: bool = False
    """Whether words that go on after the text match too."""
    is_excluded: bool = False


def parse_words(typed: str) -> tuple[Term, ...]:
    """The terms of `typed`, in order: all must match; `"a phrase"`, `pre*`, `-without`.

    What holds no letter or digit is passed over. A prefix of one letter would cost
    seconds in a large store: it is taken for the whole word.
    """
    terms: list[Term] = []
    for part in _PART.finditer(typed):
        phrase, word = part["phrase"], part["word"]
        text = (word if phrase is None else phrase)[:WORD_LIMIT]
        if not _has_token(text):
            continue
        stem = text.rstrip("*")
        is_prefix = phrase is None and text.endswith("*") and len(_last_token(stem)) > 1
        terms.append(Term(stem, is_prefix, bool(part["dash"])))
        if len(terms) == WORDS_READ:
            break
    return tuple(dict.fromkeys(terms))


def _has_token(text: str) -> bool:
    return any(char.isalnum() for char in text)


def _last_token(text: str) -> str:
    """The letters and digits at the very end: what a star stands after."""
    found = re.search(r"[^\W_]+\Z", text)
    return found.group() if found else ""
