"""Which article an address or a number means. It never joins by guid: feeds give the same one to different articles."""

from collections.abc import Collection, Iterable
from hashlib import blake2b

from newscli.errors import NotFoundError
from newscli.store.database import Database
from newscli.text import format_line
from newscli.urls import KEY_VERSION, WebUrl, stored_url


def resolve_id(database: Database, article_id: int) -> int:
    """The id that `article_id` goes by now: of two that proved to be one, both work. Raises NotFoundError."""
    row = database.row("SELECT coalesce(merged_into, id) FROM articles WHERE id = ?", (article_id,))
    if row is None:
        raise NotFoundError(format_line("there is no article {}", article_id), hint=format_line("newscli latest"))
    return int(row[0])


def find_by_keys(database: Database, keys: Collection[str]) -> dict[str, int]:
    """The articles stored under address keys."""
    import json

    rows = database.rows(
        "SELECT u.url_key, coalesce(a.merged_into, a.id) FROM article_urls u JOIN articles a ON a.id = u.article_id"
        " WHERE u.url_key IN (SELECT value FROM json_each(?))",
        (json.dumps(list(keys)),),
    )
    return dict(rows)


def find_by_key(database: Database, keys: Iterable[str]) -> int | None:
    """The article stored under the first of `keys` that is known."""
    ordered = list(keys)
    found = find_by_keys(database, ordered) if ordered else {}
    return next((found[key] for key in ordered if key in found), None)


def load_uids(database: Database, article_id: int) -> list[int]:
    """The uid of an article, then those of the articles that were merged into it. Raises NotFoundError."""
    rows = database.rows(
        "SELECT uid FROM articles WHERE ? IN (id, merged_into) ORDER BY merged_into IS NOT NULL, id",
        (resolve_id(database, article_id),),
    )
    return [row[0] for row in rows]


def load_starred_uids(database: Database) -> list[int]:
    """The uids of all starred articles."""
    return [
        row[0] for row in database.rows("SELECT uid FROM articles JOIN status ON article_id = id WHERE starred_at IS NOT NULL")
    ]


def find_source(database: Database, article_id: int) -> WebUrl | None:
    """Where the first feed that listed the article stands, else the page that offered it; None if a person named its address."""
    row = database.row(
        "SELECT coalesce((SELECT f.url FROM entries e JOIN feeds f ON f.id = e.feed_id WHERE e.article_id = a.id"
        "  ORDER BY e.first_seen_at, f.id LIMIT 1), (SELECT p.url FROM articles p WHERE p.id = a.found_in))"
        " FROM articles a WHERE a.id = ?",
        (article_id,),
    )
    return stored_url(row[0]) if row and row[0] else None


def write_keys(database: Database, keys: Iterable[tuple[int, str, str]]) -> None:
    """Keeps (article id, key, kind); a key that is another article's stays there."""
    database.run_many(
        "INSERT OR IGNORE INTO article_urls VALUES (?, ?, ?, ?)",
        [(key, article_id, kind, KEY_VERSION) for article_id, key, kind in keys],
    )


def make_uid(source: str) -> int:
    """64 bits that are the same wherever `source` is: BLAKE2b, as SQLite's signed integer."""
    return int.from_bytes(blake2b(source.encode(), digest_size=8).digest(), "big", signed=True)
