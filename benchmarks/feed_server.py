"""A loopback server of many feeds, one address of 127.0.0.0/8 for each, with the faults and latencies of the real internet.

    python benchmarks/feed_server.py --feeds 1000 --faults      serves until interrupted; prints the port, then nothing
    http://127.1.0.7:PORT/feed.xml                              the eighth feed (see `feed_address`)

Each feed is an RSS document with ETag and Last-Modified, answered with 304 where they match, packed with gzip where that is
asked for. The paths say what an unconditional fleet of answers looks like:

    /feed.xml         honest validators
    /plain.xml        the same bytes without validators
    /changed.xml      a tenth of the entries is new in each round; `GET /round` starts the next one

Faults (with --faults) depend on the number of the feed alone, so that two runs and two programs meet the same ones:
1 % accept and never answer, 2 % answer 500, 5 % take 2 s, the others a log-normal latency around 150 ms.
"""

import argparse
import asyncio
import gzip
import random
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Literal

Fault = Literal["none", "hang", "error", "slow"]

SLOW_SECONDS: Final = 2.0
MEDIAN_SECONDS: Final = 0.15
SIGMA: Final = 0.5
"""Of the log-normal latency: nine answers in ten take between 66 and 340 ms."""
LAST_MODIFIED: Final = "Mon, 24 Nov 2025 08:00:00 GMT"


def feed_address(number: int) -> str:
    """The loopback address of feed `number`: 127.1.0.0 and on, 250 in each last byte."""
    high, low = divmod(number, 250)
    return f"127.{1 + high // 250}.{high % 250}.{low + 1}"


def feed_number(address: str) -> int:
    """The number of the feed at a loopback address; the inverse of `feed_address`."""
    _, second, third, fourth = (int(part) for part in address.split("."))
    return ((second - 1) * 250 + third) * 250 + fourth - 1


def fault_of(number: int) -> Fault:
    """What is wrong with feed `number`: spread evenly, the same in each run."""
    lot = number * 37 % 100
    if lot < 1:
        return "hang"
    if lot < 3:
        return "error"
    return "slow" if lot < 8 else "none"


def latency_of(number: int) -> float:
    """Seconds before feed `number` answers, without a fault."""
    return random.Random(number).lognormvariate(0, SIGMA) * MEDIAN_SECONDS


