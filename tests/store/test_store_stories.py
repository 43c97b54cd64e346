"""How articles come, come back, move and stay: the rules of identity, sort_at, found articles and tombstones as stories."""

from dataclasses import replace
from datetime import timedelta

import pytest
from tests.store.desk import MINUTE, NOW, OPENED, READ, STARRED, Desk, card, changed, entry, facts, page, raw_hash, state

from newscli.errors import NotFoundError, UsageError
from newscli.models.changes import FeedPlan
from newscli.models.feed import FeedEdit
from newscli.models.query import ListingQuery
from newscli.store.changes import Before, packed
from newscli.text import clean_line
from newscli.urls import require_web_url


def test_ids_start_at_1_and_go_to_the_oldest_first(desk: Desk) -> None:
    feed = desk.follow("bbc")
    applied = desk.bring(feed, entry("old", sort_at=NOW - MINUTE), entry("new"))
    assert applied.new_ids == (2, 1)
    assert [(line.id, line.title) for line in desk.lines()] == [(2, "Title of new"), (1, "Title of old")]


def test_an_article_in_two_feeds_is_one_article_with_a_line_in_each(desk: Desk) -> None:
    bbc, cnn = desk.follow("bbc"), desk.follow("cnn")
    desk.bring(bbc, entry("summit", sort_at=NOW - MINUTE))
    applied = desk.bring(cnn, entry("summit", key="cnn-7", article_id=1))
    assert applied.new_ids == ()
    assert desk.ids() == desk.ids(ListingQuery(feed_ids=(bbc,))) == desk.ids(ListingQuery(feed_ids=(cnn,))) == [1]
    assert desk.ids(ListingQuery(feed_ids=(bbc, cnn))) == [1]
    assert [feed.slug for feed in desk.store.articles.get(1).feeds] == ["bbc", "cnn"]
    # One time in every listing: the one it got first.
    assert {line.sort_at for line in desk.lines(ListingQuery(feed_ids=(cnn,)))} == {NOW - MINUTE}
    assert desk.store.status.mark([1], READ, at=NOW) == 1
    assert (desk.unread(bbc), desk.unread(cnn)) == (0, 0)


def test_a_line_is_named_by_the_feed_that_was_asked_for(desk: Desk) -> None:
    bbc, cnn = desk.follow("bbc"), desk.follow("cnn")
    desk.bring(bbc, entry("summit"))
    desk.bring(cnn, entry("summit", article_id=1))
    assert desk.lines()[0].feed_slug == "bbc"
    assert desk.lines(ListingQuery(feed_ids=(cnn,)))[0].feed_slug == "cnn"


def test_a_race_for_an_address_ends_with_one_article(desk: Desk) -> None:
    bbc, cnn = desk.follow("bbc"), desk.follow("cnn")
    desk.bring(bbc, entry("summit"))
    # `decide` of the second fetch had looked before the first was stored.
    desk.bring(cnn, entry("summit", article_id=None))
    assert desk.ids() == [1]


def test_two_entries_of_one_feed_with_one_address_have_one_line(desk: Desk) -> None:
    feed = desk.follow("bbc")
    applied = desk.bring(feed, entry("summit", key="a"), entry("summit", key="b"))
    assert applied.new_ids == (1,)
    assert desk.ids(ListingQuery(feed_ids=(feed,))) == [1]
    assert desk.unread(feed) == 1
    assert set(desk.store.feeds.known_entries(feed, ["a", "b", "c"])) == {"a", "b"}


def test_entries_without_identity_stay_apart(desk: Desk) -> None:
    feed = desk.follow("daily")
    home = replace(facts("home"), url_keys=())
    desk.bring(feed, entry("monday", of=home), entry("tuesday", of=home))
    assert desk.ids() == [2, 1]


