"""Content encodings, unpacked within a bound. Pure; knows gzip and deflate, because those are what requests offer.

brotli and zstd are not offered: their decoders cannot be told to stop in time (3 kB become 6 GB in one call).
"""

import zlib
from typing import Final

ACCEPT_ENCODING: Final = b"gzip, deflate"

_PLAIN = frozenset(("", "identity", "none", "binary", "8bit", "utf-8", "utf8"))  # the last five: seen in the wild, mean nothing
_MAX_LAYERS: Final = 2
_MAX_MEMBERS: Final = 1_000
"""Of one gzip stream: honest ones have one, blocked ones (bgzip) one for each 64 kB."""
_STEP: Final = 64 * 1024


class EncodingError(Exception):
    """The bytes are not what their encoding says, or more than is allowed; str() says which in our own words."""


class TooLargeError(EncodingError):
    """Unpacked, there would be more than the bound."""


def unpack(data: bytes, content_encoding: str, *, limit: int) -> bytes:
    """`data` without its `content_encoding` (RFC 9110 section 8.4: the last one named was applied last).

    Never holds more than `limit` unpacked bytes of a layer. Raises EncodingError for an encoding that was not asked for,
    for damaged and for truncated bytes; TooLargeError above `limit`.
    """
    layers = [name for name in (part.strip().lower() for part in content_encoding.split(",")) if name not in _PLAIN]
    if len(layers) > _MAX_LAYERS:
        raise EncodingError("it is packed more than twice")
    for name in reversed(layers):
        if not data:
            break  # some servers label an empty answer too
        if name in ("gzip", "x-gzip"):
            data = _gunzip(data, limit)
        elif name == "deflate":
            data = _inflate(data, limit)
        else:
            raise EncodingError("it is packed in a way that was not asked for")
    return data


def _gunzip(data: bytes, limit: int) -> bytes:
    """The members of RFC 1952 one after another; what follows the last and is none (padding) is left out."""
    unpacked: list[bytes] = []
    size = 0
    members = 0
    member = zlib.decompressobj(wbits=31)
    for start in range(0, len(data), _STEP):
        packed = data[start : start + _STEP]
        while packed:
            if member.eof:
                if not packed.startswith(b"\x1f"):
                    return b"".join(unpacked)
                member = zlib.decompressobj(wbits=31)
                members += 1
                if members >= _MAX_MEMBERS:
                    raise EncodingError("its gzip has too many parts")
            piece = _step(member, packed, limit - size)
            unpacked.append(piece)
            size += len(piece)
            packed = member.unused_data
    if not member.eof:
        raise EncodingError("its gzip ends too early")
    return b"".join(unpacked)


def _inflate(data: bytes, limit: int) -> bytes:
    # "deflate" means zlib's format (RFC 9110 section 8.4.1.2); some servers send the bare stream of RFC 1951.
    is_zlib = len(data) >= 2 and data[0] & 0x0F == 8 and int.from_bytes(data[:2], "big") % 31 == 0
    stream = zlib.decompressobj(wbits=15 if is_zlib else -15)
    unpacked = _step(stream, data, limit)
    if not stream.eof:
        raise EncodingError("its deflate ends too early")
    return unpacked


def _step(stream: "zlib._Decompress", packed: bytes, room: int) -> bytes:
    try:
        # One byte more than the room tells a full room from an overflow; zero would mean "without bound".
        piece = stream.decompress(packed, room + 1)
    except zlib.error as error:
        raise EncodingError("its packing is damaged") from error
    if len(piece) > room:
        raise TooLargeError("unpacked, it is too large")
    return piece
