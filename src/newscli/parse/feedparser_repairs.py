"""feedparser's two parsers with their damage undone and their slow ways shortened; nothing here makes values of ours.

feedparser is called below its `parse`, because what goes wrong there cannot be repaired afterwards: `media:description` and
`media:title` overwrite the article's text and title, dates are rewritten, categories cost quadratic time, ids are resolved as if
they were addresses. Addresses stay as written (the base handed to feedparser is empty): `entry` makes them absolute once.
"""

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Final

FeedDict = dict[str, Any]
"""What feedparser gives: strings, lists and dictionaries of them."""


HANDLER_ERRORS: Final = (LookupError, ValueError, TypeError, AttributeError, ArithmeticError)
"""What feedparser's handlers raise on elements in places where no feed has them."""


class MalformedError(Exception):
    """A document is not well-formed XML; the message says why and where."""


@dataclass(frozen=True, slots=True)
class RepairedParsers:
    """The strict and the loose parser class, and the namespaces that feedparser knows by their usual prefix."""

    strict: Any
    loose: Any
    namespaces: dict[str, str]


@cache
def repaired_parsers() -> RepairedParsers:
    """Both parsers, imported when the first feed is read: the import costs 60 to 100 ms."""
    import feedparser.api

    switches = {"resolve_relative_uris": False, "sanitize_html": False}
    strict: Any = type("RepairedStrictParser", (FeedparserRepairs, feedparser.api.StrictFeedParser), switches)
    loose: Any = type("RepairedLooseParser", (FeedparserRepairs, feedparser.api.LooseFeedParser), switches)
    namespaces = {prefix: uri for uri, prefix in strict.namespaces.items() if prefix}
    namespaces |= dict.fromkeys(("atom", "atom10", "a10"), "http://www.w3.org/2005/Atom")
    return RepairedParsers(strict, loose, namespaces)


def drive(parser: Any, text: str) -> None:
    """Feed `text` to a strict parser. Raises MalformedError.

    expat is driven directly: xml.sax makes three objects for each element, a quarter of the time of a whole reading. No
    document type reaches it (`feed_xml.prepared`), so there is no entity to expand.
    """
    from xml.parsers import expat

    reader = expat.ParserCreate("utf-8", " ")
    reader.buffer_text = True
    reader.namespace_prefixes = True
    tags = _TagNames(parser)
    reader.StartNamespaceDeclHandler = tags.declare
    reader.StartElementHandler = lambda name, attrs: parser.unknown_starttag(tags[name], tags.attributes(attrs) if attrs else [])
    reader.EndElementHandler = lambda name: parser.unknown_endtag(tags[name])
    reader.CharacterDataHandler = parser.handle_data
    try:
        reader.Parse(text.encode("utf-8", "replace"), True)
    except expat.ExpatError as error:
        raise MalformedError(f"{expat.ErrorString(error.code)} (line {error.lineno})") from error
    except HANDLER_ERRORS as error:
        raise MalformedError(f"elements out of place (line {reader.CurrentLineNumber})") from error


class _TagNames(dict[str, str]):
    """expat's names ("namespace local prefix") as feedparser's ("prefix:local", by the prefix it knows a namespace by)."""

    def __init__(self, parser: Any) -> None:
        super().__init__()
        self._parser = parser

    def declare(self, prefix: str | None, uri: str | None) -> None:
        """A namespace comes into scope."""
        if uri:
            self.clear()
            self._parser.track_namespace(prefix or None, uri)

    def __missing__(self, name: str) -> str:
        parts = name.split(" ")
        namespace, local = (parts[0], parts[1].lower()) if len(parts) > 1 else ("", name.lower())
        if "backend.userland.com/rss" in namespace.lower():
            namespace = "http://backend.userland.com/rss"
        prefix = self._parser._matchnamespaces.get(namespace.lower())  # noqa: SLF001 - feedparser's table
        if prefix is None and namespace:
            prefix = next((known for known, uri in self._parser.namespaces_in_use.items() if known and uri == namespace), None)
        self[name] = tag = f"{prefix}:{local}" if prefix else local
        return tag

    def attributes(self, attrs: dict[str, str]) -> list[tuple[str, str]]:
        """Attributes under feedparser's names and, where they have a prefix of their own, under that too."""
        named: dict[str, str] = {}
        for name, value in attrs.items():
            parts = name.split(" ")
            if len(parts) > 1:
                prefix = self._parser._matchnamespaces.get(parts[0].lower(), "")  # noqa: SLF001
                named[f"{prefix}:{parts[1]}".lstrip(":").lower()] = value
            if len(parts) != 2:
                named[(f"{parts[2]}:{parts[1]}" if len(parts) == 3 else name).lower()] = value
        return list(named.items())


