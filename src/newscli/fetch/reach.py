"""Whether this machine has a way to the internet at all. Sends nothing: only the kernel's table of routes is asked."""

from typing import Final

_FAR: Final = ("198.41.0.4", "2001:503:ba3e::2:30")
"""Any addresses of the public internet do, and nothing is sent to them: those of a root name server move least of all."""


def has_route() -> bool:
    """Whether there is a route to the public internet, over IPv4 or IPv6; a proxy of the environment is not looked at."""
    return any(map(_can_reach, _FAR))


def _can_reach(address: str) -> bool:
    import socket  # 8 ms that importing this room must not cost

    try:
        with socket.socket(socket.AF_INET6 if ":" in address else socket.AF_INET, socket.SOCK_DGRAM) as probe:
            probe.connect((address, 53))  # of a datagram socket: chooses a route, sends no packet
    except OSError:
        return False
    return True