def test_a_late_arrival_stands_where_decide_put_it_and_never_moves(desk: Desk) -> None:
    feed = desk.follow("bbc")
    desk.bring(feed, entry("known", sort_at=NOW - 60 * MINUTE))
    # Dated three days ago, listed only now: clamped to the check before.
    desk.bring(feed, entry("late", sort_at=NOW - 30 * MINUTE))
    assert desk.ids() == [2, 1]
    plan = FeedPlan(changed=(changed("late", 2, replace(facts("late"), title=clean_line("Corrected"))),))
    applied = desk.store.articles.apply_feed(feed, plan, state(), at=NOW)
    assert applied.changed_ids == (2,)
    line = desk.lines()[0]
    assert (line.title, line.sort_at) == ("Corrected", NOW - 30 * MINUTE)


def test_a_future_date_does_not_pin_itself_on_top(desk: Desk) -> None:
    feed = desk.follow("bbc")
    desk.bring(feed, entry("from-2099", sort_at=NOW))
    desk.bring(feed, entry("next", sort_at=NOW + MINUTE), at=NOW + MINUTE)
    assert desk.ids() == [2, 1]


def test_a_first_fetch_of_500_old_entries_does_not_flood(desk: Desk) -> None:
    daily, archive = desk.follow("daily"), desk.follow("archive")
    desk.bring(daily, entry("today"))
    old = [entry(f"old-{n}", sort_at=NOW - timedelta(days=1000 - n), unread=n >= 480) for n in range(500)]
    desk.bring(archive, *old)
    assert desk.ids(ListingQuery(limit=2)) == [1, 501]
    assert desk.unread(archive) == 20
    assert desk.store.feeds.get(archive).total == 500
    # The newest hit comes first although its id is the lowest of all.
    assert desk.found("title")[0] == 1


def test_500_undated_entries_keep_the_order_of_the_feed(desk: Desk) -> None:
    feed = desk.follow("bbc")
    applied = desk.bring(feed, *(entry(f"e{n}") for n in range(500)))
    assert applied.new_ids == tuple(range(500, 0, -1))
    assert len(desk.found("title")) == 500


def test_a_found_item_gets_an_id_and_is_not_news(desk: Desk) -> None:
    feed = desk.follow("bbc")
    desk.bring(feed, entry("lead"))
    article = desk.store.articles.apply_page(page(1, facts("lead"), ("related", card("more"))), at=NOW)
    assert [link.id for link in desk.store.articles.links(article)] == [None]
    desk.store.articles.mint(1, {"related"}, at=NOW)
    found = desk.store.articles.links(1)[0].id
    assert found == 2
    assert desk.ids() == [1]
    assert desk.unread(feed) == 1
    assert desk.store.articles.get(2).feed is None
    assert not desk.store.articles.headlines_of([2])[0].is_unread
    assert desk.found("card") == [2]
    desk.store.articles.mint(1, {"related", "trending"}, at=NOW)
    assert desk.store.articles.links(1)[0].id == 2


def test_sponsored_items_never_get_an_id(desk: Desk) -> None:
    article = desk.store.articles.apply_page(page(None, facts("lead"), ("sponsored", card("casino"))), at=NOW)
    desk.store.articles.mint(article, {"sponsored", "related", "trending"}, at=NOW)
    assert [link.id for link in desk.store.articles.links(article)] == [None]
    with pytest.raises(NotFoundError):
        desk.store.articles.get(article + 1)


def test_a_found_item_that_a_feed_brings_later_keeps_its_id_and_becomes_news(desk: Desk) -> None:
    article = desk.store.articles.apply_page(page(None, facts("lead"), ("related", card("more"))), at=NOW - timedelta(days=2))
    desk.store.articles.mint(article, {"related"}, at=NOW - timedelta(days=2))
    feed = desk.follow("bbc")
    applied = desk.bring(feed, entry("more", article_id=2))
    assert applied.new_ids == (2,)
    line = desk.lines()[0]
    assert (line.id, line.sort_at, line.is_unread, line.title) == (2, NOW, True, "Title of more")
    assert desk.store.articles.get(2).arrived_at == NOW
    assert desk.unread(feed) == 1
    assert desk.found("card") == []


def test_a_found_item_that_was_opened_stays_read_when_a_feed_brings_it(desk: Desk) -> None:
    article = desk.store.articles.apply_page(page(None, facts("more")), at=NOW)
    desk.store.status.mark([article], OPENED, at=NOW)
    feed = desk.follow("bbc")
    desk.bring(feed, entry("more", article_id=article))
    assert [line.is_unread for line in desk.lines()] == [False]
    assert desk.unread(feed) == 0


