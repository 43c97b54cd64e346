"""Builds the blocks of a body from the starts, texts and ends of HTML elements; its tables are the allow-list; reads no HTML."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Literal

from newscli.models.body import MAX_DEPTH, Block, Body, Code, Divider, Figure, Heading, ItemList, Mark, Paragraph, Quote, Spans
from newscli.parse.markup_inline import InlineRun
from newscli.parse.markup_media import code_language, drawing_of, embed_of, figure_of, is_hidden, small_number
from newscli.parse.markup_table import Cell, table_blocks
from newscli.text import clean_code
from newscli.urls import WebUrl, find_link

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

_LEFT_OUT: Final = frozenset({
    "script", "style", "template", "head", "title", "link", "meta", "base", "button", "input", "select", "textarea", "option",
    "optgroup", "datalist", "progress", "meter", "object", "applet", "canvas", "map", "frameset", "noframes", "source",
    "track", "param", "col",
})  # fmt: skip
_BLOCKS: Final = frozenset({
    "address", "article", "aside", "center", "dd", "details", "dialog", "div", "dl", "dt", "fieldset", "footer", "form", "header",
    "hgroup", "legend", "main", "nav", "p", "search", "section", "summary",
})  # fmt: skip
_MARKS: Final[dict[str, Mark]] = {
    "b": "strong", "strong": "strong", "i": "emphasis", "em": "emphasis", "cite": "emphasis", "dfn": "emphasis",
    "var": "emphasis", "code": "code", "kbd": "code", "samp": "code", "tt": "code", "s": "strike", "del": "strike",
    "strike": "strike", "sup": "superscript", "sub": "subscript",
}  # fmt: skip
_HEADINGS: Final = {"h1": 2, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
_LISTS: Final = frozenset({"ul", "ol", "menu", "dir"})
_EMBEDS: Final = frozenset({"iframe", "embed", "video", "audio", "amp-video", "amp-iframe", "amp-youtube"})
_WHOLE: Final = _EMBEDS | {"br", "hr", "img", "amp-img", "image", "svg", "math"}

FrameKind = Literal["body", "quote", "list", "item", "table", "cell"]
OpenKind = Literal[
    "inline", "block", "mark", "link", "heading", "code", "figure", "caption", "silent", "quotation", "row", FrameKind
]  # fmt: skip


@dataclass(slots=True)
class _Frame:
    """A container that is being filled."""

    kind: FrameKind
    blocks: list[Block] = field(default_factory=list)
    items: list[tuple[Block, ...]] = field(default_factory=list)
    rows: list[list[Cell]] = field(default_factory=list)
    ordered: bool = False
    start: int = 1
    is_head: bool = False


class BodyBuilder:
    """Takes elements in document order and gives a Body; nesting beyond `MAX_DEPTH` is flattened, its words kept."""

    def __init__(self, base: WebUrl | None) -> None:
        self._base = base
        self._open: list[OpenKind] = []
        self._frames = [_Frame("body")]
        self._run = InlineRun()
        self._waiting: list[Block] = []  # images met inside a paragraph: they follow it
        self._heading: int | None = None
        self._code: list[str] | None = None
        self._code_language = code_language({})
        self._figure_starts: list[int] = []
        self._captions: list[Spans] = []
        self._silent = 0

    def start(self, tag: str, attributes: Mapping[str, str | None], node: "LexborNode") -> bool:
        """Open an element; False where its content is not to be visited, and then no `end` follows."""
        if tag in _LEFT_OUT or is_hidden(attributes):
            return False
        if self._code is not None:
            kind: OpenKind | None = self._opened_in_code(tag, attributes)
        else:
            kind = None if tag in _WHOLE and self._took_void(tag, attributes, node) else self._opened(tag, attributes)
        if kind is None:
            return False
        self._open.append(kind)
        return True

    def text(self, text: str) -> None:
        """Take a piece of text where it stands."""
        if self._code is not None:
            self._code.append(text)
        elif not self._silent:
            self._run.add(text)

    def end(self) -> None:
        """Close the element that was opened last."""
        match self._open.pop():
            case "inline":
                pass
            case "block":
                self._flush()
            case "mark":
                self._run.close_mark()
            case "link":
                self._run.close_link()
            case "quotation":
                self._run.add("”")
            case "heading":
                self._flush()
                self._heading = None
            case "code":
                self._end_code()
            case "figure":
                self._end_figure()
            case "caption":
                self._end_caption()
            case "silent":
                self._silent -= 1
            case "row":
                self._flush()
            case _:
                self._pop()

    def body(self) -> Body:
        """All that was taken, as a body."""
        self._flush()
        return Body(tuple(self._frames[0].blocks))

    def _took_void(self, tag: str, attributes: Mapping[str, str | None], node: "LexborNode") -> bool:
        """Whether `tag` is taken as a whole: its children, if any, only say what it is."""
        match tag:
            case "br":
                if self._run.line_break() and self._heading is None:
                    self._flush()
            case "hr":
                self._flush()
                self._add(Divider())
            case "img" | "amp-img" | "image":
                self._image(figure_of(attributes, self._base))
            case "svg":
                self._image(drawing_of(node))
            case "math" if attributes.get("alttext"):
                self._run.add(attributes["alttext"] or "")
            case _ if tag in _EMBEDS:
                embed = embed_of(attributes, node, self._base)
                if embed is not None:
                    self._flush()
                    self._add(embed)
            case _:
                return False
        return True

    def _opened_in_code(self, tag: str, attributes: Mapping[str, str | None]) -> OpenKind | None:
        assert self._code is not None
        if tag == "br":
            self._code.append("\n")
            return None
        if tag == "code" and self._code_language is None:
            self._code_language = code_language(attributes)
        return "inline"

    def _opened(self, tag: str, attributes: Mapping[str, str | None]) -> OpenKind:
        if tag in _MARKS:
            self._run.open_mark(_MARKS[tag])
            return "mark"
        if tag in _BLOCKS:
            self._flush()
            return "block"
        if tag in _HEADINGS:
            self._flush()
            self._heading = _HEADINGS[tag]
            return "heading"
        match tag:
            case "a":
                href = attributes.get("href")
                self._run.open_link(find_link(href, self._base) if href else None)
                return "link"
            case "q":
                self._run.add("“")
                return "quotation"
            case "noscript":
                self._silent += 1
                return "silent"
            case "pre" | "listing" | "xmp":
                self._flush()
                self._code, self._code_language = [], code_language(attributes)
                return "code"
            case "figure":
                self._flush()
                self._figure_starts.append(len(self._top.blocks))
                return "figure"
            case "figcaption":
                self._flush()
                return "caption" if self._figure_starts else "block"
        return self._opened_frame(tag, attributes)

    def _opened_frame(self, tag: str, attributes: Mapping[str, str | None]) -> OpenKind:
        """Quotes, lists and tables; those nested too deeply, and parts that stand alone, are plain blocks."""
        is_free = len(self._frames) <= MAX_DEPTH
        parent = self._top.kind
        match tag:
            case _ if tag in _LISTS:
                kind: FrameKind | None = "list" if is_free else None
            case "blockquote":
                kind = "quote" if is_free else None
            case "table":
                kind = "table" if is_free else None
            case "li":
                kind = "item" if parent == "list" else None
            case "td" | "th":
                kind = "cell" if parent == "table" else None
            case "tr":
                self._flush()
                if parent == "table":
                    self._top.rows.append([])
                return "row"
            case "caption" | "tbody" | "thead" | "tfoot":
                kind = None
            case _:
                return "inline"
        self._flush()
        if kind is None:
            return "block"
        start = small_number(attributes.get("start"))
        self._frames.append(_Frame(kind, ordered=tag == "ol", start=1 if start is None else start, is_head=tag == "th"))
        return kind

    @property
    def _top(self) -> _Frame:
        return self._frames[-1]

    def _add(self, block: Block) -> None:
        if isinstance(block, Figure) and self._top.blocks and _shows_same(self._top.blocks[-1], block):
            return
        self._top.blocks.append(block)

    def _image(self, figure: Figure | str | None) -> None:
        if isinstance(figure, str):
            self._run.add(figure)
        elif figure is not None and self._run:
            self._waiting.append(figure)
        elif figure is not None:
            self._add(figure)

    def _flush(self) -> None:
        """End the paragraph or heading that is being gathered."""
        for spans in self._run.take():
            self._add(Paragraph(spans) if self._heading is None else Heading(spans, self._heading))
        if self._waiting:
            for block in self._waiting:
                self._add(block)
            self._waiting.clear()

    def _pop(self) -> None:
        self._flush()
        frame = self._frames.pop()
        parent = self._top
        blocks = tuple(frame.blocks)
        match frame.kind:
            case "quote" if blocks:
                parent.blocks.append(Quote(blocks))
            case "item" if blocks:
                parent.items.append(blocks)
            case "list":
                # What stands between the items of a list, a nested list most of all, belongs to the item before.
                if frame.items:
                    parent.blocks.append(ItemList(tuple(frame.items), frame.ordered, frame.start))
                parent.blocks.extend(blocks)
            case "cell":
                parent.rows = parent.rows or [[]]
                parent.rows[-1].append(Cell(blocks, frame.is_head))
            case "table":
                parent.blocks.extend(blocks)
                parent.blocks.extend(table_blocks(frame.rows))
            case _:
                pass

    def _end_code(self) -> None:
        code = clean_code("".join(self._code or ()))
        self._code = None
        if code:
            self._add(Code(code, self._code_language))

    def _end_caption(self) -> None:
        runs = self._run.take()
        self._captions.extend(runs)
        self._flush()

    def _end_figure(self) -> None:
        self._flush()
        start = self._figure_starts.pop()
        captions, self._captions = self._captions, []
        blocks = self._top.blocks
        last = max((i for i in range(start, len(blocks)) if isinstance(blocks[i], Figure)), default=None)
        image = blocks[last] if last is not None else None
        if captions and last is not None and isinstance(image, Figure):
            blocks[last] = Figure(image.url, image.alt, captions.pop(0))
        for spans in captions:
            self._add(Paragraph(spans))


def _shows_same(before: Block, figure: Figure) -> bool:
    """A lazily loaded image comes twice: with its placeholder's address or again inside <noscript>."""
    return isinstance(before, Figure) and before.url == figure.url and not figure.caption
