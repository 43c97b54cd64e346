"""Runs commands in forks of a process that has loaded the program and faults.c; at a named write they fail or are killed.

Started by test_every_write.py. A line of stdin is JSON: home, words, at (-1: nothing fails), number, sticky; a line of stdout is
the exit code, negative for a signal. What the command wrote stands in home/said, the number of its writes in home/writes.
"""

import ctypes
import json
import os
import signal
import sys
from importlib import import_module
from pathlib import Path
from typing import Any, Final

COMMANDS: Final = ("backup", "doctor", "edit", "import_", "mark", "prune", "read", "refresh", "remove", "search", "undo")
LOADED: Final = (
    "newscli.cli.main", "newscli.cli.app", *(f"newscli.cli.commands.{name}" for name in COMMANDS), "newscli.fetch.many",
    "newscli.fetch.client", "newscli.ingest.pages", "newscli.library", "newscli.library.reading", "newscli.library.saved",
    "newscli.parse.feed", "newscli.parse.opml", "newscli.parse.page", "newscli.refresh", "newscli.store", "newscli.store.copies",
    "newscli.store.merging", "newscli.store.pruning", "newscli.view.machine", "anyio._backends._asyncio", "feedparser",
    "trafilatura", "sqlite3",
)  # fmt: skip
"""What the commands would load each time."""


def run(order: dict[str, Any]) -> int:
    """The exit code of one command."""
    child = os.fork()
    if child:
        _, status = os.waitpid(child, 0)
        return os.waitstatus_to_exitcode(status)
    code = 99
    try:
        home = Path(order["home"])
        os.environ["NEWSCLI_HOME"] = str(home)
        said = os.open(home / "said", os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        null = os.open(os.devnull, os.O_RDONLY)
        for stream, target in enumerate((null, said, said)):
            os.dup2(target, stream)
        signal.alarm(240)
        shim = ctypes.CDLL(None)
        shim.set_fault(ctypes.c_long(order["at"]), order["number"], order["sticky"])
        code = import_module("newscli.cli.main").main(order["words"])
        sys.stdout.flush()
        sys.stderr.flush()
        shim.writes_seen.restype = ctypes.c_long
        seen = shim.writes_seen()
        shim.set_fault(ctypes.c_long(-1), 0, 0)
        (home / "writes").write_text(str(seen), encoding="utf-8")
    finally:
        os._exit(code)


if __name__ == "__main__":
    for module in LOADED:
        import_module(module)
    import_module("newscli.parse.body.votes").load_extractors()
    for line in sys.stdin:
        print(run(json.loads(line)), flush=True)
