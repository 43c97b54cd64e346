"""What a reader did: what was listed, what was marked."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """A listing that was shown: what `@last`, `@3` and "seen" mean."""

    id: int
    at: datetime
    command: str
    ids: tuple[int, ...]
    newest_sort_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusChange:
    """What `mark` is to do with some articles."""

    action: Literal["read", "unread", "starred", "unstarred"]
    how: Literal["opened", "marked", "bulk"]
