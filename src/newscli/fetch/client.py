"""One address asked, redirects followed, the answer read within every bound: a Document, or the FetchError that says why not.

Does not insist and does not evade: a refusal is an answer. Cookies are neither kept nor sent.
"""

import asyncio
import ssl
from collections.abc import Callable, Iterator
from contextlib import AbstractAsyncContextManager, AsyncExitStack, contextmanager
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

import httpcore

from newscli.errors import FetchError
from newscli.fetch.addresses import is_public
from newscli.fetch.answers import Head, read_head, refusal
from newscli.fetch.dial import Lookup, look_up
from newscli.fetch.encoding import ACCEPT_ENCODING
from newscli.fetch.failure import HopError, too_large
from newscli.fetch.hosts import Hosts
from newscli.fetch.path import REDIRECTS, Path, endpoint_of, start
from newscli.fetch.proxies import find_proxy
from newscli.fetch.settings import FetchSettings
from newscli.fetch.transport import FAILURES, Transport, cut_off, make_tls_context
from newscli.host_names import is_ip
from newscli.models.document import Document, Request
from newscli.text import format_line
from newscli.urls import outlet_host, shown_url

ACCEPT: Final = {
    "feed": b"application/atom+xml, application/rss+xml, application/feed+json, application/rdf+xml;q=0.9,"
    b" application/xml;q=0.9, text/xml;q=0.9, application/json;q=0.8, text/html;q=0.5, */*;q=0.1",
    "page": b"text/html, application/xhtml+xml, application/xml;q=0.9, */*;q=0.1",
}
LARGE: Final = 256 * 1024
"""Bytes on the wire from which a body is large: 192 bodies below it at once are 48 MiB."""
LARGE_AT_ONCE: Final = 4
"""Large bodies read at once, the others wait for their turn: 4 x 16 MiB is what the worst servers can make us hold."""

Admit = Callable[[int], AbstractAsyncContextManager[object]]
"""Waits for room for a body of so many bytes, as far as is known, and keeps it while its context lasts."""
PIECES_LIMIT: Final = 50_000
"""Pieces of one body: each costs time of the loop that all requests share; 16 MiB in honest chunks are 4,096."""


@dataclass(slots=True)
class _Attempt:
    """One request under way."""

    request: Request
    path: Path
    clock: asyncio.Timeout
    held: AsyncExitStack
    """What is given back only when the answer has been handed over."""
    only_public: bool = False
    proxy: str | None = None
    is_large: bool = False
    has_answer: bool = False
    waited: float = 0.0
    """Seconds that were ours."""

    @contextmanager
    def unhurried(self) -> Iterator[None]:
        """While inside, the deadline stands still: waiting for a turn is our politeness, not the server's slowness."""
        loop, deadline = asyncio.get_running_loop(), self.clock.when()
        began = loop.time()
        self.clock.reschedule(None)
        try:
            yield
        finally:
            waited = loop.time() - began
            self.waited += waited
            self.clock.reschedule(None if deadline is None else deadline + waited)


