"""Room for answers between the network's thread and its consumer: bodies being read, and those that nobody has taken yet.

Knows bytes and who waits for them, and no request.
"""

import asyncio
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Final

LIKELY: Final = 64 * 1024
"""Bytes for which room is kept where a body comes without a length."""
ASKING: Final = 0.75
"""Of the room that may be taken by what waits while more is asked for. The rest is for what was asked for already: each answer
that is kept out of it holds its connection, 60 kB with all its buffers."""


class Room:
    """Belongs to the loop that runs when it is made; `take` alone is called from another thread.

    Who waits is woken when there is room for it, and nobody else: with one event for all, each body that was taken woke
    hundreds of requests that went back to sleep, half of the network thread's time in a first fetch.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._enough = int(most * ASKING)
        self._loop = asyncio.get_running_loop()
        # Bytes handed over and bytes taken: each is written by one thread alone.
        self._given = 0
        self._taken = 0
        self._arriving = 0
        """Bytes of bodies that are being read."""
        self._bodies: deque[tuple[int, asyncio.Future[None]]] = deque()
        """Who waits to read a body, and of what size."""
        self._givers: list[asyncio.Future[None]] = []
        """Who asks for the next when the consumer has caught up."""
        self._is_wanted = False

    def take(self, size: int) -> None:
        """The consumer has taken `size` bytes. In its thread; nothing more happens once the loop has ended."""
        self._taken += size
        if self._is_wanted:
            self._is_wanted = False
            with suppress(RuntimeError):  # the loop has ended, and nobody waits
                self._loop.call_soon_threadsafe(self._share_out)

    def give(self, size: int) -> None:
        """`size` bytes have been handed over."""
        self._given += size

    async def caught_up(self) -> None:
        """Returns when so little is waiting for the consumer that more may be asked for."""
        if self._given - self._taken > self._enough:
            future = self._loop.create_future()
            self._givers.append(future)
            self._share_out()
            await future

    @asynccontextmanager
    async def admitted(self, size: int) -> AsyncIterator[None]:
        """While inside, a body of `size` bytes (0: nobody knows) may be read.

        What nobody can take yet waits in the system, not in this process: every worker would read one more body than fits.
        """
        size = min(size or LIKELY, self._most)
        future = self._loop.create_future()
        self._bodies.append((size, future))
        self._share_out()
        try:
            await future
        except asyncio.CancelledError:
            self._leave(size, future)
            raise
        try:
            yield
        finally:
            self._arriving -= size
            self._share_out()

    def _leave(self, size: int, future: asyncio.Future[None]) -> None:
        if future.cancelled():
            with suppress(ValueError):  # passed over since
                self._bodies.remove((size, future))
        else:  # it got its room in the same moment
            self._arriving -= size
        self._share_out()

    def _share_out(self) -> None:
        """Give room to those who wait, first come first served, so far as there is some."""
        # First of all: what the consumer takes from here on wakes us again.
        self._is_wanted = bool(self._bodies or self._givers)
        waiting = self._given - self._taken
        if waiting <= self._enough:
            for giver in self._givers:
                _wake(giver)
            self._givers.clear()
        while self._bodies and waiting + self._arriving + self._bodies[0][0] <= self._most:
            size, future = self._bodies.popleft()
            self._arriving += size * _wake(future)
        if not (self._bodies or self._givers):
            self._is_wanted = False


def _wake(future: asyncio.Future[None]) -> bool:
    """Let go on who waits for `future`; False if nobody does any more."""
    if future.done():
        return False
    future.set_result(None)
    return True
