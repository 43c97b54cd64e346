"""Runs the real program under limits - 4 GiB of address space, a deadline - to a pipe or a terminal, and measures its memory."""

import os
import re
import subprocess
import sys
import threading
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, Self

import pexpect
from tests.conftest import PROJECT

ADDRESS_SPACE_KIB: Final = 4 << 20
DEADLINE: Final = 240.0
"""Seconds for one command over a whole group of cases: ten times what it takes on two idle cores."""
MEMORY_MIB: Final = 300

STYLED: Final = re.compile(r"\x1b\[[0-9;]*m|\x1b\]8;[^;\x07\x1b]*;(?:https?://[!-~]*)?(?:\x07|\x1b\\)")
"""What the program itself sends to a terminal: colours (SGR) and links (OSC 8) to http and https."""
FORBIDDEN: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff"
    "\uffa0\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e0fff]"
)
"""What a terminal or a reader's eye would obey. Line breaks and tabs are the program's own."""


@dataclass(frozen=True)
class Ran:
    """What a run left behind."""

    words: tuple[str, ...]
    code: int
    out: str
    err: str

    @property
    def said(self) -> str:
        """Both streams."""
        return self.out + self.err


@dataclass
class Program:
    """The program in the home of one reader."""

    home: Path
    peak_kib: dict[str, int] = field(default_factory=dict)
    """The largest memory that any process had, by the command that it belonged to."""

    def environ(self, more: Mapping[str, str] | None = None) -> dict[str, str]:
        """Nothing of the tests' own environment but the path."""
        own = {"PATH": os.environ["PATH"], "PYTHONPATH": str(PROJECT / "src"), "TZ": "UTC", "LC_ALL": "C.UTF-8"}
        return {**own, "NEWSCLI_HOME": str(self.home), "NO_PROXY": "*", "PAGER": "cat", **(more or {})}

    def __call__(
        self, *words: str, stdin: bytes = b"", environ: Mapping[str, str] | None = None, deadline: float = DEADLINE
    ) -> Ran:
        """To a pipe."""
        with subprocess.Popen(
            _limited(words), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            env=self.environ(environ), start_new_session=True,
        ) as running, _Measured(running.pid) as memory:  # fmt: skip
            try:
                out, err = running.communicate(stdin, timeout=deadline)
            except subprocess.TimeoutExpired:
                os.killpg(running.pid, 9)
                raise AssertionError(f"newscli {' '.join(words)} did not end in {deadline:g} seconds") from None
        self._note(words, memory)
        return Ran(words, running.returncode, out.decode("utf-8", "surrogateescape"), err.decode("utf-8", "surrogateescape"))

    def on_terminal(self, *words: str, deadline: float = DEADLINE) -> Ran:
        """To a terminal of 100 columns; `out` is all that was sent there, line ends as newlines."""
        command, *rest = _limited(words)
        environ = {**self.environ(), "TERM": "xterm-256color"}
        child: Any = pexpect.spawn(command, rest, env=environ, dimensions=(50, 100), timeout=deadline, encoding="utf-8")
        with _Measured(child.pid) as memory:
            child.expect(pexpect.EOF)
        child.close()
        self._note(words, memory)
        return Ran(words, child.exitstatus, str(child.before).replace("\r\n", "\n"), "")

    def _note(self, words: tuple[str, ...], memory: "_Measured") -> None:
        name = words[0] if words else "completion"
        self.peak_kib[name] = max(self.peak_kib.get(name, 0), memory.peak_kib)


def find_controls(ran: Ran) -> list[str]:
    """The lines that hold what a terminal would obey, beyond the program's own colours and links."""
    return [line for line in STYLED.sub("", ran.said).split("\n") if FORBIDDEN.search(line)]


def _limited(words: tuple[str, ...]) -> list[str]:
    limit = f'ulimit -v {ADDRESS_SPACE_KIB}; exec "$@"'
    return ["/bin/sh", "-c", limit, "sh", sys.executable, "-W", "error", "-m", "newscli", *words]


class _Measured:
    """Looks at the processes of a session every 50 ms: each one's own high-water mark (VmHWM), so that no peak is missed."""

    def __init__(self, session: int) -> None:
        self.peak_kib = 0
        self._session = session
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._over.wait(0.05):
            for process in Path("/proc").glob("[0-9]*"):
                with suppress(OSError, ValueError, IndexError):
                    if os.getsid(int(process.name)) == self._session:
                        status = (process / "status").read_text()
                        self.peak_kib = max(self.peak_kib, int(status.split("VmHWM:")[1].split()[0]))
