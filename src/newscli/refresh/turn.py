"""One refresh at a time, across processes: a lock on a small file beside the store, which also tells when the last one ended.

The system gives the lock back when a process ends, however it ends. Deleting the file harms nothing.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

_NAME: Final = "refresh.lock"


class Turn:
    """The right to refresh, held while its context lasts."""

    def __init__(self, path: Path | None) -> None:
        self._path = path

    def finish(self, at: datetime) -> None:
        """All that was due has been asked, at `at`."""
        if self._path is not None:
            os.utime(self._path, (at.timestamp(), at.timestamp()))


@contextmanager
def take_turn(store: Path) -> Iterator[Turn | None]:
    """The turn to refresh the store at `store`; None while another process has it.

    Where no file can be made beside the store nothing is locked: the store says what is wrong when it is written to.
    """
    try:
        descriptor = os.open(store.with_name(_NAME), os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError:
        yield Turn(None)
        return
    try:
        is_new = os.fstat(descriptor).st_size == 0
        if not _lock(descriptor):
            yield None
            return
        if is_new:
            os.write(descriptor, b"Held while newscli refreshes; its time says when the last refresh ended.\n")
            os.utime(store.with_name(_NAME), (0, 0))
        yield Turn(store.with_name(_NAME))
    finally:
        os.close(descriptor)


def last_finish(store: Path) -> datetime | None:
    """When the last whole refresh of the store at `store` ended; None if there was none."""
    try:
        at = store.with_name(_NAME).stat().st_mtime
    except OSError:
        return None
    return datetime.fromtimestamp(at, UTC) if at else None


def _lock(descriptor: int) -> bool:
    """Whether the file is ours now."""
    try:
        import fcntl
    except ImportError:  # Windows
        return True
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
