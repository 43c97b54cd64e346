"""What is under way, on standard error: one line that is rewritten on a terminal and wiped in the end.

A refresh that no terminal shows says in plain lines now and then how far it is.

Written here rather than with rich.progress: `latest` shows it before every listing that has feeds to fetch, and importing
rich.progress would cost more than the rest of the program's start.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Final, TextIO

from newscli.view.cells import cut
from newscli.view.messages import counted
from newscli.view.theme import Theme, theme_for

_BAR: Final = 20
_CLEAR_LINE: Final = "\r\x1b[K"
"""Carriage return and ERASE IN LINE (ECMA-48 8.3.41)."""
_FREE: Final = 3
"""Columns left empty: some terminals wrap as soon as the last is filled, and the two before it take the `^C` that a terminal
prints itself. Were it to wrap, wiping would reach the second line only."""


def wipe(out: TextIO) -> None:
    """Empty the line of the terminal `out` in which the cursor stands."""
    out.write(_CLEAR_LINE)
    out.flush()


@contextmanager
def transient(words: str, out: TextIO, *, width: int, color: bool) -> Iterator[None]:
    """`words` on the terminal `out` while something lasts; the line is empty again behind it, however that ends."""
    out.write(_CLEAR_LINE + theme_for(color=color).paint(cut(words, width - _FREE), "dim"))
    out.flush()
    try:
        yield
    finally:
        wipe(out)


class RefreshProgress:
    """What a refresh tells while it runs. Call `start`, then `done` and `waiting` as it goes, and `finish` in every case.

    `is_terminal` says whether a line of `out` can be wiped and written anew.
    """

    def __init__(
        self,
        out: TextIO,
        *,
        width: int,
        is_terminal: bool,
        color: bool = True,
        is_quiet: bool = False,
        is_detailed: bool = True,
    ) -> None:
        self._out, self._width = out, width
        self._is_live = is_terminal and not is_quiet
        self._is_quiet = is_quiet
        self._is_detailed = is_detailed
        self._theme: Theme = theme_for(color=color and is_terminal)
        self._total = self._done = self._new = self._failed = 0
        self._waiting: tuple[str, ...] = ()

    def start(self, total: int) -> None:
        """`total` feeds are about to be fetched."""
        self._total = total
        self._show()

    def done(self, feed_title: str, outcome: str, new: int) -> None:
        """One feed is through; `outcome` is new, changed, unchanged, skipped or failed."""
        self._done += 1
        self._new += new
        self._failed += outcome == "failed"
        if self._is_detailed and not self._is_live and not self._is_quiet:
            words = counted(new, "new article") if new else outcome
            self._out.write(f"[{self._done}/{self._total}] {feed_title}: {words}\n")
        self._show()

    def waiting(self, names: Sequence[str]) -> None:
        """These feeds have been asked and have not answered for a while."""
        self._waiting = tuple(names)
        self._show()

    def note(self) -> None:
        """Where there is no line to rewrite: how far it is, as a line of its own. The caller decides how often."""
        if not self._is_live and not self._is_quiet and self._total:
            self._out.write(self._words() + "\n")
            self._out.flush()

    def finish(self) -> None:
        """Leave the screen as it was before; the caller prints the summary."""
        if self._is_live and self._total:
            wipe(self._out)
        self._total = 0

    def _show(self) -> None:
        if self._is_live and self._total:
            self._out.write(_CLEAR_LINE + self._line())
            self._out.flush()

    def _line(self) -> str:
        room = self._width - _FREE
        bar = ""
        if self._width >= 60:
            filled = _BAR * self._done // max(self._total, 1)
            bar = "━" * filled + self._theme.paint("─" * (_BAR - filled), "dim") + "  "
            room -= _BAR + 2
        return bar + cut(self._words(), room)

    def _words(self) -> str:
        words = f"{self._done:,}/{counted(self._total, 'feed')} · {self._new:,} new"
        if self._failed:
            words += f" · {self._failed:,} failed"
        if self._waiting:
            more = f" +{len(self._waiting) - 2}" if len(self._waiting) > 2 else ""
            words += f" · waiting for {', '.join(self._waiting[:2])}{more}"
        return words
