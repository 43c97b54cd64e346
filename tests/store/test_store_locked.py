"""Every public method of the store where another program holds the file: a sentence and a hint after the timeout, no hang."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC
from pathlib import Path
from typing import Final

import pytest
from tests.store.desk import NOW, READ, STARRED, Desk, card, entry, facts, page, state

from newscli.errors import StoreError
from newscli.models.changes import FeedPlan
from newscli.models.feed import FeedEdit, NewFeed
from newscli.models.pruning import PruneChoice
from newscli.models.query import ListingQuery
from newscli.models.search import SearchQuery, Text
from newscli.store import Store, open_store
from newscli.store.articles import Articles
from newscli.store.feeds import Feeds
from newscli.store.listings import Listings
from newscli.store.pruning import Pruning
from newscli.store.saved_searches import SavedSearches
from newscli.store.search import Search
from newscli.store.status import Status
from newscli.store.upkeep import Upkeep
from newscli.text import clean_line
from newscli.urls import require_web_url

QUERY: Final = ListingQuery()
SEARCH: Final = SearchQuery(node=Text("one"))
NEW: Final = NewFeed(url=require_web_url("https://new.example/feed"), title=clean_line("New"), slug=clean_line("new"))

READS: Final[dict[str, Callable[[Store], object]]] = {
    "feeds.all": lambda s: s.feeds.all(),
    "feeds.get": lambda s: s.feeds.get(1),
    "feeds.find": lambda s: s.feeds.find(slug="bbc"),
    "feeds.slugs": lambda s: s.feeds.slugs(),
    "feeds.due": lambda s: s.feeds.due(NOW),
    "feeds.throttled": lambda s: s.feeds.throttled(NOW),
    "feeds.pauses": lambda s: s.feeds.pauses(NOW),
    "feeds.known_entries": lambda s: s.feeds.known_entries(1, ["one"]),
    "feeds.known_hashes": lambda s: s.feeds.known_hashes(1),
    "feeds.listed_titles": lambda s: s.feeds.listed_titles(1, [1]),
    "articles.headlines": lambda s: s.articles.headlines(QUERY),
    "articles.headlines_of": lambda s: s.articles.headlines_of([1]),
    "articles.count": lambda s: s.articles.count(QUERY),
    "articles.next_unread": lambda s: s.articles.next_unread(1),
    "articles.get": lambda s: s.articles.get(1),
    "articles.get_many": lambda s: s.articles.get_many([1]),
    "articles.body": lambda s: s.articles.body(1),
    "articles.texts": lambda s: s.articles.texts(1),
    "articles.links": lambda s: s.articles.links(1),
    "articles.named_by": lambda s: s.articles.named_by(1),
    "articles.without_page": lambda s: s.articles.without_page(by_default=True, since=NOW, feed_ids=None, most=9),
    "articles.ids_by_url_keys": lambda s: s.articles.ids_by_url_keys(["x"]),
    "articles.uids": lambda s: s.articles.uids(1),
    "articles.starred_uids": lambda s: s.articles.starred_uids(),
    "status.newest_dated": lambda s: s.status.newest_dated(),
    "listings.last": lambda s: s.listings.last(),
    "listings.seen_until": lambda s: s.listings.seen_until(),
    "search.find": lambda s: s.search.find(SEARCH, now=NOW),
    "search.tally": lambda s: s.search.tally(SEARCH, "feed", zone=UTC),
    "search.count": lambda s: s.search.count(SEARCH),
    "upkeep.copy_to": lambda s: s.upkeep.copy_to(s.path.with_name("copy"), replace=True),
    "upkeep.size": lambda s: s.upkeep.size(),
    "search.lines": lambda s: s.search.lines(SEARCH),
    "saved_searches.all": lambda s: s.saved_searches.all(),
    "saved_searches.find": lambda s: s.saved_searches.find("mine"),
    "saved_searches.get": lambda s: s.saved_searches.get("mine"),
    "pruning.count": lambda s: s.pruning.count(PruneChoice(before=NOW)),
    "stats": lambda s: s.stats(now=NOW),
}
WRITES: Final[dict[str, Callable[[Store], object]]] = {
    "feeds.add": lambda s: s.feeds.add(NEW, at=NOW),
    "feeds.record_pause": lambda s: s.feeds.record_pause(clean_line("one.example"), until=NOW),
    "feeds.record_attempt": lambda s: s.feeds.record_attempt(1, state()),
    "feeds.edit": lambda s: s.feeds.edit(1, FeedEdit(title=clean_line("Mine")), at=NOW),
    "feeds.record_attempts": lambda s: s.feeds.record_attempts([(1, state())]),
    "feeds.remove": lambda s: s.feeds.remove(1, at=NOW),
    "articles.apply_feed": lambda s: s.articles.apply_feed(1, FeedPlan(new=(entry("two"),)), state(), at=NOW),
    "articles.apply_page": lambda s: s.articles.apply_page(page(1, facts("one")), at=NOW),
    "articles.record_page_try": lambda s: s.articles.record_page_try(1, at=NOW),
    "articles.mint": lambda s: s.articles.mint(1, {"related"}, at=NOW),
    "status.mark": lambda s: s.status.mark([1], READ, at=NOW),
    "status.mark_all": lambda s: s.status.mark_all(QUERY, READ, at=NOW, until=NOW),
    "undo": lambda s: s.undo(at=NOW),
    "listings.record": lambda s: s.listings.record("latest", [1], NOW, at=NOW),
    "saved_searches.save": lambda s: s.saved_searches.save(clean_line("new"), clean_line("x"), sort="newest", at=NOW),
    "saved_searches.rename": lambda s: s.saved_searches.rename("mine", clean_line("yours"), at=NOW),
    "saved_searches.remove": lambda s: s.saved_searches.remove("mine", at=NOW),
    "status.fade": lambda s: s.status.fade(before=NOW, at=NOW),
    "pruning.prune": lambda s: list(s.pruning.prune(PruneChoice(before=NOW), at=NOW)),
    "pruning.give_back": lambda s: s.pruning.give_back(),
    "upkeep.check": lambda s: s.upkeep.check(),  # FTS5 checks its index through a write
    "upkeep.repair": lambda s: s.upkeep.repair(),
}


def test_no_public_method_is_forgotten() -> None:
    rooms = {
        "feeds": Feeds,
        "articles": Articles,
        "status": Status,
        "listings": Listings,
        "search": Search,
        "upkeep": Upkeep,
        "pruning": Pruning,
        "saved_searches": SavedSearches,
    }
    public = {f"{room}.{name}" for room, kind in rooms.items() for name in vars(kind) if not name.startswith("_")}
    assert public | {"stats", "undo"} == READS.keys() | WRITES.keys()


@pytest.fixture
def filled(desk: Desk, path: Path) -> Path:
    desk.bring(desk.follow("bbc"), entry("one"))
    desk.store.articles.apply_page(page(1, facts("one"), ("related", card("more"))), at=NOW)
    desk.store.status.mark([1], STARRED, at=NOW)
    desk.store.saved_searches.save(clean_line("mine"), clean_line("one"), sort="newest", at=NOW)
    return path


@pytest.fixture
def written_to(filled: Path) -> Iterator[None]:
    """Another program is in the middle of a write."""
    with closing(sqlite3.connect(filled, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        other.execute("UPDATE feeds SET title = 'half'")
        yield
        other.execute("ROLLBACK")


@pytest.fixture
def held(desk: Desk, filled: Path) -> Iterator[None]:
    """Another program holds the whole file, as it can where the disk does not do write-ahead logs."""
    desk.store._database.row("PRAGMA journal_mode = DELETE")
    with closing(sqlite3.connect(filled, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        yield
        other.execute("ROLLBACK")


@pytest.mark.usefixtures("written_to")
@pytest.mark.parametrize("name", WRITES)
def test_a_write_during_a_write_is_refused_in_words(desk: Desk, name: str) -> None:
    with pytest.raises(StoreError, match="locked by another program") as refusal:
        WRITES[name](desk.store)
    assert refusal.value.hint
    assert not desk.store._database.connection.in_transaction


@pytest.mark.usefixtures("written_to")
@pytest.mark.parametrize("name", READS)
def test_a_read_during_a_write_answers(desk: Desk, name: str) -> None:
    READS[name](desk.store)


@pytest.mark.usefixtures("held")
@pytest.mark.parametrize("name", [*READS, *WRITES])
def test_anything_with_the_file_held_is_refused_in_words(desk: Desk, name: str) -> None:
    with pytest.raises(StoreError, match="locked by another program"):
        (READS | WRITES)[name](desk.store)


@pytest.mark.usefixtures("held")
def test_opening_a_held_file_is_refused_in_words(path: Path) -> None:
    with pytest.raises(StoreError, match="locked by another program"):
        open_store(path, now=NOW, timeout=0.0)


@pytest.mark.parametrize("name", WRITES)
def test_the_same_writes_go_through_once_the_other_is_done(desk: Desk, filled: Path, name: str) -> None:
    WRITES[name](desk.store)
    assert not desk.store._database.connection.in_transaction


def test_a_lookup_by_address_is_refused_too(desk: Desk, held: None) -> None:
    with pytest.raises(StoreError):
        desk.store.feeds.find(url=replace(NEW).url)
