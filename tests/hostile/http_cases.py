"""Cases of HTTP: answers that are none, that never end, that grow, that lead astray."""

import gzip
import zlib
from collections.abc import Callable, Iterator
from functools import cache
from typing import Final

from tests.hostile.matrix import EITHER, FAILED, HTML, KEPT, NEW, Case, Outcome, Surface
from tests.hostile.server import Exchange, Script

FEED: Final = (
    b"<rss version='2.0'><channel><title>Answered</title><item><title>An honest title</title><guid>one</guid>"
    b"<description>A text.</description></item></channel></rss>"
)
OK: Final = b"HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml\r\n"
SIZED: Final = OK + b"Content-Length: %d\r\n"
CHUNKED: Final = OK + b"Transfer-Encoding: chunked\r\n\r\n"
REFUSED: Final = b"HTTP/1.1 %s No\r\n%s\r\nContent-Length: 0\r\n\r\n"
# Refused by the name of their packing, before a byte of them is looked at: what follows the magic number does not matter.
BROTLI: Final = b"\x5b\xff\xff\x07" + bytes(400)
ZSTD: Final = b"\x28\xb5\x2f\xfd" + bytes(400)


@cache
def bomb(layers: int) -> bytes:
    """300 MiB of zeros under so many layers of gzip: the same MiB again and again, made at once even on a busy machine."""
    packer = zlib.compressobj(9, wbits=31)
    first, again = (packer.compress(bytes(1 << 20)) + packer.flush(zlib.Z_FULL_FLUSH) for _ in range(2))
    data = first + again * 299 + packer.flush()
    for _ in range(layers - 1):
        data = gzip.compress(data)
    return data


def raw(*parts: bytes) -> Script:
    """Exactly these bytes, then the end."""

    def script(exchange: Exchange) -> None:
        for part in parts:
            exchange.send(part)
        exchange.hang_up()

    return script


def fed(header: bytes) -> Script:
    """An honest feed with one header more."""
    return raw(SIZED % len(FEED) + header + b"\r\n\r\n" + FEED)


def packed(encoding: bytes, body: Callable[[], bytes]) -> Script:
    """A body that is said to be packed so."""

    def script(exchange: Exchange) -> None:
        data = body()
        exchange.answer(data, more=b"Content-Encoding: %s\r\n" % encoding)

    return script


def led(location: bytes, status: bytes = b"302 Found") -> Script:
    """A redirect."""
    return raw(b"HTTP/1.1 %s\r\nLocation: %s\r\nContent-Length: 0\r\n\r\n" % (status, location))


def dripped(first: bytes, drop: bytes) -> Script:
    """A beginning, and then a drop at a time without an end."""

    def script(exchange: Exchange) -> None:
        exchange.send(first)
        exchange.drip(drop)

    return script


