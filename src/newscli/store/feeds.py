"""Followed feeds: their rows, their counters, the entries they listed. It fetches nothing and decides nothing."""

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta
from sys import intern
from typing import Final, cast

from newscli.errors import NotFoundError, UsageError
from newscli.models.changes import KnownEntry
from newscli.models.feed import Feed, FeedEdit, FeedKind, FetchState, Health, NewFeed
from newscli.store.changes import ChangeLog
from newscli.store.database import Database, Row, id_list
from newscli.store.following import follow_again, unfollow, write_edit, write_tags
from newscli.store.times import from_ms, to_ms
from newscli.text import SafeLine, clean_line, format_line
from newscli.urls import WebUrl, shown_url, stored_url, url_key

_COLUMNS: Final = """
    SELECT id, slug, url, coalesce(own_title, title), site_url, kind, language,
        (SELECT group_concat(tag, char(10)) FROM (SELECT tag FROM feed_tags WHERE feed_id = feeds.id ORDER BY tag)),
        unread, total, added_at, fetched_at, attempted_at, next_fetch_at, health, health_since, error, failures,
        etag, last_modified, body_hash, latency, gap, changed_at, ttl, skips, moved_to, moved_since, validators_since,
        rhythm, full_text, cut_at
    FROM feeds WHERE removed_at IS NULL
"""


LATEST_FETCH: Final = timedelta(days=10)
"""Twice the longest wait that fetch/policy.py can plan (a day, and the skipped days after it)."""


