"""When a feed is asked again: the table of docs/internals/fetch.md, row by row, and a month of it."""

from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from newscli.errors import FetchError, ParseError
from newscli.fetch import cut_state, feed_request, hash_body, next_state, paused_hosts
from newscli.fetch.freshness import LONGEST_PAUSE, freshness, pause_asked, read_http_date
from newscli.fetch.pace import after_skips, pack_skips
from newscli.fetch.policy import page_pause, will_be_awaited
from newscli.models.document import Document
from newscli.models.feed import Feed, FetchState
from newscli.models.parsed import ParsedEntry, ParsedFeed, Rhythm, Stamp
from newscli.text import clean_line
from newscli.urls import WebUrl, outlet_host, require_web_url

NOW = datetime(2025, 11, 24, 9, 30, tzinfo=UTC)  # a Monday
URL = require_web_url("https://news.example/feed")
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


def feed(**known: Any) -> Feed:
    blank: dict[str, Any] = {field.name: None for field in fields(Feed)}
    blank |= {"id": 7, "slug": "news", "url": URL, "title": "News", "kind": "feed", "tags": (), "unread": 0, "total": 0}
    return Feed(**(blank | {"added_at": NOW, "health": "never", "failures": 0, "skips": 0} | known))


def answer(status: int = 200, permanent_url: WebUrl | None = None, **headers: str) -> Document:
    return headed({name.replace("_", "-"): value for name, value in headers.items()}, status, permanent_url)


def headed(headers: dict[str, str], status: int = 200, permanent_url: WebUrl | None = None) -> Document:
    return Document(url=URL, status=status, headers=headers, body=b"<rss/>", permanent_url=permanent_url, seconds=0.5)


def parsed(*times: datetime, rhythm: Rhythm | None = None) -> ParsedFeed:
    def entry(at: datetime) -> ParsedEntry:
        stamp = Stamp(at=at, precision="second", zone="stated", text=clean_line("x"), source=clean_line("x"))
        return ParsedEntry(guid=None, url=None, title=clean_line("A"), published=stamp)

    return ParsedFeed(title=None, site_url=None, language=None, articles=tuple(map(entry, times)), rhythm=rhythm)


def refused(status: int, *, retry_after: str | None = None, is_wall: bool = False) -> FetchError:
    after = clean_line(retry_after) if retry_after else None
    return FetchError(clean_line("no"), kind="status", status=status, retry_after=after, is_wall=is_wall)


def applied(old: Feed, state: FetchState) -> Feed:
    """The feed as the store keeps it after `state`."""
    values: dict[str, Any] = {field.name: getattr(state, field.name) for field in fields(FetchState)}
    kept = {name: value for name, value in values.items() if value is not None or name not in ("fetched_at", "url", "title")}
    return replace(old, **{name: value for name, value in kept.items() if name not in ("site_url", "language")})


def wait(state: FetchState) -> timedelta:
    assert state.next_fetch_at is not None
    return state.next_fetch_at - NOW


def every(gap: timedelta, count: int = 20) -> ParsedFeed:
    return parsed(*(NOW - gap * number for number in range(count)))


@pytest.mark.parametrize(
    ("gap", "least", "most"),
    [
        (timedelta(seconds=20), 18 * MINUTE, 20 * MINUTE),
        (2 * HOUR, 64 * MINUTE, 72 * MINUTE),
        (12 * HOUR, 6.4 * HOUR, 7.2 * HOUR),
        (30 * DAY, 21.5 * HOUR, DAY),
    ],
)
def test_each_feed_has_its_own_rhythm(gap: timedelta, least: timedelta, most: timedelta) -> None:
    state = next_state(feed(), answer(), every(gap), now=NOW)
    assert least <= wait(state) <= most
    assert state.health == "ok"
    assert state.fetched_at == NOW


def test_ten_articles_every_morning_are_one_visit_a_day_not_one_a_minute() -> None:
    times = [NOW - day * DAY - second * timedelta(seconds=1) for day in range(2) for second in range(10)]
    assert wait(next_state(feed(), answer(), parsed(*times), now=NOW)) >= 30 * MINUTE


def test_a_feed_that_falls_silent_is_asked_less_often_and_picks_up_again() -> None:
    known = applied(feed(), next_state(feed(), answer(), every(HOUR), now=NOW))
    assert wait(next_state(replace(known, changed_at=NOW - 5 * DAY), answer(304), None, now=NOW)) > 10 * HOUR
    again = next_state(replace(known, changed_at=NOW - 5 * DAY), answer(), parsed(NOW), now=NOW)
    assert again.changed_at == NOW


