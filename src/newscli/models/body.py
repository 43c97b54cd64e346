"""The text of an article as blocks and spans; terminal view, plain text and HTML are all made from it."""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final, Literal

from newscli.text import (
    BLOCK_LIMIT,
    PARAGRAPH_LIMIT,
    SafeBlock,
    SafeLine,
    clean_block,
    clean_code,
    clean_line,
    join_blocks,
    paragraphs_of,
)
from newscli.urls import Link, WebUrl, stored_url, without_user

Mark = Literal["strong", "emphasis", "code", "strike", "superscript", "subscript"]

MAX_DEPTH: Final = 12
"""Nesting of lists and quotes that is kept; no real article goes beyond 6, hostile ones to 100,000."""


@dataclass(frozen=True, slots=True)
class Span:
    """A run of text with one look; blanks between spans are part of their text."""

    text: SafeLine
    marks: tuple[Mark, ...] = ()
    href: Link | None = None


Spans = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph."""

    spans: Spans


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside the article; `level` 2 to 6, the title itself being 1."""

    spans: Spans
    level: int = 2


@dataclass(frozen=True, slots=True)
class ItemList:
    """A list; each item is blocks, so lists nest. `start` numbers the first item of an ordered one."""

    items: "tuple[tuple[Block, ...], ...]"
    ordered: bool = False
    start: int = 1


@dataclass(frozen=True, slots=True)
class Quote:
    """A block quotation."""

    blocks: "tuple[Block, ...]"


@dataclass(frozen=True, slots=True)
class Code:
    """Preformatted text, its line breaks and indentation kept."""

    text: SafeBlock
    language: SafeLine | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells; with `has_header` the first row names the columns."""

    rows: tuple[tuple[Spans, ...], ...]
    has_header: bool = False


@dataclass(frozen=True, slots=True)
class Figure:
    """An image by its address, with what it shows; newscli does not fetch it."""

    url: WebUrl | None
    alt: SafeLine
    caption: Spans = ()


@dataclass(frozen=True, slots=True)
class Embed:
    """A video, a post, a frame: shown as a link."""

    url: WebUrl
    title: SafeLine


@dataclass(frozen=True, slots=True)
class Divider:
    """A change of subject."""


Block = Paragraph | Heading | ItemList | Quote | Code | Table | Figure | Embed | Divider


@dataclass(frozen=True, slots=True)
class Body:
    """An article's text, in reading order."""

    blocks: tuple[Block, ...] = field(default=())

    def __bool__(self) -> bool:
        return bool(self.blocks)


EMPTY: Final = Body()


def plain(spans: Spans) -> SafeLine:
    """The words of `spans`, without their looks."""
    if len(spans) == 1 and not spans[0].text.startswith(" ") and not spans[0].text.endswith(" "):
        return spans[0].text
    return clean_line("".join([span.text for span in spans]), limit=BLOCK_LIMIT)


def body_from_text(text: str) -> Body:
    """Plain text as paragraphs; empty lines part them."""
    paragraphs = paragraphs_of(clean_block(text))
    if any(len(paragraph) > PARAGRAPH_LIMIT for paragraph in paragraphs):
        paragraphs = [clean_line(piece, limit=PARAGRAPH_LIMIT) for paragraph in paragraphs for piece in pieces(paragraph)]
    return Body(tuple(Paragraph((Span(paragraph),)) for paragraph in paragraphs))


def pieces(text: str) -> list[str]:
    """`text` in pieces that a paragraph can hold, parted at a blank where there is one: what is too long is never cut off."""
    return re.findall(rf"(?s).{{1,{PARAGRAPH_LIMIT - 1}}}(?:\s|$)|.{{1,{PARAGRAPH_LIMIT}}}", text)


def body_text(body: Body) -> SafeBlock:
    """The words to read, paragraphs parted by an empty line; images, their captions and embeds are left out."""
    return join_blocks((part for part in map(_block_text, body.blocks) if part), "\n\n")


def body_start(body: Body, *, length: int) -> SafeBlock:
    """The first `length` characters of `body_text`, with an ellipsis if there are more; the rest costs nothing."""
    parts: list[SafeLine | SafeBlock] = []
    have = 0
    for part in map(_block_text, body.blocks):
        if have > length:
            break
        start = clean_block(part, limit=length + 1) if "\n" in part else part
        if start:
            parts.append(start)
            have += len(start)
    # Two newlines may stand at the cut: with three characters more there is a word behind them if there is more at all.
    return clean_block(join_blocks(parts, "\n\n")[: length + 3], limit=length)