class Feeds:
    """The feeds of one store; those that were removed are kept and not shown."""

    def __init__(self, database: Database, log: ChangeLog) -> None:
        self._database = database
        self._log = log

    def add(self, new: NewFeed, *, at: datetime) -> Feed:
        """Follows `new`. A feed that was removed comes back with its slug, its entries and what was read of them.

        `undo` reverses it.

        Raises UsageError if its address is followed already, or its slug belongs to another feed.
        """
        with self._database.transaction():
            known = self._by_url(new.url)
            followed = [row for row in known if row[1] is None]
            if followed:
                raise UsageError(
                    format_line("already followed as {}: {}", followed[0][2], shown_url(new.url)),
                    hint=format_line("newscli latest {}", followed[0][2]),
                )
            feed_id = self._revive(known[0][0], new) if known else self._insert(new, at)
            if new.tags or not known:
                write_tags(self._database, feed_id, new.tags)
            self._log.record("follow", [(feed_id,)], at=at)
        return self.get(feed_id)

    def all(self) -> list[Feed]:
        """Those followed, by title."""
        return sorted(map(_feed, self._database.rows(_COLUMNS)), key=lambda feed: (feed.title.casefold(), feed.id))

    def get(self, feed_id: int) -> Feed:
        """Raises NotFoundError if no such feed is followed."""
        row = self._database.row(_COLUMNS + "AND id = ?", (feed_id,))
        if row is None:
            raise NotFoundError(format_line("no followed feed has the number {}", feed_id))
        return _feed(row)

    def find(self, *, slug: str | None = None, url: WebUrl | None = None) -> Feed | None:
        """The followed feed of that slug, or of that address as it is now or was when it was followed."""
        if slug is not None:
            row = self._database.row(_COLUMNS + "AND slug = ?", (slug,))
            return _feed(row) if row else None
        if url is not None:
            key = url_key(url)
            row = self._database.row(_COLUMNS + "AND (url_key = ? OR asked_key = ?) ORDER BY id", (key, key))
            return _feed(row) if row else None
        return None

    def slugs(self) -> frozenset[str]:
        """All that were ever given: a removed feed may come back."""
        return frozenset(row[0] for row in self._database.rows("SELECT slug FROM feeds"))

    def due(self, now: datetime) -> list[Feed]:
        """Those to be asked now: whose last attempt was cut first, then those never asked, then those longest due; not the gone.

        A time beyond any that is ever planned was written while the clock stood wrong: such a feed is due as well.
        """
        sql = (
            _COLUMNS + "AND health <> 'gone' AND (next_fetch_at IS NULL OR next_fetch_at NOT BETWEEN :now + 1 AND :latest)"
            " ORDER BY cut_at IS NULL, next_fetch_at NULLS FIRST, id"
        )
        values = {"now": to_ms(now), "latest": to_ms(now + LATEST_FETCH)}
        return [_feed(row) for row in self._database.rows(sql, values)]

    def throttled(self, now: datetime) -> list[Feed]:
        """Those whose hosts asked for a pause that is not over at `now`."""
        sql = _COLUMNS + "AND health = 'throttled' AND next_fetch_at > ? AND next_fetch_at <= ?"
        return [_feed(row) for row in self._database.rows(sql, (to_ms(now), to_ms(now + LATEST_FETCH)))]

    def record_attempt(self, feed_id: int, state: FetchState) -> None:
        """Keeps what an attempt without new entries says (304, the same body, a failure)."""
        self.record_attempts([(feed_id, state)])

    def record_attempts(self, attempts: Iterable[tuple[int, FetchState]]) -> None:
        """`record_attempt` for several feeds, in one transaction."""
        with self._database.transaction():
            for feed_id, state in attempts:
                write_state(self._database, feed_id, state)

    def record_pause(self, host: SafeLine, *, until: datetime) -> None:
        """Keeps that the registrable host `host` is not to be asked before `until`; an earlier word does not shorten it."""
        with self._database.transaction():
            self._database.run(
                "INSERT INTO host_pauses VALUES (?1, ?2) ON CONFLICT (host) DO UPDATE SET until = max(until, ?2)",
                (host, to_ms(until)),
            )

    def pauses(self, now: datetime) -> dict[SafeLine, datetime]:
        """What `record_pause` was told and is not over at `now`."""
        # Nobody is ever asked to wait beyond LATEST_FETCH: such a time was written while the clock stood wrong.
        rows = self._database.rows(
            "SELECT host, until FROM host_pauses WHERE until > ? AND until <= ?", (to_ms(now), to_ms(now + LATEST_FETCH))
        )
        return {clean_line(host): from_ms(until) for host, until in rows}

    def known_entries(self, feed_id: int, keys: Collection[str]) -> dict[str, KnownEntry]:
        """Those of `keys` that this feed has listed before, tombstones among them."""
        import json

        rows = self._database.rows(
            "SELECT entry_key, coalesce(a.merged_into, a.id), raw_hash FROM entries e JOIN articles a ON a.id = e.article_id"
            " WHERE feed_id = ? AND entry_key IN (SELECT value FROM json_each(?))",
            (feed_id, json.dumps(list(keys))),
        )
        return {key: KnownEntry(entry_key=key, article_id=article_id, raw_hash=raw) for key, article_id, raw in rows}

    def known_hashes(self, feed_id: int) -> frozenset[bytes]:
        """The raw hashes of the entries that were in the feed last time."""
        return frozenset(raw_hash for raw_hash, _ in listed_last(self._database, feed_id))

    def listed_titles(self, feed_id: int, article_ids: Collection[int]) -> dict[int, str]:
        """The titles under which this feed has listed those of `article_ids` that it did list; the newest of each."""
        rows = self._database.rows(
            "SELECT coalesce(a.merged_into, a.id), e.title FROM entries e JOIN articles a ON a.id = e.article_id"
            " WHERE e.article_id IN (SELECT value FROM json_each(?)) AND e.feed_id = ? ORDER BY e.last_seen_at",
            (id_list(article_ids), feed_id),
        )
        return dict(rows)

    def edit(self, feed_id: int, edit: FeedEdit, *, at: datetime) -> None:
        """Changes what is given; no refresh overwrites it, and `undo` reverses it.

        Raises UsageError if the slug belongs to another feed, NotFoundError if no such feed is followed.
        """
        with self._database.transaction():
            self.get(feed_id)
            if edit.slug is not None:
                self._require_free(edit.slug, feed_id)
            self._log.record("edit", [write_edit(self._database, feed_id, edit)], at=at)

    def remove(self, feed_id: int, *, at: datetime) -> SafeLine:
        """Stops following and hides what no other followed feed lists; `undo` reverses it. What it did, as a sentence.

        Raises NotFoundError if no such feed is followed.
        """
        with self._database.transaction():
            feed = self.get(feed_id)
            hidden = unfollow(self._database, feed_id, at=at)
            self._log.record("remove", [(feed_id,)], at=at)
        return format_line(
            "{} is no longer followed; {} hidden", feed.title, "1 article" if hidden == 1 else f"{hidden} articles"
        )

    def _by_url(self, url: WebUrl) -> list[Row]:
        key = url_key(url)
        return self._database.rows(
            "SELECT id, removed_at, slug FROM feeds WHERE url_key = ? OR asked_key = ? ORDER BY removed_at DESC, id", (key, key)
        )

    def _insert(self, new: NewFeed, at: datetime) -> int:
        self._require_free(new.slug)
        key = url_key(new.url)
        return self._database.insert(
            "INSERT INTO feeds (slug, url, url_key, asked_key, title, site_url, kind, language, added_at, health)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 'never')",
            (new.slug, new.url, key, key, new.title, new.site_url, new.kind, new.language, to_ms(at)),
        )

    def _require_free(self, slug: SafeLine, feed_id: int = 0) -> None:
        if self._database.row("SELECT 1 FROM feeds WHERE slug = ? AND id <> ?", (slug, feed_id)):
            raise UsageError(format_line("another feed is called {}, or was before it was removed", slug))

    def _revive(self, feed_id: int, new: NewFeed) -> int:
        """Follows a removed feed again; what servers said of it is forgotten, so that it is asked in full."""
        follow_again(self._database, feed_id)
        self._database.run(
            "UPDATE feeds SET url = ?, url_key = ?, title = ?, site_url = coalesce(?, site_url), kind = ?,"
            " language = coalesce(?, language), next_fetch_at = NULL, health = 'never', health_since = NULL, error = NULL,"
            " failures = 0, etag = NULL, last_modified = NULL, body_hash = NULL, moved_to = NULL, moved_since = NULL,"
            " validators_since = NULL WHERE id = ?",
            (new.url, url_key(new.url), new.title, new.site_url, new.kind, new.language, feed_id),
        )
        return feed_id