def test_a_silent_feed_is_said_to_be_silent() -> None:
    assert next_state(feed(), answer(), parsed(NOW - 200 * DAY), now=NOW).health == "silent"


@pytest.mark.parametrize(
    ("headers", "least"),
    [
        ({"cache-control": "public, max-age=7200"}, 2 * HOUR),
        ({"cache-control": "max-age=31536000"}, 6 * HOUR),
        ({"cache-control": 'max-age="7200"', "age": "3600"}, HOUR),
        ({"expires": "Mon, 24 Nov 2025 12:30:00 GMT"}, 3 * HOUR),
        ({"expires": "Mon, 24 Nov 2025 12:30:00 GMT", "cache-control": "no-cache"}, 18 * MINUTE),
        ({"expires": "0"}, 18 * MINUTE),
        ({"cache-control": "max-age=" + "9" * 400}, 6 * HOUR),
    ],
)
def test_a_publishers_freshness_is_honoured_within_bounds(headers: dict[str, str], least: timedelta) -> None:
    waited = wait(next_state(feed(), headed(headers), every(MINUTE), now=NOW))
    assert least <= waited <= least + 2 * MINUTE


def test_ttl_is_remembered_where_an_answer_has_none() -> None:
    state = next_state(feed(), answer(), replace(every(MINUTE), rhythm=Rhythm(ttl=7200)), now=NOW)
    assert wait(state) == 2 * HOUR
    assert wait(next_state(applied(feed(), state), answer(304), None, now=NOW)) == 2 * HOUR


def test_hours_and_days_to_skip_are_skipped() -> None:
    rhythm = Rhythm(skip_hours=frozenset(range(9, 24)), skip_days=frozenset({"tuesday"}))
    state = next_state(feed(), answer(), replace(every(MINUTE), rhythm=rhythm), now=NOW)
    assert state.next_fetch_at == datetime(2025, 11, 26, tzinfo=UTC)
    everything = Rhythm(skip_hours=frozenset(range(24)))
    assert wait(next_state(feed(), answer(), replace(every(MINUTE), rhythm=everything), now=NOW)) <= 20 * MINUTE


@given(st.timedeltas(min_value=-50 * 365 * DAY, max_value=900 * 365 * DAY).map(NOW.__add__), st.integers(0, 2**40))
@hypothesis_settings(max_examples=50, deadline=None)
def test_skipping_ends_whatever_is_stored(at: datetime, skips: int) -> None:
    assert at <= after_skips(at, skips) <= at + 8 * DAY


def test_skips_out_of_range_mean_nothing() -> None:
    assert pack_skips(Rhythm(skip_hours=frozenset({24, 99}), skip_days=frozenset({"caturday"}))) == 0


def test_failures_are_asked_ever_less_often() -> None:
    known = feed(fetched_at=NOW - DAY, health="ok", gap=3600.0, changed_at=NOW - DAY)
    waits = []
    for _ in range(12):
        state = next_state(known, refused(500), None, now=NOW)
        assert state.health == "failing"
        assert state.fetched_at is None
        waits.append(wait(state))
        known = applied(known, state)
    assert known.failures == 12
    assert 15 * MINUTE <= waits[0] <= 17 * MINUTE
    assert all(2 * first * 0.8 <= second <= 2 * first * 1.2 for first, second in pairwise(waits[:6]))
    assert DAY <= waits[-1] <= 1.1 * DAY
    well = next_state(known, answer(304), None, now=NOW)
    assert (well.health, well.failures, well.error) == ("ok", 0, None)


@pytest.mark.parametrize(
    ("error", "health"),
    [
        (refused(404), "failing"),
        (refused(429), "throttled"),
        (refused(403, is_wall=True), "walled"),
        (refused(429, is_wall=True), "walled"),
        (refused(410), "gone"),
        (ParseError(clean_line("an HTML page")), "failing"),
        (FetchError(clean_line("late"), kind="timeout"), "failing"),
    ],
)
def test_a_failure_names_the_health(error: FetchError | ParseError, health: str) -> None:
    state = next_state(feed(etag='"a"', body_hash=b"h"), error, None, now=NOW)
    assert state.health == health
    assert state.error == error.message
    assert (state.etag, state.body_hash) == ('"a"', b"h")


def test_what_is_gone_is_not_asked_again() -> None:
    assert next_state(feed(), refused(410), None, now=NOW).next_fetch_at is None


