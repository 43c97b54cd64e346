"""A bug of ours that a stranger's document brings to light, as an outcome of that document; it is for streams of many."""

from newscli.errors import ParseError
from newscli.text import clean_line, format_line


def met_bug(error: Exception, *, report: str) -> ParseError:
    """`error` as what became of one document, so that the others go on; `report` asks for a report."""
    what = f"{type(error).__name__}: {error}"
    return ParseError(format_line("a bug in newscli met this document: {}", clean_line(what, limit=200)), hint=clean_line(report))
