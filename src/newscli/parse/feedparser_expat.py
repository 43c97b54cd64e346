"""Drives feedparser's strict parser with expat: well-formed XML in, its handlers called; knows no feed.

xml.sax makes three objects for each element, a quarter of the time of a whole reading. No document type reaches expat
(`feed_xml.prepared`), so there is no entity to expand.
"""

from typing import Any, Final

HANDLER_ERRORS: Final = (LookupError, ValueError, TypeError, AttributeError, ArithmeticError)
"""What feedparser's handlers raise on elements in places where no feed has them."""


class MalformedError(Exception):
    """A document is not well-formed XML; the message says why and where."""


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
