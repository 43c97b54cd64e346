"""Room for bodies: given out in the order of asking, to as many as fit, and never lost."""

import asyncio
from collections.abc import Awaitable, Callable

from hypothesis import given
from hypothesis import strategies as st

from newscli.fetch.room import LIKELY, Room


async def settle() -> None:
    """Let everybody run who can."""
    for _ in range(5):
        await asyncio.sleep(0)


def reading(room: Room, size: int, inside: list[int], name: int, end: asyncio.Event) -> "asyncio.Task[None]":
    """Somebody who reads a body of `size` bytes until `end`; `inside` has their names in the order they got in."""

    async def read() -> None:
        async with room.admitted(size):
            inside.append(name)
            await end.wait()

    return asyncio.create_task(read())


def play(story: Callable[[], Awaitable[None]]) -> None:
    async def scene() -> None:
        await story()

    asyncio.run(scene())


def test_bodies_wait_in_line_and_a_free_place_lets_one_in() -> None:
    async def story() -> None:
        room, inside = Room(2 * LIKELY), list[int]()
        ends = [asyncio.Event() for _ in range(5)]
        readers = [reading(room, 0, inside, name, end) for name, end in enumerate(ends)]
        await settle()
        assert inside == [0, 1]
        for name, end in enumerate(ends):
            end.set()
            await settle()
            assert inside == [0, 1, 2, 3, 4][: name + 3]
        await asyncio.gather(*readers)

    play(story)


def test_what_nobody_has_taken_keeps_bodies_out_and_nobody_asks_for_more() -> None:
    async def story() -> None:
        room, inside, end = Room(4 * LIKELY), list[int](), asyncio.Event()
        room.give(5 * LIKELY)
        asking = asyncio.create_task(room.caught_up())
        reader = reading(room, 2 * LIKELY, inside, 0, end)
        await settle()
        await asyncio.to_thread(room.take, LIKELY)
        await settle()
        assert not asking.done()
        await asyncio.to_thread(room.take, LIKELY)
        await settle()
        assert asking.done()
        assert inside == []
        await asyncio.to_thread(room.take, LIKELY)
        await settle()
        assert inside == [0]
        end.set()
        await reader

    play(story)


def test_who_asked_already_gets_in_while_nobody_asks_for_more() -> None:
    async def story() -> None:
        room, inside, end = Room(4 * LIKELY), list[int](), asyncio.Event()
        room.give(3 * LIKELY + 1)
        asking = asyncio.create_task(room.caught_up())
        reader = reading(room, LIKELY - 1, inside, 0, end)
        await settle()
        assert inside == [0]
        assert not asking.done()
        room.take(1)
        end.set()
        await asyncio.gather(asking, reader)

    play(story)


def test_who_gives_up_leaves_no_gap() -> None:
    async def story() -> None:
        room, inside, end = Room(LIKELY), list[int](), asyncio.Event()
        first, second, third = (reading(room, 0, inside, name, end) for name in range(3))
        await settle()
        second.cancel()  # while it waits
        await settle()
        fourth = reading(room, 0, inside, 3, end)
        await settle()
        first.cancel()  # makes room for the third, which gives up in that moment
        await asyncio.sleep(0)
        third.cancel()
        await settle()
        assert inside[-1] == 3
        end.set()
        await asyncio.gather(first, second, third, fourth, return_exceptions=True)
        assert first.cancelled()

    play(story)


def test_a_consumer_may_take_after_the_end() -> None:
    rooms = []

    async def story() -> None:
        rooms.append(Room(1))
        rooms[0].give(2)
        waiting = asyncio.create_task(rooms[0].caught_up())
        await settle()
        waiting.cancel()

    play(story)
    rooms[0].take(1)


@given(st.lists(st.integers(0, 4 * LIKELY), min_size=1, max_size=30), st.integers(1, 3 * LIKELY))
def test_whatever_the_sizes_all_get_in_and_the_room_is_empty_again(sizes: list[int], most: int) -> None:
    async def story() -> None:
        room = Room(most)

        async def fetch(size: int) -> None:
            async with room.admitted(size):
                await asyncio.sleep(0)
                room.give(size)
                await room.caught_up()

        fetches = [asyncio.create_task(fetch(size)) for size in sizes]
        for size in sizes:
            await settle()
            room.take(size)
        await asyncio.wait_for(asyncio.gather(*fetches), 10)
        assert (room._arriving, room._given, room._taken) == (0, sum(sizes), sum(sizes))

    play(story)
