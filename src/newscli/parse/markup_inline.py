"""A run of inline text that becomes the spans of one paragraph: marks, links and blanks; knows no blocks."""

from collections.abc import Iterator

from newscli.models.body import Mark, Span, Spans, pieces
from newscli.text import PARAGRAPH_LIMIT, clean_span
from newscli.urls import Link

Look = tuple[tuple[Mark, ...], Link | None]


class InlineRun:
    """Gathers pieces of text with the look in force; `take` gives them as spans and starts anew, the look stays."""

    def __init__(self) -> None:
        self._pieces: list[tuple[str, Look]] = []
        self._marks: list[Mark] = []
        self._links: list[Link | None] = []
        self._look: Look = ((), None)
        self._has_words = False
        self._breaks = 0

    def __bool__(self) -> bool:
        """Whether anything but blanks was gathered."""
        return self._has_words

    def add(self, text: str) -> None:
        """Take a piece of text."""
        if not text:
            return
        if not text.isspace():
            self._has_words = True
            self._breaks = 0
        self._pieces.append((text, self._look))

    def line_break(self) -> bool:
        """Take a line break; True where it is the second in a row and so parts paragraphs."""
        self._breaks += 1
        self._pieces.append(("\n", self._look))
        return self._breaks > 1

    def open_mark(self, mark: Mark) -> None:
        """Begin a look."""
        self._marks.append(mark)
        self._relook()

    def close_mark(self) -> None:
        """End the look begun last."""
        self._marks.pop()
        self._relook()

    def open_link(self, url: Link | None) -> None:
        """Begin a link; None links nowhere."""
        self._links.append(url)
        self._relook()

    def close_link(self) -> None:
        """End the link begun last."""
        self._links.pop()
        self._relook()

    def take(self) -> list[Spans]:
        """The paragraphs gathered, mostly one; empty where there was no word."""
        if not self._pieces:
            self._breaks = 0
            return []
        gathered, self._pieces, has_words = self._pieces, [], self._has_words
        self._has_words, self._breaks = False, 0
        if not has_words:
            return []
        merged = list(_merged(gathered)) if len(gathered) > 1 else gathered
        if sum(len(text) for text, _ in merged) <= PARAGRAPH_LIMIT:
            spans = _trimmed(merged)
            return [spans] if spans else []
        return [spans for spans in map(_trimmed, _parted(merged)) if spans]

    def _relook(self) -> None:
        # Only the innermost few can differ; hostile text nests thousands.
        marks = tuple(dict.fromkeys(self._marks[-8:])) if self._marks else ()
        self._look = (marks, self._links[-1] if self._links else None)


def _merged(gathered: list[tuple[str, Look]]) -> Iterator[tuple[str, Look]]:
    """Neighbours of one look as one piece."""
    texts: list[str] = []
    current: Look = ((), None)
    for text, look in gathered:
        if look != current and texts:
            yield "".join(texts), current
            texts = []
        current = look
        texts.append(text)
    yield "".join(texts), current


def _parted(gathered: list[tuple[str, Look]]) -> list[list[tuple[str, Look]]]:
    """`gathered` as runs no longer than a paragraph may be."""
    runs: list[list[tuple[str, Look]]] = [[]]
    length = 0
    for text, look in gathered:
        for part in (text,) if len(text) <= PARAGRAPH_LIMIT else pieces(text):
            if length + len(part) > PARAGRAPH_LIMIT and length:
                runs.append([])
                length = 0
            runs[-1].append((part, look))
            length += len(part)
    return runs


def _trimmed(gathered: list[tuple[str, Look]]) -> Spans:
    """`gathered` as spans: blanks run together across them, none at either end."""
    spans: list[Span] = []
    ends_blank = True
    for text, (marks, href) in gathered:
        clean = clean_span(text.lstrip() if ends_blank else text)
        if clean:
            spans.append(Span(clean, marks, href))
            ends_blank = clean.endswith(" ")
    while spans and spans[-1].text.endswith(" "):
        last = spans.pop()
        stripped = clean_span(last.text.rstrip())
        if stripped:
            spans.append(Span(stripped, last.marks, last.href))
    return tuple(spans)