def listed_last(database: Database, feed_id: int) -> list[Row]:
    """(raw hash, entry key) of the entries that were in the feed last time."""
    return database.rows(
        "SELECT raw_hash, entry_key FROM entries WHERE feed_id = :feed AND last_seen_at ="
        " (SELECT max(last_seen_at) FROM entries WHERE feed_id = :feed)",
        {"feed": feed_id},
    )


def write_state(database: Database, feed_id: int, state: FetchState) -> None:
    """Updates the feed's row after an attempt: what `FetchState` says, None meaning what it says there."""
    kept = {
        "fetched_at": to_ms(state.fetched_at), "url": state.url, "url_key": url_key(state.url) if state.url else None,
        "title": state.title, "site_url": state.site_url, "language": state.language,
    }  # fmt: skip
    replaced = {
        "attempted_at": to_ms(state.attempted_at), "next_fetch_at": to_ms(state.next_fetch_at), "health": state.health,
        "error": state.error, "failures": state.failures, "etag": state.etag, "last_modified": state.last_modified,
        "body_hash": state.body_hash, "latency": state.latency, "gap": state.gap, "changed_at": to_ms(state.changed_at),
        "ttl": state.ttl, "skips": state.skips, "moved_to": state.moved_to, "moved_since": to_ms(state.moved_since),
        "validators_since": to_ms(state.validators_since), "cut_at": to_ms(state.cut_at),
    }  # fmt: skip
    sets = [f"{name} = coalesce(:{name}, {name})" for name in kept] + [f"{name} = :{name}" for name in replaced]
    sets.append("health_since = CASE WHEN health = :health THEN health_since ELSE :attempted_at END")
    database.run(f"UPDATE feeds SET {', '.join(sets)} WHERE id = :id", {"id": feed_id, **kept, **replaced})


def _feed(row: Row) -> Feed:
    url = stored_url(row[2])
    assert url is not None, "feeds.url holds what find_web_url made"
    # The same few words in thousands of feeds: kept once.
    return Feed(
        id=row[0], slug=clean_line(row[1]), url=url, title=clean_line(row[3]), site_url=stored_url(row[4] or ""),
        kind=cast("FeedKind", intern(row[5])), language=clean_line(row[6]) if row[6] else None,
        tags=tuple(clean_line(tag) for tag in (row[7] or "").splitlines()), unread=row[8], total=row[9],
        added_at=from_ms(row[10]), fetched_at=from_ms(row[11]), attempted_at=from_ms(row[12]), next_fetch_at=from_ms(row[13]),
        health=cast("Health", intern(row[14])), health_since=from_ms(row[15]), error=clean_line(row[16]) if row[16] else None,
        failures=row[17], etag=row[18], last_modified=row[19], body_hash=row[20], latency=row[21], gap=row[22],
        changed_at=from_ms(row[23]), ttl=row[24], skips=row[25], moved_to=stored_url(row[26] or ""),
        moved_since=from_ms(row[27]), validators_since=from_ms(row[28]), rhythm=row[29],
        full_text=None if row[30] is None else bool(row[30]), cut_at=from_ms(row[31]),
    )  # fmt: skip
