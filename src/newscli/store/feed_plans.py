"""Applies what `decide` made of a fetched feed: entries, articles, texts, the feed's row, in one transaction."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import NamedTuple

from newscli.models.changes import Applied, ArticleFacts, ChangedEntry, FeedPlan, NewEntry
from newscli.models.feed import FetchState
from newscli.store.database import Database, id_list
from newscli.store.facts import Arrival, fill_facts, insert_articles, write_facts
from newscli.store.feeds import listed_last, write_state
from newscli.store.identity import find_by_keys, resolve_id
from newscli.store.search_index import add_new_to_index, reindexing
from newscli.store.texts import first_text, show_feed_text, write_text
from newscli.store.times import to_ms


class _Fetch(NamedTuple):
    """What a plan is carried out with: the feed's id, the time of the fetch, what to call before an article's words change."""

    database: Database
    feed_id: int
    at: datetime
    touch: Callable[[int], None]


def apply_feed_plan(database: Database, feed_id: int, plan: FeedPlan, state: FetchState, *, at: datetime) -> Applied:
    """All of `plan` or nothing of it. New ids are those that listings did not have before, each once."""
    with database.transaction():
        unchanged = frozenset(plan.unchanged)
        listed = [key for raw_hash, key in listed_last(database, feed_id) if raw_hash in unchanged]
        with reindexing(database) as touch:
            fetch = _Fetch(database, feed_id, at, touch)
            brought = _add_entries(fetch, plan.new)
            changed = {_change_entry(fetch, entry): None for entry in plan.changed}
        database.run_many(
            "UPDATE entries SET last_seen_at = ? WHERE feed_id = ? AND entry_key = ?",
            [(to_ms(at), feed_id, key) for key in (*plan.still_listed, *listed)],
        )
        write_state(database, feed_id, state)
        return Applied(
            new_ids=_newest_first(database, list(brought)),
            changed_ids=_newest_first(database, [article_id for article_id in changed if article_id not in brought]),
        )


def _add_entries(fetch: _Fetch, entries: Sequence[NewEntry]) -> dict[int, None]:
    """Stores entries with their articles; the ids that listings have only now, each once.

    First what is new to the store. Then what another feed brought before, or another entry of the same document.
    """
    stored = find_by_keys(fetch.database, [key for entry in entries for key, _ in entry.facts.url_keys])
    fresh: list[NewEntry] = []
    joining: list[NewEntry] = []
    claimed = set(stored)
    for entry in entries:
        keys = [key for key, _ in entry.facts.url_keys]
        (fresh if entry.article_id is None and claimed.isdisjoint(keys) else joining).append(entry)
        claimed.update(keys)
    ids = _add_articles(fetch, fresh)
    stored.update((key, article_id) for article_id, entry in zip(ids, fresh, strict=True) for key, _ in entry.facts.url_keys)
    brought = dict.fromkeys(ids)
    for entry in joining:
        known = entry.article_id or next(stored[key] for key, _ in entry.facts.url_keys if key in stored)
        article_id = resolve_id(fetch.database, known)
        if _attach(fetch, article_id, entry):
            brought[article_id] = None
    return brought


def _add_articles(fetch: _Fetch, entries: Sequence[NewEntry]) -> list[int]:
    texts = [first_text(entry.facts, source="feed", feed_id=fetch.feed_id) for entry in entries]
    arrivals = [
        Arrival(facts=entry.facts, origin="feed", sort_at=entry.sort_at, is_faded=not entry.unread, text=text)
        for entry, text in zip(entries, texts, strict=True)
    ]
    ids = insert_articles(fetch.database, arrivals, at=fetch.at)
    _write_entries(fetch, zip(ids, entries, strict=True))
    add_new_to_index(
        fetch.database,
        (
            (article_id, to_ms(entry.sort_at), entry.facts, text.indexed)
            for article_id, entry, text in zip(ids, entries, texts, strict=True)
        ),
    )
    return ids


def _attach(fetch: _Fetch, article_id: int, entry: NewEntry) -> bool:
    """Adds a feed's word to an article that is stored; whether listings have the article only now."""
    database = fetch.database
    row = database.row("SELECT hidden_by, shown_source FROM status JOIN articles ON id = article_id WHERE id = ?", (article_id,))
    assert row is not None, "every article has a status"
    hidden_by, shown_source = row
    if hidden_by == "pruned":
        _write_entries(fetch, [(article_id, entry)])
        return False  # nothing that was pruned comes back; its entry stays a tombstone
    fetch.touch(article_id)
    if hidden_by == "found":
        _list_found(database, article_id, entry, fetch.at)
    elif hidden_by == "removed":
        # A followed feed lists it again; what was read or starred stays so.
        database.run("UPDATE status SET hidden_by = NULL WHERE article_id = ?", (article_id,))
    if hidden_by == "found" and shown_source is None:
        # All that was known was a card on another page.
        write_facts(database, article_id, entry.facts)
    else:
        fill_facts(database, article_id, entry.facts)
    _write_feed_text(fetch, article_id, entry.facts)
    _write_entries(fetch, [(article_id, entry)])
    return hidden_by is not None


