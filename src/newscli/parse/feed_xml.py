"""XML feeds read by way of feedparser, strictly as long as mending allows it; gives its dictionaries, makes no values of ours.

Small damage (bare ampersands, HTML entities, undeclared prefixes) is mended before the strict parser gives up, and only the
entries that stay malformed go to the loose one. What expat and feedparser cannot bear is taken out before: characters that XML
forbids, document types with their entities, tags with hundreds of attributes.
"""

import html.entities
import re
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Final

from newscli.parse.broken_off import closed
from newscli.parse.feedparser_elements import FeedDict
from newscli.parse.feedparser_expat import HANDLER_ERRORS, MalformedError, drive
from newscli.parse.feedparser_repairs import repaired_parsers
from newscli.parse.split import SplitFeed, split_feed

_MANY_ATTRIBUTES: Final = 100
_DOCTYPE_LIMIT: Final = 200_000
"""Characters of a document type: the HTML entity sets, declared one by one, need 20,000."""
_EXPANSION_LIMIT: Final = 200_000
"""Characters that the references of one document may become; beyond, they stay as written (the "quadratic blow-up")."""
_CHECK_LIMIT: Final = 20_000_000
"""Characters that may be read to find which entries are malformed: each entry is checked within the feed's head and tail."""

_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_CONTROLS: Final = bytes({*range(32)} - {9, 10, 13})
_DECLARATION = re.compile(r"\s*<\?xml[^>]{0,400}?\?>")
_DOCTYPE = re.compile(r"<!DOCTYPE\s[^\[>]{0,2000}(?:\[(?P<subset>[^\]]*)\]\s*)?>", re.IGNORECASE)
_DOCTYPE_START = re.compile("<!DOCTYPE", re.IGNORECASE)
_ENTITY = re.compile(r"<!ENTITY\s+(?P<name>\w{1,60})\s+(?:\"(?P<double>[^\"&%<]{0,400})\"|'(?P<single>[^'&%<]{0,400})')\s*>")
_LADEN_TAG = re.compile(
    r"<(?P<name>[A-Za-z_][\w:.-]*+)(?:\s++[^\s=<>/]++(?:\s*+=\s*+(?:\"[^\"<]*+\"|'[^'<]*+'))?+)"
    rf"{{{_MANY_ATTRIBUTES},}}+[^<>]*+>"
)
_OPAQUE = r"<!\[CDATA\[.*?(?:\]\]>|\Z)|<!--.*?(?:-->|\Z)|<\?.*?(?:\?>|\Z)"
_REFERENCE = re.compile(rf"(?s){_OPAQUE}|&(?P<name>\w{{1,40}};|#\d{{1,7}};|#[xX][0-9a-fA-F]{{1,6}};)?")
_XML_NAMES: Final = frozenset({"amp;", "lt;", "gt;", "quot;", "apos;"})
_PREFIX = re.compile(r"<([A-Za-z_][\w.-]{0,30}):[A-Za-z_]|\s([A-Za-z_][\w.-]{0,30}):[\w.-]+\s*=")
_DECLARED = re.compile(r"xmlns:([A-Za-z_][\w.-]{0,30})")
_ROOT = re.compile(r"<[A-Za-z_][\w:.-]*+(?=[\s/>])")


@dataclass(frozen=True, slots=True)
class XmlFeed:
    """A feed as feedparser sees it."""

    feed: FeedDict
    entries: list[FeedDict]
    version: str
    problem: str | None = None
    """Why the document is not well-formed XML."""
    is_last_cut: bool = False
    """Whether the document breaks off within its last entry."""


def prepared(text: str) -> tuple[str, dict[str, str]]:
    """`text` without its declaration, its document type and what XML forbids; and the document type's plain entities."""
    text = _ILLEGAL.sub("", text) if _has_illegal(text) else text
    declaration = _DECLARATION.match(text)
    if declaration:
        text = text[declaration.end() :]
    entities: dict[str, str] = {}
    root = _ROOT.search(text)
    start = _DOCTYPE_START.search(text, 0, root.start() if root else 0)
    doctype = _DOCTYPE.match(text, start.start(), start.start() + _DOCTYPE_LIMIT) if start else None
    if doctype:
        for found in _ENTITY.finditer(doctype["subset"] or ""):
            entities[found["name"]] = found["double"] if found["double"] is not None else found["single"]
        text = text[: doctype.start()] + text[doctype.end() :]
    if len(text) > 1_000 and _LADEN_TAG.search(text):
        text = _LADEN_TAG.sub(lambda tag: f"<{tag['name']}>", text)
    return text.strip(), entities


