"""Tags and text of XML as it is found in the wild, damaged or not; knows no document type and expands no entity.

A scanner and not an XML parser, for what was measured on 139 OPML files: 53 are not well-formed (bare ampersands, quotes and
markup inside attributes, a missing start or end). Of 1,105 outlines in 74 of them expat, which stops at the first error, reads
578, libxml2 in recovery 1,072, cutting addresses at `&`; this reads all. Nothing here recurses and no pass looks at a character
more than a few times, so depth and repetition cost nothing; a document type is skipped unread: there is no entity to expand.
"""

import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

_NAME = r"[A-Za-z_][\w:.-]*+"
_TOKEN = re.compile(rf"<(?:!--|!\[CDATA\[|!DOCTYPE|\?|/\s*+(?P<end>{_NAME})|(?P<start>{_NAME}))", re.IGNORECASE)
_ATTRIBUTE = re.compile(rf"\s*+(?P<name>{_NAME})\s*+=\s*+(?:\"(?P<double>[^\"<]*+)\"|'(?P<single>[^'<]*+)')")
_TAG_END = re.compile(r"\s*+(?P<empty>/?)>")
_LOOSE_NAME = re.compile(rf"(?<![\w:.-])(?P<name>{_NAME})\s*+=\s*+(?P<quote>[\"'])")
# In a damaged tag, a quote ends a value only where another attribute or the end of the tag follows.
_LOOSE_END: Final = {
    quote: re.compile(rf"{quote}(?=\s++{_NAME}\s*+=\s*+[\"']|\s*+/?>|\s*+\Z)") for quote in ("'", '"')
}  # fmt: skip
_SUBSET_END = re.compile(r"\]\s*+>")
_REFERENCE = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")


@dataclass(frozen=True, slots=True)
class StartTag:
    """`<name attr="value">`; `is_damaged` where its attributes had to be guessed. Attribute names in lower case."""

    name: str
    attributes: Mapping[str, str]
    is_empty: bool
    is_damaged: bool = False


@dataclass(frozen=True, slots=True)
class EndTag:
    """`</name>`."""

    name: str


@dataclass(frozen=True, slots=True)
class Text:
    """Characters between tags, references resolved."""

    text: str


Tag = StartTag | EndTag | Text


def scan_tags(document: str, *, repair: str | None = None) -> Iterator[Tag]:
    """Tags and text of `document`, in order; comments, processing instructions and the document type are passed over.

    An element called `repair` (lower case) is read even where its attributes hold bare quotes or markup: up to the next such tag.
    """
    boundary = re.compile(rf"<(?:/?{repair}\b|/body|/opml|/rdf)|\Z", re.IGNORECASE) if repair else None
    at = 0
    has_doctype = False
    while token := _TOKEN.search(document, at):
        if token.start() > at:
            yield Text(resolve_references(document[at : token.start()]))
        at = token.end()
        if token["start"] is not None:
            tag, at = _read_start(document, token["start"], at, boundary if token["start"].lower() == repair else None)
            if tag is not None:
                yield tag
        elif token["end"] is not None:
            at = _after(document, ">", at)
            yield EndTag(token["end"].lower())
        elif token[0] == "<![CDATA[":
            end = _after(document, "]]>", at)
            yield Text(document[at:end].removesuffix("]]>"))
            at = end
        elif token[0].upper() == "<!DOCTYPE":
            # Only the first can be one; looking for the end of each of a million would be quadratic.
            at = at if has_doctype else _after_doctype(document, at)
            has_doctype = True
        else:
            at = _after(document, "-->" if token[0] == "<!--" else ">", at)
    if at < len(document):
        yield Text(resolve_references(document[at:]))


def resolve_references(text: str) -> str:
    """`text` with character references and the entities of HTML resolved; any other `&` stays as it stands."""
    return _REFERENCE.sub(_resolved, text) if "&" in text else text


def _resolved(reference: re.Match[str]) -> str:
    digits = reference[0][2:-1]
    if reference[0][1] == "#":
        code = int(digits[1:], 16) if digits[0] in "xX" else int(digits)
        # html.unescape drops control characters, and would leave the harmless end of an escape sequence in a title: the text
        # gate takes them out whole. Between 0x80 and 0x9F it knows what writers meant (Windows-1252).
        if not 0x80 <= code <= 0x9F:
            return "\ufffd" if 0xD800 <= code <= 0xDFFF or code > 0x10FFFF else chr(code)
    return html.unescape(reference[0])


def _read_start(document: str, name: str, at: int, boundary: re.Pattern[str] | None) -> tuple[StartTag | None, int]:
    attributes: dict[str, str] = {}
    start = at
    while attribute := _ATTRIBUTE.match(document, at):
        value = attribute["double"] if attribute["double"] is not None else attribute["single"]
        attributes.setdefault(attribute["name"].lower(), resolve_references(value))
        at = attribute.end()
    if end := _TAG_END.match(document, at):
        return StartTag(name.lower(), attributes, bool(end["empty"])), end.end()
    if boundary is None:
        # `<opml xmlns>` and the like: what could be read counts, the scan goes on behind the next `>` or at the next `<`.
        stop = re.compile(r"[<>]").search(document, at)
        after = len(document) if stop is None else stop.end() if stop[0] == ">" else stop.start()
        return StartTag(name.lower(), attributes, is_empty=False, is_damaged=True), after
    limit = boundary.search(document, at)
    chunk = document[start : limit.start() if limit else len(document)]
    return StartTag(name.lower(), _loose_attributes(chunk), chunk.rstrip().endswith("/>"), is_damaged=True), start + len(chunk)


def _loose_attributes(chunk: str) -> dict[str, str]:
    attributes: dict[str, str] = {}
    at = 0
    while found := _LOOSE_NAME.search(chunk, at):
        end = _LOOSE_END[found["quote"]].search(chunk, found.end())
        at = end.end() if end else len(chunk)
        attributes.setdefault(found["name"].lower(), resolve_references(chunk[found.end() : end.start() if end else at]))
    return attributes


def _after(document: str, mark: str, at: int) -> int:
    end = document.find(mark, at)
    return len(document) if end < 0 else end + len(mark)


def _after_doctype(document: str, at: int) -> int:
    end = _after(document, ">", at)
    if "[" not in document[at:end]:
        return end
    subset_end = _SUBSET_END.search(document, at)
    return subset_end.end() if subset_end else end
