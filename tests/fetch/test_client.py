"""One request against a loopback server that behaves, and against many that do not."""

import gzip
import socket
import zlib
from typing import Any

import pytest

from newscli.fetch import FetchSettings, fetch_many
from newscli.fetch.addresses import is_public
from newscli.urls import require_web_url

FEED = b"<rss version='2.0'><channel><title>News</title></channel></rss>"
GZIP_BOMB = gzip.compress(bytes(4_000_000))


def chunked(*pieces: bytes, end: bytes = b"0\r\n\r\n") -> bytes:
    body = b"".join(b"%x\r\n%s\r\n" % (len(piece), piece) for piece in pieces)
    return b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + body + end


def test_a_document_has_body_headers_and_address(serve: Any, get: Any) -> None:
    server = serve(lambda exchange: exchange.answer(FEED, Content_Type="text/xml", X_Twice="a", x_twice="b"))
    document = get(f"{server.url}/feed?page=1")
    assert document.body == FEED
    assert document.content_type == "text/xml"
    assert document.headers["x-twice"] == "a, b"
    assert document.url == f"{server.url}/feed?page=1"
    assert document.permanent_url is None
    assert server.requests[0].target == "/feed?page=1"


def test_a_request_says_who_asks_and_what_is_understood(serve: Any, get: Any) -> None:
    server = serve(lambda exchange: exchange.answer(FEED))
    get(server.url)
    sent = server.requests[0].headers
    assert sent["user-agent"].startswith("newscli/")
    assert sent["accept-encoding"] == "gzip, deflate"
    assert "application/atom+xml" in sent["accept"]
    assert "cookie" not in sent


@pytest.mark.parametrize("target", ["//double/slash", "/a%2Fb?x=%5B1%5D&y='|'", "/?q"])
def test_an_address_goes_out_as_it_is_kept(serve: Any, get: Any, ask: Any, target: str) -> None:
    server = serve(lambda exchange: exchange.answer(FEED))
    get(server.url + target)
    assert server.requests[0].target == ask(server.url + target).url.removeprefix(server.url)


def test_validators_go_back_exactly_as_kept(serve: Any, get: Any) -> None:
    server = serve(lambda exchange: exchange.answer(status="304 Not Modified", ETag='W/"ä-1"'))
    document = get(server.url, etag='W/"ä-1"', last_modified="yesterday, about noon")
    assert document.status == 304
    assert document.body == b""
    assert server.requests[0].headers["if-none-match"] == 'W/"ä-1"'
    assert server.requests[0].headers["if-modified-since"] == "yesterday, about noon"


def test_not_modified_without_a_question_is_refused(serve: Any, fail: Any) -> None:
    server = serve(lambda exchange: exchange.answer(status="304 Not Modified"))
    assert fail(server.url).status == 304


@pytest.mark.parametrize(
    ("encoding", "packed"),
    [
        ("gzip", gzip.compress(FEED)),
        ("x-gzip", gzip.compress(FEED[:20]) + gzip.compress(FEED[20:]) + b"\0\0"),
        ("deflate", zlib.compress(FEED)),
        ("deflate", zlib.compress(FEED, wbits=-15)),
        ("identity", FEED),
        ("gzip, deflate", zlib.compress(gzip.compress(FEED))),
    ],
    # gzip packs the time of day: made from the bytes, names would differ between the workers of xdist.
    ids=["gzip", "x-gzip in two parts", "deflate", "deflate without header", "identity", "gzip in deflate"],
)
def test_encodings_are_unpacked(serve: Any, get: Any, encoding: str, packed: bytes) -> None:
    server = serve(lambda exchange: exchange.answer(packed, Content_Encoding=encoding))
    assert get(server.url).body == FEED


def test_a_large_honest_document_arrives(serve: Any, get: Any) -> None:
    body = FEED * 10_000
    server = serve(lambda exchange: exchange.answer(gzip.compress(body), Content_Encoding="gzip"))
    assert get(server.url).body == body


