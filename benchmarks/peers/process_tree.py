"""What a program costs with all its children: CPU seconds, wall seconds, and the most memory at once. Linux only.

Processes that outlive their parent (multiprocessing's fork server) come to us to be reaped, so that nothing is missed.
"""

import ctypes
import os
import resource
import subprocess
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

_PR_SET_CHILD_SUBREAPER: Final = 36
"""linux/prctl.h: orphans below us become our children instead of init's."""
_SAMPLE_SECONDS: Final = 0.1


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What one run cost."""

    cpu: float
    """Seconds in user and kernel, of the program and all that it started."""
    wall: float
    pss: float
    """MB (10^6): the largest sum of proportional set sizes that was seen; 0 if nobody looked."""
    code: int
    err: str


def run(command: Sequence[str], *, env: Mapping[str, str], watch_memory: bool = False, timeout: float = 300.0) -> Cost:
    """Run `command` to its end, or kill it after `timeout` seconds (code -9)."""
    ctypes.CDLL(None).prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    before = _children_cpu()
    started = time.monotonic()
    process = subprocess.Popen(command, env=dict(env), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    peak = [0.0]
    over = threading.Event()
    watcher = threading.Thread(target=_watch, args=(process.pid, peak, over), daemon=True)
    if watch_memory:
        watcher.start()
    try:
        _, err = process.communicate(timeout=timeout)
    except subprocess.TimeoutExpired:
        process.kill()
        _, err = process.communicate()
    wall = time.monotonic() - started
    over.set()
    if watch_memory:
        watcher.join()
    _reap_orphans()
    return Cost(cpu=_children_cpu() - before, wall=wall, pss=peak[0], code=process.returncode, err=err)


def _children_cpu() -> float:
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def _reap_orphans() -> None:
    """Wait for what the program left behind; what we started ourselves (the server) goes on, and is not waited for."""
    ends = time.monotonic() + 5.0
    while time.monotonic() < ends:
        orphans = [pid for pid in _children(os.getpid()) if pid not in OURS]
        if not orphans:
            return
        for pid in orphans:
            os.waitpid(pid, os.WNOHANG)
        time.sleep(0.02)


OURS: Final[set[int]] = set()
"""Children that are not part of what is measured."""


def _watch(pid: int, peak: list[float], over: threading.Event) -> None:
    while not over.wait(_SAMPLE_SECONDS):
        peak[0] = max(peak[0], sum(map(_pss, _tree(pid))))


def _tree(pid: int) -> Iterator[int]:
    yield pid
    for child in _children(pid):
        yield from _tree(child)


def _children(pid: int) -> list[int]:
    found: list[int] = []
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            found += map(int, task.read_text(encoding="ascii").split())
        except OSError:  # the thread has ended
            continue
    return found


def _pss(pid: int) -> float:
    try:
        rollup = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii")
    except OSError:  # the process has ended
        return 0.0
    return next((int(line.split()[1]) * 1024 / 1e6 for line in rollup.splitlines() if line.startswith("Pss:")), 0.0)
