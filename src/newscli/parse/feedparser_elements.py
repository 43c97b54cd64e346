"""How feedparser's parsers open, close and keep an element, by shorter ways; what an element means is not known here.

feedparser's own `pop` and `unknown_endtag` are two thirds of its time: they map every value through a table, copy deeply,
resolve and sanitise. What we switch off is left out, and each step that most values do not need is asked for first. The base
handed to feedparser is empty, so addresses stay as written unless an `xml:base` stands above them.
"""

import base64
import binascii
import re
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final
from xml.sax.saxutils import escape as _escaped

FeedDict = dict[str, Any]
"""What feedparser gives: strings, lists and dictionaries of them."""

# feedparser's own hack: any other element ends an <image> or <textInput> that was never closed.
_INSIDE_IMAGES: Final = frozenset({"title", "link", "description", "name", "url", "href", "width", "height"})
_SCOPES: Final = frozenset({"base", "lang"})
_GATHERED: Final = frozenset({"category", "tags", "itunes_keywords"})
"""Elements whose own handlers take the value."""
_MARKUP: Final = frozenset({
    "a", "abbr", "b", "big", "br", "code", "div", "em", "font", "i", "p", "q", "s", "small", "span", "strike", "strong", "sub",
    "sup", "tt", "u",
})  # fmt: skip
_NAMES: Final = frozenset({"name", "email"})
"""Fields that feedparser opens as if no text were expected in them."""
_C1 = re.compile("[\x80-\x9f]")
_SOLIDUSES = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*://)/+")
_ENTITY_LIKE = re.compile(r"&([A-Za-z0-9_]+);")
_XHTML: Final = "application/xhtml+xml"