@pytest.mark.parametrize(
    ("retry_after", "seconds"),
    [
        ("120", 120),
        ("0", 60),
        ("99999999999999999999999", LONGEST_PAUSE),
        ("Mon, 24 Nov 2025 10:30:00 GMT", 3600),
        ("Monday, 24-Nov-25 10:30:00 GMT", 3600),
        ("Mon Nov 24 10:30:00 2025", 3600),
        ("Fri, 31 Dec 9999 23:59:59 GMT", LONGEST_PAUSE),
        ("Mon, 24 Nov 2003 10:30:00 GMT", 60),
    ],
)
@pytest.mark.parametrize("status", [429, 503])
def test_no_request_inside_a_pause(retry_after: str, seconds: float, status: int) -> None:
    assert pause_asked(retry_after, now=NOW) == seconds
    waited = wait(next_state(feed(), refused(status, retry_after=retry_after), None, now=NOW)).total_seconds()
    assert seconds <= waited <= max(1.1 * seconds, 1000)


@given(st.text(max_size=80))
@hypothesis_settings(max_examples=200, deadline=None)
def test_whatever_a_header_says_it_is_bounded(text: str) -> None:
    asked = pause_asked(text, now=NOW)
    assert asked is None or 60 <= asked <= LONGEST_PAUSE
    assert 0 <= freshness({"cache-control": text, "expires": text, "age": text, "date": text}, now=NOW) <= 6 * 3600
    assert read_http_date(text) is None or text.strip()


def test_a_pause_holds_for_the_whole_host() -> None:
    feeds = [
        feed(id=1, url=require_web_url("https://a.news.example/1"), health="throttled", next_fetch_at=NOW + HOUR),
        feed(id=2, url=require_web_url("https://b.news.example/2"), health="ok", next_fetch_at=NOW),
        feed(id=3, url=require_web_url("https://other.example/3"), health="throttled", next_fetch_at=NOW - HOUR),
    ]
    assert paused_hosts(feeds, {}, now=NOW) == {"news.example": NOW + HOUR}
    noted = {outlet_host(feeds[0].url): NOW + 2 * HOUR, outlet_host(feeds[2].url): NOW + DAY}
    assert paused_hosts(feeds, noted, now=NOW) == {"news.example": NOW + 2 * HOUR, "other.example": NOW + DAY}


@pytest.mark.parametrize(
    ("error", "pause"),
    [
        (refused(429), HOUR),
        (refused(429, retry_after="120"), 2 * MINUTE),
        (refused(503, retry_after="99999999999999"), timedelta(seconds=LONGEST_PAUSE)),
        (refused(503), None),
        (refused(404, retry_after="120"), None),
        (refused(429, retry_after="120", is_wall=True), None),
        (FetchError(clean_line("not asked"), kind="throttled", status=429, retry_after=clean_line("120")), None),
    ],
)
def test_a_page_that_is_refused_may_pause_its_host(error: FetchError, pause: timedelta | None) -> None:
    assert page_pause(error, now=NOW) == (None if pause is None else NOW + pause)


def test_a_feed_that_was_not_asked_has_not_failed() -> None:
    error = FetchError(clean_line("not asked"), kind="throttled", status=429, retry_after=clean_line("600"))
    state = next_state(feed(failures=2), error, None, now=NOW)
    assert (state.failures, state.health) == (2, "throttled")
    assert wait(state) >= 10 * MINUTE


def test_validators_are_kept_as_sent_and_left_out_from_time_to_time() -> None:
    known = applied(feed(), next_state(feed(), answer(etag='W/"ä"', last_modified="noon"), every(HOUR), now=NOW))
    assert known.body_hash == hash_body(b"<rss/>")
    for day in range(14):
        request = feed_request(known, now=NOW + day * DAY)
        assert (request.etag, request.last_modified) == ('W/"ä"', "noon")
        known = applied(known, next_state(known, answer(304), None, now=NOW + day * DAY))
    request = feed_request(known, now=NOW + 14 * DAY)
    assert (request.etag, request.last_modified) == (None, None)
    known = applied(known, next_state(known, answer(etag="2"), None, now=NOW + 14 * DAY))
    assert feed_request(known, now=NOW + 15 * DAY).etag == "2"
    assert known.last_modified is None


def test_an_endless_validator_is_not_kept() -> None:
    assert next_state(feed(), answer(etag="x" * 5_000), every(HOUR), now=NOW).etag is None


