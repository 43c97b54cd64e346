"""The programs that `refresh.py` measures, each in a folder of its own: newscli, newsboat, and a bare loop of httpx requests."""

import os
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from peers.process_tree import Cost, run

THREADS: Final = 50
"""Of newsboat, and more than its users give it."""
BARE_LOOP: Final = """
import asyncio, sys, httpx
def headers(url):
    return {"If-None-Match": '"%s-0"' % url.rpartition("?")[2]}
def one_by_one(urls):
    with httpx.Client(limits=httpx.Limits(max_keepalive_connections=0)) as client:
        for url in urls:
            assert client.get(url, headers=headers(url)).status_code == 304
async def at_once(urls):
    urls = iter(urls)
    async with httpx.AsyncClient(limits=httpx.Limits(max_keepalive_connections=0), timeout=30) as client:
        async def work():
            for url in urls:
                assert (await client.get(url, headers=headers(url))).status_code == 304
        await asyncio.gather(*(work() for _ in range(64)))
urls = open(sys.argv[2]).read().split()
one_by_one(urls) if sys.argv[1] == "one" else asyncio.run(at_once(urls))
"""


def _environment(home: Path) -> dict[str, str]:
    kept = {name: os.environ[name] for name in ("PATH", "LANG", "LD_LIBRARY_PATH") if name in os.environ}
    return {**kept, "HOME": str(home), "NEWSCLI_HOME": str(home)}


class Newscli:
    """This checkout, followed feeds and all."""

    name = "newscli"

    def __init__(self, home: Path, urls: Sequence[str], *, deadline: float = 10.0) -> None:
        self.home = home
        home.mkdir(parents=True)
        (home / "config.toml").write_text(f"[refresh]\ndeadline = {deadline}\n", encoding="utf-8")
        outlines = "".join(f'<outline type="rss" text="Feed {no}" xmlUrl="{url}"/>' for no, url in enumerate(urls))
        (home / "feeds.opml").write_text(f'<opml version="2.0"><body>{outlines}</body></opml>', encoding="utf-8")
        self.run("import", str(home / "feeds.opml"))

    @property
    def database(self) -> Path:
        """The store."""
        return self.home / "news.db"

    def run(self, *words: str, watch_memory: bool = False) -> Cost:
        """One command."""
        command = [sys.executable, "-m", "newscli", *words, "-q"]
        return run(command, env=_environment(self.home), watch_memory=watch_memory)

    def refresh(self, *, watch_memory: bool = False) -> Cost:
        """Ask all feeds, due or not."""
        return self.run("refresh", "--all", watch_memory=watch_memory)


class Newsboat:
    """Newsboat from the system's packages, with as many threads as help it."""

    name = "newsboat"

    def __init__(self, home: Path, urls: Sequence[str], *, deadline: float = 10.0) -> None:
        self.home = home
        home.mkdir(parents=True)
        (home / "urls").write_text("\n".join(urls) + "\n", encoding="utf-8")
        (home / "config").write_text(
            f"reload-threads {THREADS}\ndownload-timeout {deadline:.0f}\ndownload-retries 1\nmax-items 0\n", encoding="utf-8"
        )

    @staticmethod
    def is_there() -> bool:
        """Whether it is installed."""
        return shutil.which("newsboat") is not None

    def refresh(self, *, watch_memory: bool = False) -> Cost:
        """Reload all feeds."""
        files = ["-u", str(self.home / "urls"), "-C", str(self.home / "config"), "-c", str(self.home / "cache.db")]
        return run(["newsboat", *files, "-x", "reload"], env=_environment(self.home), watch_memory=watch_memory)


def bare_loop(folder: Path, urls: Sequence[str], *, at_once: bool) -> Cost:
    """Conditional GETs of `urls` (ending in ?NUMBER) with httpx and nothing around it, one by one or 64 at once."""
    addresses = folder / "addresses"
    addresses.write_text("\n".join(urls), encoding="utf-8")
    command = [sys.executable, "-c", BARE_LOOP, "all" if at_once else "one", str(addresses)]
    return run(command, env=_environment(folder))
