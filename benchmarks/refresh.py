"""What a refresh costs: `python benchmarks/refresh.py [PART...] [--rounds N]`; parts are cpu, many, faults, memory (all of them).

A server on this machine plays the internet (feed_server.py): an address of its own for each feed, ETags, gzip. Newsboat runs
beside on the same feeds where it is installed. Each figure stands beside what the project promises; exit code 1 if one is
missed. CPU is of the whole process tree, start-up included, the best of some rounds; wall time believes the machine is idle.
"""

import argparse
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from feed_server import fault_of, feed_address
from peers.process_tree import OURS, Cost
from peers.readers import THREADS, Newsboat, Newscli, bare_loop

DEADLINE: Final = 10.0
READER_PAUSE: Final = 0.02


@dataclass
class Bench:
    """Where it runs, how often, and the figures so far; `missed` are those that break a promise."""

    folder: Path
    rounds: int
    missed: list[str] = field(default_factory=list)

    def say(self, what: str, figure: float, unit: str = "", *, most: float | None = None, note: str = "") -> None:
        """One line; `most` is what was promised."""
        promise = f"  (promised <= {most:.3g}{unit})" if most is not None else ""
        verdict = "" if most is None else "ok  " if figure <= most else "MISSED  "
        if verdict.startswith("M"):
            self.missed.append(what)
        print(f"  {what:<62}{figure:>9.3g}{unit:<4}{verdict}{promise}{'  ' + note if note else ''}", flush=True)


@contextmanager
def serving(feeds: int, *options: str) -> Iterator[int]:
    """The port of a server of so many feeds."""
    command = [sys.executable, str(Path(__file__).with_name("feed_server.py")), "--feeds", str(feeds), *options]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        OURS.add(server.pid)
        assert server.stdout is not None
        try:
            yield int(server.stdout.readline())
        finally:
            server.kill()


def addresses(feeds: int, port: int, path: str = "feed.xml") -> list[str]:
    return [f"http://{feed_address(number)}:{port}/{path}" for number in range(feeds)]


def faults(bench: Bench) -> None:
    """A thousand feeds as good and bad as the internet's."""
    feeds = 1_000
    print(f"{feeds:,} feeds of 66 kB: 1 % hang, 2 % answer 500, 5 % take 2 s, the others about 150 ms; deadline {DEADLINE:.0f} s")
    with serving(feeds, "--faults") as port:
        peers = None
        if Newsboat.is_there():
            newsboat = Newsboat(bench.folder / "newsboat-faults", addresses(feeds, port), deadline=DEADLINE)
            peers = newsboat.refresh(watch_memory=True)
            bench.say(f"newsboat, {THREADS} threads, first refresh: wall", peers.wall, "s", note=f"{peers.pss:.0f} MB")
        newscli = Newscli(bench.folder / "newscli-faults", addresses(feeds, port), deadline=DEADLINE)
        for name in ("first refresh", "once more, nothing new"):
            started = time.time()
            with a_reader(newscli.database) as waits:
                cost = newscli.refresh(watch_memory=True)
            bench.say(f"newscli, {name}: wall", cost.wall, "s", most=DEADLINE + 3, note=f"CPU {cost.cpu:.1f} s")
            if peers is not None:
                bench.say(f"newscli, {name}: wall, of newsboat's", cost.wall / peers.wall, most=0.25)
            bench.say(f"newscli, {name}: memory (PSS of the tree)", cost.pss, " MB", most=180)
            stored = stored_after(newscli.database, feeds, started)
            bench.say(f"newscli, {name}: t95 of healthy feeds stored", stored[int(len(stored) * 0.95)], "s")
            bench.say(f"newscli, {name}: t99 of healthy feeds stored", stored[int(len(stored) * 0.99)], "s")
            waits.report(bench, f"newscli, {name}")


def stored_after(database: Path, feeds: int, started: float) -> list[float]:
    """Seconds from the start of a refresh until each healthy feed was stored, sorted."""
    with closing(sqlite3.connect(database)) as connection:
        rows = connection.execute("SELECT id, fetched_at FROM feeds WHERE fetched_at IS NOT NULL").fetchall()
    healthy = sum(fault_of(number) in ("none", "slow") for number in range(feeds))
    times = sorted(fetched_at / 1_000 - started for _, fetched_at in rows)
    assert len(times) == healthy, f"{len(times)} of {healthy} healthy feeds were stored"
    return times


@dataclass
class Waits:
    """How long somebody else waited for the store meanwhile, in ms."""

    reads: list[float] = field(default_factory=list)
    locks: list[float] = field(default_factory=list)

    def report(self, bench: Bench, name: str) -> None:
        """The longest; p99 beside it, because on a busy machine the scheduler makes us wait too."""
        # Readers never wait for a writer (WAL); who writes waits for its turn, and sleeps up to 100 ms between two looks.
        for what, times, most in (
            ("a listing beside it", self.reads, 50.0),
            ("a mark beside it, for the lock", self.locks, None),
        ):
            quantiles = statistics.quantiles(times, n=100) if len(times) > 1 else [0.0] * 99
            note = f"p99 {quantiles[98]:.3g} ms"
            bench.say(f"{name}: longest wait of {what}", max(times, default=0.0), " ms", most=most, note=note)


