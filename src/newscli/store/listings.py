"""What was shown last: the meaning of `@last`, `@3` and "seen"."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Final

from newscli.store.database import Database, id_list
from newscli.store.times import from_ms, to_ms

if TYPE_CHECKING:
    from newscli.models.status import Listing

LISTINGS_KEPT: Final = 50


class Listings:
    """The last listings of one store."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def record(
        self, command: str, ids: Sequence[int], newest_sort_at: datetime | None, *, at: datetime, audience: str = ""
    ) -> None:
        """Keeps a listing, shown to an `audience` ("terminal", "pipe"): a script must not move what a person has seen.

        Its articles are seen from now on; the first time counts, and it is no change to undo.
        `newest_sort_at` moves the line between seen and new, for this command and audience only; None leaves it.
        """
        with self._database.transaction():
            self._database.run(
                "INSERT INTO listings (at, command, audience, ids, newest_sort_at) VALUES (?, ?, ?, ?, ?)",
                (to_ms(at), command, audience, " ".join(map(str, ids)), to_ms(newest_sort_at)),
            )
            self._database.run(
                "DELETE FROM listings WHERE id <= (SELECT max(id) FROM listings) - ? AND id NOT IN ("
                " SELECT max(id) FROM listings WHERE newest_sort_at IS NOT NULL GROUP BY command, audience)",
                (LISTINGS_KEPT,),
            )
            self._database.run(
                "UPDATE status SET seen_at = ? WHERE seen_at IS NULL AND article_id IN (SELECT value FROM json_each(?))",
                (to_ms(at), id_list(ids)),
            )

    def last(self, *, but: str = "") -> "Listing | None":
        """The listing that was shown last, other than by the command `but`."""
        row = self._database.row(
            "SELECT id, at, command, ids, newest_sort_at FROM listings WHERE command != ? ORDER BY id DESC LIMIT 1", (but,)
        )
        if row is None:
            return None
        from newscli.models.status import Listing  # recording a listing does not need it

        return Listing(
            id=row[0], at=from_ms(row[1]), command=row[2], ids=tuple(map(int, row[3].split())), newest_sort_at=from_ms(row[4])
        )

    def seen_until(self, command: str = "latest", *, audience: str = "") -> tuple[datetime, datetime] | None:
        """When `command` was last shown to `audience`, and the newest sort_at then; ask before recording the one to come."""
        row = self._database.row(
            "SELECT at, newest_sort_at FROM listings WHERE command = ? AND audience = ?"
            " AND newest_sort_at IS NOT NULL ORDER BY id DESC LIMIT 1",
            (command, audience),
        )
        return (from_ms(row[0]), from_ms(row[1])) if row else None
