"""XML feeds read by feedparser, with its damage undone: the one place that knows feedparser; gives its dictionaries, makes no values of ours.

What is changed here, because it cannot be repaired afterwards (docs/internals/feeds.md has the measurements):
`media:description` and `media:title` no longer overwrite the article's text and title; dates stay as written, `dates` reads them;
categories cost linear time; small damage (bare ampersands, HTML entities, undeclared prefixes) is mended before the strict
parser gives up, and only the entries that stay malformed go to the loose one.
"""

import html.entities
import io
import re
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from newscli.parse.split import SplitFeed, split_feed

if TYPE_CHECKING:
    from xml.sax.xmlreader import XMLReader

FeedDict = dict[str, Any]
"""What feedparser calls FeedParserDict: strings, lists and dictionaries of them."""

_MANY_ATTRIBUTES: Final = 100
_CHECK_LIMIT: Final = 20_000_000
"""Characters that may be read to find which entries are malformed: each entry is checked within the feed's head and tail."""

_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_DECLARATION = re.compile(r"\s*<\?xml[^>]{0,400}?\?>")
_DOCTYPE = re.compile(r"<!DOCTYPE\s[^\[>]{0,2000}(?:\[(?P<subset>[^\]]*)\]\s*)?>", re.IGNORECASE)
_ENTITY = re.compile(r"<!ENTITY\s+(?P<name>\w{1,60})\s+(?:\"(?P<double>[^\"&%<]{0,400})\"|'(?P<single>[^'&%<]{0,400})')\s*>")
_LADEN_TAG = re.compile(
    rf"<(?P<name>[A-Za-z_][\w:.-]*+)(?:\s++[^\s=<>/]++(?:\s*+=\s*+(?:\"[^\"<]*+\"|'[^'<]*+'))?+){{{_MANY_ATTRIBUTES},}}+[^<>]*+>"
)
_OPAQUE = r"<!\[CDATA\[.*?(?:\]\]>|\Z)|<!--.*?(?:-->|\Z)|<\?.*?(?:\?>|\Z)"
_REFERENCE = re.compile(rf"(?s){_OPAQUE}|&(?P<name>\w{{1,40}};|#\d{{1,7}};|#[xX][0-9a-fA-F]{{1,6}};)?")
_XML_NAMES: Final = frozenset({"amp;", "lt;", "gt;", "quot;", "apos;"})
_PREFIX = re.compile(r"<([A-Za-z_][\w.-]{0,30}):[A-Za-z_]|\s([A-Za-z_][\w.-]{0,30}):[\w.-]+\s*=")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_ROOT = re.compile(r"<[A-Za-z_][\w:.-]*+(?=[\s/>])")


@dataclass(frozen=True, slots=True)
class XmlFeed:
    """A feed as feedparser sees it. `hashes` has the raw hash of each entry where the document could be cut, else None."""

    feed: FeedDict
    entries: list[FeedDict]
    version: str
    problem: str | None = None
    """Why the document is not well-formed XML."""


def prepared(text: str) -> tuple[str, dict[str, str]]:
    """`text` without what no parser needs: declaration, characters that XML forbids, the document type; and its plain entities."""
    text = _ILLEGAL.sub("", text) if _ILLEGAL.search(text) else text
    declaration = _DECLARATION.match(text)
    if declaration:
        text = text[declaration.end() :]
    entities: dict[str, str] = {}
    root = _ROOT.search(text)
    doctype = _DOCTYPE.search(text, 0, root.start() if root else 0)
    if doctype:
        for found in _ENTITY.finditer(doctype["subset"] or ""):
            entities[found["name"]] = found["double"] if found["double"] is not None else found["single"]
        text = text[: doctype.start()] + text[doctype.end() :]
    if len(text) > 1_000 and _LADEN_TAG.search(text):
        text = _LADEN_TAG.sub(lambda tag: f"<{tag['name']}>", text)
    return text.strip(), entities


