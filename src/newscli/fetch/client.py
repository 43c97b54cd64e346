"""One address asked, redirects followed, the answer read within every bound: a Document, or the FetchError that says why not.

Does not retry, does not evade: a refusal is an answer. Cookies are neither kept nor sent.
"""

import asyncio
import os
import ssl
from collections.abc import Mapping
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import SplitResult, urlsplit

from newscli.errors import FetchError
from newscli.fetch.addresses import is_public
from newscli.fetch.answers import refusal
from newscli.fetch.connection import Connection, Endpoint, Head
from newscli.fetch.dial import Lookup, look_up
from newscli.fetch.encoding import ACCEPT_ENCODING, EncodingError, TooLargeError, unpack
from newscli.fetch.failure import HopError
from newscli.fetch.hosts import Hosts
from newscli.fetch.proxies import basic_credentials, find_proxy
from newscli.fetch.settings import FetchSettings
from newscli.models.document import Document, Request
from newscli.text import format_line
from newscli.urls import WebUrl, find_web_url, is_ip, outlet_host, shown_url

ACCEPT: Final = {
    "feed": b"application/atom+xml, application/rss+xml, application/feed+json, application/rdf+xml;q=0.9,"
    b" application/xml;q=0.9, text/xml;q=0.9, application/json;q=0.8, text/html;q=0.5, */*;q=0.1",
    "page": b"text/html, application/xhtml+xml, application/xml;q=0.9, */*;q=0.1",
}
LARGE: Final = 256 * 1024
"""Packed bytes from which a body is large; the 99th percentile of feeds is about 1 MB, the median 30 kB."""
LARGE_AT_ONCE: Final = 4
"""Large bodies read at once, the others wait for their turn: 4 x (16 + 16) MiB is what the worst servers can make us hold."""

REDIRECTS: Final = frozenset((301, 302, 303, 307, 308))
_PERMANENT: Final = frozenset((301, 308))
_OURS: Final = frozenset(("host", "accept-encoding", "connection", "content-length", "transfer-encoding", "te", "upgrade"))


@dataclass(slots=True)
class _Path:
    """Where a request has got to; changes from hop to hop."""

    url: WebUrl
    headers: Mapping[str, str]
    """What only the asked host may see; emptied for good on the way to another."""
    authorization: bytes | None
    clock: asyncio.Timeout
    held: AsyncExitStack
    """What is given back only when the answer has been handed over."""
    only_public: bool = False
    is_large: bool = False
    permanent_url: WebUrl | None = None
    is_permanent: bool = True
    seen: set[WebUrl] = field(default_factory=set)
    has_answer: bool = False

    def forgive(self, since: float) -> None:
        """Waiting for a turn is our politeness, not the server's slowness: move the deadline by the time since `since`."""
        now = asyncio.get_running_loop().time()
        self.clock.reschedule((self.clock.when() or now) + now - since)