ANSWERS = {
    "garbage": (b"\x00\xff\x1b]0;title\x07 no http\r\n\r\n", "protocol", "not valid HTTP"),
    "hangs up": (b"", "protocol", "hung up"),
    "too short": (b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nonly this", "protocol", "ends too early"),
    "chunks cut": (chunked(FEED, end=b""), "protocol", "ends too early"),
    "bad chunk": (chunked(end=b"zz\r\n"), "protocol", "not valid HTTP"),
    "two lengths": (b"HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab", "protocol", "not valid HTTP"),
    "gzip cut": (chunked(gzip.compress(FEED)[:-4]), "protocol", "ends too early"),
    "gzip lie": (chunked(FEED), "protocol", "damaged"),
    "brotli": (chunked(FEED), "protocol", "not asked for"),
    "gzip bomb": (chunked(GZIP_BOMB), "too-large", "larger than"),
    "stated too large": (b"HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n", "too-large", "larger than"),
    "sent too large": (chunked(*[bytes(50_000)] * 30), "too-large", "larger than"),
    "many pieces": (chunked(*[b"x"] * 60_000), "too-large", "larger than"),
    "huge header": (b"HTTP/1.1 200 OK\r\nX: " + b"a" * 300_000, "protocol", ""),
    "many headers": (b"HTTP/1.1 200 OK\r\n" + b"a: b\r\n" * 1_000 + b"\r\n", "protocol", "more than 256"),
}
ENCODINGS = {"gzip cut": b"gzip", "gzip lie": b"gzip", "gzip bomb": b"gzip", "brotli": b"br"}


@pytest.mark.parametrize("case", ANSWERS)
def test_a_bad_answer_is_an_error_in_our_words(serve: Any, fail: Any, case: str) -> None:
    data, kind, words = ANSWERS[case]
    if case in ENCODINGS:
        data = data.replace(b"\r\n", b"\r\nContent-Encoding: " + ENCODINGS[case] + b"\r\n", 1)

    def script(exchange: Any) -> None:
        exchange.send(data)
        exchange.hang_up()

    error = fail(serve(script).url)
    assert error.kind == kind
    assert words in error.message
    assert error.message.endswith("/")  # it ends with the address


FLOODS = {
    "silence": (b"", b""),
    "drip of a head": (b"HTTP/1.1 200 OK\r\nX: ", b"a"),
    "drip of a body": (b"HTTP/1.1 200 OK\r\nContent-Length: 90000\r\n\r\n", b"a"),
    "drip of a gzip": (b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 90000\r\n\r\n", b"\x1f"),
}


@pytest.mark.parametrize("case", FLOODS)
def test_the_deadline_covers_everything(serve: Any, fail: Any, case: str) -> None:
    first, drop = FLOODS[case]

    def script(exchange: Any) -> None:
        exchange.send(first)
        exchange.drip(drop)

    error = fail(serve(script).url, {"deadline": 0.3})
    assert error.kind == "timeout"
    assert "0.3 seconds" in error.message


def test_one_byte_a_second_meets_the_deadline(serve: Any, fail: Any) -> None:
    """No wait for a byte is ever long: only all of them together are."""

    def script(exchange: Any) -> None:
        exchange.send(b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\n")
        for byte in (b"<", b"r", b"s", b"s"):
            exchange.over.wait(1)
            exchange.send(byte)

    assert fail(serve(script).url, {"deadline": 2.5}).kind == "timeout"


def test_a_page_has_a_bound_of_its_own(serve: Any, get: Any, fail: Any) -> None:
    server = serve(lambda exchange: exchange.answer(bytes(600_000)))
    assert len(get(server.url).body) == 600_000
    assert fail(server.url, wants="page").kind == "too-large"


def test_interim_answers_for_ever_are_cut(serve: Any, fail: Any) -> None:
    server = serve(lambda exchange: exchange.drip(b"HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n" * 1_000))
    error = fail(server.url, {"deadline": 5})
    assert error.kind == "protocol"
    assert "never begins" in error.message


def test_nobody_listens(serve: Any, fail: Any) -> None:
    server = serve(lambda exchange: None)
    server.close()
    error = fail(server.url)
    assert error.kind == "unreachable"
    assert "refused" in error.message


def test_no_such_host(fail: Any) -> None:
    error = fail("http://no-such-host.invalid/feed")
    assert error.kind == "unreachable"
    assert error.hint


def test_plain_text_where_tls_was_expected(serve: Any, fail: Any) -> None:
    server = serve(lambda exchange: exchange.answer(FEED))
    error = fail(f"https://127.0.0.1:{server.port}/", {"deadline": 0.3})
    assert error.kind in ("tls", "timeout")


@pytest.mark.parametrize(
    ("status", "words"),
    [
        ("401 Unauthorized", "asks for a login"),
        ("403 Forbidden", "refuses"),
        ("404 \x1b[31mnope", "nothing at this address"),
        ("410 Gone", "gone for good"),
        ("418 I am a \x1b[31mteapot", "I am a teapot"),
        ("500 Oops", "fault"),
        ("204 No Content", "empty"),
    ],
)
def test_a_refusal_is_named(serve: Any, fail: Any, status: str, words: str) -> None:
    error = fail(serve(lambda exchange: exchange.answer(status=status)).url)
    assert error.kind == "status"
    assert error.status == int(status[:3])
    assert words in error.message


def test_a_wall_is_named_as_what_it_is(serve: Any, fail: Any) -> None:
    server = serve(lambda exchange: exchange.answer(b"Just a moment", status="403 Forbidden", cf_mitigated="challenge"))
    error = fail(server.url)
    assert error.is_wall
    assert "Cloudflare keeps programs out" in error.message


def test_a_pause_is_carried(serve: Any, fail: Any) -> None:
    error = fail(serve(lambda exchange: exchange.answer(status="503 Busy", Retry_After="120")).url)
    assert error.retry_after == "120"


def test_no_error_shows_a_secret(serve: Any, fail: Any) -> None:
    hanging, nowhere = serve(lambda exchange: exchange.drip(b"")), serve(lambda exchange: exchange.answer(status="302 Found"))
    for server in (hanging, nowhere):
        words = fail(f"http://ann:s3cr3t@127.0.0.1:{server.port}/?token=s3cr3t", {"deadline": 0.3}).message
        assert "s3cr3t" not in words
        assert "ann" not in words


def test_redirects_are_followed_and_permanent_ones_remembered(serve: Any, get: Any) -> None:
    steps = {"/1": ("301 Moved", "/2"), "/2": ("308 Moved", "3?x=1#top"), "/3?x=1": ("302 Found", "/4")}

    def script(exchange: Any) -> None:
        if exchange.target in steps:
            status, target = steps[exchange.target]
            exchange.answer(status=status, Location=target)
        else:
            exchange.answer(FEED)

    server = serve(script)
    document = get(f"{server.url}/1")
    assert document.url == f"{server.url}/4"
    assert document.permanent_url == f"{server.url}/3?x=1"


@pytest.mark.parametrize(
    ("location", "words"),
    [
        ("/", "circle"),
        ("file:///etc/passwd", "no web address"),
        ("javascript:alert(1)", "no web address"),
        ("", "no web address"),
        ("http://[::1", "no web address"),
    ],
)
def test_redirects_to_nowhere(serve: Any, fail: Any, location: str, words: str) -> None:
    error = fail(serve(lambda exchange: exchange.answer(status="302 Found", Location=location)).url, {"deadline": 5})
    assert error.kind == "redirects"
    assert words in error.message


def test_redirects_end(serve: Any, fail: Any) -> None:
    server = serve(lambda exchange: exchange.answer(status="302 Found", Location=exchange.target + "x"))
    assert "more than 10" in fail(server.url).message
    assert len(server.requests) == 11


def test_a_public_address_does_not_lead_to_a_private_one(
    serve: Any, fail: Any, get: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    inside = serve(lambda exchange: exchange.answer(b"secret"))
    outside = serve(lambda exchange: exchange.answer(status="302 Found", Location=inside.url), "127.0.0.9")
    for module in ("client", "dial"):
        monkeypatch.setattr(f"newscli.fetch.{module}.is_public", lambda address: address == "127.0.0.9")
    error = fail(outside.url)
    assert error.kind == "redirects"
    assert "private" in error.message
    assert not inside.requests
    assert inside.connections == 0
    assert get(inside.url).body == b"secret"  # what was asked for is allowed
    assert get(outside.url, {"allow_private_redirects": True}).body == b"secret"


@pytest.mark.parametrize("host", ["[::ffff:127.0.0.1]", "[64:ff9b::7f00:1]", "[::1]", "2130706433", "0x7f.1", "127.0.0.1."])
def test_no_way_of_writing_a_private_address_helps(serve: Any, fail: Any, monkeypatch: pytest.MonkeyPatch, host: str) -> None:
    inside = serve(lambda exchange: exchange.answer(b"secret"))
    outside = serve(lambda exchange: exchange.answer(status="302 Found", Location=f"http://{host}:{inside.port}/"), "127.0.0.9")
    for module in ("client", "dial"):
        monkeypatch.setattr(f"newscli.fetch.{module}.is_public", lambda address: address == "127.0.0.9" or is_public(address))
    error = fail(outside.url)
    assert (error.kind, "private" in error.message) == ("redirects", True)
    assert inside.connections == 0


def test_a_connection_to_a_private_place_is_not_lent(serve: Any, ask: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is open because the reader follows something there; a stranger's redirect to the same place does not get it."""
    inside = serve(lambda exchange: exchange.answer(b"secret"))
    outside = serve(lambda exchange: exchange.answer(status="302 Found", Location=f"{inside.url}/led"), "127.0.0.9")
    for module in ("client", "dial"):
        monkeypatch.setattr(f"newscli.fetch.{module}.is_public", lambda address: address == "127.0.0.9")
    requests = [ask(f"{inside.url}/followed", key=1), ask(outside.url, key=2), ask(f"{inside.url}/more", key=3)]
    # One after another at the host: the redirect arrives when the followed feed has opened the connection.
    outcomes = {each.request.key: each for each in fetch_many(requests, settings=FetchSettings(per_host=1, spacing=0.1)) if each}
    assert outcomes[2].error is not None
    assert outcomes[2].error.kind == "redirects"
    assert "/led" not in [exchange.target for exchange in inside.requests]


@pytest.mark.parametrize("host", ["127.0.0.1", "10.0.0.1", "2130706433", "[::ffff:10.0.0.1]"])
def test_behind_a_proxy_too_no_private_address_is_led_to(
    serve: Any, fail: Any, monkeypatch: pytest.MonkeyPatch, host: str
) -> None:
    proxy = serve(lambda exchange: exchange.answer(status="302 Found", Location=f"http://{host}:1/"))
    monkeypatch.setenv("http_proxy", proxy.url)
    error = fail("http://news.example/feed")
    assert (error.kind, "private" in error.message) == ("redirects", True)
    assert [exchange.target for exchange in proxy.requests] == ["http://news.example/feed"]


def test_a_public_document_does_not_name_a_private_address(
    serve: Any, fail: Any, get: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    inside = serve(lambda exchange: exchange.answer(b"secret"))
    names = {"public.example": ["127.0.0.9"], "private.example": ["127.0.0.1"], "mixed.example": ["127.0.0.1", "127.0.0.9"]}

    async def look_up(host: str, port: int) -> list[str]:
        if host not in names:
            raise OSError
        return names[host]

    for module in ("client", "dial"):
        monkeypatch.setattr(f"newscli.fetch.{module}.is_public", lambda address: address == "127.0.0.9")
    monkeypatch.setattr("newscli.fetch.client.Client.__init__.__kwdefaults__", {"lookup": look_up})
    for source in ("http://public.example/", "http://mixed.example/feed", "http://unknown.example/", "http://127.0.0.9/x"):
        error = fail(inside.url, named_by=require_web_url(source))
        assert error.kind == "redirects"
        assert "private" in error.message
    assert inside.connections == 0
    for source in ("http://private.example/", "http://127.0.0.2/", f"{inside.url}/feed"):
        assert get(inside.url, named_by=require_web_url(source)).body == b"secret"
    found = get(inside.url, {"allow_private_redirects": True}, named_by=require_web_url("http://public.example/"))
    assert found.body == b"secret"


def test_what_a_public_document_named_is_asked_for_on_the_public_internet_only(serve: Any, fail: Any) -> None:
    inside = serve(lambda exchange: exchange.answer(b"secret"))
    error = fail(inside.url, only_public=True)
    assert error.kind == "redirects"
    assert "private" in error.message
    assert inside.connections == 0


@pytest.mark.skipif(not socket.has_ipv6, reason="no IPv6")
def test_an_ipv6_address_is_asked(serve: Any, get: Any) -> None:
    server = serve(lambda exchange: exchange.answer(FEED), "::1")
    assert get(f"http://[::1]:{server.port}/feed").body == FEED
    assert server.requests[0].headers["host"] == f"[::1]:{server.port}"
