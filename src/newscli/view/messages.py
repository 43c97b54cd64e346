"""What newscli says about itself: errors, hints, counts, the line after a change. Words only; who prints them decides where."""

from collections.abc import Sequence
from datetime import datetime, tzinfo

from newscli.errors import NewscliError
from newscli.models.changes import Undone
from newscli.view.cells import cell_width
from newscli.view.theme import PLAIN, Theme
from newscli.view.times import age


def error_text(error: NewscliError, *, theme: Theme = PLAIN) -> str:
    """`error: what`, its place in what was typed if that is known, and if there is a next step an empty line and `hint: step`."""
    lines = [theme.paint("error:", "bad", "strong") + f" {error.message}"]
    if error.place:
        at = cell_width(error.place.text[: error.place.start])
        mark = "^" * max(cell_width(error.place.text[error.place.start : error.place.end]), 1)
        lines += [f"  {error.place.text}", "  " + " " * at + theme.paint(mark, "bad")]
    if error.hint:
        lines += ["", theme.paint("hint:", "strong") + f" {error.hint}"]
    return "\n".join(lines)


def counted(number: int, noun: str, plural: str | None = None) -> str:
    """`1 article`, `1,204 articles`."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def refresh_summary(*, answered: int, new: int, changed: int, failed: int = 0, skipped: int = 0) -> str:
    """`12 new articles, 3 changed, from 200 feeds · 2 feeds failed · 1 skipped`; `answered` counts the feeds that did neither."""
    news = counted(new, "new article") if new else "nothing new"
    changes = f", {changed:,} changed" if changed else ""
    parts = [f"{news}{changes}, from {counted(answered, 'feed')}"] if answered else []
    if failed:
        parts.append(f"{counted(failed, 'feed')} failed")
    if skipped:
        parts.append(f"{skipped:,} skipped" if parts else f"{counted(skipped, 'feed')} skipped")
    return " · ".join(parts)


def unwell_summary(number: int) -> str:
    """`3 feeds unwell: newscli doctor`."""
    return f"{counted(number, 'feed')} unwell: newscli doctor"


def marked_summary(number: int, action: str) -> str:
    """`3 articles marked read · newscli undo`; nothing to undo where nothing changed."""
    if not number:
        return f"nothing to mark {action}"
    return f"{counted(number, 'article')} marked {action} · newscli undo"


def undone_summary(undone: Undone, *, now: datetime, zone: tzinfo) -> str:
    """`took back: edit of BBC World (bbc-world), 2h ago`: which change, of what, and when it was made."""
    elapsed = age(undone.made_at, now=now, zone=zone)
    when = "just now" if elapsed == "now" else f"{elapsed} ago" if elapsed.endswith(("m", "h")) else elapsed
    return f"took back: {undone.what}, {when}"


def id_ranges(ids: Sequence[int]) -> str:
    """`420-428, 431`: the ids from the lowest, neighbours as ranges, which `read` takes as they are."""
    runs: list[list[int]] = []
    for number in sorted(ids):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(f"{run[0]}-{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)
