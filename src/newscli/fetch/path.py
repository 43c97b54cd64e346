"""The way of one request from address to address: what each hop may see and where a redirect may lead. Pure."""

from base64 import b64encode
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final, NamedTuple
from urllib.parse import unquote, urlsplit

from newscli.fetch.answers import Head
from newscli.fetch.failure import HopError
from newscli.models.document import Request
from newscli.models.private_headers import PrivateHeaders
from newscli.text import format_line
from newscli.urls import WebUrl, find_web_url

REDIRECTS: Final = frozenset((301, 302, 303, 307, 308))
_PERMANENT: Final = frozenset((301, 308))
_DEFAULT_PORTS: Final = {"http": 80, "https": 443}


class Endpoint(NamedTuple):
    """Where requests lead: one port of one host name."""

    scheme: str
    host: str
    port: int

    @property
    def stated_port(self) -> int | None:
        """None where the scheme says it."""
        return None if self.port == _DEFAULT_PORTS.get(self.scheme) else self.port

    @property
    def authority(self) -> str:
        """As a request names it in its Host field (RFC 9110 section 7.2): an IPv6 address in brackets, no default port."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.stated_port is None else f"{host}:{self.port}"


@dataclass(slots=True)
class Path:
    """Where a request has got to."""

    url: WebUrl
    headers: Mapping[str, str]
    """What only the asked host may see, with `authorization`; dropped for good on the way to another."""
    authorization: bytes | None
    missing: tuple[str, ...] = ()
    """Variables of the environment without which the headers are not whole, and nothing is asked."""
    permanent_url: WebUrl | None = None
    """Where permanent redirects alone lead; None where the reader's headers belong to the address that was asked."""
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
        # Headers of the configuration stay behind when an address is adopted, as passwords do.
        self._is_permanent = self._is_permanent and head.status in _PERMANENT and not self.headers
        if self._is_permanent:
            self.permanent_url = target
        if not _may_share_secrets(self.endpoint, endpoint_of(target)):
            self.headers, self.authorization = {}, None
        self.url = target


def start(request: Request, known: Iterable[PrivateHeaders]) -> Path:
    """The way of `request` before its first hop, with those headers of `known` that are for its address.

    Userinfo in the address becomes basic authorization (RFC 7617).
    """
    parts = urlsplit(request.url)
    authorization = None
    if parts.username is not None:
        authorization = b"Basic " + b64encode(f"{unquote(parts.username)}:{unquote(parts.password or '')}".encode())
    private = _private_headers(request, known)
    return Path(request.url, private.values if private else {}, authorization, missing=private.missing if private else ())


def _private_headers(request: Request, known: Iterable[PrivateHeaders]) -> PrivateHeaders | None:
    """The headers with the longest address that `request` lies at or below.

    What another host's document named gets none: a stranger's link is not asked for in the reader's name.
    """
    if request.named_by is not None and endpoint_of(request.named_by) != endpoint_of(request.url):
        return None
    return max((each for each in known if _covers(each.address, request.url)), key=lambda each: len(each.address), default=None)


def _covers(address: WebUrl, url: WebUrl) -> bool:
    """Whether `url` is `address` or lies below it; a whole step of the path counts, not a part of one."""
    above, below = urlsplit(bare(address)), urlsplit(bare(url))
    if endpoint_of(address) != endpoint_of(url):
        return False
    if above.query:
        return (above.path, above.query) == (below.path, below.query)
    return below.path == above.path or below.path.startswith(above.path.rstrip("/") + "/")


@lru_cache(maxsize=1_024)
def endpoint_of(url: WebUrl) -> Endpoint:
    """Where a request for `url` is sent; kept, because each request wants to know it several times."""
    parts = urlsplit(url)
    return Endpoint(parts.scheme, parts.hostname or "", parts.port or _DEFAULT_PORTS.get(parts.scheme, 80))


def bare(url: WebUrl) -> WebUrl:
    """Without userinfo, which is for the reader to give and not for a server, and without the fragment, which is never sent."""
    if "@" not in url and "#" not in url:
        return url
    parts = urlsplit(url)
    found = find_web_url(parts._replace(netloc=parts.netloc.rpartition("@")[2], fragment="").geturl())
    assert found is not None, "a part of a web address was left out"
    return found


def _may_share_secrets(old: Endpoint, new: Endpoint) -> bool:
    """The same host and port, or the upgrade to https at the usual ports."""
    return old == new or (old.host == new.host and (old.scheme, old.port, new.scheme, new.port) == ("http", 80, "https", 443))
