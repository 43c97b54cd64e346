"""From a name to a connection, without a network: which addresses are tried, and how many."""

import asyncio
from collections.abc import Sequence

import httpcore
import pytest

from newscli.fetch.dial import dial
from newscli.fetch.failure import HopError


class Refused:
    """A network on which nobody listens."""

    def __init__(self) -> None:
        self.tried: list[str] = []

    async def __call__(self, address: str) -> "Refused":
        self.tried.append(address)
        raise httpcore.ConnectError("refused")

    async def aclose(self) -> None:
        """Nothing was opened."""


def tried(addresses: Sequence[str], *, only_public: bool) -> list[str]:
    network = Refused()

    async def lookup(host: str, port: int) -> Sequence[str]:
        return addresses

    with pytest.raises(HopError):
        asyncio.run(dial("news.example", 80, network, only_public=only_public, lookup=lookup))
    return network.tried


def test_a_name_of_a_thousand_addresses_is_tried_a_few_times() -> None:
    assert len(tried([f"10.0.{n // 250}.{n % 250}" for n in range(1_000)], only_public=False)) == 6


def test_of_a_name_with_private_addresses_among_public_ones_only_these_are_tried() -> None:
    mixed = ["10.0.0.1", "8.8.8.8", "::1", "192.168.0.1", "2606:4700::1111", "::ffff:10.0.0.1", "64:ff9b::a00:1"]
    assert tried(mixed, only_public=True) == ["8.8.8.8", "2606:4700::1111"]
    assert tried(["127.0.0.1", "fe80::1%eth0"], only_public=True) == []
