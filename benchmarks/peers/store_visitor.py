"""Somebody who uses a store while another program writes it: `python store_visitor.py FILE`, until a line arrives on stdin.

Prints a line once it has begun, and at the end one for each visit: milliseconds that a listing of 30 took, and milliseconds
until it had the write lock, which it gives back at once.
"""

import select
import sqlite3
import sys
import time
from typing import Final

PAUSE: Final = 0.02
LISTING: Final = "SELECT article_id FROM status WHERE hidden_by IS NULL ORDER BY sort_at DESC, article_id DESC LIMIT 30"


def main(path: str) -> None:
    """Visit again and again."""
    connection = sqlite3.connect(path, timeout=10, isolation_level=None)
    visits: list[tuple[float, float]] = []
    print("begun", flush=True)
    while not select.select([sys.stdin], [], [], PAUSE)[0]:
        started = time.perf_counter()
        connection.execute(LISTING).fetchall()
        listed = time.perf_counter()
        connection.execute("BEGIN IMMEDIATE")
        locked = time.perf_counter()
        connection.execute("ROLLBACK")
        visits.append(((listed - started) * 1000, (locked - listed) * 1000))
    print("\n".join(f"{read:.3f} {lock:.3f}" for read, lock in visits))


if __name__ == "__main__":
    main(sys.argv[1])
