"""HTML into an article's text: the one allow-list for what feeds carry and what a page's extractor found; fetches nothing.

What a reader reads is kept and everything else is left behind: scripts, styles, form controls, hidden parts, tracking
pixels, handlers, and every address that is not http, https or mailto. Words are never dropped for being oddly nested.
Parsing is the WHATWG algorithm (lexbor); its quadratic cases are recognised first and read as bare words instead.
"""

import re
from typing import TYPE_CHECKING, Final

from newscli.models.body import Body, body_from_text
from newscli.parse.markup_builder import BodyBuilder
from newscli.text import BLOCK_LIMIT, SafeLine, clean_line, resolve_entities
from newscli.urls import WebUrl

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

_WORK_LIMIT: Final = 50_000_000
"""Steps of the tree builder that one document may cost: about 0.1 s; real articles stay below a hundredth of it."""
_SMALL: Final = 300
"""Tags below which no document can reach `_WORK_LIMIT`: 300 * 100 * 300."""
_MANY: Final = 200
"""Attributes on one tag: real ones have up to 40; the parser's time is quadratic in them (20,000: 0.7 s)."""

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*+)")
_LADEN_TAG = re.compile(
    r"<[a-zA-Z][^\s/>]*+(?:[\s/]*+=?[^\s/>=]++(?:\s*+=\s*+(?:\"[^\"]*+\"|'[^']*+'|(?![\"'])[^\s>]++)?+)?+)"
    rf"{{{_MANY}}}"
)
_FORMATTING: Final = frozenset({"a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"})
_NOT_NESTING: Final = frozenset({
    "p", "li", "dt", "dd", "tr", "td", "th", "tbody", "thead", "tfoot", "option",
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr",
})  # fmt: skip
_ANY_TAG = re.compile(r"<[!/?a-zA-Z][^<>]*+>?")
_BREAKING_TAG = re.compile(r"<(?:/?(?:p|div|li|tr|h[1-6]|blockquote|section|article)|br)\b[^<>]*+>?", re.IGNORECASE)
# HTML takes any "<!" for a comment that nobody sees; in a feed it is more often a word.
_STRAY_DECLARATION = re.compile(r"<!(?!--|doctype\s+[a-z]|\[)", re.IGNORECASE)
_SILENT = re.compile(r"<(script|style|template)\b[^>]*+>.*?(?:</\1\s*+>|\Z)|<!--.*?(?:-->|\Z)", re.IGNORECASE | re.DOTALL)


def body_from_html(html: str, base: WebUrl | None = None) -> Body:
    """The text that `html` (a fragment or a whole document) shows, as blocks; addresses in it are taken relative to `base`."""
    html = _STRAY_DECLARATION.sub("&lt;!", html[:BLOCK_LIMIT])
    if "<" not in html:
        return body_from_text(resolve_entities(html))
    if _is_hostile(html):
        return body_from_text(resolve_entities(_words(html)))
    root = _parsed(html)
    if root is None:
        return Body()
    builder = BodyBuilder(base)
    _walk(root, builder)
    return builder.body()


def text_of(html: str) -> SafeLine:
    """The words of a title or a teaser given as HTML, on one line; entities are resolved once."""
    if "<" not in html:
        return clean_line(resolve_entities(html) if "&" in html else html)
    return clean_line(resolve_entities(_words(html[:BLOCK_LIMIT])))


def _parsed(html: str) -> "LexborNode | None":
    from selectolax.lexbor import LexborHTMLParser, SelectolaxError

    try:
        # An explicit body keeps a leading <noscript>, <link> or <title> from opening a head.
        return LexborHTMLParser("<body>" + html.encode("utf-8", "replace").decode()).body
    except (SelectolaxError, ValueError):
        return None


def _walk(root: "LexborNode", builder: BodyBuilder) -> None:
    """Hand `builder` each element and text below `root` in document order; depth costs no stack."""
    above: list[LexborNode] = []
    node = root.first_child
    while node is not None:
        if node.is_text_node:
            builder.text(node.text_content or "")
        elif node.is_element_node and builder.start(node.tag or "", node.attributes, node):
            child = node.first_child
            if child is not None:
                above.append(node)
                node = child
                continue
            builder.end()
        following = node.next
        while following is None and above:
            following = above.pop().next
            builder.end()
        node = following


def _is_hostile(html: str) -> bool:
    """Whether the tree builder could need more than `_WORK_LIMIT` steps: open elements times tags, or many attributes.

    An end tag walks the open elements, and each open formatting element is made anew in every later block
    (WHATWG HTML 13.2.4.3): 10 kB of `<p><b a=1><b a=2>...</p><p><p>...` become 300,000 nodes.
    """
    tags = html.count("<")
    if tags > _SMALL and _open_weight(html) * tags > _WORK_LIMIT:
        return True
    return len(html) > _MANY * 2 and _LADEN_TAG.search(html) is not None


def _open_weight(html: str) -> int:
    """The most elements that stand open at once, formatting elements counting a hundredfold; never too low."""
    still_open: dict[str, int] = {}
    weight = heaviest = 0
    for end, name in _TAG.findall(html):
        tag = name.lower()
        if tag in _NOT_NESTING:
            continue
        step = 100 if tag in _FORMATTING else 1
        count = still_open.get(tag, 0)
        if not end:
            still_open[tag] = count + 1
            weight += step
            heaviest = max(heaviest, weight)
        elif count:
            still_open[tag] = count - 1
            weight -= step
    return heaviest


def _words(html: str) -> str:
    """`html` without its tags, block ends as empty lines: linear whatever it holds."""
    return _ANY_TAG.sub("", _BREAKING_TAG.sub("\n\n", _SILENT.sub(" ", html)))
