"""The place in an article where the words stand: the sentence that has most of them, and which characters of it they are."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from newscli.models.search import Text
from newscli.store.search_match import Inflections
from newscli.store.search_text import RUN_ON, fold, fold_places
from newscli.text import SafeLine, clean_line

LONGEST: Final = 220
"""Cells of a snippet: two lines of a wide terminal, three of a narrow one. A character of `RUN_ON` takes two."""
Spans = tuple[tuple[int, int], ...]

# The point of an initial ("U.S.", "J. Smith", "z. B.") or of a title ends no sentence: a name follows.
_INITIAL: Final = "[A-Za-z\u00c0-\u04ff]"
_TITLES: Final = ("Mr", "Mrs", "Ms", "Dr", "St", "Prof", "Gen", "Sen", "Rep", "Gov", "Lt", "Col")
_NO_NAME: Final = rf"(?<![\W_]{_INITIAL}\.)(?<!^{_INITIAL}\.)" + "".join(rf"(?<!\b{title}\.)" for title in _TITLES)
# A sentence ends at its mark and a blank, at the marks that have no blank after them, and with its line. Only the first of a
# run of marks is tried: each of 100,000 dots would look at all that follow.
# One class of characters comes first, because re then skips all others at once: 0.05 ms for 4 kB of text, not 0.9.
_SENTENCE_END: Final = re.compile(
    r"[.!?…।؟。！？\n](?:(?<=\n)|(?<=[。！？])[。！？]*[」』”’）]*"
    rf"|(?<=[.!?…।؟])(?<![.!?…।؟][.!?…।؟]){_NO_NAME}[.!?…।؟]*[\"'”’»)]*(?=\s|$))",
    re.MULTILINE,
)
# Letters and figures without the low line, as the index takes them; vowel signs of India's scripts go with their letters.
_MARKS: Final = "\u0900-\u0963\u0966-\u0dff\u0f00-\u0fff\u1700-\u1cff"
_STARTS, _ENDS = rf"(?<![^\W_])(?<![{_MARKS}])", rf"(?![^\W_])(?![{_MARKS}])"
_RUN_ON_CHAR: Final = re.compile(f"[{RUN_ON}]")
_TOKEN: Final = re.compile(rf"[{RUN_ON}]|(?:[^\W_{RUN_ON}]|[{_MARKS}])+")

_WHOLE_PAIR: Final = re.compile("[\u3041-\u3096\u30a1-\u30fa\u4e00-\u9fff\uac00-\ud7a3]{2}")


class Finder(NamedTuple):
    """Finds the words of a search in stored text."""

    words: tuple[re.Pattern[str], ...]

    def spans(self, text: str) -> list[tuple[int, int, int]]:
        """Where words stand: (start, end, which word), in order, none within another."""
        folded = fold(text)
        found = sorted((*match.span(), number) for number, pattern in enumerate(self.words) for match in pattern.finditer(folded))
        kept: list[tuple[int, int, int]] = []
        for start, end, number in found:
            if end > start and (not kept or start >= kept[-1][1]):
                kept.append((start, end, number))
        if not kept or (folded.isascii() and text.isascii()):
            return kept
        places = fold_places(text)
        return [(places[start], places[end - 1] + 1, number) for start, end, number in kept]


def make_finder(texts: Iterable[Text], inflections: Inflections) -> Finder:
    """What finds `texts`, in their other forms too, but for words of authors' names."""
    patterns = []
    for text in texts:
        if text.column != "authors":
            others = inflections.get(text, ()) if text.form == "word" else ()
            forms = [_pattern(form, is_prefix=text.form == "prefix") for form in (text.text, *others)]
            patterns.append(re.compile("|".join(form for form in forms if form) or r"(?!)"))
    return Finder(tuple(patterns))


def make_snippet(finder: Finder, pieces: Iterable[str | None]) -> tuple[SafeLine, Spans]:
    """Of the first of `pieces` that has the words, the sentence where they stand; else how the first one begins."""
    first = ""
    for piece in pieces:
        if not piece:
            continue
        first = first or piece
        if spans := finder.spans(piece):
            return _shown(piece, *_best_sentence(piece, spans), spans)
    return _shown(first, 0, min(len(first), LONGEST * 2), [])


