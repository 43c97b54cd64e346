"""The form in which a body is stored: compact JSON, a block being a list whose first item names its kind."""

import json
from typing import Any, Final

from newscli.models.body import (
    Block,
    Body,
    Code,
    Divider,
    Embed,
    Figure,
    Heading,
    ItemList,
    Mark,
    Paragraph,
    Quote,
    Span,
    Spans,
    Table,
)
from newscli.text import clean_code, clean_line, clean_span
from newscli.urls import find_link, find_web_url

# A span is its text, or [text, mark letters, href].
_MARK_LETTERS: Final[dict[Mark, str]] = {
    "strong": "b", "emphasis": "i", "code": "c", "strike": "s", "superscript": "^", "subscript": "_",
}  # fmt: skip
_LETTER_MARKS: Final[dict[str, Mark]] = {letter: mark for mark, letter in _MARK_LETTERS.items()}


def body_to_json(body: Body) -> str:
    """`body` as compact JSON, the form it is stored in; `body_from_json` reads it back."""
    return packed_to_json(pack_body(body))


def pack_body(body: Body) -> list[Any]:
    """`body` as the lists that its JSON is of."""
    return [_packed(block) for block in body.blocks]


def packed_to_json(packed: list[Any]) -> str:
    """The JSON of what `pack_body` made."""
    return json.dumps(packed, ensure_ascii=False, separators=(",", ":"))


def body_from_json(document: str) -> Body:
    """What `body_to_json` wrote. Raises ValueError on anything else: a damaged store, not a stranger's document."""
    try:
        return Body(tuple(_unpacked(item) for item in json.loads(document)))
    except (TypeError, KeyError, IndexError, RecursionError) as error:
        raise ValueError("not a stored body") from error


def _packed(block: Block) -> list[Any]:
    match block:
        case Paragraph(spans):
            return ["p", _packed_spans(spans)]
        case Heading(spans, level):
            return ["h", level, _packed_spans(spans)]
        case ItemList(items, ordered, start):
            return ["l", start if ordered else None, [[_packed(inner) for inner in item] for item in items]]
        case Quote(blocks):
            return ["q", [_packed(inner) for inner in blocks]]
        case Code(text, language):
            return ["c", text, language]
        case Table(rows, has_header):
            return ["t", int(has_header), [[_packed_spans(cell) for cell in row] for row in rows]]
        case Figure(url, alt, caption):
            return ["f", url, alt, _packed_spans(caption)]
        case Embed(url, title):
            return ["e", url, title]
        case Divider():
            return ["-"]


def _packed_spans(spans: Spans) -> list[Any]:
    return [
        [span.text, "".join(_MARK_LETTERS[mark] for mark in span.marks), span.href] if span.marks or span.href else span.text
        for span in spans
    ]


def _unpacked(item: list[Any]) -> Block:
    match item:
        case ["p", spans]:
            return Paragraph(_unpacked_spans(spans))
        case ["h", level, spans]:
            return Heading(_unpacked_spans(spans), int(level))
        case ["l", start, items]:
            blocks = tuple(tuple(map(_unpacked, inner)) for inner in items)
            return ItemList(blocks, ordered=start is not None, start=1 if start is None else int(start))
        case ["q", blocks]:
            return Quote(tuple(map(_unpacked, blocks)))
        case ["c", text, language]:
            return Code(clean_code(text), clean_line(language) if language else None)
        case ["t", has_header, rows]:
            return Table(tuple(tuple(map(_unpacked_spans, row)) for row in rows), bool(has_header))
        case ["f", url, alt, caption]:
            return Figure(find_web_url(url) if url else None, clean_line(alt), _unpacked_spans(caption))
        case ["e", url, title]:
            address = find_web_url(url)
            if address is not None:
                return Embed(address, clean_line(title))
        case ["-"]:
            return Divider()
    raise ValueError("not a stored block")


def _unpacked_spans(items: list[Any]) -> Spans:
    return tuple(
        Span(clean_span(item))
        if isinstance(item, str)
        else Span(
            clean_span(item[0]), tuple(_LETTER_MARKS[letter] for letter in item[1]), find_link(item[2]) if item[2] else None
        )
        for item in items
    )
