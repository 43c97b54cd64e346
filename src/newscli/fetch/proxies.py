"""Which proxy the environment names for an address, and the tunnel through it."""

import asyncio
import os
import socket
from base64 import b64encode
from dataclasses import dataclass
from typing import Final
from urllib.parse import unquote, urlsplit

from newscli.fetch.failure import HopError
from newscli.text import format_line

_ANSWER_LIMIT: Final = 16 * 1024


@dataclass(frozen=True, slots=True)
class Proxy:
    """An HTTP proxy; `authorization` is the value of Proxy-Authorization."""

    host: str
    port: int
    authorization: bytes | None


def find_proxy(scheme: str, host: str) -> Proxy | None:
    """The proxy of `http_proxy`, `https_proxy`, `all_proxy` and `no_proxy` for a host; never one for this machine itself.

    Raises HopError for a proxy that does not speak HTTP.
    """
    if not any(name.lower().endswith("_proxy") for name in os.environ) or is_loopback(host):
        return None
    from urllib.request import getproxies_environment, proxy_bypass  # 20 ms that only those with a proxy pay

    proxies = getproxies_environment()
    address = proxies.get(scheme) or proxies.get("all")
    if not address or proxy_bypass(host):
        return None
    parts = urlsplit(address if "://" in address else f"http://{address}")
    if parts.scheme != "http" or not parts.hostname:
        hint = format_line("set {}_proxy to an address like http://proxy.example:3128, or unset it", scheme)
        raise HopError("unreachable", format_line("the proxy of the environment is not an http proxy"), hint=hint)
    return Proxy(parts.hostname, parts.port or 80, basic_credentials(parts.username, parts.password))


def is_loopback(host: str) -> bool:
    """Whether `host` names this machine itself."""
    return host in ("localhost", "::1") or host.endswith(".localhost") or host.startswith("127.")


def basic_credentials(user: str | None, password: str | None) -> bytes | None:
    """The value of an Authorization header (RFC 7617) for percent-encoded userinfo; None where there is none."""
    if user is None:
        return None
    return b"Basic " + b64encode(f"{unquote(user)}:{unquote(password or '')}".encode())


async def open_tunnel(link: socket.socket, proxy: Proxy, host: str, port: int) -> None:
    """Ask `proxy` at the other end of `link` to pass everything on to the host (RFC 9110 section 9.3.6). Raises HopError."""
    loop = asyncio.get_running_loop()
    authority = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    lines = [f"CONNECT {authority} HTTP/1.1".encode(), f"Host: {authority}".encode()]
    if proxy.authorization:
        lines.append(b"Proxy-Authorization: " + proxy.authorization)
    await loop.sock_sendall(link, b"\r\n".join(lines) + b"\r\n\r\n")
    answer = b""
    while b"\r\n\r\n" not in answer:
        received = await loop.sock_recv(link, 4096)
        answer += received
        if not received or len(answer) > _ANSWER_LIMIT:
            raise HopError("unreachable", format_line("the proxy did not answer as a proxy does"))
    status = answer.split(b" ", 2)[1] if answer.startswith(b"HTTP/1.") else b""
    if not (len(status) == 3 and status.startswith(b"2")):
        raise HopError("unreachable", format_line("the proxy refused to connect ({})", status.decode("ascii", "replace")[:3]))