def flooded(first: bytes, wave: bytes, most: int = 60 << 20) -> Script:
    """A beginning, and then as much as is taken."""

    def script(exchange: Exchange) -> None:
        exchange.send(first)
        for _ in range(most // len(wave)):
            exchange.send(wave)

    return script


def _onward(exchange: Exchange) -> None:
    led((exchange.target + "?x" if "?" not in exchange.target else exchange.target + "x").encode())(exchange)


def chunked(*pieces: bytes, end: bytes = b"0\r\n\r\n") -> bytes:
    """A chunked answer."""
    return CHUNKED + b"".join(b"%x\r\n%s\r\n" % (len(each), each) for each in pieces) + end


_HEADS: Final[dict[str, tuple[Script, frozenset[Outcome], str]]] = {
    "a status line of escapes": (raw(b"\x1b]0;owned\x07 200\r\n\r\n"), FAILED, "not valid HTTP"),
    "HTTP/0.9": (raw(FEED), FAILED, "answer"),
    "HTTP/2 preface": (raw(b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"), FAILED, "not valid HTTP"),
    "status 99": (raw(b"HTTP/1.1 99 Odd\r\n\r\n"), FAILED, ""),
    "status 999": (raw(b"HTTP/1.1 999 No\r\nContent-Length: 0\r\n\r\n"), FAILED, "999"),
    "status of 40 digits": (raw(b"HTTP/1.1 " + b"2" * 40 + b" OK\r\n\r\n"), FAILED, "not valid HTTP"),
    "no content": (raw(b"HTTP/1.1 204 No Content\r\n\r\n"), FAILED, "empty"),
    "not modified, unasked": (raw(b"HTTP/1.1 304 Not Modified\r\n\r\n"), FAILED, "304"),
    "interim answers for ever": (flooded(b"", b"HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n" * 1000), FAILED, "never begins"),
    "300,000 header bytes": (raw(OK + b"X: " + b"a" * 300_000 + b"\r\n\r\n"), FAILED, ""),
    "5,000 headers": (raw(OK + b"a: b\r\n" * 5_000 + b"\r\n"), FAILED, "more than 256"),
    "a header line without end": (flooded(OK + b"X: ", b"a" * 65536), FAILED, ""),
    "a NUL in a header": (raw(OK + b"X: a\0b\r\n\r\n" + FEED), EITHER, ""),
    "a header that is folded": (raw(OK + b"X: a\r\n b\r\n\r\n" + FEED), EITHER, ""),
    "a header name of escapes": (raw(OK + b"\x1b[31m: x\r\n\r\n" + FEED), FAILED, "not valid HTTP"),
    "two lengths": (raw(OK + b"Content-Length: 1\r\nContent-Length: 9\r\n\r\n" + FEED), FAILED, "not valid HTTP"),
    "length and chunks": (raw(OK + b"Content-Length: 9\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"), FAILED, ""),
    "a negative length": (raw(OK + b"Content-Length: -9\r\n\r\n" + FEED), FAILED, "not valid HTTP"),
    "a length of 10,000 digits": (raw(OK + b"Content-Length: " + b"9" * 10_000 + b"\r\n\r\n" + FEED), FAILED, ""),
    "a Retry-After of 23 digits": (raw(REFUSED % (b"503", b"Retry-After: " + b"9" * 23)), FAILED, "503"),
    "a max-age of 10,000 digits": (fed(b"Cache-Control: max-age=" + b"9" * 10_000), NEW, ""),
    "a date of year 999999": (fed(b"Expires: Mon, 01 Jan 999999 00:00:00 GMT\r\nDate: x"), NEW, ""),
    "validators of 60,000 bytes": (fed(b'ETag: "' + b"e" * 60_000 + b'"'), KEPT, ""),
    "a charset that is a path": (fed(b"Content-Type: text/xml; charset=../../etc/passwd"), EITHER, ""),
    "cookies": (fed(b"Set-Cookie: id=tracked; Domain=127.0.0.1"), NEW, ""),
    "a file name": (fed(b'Content-Disposition: attachment; filename="../../.bashrc"'), NEW, ""),
}  # fmt: skip
_BODIES: Final[dict[str, tuple[Script, frozenset[Outcome], str]]] = {
    "nothing at all": (raw(b""), FAILED, "hung up"),
    "silence": (dripped(b"", b""), FAILED, "seconds"),
    "a drip of a head": (dripped(OK + b"X: ", b"a"), FAILED, "seconds"),
    "a drip of a body": (dripped(SIZED % 90_000 + b"\r\n", b" "), FAILED, "seconds"),
    "a drip of a gzip": (dripped(SIZED % 90_000 + b"Content-Encoding: gzip\r\n\r\n", b"\x1f"), FAILED, "seconds"),
    "shorter than its length": (raw(SIZED % 99_999 + b"\r\n" + FEED), FAILED, "ends too early"),
    "without its last chunk": (raw(chunked(FEED, end=b"")), FAILED, "ends too early"),
    "within a chunk": (raw(OK + b"Transfer-Encoding: chunked\r\n\r\nffff\r\n" + FEED), FAILED, "ends too early"),
    "a chunk of negative size": (raw(OK + b"Transfer-Encoding: chunked\r\n\r\n-1\r\n" + FEED), FAILED, "not valid HTTP"),
    "a chunk of 2^64 bytes": (raw(CHUNKED + b"f" * 17 + b"\r\n" + FEED), FAILED, ""),
    "chunks of one byte": (raw(chunked(*[b" "] * 70_000)), FAILED, "larger"),
    "a chunk extension of 1 MB": (raw(CHUNKED + b"1;" + b"x" * 1_000_000 + b"\r\n \r\n"), FAILED, ""),
    "trailers without end": (flooded(chunked(FEED, end=b"0\r\n"), b"a: b\r\n" * 5_000), EITHER, ""),
    "a body without end": (flooded(OK + b"\r\n", b" " * 65536), FAILED, "larger"),
    "garbage behind the body": (raw(SIZED % len(FEED) + b"\r\n" + FEED + b"HTTP/1.1 200 OK\r\n\x1b[2J" * 100), NEW, ""),
    "a gzip bomb": (packed(b"gzip", lambda: bomb(1)), FAILED, "larger"),
    "a gzip bomb in a gzip": (packed(b"gzip, gzip", lambda: bomb(2)), FAILED, "larger"),
    "a deflate bomb": (packed(b"deflate", lambda: zlib.compress(bytes(24 << 20), 1)), FAILED, "larger"),
    "packed ten times": (packed(b", ".join([b"gzip"] * 10), lambda: bomb(2)), FAILED, "packed more than twice"),
    "a gzip of 100,000 parts": (packed(b"gzip", lambda: gzip.compress(b"") * 100_000), FAILED, "too many parts"),
    "half a gzip": (packed(b"gzip", lambda: gzip.compress(FEED)[:-9]), FAILED, "ends too early"),
    "a gzip that is none": (packed(b"gzip", lambda: FEED), FAILED, "damaged"),
    "a gzip with a wrong sum": (packed(b"gzip", lambda: gzip.compress(FEED)[:-8] + bytes(8)), FAILED, "damaged"),
    "brotli, unasked": (packed(b"br", lambda: BROTLI), FAILED, "not asked for"),
    "zstd, unasked": (packed(b"zstd", lambda: ZSTD), FAILED, "not asked for"),
    "a packing nobody knows": (packed(b"\x1b[31mx", lambda: FEED), FAILED, ""),
}  # fmt: skip
_LEADS: Final[dict[str, tuple[Script, frozenset[Outcome], str]]] = {
    "to a file": (led(b"file:///etc/passwd"), FAILED, "no web address"),
    "to ftp": (led(b"ftp://127.0.0.1/x"), FAILED, "no web address"),
    "to gopher": (led(b"gopher://127.0.0.1:25/xHELO"), FAILED, "no web address"),
    "to a script": (led(b"javascript:alert(1)"), FAILED, "no web address"),
    "to data": (led(b"data:text/xml,<rss/>"), FAILED, "no web address"),
    "to nothing": (led(b""), FAILED, "no web address"),
    "to half an address": (led(b"http://[::1"), FAILED, "no web address"),
    "to escapes": (led(b"http://127.0.0.1:1/\x9b31m"), FAILED, ""),
    "to a port that is no number": (led(b"http://127.0.0.1:port/"), FAILED, "no web address"),
    "in a circle": (led(b"?"), FAILED, ""),
    "onward for ever": (_onward, FAILED, "more than 10"),
    "to an address of 100,000 characters": (led(b"/" + b"a" * 90_000), FAILED, "no web address"),
    "permanently to a file": (led(b"file:///etc/passwd", b"301 Moved"), FAILED, "no web address"),
}  # fmt: skip
_ERRORS: Final[dict[str, tuple[Script, frozenset[Outcome], str]]] = {
    "a reason of 60,000 bytes": (raw(b"HTTP/1.1 500 " + b"x" * 60_000 + b"\r\nContent-Length: 0\r\n\r\n"), FAILED, "500"),
    "a login with a realm of escapes": (
        raw(REFUSED % (b"401", b'WWW-Authenticate: Basic realm="\x9b31m"')), FAILED, "asks for a login",
    ),
    "an error with a body without end": (flooded(b"HTTP/1.1 500 No\r\n\r\n", b"<p>" * 20_000), FAILED, "500"),
    "an error that is packed": (
        raw(b"HTTP/1.1 404 No\r\nContent-Encoding: gzip\r\nContent-Length: 3\r\n\r\nxxx"), FAILED, "404",
    ),
}  # fmt: skip


def http_cases() -> Iterator[Case]:
    """All of them."""
    tables: dict[Surface, dict[str, tuple[Script, frozenset[Outcome], str]]] = {
        "header": _HEADS, "body": _BODIES, "url": _LEADS, "error": _ERRORS,
    }  # fmt: skip
    for surface, table in tables.items():
        for name, (script, outcomes, says) in table.items():
            yield Case(name=name, attack="http", surface=surface, script=script, outcomes=outcomes, says=says, kind=HTML)