def test_a_page_seen_again_keeps_the_ids_of_its_items(desk: Desk) -> None:
    article = desk.store.articles.apply_page(page(None, facts("lead"), ("related", card("more"))), at=NOW)
    desk.store.articles.mint(article, {"related"}, at=NOW)
    again = page(article, facts("lead"), ("related", card("fresh")), ("trending", card("more")))
    assert desk.store.articles.apply_page(again, at=NOW) == article
    assert [(link.kind, link.id) for link in desk.store.articles.links(article)] == [("related", None), ("trending", 2)]


def test_two_items_with_one_address_get_one_id(desk: Desk) -> None:
    links = (("related", card("more")), ("trending", card("more")))
    article = desk.store.articles.apply_page(page(None, facts("lead"), *links), at=NOW)  # type: ignore[arg-type]
    desk.store.articles.mint(article, {"related", "trending"}, at=NOW)
    assert [link.id for link in desk.store.articles.links(article)] == [2, 2]


def test_remove_hides_and_following_again_brings_all_back_as_it_was(desk: Desk) -> None:
    feed = desk.follow("bbc")
    desk.bring(feed, entry("read-one", sort_at=NOW - MINUTE), entry("unread-one"))
    desk.store.status.mark([1], READ, at=NOW)
    sentence = desk.store.feeds.remove(feed, at=NOW)
    assert sentence == "Bbc is no longer followed; 2 articles hidden"
    assert desk.ids() == []
    assert desk.store.feeds.all() == []
    assert desk.store.feeds.slugs() == {"bbc"}
    # Readable and searchable all the same.
    assert desk.store.articles.get(1).title == "Title of read-one"
    assert sorted(desk.found("title")) == [1, 2]
    with pytest.raises(NotFoundError):
        desk.store.feeds.get(feed)
    assert desk.follow("bbc") == feed
    assert [(line.id, line.is_unread) for line in desk.lines()] == [(2, True), (1, False)]
    assert desk.unread(feed) == 1
    # It is asked in full, and the same entries are not news.
    assert desk.store.feeds.get(feed).etag is None
    assert set(desk.store.feeds.known_entries(feed, ["read-one", "unread-one"])) == {"read-one", "unread-one"}
    # Each step goes back by itself.
    assert desk.taken_back() == "following Bbc (bbc)"
    assert desk.taken_back() == "removing Bbc (bbc)"
    assert desk.taken_back() == "marking article 1 read"


def test_an_article_of_a_removed_feed_stays_if_another_feed_lists_it(desk: Desk) -> None:
    bbc, cnn = desk.follow("bbc"), desk.follow("cnn")
    desk.bring(bbc, entry("summit"), entry("only-bbc"))
    desk.bring(cnn, entry("summit", article_id=1))
    desk.store.feeds.remove(bbc, at=NOW)
    assert [(line.id, line.feed_slug) for line in desk.lines()] == [(1, "cnn")]
    assert desk.unread(cnn) == 1


def test_an_entry_under_a_new_key_does_not_come_back_as_unread(desk: Desk) -> None:
    feed = desk.follow("bbc")
    desk.bring(feed, entry("summit"))
    desk.store.status.mark([1], READ, at=NOW)
    desk.store.feeds.remove(feed, at=NOW)
    other = desk.follow("mirror")
    applied = desk.bring(other, entry("summit", key="another-id"))
    # Listed again, and read as it was.
    assert applied.new_ids == (1,)
    assert [(line.id, line.is_unread, line.feed_slug) for line in desk.lines()] == [(1, False, "mirror")]
    assert desk.unread(other) == 0


def test_a_starred_article_stays_on_its_list_when_its_feed_goes(desk: Desk) -> None:
    feed = desk.follow("bbc")
    desk.bring(feed, entry("summit"))
    desk.store.status.mark([1], STARRED, at=NOW)
    desk.store.feeds.remove(feed, at=NOW)
    assert desk.ids(ListingQuery(starred=True)) == [1]
    assert desk.ids() == []


