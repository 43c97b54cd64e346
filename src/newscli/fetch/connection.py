"""One connection to one server: sockets, TLS and HTTP/1.1 framing (h11), bounded in every direction.

What a server may make us read before and between its answers is counted here, because h11 bounds only a single event.
"""

import asyncio
import ssl
from dataclasses import dataclass
from typing import Final, Self

import h11

from newscli.fetch.dial import Lookup, dial
from newscli.fetch.failure import HopError
from newscli.fetch.proxies import Proxy, open_tunnel
from newscli.text import SafeLine, clean_line, format_line

HEAD_LIMIT: Final = 64 * 1024
"""Bytes of an answer's head, interim answers (1xx) included: ten times what the largest real ones have."""
HEADER_COUNT: Final = 256
PIECES_LIMIT: Final = 50_000
"""Chunks and reads of one body. Each costs 15 µs of the loop that all requests share; 16 MiB in honest chunks are 4,096."""
_READ: Final = 64 * 1024


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where a connection leads: two requests with the same endpoint may share one."""

    scheme: str
    host: str
    port: int


@dataclass(frozen=True, slots=True)
class Head:
    """The first part of an answer; header names in lower case, repeated ones joined by a comma (RFC 9110 section 5.3)."""

    status: int
    reason: SafeLine
    headers: dict[str, str]


class Connection:
    """An open connection. One request at a time; `close` it, or `ask` again while `is_reusable`."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, *, address: str | None) -> None:
        self._reader = reader
        self._writer = writer
        self._http = h11.Connection(h11.CLIENT, max_incomplete_event_size=HEAD_LIMIT)
        self._pieces = 0
        self.address = address
        """The IP address at the other end; None behind a proxy."""

    @classmethod
    async def open(
        cls, endpoint: Endpoint, *, proxy: Proxy | None, tls: ssl.SSLContext | None, only_public: bool, lookup: Lookup
    ) -> Self:
        """Connect, through `proxy` if there is one, with TLS if the endpoint's scheme asks for it. Raises HopError."""
        if proxy is None:
            link = await dial(endpoint.host, endpoint.port, only_public=only_public, lookup=lookup)
            address = str(link.getpeername()[0])
        else:
            link = await dial(proxy.host, proxy.port, only_public=False, lookup=lookup)
            address = None
        try:
            if proxy is not None and tls is not None:
                await open_tunnel(link, proxy, endpoint.host, endpoint.port)
            name = endpoint.host if tls is not None else None
            streams = await asyncio.open_connection(sock=link, ssl=tls, server_hostname=name, limit=_READ)
        except BaseException as error:
            link.close()
            if isinstance(error, OSError):
                raise _broken(error) from error
            raise
        return cls(*streams, address=address)

    @property
    def is_reusable(self) -> bool:
        """Whether the last answer was read to its end and the server keeps the connection."""
        return self._http.our_state is h11.IDLE and not self._reader.at_eof() and not self._writer.is_closing()

    async def ask(self, target: str, headers: list[tuple[bytes, bytes]]) -> Head:
        """Send a GET and read the head of its answer. Raises HopError."""
        self._pieces = 0
        try:
            request = h11.Request(method="GET", target=target, headers=headers)
            self._writer.write(self._http.send(request) or b"")
            self._http.send(h11.EndOfMessage())
            return self._head(await self._final_head())
        except h11.LocalProtocolError as error:
            raise HopError("address", format_line("the request cannot be sent: a header or the address is malformed")) from error
        except OSError as error:
            raise _broken(error) from error

    async def read_piece(self) -> bytes:
        """The next bytes of the body, still packed; none at its end. Raises HopError, also for a body that ends too early."""
        try:
            event = await self._next_event()
        except OSError as error:
            raise _broken(error) from error
        if isinstance(event, h11.Data):
            self._pieces += 1
            if self._pieces > PIECES_LIMIT:
                raise HopError("too-large", format_line("the answer comes in too many pieces"))
            return bytes(event.data)
        self._renew()
        return b""

    def skip_body(self) -> None:
        """Leave out what has already arrived, so that a short answer of no interest does not cost its connection."""
        try:
            while isinstance(event := self._http.next_event(), h11.Data):
                pass
        except h11.RemoteProtocolError:
            return
        if isinstance(event, h11.EndOfMessage):
            self._renew()

    def close(self) -> None:
        """Close at once: a polite goodbye in TLS may take a silent server 30 s."""
        self._writer.transport.abort()

    def _renew(self) -> None:
        if self._http.our_state is h11.DONE and self._http.their_state is h11.DONE:
            self._http.start_next_cycle()

    async def _final_head(self) -> h11.Response:
        room = HEAD_LIMIT
        while True:
            event = await self._next_event()
            if isinstance(event, h11.Response):
                return event
            if isinstance(event, h11.InformationalResponse):
                # Each counts at least a line: a server may send them for ever.
                room -= 256 + sum(len(name) + len(value) for name, value in event.headers)
            if room <= 0 or not isinstance(event, h11.InformationalResponse):
                raise HopError("protocol", format_line("the answer never begins"))

    async def _next_event(self) -> h11.Event | type[h11.NEED_DATA] | type[h11.PAUSED]:
        try:
            while (event := self._http.next_event()) is h11.NEED_DATA:
                data = await self._reader.read(_READ)
                if not data and self._http.their_state is h11.SEND_RESPONSE:
                    raise HopError("protocol", format_line("the server hung up without an answer"))
                self._http.receive_data(data)
                # A read of bytes that are there already does not yield; the deadline needs its turn.
                await asyncio.sleep(0)
        except h11.RemoteProtocolError as error:
            if self._reader.at_eof() and self._http.trailing_data[1]:
                raise HopError("protocol", format_line("the answer ends too early")) from error
            raise HopError("protocol", format_line("the answer is not valid HTTP")) from error
        return event

    def _head(self, response: h11.Response) -> Head:
        raw = response.headers
        if len(raw) > HEADER_COUNT or sum(len(name) + len(value) for name, value in raw) > HEAD_LIMIT:
            raise HopError("protocol", format_line("the answer has too many headers"))
        headers: dict[str, str] = {}
        for name, value in raw:
            key, text = name.decode("latin-1"), value.decode("latin-1")
            headers[key] = f"{headers[key]}, {text}" if key in headers else text
        return Head(response.status_code, clean_line(response.reason.decode("latin-1"), limit=80), headers)


def _broken(error: OSError) -> HopError:
    if isinstance(error, ssl.SSLCertVerificationError):
        return _distrusted(error)
    if isinstance(error, ssl.SSLError):
        return HopError("tls", format_line("a secure connection could not be made"))
    return HopError("unreachable", format_line("the connection broke off"))


def _distrusted(error: ssl.SSLCertVerificationError) -> HopError:
    """Codes are those of OpenSSL's x509_vfy.h."""
    words = {
        9: "the server's certificate is not valid yet",
        10: "the server's certificate has expired",
        18: "the server's certificate is signed by itself",
        19: "the server's certificate is signed by nobody known",
        20: "the server's certificate is signed by nobody known",
        62: "the server's certificate is for another host",
        64: "the server's certificate is for another host",
    }.get(error.verify_code, "the server's certificate cannot be trusted")
    hint = "is the clock of this machine right?" if error.verify_code in (9, 10) else None
    return HopError("tls", format_line(words), hint=format_line(hint) if hint else None)
