"""Compiles terms into an FTS5 expression; every word goes in quoted, so that none is taken for syntax."""

from collections.abc import Iterable

from newscli.store.search_text import split_cjk
from newscli.store.search_words import Term


def match_expression(terms: Iterable[Term]) -> str | None:
    """The expression for `MATCH` (https://www.sqlite.org/fts5.html, 3); None where there is nothing to find.

    Inside quotes FTS5 takes everything for text and makes a phrase of its tokens; a quote is doubled. NUL would end it.
    """
    wanted: list[str] = []
    excluded: list[str] = []
    for term in terms:
        quoted = '"' + split_cjk(term.text).replace("\0", " ").replace('"', '""') + '"' + (" *" if term.is_prefix else "")
        (excluded if term.is_excluded else wanted).append(quoted)
    if not wanted:
        return None
    expression = f"({' AND '.join(wanted)})"
    return f"{expression} NOT ({' OR '.join(excluded)})" if excluded else expression