def read_xml(text: str, url: str, language: str | None, entities: dict[str, str]) -> XmlFeed:
    """Read a prepared document: strictly as it stands, else mended, else loosely where it stays malformed."""
    if not entities:
        try:
            return _strict(text, url, language)
        except _malformed() as error:
            problem: str | None = _problem(error)
    else:
        problem = None
    text = _mended(text, entities)
    try:
        read = _strict(text, url, language)
    except _malformed() as error:
        problem = problem or _problem(error)
        read = _partly_loose(text, url, language)
    return XmlFeed(read.feed, read.entries, read.version, problem)


def _partly_loose(text: str, url: str, language: str | None) -> XmlFeed:
    """The well-formed entries strictly, the others loosely, in the order of the document."""
    split = split_feed(text)
    if split is None or len(split.entries) * (len(split.head) + len(split.tail)) > _CHECK_LIMIT:
        return _loose(text, url, language)
    is_good = [_is_well_formed(split.around((entry,))) for entry in split.entries]
    if not any(is_good):
        return _loose(text, url, language)
    good = _strict(split.around(_chosen(split, is_good, wanted=True)), url, language)
    bad = _loose(split.around(_chosen(split, is_good, wanted=False)), url, language)
    if len(good.entries) != sum(is_good) or len(bad.entries) != len(is_good) - sum(is_good):
        return _loose(text, url, language)
    strict_entries, loose_entries = iter(good.entries), iter(bad.entries)
    entries = [next(strict_entries if is_fine else loose_entries) for is_fine in is_good]
    return XmlFeed(good.feed, entries, good.version)


def _chosen(split: SplitFeed, is_good: list[bool], *, wanted: bool) -> tuple[str, ...]:
    return tuple(entry for entry, is_fine in zip(split.entries, is_good, strict=True) if is_fine is wanted)


def _mended(text: str, entities: dict[str, str]) -> str:
    """Bare ampersands escaped, named entities of HTML and of the document resolved, undeclared prefixes declared."""

    def resolve(found: re.Match[str]) -> str:
        whole, name = found.group(), found["name"]
        if not whole.startswith("&") or name in _XML_NAMES or (name and name.startswith("#")):
            return whole
        if name is None:
            return "&amp;"
        value = entities.get(name[:-1]) or _named_character(name)
        if value is None:
            return f"&amp;{name}"
        return "".join(f"&#{ord(char)};" for char in value)

    text = _REFERENCE.sub(resolve, text)
    used = {prefix for pair in _PREFIX.findall(text) for prefix in pair if prefix} - {"xml", "xmlns"}
    missing = sorted(prefix for prefix in used if f"xmlns:{prefix}" not in text)[:50]
    root = _ROOT.search(text)
    if not missing or root is None:
        return text
    declared = "".join(f' xmlns:{prefix}="{_known_namespaces().get(prefix, "urn:undeclared:" + prefix)}"' for prefix in missing)
    return text[: root.end()] + declared + text[root.end() :]


def _named_character(name: str) -> str | None:
    """HTML 4 first: that is what the document types of feeds include, and HTML 5 moved two of its names (lang, rang)."""
    code = html.entities.name2codepoint.get(name[:-1])
    return chr(code) if code is not None else html.entities.html5.get(name)


def _strict(text: str, url: str, language: str | None) -> XmlFeed:
    import xml.sax.xmlreader

    parser = _parsers().strict(url, language, "utf-8")
    reader = _new_reader(parser)
    source = xml.sax.xmlreader.InputSource()
    source.setEncoding("utf-8")
    source.setByteStream(io.BytesIO(text.encode("utf-8", "replace")))
    reader.parse(source)
    return XmlFeed(parser.feeddata, parser.entries, parser.version)


def _loose(text: str, url: str, language: str | None) -> XmlFeed:
    parser = _parsers().loose(url, language, "utf-8", {})
    parser.feed(text)
    return XmlFeed(parser.feeddata, parser.entries, parser.version)


def _new_reader(handler: Any) -> "XMLReader":  # noqa: ANN401 - feedparser has no types
    import xml.sax
    import xml.sax.handler

    reader = xml.sax.make_parser()  # noqa: S317 - no document type reaches it (`prepared`), so it has no entity to expand
    reader.setFeature(xml.sax.handler.feature_namespaces, True)
    reader.setFeature(xml.sax.handler.feature_external_ges, False)
    reader.setContentHandler(handler)
    reader.setErrorHandler(handler)
    return reader