def _has_illegal(text: str) -> bool:
    """Asked of the bytes: a search by pattern costs five times as much, a sixth of a reading with one new entry."""
    data = text.encode("utf-8", "surrogatepass")
    return len(data.translate(None, _CONTROLS)) < len(data) or "\ufffe" in text or "\uffff" in text


def read_xml(text: str, language: str | None, entities: dict[str, str]) -> XmlFeed:
    """Read a prepared document: strictly as it stands, else mended, else loosely where it stays malformed."""
    if not entities:
        try:
            return _strict(text, language)
        except MalformedError as error:
            problem: str | None = str(error)
    else:
        problem = None
    text = _mended(text, entities)
    try:
        read = _strict(text, language)
    except MalformedError as error:
        problem = problem or str(error)
        read = _broken_off(text, language) or _partly_loose(text, language)
    return replace(read, problem=problem)


def _broken_off(text: str, language: str | None) -> XmlFeed | None:
    """A document whose only damage is that its end is missing; None for any other."""
    whole = closed(text)
    if whole is None:
        return None
    with suppress(MalformedError):
        return replace(_strict(whole.text, language), is_last_cut=whole.is_entry_cut)
    return None


def _partly_loose(text: str, language: str | None) -> XmlFeed:
    """The well-formed entries strictly, the others loosely, in the order of the document."""
    split = split_feed(text)
    if split is None or len(split.entries) * (len(split.head) + len(split.tail)) > _CHECK_LIMIT:
        return _loose(text, language)
    is_good = [_is_well_formed(split.around((entry,))) for entry in split.entries]
    if not any(is_good):
        return _loose(text, language)
    try:
        good = _strict(split.around(_chosen(split, is_good, wanted=True)), language)
    except MalformedError:
        return _loose(text, language)
    bad = _loose(split.around(_chosen(split, is_good, wanted=False)), language)
    if len(good.entries) != sum(is_good) or len(bad.entries) != len(is_good) - sum(is_good):
        return _loose(text, language)
    strict_entries, loose_entries = iter(good.entries), iter(bad.entries)
    entries = [next(strict_entries if is_fine else loose_entries) for is_fine in is_good]
    return XmlFeed(good.feed, entries, good.version)


def _chosen(split: SplitFeed, is_good: list[bool], *, wanted: bool) -> tuple[str, ...]:
    return tuple(entry for entry, is_fine in zip(split.entries, is_good, strict=True) if is_fine is wanted)


def _mended(text: str, entities: dict[str, str]) -> str:
    """Bare ampersands escaped, named entities of HTML and of the document resolved, undeclared prefixes declared."""
    budget = _EXPANSION_LIMIT

    def resolve(found: re.Match[str]) -> str:
        nonlocal budget
        whole, name = found.group(), found["name"]
        if not whole.startswith("&") or name in _XML_NAMES or (name and name.startswith("#")):
            return whole
        if name is None:
            return "&amp;"
        value = entities.get(name[:-1]) or _named_character(name)
        budget -= len(value or "")
        if value is None or budget < 0:
            return f"&amp;{name}"
        return "".join(f"&#{ord(char)};" for char in value)

    text = _REFERENCE.sub(resolve, text)
    used = {prefix for pair in _PREFIX.findall(text) for prefix in pair if prefix} - {"xml", "xmlns"}
    missing = sorted(used.difference(_DECLARED.findall(text)))[:50]
    root = _ROOT.search(text)
    if not missing or root is None:
        return text
    namespaces = repaired_parsers().namespaces
    declared = "".join(f' xmlns:{prefix}="{namespaces.get(prefix, "urn:undeclared:" + prefix)}"' for prefix in missing)
    return text[: root.end()] + declared + text[root.end() :]


def _named_character(name: str) -> str | None:
    """HTML 4 first: that is what the document types of feeds include, and HTML 5 moved two of its names (lang, rang)."""
    code = html.entities.name2codepoint.get(name[:-1])
    return chr(code) if code is not None else html.entities.html5.get(name)


def _strict(text: str, language: str | None) -> XmlFeed:
    parser = repaired_parsers().strict("", language, "utf-8")
    drive(parser, text)
    return XmlFeed(dict(parser.feeddata), parser.entries, parser.version)


def _loose(text: str, language: str | None) -> XmlFeed:
    parser = repaired_parsers().loose("", language, "utf-8", {})
    with suppress(*HANDLER_ERRORS):  # the entries up to there are kept; the document is already known to be malformed
        parser.feed(text)
    return XmlFeed(dict(parser.feeddata), parser.entries, parser.version)


def _is_well_formed(text: str) -> bool:
    from xml.parsers import expat

    parser = expat.ParserCreate("utf-8", " ")
    try:
        parser.Parse(text.encode("utf-8", "replace"), True)
    except expat.ExpatError:
        return False
    return True