def test_the_same_address_is_not_followed_twice(desk: Desk) -> None:
    desk.follow("bbc")
    with pytest.raises(UsageError, match="already followed as bbc"):
        desk.follow("bbc")


def test_a_feed_that_moved_is_known_by_both_addresses(desk: Desk) -> None:
    feed = desk.follow("bbc")
    moved = replace(state(), url=require_web_url("https://new.example/feed"))
    desk.store.feeds.record_attempt(feed, moved)
    for address in ("https://bbc.example/feed", "https://new.example/feed"):
        found = desk.store.feeds.find(url=require_web_url(address))
        assert found is not None
        assert found.id == feed


def test_a_failed_attempt_keeps_what_the_server_said_before(desk: Desk) -> None:
    feed = desk.follow("bbc")
    desk.store.feeds.record_attempt(feed, state())
    later = NOW + timedelta(hours=1)
    failed = replace(
        state(later), fetched_at=None, health="failing", error=clean_line("no answer"), failures=1, next_fetch_at=later
    )
    desk.store.feeds.record_attempt(feed, failed)
    kept = desk.store.feeds.get(feed)
    assert (kept.fetched_at, kept.etag, kept.body_hash) == (NOW, '"one"', raw_hash("body"))
    assert (kept.health, kept.health_since, kept.error, kept.failures) == ("failing", later, "no answer", 1)


def test_what_a_feed_taught_about_itself_is_kept(desk: Desk) -> None:
    feed = desk.follow("bbc")
    taught = replace(
        state(), gap=3600.5, changed_at=NOW - MINUTE, ttl=600, skips=5, moved_to=require_web_url("https://new.example/feed"),
        moved_since=NOW - MINUTE, validators_since=NOW, title=clean_line("BBC News"),
    )  # fmt: skip
    desk.store.feeds.record_attempt(feed, taught)
    kept = desk.store.feeds.get(feed)
    for name in ("gap", "changed_at", "ttl", "skips", "moved_to", "moved_since", "validators_since", "title", "latency", "etag"):
        assert getattr(kept, name) == getattr(taught, name)
    desk.store.feeds.record_attempt(feed, replace(state(), title=None))
    assert (desk.store.feeds.get(feed).moved_to, desk.store.feeds.get(feed).title) == (None, "BBC News")


def test_a_name_of_the_readers_own_outlives_refreshes(desk: Desk) -> None:
    feed, other = desk.follow("bbc"), desk.follow("cnn")
    desk.bring(feed, entry("one"))
    desk.store.feeds.edit(feed, FeedEdit(title=clean_line("Beeb"), slug=clean_line("beeb")), at=NOW)
    desk.store.feeds.record_attempt(feed, replace(state(), title=clean_line("BBC News")))
    assert desk.store.feeds.get(feed).title == desk.lines()[0].source == "Beeb"
    assert [label.title for label in desk.store.articles.get(1).feeds] == ["Beeb"]
    assert desk.lines()[0].feed_slug == "beeb"
    with pytest.raises(UsageError, match="another feed is called beeb"):
        desk.store.feeds.edit(other, FeedEdit(slug=clean_line("beeb")), at=NOW)


def test_due_feeds_come_longest_waiting_first(desk: Desk) -> None:
    bbc, cnn, new = desk.follow("bbc"), desk.follow("cnn"), desk.follow("new")
    desk.store.feeds.record_attempt(bbc, replace(state(), next_fetch_at=NOW))
    desk.store.feeds.record_attempt(cnn, replace(state(), next_fetch_at=NOW - MINUTE))
    assert [feed.id for feed in desk.store.feeds.due(NOW)] == [new, cnn, bbc]
    assert [feed.id for feed in desk.store.feeds.due(NOW - MINUTE)] == [new, cnn]
    # A feed that said it is gone is not asked again, only by name.
    desk.store.feeds.record_attempt(cnn, replace(state(), fetched_at=None, next_fetch_at=None, health="gone"))
    assert [feed.id for feed in desk.store.feeds.due(NOW)] == [new, bbc]