def _is_well_formed(text: str) -> bool:
    from xml.parsers import expat

    parser = expat.ParserCreate("utf-8", " ")
    try:
        parser.Parse(text.encode("utf-8", "replace"), True)
    except expat.ExpatError:
        return False
    return True


def _malformed() -> tuple[type[Exception], ...]:
    import xml.sax

    return (xml.sax.SAXException, UnicodeError)


def _problem(error: Exception) -> str:
    line = getattr(error, "getLineNumber", lambda: None)()
    reason = getattr(error, "getMessage", lambda: "undecodable")()
    return f"{reason} (line {line})" if line else reason


@dataclass(frozen=True, slots=True)
class _Parsers:
    strict: Any
    loose: Any
    known: dict[str, str] = field(default_factory=dict)


def _known_namespaces() -> dict[str, str]:
    """Prefix to namespace, as feedparser knows them, for documents that forgot to say."""
    return _parsers().known


@cache
def _parsers() -> _Parsers:
    import feedparser.api

    strict = type("RepairedStrictParser", (_repairs(), feedparser.api.StrictFeedParser), {})
    loose = type("RepairedLooseParser", (_repairs(), feedparser.api.LooseFeedParser), {})
    for parser in (strict, loose):
        parser.resolve_relative_uris = False
        parser.sanitize_html = False
    known = {prefix: uri for uri, prefix in strict.namespaces.items() if prefix}
    known |= dict.fromkeys(("atom", "atom10", "a10"), "http://www.w3.org/2005/Atom")
    return _Parsers(strict, loose, known)


def _repairs() -> type:
    return FeedparserRepairs


class FeedparserRepairs:
    """Handlers that take the place of feedparser's own (see the module's docstring)."""

    # An id is compared, not followed: resolving one that is no address would change it whenever the feed moves.
    can_be_relative_uri: Final = frozenset({"comments", "docs", "href", "icon", "link", "logo", "url", "wfw_comment", "wfw_commentrss"})

    if TYPE_CHECKING:
        push: Any
        pop: Any
        resolve_uri: Any
        guidislink: Any
        version: Any
        _get_context: Any

    def _start_media_description(self, attrs_d: FeedDict) -> None:
        self.push("media_description", 0)

    def _end_media_description(self) -> None:
        self._save_aside("media_description")

    def _start_media_title(self, attrs_d: FeedDict) -> None:
        self.push("media_title", 0)

    def _end_media_title(self) -> None:
        self._save_aside("media_title")

    def _save_aside(self, key: str) -> None:
        value = self.pop(key)
        if value:
            self._get_context().setdefault(key, value)

    def _end_guid(self) -> None:
        value = self.pop("id")
        context = self._get_context()
        if value and self.version.startswith("atom") and not _SCHEME.match(value):
            context["id"] = self.resolve_uri(value)
        context.setdefault("guidislink", bool(self.guidislink and "link" not in context))
        if self.guidislink and value:
            context.setdefault("link", self.resolve_uri(value))

    _end_id = _end_guid

    def _end_published(self) -> None:
        self.pop("published")

    _end_issued = _end_pubdate = _end_dcterms_issued = _end_published

    def _end_updated(self) -> None:
        self.pop("updated")

    _end_modified = _end_lastbuilddate = _end_dcterms_modified = _end_updated

    def _start_dc_date(self, attrs_d: FeedDict) -> None:
        self.push("dc_date", 1)

    def _end_dc_date(self) -> None:
        self.pop("dc_date")

    def _end_created(self) -> None:
        self.pop("created")

    _end_dcterms_created = _end_created

    def _end_expirationdate(self) -> None:
        self.pop("expired")

    def _add_tag(self, term: str | None, scheme: str | None, label: str | None) -> None:
        # feedparser compares each with all before: 20,000 categories cost 20 s.
        tags = self._get_context().setdefault("tags", [])
        if term or scheme or label:
            tags.append({"term": term, "scheme": scheme, "label": label})
