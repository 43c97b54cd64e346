"""What became of one feed in a refresh."""

from dataclasses import dataclass
from typing import Literal

from newscli.errors import NewscliError
from newscli.models.feed import Feed


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedOutcome:
    """What became of one feed; `feed` is as it was before."""

    feed: Feed
    outcome: Literal["new", "changed", "unchanged", "skipped", "failed"]
    new: int = 0
    changed: int = 0
    error: NewscliError | None = None
