"""A loopback server that does whatever a test says, in threads of its own; it can be as ill-behaved as the internet."""

import shutil
import socket
import ssl
import subprocess
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from newscli.errors import FetchError
from newscli.fetch import FetchSettings, fetch_one
from newscli.models.document import Document, Request
from newscli.text import is_clean
from newscli.urls import require_web_url


@dataclass
class Exchange:
    """One request that arrived, and the socket to answer on."""

    target: str
    headers: Mapping[str, str]
    connection_no: int
    link: socket.socket
    over: threading.Event

    def send(self, data: bytes) -> None:
        self.link.sendall(data)

    def answer(self, body: bytes = b"", *, status: str = "200 OK", **headers: str) -> None:
        """A complete and honest answer; `content_type="text/xml"` is `Content-Type: text/xml`."""
        lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}"]
        lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
        self.send("\r\n".join(lines).encode("latin-1") + b"\r\n\r\n" + body)

    def hang_up(self) -> None:
        """End the connection, as far as this side can."""
        self.link.shutdown(socket.SHUT_WR)

    def drip(self, data: bytes) -> None:
        """Send `data` over and over, until nobody listens."""
        while not self.over.wait(0.005):
            self.send(data)


Script = Callable[[Exchange], None]


@dataclass
class Server:
    """Listens on one loopback address; `requests` are those that arrived."""

    script: Script
    address: str = "127.0.0.1"
    tls: ssl.SSLContext | None = None
    requests: list[Exchange] = field(default_factory=list)
    most_at_once: int = 0

    def __post_init__(self) -> None:
        family = socket.AF_INET6 if ":" in self.address else socket.AF_INET
        self._listener = socket.create_server((self.address, 0), family=family)
        self.port = int(self._listener.getsockname()[1])
        self.over = threading.Event()
        self._links: list[socket.socket] = []
        self._lock = threading.Lock()
        self._busy = 0
        threading.Thread(target=self._accept, daemon=True).start()

    @property
    def url(self) -> str:
        return f"http://{self.address}:{self.port}"

    @property
    def connections(self) -> int:
        return len(self._links)

    def close(self) -> None:
        self.over.set()
        with suppress(OSError):  # wakes the thread that waits for a connection
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        for link in self._links:
            link.close()

    def _accept(self) -> None:
        while True:
            try:
                link, _ = self._listener.accept()
            except OSError:
                return
            self._links.append(link)
            if self.over.is_set():  # closed meanwhile: nobody else would end this one
                link.close()
                return
            threading.Thread(target=self._serve, args=(link, len(self._links)), daemon=True).start()

    def _serve(self, link: socket.socket, number: int) -> None:
        try:
            if self.tls is not None:
                link = self.tls.wrap_socket(link, server_side=True)
                self._links.append(link)
            while exchange := self._read(link, number):
                with self._lock:
                    self.requests.append(exchange)
                    self._busy += 1
                    self.most_at_once = max(self.most_at_once, self._busy)
                try:
                    self.script(exchange)
                finally:
                    with self._lock:
                        self._busy -= 1
        except OSError:
            return

    def _read(self, link: socket.socket, number: int) -> Exchange | None:
        head = b""
        while b"\r\n\r\n" not in head:
            received = link.recv(65536)
            if not received:
                return None
            head += received
        first, *lines = head.decode("latin-1").split("\r\n\r\n")[0].split("\r\n")
        headers = {name.lower(): value for name, _, value in (line.partition(": ") for line in lines)}
        return Exchange(first.split(" ")[1], headers, number, link, self.over)


@pytest.fixture
def serve() -> Iterator[Callable[..., Server]]:
    servers: list[Server] = []

    def start(script: Script, address: str = "127.0.0.1", tls: ssl.SSLContext | None = None) -> Server:
        servers.append(Server(script, address, tls))
        return servers[-1]

    yield start
    for server in servers:
        server.close()


@pytest.fixture(scope="session")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """The folder with key.pem and cert.pem of a host, signed by itself; made once."""

    @cache
    def folder_for(host: str) -> Path:
        if shutil.which("openssl") is None:
            pytest.skip("openssl makes the certificate")
        folder = tmp_path_factory.mktemp("tls")
        names = ["-subj", f"/CN={host}", "-addext", f"subjectAltName=DNS:{host}"]
        files = ["-keyout", str(folder / "key.pem"), "-out", str(folder / "cert.pem")]
        command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", *names, *files]
        subprocess.run(command, check=True, capture_output=True)
        return folder

    return folder_for


@pytest.fixture
def secure_server(
    serve: Callable[..., Server], certificates: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch
) -> Callable[..., Server]:
    """A server that speaks TLS as `host`; trusted unless `is_trusted` is False."""

    def start(host: str, script: Script, *, is_trusted: bool = True) -> Server:
        folder = certificates(host)
        if is_trusted:
            monkeypatch.setenv("SSL_CERT_FILE", str(folder / "cert.pem"))
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(folder / "cert.pem", folder / "key.pem")
        return serve(script, tls=context)

    return start


@pytest.fixture
def settings() -> FetchSettings:
    return FetchSettings(deadline=30, spacing=0, feed_limit=1_000_000, page_limit=500_000)


@pytest.fixture
def ask() -> Callable[..., Request]:
    """A request for an address as people type it."""

    def request(url: str, **more: Any) -> Request:
        fields: dict[str, Any] = {"key": 1, "wants": "feed", **more}
        return Request(url=require_web_url(url), **fields)

    return request


@pytest.fixture
def get(settings: FetchSettings, ask: Callable[..., Request]) -> Callable[..., Document]:
    """The document at an address; `bounds` replace values of the settings."""

    def fetch(url: str, bounds: Mapping[str, Any] | None = None, **more: Any) -> Document:
        return fetch_one(ask(url, **more), settings=replace(settings, **(bounds or {})))

    return fetch


@pytest.fixture
def fail(get: Callable[..., Document]) -> Callable[..., FetchError]:
    """The error that asking an address gives."""

    def fetch(url: str, bounds: Mapping[str, Any] | None = None, **more: Any) -> FetchError:
        with pytest.raises(FetchError) as caught:
            get(url, bounds, **more)
        assert is_clean(caught.value.message)
        return caught.value

    return fetch


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
