"""Connections for httpcore, made of asyncio's own streams: addresses are judged before they are connected to, heads are bounded.

httpcore's backend goes through anyio, which opens a cancel scope for each read and write and a group of tasks for each
connection: a fifth of the CPU of a request. Deadlines are the client's, so no time-out is kept here.
"""

import asyncio
import ssl
from collections.abc import Iterable
from typing import Any, Final

import httpcore

from newscli.fetch.dial import Lookup, dial
from newscli.fetch.failure import HopError
from newscli.text import format_line

HEAD_LIMIT: Final = 128 * 1024
"""Bytes read before an answer's head is complete, interim answers (1xx) included; h11 itself bounds one head at 100 kB."""
READ_AHEAD: Final = 32 * 1024
"""Bytes from which a connection is read no further (twice as many, as asyncio has it) until somebody takes them."""

SocketOptions = Iterable[tuple[int, int, int] | tuple[int, int, bytes | bytearray] | tuple[int, int, None, int]]


class Network(httpcore.AsyncNetworkBackend):
    """How connections are made."""

    def __init__(self, *, only_public: bool, lookup: Lookup) -> None:
        self._only_public = only_public
        self._lookup = lookup

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ARG002  # the signature is httpcore's; the deadline is the client's
        local_address: str | None = None,  # noqa: ARG002
        socket_options: SocketOptions | None = None,  # noqa: ARG002
    ) -> httpcore.AsyncNetworkStream:
        """A connection to the first address of `host` that answers. Raises HopError."""
        return await dial(host, port, lambda address: _connect(address, port), only_public=self._only_public, lookup=self._lookup)

    async def sleep(self, seconds: float) -> None:
        """As httpcore needs it between its own retries, of which there are none."""
        await asyncio.sleep(seconds)


async def _connect(address: str, port: int) -> "Stream":
    loop = asyncio.get_running_loop()
    reader = _Reader(limit=READ_AHEAD, loop=loop)
    protocol = asyncio.StreamReaderProtocol(reader, loop=loop)
    try:
        transport, _ = await loop.create_connection(lambda: protocol, address, port)
    except OSError as error:
        raise httpcore.ConnectError from error
    return Stream(reader, asyncio.StreamWriter(transport, protocol, reader, loop), address)


class _Reader(asyncio.StreamReader):
    """asyncio's reader, which does not tell whether something came that nobody asked for."""

    waiting = 0
    """Bytes that have arrived and were not taken."""

    def feed_data(self, data: Any) -> None:  # bytes; typeshed says more
        self.waiting += len(data)
        super().feed_data(data)


class Stream(httpcore.AsyncNetworkStream):
    """A connection that knows where it leads and how much was read for the answer under way."""

    def __init__(self, reader: _Reader, writer: asyncio.StreamWriter, address: str) -> None:
        self._reader, self._writer = reader, writer
        self._room: float = HEAD_LIMIT
        self.address = address
        self.has_ended = False
        """Whether the server has closed its end."""

    def allow_body(self) -> None:
        """The head is complete: from here on the client bounds what it reads."""
        self._room = float("inf")

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ARG002
        """What arrived. Raises HopError where a head never ends: a server may send interim answers for ever."""
        try:
            data = await self._reader.read(max_bytes)
        except OSError as error:
            raise httpcore.ReadError from error
        self._reader.waiting -= len(data)
        self._room -= len(data)
        if self._room < 0:
            raise HopError("protocol", format_line("the answer never begins"))
        self.has_ended = not data
        return data

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ARG002
        """Send `buffer`; a new answer is expected."""
        self._room = HEAD_LIMIT
        try:
            self._writer.write(buffer)
            await self._writer.drain()
        except OSError as error:
            raise httpcore.WriteError from error

    async def aclose(self) -> None:
        """Close at once: the answer has been read, or nobody wants it any more."""
        self._writer.transport.abort()

    async def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,  # noqa: ARG002
    ) -> httpcore.AsyncNetworkStream:
        """The same connection under TLS. Raises HopError that says what is wrong with a certificate."""
        try:
            await self._writer.start_tls(ssl_context, server_hostname=server_hostname)
        except BaseException as error:
            self._writer.transport.abort()
            if isinstance(error, OSError):
                raise _distrusted(error) from error
            raise
        return self

    def get_extra_info(self, info: str) -> Any:
        """What httpcore asks for: the TLS layer, and whether a kept connection has ended or has something nobody asked for."""
        if info == "is_readable":
            return self._reader.waiting > 0 or self._reader.at_eof() or self._reader.exception() is not None
        return self._writer.get_extra_info(info)


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
