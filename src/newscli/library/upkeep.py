"""Is the store sound, and is it the reader's alone: what `doctor --check` asks and `doctor --repair` mends."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from newscli.library import Library
from newscli.paths import Places
from newscli.store.upkeep import Finding
from newscli.text import clean_line, format_line

FAR: Final = timedelta(days=3 * 365)
"""Between the newest article and now: in a store that is refreshed the clock is wrong then."""


def is_clock_ahead(library: Library, *, now: datetime) -> bool:
    """Whether nothing should go by its age alone: the clock stands more than three years after the newest article with a date."""
    newest = library.store.status.newest_dated()
    return newest is not None and now - newest > FAR


def check(library: Library, places: Places) -> list[Finding]:
    """Everything that was looked at, sound or not."""
    exposed = [format_line("others may read {}", path) for path in _exposed(places)]
    return [*library.store.upkeep.check(), Finding(clean_line("privacy"), tuple(exposed))]


def repair(library: Library, places: Places) -> None:
    """Make anew what can be made anew, and take the files back from others' eyes. Raises StoreError."""
    library.store.upkeep.repair()
    for path in (*_exposed(places), places.config_file):
        if path.exists():
            path.chmod(0o600)


def _exposed(places: Places) -> list[Path]:
    """The files of ours that others on this machine may read: by their own mode, in a folder that lets others in.

    The configuration is not among them: the reader wrote it, and it has no key for a secret.
    """
    database = places.database
    beside = [*database.parent.glob(f"{database.name}*"), *database.parent.glob("pages.db*")]
    files = {*beside, *places.log_dir.glob("*.log")}
    return sorted(path for path in files if path.is_file() and path.stat().st_mode & 0o077 and path.parent.stat().st_mode & 0o011)
