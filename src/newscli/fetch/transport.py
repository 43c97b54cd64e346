"""httpx's transport over a network of our own: addresses are judged before they are connected to, and heads are bounded.

Knows nothing of documents: `client` asks and reads through it.
"""

import os
import ssl
import sys
from collections.abc import Iterable
from importlib.util import find_spec
from typing import Any, Final

import httpcore
import httpx

from newscli.fetch.dial import Lookup, dial
from newscli.fetch.failure import HopError
from newscli.text import format_line

HEAD_LIMIT: Final = 128 * 1024
"""Bytes read before an answer's head is complete, interim answers (1xx) included; h11 itself bounds one head at 100 kB."""

# httpcore looks for sniffio at every lock and event, and anyio does not bring it along any more. A search of the whole path
# that finds nothing took a third of the CPU of a request; None says once that there is no such module (importlib's own sign).
if find_spec("sniffio") is None:
    sys.modules["sniffio"] = None  # type: ignore[assignment]  # what the import system itself looks for

SocketOptions = Iterable[tuple[int, int, int] | tuple[int, int, bytes | bytearray] | tuple[int, int, None, int]]


class Transport(httpx.AsyncHTTPTransport):
    """The connections to one host. Errors of the network come out as HopError, those of the protocol as httpx's."""

    def __init__(self, *, tls: ssl.SSLContext, proxy: str | None, connections: int, only_public: bool, lookup: Lookup) -> None:
        limits = httpx.Limits(max_connections=connections, max_keepalive_connections=connections, keepalive_expiry=15)
        super().__init__(verify=tls, trust_env=False, limits=limits, proxy=proxy)
        self.network = Network(only_public=only_public and proxy is None, lookup=lookup)
        # httpx has no parameter for httpcore's documented `network_backend`; a test fails should this stop to work.
        self._pool._network_backend = self.network  # noqa: SLF001


class Network(httpcore.AsyncNetworkBackend):
    """How connections are made. `dials` counts them: a request that did not raise it went over a kept connection."""

    def __init__(self, *, only_public: bool, lookup: Lookup) -> None:
        self.dials = 0
        self._only_public = only_public
        self._lookup = lookup
        self._sockets = httpcore.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # httpcore's signature; the deadline is the client's
        local_address: str | None = None,
        socket_options: SocketOptions | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """A connection to the first address of `host` that answers. Raises HopError."""

        async def connect(address: str) -> Stream:
            options = {"timeout": timeout, "local_address": local_address, "socket_options": socket_options}
            return Stream(await self._sockets.connect_tcp(address, port, **options), address)  # type: ignore[arg-type]

        self.dials += 1
        return await dial(host, port, connect, only_public=self._only_public, lookup=self._lookup)

    async def sleep(self, seconds: float) -> None:
        """As httpcore needs it between its own retries, of which there are none."""
        await self._sockets.sleep(seconds)


class Stream(httpcore.AsyncNetworkStream):
    """A connection that knows where it leads and how much was read for the answer under way."""

    def __init__(self, inner: httpcore.AsyncNetworkStream, address: str) -> None:
        self._inner = inner
        self._room: float = HEAD_LIMIT
        self.address = address
        self.has_ended = False
        """Whether the server has closed its end."""

    def allow_body(self) -> None:
        """The head is complete: from here on the client bounds what it reads."""
        self._room = float("inf")

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """What arrived. Raises HopError where a head never ends: a server may send interim answers for ever."""
        data = await self._inner.read(max_bytes, timeout)
        self._room -= len(data)
        if self._room < 0:
            raise HopError("protocol", format_line("the answer never begins"))
        self.has_ended = not data
        return data

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Send `buffer`; a new answer is expected."""
        self._room = HEAD_LIMIT
        await self._inner.write(buffer, timeout)

    async def aclose(self) -> None:
        """Close."""
        await self._inner.aclose()

    async def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """The same connection under TLS. Raises HopError that says what is wrong with a certificate."""
        try:
            return Stream(await self._inner.start_tls(ssl_context, server_hostname, timeout), self.address)
        except BaseException as error:
            # httpcore's own stream stays open when the deadline ends a handshake.
            await self._inner.aclose()
            if isinstance(error, httpcore.ConnectError):
                raise _distrusted(error.__cause__) from error
            raise

    def get_extra_info(self, info: str) -> Any:
        """As httpcore's own streams have it."""
        return self._inner.get_extra_info(info)


def _distrusted(error: BaseException | None) -> HopError:
    if not isinstance(error, ssl.SSLCertVerificationError):
        return HopError("tls", format_line("a secure connection could not be made"))
    words = {  # codes of OpenSSL's x509_vfy.h
        9: "the server's certificate is not valid yet",
        10: "the server's certificate has expired",
        18: "the server's certificate is signed by itself",
        19: "the server's certificate is signed by nobody known",
        20: "the server's certificate is signed by nobody known",
        62: "the server's certificate is for another host",
        64: "the server's certificate is for another host",
    }.get(error.verify_code, "the server's certificate cannot be trusted")
    hint = format_line("is the clock of this machine right?") if error.verify_code in (9, 10) else None
    return HopError("tls", format_line(words), hint=hint)


def make_tls_context() -> ssl.SSLContext:
    """One context for all connections: each costs 20 ms. Trusts certifi's authorities, or those SSL_CERT_FILE or _DIR name."""
    if os.environ.get("SSL_CERT_FILE") or os.environ.get("SSL_CERT_DIR"):
        context = ssl.create_default_context()
    else:
        import certifi

        context = ssl.create_default_context(cafile=certifi.where())
    return context


def broken(error: httpx.TransportError) -> HopError:
    """Before an answer. The library's own words are never shown: they may hold a stranger's."""
    if isinstance(error, httpx.LocalProtocolError):
        return HopError("address", format_line("the request cannot be sent: a header of this feed is malformed"))
    if isinstance(error, httpx.ProxyError):
        return HopError("unreachable", format_line("the proxy refused to connect"))
    if isinstance(error, httpx.RemoteProtocolError):
        hung_up = str(error).startswith("Server disconnected")
        return HopError(
            "protocol", format_line("the server hung up without an answer" if hung_up else "the answer is not valid HTTP")
        )
    return HopError("unreachable", format_line("the connection broke off"))


def cut_off(error: httpx.TransportError, *, has_ended: bool) -> HopError:
    """Within a body."""
    if has_ended or not isinstance(error, httpx.RemoteProtocolError):
        return HopError("protocol", format_line("the answer ends too early"))
    return HopError("protocol", format_line("the answer is not valid HTTP"))
