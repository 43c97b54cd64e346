"""What a publisher said of an article, written to its row, topics, enclosures and addresses."""

from datetime import datetime, timedelta

from newscli.models.article import Origin
from newscli.models.changes import ArticleFacts
from newscli.models.parsed import Stamp
from newscli.store.database import Database
from newscli.store.identity import make_uid, write_keys
from newscli.store.places import fold_topic
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
) -> int:
    """A new article with its status and addresses; its text and its place in the index are the caller's."""
    article_id = database.insert(
        "INSERT INTO articles (uid, title, authors, arrived_at, origin, found_in, completeness) VALUES (?, ?, '', ?, ?, ?, ?)",
        (make_uid(facts.uid_source), facts.title, to_ms(at), origin, found_in, facts.completeness),
    )
    database.run("INSERT INTO status (article_id, sort_at, hidden_by) VALUES (?, ?, ?)", (article_id, to_ms(sort_at), hidden_by))
    write_facts(database, article_id, facts)
    return article_id


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
    database.run(
        "INSERT INTO outlets (host, name) VALUES (?, ?) ON CONFLICT (host) DO UPDATE SET name = coalesce(name, excluded.name)"
        " WHERE name IS NULL AND excluded.name IS NOT NULL",
        (host, name),
    )
    row = database.row("SELECT id FROM outlets WHERE host = ?", (host,))
    return row[0] if row else None


def _write_columns(database: Database, article_id: int, facts: ArticleFacts, rule: str) -> None:
    columns = {
        "url": facts.url, "title": facts.title or None, "authors": "\n".join(facts.authors) or None,
        "outlet_id": find_outlet(database, facts.outlet_host, facts.outlet_name), "language": facts.language,
        "image": facts.image, "views": facts.views, "summary": facts.summary or None,
        "updated_at": to_ms(facts.updated.instant) if facts.updated else None,
    }  # fmt: skip
    sets = ", ".join(f"{name} = {rule.format(name)}" for name in columns)
    database.run(f"UPDATE articles SET {sets} WHERE id = :id", {"id": article_id, **columns})


def _write_published(database: Database, article_id: int, stamp: Stamp) -> None:
    offset = stamp.at.utcoffset() or timedelta()
    database.run(
        "UPDATE articles SET published_at = ?, published_text = ?, published_precision = ?, published_zone = ?,"
        " published_offset = ?, published_source = ? WHERE id = ?",
        (
            to_ms(stamp.instant), stamp.text, stamp.precision, stamp.zone,
            offset // timedelta(minutes=1), stamp.source, article_id,
        ),
    )  # fmt: skip


def _write_dependents(database: Database, article_id: int, facts: ArticleFacts) -> None:
    write_keys(database, article_id, facts.url_keys)
    if facts.topics:
        _add_topics(database, article_id, facts)
    if facts.enclosures:
        database.run("DELETE FROM enclosures WHERE article_id = ?", (article_id,))
        database.run_many(
            "INSERT INTO enclosures VALUES (?, ?, ?, ?, ?, ?)",
            [(article_id, n, item.url, item.type, item.length, item.title) for n, item in enumerate(facts.enclosures)],
        )


def _add_topics(database: Database, article_id: int, facts: ArticleFacts) -> None:
    row = database.row("SELECT max(position) FROM article_topics WHERE article_id = ?", (article_id,))
    first = (row[0] if row and row[0] is not None else -1) + 1
    database.run_many(
        "INSERT OR IGNORE INTO article_topics SELECT ?, ?, ?, ?, sort_at FROM status WHERE article_id = ?",
        [
            (article_id, fold_topic(topic), topic, place, article_id)
            for place, topic in enumerate(facts.topics, first)
            if fold_topic(topic)
        ],
    )
