"""Forgetting: what goes, what stays, and that nothing comes back."""

from datetime import timedelta

import pytest
from tests.store.desk import MINUTE, NOW, OPENED, READ, STARRED, Desk, card, changed, entry, facts, page, state

from newscli.models.changes import FeedPlan
from newscli.models.feed import FeedEdit
from newscli.models.pruning import PruneChoice, PruneCount
from newscli.models.query import ListingQuery
from newscli.models.status import StatusChange
from newscli.text import clean_line

DAY = timedelta(days=1)
OLD = PruneChoice(before=NOW - 30 * DAY)


@pytest.fixture
def feed(desk: Desk) -> int:
    """Ten articles, 1 the oldest at 50 days, five days apart: 1 to 4 are older than 30 days."""
    number = desk.follow("bbc")
    desk.bring(number, *(entry(f"e{n}", sort_at=NOW - DAY * (50 - 5 * n)) for n in range(10)))
    return number


def prune(desk: Desk, choice: PruneChoice = OLD) -> int:
    return max(desk.store.pruning.prune(choice, at=NOW))


def rows(desk: Desk, table: str, column: str = "article_id") -> set[int]:
    return {row[0] for row in desk.store._database.rows(f"SELECT {column} FROM {table}")}


def test_the_count_says_what_would_go_and_changes_nothing(desk: Desk, feed: int) -> None:
    desk.store.status.mark([1], READ, at=NOW)
    desk.store.status.mark([2], OPENED, at=NOW)
    desk.store.status.mark([3], STARRED, at=NOW)
    assert desk.store.pruning.count(OLD) == PruneCount(articles=2, unread=1, kept_starred=1, kept_opened=1)
    everything = PruneChoice(before=OLD.before, with_starred=True, with_opened=True)
    assert desk.store.pruning.count(everything) == PruneCount(articles=4, unread=2, kept_starred=0, kept_opened=0)
    assert len(desk.ids()) == 10


def test_what_is_old_goes_and_what_matters_stays(desk: Desk, feed: int) -> None:
    desk.store.status.mark([2], OPENED, at=NOW)
    desk.store.status.mark([3], STARRED, at=NOW)
    assert prune(desk) == 2
    assert desk.ids() == [10, 9, 8, 7, 6, 5, 3, 2]
    assert desk.unread(feed) == 7
    assert rows(desk, "texts") == rows(desk, "article_topics") == {2, 3, *range(5, 11)}
    assert sorted(desk.found("title")) == [2, 3, *range(5, 11)]
    assert not any(finding.faults for finding in desk.store.upkeep.check())
    # The id goes on meaning the article, and nothing is left of its text.
    assert desk.store.articles.get(1).title == "Title of e0"
    assert desk.store.articles.get(1).summary is None
    assert prune(desk) == 0


def test_a_feed_that_goes_on_listing_brings_nothing_back(desk: Desk, feed: int) -> None:
    prune(desk)
    applied = desk.bring(feed, entry("e0", sort_at=NOW), entry("e1", sort_at=NOW, key="another key"), at=NOW + MINUTE)
    assert applied.new_ids == ()
    edited = changed("e2", 3, facts("e2", text="Changed since."))
    desk.store.articles.apply_feed(feed, FeedPlan(changed=(edited,)), state(NOW + MINUTE), at=NOW + MINUTE)
    assert desk.ids() == [10, 9, 8, 7, 6, 5]
    assert desk.unread(feed) == 6
    assert desk.found("changed") == []


def test_another_feed_with_the_same_address_brings_nothing_back_either(desk: Desk, feed: int) -> None:
    prune(desk)
    other = desk.follow("cnn")
    assert desk.bring(other, entry("e0", sort_at=NOW)).new_ids == ()
    assert desk.ids(ListingQuery(feed_ids=(other,))) == []
    assert desk.unread(other) == 0


def test_removing_and_following_again_brings_nothing_back(desk: Desk, feed: int) -> None:
    prune(desk)
    desk.store.feeds.remove(feed, at=NOW)
    assert desk.follow("bbc") == feed
    desk.bring(feed, entry("e0", sort_at=NOW))
    assert desk.ids() == [10, 9, 8, 7, 6, 5]


def test_only_of_the_named_feed_and_only_what_no_other_lists(desk: Desk, feed: int) -> None:
    other = desk.follow("cnn")
    desk.bring(other, entry("e1", article_id=2), entry("own", sort_at=NOW - DAY * 40))
    assert prune(desk, PruneChoice(before=OLD.before, feed_ids=(feed,))) == 3
    assert 2 in desk.ids(ListingQuery(feed_ids=(other,)))
    assert 11 in desk.ids()


def test_a_pruned_article_that_is_read_again_is_stored_again_in_no_listing(desk: Desk, feed: int) -> None:
    prune(desk)
    desk.store.articles.apply_page(page(1, facts("e0", text="Fetched once more.")), at=NOW)
    assert desk.found("fetched") == [1]
    assert 1 not in desk.ids()
    assert prune(desk) == 1


def test_related_items_of_a_page_that_stays_keep_their_ids(desk: Desk, feed: int) -> None:
    desk.store.articles.apply_page(page(10, facts("e9"), ("related", card("e0"))), at=NOW)
    desk.store.articles.mint(10, {"related"}, at=NOW)
    prune(desk)
    assert [link.id for link in desk.store.articles.links(10)] == [1]


