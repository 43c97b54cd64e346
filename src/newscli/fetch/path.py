"""The way of one request from address to address: what each hop may see and where a redirect may lead. Pure."""

from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, NamedTuple
from urllib.parse import unquote, urlsplit

from newscli.fetch.answers import Head
from newscli.fetch.failure import HopError
from newscli.models.document import Request
from newscli.text import format_line
from newscli.urls import WebUrl, find_web_url

REDIRECTS: Final = frozenset((301, 302, 303, 307, 308))
_PERMANENT: Final = frozenset((301, 308))


class Endpoint(NamedTuple):
    """Where requests lead: one port of one host name."""

    scheme: str
    host: str
    port: int


@dataclass(slots=True)
class Path:
    """Where a request has got to."""

    url: WebUrl
    headers: Mapping[str, str]
    """What only the asked host may see, with `authorization`; dropped for good on the way to another."""
    authorization: bytes | None
    permanent_url: WebUrl | None = None
    _is_permanent: bool = True
    _seen: set[WebUrl] = field(default_factory=set)

    @property
    def endpoint(self) -> Endpoint:
        """Where the next request goes."""
        return endpoint_of(self.url)

    def follow(self, head: Head, *, most: int) -> None:
        """Go on to where `head` leads. Raises HopError for a circle, for more than `most` hops, for what is no web address."""
        # Header values are bytes; those beyond ASCII are UTF-8 on the web (WHATWG Fetch, "location URL").
        location = head.headers.get("location", "").encode("latin-1").decode("utf-8", "replace")
        found = find_web_url(location, base=self.url) if location else None
        if found is None:
            raise HopError("redirects", format_line("it leads to something that is no web address"))
        target = bare(found)
        self._seen.add(bare(self.url))
        if target in self._seen:
            raise HopError("redirects", format_line("it leads in a circle"))
        if len(self._seen) > most:
            raise HopError("redirects", format_line("it leads on more than {} times", most))
        self._is_permanent = self._is_permanent and head.status in _PERMANENT
        if self._is_permanent:
            self.permanent_url = target
        if not _may_share_secrets(self.endpoint, endpoint_of(target)):
            self.headers, self.authorization = {}, None
        self.url = target


def start(request: Request) -> Path:
    """The way of `request` before its first hop; userinfo in its address becomes basic authorization (RFC 7617)."""
    parts = urlsplit(request.url)
    authorization = None
    if parts.username is not None:
        authorization = b"Basic " + b64encode(f"{unquote(parts.username)}:{unquote(parts.password or '')}".encode())
    return Path(request.url, request.headers, authorization)


def endpoint_of(url: WebUrl) -> Endpoint:
    """Where a request for `url` is sent."""
    parts = urlsplit(url)
    return Endpoint(parts.scheme, parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80))


def bare(url: WebUrl) -> WebUrl:
    """Without userinfo, which is for the reader to give and not for a server, and without the fragment, which is never sent."""
    parts = urlsplit(url)
    found = find_web_url(parts._replace(netloc=parts.netloc.rpartition("@")[2], fragment="").geturl())
    assert found is not None, "a part of a web address was left out"
    return found


def _may_share_secrets(old: Endpoint, new: Endpoint) -> bool:
    """The same host and port, or the upgrade to https at the usual ports."""
    return old == new or (old.host == new.host and (old.scheme, old.port, new.scheme, new.port) == ("http", 80, "https", 443))