def test_a_new_address_is_adopted_after_days() -> None:
    target = require_web_url("https://new.example/feed")
    known = feed(health="ok", gap=3600.0, changed_at=NOW)
    for day in range(3):
        state = next_state(known, answer(304, permanent_url=target), None, now=NOW + day * DAY)
        assert (state.url, state.health, state.moved_to) == (None, "moved", target)
        known = applied(known, state)
    state = next_state(known, answer(304, permanent_url=target), None, now=NOW + 3 * DAY)
    assert (state.url, state.health, state.moved_to) == (target, "ok", None)
    contrary = next_state(known, answer(304), None, now=NOW + 3 * DAY)
    assert (contrary.url, contrary.moved_to) == (None, None)
    failed = next_state(known, refused(500), None, now=NOW + 3 * DAY)
    assert failed.moved_to == target
    wrong_kind = next_state(known, ParseError(clean_line("an HTML page")), None, now=NOW + 3 * DAY)
    assert (wrong_kind.url, wrong_kind.moved_to) == (None, None)
    again = next_state(applied(known, wrong_kind), answer(304, permanent_url=target), None, now=NOW + 4 * DAY)
    assert (again.url, again.moved_since) == (None, NOW + 4 * DAY)


@pytest.mark.parametrize(
    ("url", "target"),
    [("https://news.example/feed", "http://news.example/feed"), ("https://ann:pw@news.example/feed", "https://news.example/2")],
)
def test_no_address_is_adopted_that_loses_protection(url: str, target: str) -> None:
    known = feed(url=require_web_url(url), moved_to=require_web_url(target), moved_since=NOW - 30 * DAY)
    assert next_state(known, answer(304, permanent_url=require_web_url(target)), None, now=NOW).url is None


def test_a_cut_attempt_is_due_at_once_and_teaches_only_that_the_feed_is_slow() -> None:
    known = feed(health="failing", failures=3, error=clean_line("no"), etag="1", latency=1.0)
    state = cut_state(known, now=NOW, seconds=3.0)
    assert (state.attempted_at, state.next_fetch_at, state.fetched_at, state.cut_at) == (NOW, NOW, None, NOW)
    assert (state.health, state.failures, state.error, state.etag) == ("failing", 3, "no", "1")
    assert state.latency == pytest.approx(2.5)
    assert next_state(applied(known, state), answer(304), None, now=NOW).cut_at is None


@pytest.mark.parametrize(
    ("known", "is_awaited"),
    [
        ({}, True),
        ({"attempted_at": NOW - HOUR, "latency": 0.4}, True),
        ({"attempted_at": NOW - HOUR, "latency": 2.5}, False),
        ({"attempted_at": NOW - HOUR, "latency": 0.4, "cut_at": NOW - HOUR}, False),
        ({"attempted_at": NOW - DAY, "latency": 9.0, "cut_at": NOW - DAY}, True),
        ({"attempted_at": NOW - DAY, "latency": 0.4, "failures": 1}, False),
    ],
)
def test_a_listing_waits_for_the_healthy_and_quick_and_once_a_day_for_the_slow(known: dict[str, Any], is_awaited: bool) -> None:
    assert will_be_awaited(feed(**known), seconds=3.0, now=NOW) is is_awaited


def test_a_readers_own_rhythm_replaces_the_feeds_and_not_the_servers_wish() -> None:
    known = feed(rhythm=4 * 3600)
    assert 3.6 * HOUR <= wait(next_state(known, answer(), every(timedelta(seconds=20)), now=NOW)) <= 4 * HOUR
    assert wait(next_state(known, answer(cache_control="max-age=18000"), every(HOUR), now=NOW)) >= 5 * HOUR


def test_a_clock_that_jumped_does_not_freeze_a_feed() -> None:
    known = feed(changed_at=datetime(2999, 1, 1, tzinfo=UTC), gap=60.0)
    assert wait(next_state(known, answer(304), None, now=NOW)) <= 20 * MINUTE
    known = feed(changed_at=datetime(1971, 1, 1, tzinfo=UTC), gap=60.0)
    assert wait(next_state(known, answer(304), None, now=NOW)) <= DAY


def test_a_month_asks_little_and_is_seldom_late() -> None:
    """500 feeds would be 500 of these: rhythms from ten a day to two a month, asked when due, the policy alone deciding."""
    asked, late = 0, []
    for number, gap in enumerate((2.4 * HOUR, 6 * HOUR, DAY, 3 * DAY, 15 * DAY)):
        start = NOW - 40 * DAY
        times = [start + gap * (step + 0.37) for step in range(int(70 * DAY / gap))]
        known, now, shown = feed(id=number), NOW, 0
        while now < NOW + 30 * DAY:
            here = [at for at in times if at <= now]
            fresh = here[shown:] if shown else here[-20:]
            late += [(now - at) / gap for at in fresh if shown]
            state = next_state(known, answer(), parsed(*fresh), now=now)
            known, shown, asked = applied(known, state), len(here), asked + 1
            assert state.next_fetch_at is not None
            now = state.next_fetch_at
    assert asked / 5 / 30 <= 20
    assert sorted(late)[len(late) // 2] <= 0.5
