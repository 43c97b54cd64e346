"""Which network addresses belong to the whole internet and which to a private place. Pure."""

import ipaddress
from functools import lru_cache
from typing import Final

# Addresses that carry an IPv4 address inside: the inner one decides (RFC 6052, RFC 8215).
_NAT64: Final = (ipaddress.IPv6Network("64:ff9b::/96"), ipaddress.IPv6Network("64:ff9b:1::/48"))


@lru_cache(maxsize=1_024)
def is_public(address: str) -> bool:
    """Whether the IP `address` is one of the public internet; False for whatever is not an IP address.

    Follows the IANA special-purpose registries (RFC 6890); multicast is not public either. Transition addresses
    (mapped, 6to4, Teredo, NAT64) are as public as the IPv4 address inside them.
    """
    try:
        ip = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        inner = _inner_ipv4(ip)
        if inner is not None:
            return inner.is_global and not inner.is_multicast
        # IPv4-compatible addresses (RFC 4291 section 2.5.5.1) and old site-local ones: deprecated, and routed by some.
        if int(ip) < 1 << 32 or ip.is_site_local:
            return False
    return ip.is_global and not ip.is_multicast


def _inner_ipv4(ip: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    if ip.ipv4_mapped is not None:
        return ip.ipv4_mapped
    if ip.sixtofour is not None:
        return ip.sixtofour
    if ip.teredo is not None:
        return ip.teredo[1]
    if any(ip in network for network in _NAT64):
        return ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
    return None