class FeedparserElements:
    """Takes the place of feedparser's own element handling; mixed in before either of its parsers."""

    can_be_relative_uri: Final = frozenset(
        {"comments", "docs", "href", "icon", "link", "logo", "url", "wfw_comment", "wfw_commentrss"}
    )

    if TYPE_CHECKING:  # what feedparser's mixin brings
        baseuri: Any
        basestack: Any
        decode_entities: Any
        depth: Any
        elementstack: Any
        entries: Any
        guidislink: Any
        incontent: Any
        inentry: Any
        infeed: Any
        inimage: Any
        insource: Any
        intextinput: Any
        lang: Any
        langstack: Any
        looks_like_html: Any
        map_content_type: Any
        namespacemap: Any
        property_depth_map: Any
        push: Any
        svgOK: Any  # noqa: N815 - feedparser's name
        title_depth: Any
        version: Any
        _get_context: Any
        _is_base64: Any
        _normalize_attributes: Any

    def __init__(self, *arguments: Any) -> None:
        super().__init__(*arguments)
        self.contentparams: FeedDict = {}  # feedparser's own kind of dictionary costs six times as much to ask

    def handle_data(self, text: str, escape: int = 1) -> None:
        """As feedparser's."""
        if self.elementstack:
            if escape and self.incontent and self.contentparams.get("type") == _XHTML:
                text = _escaped(text)
            self.elementstack[-1][2].append(text)

    def unknown_starttag(self, tag: str, attrs: list[tuple[str, str]]) -> None:
        """As feedparser's, by a shorter way outside of inline markup for what brings no base, language or namespace."""
        if self.incontent or not self.depth:
            super().unknown_starttag(tag, attrs)  # type: ignore[misc]
            return
        named = dict(map(self._normalize_attributes, attrs)) if attrs else {}
        if named and any(name in _SCOPES or name.startswith("xml") for name in named):
            super().unknown_starttag(tag, attrs)  # type: ignore[misc]
            return
        self.depth += 1
        self.basestack.append(self.baseuri)
        self.langstack.append(self.lang)
        prefix, name = self._element_name(tag)
        if not prefix and name not in _INSIDE_IMAGES:
            self.intextinput = self.inimage = 0
        handler = getattr(self, f"_start_{name}", None)
        try:
            if handler is not None:
                handler(named)
                return
        except AttributeError:
            pass  # feedparser's handlers raise it where their element is out of place
        if named:
            self._get_context()[name] = named
        elif not self._is_markup(prefix, name):
            self.push(name, 1)

    def _is_markup(self, prefix: str, name: str) -> bool:
        """Whether an element is markup inside a field, whose words it must not carry off: `<author><b>Ann</b></author>`."""
        if prefix not in ("", "xhtml") or name.removeprefix("xhtml_") not in _MARKUP or not self.elementstack:
            return False
        field, is_text, _ = self.elementstack[-1]
        return bool(is_text) or field in _NAMES

    def unknown_endtag(self, tag: str) -> None:
        """As feedparser's."""
        if self.svgOK:
            super().unknown_endtag(tag)  # type: ignore[misc]
            return
        name = self._element_name(tag)[1]
        handler = getattr(self, f"_end_{name}", None)
        try:
            if handler is None:
                self.pop(name)
            else:
                handler()
        except AttributeError:
            self.pop(name)
        if self.incontent and self._ended_inline(tag):
            return
        if self.basestack:
            self.basestack.pop()
            if self.basestack and self.basestack[-1]:
                self.baseuri = self.basestack[-1]
        if self.langstack:
            self.langstack.pop()
            if self.langstack:
                self.lang = self.langstack[-1]
        self.depth -= 1

    def _element_name(self, tag: str) -> tuple[str, str]:
        """Feedparser's prefix for a tag, and the end of its handlers' names."""
        prefix, _, local = tag.rpartition(":")
        prefix = self.namespacemap.get(prefix, prefix)
        return prefix, f"{prefix}_{local}" if prefix else local

    def _ended_inline(self, tag: str) -> bool:
        """Keep an end tag that is part of a text; True for one whose start was passed over."""
        if not self.contentparams.get("type", "xml").endswith("xml"):
            if tag in ("xhtml:div", "div"):
                return True
            self.contentparams["type"] = _XHTML
        if self.contentparams.get("type") == _XHTML:
            self.handle_data(f"</{tag.rpartition(':')[2]}>", escape=0)
        return False

    def push_content(self, tag: str, attrs_d: FeedDict, default_content_type: str, expecting_text: int) -> None:
        """As feedparser's, with a plain dict, which is read ten times an element."""
        self.incontent += 1
        if self.lang:
            self.lang = self.lang.replace("_", "-")
        content_type = self.map_content_type(attrs_d.get("type", default_content_type))
        self.contentparams = {"type": content_type, "language": self.lang, "base": self.baseuri}
        self.contentparams["base64"] = self._is_base64(attrs_d, self.contentparams)
        self.push(tag, expecting_text)

    def pop(self, element: str, strip_whitespace: int = 1) -> str | None:
        """The text of the innermost open element if that is `element`; kept where it belongs if it is expected to be text."""
        stack = self.elementstack
        if not stack or stack[-1][0] != element:
            return None
        _, expecting_text, parts = stack.pop()
        text = self._joined(parts)
        if strip_whitespace:
            text = text.strip()
        if expecting_text:
            text = self._decoded(element, text)
            if element not in _GATHERED and not (element == "title" and -1 < self.title_depth <= self.depth):
                self._keep(element, text)
        return text

    def resolve_uri(self, uri: str) -> str:
        """As feedparser's where an `xml:base` is in force; superfluous slashes go in any case."""
        if self.baseuri:
            return super().resolve_uri(uri)  # type: ignore[misc,no-any-return]
        return _SOLIDUSES.sub(r"\1", uri, count=1) if ":///" in uri else uri

    def _joined(self, parts: list[str | bytes]) -> str:
        texts = [part.decode() if isinstance(part, bytes) else part for part in parts]
        if self.version == "atom10" and self.contentparams.get("type") == _XHTML:
            texts = _without_div(texts)
        return "".join(texts)

    def _decoded(self, element: str, text: str) -> str:
        """`text` out of its wrappings: base64, relative addresses, entities, and UTF-8 that was encoded twice."""
        params = self.contentparams
        if params.get("base64"):
            with suppress(binascii.Error, UnicodeDecodeError):  # it was no base64 then
                text = base64.decodebytes(text.encode("utf-8", "replace")).decode()
        if text and element in self.can_be_relative_uri:
            text = self.resolve_uri(text)
        if not params.get("base64"):
            text = self.decode_entities(element, text)
        if text.startswith("<![CDATA[") and text.endswith("]]>"):  # a marked section that was escaped once more
            text = text[9:-3].strip()
        if params:
            if (
                params.get("type") == "text/plain"
                and ("</" in text or "&" in text or "<br" in text)
                and not self.version.startswith("atom")
            ):
                # feedparser waits for an end tag, and a line break has none.
                params["type"] = "text/html" if self.looks_like_html(f"{text}</br>" if "<br" in text else text) else "text/plain"
            params.pop("mode", None)
            params.pop("base64", None)
        return text if text.isascii() else _encoded_once(text)

    def _keep(self, element: str, text: str) -> None:
        """Put the text where feedparser keeps it: an outer element's value goes before that of one nested deeper."""
        if self.inentry and not self.insource:
            self._keep_in_entry(element, text)
        elif self.infeed or self.insource:
            context = self._get_context()
            name = "subtitle" if element == "description" else element
            if element == "link":
                text = _ENTITY_LIKE.sub(r"&\1", text)
                context["links"][-1]["href"] = text
            elif self.incontent:
                context[f"{name}_detail"] = {**self.contentparams, "value": text}
            context[name] = text

    def _keep_in_entry(self, element: str, text: str) -> None:
        entry = self.entries[-1]
        if element == "content":
            entry.setdefault("content", []).append({**self.contentparams, "value": text})
        elif element == "link":
            if not self.inimage:
                entry["link"] = text = _ENTITY_LIKE.sub(r"&\1", text.replace("&amp;", "&"))
                if text:
                    entry["links"][-1]["href"] = text
        else:
            name = "summary" if element == "description" else element
            depths = self.property_depth_map.setdefault(entry, {})
            if self.depth <= depths.get(name, self.depth):
                depths[name] = self.depth
                entry[name] = text
            if self.incontent:
                entry[f"{name}_detail"] = {**self.contentparams, "value": text}


def _without_div(texts: list[str]) -> list[str]:
    """Atom's XHTML without the one <div> around all of it (RFC 4287 section 3.1.1.3)."""
    while len(texts) > 1 and not texts[-1].strip():
        texts.pop()
    start = next((place for place, text in enumerate(texts) if text.strip()), len(texts) - 1)
    texts = texts[max(start, 0) :]
    if not texts or not re.match(r"<div[ >]", texts[0]) or texts[-1] != "</div>":
        return texts
    depth = 0
    for text in texts[:-1]:
        if text.startswith("</"):
            depth -= 1
            if not depth:
                return texts
        elif text.startswith("<") and not text.endswith("/>"):
            depth += 1
    return texts[1:-1]


def _encoded_once(text: str) -> str:
    """UTF-8 that was taken for Latin-1 and encoded again, as it was meant; else C1 characters as windows-1252 means them."""
    try:
        return text.encode("latin-1").decode()
    except (UnicodeEncodeError, UnicodeDecodeError):
        return _C1.sub(_by_windows, text)


def _by_windows(found: re.Match[str]) -> str:
    return found.group().encode("latin-1").decode("cp1252", "ignore")