def make_feed(number: int, *, entries: int, size: int, round_no: int) -> bytes:
    """An RSS document of about `size` bytes; a tenth of its entries belongs to `round_no` alone."""
    words = random.Random(number).choices(("harbour", "council", "bridge", "report", "minister", "weather", "market"), k=400)
    text = " ".join(words)[: max(20, size // entries - 330)]
    kept = entries - entries // 10
    items = []
    for index in range(entries):
        entry = f"{number}-{index}" if index < kept else f"{number}-{index}-{round_no}"
        items.append(
            f"<item><guid isPermaLink='false'>{entry}</guid><title>Story {entry} of the day</title>"
            f"<link>http://{feed_address(number)}/story/{entry}</link><author>desk@example.com</author>"
            f"<pubDate>Mon, 24 Nov 2025 {index % 24:02}:{(index + number) % 60:02}:{number * 7 % 60:02} GMT</pubDate>"
            f"<category>news</category>"
            f"<description>{text}</description></item>"
        )
    head = f"<title>Feed {number}</title><link>http://{feed_address(number)}/</link><description>News</description>"
    document = f"<?xml version='1.0' encoding='utf-8'?><rss version='2.0'><channel>{head}{''.join(items)}</channel></rss>"
    return document.encode()


@dataclass
class FeedServer:
    """Answers for all feeds on one port of all loopback addresses."""

    entries: int = 30
    size: int = 66_000
    faults: bool = False
    latency: bool = True
    round_no: int = 0
    requests: int = 0
    _packed: dict[tuple[int, int], tuple[bytes, bytes]] = field(default_factory=dict)

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answer the requests of one connection."""
        number = feed_number(str(writer.get_extra_info("sockname")[0]))
        try:
            while head := await reader.readuntil(b"\r\n\r\n"):
                lines = head.decode("latin-1").split("\r\n")
                headers = {name.lower(): value for name, _, value in (line.partition(": ") for line in lines[1:])}
                await self._answer(number, lines[0].split(" ")[1], headers, writer)
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            writer.close()

    async def _answer(self, number: int, path: str, headers: Mapping[str, str], writer: asyncio.StreamWriter) -> None:
        self.requests += 1
        if path == "/round":
            self.round_no += 1
            writer.write(_message("200 OK", body=str(self.round_no).encode()))
            return
        fault = fault_of(number) if self.faults else "none"
        if fault == "hang":
            await asyncio.sleep(86_400)  # an event nobody sets would be collected with its task
        if self.latency:
            await asyncio.sleep(SLOW_SECONDS if fault == "slow" else latency_of(number))
        if fault == "error":
            writer.write(_message("500 Internal Server Error"))
            return
        round_no = self.round_no if path == "/changed.xml" else 0
        etag = f'"{number}-{round_no}"'
        validators = {} if path == "/plain.xml" else {"ETag": etag, "Last-Modified": LAST_MODIFIED}
        if validators and etag == headers.get("if-none-match"):
            writer.write(_message("304 Not Modified", validators))
            return
        plain, packed = self._document(number, round_no)
        if "gzip" in headers.get("accept-encoding", ""):
            writer.write(_message("200 OK", {**validators, "Content-Encoding": "gzip"}, packed))
        else:
            writer.write(_message("200 OK", validators, plain))

    def _document(self, number: int, round_no: int) -> tuple[bytes, bytes]:
        """Made once: the server shares the machine with the program that is measured."""
        key = (number, round_no)
        if key not in self._packed:
            plain = make_feed(number, entries=self.entries, size=self.size, round_no=round_no)
            self._packed[key] = (plain, gzip.compress(plain, 6))
        return self._packed[key]

    def prepare(self, feeds: int) -> None:
        """Make the documents of the first round before anybody asks."""
        for number in range(feeds):
            self._document(number, 0)


def _message(status: str, headers: Mapping[str, str] | None = None, body: bytes = b"") -> bytes:
    lines = [f"HTTP/1.1 {status}", "Date: Mon, 24 Nov 2025 09:30:00 GMT", "Content-Type: application/rss+xml; charset=utf-8"]
    lines += [f"{name}: {value}" for name, value in (headers or {}).items()]
    if not status.startswith("304"):
        lines.append(f"Content-Length: {len(body)}")
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


async def run(server: FeedServer, *, feeds: int, port: int) -> None:
    """Serve until cancelled; the port is the first line of the standard output."""
    server.prepare(feeds)
    listener = await asyncio.start_server(server.serve, "0.0.0.0", port, backlog=4_096)
    sys.stdout.write(f"{listener.sockets[0].getsockname()[1]}\n")
    sys.stdout.flush()
    async with listener:
        await listener.serve_forever()


def main() -> None:
    """Read the options and serve."""
    parser = argparse.ArgumentParser(description="many feeds on one loopback server")
    parser.add_argument("--feeds", type=int, default=1_000, help="made in advance; others when they are asked for")
    parser.add_argument("--size", type=int, default=66_000, help="bytes of each feed, about")
    parser.add_argument("--entries", type=int, default=30)
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--faults", action="store_true", help="1 %% hang, 2 %% answer 500, 5 %% take 2 s")
    parser.add_argument("--no-latency", action="store_true", help="answer at once")
    options = parser.parse_args()
    server = FeedServer(options.entries, options.size, options.faults, not options.no_latency)
    try:
        asyncio.run(run(server, feeds=options.feeds, port=options.port))
    except KeyboardInterrupt:
        return


if __name__ == "__main__":
    main()