def test_entries_known_by_hash_alone_stay_listed(desk: Desk) -> None:
    feed = desk.follow("bbc")
    desk.bring(feed, entry("one"), entry("two"), entry("three"))
    later = NOW + MINUTE
    plan = FeedPlan(new=(entry("four"),), still_listed=("one",), unchanged=(raw_hash("two"),))
    desk.store.articles.apply_feed(feed, plan, state(later), at=later)
    assert desk.store.feeds.known_hashes(feed) == {raw_hash("one"), raw_hash("two"), raw_hash("four")}
    assert desk.store.feeds.listed_titles(feed, [1, 4, 99]) == {1: "Title of one", 4: "Title of four"}


def test_an_id_is_never_given_twice(desk: Desk) -> None:
    feed = desk.follow("bbc")
    desk.bring(feed, entry("one"))
    database = desk.store._database
    with database.transaction():
        for table in ("entries", "status", "texts", "article_topics", "article_urls", "search_docs"):
            database.run(f"DELETE FROM {table} WHERE article_id = 1")
        database.run("DELETE FROM articles WHERE id = 1")
    desk.bring(feed, entry("two"))
    assert desk.ids() == [2]


def test_two_ids_that_proved_to_be_one_both_work(desk: Desk) -> None:
    feed = desk.follow("bbc")
    desk.bring(feed, entry("one"), entry("two"))
    with desk.store.transaction():
        desk.store._database.run("UPDATE articles SET merged_into = 2 WHERE id = 1")
    assert desk.store.articles.get(1).id == 2
    assert [article.id for article in desk.store.articles.get_many([2, 1, 7])] == [2, 2]
    assert desk.store.status.mark([1], READ, at=NOW) == 1
    assert desk.store.articles.get(2).is_read


def test_what_named_an_address(desk: Desk) -> None:
    feed = desk.follow("bbc")
    desk.bring(feed, entry("one"))
    desk.store.articles.apply_page(page(1, facts("one"), ("related", card("more"))), at=NOW)
    desk.store.articles.mint(1, {"related"}, at=NOW)
    typed = desk.store.articles.apply_page(page(None, facts("typed")), at=NOW)
    assert desk.store.articles.named_by(1) == "https://bbc.example/feed"
    assert desk.store.articles.named_by(2) == "https://site.example/news/one"
    assert desk.store.articles.named_by(typed) is None


def test_a_feed_whose_attempt_was_cut_is_due_before_all_others(desk: Desk) -> None:
    never, cut, waiting = (desk.follow(name) for name in ("never", "cut", "waiting"))
    desk.store.feeds.record_attempt(waiting, replace(state(), next_fetch_at=NOW - MINUTE))
    desk.store.feeds.record_attempt(cut, replace(state(), next_fetch_at=NOW, cut_at=NOW))
    assert [feed.slug for feed in desk.store.feeds.due(NOW)] == ["cut", "never", "waiting"]
    desk.store.feeds.record_attempt(cut, replace(state(), next_fetch_at=NOW + MINUTE))
    assert desk.store.feeds.get(cut).cut_at is None
    assert desk.store.feeds.get(never).cut_at is None


def test_feeds_followed_in_one_transaction_are_packed_once_and_undone_at_once(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    packings: list[int] = []

    def counted(before: Before) -> bytes:
        packings.append(len(before))
        return packed(before)

    monkeypatch.setattr("newscli.store.changes.packed", counted)
    with desk.store.transaction(), desk.store.one_change():
        for number in range(30):
            desk.follow(f"feed-{number}")
    assert packings == [1, 30]
    assert desk.taken_back() == "following 30 feeds (feed-0, feed-1, feed-2, ...)"
    assert desk.store.feeds.all() == []


def test_one_command_in_several_transactions_keeps_each_as_it_comes(desk: Desk) -> None:
    with desk.store.one_change():
        for number in range(3):
            with desk.store.transaction():
                desk.follow(f"feed-{number}")
            change = desk.store._log.last()
            assert change is not None
            assert len(change.before) == number + 1
    desk.store.undo(at=NOW)
    assert desk.store.feeds.all() == []
