"""How one run behaves towards each registrable host: how many requests at once, how close together, and when no more.

Lives as long as the run; what it learns for longer (a pause of days) is `policy`'s and goes through the store.
"""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Final

from newscli.errors import FetchError
from newscli.fetch.path import Endpoint
from newscli.fetch.transport import Transport
from newscli.text import SafeLine, format_line

STRIKES: Final = 2
"""Requests in a row that reach nobody at an endpoint, after which the run asks it no more."""


@dataclass(slots=True, eq=False)
class _Host:
    gate: asyncio.Semaphore
    users: int = 0
    transports: dict[object, Transport] = field(default_factory=dict)


class Hosts:
    """What is known of the hosts of this run. Only hosts in use hold connections."""

    def __init__(self, *, per_host: int, spacing: float) -> None:
        self._per_host = per_host
        self._spacing = spacing
        self._hosts: dict[str, _Host] = {}
        self._free_at: dict[str, float] = {}
        """When the next request may start; kept when nobody stays, or redirects to one host would follow each other at once."""
        self._throttled: dict[str, SafeLine | None] = {}
        self._strikes: dict[Endpoint, int] = {}

    @asynccontextmanager
    async def stay(self, name: str) -> AsyncIterator[None]:
        """While inside, connections to the host `name` are kept for the next request."""
        host = self._hosts.get(name) or self._hosts.setdefault(name, _Host(asyncio.Semaphore(self._per_host)))
        host.users += 1
        try:
            yield
        finally:
            host.users -= 1
            if not host.users:
                del self._hosts[name]
                for transport in host.transports.values():
                    await transport.aclose()

    @asynccontextmanager
    async def turn(self, name: str) -> AsyncIterator[None]:
        """While inside, one of the few requests that may be under way to the host `name`; waits for its turn first."""
        async with self.stay(name):
            host = self._hosts[name]
            async with host.gate:
                loop = asyncio.get_running_loop()
                now, free_at = loop.time(), self._free_at.get(name, 0.0)
                self._free_at[name] = max(free_at, now) + self._spacing
                pause = free_at - now
                if pause > 0:
                    await asyncio.sleep(pause)
                yield

    def transport(self, name: str, kind: object, make: Callable[[], Transport]) -> Transport:
        """The transport of that kind to the host `name`, made if there is none; inside a `turn` only."""
        transports = self._hosts[name].transports
        if kind not in transports:
            transports[kind] = make()
        return transports[kind]

    def throttle(self, name: str, retry_after: SafeLine | None) -> None:
        """The host `name` answered 429: it is not asked again in this run."""
        self._throttled[name] = retry_after

    def strike(self, endpoint: Endpoint) -> None:
        """A request reached nobody at `endpoint`."""
        self._strikes[endpoint] = self._strikes.get(endpoint, 0) + 1

    def absolve(self, endpoint: Endpoint) -> None:
        """Somebody answered at `endpoint`."""
        self._strikes.pop(endpoint, None)

    def check(self, name: str, endpoint: Endpoint) -> None:
        """Raise FetchError if this run does not ask there any more."""
        if name in self._throttled:
            raise FetchError(
                format_line("not asked: {} wants fewer requests", name),
                kind="throttled",
                status=429,
                retry_after=self._throttled[name],
                hint=format_line("newscli refresh asks again when the host's pause is over"),
            )
        if self._strikes.get(endpoint, 0) >= STRIKES:
            raise FetchError(
                format_line("not asked: {} did not answer {} requests before", endpoint.host, STRIKES), kind="timeout"
            )
