"""Many requests at once, as a plain iterator: the event loop has a thread of its own, so its consumer may parse and write.

Bounded in every direction: requests under way, requests to one host, finished answers that nobody has taken yet.
"""

import queue
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import AsyncExitStack, closing, suppress
from typing import TYPE_CHECKING, Final

from newscli.errors import FetchError
from newscli.fetch.packed import Packed
from newscli.fetch.settings import FetchSettings
from newscli.models.document import Document, Fetched, Request
from newscli.urls import outlet_host

if TYPE_CHECKING:
    from newscli.fetch.client import Client
    from newscli.fetch.room import Room

WAITING_BYTES: Final = 4 * 1024 * 1024
"""Of answers that wait for the consumer, packed, and of bodies under way. One may always wait, whatever its size."""
Answers = Generator[Fetched | None, None, None]

_BUSY_HOST: Final = 4
"""Requests from which a host is begun early: it takes longest, because its requests go one after another."""


def fetch_one(request: Request, *, settings: FetchSettings) -> Document:
    """The answer to one request. Raises FetchError."""
    with closing(fetch_many([request], settings=settings)) as answers:
        for fetched in answers:
            if fetched is not None and fetched.document is not None:
                return fetched.document
            if fetched is not None and fetched.error is not None:
                raise fetched.error
    raise AssertionError("every request has an outcome")


def fetch_many(
    requests: Iterable[Request],
    *,
    settings: FetchSettings,
    tick: float | None = None,
    begun: Callable[[int], object] | None = None,
) -> Answers:
    """An outcome for each of `requests`, as they finish; with `tick`, None whenever that many seconds bring none.

    `begun` is called with the key of each request that is about to be sent, in the network's own thread. Nothing happens
    before the first `next`. Closing the iterator cancels what is under way and waits for its end.
    """
    queues = _by_host(requests)
    if not queues:
        return
    run = _Run(queues, settings, begun)
    try:
        yield from run.outcomes(tick)
    finally:
        run.close()


def _by_host(requests: Iterable[Request]) -> list[tuple[str, list[Request]]]:
    """The requests of each host, to be taken from the end, where the one given first stands; hosts with many first."""
    hosts: dict[str, list[Request]] = {}
    for request in requests:
        hosts.setdefault(outlet_host(request.url), []).append(request)
    for asked in hosts.values():
        asked.reverse()
    return sorted(hosts.items(), key=lambda item: -(len(item[1]) // _BUSY_HOST))


class _Run:
    """One event loop in one thread, from the first request to the last."""

    def __init__(
        self, hosts: list[tuple[str, list[Request]]], settings: FetchSettings, begun: Callable[[int], object] | None
    ) -> None:
        self._settings = settings
        self._begun = begun
        # A host has as many lanes as it may have requests under way; a worker takes a lane and stays until it is empty.
        self._lanes = deque(host for host in hosts for _ in range(min(settings.per_host, len(host[1]))))
        self._finished: queue.SimpleQueue[Packed | BaseException | None] = queue.SimpleQueue()
        self._cancel: Callable[[], object] | None = None
        self._room: Room
        self._has_started = threading.Event()
        self._thread = threading.Thread(target=self._serve, name="newscli fetch", daemon=True)

    def outcomes(self, tick: float | None) -> Iterator[Fetched | None]:
        """What finishes, until all has; None after each `tick` seconds without any."""
        self._thread.start()
        while True:
            try:
                item = self._finished.get(timeout=tick)
            except queue.Empty:
                yield None
                continue
            if item is None:
                return
            if isinstance(item, BaseException):
                raise item
            self._room.take(item.weight)
            yield item.outcome()

    def close(self) -> None:
        """Cancel what is under way and wait for the end of the thread."""
        if self._thread.ident is None:
            return
        self._has_started.wait()
        if self._cancel is not None:
            with suppress(RuntimeError):  # the loop has ended by itself
                self._cancel()
        self._thread.join()

    def _serve(self) -> None:
        import asyncio

        try:
            asyncio.run(self._fetch_all())
        except asyncio.CancelledError:
            pass
        except BaseExceptionGroup as bugs:
            self._finished.put(bugs.exceptions[0])
        except BaseException as bug:  # raised again in the consumer's thread
            self._finished.put(bug)
        finally:
            self._has_started.set()
            self._finished.put(None)

    async def _fetch_all(self) -> None:
        import asyncio

        from newscli.fetch.client import Client
        from newscli.fetch.room import Room

        loop, main, self._room = asyncio.get_running_loop(), asyncio.current_task(), Room(WAITING_BYTES)
        assert main is not None
        self._cancel = lambda: loop.call_soon_threadsafe(main.cancel)
        self._has_started.set()
        client = Client(self._settings, admit=self._room.admitted)
        try:
            async with asyncio.TaskGroup() as group:
                for _ in range(min(_parallel(self._settings), len(self._lanes))):
                    group.create_task(self._work(client))
        finally:
            # Connections that were closed are taken down in the next turn of the loop.
            await asyncio.sleep(0)

    async def _work(self, client: "Client") -> None:
        while self._lanes:
            name, requests = self._lanes.popleft()
            async with AsyncExitStack() as held:
                async with client.hosts.stay(name):
                    while requests:
                        await self._ask(client, requests.pop(), held)
                        if requests:
                            await self._room.caught_up()
                            await held.aclose()
                # Outside: the connection is not kept meanwhile.
                await self._room.caught_up()

    async def _ask(self, client: "Client", request: Request, held: AsyncExitStack) -> None:
        if self._begun is not None:
            self._begun(request.key)
        packed = await _attempt(client, request, held)
        # Counted first: the consumer may take it at once.
        self._room.give(packed.weight)
        self._finished.put(packed)


async def _attempt(client: "Client", request: Request, held: AsyncExitStack) -> Packed:
    try:
        return Packed(request=request, document=await client.get(request, held=held), limit=client.limit(request))
    except FetchError as error:
        # An outcome outlives its request, and what led to it would keep the connection with all its buffers: 400 kB each.
        error.__cause__ = error.__context__ = None
        return Packed(request=request, error=error.with_traceback(None))


def _parallel(settings: FetchSettings) -> int:
    """As many as are wanted and as fit half of the files this process may open (macOS: 256 in all)."""
    try:
        import resource
    except ImportError:  # Windows has no such limit
        return settings.parallel
    soft, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    return settings.parallel if soft == resource.RLIM_INFINITY else max(1, min(settings.parallel, soft // 2))
