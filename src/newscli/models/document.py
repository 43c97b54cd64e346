"""What is asked of a server and what came back: all that crosses from fetch to parse."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from newscli.errors import FetchError
from newscli.text import SafeLine
from newscli.urls import WebUrl


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One GET. `key` is the caller's own, returned with the outcome."""

    key: int
    url: WebUrl
    wants: Literal["feed", "page"]
    etag: str | None = None
    last_modified: str | None = None
    named_by: WebUrl | None = None
    """Where the document stands that named the address, if no person did: a public one may not lead to a private place."""
    only_public: bool = False
    """Whether the address was found in a document of the public internet, and so must not lead into a private network."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A complete answer of status 200 or 304: decoded from its content encoding, not from its charset."""

    url: WebUrl
    """Where it came from after redirects."""
    status: int
    headers: Mapping[str, str]
    """Names in lower case. Strangers' text, not yet cleaned: never shown."""
    body: bytes
    permanent_url: WebUrl | None
    """Where 301/308 answers alone lead from the address that was asked; None without them."""
    seconds: float
    """From the start of connecting to the last byte received, redirects included, our own pauses not."""
    is_public: bool = False
    """Whether it came from the public internet: addresses in it are asked with `Request.only_public`."""

    @property
    def content_type(self) -> str | None:
        """The Content-Type header, as sent."""
        return self.headers.get("content-type")


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """The outcome for one request: a document or the reason why there is none."""

    request: Request
    document: Document | None
    error: FetchError | None
    reason_phrase: SafeLine | None = None