def _list_found(database: Database, article_id: int, entry: NewEntry, at: datetime) -> None:
    """A found article becomes news: it arrives now, and waits for the reader unless it was opened."""
    database.run("UPDATE articles SET arrived_at = ? WHERE id = ?", (to_ms(at), article_id))
    database.run("UPDATE status SET hidden_by = NULL, sort_at = ? WHERE article_id = ?", (to_ms(entry.sort_at), article_id))
    if not entry.unread:
        _fade(database, article_id, at)


def _fade(database: Database, article_id: int, at: datetime) -> None:
    database.run(
        "UPDATE status SET read_at = ?, read_how = 'faded' WHERE article_id = ? AND read_at IS NULL", (to_ms(at), article_id)
    )


def _write_entries(fetch: _Fetch, entries: Iterable[tuple[int, NewEntry]]) -> None:
    """The rows of entries of articles. An article has one line in a feed, however many entries the feed gave it."""
    fetch.database.run_many(
        "INSERT INTO entries (feed_id, entry_key, key_kind, article_id, raw_hash, title, first_seen_at, last_seen_at,"
        "  sort_at, unread, pruned_at)"
        " SELECT :feed, :key, :kind, :article, :hash, :title, :at, :at, CASE WHEN line THEN sort_at END, line AND waits,"
        "  CASE WHEN is_pruned THEN :at END"
        " FROM (SELECT sort_at, read_at IS NULL AND hidden_by IS NULL AS waits, hidden_by IS 'pruned' AS is_pruned,"
        "   hidden_by IS NOT 'pruned' AND NOT EXISTS ("
        "   SELECT 1 FROM entries WHERE article_id = :article AND feed_id = :feed) AS line"
        "  FROM status WHERE article_id = :article)"
        " WHERE true ON CONFLICT (feed_id, entry_key) DO UPDATE"
        " SET raw_hash = excluded.raw_hash, last_seen_at = excluded.last_seen_at",
        [
            {
                "feed": fetch.feed_id, "key": entry.entry_key, "kind": entry.key_kind, "article": article_id,
                "hash": entry.raw_hash, "title": entry.facts.title, "at": to_ms(fetch.at),
            }
            for article_id, entry in entries
        ],
    )  # fmt: skip


def _change_entry(fetch: _Fetch, entry: ChangedEntry) -> int:
    database = fetch.database
    article_id = resolve_id(database, entry.article_id)
    if not _is_pruned(database, article_id):
        fetch.touch(article_id)
        if _is_first_feed(database, article_id, fetch.feed_id):
            write_facts(database, article_id, entry.facts)
        else:
            fill_facts(database, article_id, entry.facts)
        _write_feed_text(fetch, article_id, entry.facts)
    database.run(
        "UPDATE entries SET raw_hash = ?, title = ?, last_seen_at = ? WHERE feed_id = ? AND entry_key = ?",
        (entry.raw_hash, entry.facts.title, to_ms(fetch.at), fetch.feed_id, entry.entry_key),
    )
    return article_id


def _is_pruned(database: Database, article_id: int) -> bool:
    return database.row("SELECT 1 FROM status WHERE article_id = ? AND hidden_by = 'pruned'", (article_id,)) is not None


def _is_first_feed(database: Database, article_id: int, feed_id: int) -> bool:
    """Whether this feed brought the article: its word stands, another's only fills gaps."""
    row = database.row("SELECT feed_id FROM entries WHERE article_id = ? ORDER BY first_seen_at, feed_id LIMIT 1", (article_id,))
    return row is None or row[0] == feed_id


def _write_feed_text(fetch: _Fetch, article_id: int, facts: ArticleFacts) -> None:
    write_text(fetch.database, article_id, facts, source="feed", feed_id=fetch.feed_id, at=fetch.at)
    show_feed_text(fetch.database, article_id, fetch.feed_id)


def _newest_first(database: Database, ids: list[int]) -> tuple[int, ...]:
    if not ids:
        return ()
    rows = database.rows(
        "SELECT article_id FROM status WHERE article_id IN (SELECT value FROM json_each(?))"
        " ORDER BY sort_at DESC, article_id DESC",
        (id_list(ids),),
    )
    return tuple(row[0] for row in rows)