def test_tombstones_go_when_no_feed_has_listed_them_for_long(desk: Desk, feed: int) -> None:
    prune(desk)
    later = NOW + timedelta(days=181)
    desk.bring(feed, entry("e0", sort_at=NOW), at=later)
    list(desk.store.pruning.prune(PruneChoice(before=OLD.before), at=later))
    kept = {row[0] for row in desk.store._database.rows("SELECT entry_key FROM entries WHERE pruned_at IS NOT NULL")}
    assert kept == {"e0"}
    # The address is remembered all the same.
    assert desk.bring(feed, entry("e1", sort_at=later), at=later).new_ids == ()


def test_a_clock_that_runs_ahead_forgets_no_tombstone(desk: Desk, feed: int) -> None:
    prune(desk)
    far = NOW + 900 * 365 * DAY
    list(desk.store.pruning.prune(OLD, at=far))
    assert len(rows(desk, "entries", "entry_key")) == 10
    assert desk.bring(feed, *(entry(f"e{n}", sort_at=NOW) for n in range(4)), at=NOW).new_ids == ()


def test_pruning_a_lot_goes_by_batches(desk: Desk, feed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("newscli.store.pruning.BATCH", 2)
    assert list(desk.store.pruning.prune(OLD, at=NOW)) == [2, 4, 4]


def test_shrinking_gives_space_back(desk: Desk, feed: int) -> None:
    long = "word " * 20_000
    desk.bring(feed, *(entry(f"long{n}", of=facts(f"long{n}", text=long), sort_at=NOW - DAY * 60) for n in range(20)))
    prune(desk)
    before = desk.store.stats(now=NOW)
    desk.store.pruning.give_back()
    after = desk.store.stats(now=NOW)
    assert desk.store._database.path.stat().st_size == after.database_bytes
    assert before.free_bytes > 100_000
    assert after.free_bytes == 0
    assert after.database_bytes < before.database_bytes - 100_000
    assert desk.ids() == [10, 9, 8, 7, 6, 5]


def test_shrinking_takes_the_words_of_what_went_out_of_the_index(desk: Desk, feed: int) -> None:
    words = [" ".join(f"word{n}x{m}" for m in range(2_000)) for n in range(20)]
    empty = desk.store.stats(now=NOW).index_bytes
    desk.bring(feed, *(entry(f"long{n}", of=facts(f"long{n}", text=words[n]), sort_at=NOW - DAY * 60) for n in range(20)))
    full = desk.store.stats(now=NOW).index_bytes
    prune(desk)
    desk.store.pruning.give_back()
    left = desk.store.stats(now=NOW).index_bytes
    assert left - empty < (full - empty) / 100
    assert not any(finding.faults for finding in desk.store.upkeep.check())


def test_what_waits_too_long_fades_and_what_a_person_keeps_does_not(desk: Desk, feed: int) -> None:
    desk.store.status.mark([1], STARRED, at=NOW)
    desk.store.status.mark([2], READ, at=NOW)
    desk.store.status.mark([2], StatusChange(action="unread", how="marked"), at=NOW)
    assert desk.store.status.fade(before=OLD.before, at=NOW) == 2
    assert desk.ids(ListingQuery(unread=True)) == [10, 9, 8, 7, 6, 5, 2, 1]
    assert desk.unread(feed) == 8
    assert desk.store.status.fade(before=OLD.before, at=NOW) == 0


def test_a_fading_is_undone_for_good_and_never_by_the_undo_of_a_mark(desk: Desk, feed: int) -> None:
    desk.store.status.mark([10], READ, at=NOW)
    desk.store.status.fade(before=OLD.before, at=NOW)
    assert desk.taken_back() == "marking article 10 read"
    assert desk.taken_back(fades=True) == "fading of 4 articles"
    assert desk.store.undo(at=NOW, fades=True) is None
    assert desk.unread(feed) == 10
    assert desk.store.status.fade(before=OLD.before, at=NOW) == 0


def test_stats_count_what_is_there(desk: Desk, feed: int) -> None:
    desk.store.feeds.edit(feed, FeedEdit(title=clean_line("Beeb")), at=NOW)
    desk.bring(feed, entry("late", sort_at=NOW), at=NOW + timedelta(days=8))
    desk.store.status.mark([10], OPENED, at=NOW)
    desk.store.status.mark([9], STARRED, at=NOW)
    desk.store.articles.apply_page(page(9, facts("e8"), ("related", card("found"))), at=NOW)
    desk.store.articles.mint(9, {"related"}, at=NOW)
    prune(desk)
    stats = desk.store.stats(now=NOW + timedelta(days=9))
    assert (stats.articles, stats.found, stats.unread, stats.starred, stats.opened, stats.pruned) == (7, 1, 6, 1, 1, 4)
    assert (stats.feeds, stats.pages_bytes) == (1, 0)
    assert stats.weeks[-2:] == (6, 1)
    assert [(each.title, each.weeks[-2:]) for each in stats.busiest] == [("Beeb", (6, 1))]
    assert 0 < stats.index_bytes < stats.database_bytes