def body_html(body: Body) -> SafeBlock:
    """`body` as clean HTML: only the elements of its blocks, only links to http, https and mailto, everything else escaped."""
    return join_blocks(_block_html(block) for block in body.blocks)


def links(body: Body) -> Iterator[WebUrl]:
    """Every address of the web that the text links to, in reading order, once each."""
    found = (stored_url(span.href) for span in _spans(body.blocks) if span.href)
    return iter(dict.fromkeys(url for url in found if url))


def _spans(blocks: tuple[Block, ...]) -> Iterator[Span]:
    for block in blocks:
        match block:
            case Paragraph(spans) | Heading(spans):
                yield from spans
            case ItemList(items):
                for item in items:
                    yield from _spans(item)
            case Quote(inner):
                yield from _spans(inner)
            case Table(rows):
                yield from (span for row in rows for cell in row for span in cell)
            case Figure(caption=caption):
                yield from caption
            case _:
                pass


def _block_text(block: Block) -> SafeLine | SafeBlock:
    match block:
        case Paragraph(spans) | Heading(spans):
            return plain(spans)
        case ItemList(items, ordered, start):
            signs = (f"{number}. " if ordered else "- " for number in range(start, start + len(items)))
            return clean_code("\n".join(sign + _inner_text(item, "\n") for sign, item in zip(signs, items, strict=True)))
        case Quote(blocks):
            return _inner_text(blocks, "\n\n")
        case Code(text):
            return text
        case Table(rows):
            return clean_code("\n".join(" | ".join(plain(cell) for cell in row) for row in rows))
        case Figure() | Embed() | Divider():
            return clean_line("")


def _inner_text(blocks: tuple[Block, ...], separator: str) -> SafeBlock:
    return join_blocks((part for part in map(_block_text, blocks) if part), separator)


_MARK_TAGS: Final[dict[Mark, str]] = {
    "strong": "strong", "emphasis": "em", "code": "code", "strike": "del", "superscript": "sup", "subscript": "sub",
}  # fmt: skip


def _block_html(block: Block) -> SafeBlock:
    match block:
        case Paragraph(spans):
            return clean_code(f"<p>{_spans_html(spans)}</p>")
        case Heading(spans, level):
            return clean_code(f"<h{level}>{_spans_html(spans)}</h{level}>")
        case ItemList(items, ordered, start):
            tag = "ol" if ordered else "ul"
            first = f' start="{start}"' if ordered and start != 1 else ""
            return clean_code(f"<{tag}{first}>{''.join(f'<li>{_item_html(item)}</li>' for item in items)}</{tag}>")
        case Quote(blocks):
            return clean_code(f"<blockquote>{''.join(map(_block_html, blocks))}</blockquote>")
        case Code(text, language):
            kind = f' class="language-{html.escape(language)}"' if language else ""
            return clean_code(f"<pre><code{kind}>{html.escape(text, quote=False)}</code></pre>")
        case Table(rows, has_header):
            return clean_code(
                f"<table>{''.join(_row_html(row, 'th' if has_header and n == 0 else 'td') for n, row in enumerate(rows))}</table>"
            )
        case Figure(url, alt, caption):
            image = f'<img src="{_address(url)}" alt="{html.escape(alt)}">' if url else html.escape(alt)
            words = f"<figcaption>{_spans_html(caption)}</figcaption>" if caption else ""
            return clean_code(f"<figure>{image}{words}</figure>")
        case Embed(url, title):
            return clean_code(f'<p><a href="{_address(url)}">{html.escape(title or without_user(url))}</a></p>')
        case Divider():
            return clean_code("<hr>")


def _item_html(item: tuple[Block, ...]) -> str:
    match item:
        case (Paragraph(spans), *rest):
            return _spans_html(spans) + "".join(map(_block_html, rest))
        case _:
            return "".join(map(_block_html, item))


def _row_html(row: tuple[Spans, ...], tag: str) -> str:
    return f"<tr>{''.join(f'<{tag}>{_spans_html(cell)}</{tag}>' for cell in row)}</tr>"


def _spans_html(spans: Spans) -> str:
    parts = []
    for span in spans:
        text = html.escape(span.text, quote=False)
        for mark in span.marks:
            text = f"<{_MARK_TAGS[mark]}>{text}</{_MARK_TAGS[mark]}>"
        parts.append(f'<a href="{_address(span.href)}">{text}</a>' if span.href else text)
    return "".join(parts)


def _address(link: Link) -> str:
    url = stored_url(link)
    return html.escape(link if url is None else without_user(url))
