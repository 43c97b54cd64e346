"""What a reader's passwords and keys are sent with, whom they are kept from, and that nothing shows them."""

import base64
from dataclasses import replace
from typing import Any

import pytest

from newscli.fetch import FetchSettings
from newscli.models.private_headers import PrivateHeaders
from newscli.urls import require_web_url

FEED = b"<rss version='2.0'><channel><title>News</title></channel></rss>"


def private(address: str, **values: str) -> PrivateHeaders:
    """`x_key="1"` is `x-key: 1`."""
    return PrivateHeaders(
        address=require_web_url(address), values={name.replace("_", "-"): text for name, text in values.items()}
    )


def test_credentials_are_sent_and_never_shown(serve: Any, fail: Any) -> None:
    server = serve(lambda exchange: exchange.answer(status="404 Not Found"))
    error = fail(f"http://ann:s%40cret@127.0.0.1:{server.port}/feed?token=abcdefgh")
    assert server.requests[0].headers["authorization"] == "Basic " + base64.b64encode(b"ann:s@cret").decode()
    assert "cret" not in error.message
    assert "ann" not in error.message
    assert "abcdefgh" not in error.message


@pytest.mark.parametrize("is_same_host", [True, False])
def test_secrets_stay_with_their_host(serve: Any, get: Any, is_same_host: bool) -> None:
    other = serve(lambda exchange: exchange.answer(FEED), "127.0.0.2")

    def script(exchange: Any) -> None:
        if exchange.target == "/end":
            exchange.answer(FEED)
        else:
            exchange.answer(status="302 Found", Location="/end" if is_same_host else f"http://evil:pw@127.0.0.2:{other.port}/")

    server = serve(script)
    known = {"private_headers": (private(server.url, x_key="secret"),)}
    assert "@" not in get(f"http://ann:pw@127.0.0.1:{server.port}/", known).url
    last = (server.requests[1:] + other.requests)[-1].headers
    assert ("authorization" in last) is is_same_host
    assert ("x-key" in last) is is_same_host


def test_secrets_are_dropped_on_the_way_from_https_to_http_and_do_not_come_back(
    serve: Any, get: Any, secure_server: Any, monkeypatch: pytest.MonkeyPatch
) -> None:

    plain: list[Any] = []

    def script(exchange: Any) -> None:
        if exchange.target == "/end":
            exchange.answer(FEED)
        else:
            exchange.answer(status="302 Found", Location=f"http://localhost:{plain[0].port}/")

    secure = secure_server("localhost", script)
    plain.append(serve(lambda exchange: exchange.answer(status="302 Found", Location=f"https://localhost:{secure.port}/end")))
    known = {"private_headers": (private(f"https://localhost:{secure.port}/", x_key="hush"),)}
    get(f"https://ann:pw@localhost:{secure.port}/", known)
    seen = [request.headers for request in (*secure.requests, *plain[0].requests)]
    assert ["x-key" in headers for headers in seen] == [True, False, False]
    assert ["authorization" in headers for headers in seen] == [True, False, False]


@pytest.mark.parametrize(
    ("path", "target", "is_covered"),
    [
        ("/", "/feed.xml", True),
        ("/ann", "/ann", True),
        ("/ann", "/ann/feed.xml?page=2", True),
        ("/ann/", "/ann/feed.xml", True),
        ("/ann", "/anna/feed.xml", False),
        ("/ann/", "/bob/feed.xml", False),
        ("/feed?of=ann", "/feed?of=ann", True),
        ("/feed?of=ann", "/feed?of=bob", False),
    ],
)
def test_private_headers_are_for_their_address_and_below(serve: Any, get: Any, path: str, target: str, is_covered: bool) -> None:
    server = serve(lambda exchange: exchange.answer(FEED))
    get(server.url + target, {"private_headers": (private(server.url + path, x_key="secret"),)})
    assert ("x-key" in server.requests[0].headers) is is_covered


def test_private_headers_go_to_one_port_of_one_host_only(serve: Any, get: Any) -> None:
    server = serve(lambda exchange: exchange.answer(FEED))
    ours = f"127.0.0.1:{server.port}"
    for address in (
        f"https://{ours}/",
        "http://127.0.0.1/",
        f"http://127.0.0.2:{server.port}/",
        f"http://localhost:{server.port}/",
    ):
        get(server.url, {"private_headers": (private(address, x_key="secret"),)})
    assert not any("x-key" in request.headers for request in server.requests)


def test_of_two_private_addresses_the_longer_counts(serve: Any, get: Any) -> None:
    server = serve(lambda exchange: exchange.answer(FEED))
    known = (private(server.url, x_key="all", x_more="1"), private(f"{server.url}/ann/", x_key="ann"))
    get(f"{server.url}/ann/feed", {"private_headers": known})
    assert server.requests[0].headers["x-key"] == "ann"
    assert "x-more" not in server.requests[0].headers


def test_a_strangers_link_is_not_asked_for_in_the_readers_name(serve: Any, get: Any) -> None:
    server = serve(lambda exchange: exchange.answer(FEED))
    known = {"private_headers": (private(server.url, x_key="secret"),)}
    get(server.url, known, named_by=require_web_url("http://127.0.0.2/feed.xml"))
    get(server.url, known, named_by=require_web_url(f"{server.url}/feed.xml"))
    assert ["x-key" in request.headers for request in server.requests] == [False, True]


def test_an_address_with_private_headers_is_not_given_up_for_another(serve: Any, get: Any) -> None:
    def script(exchange: Any) -> None:
        exchange.answer(**({"status": "301 Moved", "Location": "/new"} if exchange.target == "/old" else {}))

    server = serve(script)
    known = {"private_headers": (private(f"{server.url}/old", x_key="secret"),)}
    assert get(f"{server.url}/old", known).permanent_url is None
    assert get(f"{server.url}/old").permanent_url == f"{server.url}/new"


def test_nothing_is_asked_while_a_variable_is_not_set(serve: Any, fail: Any) -> None:
    server = serve(lambda exchange: exchange.answer(FEED))
    lacking = PrivateHeaders(address=require_web_url(server.url), values={"x-key": ""}, missing=("NEWS_KEY",))
    error = fail(server.url, {"private_headers": (lacking,)})
    assert "$NEWS_KEY" in error.message
    assert not server.requests


def test_private_headers_are_shown_by_no_repr(settings: FetchSettings) -> None:
    known = replace(settings, private_headers=(private("https://example.com/", x_key="hush"),))
    assert "hush" not in repr(known)


def test_a_header_that_cannot_be_sent_is_an_error(serve: Any, fail: Any) -> None:
    server = serve(lambda exchange: exchange.answer(FEED))
    for value in ("a\r\nEvil: yes", "한국"):
        error = fail(server.url, {"private_headers": (private(server.url, x_key=value),)})
        assert error.kind == "address"
        assert value not in error.message
    assert not server.requests


def test_cookies_are_neither_kept_nor_sent(serve: Any, get: Any) -> None:
    def script(exchange: Any) -> None:
        if exchange.target == "/end":
            exchange.answer(FEED)
        else:
            exchange.answer(status="302 Found", Location="/end", Set_Cookie="id=1; Path=/")

    server = serve(script)
    get(server.url)
    get(server.url)
    assert not any("cookie" in request.headers for request in server.requests)
