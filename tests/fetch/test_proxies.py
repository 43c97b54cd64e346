"""The proxies of the environment: asked, tunnelled through, left out where they are not wanted, and never shown."""

import base64
import socket
import threading
from contextlib import suppress
from typing import Any

import pytest

from newscli.models.private_headers import PrivateHeaders
from newscli.urls import require_web_url

FEED = b"<rss version='2.0'><channel><title>News</title></channel></rss>"


def test_proxies_are_used_but_never_for_this_machine(serve: Any, get: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    proxy = serve(lambda exchange: exchange.answer(b"by proxy"))
    server = serve(lambda exchange: exchange.answer(b"directly"))
    monkeypatch.setenv("http_proxy", proxy.url)
    assert get(server.url).body == b"directly"
    assert get("http://news.example/feed").body == b"by proxy"
    assert proxy.requests[0].target == "http://news.example/feed"


@pytest.mark.parametrize("address", ["gopher://127.0.0.1:70", "http://127.0.0.1:port", "http://", "socks5://127.0.0.1:1080"])
def test_a_proxy_that_cannot_be_used_is_named(fail: Any, monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    """The last one because no package for SOCKS is installed."""
    monkeypatch.setenv("http_proxy", address)
    error = fail("http://news.example/feed")
    assert (error.kind, error.message) == ("unreachable", "the proxy of the environment cannot be used: http://news.example/feed")
    assert error.hint is not None


def test_a_proxy_learns_its_password_as_it_is(serve: Any, get: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """In an address it is percent-encoded (RFC 3986 section 3.2.1), in the header it is not (RFC 7617)."""
    proxy = serve(lambda exchange: exchange.answer(b"by proxy"))
    monkeypatch.setenv("http_proxy", f"http://me:p%40ss%3A%C3%A9@127.0.0.1:{proxy.port}")
    assert get("http://news.example/feed").body == b"by proxy"
    assert proxy.requests[0].headers["proxy-authorization"] == "Basic " + base64.b64encode("me:p@ss:é".encode()).decode()
    assert proxy.requests[0].headers["host"] == "news.example"


def test_a_proxy_may_be_spoken_to_over_tls(get: Any, secure_server: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the authorities that are trusted for anybody else."""
    proxy = secure_server("localhost", lambda exchange: exchange.answer(b"by proxy"))
    monkeypatch.setenv("http_proxy", f"https://localhost:{proxy.port}")
    assert get("http://news.example/feed").body == b"by proxy"


class Tunnel:
    """A proxy that opens tunnels (RFC 9110 section 9.3.6) to one server, whatever host is asked for."""

    def __init__(self, serve: Any, inner: Any, *, status: str = "200 Connection established") -> None:
        self._port, self._status = inner.port, status
        self.server = serve(self._open)

    @property
    def heads(self) -> list[tuple[str, Any]]:
        return [(request.target, request.headers) for request in self.server.requests]

    def _open(self, exchange: Any) -> None:
        exchange.send(f"HTTP/1.1 {self._status}\r\n\r\n".encode())
        if not self._status.startswith("200"):
            exchange.hang_up()
            return
        with socket.create_connection(("127.0.0.1", self._port)) as far:
            threading.Thread(target=_pour, args=(far, exchange.link), daemon=True).start()
            _pour(exchange.link, far)


def _pour(source: socket.socket, sink: socket.socket) -> None:
    with suppress(OSError):
        while data := source.recv(65536):
            sink.sendall(data)
        sink.shutdown(socket.SHUT_WR)


def test_https_goes_through_a_tunnel_that_learns_no_secret(
    serve: Any, get: Any, secure_server: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    inner = secure_server("news.example", lambda exchange: exchange.answer(FEED))
    tunnel = Tunnel(serve, inner)
    monkeypatch.setenv("https_proxy", f"http://me:pass@127.0.0.1:{tunnel.server.port}")
    known = {"private_headers": (PrivateHeaders(address=require_web_url("https://news.example/"), values={"x-key": "hush"}),)}
    assert get("https://ann:pw@news.example/feed?key=1", known).body == FEED
    ((target, headers),) = tunnel.heads
    assert target == "news.example:443"
    assert headers["proxy-authorization"] == "Basic " + base64.b64encode(b"me:pass").decode()
    assert not {"x-key", "authorization"} & set(headers)
    assert inner.requests[0].target == "/feed?key=1"
    assert inner.requests[0].headers["x-key"] == "hush"
    assert "proxy-authorization" not in inner.requests[0].headers


def test_a_tunnel_that_is_refused_is_the_proxys_fault(serve: Any, fail: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    tunnel = Tunnel(serve, serve(lambda exchange: None), status="407 Proxy Authentication Required")
    monkeypatch.setenv("https_proxy", f"http://me:pass@127.0.0.1:{tunnel.server.port}")
    error = fail("https://news.example/feed")
    assert "proxy refused" in error.message
    assert "pass" not in error.message


def test_no_proxy_is_honoured(serve: Any, get: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    async def lookup(host: str, port: int) -> list[str]:
        return ["127.0.0.1"]

    server = serve(lambda exchange: exchange.answer(b"directly"))
    monkeypatch.setattr("newscli.fetch.client.Client.__init__.__kwdefaults__", {"lookup": lookup})
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    monkeypatch.setenv("no_proxy", "intranet.example")
    assert get(f"http://news.intranet.example:{server.port}/").body == b"directly"