class Client:
    """The requests of one run. Belongs to one event loop; makes one TLS context, when it is first needed."""

    def __init__(self, settings: FetchSettings, *, lookup: Lookup = look_up) -> None:
        self.hosts = Hosts(per_host=settings.per_host, spacing=settings.spacing)
        self._settings = settings
        self._lookup = lookup
        self._tls: ssl.SSLContext | None = None
        self._large = asyncio.Semaphore(LARGE_AT_ONCE)

    async def get(self, request: Request, *, held: AsyncExitStack) -> Document:
        """The answer to `request`, complete, of status 200 or 304. Raises FetchError.

        A large answer keeps one of `LARGE_AT_ONCE` places until the caller leaves `held`.
        """
        loop = asyncio.get_running_loop()
        started = loop.time()
        parts = urlsplit(request.url)
        clock = asyncio.timeout(self._settings.deadline)
        path = _Path(request.url, request.headers, basic_credentials(parts.username, parts.password), clock, held)
        try:
            async with clock:
                head, body = await self._follow(request, path)
        except TimeoutError:
            raise self._late(path) from None
        except HopError as failure:
            if failure.kind == "unreachable":
                self.hosts.strike(_endpoint(path.url))
            message = format_line("{}: {}", failure.words, shown_url(path.url))
            raise FetchError(message, kind=failure.kind, hint=failure.hint) from failure
        return Document(
            url=path.url,
            status=304 if head.status == 304 else 200,
            headers=head.headers,
            body=body,
            permanent_url=path.permanent_url,
            seconds=loop.time() - started,
        )

    async def _follow(self, request: Request, path: _Path) -> tuple[Head, bytes]:
        while True:
            name = outlet_host(path.url)
            came_at = asyncio.get_running_loop().time()
            async with self.hosts.turn(name):
                path.forgive(came_at)
                self.hosts.check(name, _endpoint(path.url))
                head, body = await self._hop(request, path, name)
            if head.status not in REDIRECTS:
                return head, body
            self._redirect(path, head)

    async def _hop(self, request: Request, path: _Path, name: str) -> tuple[Head, bytes]:
        """One address asked. The connection is kept if its answer was read to the end, else closed."""
        endpoint = _endpoint(path.url)
        path.has_answer = False
        connection, head = await self._ask(request, path, name)
        path.has_answer = True
        self.hosts.absolve(endpoint)
        try:
            if not self._settings.allow_private_redirects and _is_public_end(connection, endpoint):
                path.only_public = True
            if head.status in (200, 203):
                limit = self._settings.page_limit if request.wants == "page" else self._settings.feed_limit
                return head, await self._read(path, connection, head, limit)
            connection.skip_body()
            if head.status in REDIRECTS or (head.status == 304 and (request.etag or request.last_modified)):
                return head, b""
            error = refusal(head, path.url)
            if head.status == 429:
                self.hosts.throttle(name, error.retry_after)
            raise error
        finally:
            self.hosts.keep(name, endpoint, connection)

    async def _ask(self, request: Request, path: _Path, name: str) -> tuple[Connection, Head]:
        endpoint = _endpoint(path.url)
        target, headers = self._message(request, path)
        kept = self.hosts.take_kept(name, endpoint, only_public=path.only_public)
        if kept is not None:
            try:
                return kept, await kept.ask(target, headers)
            except HopError:
                # The server may close an idle connection at any moment: one more try on a new one (RFC 9112 section 9.3.1).
                kept.close()
            except BaseException:
                kept.close()
                raise
        connection = await self._open(endpoint, only_public=path.only_public)
        try:
            return connection, await connection.ask(target, headers)
        except BaseException:
            connection.close()
            raise

    async def _open(self, endpoint: Endpoint, *, only_public: bool) -> Connection:
        proxy = find_proxy(endpoint.scheme, endpoint.host)
        if proxy is not None and only_public and is_ip(endpoint.host) and not is_public(endpoint.host):
            raise HopError("redirects", format_line("a public address leads to a private one ({})", endpoint.host))
        if endpoint.scheme == "https" and self._tls is None:
            self._tls = make_tls_context()
        tls = self._tls if endpoint.scheme == "https" else None
        return await Connection.open(endpoint, proxy=proxy, tls=tls, only_public=only_public, lookup=self._lookup)

    async def _read(self, path: _Path, connection: Connection, head: Head, limit: int) -> bytes:
        length = head.headers.get("content-length", "")
        if length.isdecimal() and int(length[:20]) > limit:
            raise _too_large(limit)
        pieces: list[bytes] = []
        size = 0
        while piece := await connection.read_piece():
            size += len(piece)
            if size > limit:
                raise _too_large(limit)
            if size > LARGE:
                await self._hold_large(path)
            pieces.append(piece)
        return await self._unpack(path, b"".join(pieces), head.headers.get("content-encoding", ""), limit)

    async def _unpack(self, path: _Path, packed: bytes, encoding: str, limit: int) -> bytes:
        try:
            try:
                return unpack(packed, encoding, limit=limit if path.is_large else min(limit, LARGE))
            except TooLargeError:
                if path.is_large:
                    raise
                await self._hold_large(path)
                return unpack(packed, encoding, limit=limit)
        except TooLargeError as error:
            raise _too_large(limit) from error
        except EncodingError as error:
            raise HopError("protocol", format_line("the answer cannot be unpacked: {}", error)) from error

    async def _hold_large(self, path: _Path) -> None:
        if path.is_large:
            return
        came_at = asyncio.get_running_loop().time()
        await path.held.enter_async_context(self._large)
        path.is_large = True
        path.forgive(came_at)

    def _message(self, request: Request, path: _Path) -> tuple[str, list[tuple[bytes, bytes]]]:
        parts = urlsplit(path.url)
        fields = {
            "host": parts.netloc.rpartition("@")[2].encode(),
            "user-agent": self._settings.user_agent.encode(),
            "accept": ACCEPT[request.wants],
            "accept-encoding": ACCEPT_ENCODING.encode(),
        }
        if path.authorization:
            fields["authorization"] = path.authorization
        try:
            fields |= {key.lower(): value.encode("latin-1") for key, value in path.headers.items() if key.lower() not in _OURS}
            validators = (("if-none-match", request.etag), ("if-modified-since", request.last_modified))
            fields |= {key: value.encode("latin-1") for key, value in validators if value}
        except UnicodeEncodeError as error:
            raise HopError("address", format_line("a header of this feed has characters that cannot be sent")) from error
        proxy = find_proxy(parts.scheme, parts.hostname or "") if parts.scheme == "http" else None
        if proxy is not None and proxy.authorization:
            fields["proxy-authorization"] = proxy.authorization
        target = SplitResult("", "", parts.path or "/", parts.query, "").geturl()
        if proxy is not None:
            target = f"http://{parts.netloc.rpartition('@')[2]}{target}"
        return target, [(name.encode("latin-1"), value) for name, value in fields.items()]

    def _redirect(self, path: _Path, head: Head) -> None:
        """Go on to where `head` leads. Raises HopError."""
        # Header values are bytes; those beyond ASCII are UTF-8 on the web (WHATWG Fetch, "location URL").
        location = head.headers.get("location", "").encode("latin-1").decode("utf-8", "replace")
        target = find_web_url(location, base=path.url) if location else None
        if target is None:
            raise HopError("redirects", format_line("it leads to something that is no web address"))
        target = _bare(target)
        path.seen.add(path.url)
        if target in path.seen:
            raise HopError("redirects", format_line("it leads in a circle"))
        if len(path.seen) > self._settings.redirects:
            raise HopError("redirects", format_line("it leads on more than {} times", self._settings.redirects))
        path.is_permanent = path.is_permanent and head.status in _PERMANENT
        if path.is_permanent:
            path.permanent_url = target
        if not _keeps_secrets(path.url, target):
            path.headers, path.authorization = {}, None
        path.url = target

    def _late(self, path: _Path) -> FetchError:
        if not path.has_answer:
            self.hosts.strike(_endpoint(path.url))
        words = "the answer was not complete after {:g} seconds: {}" if path.has_answer else "no answer within {:g} seconds: {}"
        return FetchError(format_line(words, self._settings.deadline, shown_url(path.url)), kind="timeout")


