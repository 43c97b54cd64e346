"""From a host name to a connection: names looked up, addresses judged, the first that answers taken."""

import asyncio
import errno
import socket
import threading
from collections.abc import Awaitable, Callable, Sequence
from typing import Final, Protocol, TypeVar

import httpcore

from newscli.fetch.addresses import is_public
from newscli.fetch.failure import HopError
from newscli.text import SafeLine, format_line

Lookup = Callable[[str, int], Awaitable[Sequence[str]]]
"""The IP addresses of a host, best first. Raises OSError."""


class Closable(Protocol):
    """What is to be closed if another try was faster."""

    async def aclose(self) -> None:
        """Close."""


S = TypeVar("S", bound=Closable)
Connect = Callable[[str], Awaitable[S]]
"""Connects to an IP address. Raises httpcore.ConnectError."""

_HEAD_START: Final = 0.25
"""Seconds an address has before the next one is tried beside it (RFC 8305 section 5)."""
_MOST_ADDRESSES: Final = 6
_LOOKUPS = threading.BoundedSemaphore(64)


async def look_up(host: str, port: int) -> Sequence[str]:
    """The system's answer. Each lookup has a thread of its own that nobody waits for.

    A thread inside getaddrinfo cannot be stopped; the event loop's own executor would hold up the end of the program
    until the resolver's time-out (30 s and more), and its few threads would let dead names delay the others.
    """
    loop = asyncio.get_running_loop()
    answer: asyncio.Future[Sequence[str]] = loop.create_future()

    def settle(addresses: Sequence[str] | None, error: OSError | None) -> None:
        if answer.done():
            return
        if error is not None:
            answer.set_exception(error)
        else:
            answer.set_result(addresses or ())

    def ask() -> None:
        addresses: Sequence[str] | None = None
        failure: OSError | None = None
        with _LOOKUPS:
            try:
                found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
                addresses = [str(entry[4][0]) for entry in found]
            except OSError as error:
                failure = error
            except UnicodeError:
                failure = socket.gaierror(socket.EAI_NONAME, "not a host name")
        try:
            loop.call_soon_threadsafe(settle, addresses, failure)
        except RuntimeError:
            return  # the run ended before the name server answered

    threading.Thread(target=ask, name=f"look up {host}", daemon=True).start()
    return await answer


async def dial(host: str, port: int, connect: Connect[S], *, only_public: bool, lookup: Lookup) -> S:
    """The first connection that `connect` makes to an address of `host`.

    With `only_public`, addresses of private places are refused before anything is sent to them. What is judged is what
    is connected to, so a name that changes its address between two questions gains nothing. Raises HopError.
    """
    addresses = [host] if _is_literal(host) else await _addresses(host, port, lookup)
    allowed = [address for address in addresses if is_public(address)] if only_public else addresses
    if addresses and not allowed:
        raise HopError("redirects", format_line("a public address leads to a private one ({})", host))
    if not allowed:
        raise HopError("unreachable", format_line("{} has no address", host))
    return await _first(allowed[:_MOST_ADDRESSES], connect)


def _is_literal(host: str) -> bool:
    for family in (socket.AF_INET, socket.AF_INET6):
        try:
            socket.inet_pton(family, host)
        except OSError:
            continue
        return True
    return False


async def _addresses(host: str, port: int, lookup: Lookup) -> list[str]:
    try:
        return list(dict.fromkeys(await lookup(host, port)))
    except socket.gaierror as error:
        if error.errno == socket.EAI_AGAIN:
            words = "the name {} could not be looked up"
            raise HopError(
                "unreachable", format_line(words, host), hint=format_line("is this machine online?"), is_dark=True
            ) from error
        hint = format_line("check the spelling of the address")
        # What macOS and some resolvers say without a network, too.
        raise HopError("unreachable", format_line("there is no host {}", host), hint=hint, is_dark=True) from error
    except OSError as error:
        raise HopError("unreachable", format_line("the name {} could not be looked up", host), is_dark=True) from error


async def _first(addresses: Sequence[str], connect: Connect[S]) -> S:
    """The first connection that is made; the next address is tried when the last failed or is slow (RFC 8305)."""
    if len(addresses) == 1:
        return await _connected(addresses[0], connect)
    waiting = list(addresses)
    tries: set[asyncio.Task[S]] = set()
    winner: asyncio.Task[S] | None = None
    failure: BaseException | None = None
    try:
        while winner is None and (waiting or any(not task.done() for task in tries)):
            if waiting:
                tries.add(asyncio.ensure_future(_connected(waiting.pop(0), connect)))
            pending = [task for task in tries if not task.done()]
            pause = _HEAD_START if waiting else None
            done, _ = await asyncio.wait(pending, timeout=pause, return_when=asyncio.FIRST_COMPLETED)
            winner = next((task for task in done if task.exception() is None), None)
            failure = next((task.exception() for task in done if task.exception()), failure)
    finally:
        for task in tries - {winner}:
            task.cancel()
        for loser in await asyncio.gather(*(tries - {winner}), return_exceptions=True):
            if not isinstance(loser, BaseException):
                await loser.aclose()
    if winner is None:
        assert failure is not None
        raise failure
    return winner.result()


async def _connected(address: str, connect: Connect[S]) -> S:
    try:
        return await connect(address)
    except httpcore.ConnectError as error:
        is_dark = _errno(error.__cause__) in (errno.EHOSTUNREACH, errno.ENETUNREACH, errno.ENETDOWN)
        raise HopError("unreachable", _words(error.__cause__), is_dark=is_dark) from error


def _words(error: BaseException | None) -> SafeLine:
    number = _errno(error)
    known = {
        errno.ECONNREFUSED: "the connection was refused",
        errno.EHOSTUNREACH: "there is no way to the host",
        errno.ENETUNREACH: "there is no way to the network of the host",
        errno.ETIMEDOUT: "the host did not answer",
        errno.EMFILE: "too many open files",
    }
    return format_line(known.get(number, "the connection could not be made"))


def _errno(error: BaseException | None) -> int:
    """Of the system's own error, which anyio wraps in one of its own."""
    while error is not None:
        if isinstance(error, OSError) and error.errno is not None:
            return error.errno
        error = error.__cause__
    return 0
