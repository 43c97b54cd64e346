"""Connections: kept for the next request of their host, never more than are allowed, replaced when the server has closed them."""

import asyncio
import ssl
from collections.abc import Sequence
from typing import Any

import httpcore
import pytest

from newscli.fetch import FetchSettings, fetch_many
from newscli.fetch.dial import look_up
from newscli.fetch.network import Network
from newscli.fetch.path import endpoint_of
from newscli.fetch.transport import Transport
from newscli.urls import require_web_url

ONE = FetchSettings(per_host=1, spacing=0, deadline=30)


def run(requests: Sequence[Any], settings: FetchSettings) -> None:
    for fetched in fetch_many(requests, settings=settings):
        assert fetched is not None
        assert fetched.document is not None, fetched.error


def test_a_connection_is_kept_and_closed_when_its_host_needs_another(serve: Any, ask: Any) -> None:
    """Two ports of one host share what the host is allowed: the connection to the first ends before the second's begins."""
    first, second = serve(lambda exchange: exchange.answer(b"a")), serve(lambda exchange: exchange.answer(b"b"))
    urls = [f"{first.url}/0", f"{first.url}/1", f"{second.url}/2", f"{first.url}/3"]
    run([ask(url, key=key) for key, url in enumerate(urls)], ONE)
    assert [exchange.connection_no for exchange in first.requests] == [1, 1, 2]
    assert [exchange.connection_no for exchange in second.requests] == [1]


def test_an_answer_that_nobody_read_takes_its_connection_along(serve: Any, ask: Any) -> None:
    """The body of a redirect is not waited for, and what is left of it would be taken for the next answer."""

    def script(exchange: Any) -> None:
        if exchange.target == "/0":
            exchange.answer(b"over there", status="302 Found", Location="/1")
        else:
            exchange.answer(b"here")

    server = serve(script)
    run([ask(f"{server.url}/0")], ONE)
    assert [(exchange.target, exchange.connection_no) for exchange in server.requests] == [("/0", 1), ("/1", 2)]


def transport() -> Transport:
    return Transport(tls=ssl.create_default_context(), proxy=None, connections=2, only_public=False, lookup=look_up)


def message(port: int, target: bytes) -> httpcore.Request:
    url = httpcore.URL(scheme=b"http", host=b"127.0.0.1", port=port, target=target)
    return httpcore.Request("GET", url, headers=[("host", "127.0.0.1")])


def test_two_kept_connections_that_the_server_closed_fail_no_request(serve: Any) -> None:
    """The next request takes one of them, and the other is not tried after it: a new one is made."""

    def script(exchange: Any) -> None:
        if exchange.target == "/after" and exchange.connection_no <= 2:
            exchange.hang_up()
        else:
            exchange.answer(b"here")

    server = serve(script)

    async def story() -> bytes:
        connections = transport()
        async with (
            asyncio.timeout(30),
            connections.asked(message(server.port, b"/before")) as one,
            connections.asked(message(server.port, b"/before")) as other,
        ):
            await one.aread()
            await other.aread()
        async with asyncio.timeout(30), connections.asked(message(server.port, b"/after")) as response:
            body = await response.aread()
        await connections.aclose()
        return body

    assert asyncio.run(story()) == b"here"
    assert [exchange.connection_no for exchange in server.requests] == [1, 2, 1, 3]


def test_a_request_that_is_cancelled_as_soon_as_it_is_connected_leaves_no_connection(
    serve: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    server = serve(lambda exchange: exchange.answer())
    connect, streams = Network.connect_tcp, []

    async def connect_and_cancel(network: Network, *args: Any, **more: Any) -> httpcore.AsyncNetworkStream:
        stream = await connect(network, *args, **more)
        streams.append(stream)
        task = asyncio.current_task()
        assert task is not None
        task.cancel()
        return stream

    monkeypatch.setattr(Network, "connect_tcp", connect_and_cancel)

    async def ask() -> None:
        async with transport().asked(message(server.port, b"/")):
            raise AssertionError("it was cancelled before")

    async def story() -> list[int]:
        with pytest.raises(asyncio.CancelledError):
            await asyncio.ensure_future(ask())
        await asyncio.sleep(0)
        numbers = [stream.get_extra_info("socket").fileno() for stream in streams]
        for stream in streams:
            await stream.aclose()
        await asyncio.sleep(0)
        return numbers

    assert asyncio.run(story()) == [-1]
    assert not server.requests


@pytest.mark.parametrize(
    ("url", "authority", "stated"),
    [
        ("http://news.example/feed", "news.example", None),
        ("https://ann:pw@news.example/feed", "news.example", None),
        ("http://news.example:443/", "news.example:443", 443),
        ("https://news.example:8443/", "news.example:8443", 8443),
        ("http://[::1]:8000/", "[::1]:8000", 8000),
        ("https://[2001:db8::1]/", "[2001:db8::1]", None),
    ],
)
def test_a_host_is_named_as_the_standard_asks(url: str, authority: str, stated: int | None) -> None:
    endpoint = endpoint_of(require_web_url(url))
    assert (endpoint.authority, endpoint.stated_port) == (authority, stated)


def test_the_host_goes_out_with_its_port(serve: Any, get: Any) -> None:
    server = serve(lambda exchange: exchange.answer(b"x"))
    get(server.url)
    assert server.requests[0].headers["host"] == f"127.0.0.1:{server.port}"
