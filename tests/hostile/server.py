"""A server on this machine that answers with whatever a case says, to the byte; it remembers who asked for what."""

import selectors
import socket
import threading
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass


@dataclass
class Exchange:
    """One request, and the socket to answer it on."""

    target: str
    headers: dict[str, str]
    link: socket.socket
    over: threading.Event

    def send(self, data: bytes) -> None:
        """These bytes."""
        self.link.sendall(data)

    def answer(self, body: bytes, *, kind: str = "application/rss+xml", status: str = "200 OK", more: bytes = b"") -> None:
        """An honest answer; `more` is header lines, each with its end."""
        head = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n".encode("utf-8", "surrogateescape")
        self.send(head + more + b"\r\n" + body)

    def drip(self, data: bytes, *, every: float = 0.02) -> None:
        """These bytes again and again, until nobody listens."""
        while not self.over.wait(every):
            self.send(data)

    def hang_up(self) -> None:
        """No more is to come."""
        self.link.shutdown(socket.SHUT_WR)


Script = Callable[[Exchange], None]


class Server:
    """Listens on addresses of this machine, each a host of its own to a polite client; a path with nothing at it answers 404."""

    def __init__(self, addresses: Iterable[str] = ("127.0.0.1",)) -> None:
        self.scripts: dict[str, Script] = {}
        self.requests: list[Exchange] = []
        self.over = threading.Event()
        self.port = 0
        self._links: list[socket.socket] = []
        self._gates = selectors.DefaultSelector()
        for address in addresses:
            gate = socket.create_server((address, self.port), backlog=64)
            self.port = int(gate.getsockname()[1])
            self._gates.register(gate, selectors.EVENT_READ)
        threading.Thread(target=self._accept, daemon=True).start()

    def put(self, path: str, script: Script, *, address: str = "127.0.0.1") -> str:
        """Let `script` answer for `path`; the whole address."""
        self.scripts[path] = script
        return f"http://{address}:{self.port}{path}"

    def paths(self) -> list[str]:
        """What was asked for, in order."""
        return [exchange.target for exchange in self.requests]

    def close(self) -> None:
        """Answer nobody any more."""
        self.over.set()
        for link in self._links:
            link.close()

    def _accept(self) -> None:
        while not self.over.is_set():
            for key, _ in self._gates.select(timeout=0.1):
                assert isinstance(key.fileobj, socket.socket)
                link, _ = key.fileobj.accept()
                self._links.append(link)
                threading.Thread(target=self._serve, args=(link,), daemon=True).start()
        for key in list(self._gates.get_map().values()):
            assert isinstance(key.fileobj, socket.socket)
            key.fileobj.close()
        self._gates.close()

    def _serve(self, link: socket.socket) -> None:
        with suppress(OSError):
            while exchange := self._read(link):
                self.requests.append(exchange)
                script = self.scripts.get(exchange.target.partition("?")[0], _missing)
                script(exchange)

    def _read(self, link: socket.socket) -> Exchange | None:
        head = b""
        while b"\r\n\r\n" not in head:
            received = link.recv(65536)
            if not received:
                return None
            head += received
        first, *lines = head.decode("latin-1").split("\r\n\r\n")[0].split("\r\n")
        headers = {name.lower(): value for name, _, value in (line.partition(": ") for line in lines)}
        return Exchange(first.split(" ")[1], headers, link, self.over)


def _missing(exchange: Exchange) -> None:
    exchange.answer(b"<p>nothing here</p>", kind="text/html", status="404 Not Found")
