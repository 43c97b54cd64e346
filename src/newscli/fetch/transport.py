"""The connections to one host: httpcore's over a network of our own (`network`), their TLS context, their errors in our words.

Knows nothing of documents: `client` asks and reads through it.
"""

import os
import ssl
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from importlib.util import find_spec
from typing import Final
from urllib.parse import unquote_to_bytes, urlsplit

import httpcore

from newscli.fetch.dial import Lookup
from newscli.fetch.failure import HopError
from newscli.fetch.network import Network
from newscli.text import format_line

# httpcore looks for sniffio at every lock and event, and anyio does not bring it along any more. A search of the whole path
# that finds nothing took a third of the CPU of a request; None says once that there is no such module (importlib's own sign).
if find_spec("sniffio") is None:
    sys.modules["sniffio"] = None  # type: ignore[assignment]  # what the import system itself looks for

FAILURES: Final = (httpcore.NetworkError, httpcore.ProtocolError, httpcore.ProxyError)
"""What httpcore raises where a server, a proxy or the way to them is at fault; these have no common base."""
_IDLE: Final = 15
"""Seconds a connection is kept for the next request."""


class Transport:
    """The connections to one host, at most `connections` of them; the caller sees to it that no more requests are under way.

    httpcore's own pool does not come into it: of each request it took an eighth of the CPU to choose among two connections.
    """

    def __init__(self, *, tls: ssl.SSLContext, proxy: str | None, connections: int, only_public: bool, lookup: Lookup) -> None:
        self._make = httpcore.AsyncConnectionPool(
            ssl_context=tls,
            proxy=None if proxy is None else _proxy(proxy, tls),
            keepalive_expiry=_IDLE,
            network_backend=Network(only_public=only_public and proxy is None, lookup=lookup),
        ).create_connection
        self._most = connections
        self._lent = 0
        self._kept: list[httpcore.AsyncConnectionInterface] = []
        """Those that wait for their next request, the one used last at the end."""

    @asynccontextmanager
    async def asked(self, message: httpcore.Request) -> AsyncIterator[httpcore.Response]:
        """The answer to `message`, its body still to be read. Raises HopError before there is one.

        On leaving, the connection is kept if the answer was read to its end, else closed.
        """
        self._lent += 1
        try:
            connection, response = await self._send(message)
            try:
                yield response
            finally:
                await response.aclose()
                if connection.is_idle():
                    self._kept.append(connection)
        finally:
            self._lent -= 1

    async def aclose(self) -> None:
        """Close what was kept."""
        while self._kept:
            await self._kept.pop().aclose()

    async def _send(self, message: httpcore.Request) -> tuple[httpcore.AsyncConnectionInterface, httpcore.Response]:
        kept = await self._take(message.url.origin)
        if kept is not None:
            # The server may close a kept connection at any moment: one more try, over a new one (RFC 9112 section 9.3.1).
            with suppress(*FAILURES):
                return kept, await _exchange(message, kept)
        connection = self._make(message.url.origin)
        try:
            return connection, await _exchange(message, connection)
        except FAILURES as error:
            raise broken(error) from error

    async def _take(self, origin: httpcore.Origin) -> httpcore.AsyncConnectionInterface | None:
        """A connection to `origin` that was kept; None if there is none, and then there is room for a new one."""
        for connection in reversed(self._kept):
            if connection.has_expired():
                self._kept.remove(connection)
                await connection.aclose()
            elif connection.can_handle_request(origin):
                self._kept.remove(connection)
                return connection
        if self._kept and self._lent + len(self._kept) > self._most:
            await self._kept.pop(0).aclose()
        return None


async def _exchange(message: httpcore.Request, connection: httpcore.AsyncConnectionInterface) -> httpcore.Response:
    try:
        return await connection.handle_async_request(message)
    except BaseException:
        # httpcore leaves it open where a cancellation comes between connecting and sending.
        await connection.aclose()
        raise


def _proxy(address: str, tls: ssl.SSLContext) -> httpcore.Proxy:
    """The proxy at an address of the environment. Raises ValueError, and ImportError where SOCKS needs a package."""
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https", "socks5", "socks5h") or not parts.hostname:
        raise ValueError("not the address of a proxy")
    if parts.scheme.startswith("socks") and find_spec("socksio") is None:
        raise ImportError("SOCKS needs the package socksio")  # httpcore would say so only in the midst of a request
    user, password = unquote_to_bytes(parts.username or ""), unquote_to_bytes(parts.password or "")
    url = httpcore.URL(scheme=parts.scheme.encode(), host=parts.hostname.encode("ascii"), port=parts.port, target=b"/")
    return httpcore.Proxy(
        url, auth=(user, password) if user or password else None, ssl_context=tls if parts.scheme == "https" else None
    )


def make_tls_context() -> ssl.SSLContext:
    """One context for all connections: each costs 20 ms. Trusts certifi's authorities, or those SSL_CERT_FILE or _DIR name."""
    if os.environ.get("SSL_CERT_FILE") or os.environ.get("SSL_CERT_DIR"):
        context = ssl.create_default_context()
    else:
        import certifi

        context = ssl.create_default_context(cafile=certifi.where())
    return context


def broken(error: Exception) -> HopError:
    """Before an answer; `error` is one of `FAILURES`. The library's own words are never shown: they may hold a stranger's."""
    if isinstance(error, httpcore.LocalProtocolError):
        return HopError("address", format_line("the request cannot be sent: a header of this feed is malformed"))
    if isinstance(error, httpcore.ProxyError):
        return HopError("unreachable", format_line("the proxy refused to connect"))
    if isinstance(error, httpcore.RemoteProtocolError):
        hung_up = str(error).startswith("Server disconnected")
        return HopError(
            "protocol", format_line("the server hung up without an answer" if hung_up else "the answer is not valid HTTP")
        )
    return HopError("unreachable", format_line("the connection broke off"))


def cut_off(error: Exception, *, has_ended: bool) -> HopError:
    """Within a body; `error` is one of `FAILURES`."""
    if has_ended or not isinstance(error, httpcore.RemoteProtocolError):
        return HopError("protocol", format_line("the answer ends too early"))
    return HopError("protocol", format_line("the answer is not valid HTTP"))