class Client:
    """The requests of one run. Belongs to one event loop; makes one TLS context, when it is first needed."""

    def __init__(self, settings: FetchSettings, *, lookup: Lookup = look_up, admit: Admit | None = None) -> None:
        self.hosts = Hosts(per_host=settings.per_host, spacing=settings.spacing)
        self._settings = settings
        self._lookup = lookup
        self._admit = admit
        self._tls: ssl.SSLContext | None = None
        self._large = asyncio.Semaphore(LARGE_AT_ONCE)

    async def get(self, request: Request, *, held: AsyncExitStack) -> Document:
        """The answer to `request`, complete, of status 200 or 304, its body still packed. Raises FetchError.

        A large answer keeps one of `LARGE_AT_ONCE` places until the caller leaves `held`.
        """
        loop = asyncio.get_running_loop()
        started = loop.time()
        path = start(request, self._settings.private_headers)
        attempt = _Attempt(request, path, asyncio.timeout(self._settings.deadline), held, request.only_public)
        try:
            async with attempt.clock:
                head, body = await self._follow(attempt)
        except TimeoutError:
            raise self._late(attempt) from None
        except HopError as failure:
            if failure.kind == "unreachable":
                self.hosts.strike(path.endpoint)
            raise failure.at(path.url) from failure
        return Document(
            url=path.url,
            status=304 if head.status == 304 else 200,
            headers=head.headers,
            body=body,
            permanent_url=path.permanent_url,
            seconds=loop.time() - started - attempt.waited,
            is_public=attempt.only_public,
        )

    def limit(self, request: Request) -> int:
        """Bytes that the answer to `request` may have on the wire, and again when unpacked."""
        return self._settings.page_limit if request.wants == "page" else self._settings.feed_limit

    async def _follow(self, attempt: _Attempt) -> tuple[Head, bytes]:
        attempt.only_public = attempt.only_public or await self._must_be_public(attempt.request)
        while True:
            name = outlet_host(attempt.path.url)
            async with AsyncExitStack() as turn:
                with attempt.unhurried():
                    await turn.enter_async_context(self.hosts.turn(name))
                self.hosts.check(name, attempt.path.endpoint)
                head, body = await self._hop(attempt, name)
            if head.status not in REDIRECTS:
                return head, body
            attempt.path.follow(head, most=self._settings.redirects)

    async def _must_be_public(self, request: Request) -> bool:
        """Whether a document of the public internet, on another host, named the address: it may not lead into a private place."""
        if request.named_by is None or self._settings.allow_private_redirects:
            return False
        source = endpoint_of(request.named_by)
        if source.host == endpoint_of(request.url).host:
            return False
        if is_ip(source.host) or find_proxy(source.scheme, source.host) is not None:
            return not is_ip(source.host) or is_public(source.host)
        try:
            addresses = await self._lookup(source.host, source.port)
        except OSError:
            return True  # nobody knows where it stands: the stricter answer
        return any(is_public(address) for address in addresses) or not addresses

    async def _hop(self, attempt: _Attempt, name: str) -> tuple[Head, bytes]:
        """One address asked. The connection is kept if its answer was read to the end, else closed."""
        attempt.has_answer = False
        transport = self._transport(attempt, name)
        async with transport.asked(self._message(attempt)) as response:
            attempt.has_answer = True
            self.hosts.absolve(attempt.path.endpoint)
            return await self._answered(attempt, name, response)

    async def _answered(self, attempt: _Attempt, name: str, response: httpcore.Response) -> tuple[Head, bytes]:
        stream, request = response.extensions["network_stream"], attempt.request
        stream.allow_body()
        head = read_head(response.status, response.extensions["reason_phrase"], response.headers)
        if not self._settings.allow_private_redirects and _is_public_end(stream.address, attempt):
            attempt.only_public = True
        if head.status in (200, 203):
            return head, await self._read(attempt, response, head)
        if head.status in REDIRECTS:
            return head, b""
        if head.status == 304 and (request.etag or request.last_modified):
            return head, await response.aread()
        error = refusal(head, attempt.path.url)
        if head.status == 429:
            self.hosts.throttle(name, error.retry_after)
        raise error

    def _transport(self, attempt: _Attempt, name: str) -> Transport:
        """The connections for this hop; those that may lead to a private place are never lent to a hop that must not."""
        endpoint = attempt.path.endpoint
        only_public = attempt.only_public
        attempt.proxy = proxy = find_proxy(endpoint.scheme, endpoint.host)
        if proxy is not None and only_public and is_ip(endpoint.host) and not is_public(endpoint.host):
            raise HopError("redirects", format_line("a public address leads to a private one ({})", endpoint.host))

        def make() -> Transport:
            self._tls = self._tls or make_tls_context()
            connections = self._settings.per_host
            return Transport(tls=self._tls, proxy=proxy, connections=connections, only_public=only_public, lookup=self._lookup)

        try:
            return self.hosts.transport(name, (proxy, only_public), make)
        except (ImportError, ValueError) as error:
            hint = format_line("set {}_proxy to an address like http://proxy.example:3128, or unset it", endpoint.scheme)
            raise HopError("unreachable", format_line("the proxy of the environment cannot be used"), hint=hint) from error

    def _message(self, attempt: _Attempt) -> httpcore.Request:
        request, path = attempt.request, attempt.path
        if path.missing:
            raise HopError("address", format_line("not asked: its headers need ${}, which is not set", path.missing[0]))
        endpoint = path.endpoint
        fields = {
            "host": endpoint.authority.encode("ascii"),
            "user-agent": self._settings.user_agent.encode(),
            "accept": ACCEPT[request.wants],
            "accept-encoding": ACCEPT_ENCODING,
        }
        if path.authorization:
            fields["authorization"] = path.authorization
        validators = (("if-none-match", request.etag), ("if-modified-since", request.last_modified))
        try:
            fields |= {key: value.encode("latin-1") for key, value in path.headers.items()}
            fields |= {key: value.encode("latin-1") for key, value in validators if value}
            headers = [(key.encode("ascii"), value) for key, value in fields.items()]
        except UnicodeEncodeError as error:
            raise HopError("address", format_line("a header of this feed has characters that cannot be sent")) from error
        return httpcore.Request(b"GET", _address(path), headers=headers)

    async def _read(self, attempt: _Attempt, response: httpcore.Response, head: Head) -> bytes:
        """The body as sent, still packed."""
        limit = self.limit(attempt.request)
        length = head.headers.get("content-length", "")
        if length.isdecimal() and int(length[:20]) > limit:
            raise too_large(limit)
        async with AsyncExitStack() as room:
            if self._admit is not None:
                with attempt.unhurried():
                    await room.enter_async_context(self._admit(int(length[:20]) if length.isdecimal() else 0))
            return await self._pieces(attempt, response, limit)

    async def _pieces(self, attempt: _Attempt, response: httpcore.Response, limit: int) -> bytes:
        pieces: list[bytes] = []
        size = 0
        try:
            async for piece in response.aiter_stream():
                size += len(piece)
                pieces.append(piece)
                if size > limit or len(pieces) > PIECES_LIMIT:
                    raise too_large(limit)
                if size > LARGE:
                    await self._hold_large(attempt)
        except FAILURES as error:
            raise cut_off(error, has_ended=response.extensions["network_stream"].has_ended) from error
        return b"".join(pieces)

    async def _hold_large(self, attempt: _Attempt) -> None:
        if attempt.is_large:
            return
        with attempt.unhurried():
            await attempt.held.enter_async_context(self._large)
        attempt.is_large = True

    def _late(self, attempt: _Attempt) -> FetchError:
        if not attempt.has_answer:
            self.hosts.strike(attempt.path.endpoint)
        words = (
            "the answer was not complete after {:g} seconds: {}" if attempt.has_answer else "no answer within {:g} seconds: {}"
        )
        message = format_line(words, self._settings.deadline, shown_url(attempt.path.url))
        return FetchError(message, kind="timeout", is_dark=not attempt.has_answer)


def _is_public_end(address: str, attempt: _Attempt) -> bool:
    """Whether the answer came from the public internet; behind a proxy only the name is known."""
    if attempt.proxy is None:
        return is_public(address)
    host = attempt.path.endpoint.host
    return not is_ip(host) or is_public(host)


def _address(path: Path) -> httpcore.URL:
    """As it is kept: no library quotes its target anew."""
    parts, (scheme, host, _) = urlsplit(path.url), path.endpoint
    target = f"{parts.path or '/'}{'?' if parts.query else ''}{parts.query}"
    return httpcore.URL(
        scheme=scheme.encode("ascii"), host=host.encode("ascii"), port=path.endpoint.stated_port, target=target.encode("ascii")
    )