@contextmanager
def a_reader(database: Path) -> Iterator[Waits]:
    """Somebody who lists headlines and takes the write lock, again and again, in another process."""
    script = str(Path(__file__).parent / "peers" / "store_visitor.py")
    waits = Waits()
    with subprocess.Popen(
        [sys.executable, script, str(database)], stdout=subprocess.PIPE, stdin=subprocess.PIPE, text=True
    ) as visitor:
        OURS.add(visitor.pid)
        assert visitor.stdout is not None
        visitor.stdout.readline()
        yield waits
        out, _ = visitor.communicate("stop\n")
        for line in out.splitlines():
            read, lock = line.split()
            waits.reads.append(float(read))
            waits.locks.append(float(lock))


def cpu(bench: Bench) -> None:
    """CPU seconds for 200 feeds of 66 kB, beside newsboat."""
    feeds = 200
    print(f"{feeds} feeds of 66 kB, CPU seconds of everything; best of {bench.rounds}")
    promised = {"first": 1.5, "nothing new (304)": 0.3, "same bytes, no validators": 0.3, "10 % changed": 0.7}
    ours: dict[str, list[Cost]] = {name: [] for name in promised}
    theirs: dict[str, list[Cost]] = {name: [] for name in promised}
    kinds: list[tuple[type[Newscli | Newsboat], dict[str, list[Cost]]]] = [(Newscli, ours)]
    if Newsboat.is_there():
        kinds.append((Newsboat, theirs))
    with serving(feeds, "--no-latency") as port:
        for number in range(bench.rounds):
            for kind, costs in kinds:
                home = bench.folder / f"{kind.name}-cpu-{number}"
                honest = kind(home / "honest", addresses(feeds, port))
                costs["first"].append(honest.refresh())
                costs["nothing new (304)"].append(honest.refresh())
                plain = kind(home / "plain", addresses(feeds, port, "plain.xml"))
                plain.refresh()
                costs["same bytes, no validators"].append(plain.refresh())
                changed = kind(home / "changed", addresses(feeds, port, "changed.xml"))
                changed.refresh()
                with urllib.request.urlopen(f"http://127.0.0.1:{port}/round") as answer:
                    answer.read()
                costs["10 % changed"].append(changed.refresh())
    for name, most in promised.items():
        mine = min(cost.cpu for cost in ours[name])
        if not theirs[name]:
            bench.say(f"{name}: newscli", mine, " s")
            continue
        peer = min(cost.cpu for cost in theirs[name])
        bench.say(f"{name}: newscli / newsboat", mine / peer, most=most, note=f"{mine:.2f} s / {peer:.2f} s")


def many(bench: Bench) -> None:
    """Five thousand feeds with nothing new, beside a bare loop over the same answers."""
    feeds = 5_000
    print(f"{feeds:,} feeds that all answer 304, CPU seconds; best of {bench.rounds}")
    with serving(feeds, "--no-latency", "--entries", "2", "--size", "1500") as port:
        newscli = Newscli(bench.folder / "newscli-many", addresses(feeds, port))
        newscli.refresh()
        urls = [f"{url}?{number}" for number, url in enumerate(addresses(feeds, port))]
        costs: dict[str, list[float]] = {"ours": [], "one": [], "all": []}
        for _ in range(bench.rounds):
            costs["ours"].append(newscli.refresh().cpu)
            costs["one"].append(bare_loop(bench.folder, urls, at_once=False).cpu)
            costs["all"].append(bare_loop(bench.folder, urls, at_once=True).cpu)
    ours, one, everything = (min(costs[name]) for name in ("ours", "one", "all"))
    bench.say("newscli / httpx.Client, one by one", ours / one, most=1.5, note=f"{ours:.2f} s / {one:.2f} s")
    bench.say("newscli / httpx.AsyncClient, 64 at once", ours / everything, most=1.5, note=f"{ours:.2f} s / {everything:.2f} s")


def memory(bench: Bench) -> None:
    """Whether memory depends on the number of feeds."""
    print("memory (PSS of the tree), first refresh of feeds of 66 kB with faults")
    peaks = []
    for feeds in (200, 2_000):
        with serving(feeds, "--faults") as port:
            newscli = Newscli(bench.folder / f"newscli-memory-{feeds}", addresses(feeds, port), deadline=DEADLINE)
            peaks.append(newscli.refresh(watch_memory=True).pss)
            bench.say(f"{feeds:,} feeds", peaks[-1], " MB", most=180)
    bench.say("2,000 feeds / 200 feeds", peaks[1] / peaks[0], most=1.1)


PARTS: Final[dict[str, Callable[[Bench], None]]] = {"cpu": cpu, "many": many, "faults": faults, "memory": memory}


def main(words: Sequence[str] | None = None) -> int:
    """Run the parts asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("parts", nargs="*", metavar="PART", choices=[*PARTS, []])
    parser.add_argument("--rounds", type=int, default=2)
    options = parser.parse_args(words)
    if not Newsboat.is_there():
        print("newsboat is not installed: nothing to compare with (apt-get install newsboat)")
    with tempfile.TemporaryDirectory(prefix="newscli-refresh-") as folder:
        bench = Bench(Path(folder), options.rounds)
        for name in options.parts or PARTS:
            PARTS[name](bench)
    if bench.missed:
        print(f"{len(bench.missed)} promises missed: {'; '.join(bench.missed)}")
    return 1 if bench.missed else 0


if __name__ == "__main__":
    sys.exit(main())
