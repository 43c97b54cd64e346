"""What single HTML elements say by their attributes: an image, an embedded frame, a code language, being hidden."""

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from newscli.models.body import Embed, Figure
from newscli.text import SafeLine, clean_line
from newscli.urls import WebUrl, find_web_url, host_of

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

Attributes = Mapping[str, str | None]

_HIDDEN = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_STYLE_SIZE = re.compile(r"(?:^|;)\s*(?P<side>width|height)\s*:\s*(?P<size>\d{1,5})(?:\.\d+)?px", re.IGNORECASE)
_SOURCES: Final = ("data-src", "data-original", "data-lazy-src", "data-hi-res-src", "data-image", "src", "data-url")
_SOURCE_SETS: Final = ("data-srcset", "data-lazy-srcset", "srcset")
_CANDIDATE = re.compile(r"\s*(?P<url>[^\s,]\S*[^\s,]|[^\s,])(?:\s+(?P<size>\d{1,6}(?:\.\d{1,3})?)[wx])?\s*(?:,|$)")
_PLACEHOLDER = re.compile(
    r"^(?:data:|about:|blob:)|(?:blank|spacer|pixel|placeholder|transparent|1x1|lazy-?load)[\w-]*\.(?:gif|png|svg)",
    re.IGNORECASE,
)
_EMOJI_CLASS = re.compile(r"(?:^|\s)(?:emoji|wp-smiley|smiley|emojione|twemoji)(?:\s|$)")
_LANGUAGE_CLASS = re.compile(
    r"(?:^|[\s:])(?:language|lang|highlight-source|brush|sourceCode|hljs)[-: ]\s*(?P<name>[A-Za-z0-9+#._-]{1,30})"
)
_TINY: Final = 3
"""Pixels: an image no larger on both sides is there to count readers."""


def is_hidden(attributes: Attributes) -> bool:
    """Whether an element is not shown to any reader of the page."""
    if not attributes:
        return False
    style = attributes.get("style")
    return "hidden" in attributes or (style is not None and _HIDDEN.search(style) is not None)


def figure_of(attributes: Attributes, base: WebUrl | None) -> Figure | str | None:
    """An <img>: a figure; the text of an inline emoji; None for tracking pixels and images without address and words."""
    alt = clean_line(attributes.get("alt") or "")
    if alt and _EMOJI_CLASS.search(attributes.get("class") or ""):
        return alt
    if _is_tiny(attributes) or not any(attributes.get(name) for name in (*_SOURCES, *_SOURCE_SETS)):
        return None
    url = _image_url(attributes, base)
    return Figure(url, alt) if url or alt else None


def drawing_of(node: "LexborNode") -> Figure | None:
    """An inline drawing by its description (SVG 1.1 section 5.4); icons have none, or their editor's boast."""
    child = node.first_child
    for _ in range(10):
        if child is None:
            break
        if child.tag == "desc":
            words = clean_line(child.text(deep=True), limit=1_000)
            return Figure(None, words) if words and not words.lower().startswith("created ") else None
        child = child.next
    return None


def embed_of(attributes: Attributes, node: "LexborNode", base: WebUrl | None) -> Embed | None:
    """A frame or a player as a link; None where it has no web address or is too small to be seen."""
    if _is_tiny(attributes):
        return None
    video_id = attributes.get("data-videoid")
    candidates = [attributes.get("src"), attributes.get("data-src"), *_inner_sources(node)]
    if video_id and re.fullmatch(r"[\w-]{11}", video_id):
        candidates.append(f"https://www.youtube.com/watch?v={video_id}")
    url = next((url for raw in candidates if raw and (url := find_web_url(raw, base))), None)
    if url is None:
        return None
    return Embed(url, clean_line(attributes.get("title") or attributes.get("aria-label") or host_of(url)))


def code_language(attributes: Attributes) -> SafeLine | None:
    """The programming language that a <pre> or <code> names (HTML 4.5.15: `class="language-..."`, and its older cousins)."""
    named = attributes.get("data-lang") or attributes.get("data-language")
    found = _LANGUAGE_CLASS.search(attributes.get("class") or "")
    name = clean_line(named or (found["name"] if found else ""), limit=30)
    return name or None


def small_number(raw: str | None) -> int | None:
    """A number as attributes state it, None for anything else or beyond six digits."""
    found = re.match(r"\s*(-?\d{1,6})(?!\d)", raw) if raw else None
    return int(found[1]) if found else None


def _inner_sources(node: "LexborNode") -> list[str | None]:
    child = node.first_child
    sources: list[str | None] = []
    while child is not None and len(sources) < 10:
        if child.tag == "source":
            sources.append(child.attributes.get("src"))
        child = child.next
    return sources


def _is_tiny(attributes: Attributes) -> bool:
    sizes = {side: small_number(attributes.get(side)) for side in ("width", "height")}
    for found in _STYLE_SIZE.finditer(attributes.get("style") or ""):
        sizes[found["side"].lower()] = int(found["size"])
    width, height = sizes["width"], sizes["height"]
    return width is not None and height is not None and width <= _TINY and height <= _TINY


def _image_url(attributes: Attributes, base: WebUrl | None) -> WebUrl | None:
    raws = [raw for name in _SOURCES if (raw := attributes.get(name))]
    for raw in raws:
        if not _PLACEHOLDER.search(raw) and (url := find_web_url(raw, base)):
            return url
    for name in _SOURCE_SETS:
        if (largest := _largest(attributes.get(name) or "")) and (url := find_web_url(largest, base)):
            return url
    return next((url for raw in raws if (url := find_web_url(raw, base))), None)


def _largest(source_set: str) -> str | None:
    """The candidate with the highest width or density (HTML 4.8.4.3.10)."""
    found = list(_CANDIDATE.finditer(source_set[:8000]))
    return max(found, key=lambda candidate: float(candidate["size"] or 1))["url"] if found else None
