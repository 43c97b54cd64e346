"""Marking, undo, what was shown last."""

from datetime import timedelta

import pytest
from tests.store.desk import MINUTE, NOW, OPENED, READ, STARRED, UNREAD, Desk, entry

from newscli.models.feed import FeedEdit
from newscli.models.query import ListingQuery
from newscli.models.status import StatusChange
from newscli.store.changes import CHANGES_KEPT
from newscli.text import clean_line


@pytest.fixture
def feed(desk: Desk) -> int:
    number = desk.follow("bbc")
    desk.bring(number, *(entry(f"e{n}", sort_at=NOW - MINUTE * (10 - n)) for n in range(10)))
    return number


def test_marking_counts_what_changed_and_undo_reverses_it(desk: Desk, feed: int) -> None:
    assert desk.store.status.mark([1, 2, 99], READ, at=NOW) == 2
    assert desk.store.status.mark([2, 3], READ, at=NOW) == 1
    assert desk.unread(feed) == 7
    assert desk.taken_back() == "marking article 3 read"
    assert desk.taken_back() == "marking 2 articles read"
    assert desk.unread(feed) == 10
    assert desk.taken_back() == "following Bbc (bbc)"


def test_marking_what_is_so_already_leaves_nothing_to_undo(desk: Desk, feed: int) -> None:
    assert desk.store.status.mark([1], UNREAD, at=NOW) == 0
    assert desk.store.status.mark([], READ, at=NOW) == 0
    assert desk.taken_back() == "following Bbc (bbc)"


def test_undo_brings_the_old_times_back(desk: Desk, feed: int) -> None:
    desk.store.status.mark([1], READ, at=NOW - timedelta(days=3))
    desk.store.status.mark([1], UNREAD, at=NOW)
    assert desk.taken_back() == "marking article 1 unread"
    row = desk.store._database.row("SELECT read_at, read_how FROM status WHERE article_id = 1")
    assert row == (int((NOW - timedelta(days=3)).timestamp()) * 1000, "marked")


def test_a_bulk_mark_of_what_had_arrived_is_one_undo(desk: Desk, feed: int) -> None:
    desk.bring(feed, entry("later", sort_at=NOW), at=NOW + MINUTE)
    bulk = StatusChange(action="read", how="bulk")
    assert desk.store.status.mark_all(ListingQuery(feed_ids=(feed,)), bulk, at=NOW + MINUTE, until=NOW) == 10
    assert desk.ids(ListingQuery(unread=True)) == [11]
    assert desk.taken_back() == "marking 10 articles read"
    assert desk.store.status.mark_all(ListingQuery(limit=3), bulk, at=NOW, until=NOW) == 2
    assert desk.unread(feed) == 9


def test_stars_are_undone_too(desk: Desk, feed: int) -> None:
    desk.store.status.mark([4, 5], STARRED, at=NOW)
    desk.store.status.mark([4], StatusChange(action="unstarred", how="marked"), at=NOW)
    assert desk.ids(ListingQuery(starred=True)) == [5]
    assert desk.taken_back() == "marking article 4 unstarred"
    assert desk.taken_back() == "marking 2 articles starred"
    assert desk.ids(ListingQuery(starred=True)) == []


def test_undo_of_remove_follows_again(desk: Desk, feed: int) -> None:
    desk.store.status.mark([10], READ, at=NOW)
    desk.store.feeds.remove(feed, at=NOW)
    assert desk.taken_back() == "removing Bbc (bbc)"
    assert desk.ids() == list(range(10, 0, -1))
    assert desk.unread(feed) == 9
    # Undone as the feed was: what the server said of it still holds.
    assert desk.store.feeds.get(feed).etag == '"one"'
    assert desk.taken_back() == "marking article 10 read"


def test_undo_of_a_follow_stops_following_and_keeps_what_was_read(desk: Desk, feed: int) -> None:
    desk.store.status.mark([10], READ, at=NOW)
    assert desk.taken_back() == "marking article 10 read"
    assert desk.taken_back() == "following Bbc (bbc)"
    assert desk.ids() == []
    assert desk.store.undo(at=NOW) is None
    desk.follow("bbc")
    assert desk.ids() == list(range(10, 0, -1))


def test_undo_of_an_edit_brings_title_slug_and_tags_back(desk: Desk, feed: int) -> None:
    before = desk.store.feeds.get(feed)
    desk.store.feeds.edit(feed, FeedEdit(title=clean_line("Beeb"), tags=(clean_line("uk"),)), at=NOW)
    desk.store.feeds.edit(feed, FeedEdit(slug=clean_line("beeb")), at=NOW)
    assert desk.taken_back() == "edit of Beeb (bbc)"
    assert desk.store.feeds.get(feed).slug == before.slug
    assert desk.taken_back() == "edit of Bbc (bbc)"
    assert desk.store.feeds.get(feed) == before


