"""httpx's transport over a network of our own (`network`), its TLS context, and its errors in our words.

Knows nothing of documents: `client` asks and reads through it.
"""

import os
import ssl
import sys
from importlib.util import find_spec

import httpx

from newscli.fetch.dial import Lookup
from newscli.fetch.failure import HopError
from newscli.fetch.network import Network
from newscli.text import format_line

# httpcore looks for sniffio at every lock and event, and anyio does not bring it along any more. A search of the whole path
# that finds nothing took a third of the CPU of a request; None says once that there is no such module (importlib's own sign).
if find_spec("sniffio") is None:
    sys.modules["sniffio"] = None  # type: ignore[assignment]  # what the import system itself looks for


class Transport(httpx.AsyncHTTPTransport):
    """The connections to one host. Errors of the network come out as HopError, those of the protocol as httpx's."""

    def __init__(self, *, tls: ssl.SSLContext, proxy: str | None, connections: int, only_public: bool, lookup: Lookup) -> None:
        limits = httpx.Limits(max_connections=connections, max_keepalive_connections=connections, keepalive_expiry=15)
        super().__init__(verify=tls, trust_env=False, limits=limits, proxy=proxy)
        self.network = Network(only_public=only_public and proxy is None, lookup=lookup)
        # httpx has no parameter for httpcore's documented `network_backend`; a test fails should this stop to work.
        self._pool._network_backend = self.network  # noqa: SLF001


def make_tls_context() -> ssl.SSLContext:
    """One context for all connections: each costs 20 ms. Trusts certifi's authorities, or those SSL_CERT_FILE or _DIR name."""
    if os.environ.get("SSL_CERT_FILE") or os.environ.get("SSL_CERT_DIR"):
        context = ssl.create_default_context()
    else:
        import certifi

        context = ssl.create_default_context(cafile=certifi.where())
    return context


def broken(error: httpx.TransportError) -> HopError:
    """Before an answer. The library's own words are never shown: they may hold a stranger's."""
    if isinstance(error, httpx.LocalProtocolError):
        return HopError("address", format_line("the request cannot be sent: a header of this feed is malformed"))
    if isinstance(error, httpx.ProxyError):
        return HopError("unreachable", format_line("the proxy refused to connect"))
    if isinstance(error, httpx.RemoteProtocolError):
        hung_up = str(error).startswith("Server disconnected")
        return HopError(
            "protocol", format_line("the server hung up without an answer" if hung_up else "the answer is not valid HTTP")
        )
    return HopError("unreachable", format_line("the connection broke off"))


def cut_off(error: httpx.TransportError, *, has_ended: bool) -> HopError:
    """Within a body."""
    if has_ended or not isinstance(error, httpx.RemoteProtocolError):
        return HopError("protocol", format_line("the answer ends too early"))
    return HopError("protocol", format_line("the answer is not valid HTTP"))
