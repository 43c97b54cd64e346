"""Asks the full-text index: which keys, how many. A key is the rowid of the index, and follows the time of its article."""

from typing import Final

from newscli.store.database import Database, Row
from newscli.store.search_match import Matched

RANKED_HITS: Final = 2_000
"""Newest hits that are ranked: bm25 over all takes 1.6 s for "the" in a million articles, over these 40 ms at most.
Where the words as typed have as many, their other inflections are not looked for."""
COUNTED_HITS: Final = 10_000
"""Hits that are counted one by one; a total of this many means "or more"."""


def select_hits(columns: str, matched: Matched) -> str:
    """SQL for `columns` of the hits, without order and limit; what the index knows alone needs no other table."""
    if not matched.condition:
        return f"SELECT {columns} FROM search_index WHERE {matched.where}"
    # CROSS JOIN keeps the index outermost: its rows come newest first without a sort.
    return (
        f"SELECT {columns} FROM search_index CROSS JOIN search_docs d ON d.key = search_index.rowid"
        f" CROSS JOIN status s ON s.article_id = d.article_id WHERE {matched.where}"
    )


def hit_rows(database: Database, columns: str, matched: Matched, limit: int, *, oldest_first: bool = False) -> list[Row]:
    """`columns` of the newest or the oldest hits; `limit` -1 is all of them."""
    order = "ASC" if oldest_first else "DESC"
    sql = f"{select_hits(columns, matched)} ORDER BY search_index.rowid {order} LIMIT ?"
    return database.rows(sql, [*matched.bound, limit])


def hit_keys(database: Database, matched: Matched, limit: int) -> frozenset[int]:
    """The keys of the newest hits."""
    return frozenset(row[0] for row in hit_rows(database, "search_index.rowid", matched, limit))


def count_hits(database: Database, matched: Matched, limit: int = COUNTED_HITS) -> int:
    """How many there are, up to `limit`; -1 counts all."""
    row = database.row(f"SELECT count(*) FROM ({select_hits('1', matched)} LIMIT ?)", [*matched.bound, limit])
    return int(row[0]) if row else 0
