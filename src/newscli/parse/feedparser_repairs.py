"""feedparser's two parsers with their damage undone; nothing here makes values of ours.

feedparser is called below its `parse`, because what goes wrong there cannot be repaired afterwards: `media:description` and
`media:title` overwrite the article's text and title, dates are rewritten, categories cost quadratic time, ids are resolved as if
they were addresses. Addresses stay as written (the base handed to feedparser is empty): `entry` makes them absolute once.
"""

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from newscli.parse.feedparser_elements import FeedDict, FeedparserElements


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


class _Fields(dict[str, Any]):
    """An entry's fields: as fast as a dict and, as feedparser needs it, hashed by identity."""

    __hash__ = object.__hash__  # type: ignore[assignment]


class FeedparserRepairs(FeedparserElements):
    """Handlers that take the place of feedparser's own (see the module's docstring)."""

    if TYPE_CHECKING:  # what feedparser's mixin brings
        _get_attribute: Any
        _cdf_common: Any

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
        if self.guidislink and value and "/" in value:  # a number or a word is no address, whatever isPermaLink says
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