# feedparser's own hack: any other element ends an <image> or <textInput> that was never closed.
_INSIDE_IMAGES: Final = frozenset({"title", "link", "description", "name", "url", "href", "width", "height"})


class _Fields(dict[str, Any]):
    """An entry's fields: as fast as a dict and, as feedparser needs it, hashed by identity."""

    __hash__ = object.__hash__  # type: ignore[assignment]


class FeedparserRepairs:
    """Handlers that take the place of feedparser's own (see the module's docstring)."""

    can_be_relative_uri: Final = frozenset(
        {"comments", "docs", "href", "icon", "link", "logo", "url", "wfw_comment", "wfw_commentrss"}
    )

    if TYPE_CHECKING:
        push: Any
        pop: Any
        resolve_uri: Any
        map_content_type: Any
        guidislink: Any
        entries: Any
        lang: Any
        incontent: Any
        baseuri: Any
        contentparams: Any
        title_depth: Any
        inentry: Any
        depth: Any
        basestack: Any
        langstack: Any
        namespacemap: Any
        inimage: Any
        intextinput: Any
        _get_attribute: Any
        _cdf_common: Any
        _is_base64: Any
        _get_context: Any

    def unknown_starttag(self, tag: str, attrs: list[tuple[str, str]]) -> None:
        """As feedparser's, by a shorter way for an element without attributes outside of inline markup: half of all."""
        if attrs or self.incontent or not self.depth:
            super().unknown_starttag(tag, attrs)  # type: ignore[misc]
            return
        self.depth += 1
        self.basestack.append(self.baseuri)
        self.langstack.append(self.lang)
        prefix, _, suffix = tag.rpartition(":")
        prefix = self.namespacemap.get(prefix, prefix)
        name = f"{prefix}_{suffix}" if prefix else suffix
        if not prefix and suffix not in _INSIDE_IMAGES:
            self.intextinput = self.inimage = 0
        handler = getattr(self, f"_start_{name}", None)
        try:
            if handler is None:
                self.push(name, 1)
            else:
                handler({})
        except AttributeError:
            self.push(name, 1)

    def _start_item(self, attrs_d: FeedDict) -> None:
        entry = _Fields()
        self.entries.append(entry)
        self.push("item", 0)
        self.inentry = 1
        self.guidislink = 0
        self.title_depth = -1
        about = self._get_attribute(attrs_d, "rdf:about")
        if about:
            entry["id"] = about
        self._cdf_common(attrs_d)

    _start_entry = _start_item

    def handle_charref(self, ref: str) -> None:
        """As feedparser's, but a reference to no character is U+FFFD and not an exception."""
        base, digits = (16, ref[1:]) if ref[:1] in "xX" else (10, ref)
        code = int(digits, base) if 0 < len(digits) <= 7 else 0x110000
        if not 0 < code < 0x110000 or 0xD800 <= code < 0xE000:
            ref = "65533"
        super().handle_charref(ref)  # type: ignore[misc]

    def push_content(self, tag: str, attrs_d: FeedDict, default_content_type: str, expecting_text: int) -> None:
        """As feedparser's, with a plain dict, which is read ten times an element."""
        self.incontent += 1
        if self.lang:
            self.lang = self.lang.replace("_", "-")
        content_type = self.map_content_type(attrs_d.get("type", default_content_type))
        self.contentparams = {"type": content_type, "language": self.lang, "base": self.baseuri}
        self.contentparams["base64"] = self._is_base64(attrs_d, self.contentparams)
        self.push(tag, expecting_text)

    def _start_media_description(self, _attrs_d: FeedDict) -> None:
        self.push("media_description", 0)

    def _end_media_description(self) -> None:
        self._save_aside("media_description")

    def _start_media_title(self, _attrs_d: FeedDict) -> None:
        self.push("media_title", 0)

    def _end_media_title(self) -> None:
        self._save_aside("media_title")

    def _save_aside(self, key: str) -> None:
        value = self.pop(key)
        if value:
            self._get_context().setdefault(key, value)

    def _end_guid(self) -> None:
        value = self.pop("id")
        if self.guidislink and value:
            self._get_context().setdefault("link", self.resolve_uri(value))

    _end_id = _end_guid

    def _end_published(self) -> None:
        self.pop("published")

    _end_issued = _end_pubdate = _end_dcterms_issued = _end_published

    def _end_updated(self) -> None:
        self.pop("updated")

    _end_modified = _end_lastbuilddate = _end_dcterms_modified = _end_updated

    def _start_dc_date(self, _attrs_d: FeedDict) -> None:
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