def make_tls_context() -> ssl.SSLContext:
    """One context for all connections: each costs 20 ms. Trusts certifi's authorities, or those SSL_CERT_FILE or _DIR name."""
    if os.environ.get("SSL_CERT_FILE") or os.environ.get("SSL_CERT_DIR"):
        context = ssl.create_default_context()
    else:
        import certifi

        context = ssl.create_default_context(cafile=certifi.where())
    context.set_alpn_protocols(["http/1.1"])
    return context


def _endpoint(url: WebUrl) -> Endpoint:
    parts = urlsplit(url)
    return Endpoint(parts.scheme, parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80))


def _is_public_end(connection: Connection, endpoint: Endpoint) -> bool:
    if connection.address is not None:
        return is_public(connection.address)
    return not is_ip(endpoint.host) or is_public(endpoint.host)  # behind a proxy only the name is known


def _bare(url: WebUrl) -> WebUrl:
    """Without userinfo, which is for the reader to give and not for a server, and without the fragment, which is never sent."""
    parts = urlsplit(url)
    bare = find_web_url(parts._replace(netloc=parts.netloc.rpartition("@")[2], fragment="").geturl())
    assert bare is not None, "a part of a web address was left out"
    return bare


def _keeps_secrets(url: WebUrl, target: WebUrl) -> bool:
    """Whether what `url` was trusted with may go on to `target`: the same host and port, or its upgrade to https."""
    old, new = _endpoint(url), _endpoint(target)
    return old == new or (old.host == new.host and (old.scheme, old.port, new.scheme, new.port) == ("http", 80, "https", 443))


def _too_large(limit: int) -> HopError:
    return HopError(
        "too-large",
        format_line("the answer is larger than {:g} MiB", limit / (1024 * 1024)),
        hint=format_line("the bounds are refresh.feed_mib and refresh.page_mib in the configuration"),
    )