def _pattern(words: str, *, is_prefix: bool) -> str:
    folded = fold(words)
    tokens = _TOKEN.findall(folded)
    if not tokens:
        return ""
    parts = [re.escape(tokens[0])]
    for before, token in pairwise(tokens):
        touches = _RUN_ON_CHAR.match(before) or _RUN_ON_CHAR.match(token)
        parts.append((r"[\W_]*" if touches else r"[\W_]+") + re.escape(token))
    starts = "" if _RUN_ON_CHAR.match(tokens[0]) else _STARTS
    ends = "" if is_prefix or _RUN_ON_CHAR.match(tokens[-1]) else _ENDS
    return f"{starts}{''.join(parts)}{ends}"


def _best_sentence(text: str, spans: Sequence[tuple[int, int, int]]) -> tuple[int, int]:
    """The sentence with most of the words, the first of several; the next ones too while there is room."""
    best = (0, 0, 0)
    sentences = list(_sentences(text))
    at = 0
    for number, (start, end) in enumerate(sentences):
        words = set()
        while at < len(spans) and spans[at][0] < end:
            words.add(spans[at][2])
            at += 1
        if len(words) > best[0]:
            best = (len(words), number, start)
    _, number, start = best
    end = sentences[number][1]
    room = _room(text[start:end])
    for _, later in sentences[number + 1 :]:
        if later - start > room:
            break
        end = later
    return start, end


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    """The sentences of `text`, one after the other, with nothing left between them."""
    start = 0
    for match in _SENTENCE_END.finditer(text):
        if text[start : match.end()].strip():
            yield start, match.end()
            start = match.end()
    if start < len(text):
        yield start, len(text)


def _shown(text: str, start: int, end: int, spans: Iterable[tuple[int, int, int]]) -> tuple[SafeLine, Spans]:
    """`text` from `start` to `end` as one line, cut to `LONGEST` around its first match, and the matches in it."""
    inside = [(left, right) for left, right, _ in spans if left >= start and right <= end]
    room = _room(text[start:end])
    if end - start > room:
        if inside and inside[0][0] - start > room // 4:
            start = _cut_before(text, inside[0][0] - room // 8, inside[0][0])
        end = _cut_after(text, start + room, inside[0][1] if inside else start)
    plain, highlights = _squeezed(text, start, end, [span for span in inside if span[1] <= end])
    head = "…" if text[:start].rstrip() and not _ends_sentence(text[:start]) else ""
    tail = "…" if text[end:].strip() and not _ends_sentence(text[:end]) else ""
    line = clean_line(head + plain + tail)
    # A line that cleaning had to change has no sure offsets.
    sure = line == head + plain + tail
    return line, tuple((left + len(head), right + len(head)) for left, right in highlights) if sure else ()


def _squeezed(text: str, start: int, end: int, spans: Sequence[tuple[int, int]]) -> tuple[str, list[tuple[int, int]]]:
    """`text[start:end]` with blanks run together, and the spans in it."""
    plain = ""
    marks: dict[int, int] = {}
    edges = sorted({edge for span in spans for edge in span})
    at = start
    for edge in (*edges, end):
        piece = re.sub(r"\s+", " ", text[at:edge])
        plain += piece.lstrip() if not plain or plain.endswith(" ") else piece
        marks[edge] = len(plain)
        at = edge
    plain = plain.rstrip()
    return plain, [(marks[left], marks[right]) for left, right in spans]


def _room(text: str) -> int:
    """Characters that `LONGEST` cells hold in the script of `text`."""
    return LONGEST // 2 if len(_RUN_ON_CHAR.findall(text)) * 2 > len(text) else LONGEST


def _ends_sentence(text: str) -> bool:
    tail = text[-16:]  # longer than any title with the marks behind it
    return any(not tail[found.end() :].strip() for found in _SENTENCE_END.finditer(tail))


def _cut_before(text: str, at: int, limit: int) -> int:
    """The first place from `at` on where `text` may be cut; `limit` at last."""
    return next((place for place in range(at, limit) if _may_cut(text, place)), limit)


def _cut_after(text: str, at: int, limit: int) -> int:
    """The last place up to `at` where `text` may be cut; `limit` at last."""
    return next((place for place in range(min(at, len(text)), limit, -1) if _may_cut(text, place)), limit)


def _may_cut(text: str, at: int) -> bool:
    """Whether no character of a reader's (UAX #29) is parted: beside a blank, or between ideographs, kana or Hangul."""
    if at in (0, len(text)):
        return True
    before, after = text[at - 1], text[at]
    return before.isspace() or after.isspace() or _WHOLE_PAIR.fullmatch(before + after) is not None
