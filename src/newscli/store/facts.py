"""What a publisher said of an article, written to its row, topics, enclosures and addresses."""

from datetime import datetime, timedelta
from functools import cache

from newscli.models.article import Origin
from newscli.models.changes import ArticleFacts
from newscli.models.parsed import Stamp
from newscli.store.database import Database
from newscli.store.identity import make_uid, write_keys
from newscli.store.places import fold_topic
from newscli.store.texts import FirstText, insert_text
from newscli.store.times import to_ms
from newscli.text import SafeLine

# What a column becomes: the publisher's newer word wins, or what is there stays unless it is missing or empty.
_NEWER = "coalesce(:{0}, {0})"
_MISSING = "CASE WHEN {0} IS NULL OR {0} = '' THEN coalesce(:{0}, {0}) ELSE {0} END"


def insert_article(
    database: Database,
    facts: ArticleFacts,
    *,
    origin: Origin,
    at: datetime,
    sort_at: datetime,
    hidden_by: str | None = None,
    found_in: int | None = None,
    is_faded: bool = False,
    text: FirstText | None = None,
) -> int:
    """A new article with its status and addresses, and with `text` as the one that is shown; the index is the caller's.

    In few statements: a first fetch of many feeds stores tens of thousands.
    """
    values = {
        "uid": make_uid(facts.uid_source), "arrived_at": to_ms(at), "origin": origin, "found_in": found_in,
        "completeness": facts.completeness, **_columns(database, facts),
        **(_published(facts.published) if facts.published else {}), **(text.columns if text else {}),
    }  # fmt: skip
    values["title"], values["authors"] = facts.title, "\n".join(facts.authors)
    article_id = database.insert(_insertion(tuple(values)), values)
    database.run(
        "INSERT INTO status (article_id, sort_at, hidden_by, read_at, read_how) VALUES (?, ?, ?, ?, ?)",
        (article_id, to_ms(sort_at), hidden_by, to_ms(at) if is_faded else None, "faded" if is_faded else None),
    )
    if text is not None and text.document is not None:
        insert_text(database, article_id, facts, text, at=at)
    _write_dependents(database, article_id, facts)
    return article_id


@cache
def _insertion(names: tuple[str, ...]) -> str:
    return f"INSERT INTO articles ({', '.join(names)}) VALUES ({', '.join(f':{name}' for name in names)})"


def write_facts(database: Database, article_id: int, facts: ArticleFacts) -> None:
    """Writes what `facts` state over what was stored; what they leave out stays. For the publisher's newer word."""
    if facts.published:
        _write_published(database, article_id, facts.published)
    _write_columns(database, article_id, facts, _NEWER)
    _write_dependents(database, article_id, facts)


def fill_facts(database: Database, article_id: int, facts: ArticleFacts) -> None:
    """Adds to what was stored what was missing there. For a second source of the same article."""
    # The parts of a date belong together: all of them or none.
    if facts.published and database.row("SELECT 1 FROM articles WHERE id = ? AND published_at IS NULL", (article_id,)):
        _write_published(database, article_id, facts.published)
    _write_columns(database, article_id, facts, _MISSING)
    _write_dependents(database, article_id, facts)


def find_outlet(database: Database, host: SafeLine | None, name: SafeLine | None) -> int | None:
    """The outlet of that host, made or given its name where need be; None without a host."""
    if not host:
        return None
    row = database.row("SELECT id, name FROM outlets WHERE host = ?", (host,))
    if row is None:
        return database.insert("INSERT INTO outlets (host, name) VALUES (?, ?)", (host, name))
    if row[1] is None and name is not None:
        database.run("UPDATE outlets SET name = ? WHERE id = ?", (name, row[0]))
    return int(row[0])


def _write_columns(database: Database, article_id: int, facts: ArticleFacts, rule: str) -> None:
    columns = _columns(database, facts)
    sets = ", ".join(f"{name} = {rule.format(name)}" for name in columns)
    database.run(f"UPDATE articles SET {sets} WHERE id = :id", {"id": article_id, **columns})


def _columns(database: Database, facts: ArticleFacts) -> dict[str, object]:
    return {
        "url": facts.url, "title": facts.title or None, "authors": "\n".join(facts.authors) or None,
        "outlet_id": find_outlet(database, facts.outlet_host, facts.outlet_name), "language": facts.language,
        "image": facts.image, "views": facts.views, "summary": facts.summary or None,
        "updated_at": to_ms(facts.updated.instant) if facts.updated else None,
    }  # fmt: skip


def _write_published(database: Database, article_id: int, stamp: Stamp) -> None:
    columns = _published(stamp)
    sets = ", ".join(f"{name} = :{name}" for name in columns)
    database.run(f"UPDATE articles SET {sets} WHERE id = :id", {"id": article_id, **columns})


def _published(stamp: Stamp) -> dict[str, object]:
    offset = stamp.at.utcoffset() or timedelta()
    return {
        "published_at": to_ms(stamp.instant), "published_text": stamp.text, "published_precision": stamp.precision,
        "published_zone": stamp.zone, "published_offset": offset // timedelta(minutes=1), "published_source": stamp.source,
    }  # fmt: skip


def _write_dependents(database: Database, article_id: int, facts: ArticleFacts) -> None:
    if facts.url_keys:
        write_keys(database, article_id, facts.url_keys)
    if facts.topics:
        _add_topics(database, article_id, facts)
    if facts.enclosures:
        database.run("DELETE FROM enclosures WHERE article_id = ?", (article_id,))
        database.run_many(
            "INSERT INTO enclosures VALUES (?, ?, ?, ?, ?, ?, ?)",
            [
                (article_id, n, item.url, item.type, item.length, item.title, item.duration)
                for n, item in enumerate(facts.enclosures)
            ],
        )


def _add_topics(database: Database, article_id: int, facts: ArticleFacts) -> None:
    row = database.row("SELECT max(position) FROM article_topics WHERE article_id = ?", (article_id,))
    first = (row[0] if row and row[0] is not None else -1) + 1
    folded = ((place, topic, fold_topic(topic)) for place, topic in enumerate(facts.topics, first))
    database.run_many(
        "INSERT OR IGNORE INTO article_topics SELECT ?, ?, ?, ?, sort_at FROM status WHERE article_id = ?",
        [(article_id, key, topic, place, article_id) for place, topic, key in folded if key],
    )
