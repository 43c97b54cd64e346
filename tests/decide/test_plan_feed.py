"""What a fetched feed changes: what is new, in which order, at which place, and how much of it is unread."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.decide.shelf import HOUR, NOW, Shelf, document, entry, feed, stamp

from newscli.decide import Stored, identify, place, plan_feed
from newscli.models.changes import KnownEntry
from newscli.models.parsed import ParsedEntry

YEAR = 365 * 24 * HOUR


def test_a_first_fetch_of_500_old_entries_makes_50_unread_the_newest() -> None:
    entries = [entry(f"e{age}", guid=str(age), link=f"e{age}", at=NOW - age * HOUR) for age in range(500)]
    plan = Shelf().fetch(*entries)
    assert len(plan.new) == 500
    assert [new.facts.title for new in plan.new if new.unread] == [f"e{age}" for age in reversed(range(50))]


def test_a_later_fetch_makes_all_that_is_new_unread() -> None:
    shelf = Shelf(fetched_at=NOW - HOUR)
    plan = shelf.fetch(*[entry(str(n), guid=str(n)) for n in range(80)], first_unread=3)
    assert all(new.unread for new in plan.new)


def test_no_unread_limit_and_a_limit_of_none() -> None:
    entries = [entry(str(n), guid=str(n)) for n in range(5)]
    assert sum(new.unread for new in Shelf().fetch(*entries, first_unread=0).new) == 0
    assert sum(new.unread for new in Shelf().fetch(*entries, first_unread=100).new) == 5


def test_ids_are_given_from_the_oldest_to_the_newest() -> None:
    plan = Shelf().fetch(entry("new", at=NOW), entry("old", at=NOW - YEAR), entry("middle", at=NOW - HOUR))
    assert [new.facts.title for new in plan.new] == ["old", "middle", "new"]


def test_without_dates_the_order_of_the_feed_is_kept_its_first_entry_on_top() -> None:
    plan = Shelf().fetch(entry("first", link="1"), entry("second", link="2"), entry("third", link="3"))
    assert [new.facts.title for new in plan.new] == ["third", "second", "first"]
    assert {new.sort_at for new in plan.new} == {NOW}


def test_an_old_date_on_a_first_fetch_is_kept() -> None:
    assert place(stamp(NOW - YEAR), previous_check=None, now=NOW) == NOW - YEAR


def test_a_late_arrival_stands_at_the_previous_check_and_is_not_buried() -> None:
    shelf = Shelf(fetched_at=NOW - HOUR)
    (new,) = shelf.fetch(entry("late", at=NOW - YEAR)).new
    assert new.sort_at == NOW - HOUR
    assert new.facts.published is not None
    assert new.facts.published.at == NOW - YEAR


def test_a_future_date_cannot_pin_itself_on_top() -> None:
    for fetched_at in (None, NOW - HOUR):
        (new,) = Shelf(fetched_at=fetched_at).fetch(entry("tomorrow", at=NOW + 24 * HOUR)).new
        assert new.sort_at == NOW


@pytest.mark.parametrize(
    ("published", "now", "place_now"),
    [
        (NOW - HOUR, NOW, NOW - HOUR),  # the clock stood in 2999 at the last check, and is right again
        (NOW + 500 * YEAR, NOW, NOW),  # then, too, a future date cannot pin itself on top
        (None, NOW, NOW),
        (NOW - HOUR, datetime(1971, 1, 1, tzinfo=UTC), NOW - HOUR),  # it has fallen back: what comes now is not buried
        (NOW + 500 * YEAR, datetime(1971, 1, 1, tzinfo=UTC), NOW),
        (None, datetime(1971, 1, 1, tzinfo=UTC), NOW),
    ],
)
def test_a_clock_that_jumped_neither_pins_nor_buries(published: datetime | None, now: datetime, place_now: datetime) -> None:
    previous = NOW + 970 * YEAR if now == NOW else NOW
    assert place(stamp(published) if published else None, previous_check=previous, now=now) == place_now


def test_a_missing_date_is_the_arrival() -> None:
    (new,) = Shelf(fetched_at=NOW - HOUR).fetch(entry("undated")).new
    assert new.sort_at == NOW


def test_a_date_between_two_checks_is_kept() -> None:
    (new,) = Shelf(fetched_at=NOW - HOUR).fetch(entry("dated", at=NOW - HOUR / 2)).new
    assert new.sort_at == NOW - HOUR / 2


def test_a_day_without_a_time_is_that_day_in_no_zone() -> None:
    tokyo = timezone(timedelta(hours=9))
    day = stamp(datetime(2025, 11, 2, tzinfo=tokyo), "day")
    assert place(day, previous_check=None, now=NOW) == datetime(2025, 11, 2, tzinfo=UTC)
    minute = stamp(datetime(2025, 11, 2, tzinfo=tokyo), "minute")
    assert place(minute, previous_check=None, now=NOW) == datetime(2025, 11, 1, 15, tzinfo=UTC)


def test_a_changed_entry_is_changed_and_has_no_place_to_change() -> None:
    shelf = Shelf()
    shelf.fetch(entry("before", guid="1", at=NOW - YEAR))
    plan = shelf.fetch(entry("after", guid="1", at=NOW), now=NOW + HOUR)
    assert (plan.new, plan.still_listed) == ((), ())
    (changed,) = plan.changed
    assert changed.facts.title == "after"
    assert changed.article_id == shelf.article("after") == 1
    assert not hasattr(changed, "sort_at")
    assert not hasattr(changed, "unread")


def test_the_beginning_of_an_entry_changes_nothing_of_the_whole_one() -> None:
    shelf = Shelf()
    whole = entry("North Korea fires", guid="1", at=NOW - YEAR)
    shelf.fetch(whole)
    cut = replace(entry("North Ko", guid="1"), is_cut=True)
    plan = shelf.fetch(cut, now=NOW + HOUR)
    assert (plan.new, plan.changed, plan.still_listed) == ((), (), ("1",))
    new = shelf.fetch(replace(entry("Sou", guid="2"), is_cut=True), now=NOW + HOUR).new
    assert [each.facts.title for each in new] == ["Sou"]
    assert shelf.fetch(entry("South", guid="2"), now=NOW + HOUR).changed


def test_an_unchanged_document_changes_nothing() -> None:
    shelf = Shelf()
    entries = [entry(str(n), guid=str(n), link=str(n)) for n in range(5)]
    shelf.fetch(*entries)
    plan = shelf.fetch(*reversed(entries), now=NOW + HOUR)
    assert (plan.new, plan.changed) == ((), ())
    assert sorted(plan.still_listed) == [str(n) for n in range(5)]


def test_an_empty_document_changes_nothing() -> None:
    plan = Shelf().fetch()
    assert (plan.new, plan.changed, plan.still_listed) == ((), (), ())


few = st.sampled_from([None, "1", "2", "3"])
times = st.none() | st.datetimes(datetime(1970, 1, 2), datetime(2037, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001  # st adds the zone
one = st.builds(entry, st.sampled_from("abc"), link=few, guid=few, at=times, summary=st.sampled_from(["", "s"]))
listed = st.lists(one, max_size=12)


@given(st.lists(listed, min_size=1, max_size=4), st.integers(0, 5))
def test_every_entry_of_every_document_ends_in_exactly_one_place(rounds: list[list[ParsedEntry]], first_unread: int) -> None:
    shelf = Shelf()
    for number, entries in enumerate(rounds):
        before, now = shelf.fetched_at, NOW + number * HOUR
        plan = shelf.fetch(*entries, now=now, first_unread=first_unread)
        ends = [new.entry_key for new in plan.new] + [changed.entry_key for changed in plan.changed] + list(plan.still_listed)
        assert len(ends) == len(identify(document(*entries)))
        assert len(set(ends)) == len(ends)
        assert len({entry.title for entry in entries} - set(shelf.titles.values())) <= len(entries)
        for new in plan.new:
            assert new.sort_at <= now
            assert before is None or new.sort_at >= before
        assert [new.sort_at for new in plan.new] == sorted(new.sort_at for new in plan.new)
        if before is None:
            assert sum(new.unread for new in plan.new) <= first_unread


@given(listed)
def test_the_same_document_again_brings_nothing(entries: list[ParsedEntry]) -> None:
    shelf = Shelf()
    shelf.fetch(*entries)
    plan = shelf.fetch(*entries, now=NOW + HOUR)
    assert (plan.new, plan.changed) == ((), ())


@given(times, st.none() | st.integers(0, 1_000_000), st.sampled_from(["day", "minute", "second"]))
def test_a_place_lies_between_the_previous_check_and_now(at: datetime | None, ago: int | None, precision: str) -> None:
    previous = None if ago is None else NOW - timedelta(seconds=ago)
    published = None if at is None else stamp(at, "day" if precision == "day" else "minute")
    sort_at = place(published, previous_check=previous, now=NOW)
    assert sort_at <= NOW
    assert previous is None or sort_at >= previous


def test_an_entry_found_under_its_second_key_keeps_the_key_it_has() -> None:
    known = KnownEntry(entry_key="1 site.example/a", article_id=4, raw_hash=b"old")
    parsed = document(entry("a", guid="1", link="a"))
    stored = Stored(entries={"1 site.example/a": known}, articles={}, titles={})
    plan = plan_feed(feed(fetched_at=NOW), parsed, identify(parsed), stored, now=NOW, first_unread=0)
    assert [(changed.entry_key, changed.article_id) for changed in plan.changed] == [("1 site.example/a", 4)]