def test_undo_of_an_edit_leaves_a_slug_that_another_feed_has_got(desk: Desk, feed: int) -> None:
    desk.store.feeds.edit(feed, FeedEdit(slug=clean_line("beeb")), at=NOW)
    other = desk.follow("cnn")
    desk.store.feeds.edit(other, FeedEdit(slug=clean_line("bbc")), at=NOW)
    # The log of the other's edit went out of reach, as after a hundred more changes.
    desk.store._database.run("DELETE FROM changes WHERE id > 2")
    assert desk.taken_back() == "edit of Bbc (beeb)"
    assert {desk.store.feeds.get(number).slug for number in (feed, other)} == {"beeb", "bbc"}


def test_what_one_command_did_to_several_feeds_is_one_change(desk: Desk, feed: int) -> None:
    other = desk.follow("cnn")
    with desk.store.one_change():
        desk.store.feeds.remove(feed, at=NOW)
        desk.store.feeds.remove(other, at=NOW)
    assert desk.taken_back() == "removing 2 feeds (bbc, cnn)"
    assert [each.id for each in desk.store.feeds.all()] == [feed, other]


def test_following_again_is_a_change_of_its_own(desk: Desk, feed: int) -> None:
    other = desk.follow("cnn")
    with desk.store.one_change():
        desk.store.feeds.remove(feed, at=NOW)
        desk.store.feeds.remove(other, at=NOW)
    desk.follow("bbc")
    assert desk.taken_back() == "following Bbc (bbc)"
    assert desk.taken_back() == "removing 2 feeds (bbc, cnn)"


def test_only_the_newest_changes_are_kept(desk: Desk, feed: int) -> None:
    for _ in range(60):
        desk.store.status.mark([1], READ, at=NOW)
        desk.store.status.mark([1], UNREAD, at=NOW)
    undone = 0
    while desk.store.undo(at=NOW) is not None:
        undone += 1
    assert undone == CHANGES_KEPT


def test_seen_is_kept_once_and_is_no_change(desk: Desk, feed: int) -> None:
    desk.store.listings.record("latest", [1, 2], None, at=NOW)
    desk.store.listings.record("latest", [2, 3], None, at=NOW + MINUTE)
    assert [article.is_seen for article in desk.store.articles.get_many([1, 2, 3, 4])] == [True, True, True, False]
    seen = desk.store._database.rows("SELECT seen_at FROM status WHERE article_id IN (2, 3) ORDER BY article_id")
    assert seen[1][0] - seen[0][0] == 60_000
    assert desk.taken_back() == "following Bbc (bbc)"


def test_opening_outlives_how_it_was_marked_first(desk: Desk, feed: int) -> None:
    desk.store.status.mark([1], READ, at=NOW)
    assert desk.store.status.mark([1], OPENED, at=NOW) == 0
    assert desk.store._database.row("SELECT read_how FROM status WHERE article_id = 1") == ("opened",)


def test_next_unread_is_the_next_older_one(desk: Desk, feed: int) -> None:
    desk.store.status.mark([8], READ, at=NOW)
    assert desk.store.articles.next_unread(9) == 7
    assert desk.store.articles.next_unread(1) is None


def test_the_last_listing_is_kept_and_the_last_50(desk: Desk) -> None:
    assert desk.store.listings.last() is None
    desk.store.listings.record("latest", [3, 1, 2], NOW, audience="terminal", at=NOW)
    for number in range(60):
        desk.store.listings.record("search", [number], None, at=NOW + MINUTE)
    last = desk.store.listings.last()
    assert last is not None
    assert (last.command, last.ids, last.newest_sort_at) == ("search", (59,), None)
    assert desk.store._database.row("SELECT count(*) FROM listings") == (51,)
    # Fifty searches do not make a person forget what was seen.
    assert desk.store.listings.seen_until(audience="terminal") == (NOW, NOW)


def test_a_script_does_not_move_what_a_person_has_seen(desk: Desk) -> None:
    desk.store.listings.record("latest", [1], NOW - MINUTE, audience="terminal", at=NOW - MINUTE)
    desk.store.listings.record("latest", [2], NOW, audience="pipe", at=NOW)
    assert desk.store.listings.seen_until(audience="terminal") == (NOW - MINUTE, NOW - MINUTE)
    assert desk.store.listings.seen_until(audience="pipe") == (NOW, NOW)
    assert desk.store.listings.seen_until() is None


def test_an_empty_listing_has_no_ids(desk: Desk) -> None:
    desk.store.listings.record("latest", [], None, at=NOW)
    last = desk.store.listings.last()
    assert last is not None
    assert last.ids == ()
