"""The hosts in addresses: how they are written, which are numbers, and whose they are. No names are looked up."""

import re
from functools import cache, lru_cache
from typing import Final

from newscli.text import SafeLine, clean_line

_HOST: Final = r"[a-z0-9_](?:[a-z0-9_.-]*[a-z0-9_])?\.?"
_NUMBER_AT_END: Final = r"(?:.*\.)?(?:[0-9]+|0x[0-9a-f]*)\.?"


@lru_cache(maxsize=1_024)
def ascii_host(host: str) -> str | None:
    """`host` as it stands in an address: lower-case, ASCII (IDNA), a number as the IPv4 address it is; None if it is no host.

    Raises ValueError for what looks like an IPv6 address and is none.
    Kept for the hosts met last: all addresses of a feed have few.
    """
    host = host.lower()
    if ":" in host:
        import ipaddress  # 2 ms, and one host in a thousand is an IPv6 address

        return f"[{ipaddress.ip_address(host.partition('%')[0])}]"
    if not host.isascii():
        import idna  # 15 ms, and one host in a thousand is not ASCII

        try:
            host = idna.encode(host, uts46=True).decode("ascii")
        except idna.IDNAError:
            return None
    if ends_in_number(host):
        return _ipv4(host.removesuffix("."))
    return host if len(host) <= 253 and ".." not in host and re.fullmatch(_HOST, host) else None


def ends_in_number(host: str) -> bool:
    """Whether `host`, in lower case, is an IPv4 address or nothing (WHATWG URL, 3.5: "ends in a number")."""
    return re.fullmatch(_NUMBER_AT_END, host) is not None


def is_ip(host: str) -> bool:
    """Whether `host` is an IPv4 or IPv6 address rather than a name."""
    import ipaddress

    try:
        ipaddress.ip_address(host.strip("[]"))
    except ValueError:
        return False
    return True


@lru_cache(maxsize=4_096)
def registrable_host(host: str) -> SafeLine:
    """Whose `host` is by the Public Suffix List ("feeds.bbci.co.uk" gives "bbci.co.uk"); an IP address as it is.

    Kept for the hosts met last: all entries of a feed have the same one.
    """
    if is_ip(host) or "." not in host:
        return clean_line(host)
    return clean_line(_suffixes().privatesuffix(host) or host)


def _ipv4(host: str) -> str | None:
    """The address that resolvers see in `127.1`, `0x7f000001` or `2130706433` (WHATWG URL, 3.5: the IPv4 parser); None if none.

    Whoever judges an address must see the same one, and a proxy would look the number up where nobody judges it.
    """
    parts = host.split(".")
    if len(parts) > 4 or any(len(part) > 20 for part in parts):
        return None
    numbers = [_number(part) for part in parts]
    most = [256] * (len(parts) - 1) + [256 ** (5 - len(parts))]
    if any(number is None or number >= limit for number, limit in zip(numbers, most, strict=True)):
        return None
    value = sum((number or 0) << 8 * (3 - at) for at, number in enumerate(numbers[:-1])) + (numbers[-1] or 0)
    return ".".join(str(byte) for byte in value.to_bytes(4, "big"))


def _number(part: str) -> int | None:
    """Decimal, octal after a zero, hexadecimal after 0x."""
    digits, base = (part[2:] or "0", 16) if part.startswith("0x") else (part, 8 if len(part) > 1 and part[0] == "0" else 10)
    try:
        return int(digits, base) if digits.isalnum() else None
    except ValueError:
        return None


@cache
def _suffixes():  # type: ignore[no-untyped-def]  # the library has no type information; one call uses it
    from publicsuffixlist import PublicSuffixList  # reads a 300 kB list: only while storing new articles

    return PublicSuffixList()
