"""The pure parts that read strangers' bytes: encodings, addresses, heads."""

import gzip
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newscli.fetch.addresses import is_public
from newscli.fetch.answers import read_head, refusal
from newscli.fetch.encoding import EncodingError, TooLargeError, unpack
from newscli.text import is_clean
from newscli.urls import require_web_url

ENCODINGS = ("", "gzip", "deflate", "gzip, gzip", "br", "identity", "deflate,gzip,deflate", "\x1b")


@given(st.binary(max_size=5_000))
@settings(max_examples=50, deadline=None)
def test_what_was_packed_comes_back(data: bytes) -> None:
    assert unpack(gzip.compress(data), "gzip", limit=5_000) == data
    assert unpack(zlib.compress(data), "deflate", limit=5_000) == data
    assert unpack(zlib.compress(data, wbits=-15), "deflate", limit=5_000) == data
    assert unpack(gzip.compress(gzip.compress(data)), "gzip, gzip", limit=6_000) == data


@given(st.binary(max_size=400) | st.binary(max_size=400).map(gzip.compress), st.sampled_from(ENCODINGS), st.integers(0, 600))
@settings(max_examples=300, deadline=None)
def test_whatever_arrives_ends_within_the_bound(data: bytes, encoding: str, limit: int) -> None:
    try:
        unpacked = unpack(data, encoding, limit=limit)
    except EncodingError:
        return
    assert len(unpacked) <= max(limit, len(data))


@given(st.binary(min_size=20, max_size=2_000), st.data())
@settings(max_examples=50, deadline=None)
def test_a_cut_gzip_is_never_taken_for_whole(data: bytes, draw: st.DataObject) -> None:
    packed = gzip.compress(data)
    with pytest.raises(EncodingError):
        unpack(packed[: draw.draw(st.integers(1, len(packed) - 1))], "gzip", limit=5_000)


@pytest.mark.parametrize("wbits", [15, -15], ids=["zlib", "bare"])
def test_a_cut_deflate_is_never_taken_for_whole(wbits: int) -> None:
    packed = zlib.compress(bytes(range(256)), wbits=wbits)
    for size in range(1, len(packed)):
        with pytest.raises(EncodingError):
            unpack(packed[:size], "deflate", limit=5_000)


def test_bombs_are_not_unpacked() -> None:
    bomb = gzip.compress(bytes(50_000_000))
    with pytest.raises(TooLargeError):
        unpack(zlib.compress(bytes(50_000_000)), "deflate", limit=100_000)
    with pytest.raises(EncodingError, match="more than twice"):
        unpack(gzip.compress(bomb), "gzip, gzip, gzip", limit=100_000)
    with pytest.raises(TooLargeError):
        unpack(bomb, "gzip", limit=100_000)
    with pytest.raises(TooLargeError):
        unpack(gzip.compress(bomb), "gzip, gzip", limit=100_000)
    with pytest.raises(EncodingError, match="too many parts"):
        unpack(gzip.compress(b"") * 100_000, "gzip", limit=100_000)


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("8.8.8.8", True),
        ("2606:4700::1111", True),
        ("127.0.0.1", False),
        ("10.1.2.3", False),
        ("172.16.0.1", False),
        ("192.168.1.1", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("0.0.0.0", False),
        ("255.255.255.255", False),
        ("224.0.0.1", False),
        ("::1", False),
        ("::", False),
        ("fe80::1%eth0", False),
        ("fc00::1", False),
        ("fec0::1", False),
        ("ff02::1", False),
        ("::ffff:127.0.0.1", False),
        ("::ffff:8.8.8.8", True),
        ("::127.0.0.1", False),
        ("64:ff9b::7f00:1", False),
        ("64:ff9b::808:808", True),
        ("2002:7f00:1::", False),
        ("news.example", False),
        ("", False),
    ],
)
def test_public_and_private_addresses(address: str, expected: bool) -> None:
    assert is_public(address) is expected


def test_a_head_is_fit_to_show() -> None:
    assert read_head(418, b"I am \x1b[31ma\x9d0;owned\x9c teapot" + b"t" * 1_000, []).reason.startswith("I am a teapott")
    assert len(read_head(418, b"t" * 60_000, []).reason) <= 80


@given(
    st.integers(100, 599), st.binary(max_size=60), st.lists(st.tuples(st.binary(max_size=9), st.binary(max_size=60)), max_size=8)
)
@settings(max_examples=100, deadline=None)
def test_a_refusal_is_always_fit_to_show(status: int, reason: bytes, raw: list[tuple[bytes, bytes]]) -> None:
    error = refusal(read_head(status, reason, [*raw, (b"Retry-After", reason)]), require_web_url("https://a:b@news.example/"))
    assert is_clean(error.message)
    assert error.retry_after is None or is_clean(error.retry_after)
    assert "a:b" not in error.message.replace(reason.decode("latin-1"), "")
    assert error.status == status
