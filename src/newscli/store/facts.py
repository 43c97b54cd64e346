"""What a publisher said of an article, written to its row, topics, enclosures and addresses."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache

from newscli.models.article import Origin
from newscli.models.changes import ArticleFacts
from newscli.models.parsed import Stamp
from newscli.store.database import Database
from newscli.store.identity import make_uid, write_keys
from newscli.store.places import fold_topic
from newscli.store.texts import FirstText, insert_texts
from newscli.store.times import to_ms
from newscli.text import SafeLine

# What a column becomes: the publisher's newer word wins, or what is there stays unless it is missing or empty.
_NEWER = "coalesce(:{0}, {0})"
_MISSING = "CASE WHEN {0} IS NULL OR {0} = '' THEN coalesce(:{0}, {0}) ELSE {0} END"


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """An article that is not stored yet."""

    facts: ArticleFacts
    origin: Origin
    sort_at: datetime
    hidden_by: str | None = None
    found_in: int | None = None
    is_faded: bool = False
    text: FirstText | None = None
    """The one that is shown."""


def insert_article(database: Database, arrival: Arrival, *, at: datetime) -> int:
    """A new article with its status, addresses and text; the index is the caller's."""
    return insert_articles(database, [arrival], at=at)[0]


def insert_articles(database: Database, arrivals: Sequence[Arrival], *, at: datetime) -> list[int]:
    """As `insert_article` for each of `arrivals`, in their order; no address may be that of two of them.

    Table by table, in few statements: a first fetch of many feeds stores tens of thousands.
    """
    outlets: dict[tuple[SafeLine | None, SafeLine | None], int | None] = {}
    ids = [_insert_row(database, arrival, at, outlets) for arrival in arrivals]
    numbered = list(zip(ids, arrivals, strict=True))
    database.run_many(
        "INSERT INTO status (article_id, sort_at, hidden_by, read_at, read_how) VALUES (?, ?, ?, ?, ?)",
        [
            (
                article_id, to_ms(arrival.sort_at), arrival.hidden_by, to_ms(at) if arrival.is_faded else None,
                "faded" if arrival.is_faded else None,
            )
            for article_id, arrival in numbered
        ],
    )  # fmt: skip
    insert_texts(
        database,
        [(article_id, arrival.facts, arrival.text) for article_id, arrival in numbered if arrival.text is not None],
        at=at,
    )
    write_keys(database, [(article_id, key, kind) for article_id, arrival in numbered for key, kind in arrival.facts.url_keys])
    _insert_topics(database, numbered)
    _insert_enclosures(database, [(article_id, arrival.facts) for article_id, arrival in numbered])
    return ids


def _insert_row(
    database: Database, arrival: Arrival, at: datetime, outlets: dict[tuple[SafeLine | None, SafeLine | None], int | None]
) -> int:
    facts, text = arrival.facts, arrival.text
    outlet = (facts.outlet_host, facts.outlet_name)
    if outlet not in outlets:
        outlets[outlet] = find_outlet(database, *outlet)
    values = {
        "uid": make_uid(facts.uid_source), "arrived_at": to_ms(at), "origin": arrival.origin, "found_in": arrival.found_in,
        "completeness": facts.completeness, **_columns(facts, outlets[outlet]),
        **(_published(facts.published) if facts.published else {}), **(text.columns if text else {}),
    }  # fmt: skip
    values["title"], values["authors"] = facts.title, "\n".join(facts.authors)
    return database.insert(_insertion(tuple(values)), values)


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
    columns = _columns(facts, find_outlet(database, facts.outlet_host, facts.outlet_name))
    sets = ", ".join(f"{name} = {rule.format(name)}" for name in columns)
    database.run(f"UPDATE articles SET {sets} WHERE id = :id", {"id": article_id, **columns})


def _columns(facts: ArticleFacts, outlet_id: int | None) -> dict[str, object]:
    return {
        "url": facts.url, "title": facts.title or None, "authors": "\n".join(facts.authors) or None,
        "outlet_id": outlet_id, "language": facts.language, "image": facts.image, "views": facts.views,
        "summary": facts.summary or None,
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
    write_keys(database, [(article_id, key, kind) for key, kind in facts.url_keys])
    if facts.topics:
        _add_topics(database, article_id, facts)
    if facts.enclosures:
        database.run("DELETE FROM enclosures WHERE article_id = ?", (article_id,))
        _insert_enclosures(database, [(article_id, facts)])


def _insert_enclosures(database: Database, numbered: Iterable[tuple[int, ArticleFacts]]) -> None:
    database.run_many(
        "INSERT INTO enclosures VALUES (?, ?, ?, ?, ?, ?, ?)",
        [
            (article_id, n, item.url, item.type, item.length, item.title, item.duration)
            for article_id, facts in numbered
            for n, item in enumerate(facts.enclosures)
        ],
    )


def _add_topics(database: Database, article_id: int, facts: ArticleFacts) -> None:
    row = database.row("SELECT max(position) FROM article_topics WHERE article_id = ?", (article_id,))
    first = (row[0] if row and row[0] is not None else -1) + 1
    database.run_many(
        "INSERT OR IGNORE INTO article_topics SELECT ?, ?, ?, ?, sort_at FROM status WHERE article_id = ?",
        [(article_id, key, topic, place, article_id) for key, topic, place in _folded(facts, first)],
    )


def _insert_topics(database: Database, numbered: Iterable[tuple[int, Arrival]]) -> None:
    """The topics of articles that had none; where two fold alike the first stays."""
    database.run_many(
        "INSERT OR IGNORE INTO article_topics VALUES (?, ?, ?, ?, ?)",
        [
            (article_id, key, topic, place, to_ms(arrival.sort_at))
            for article_id, arrival in numbered
            for key, topic, place in _folded(arrival.facts, 0)
        ],
    )


def _folded(facts: ArticleFacts, first: int) -> Iterator[tuple[str, SafeLine, int]]:
    """(key, topic, position) of the topics that have a letter, `first` being the position of the first topic."""
    return ((key, topic, place) for place, topic in enumerate(facts.topics, first) if (key := fold_topic(topic)))
