"""A refresh over a real store and a real server: every outcome, and what stays when it is cut short."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
from tests.cli.site import NOW, RSS, SEVERAL, SUMMIT, Answer, Item, Site

from newscli.fetch import FetchSettings
from newscli.models.feed import Feed, NewFeed
from newscli.models.query import ListingQuery
from newscli.refresh import FeedOutcome, Refresh
from newscli.store import Store, open_store
from newscli.text import clean_line
from newscli.urls import require_web_url

SETTINGS = FetchSettings(deadline=10.0, spacing=0.0)


@pytest.fixture
def site() -> Iterator[Site]:
    served = Site()
    yield served
    served.close()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "news.db", now=NOW) as opened:
        yield opened


def follow(store: Store, url: str, slug: str) -> Feed:
    new = NewFeed(url=require_web_url(url), title=clean_line(slug.title()), slug=clean_line(slug))
    return store.feeds.add(new, at=NOW)


def refresh(
    store: Store, feeds: list[Feed], *, minutes: int = 0, patience: float | None = None, settings: FetchSettings = SETTINGS
) -> dict[str, FeedOutcome]:
    now = NOW + timedelta(minutes=minutes)
    shell = Refresh(store=store, settings=settings, clock=lambda: now, first_unread=50, patience=patience)
    return {outcome.feed.slug: outcome for outcome in shell.run([store.feeds.get(feed.id) for feed in feeds])}


def titles(store: Store) -> list[str]:
    return [headline.title for headline in store.articles.headlines(ListingQuery())]


def test_new_unchanged_and_changed(store: Store, site: Site) -> None:
    feed = follow(store, site.put_feed("feed.xml", *SEVERAL), "several")
    first = refresh(store, [feed])["several"]
    assert (first.outcome, first.new) == ("new", 3)
    assert refresh(store, [feed], minutes=1)["several"].outcome == "unchanged"
    mended = Item(name=SUMMIT.name, title="Ministers met in Seoul", at=SUMMIT.at, teaser=SUMMIT.teaser)
    site.put_feed("feed.xml", mended, *SEVERAL[1:])
    changed = refresh(store, [feed], minutes=2)["several"]
    assert (changed.outcome, changed.new, changed.changed) == ("changed", 0, 1)
    assert titles(store)[0] == "Ministers met in Seoul"
    assert len(titles(store)) == 3


def test_a_validator_is_sent_back_and_304_is_no_news(store: Store, site: Site) -> None:
    feed = follow(store, site.put_feed("feed.xml", *SEVERAL, etag='W/"a b"'), "several")
    refresh(store, [feed])
    assert store.feeds.get(feed.id).etag == 'W/"a b"'
    # Other bytes under the same validator: had they been read, an article would be gone.
    site.put_feed("feed.xml", SUMMIT, etag='W/"a b"')
    assert refresh(store, [feed], minutes=1)["several"].outcome == "unchanged"


def test_one_bad_feed_harms_only_itself(store: Store, site: Site) -> None:
    feeds = [follow(store, site.put_feed(f"{n}.xml", *SEVERAL), f"good-{n}") for n in range(4)]
    feeds.append(follow(store, site.put("page.html", "<html><body><p>A page.</p></body></html>"), "page"))
    feeds.append(follow(store, site.put("gone.xml", b"", status=410), "gone"))
    feeds.append(follow(store, site.put("broken.xml", b"", status=500), "broken"))
    outcomes = refresh(store, feeds)
    assert {slug for slug, outcome in outcomes.items() if outcome.outcome == "failed"} == {"page", "gone", "broken"}
    assert sum(outcome.new for outcome in outcomes.values()) == 3  # the four list the same three addresses
    health = {str(feed.slug): feed.health for feed in store.feeds.all()}
    assert (health["good-0"], health["gone"], health["broken"], health["page"]) == ("ok", "gone", "failing", "failing")
    assert "gone" not in {feed.slug for feed in store.feeds.due(NOW + timedelta(days=30))}


def test_a_host_that_asks_for_a_pause_gets_it_even_by_name(store: Store, site: Site) -> None:
    feed = follow(store, site.put_feed("feed.xml", *SEVERAL), "several")
    site.answers["/feed.xml"] = Answer(status=429, headers={"Retry-After": "7200"})
    assert refresh(store, [feed])["several"].outcome == "failed"
    asked = len(site.requests)
    paused = refresh(store, [feed], minutes=60)["several"]
    assert (paused.outcome, len(site.requests)) == ("skipped", asked)
    assert paused.error is not None
    assert "127.0.0.1" in paused.error.message
    site.put_feed("feed.xml", *SEVERAL)
    assert refresh(store, [feed], minutes=200)["several"].new == 3


def test_closing_half_way_keeps_what_is_stored(store: Store, site: Site) -> None:
    feeds = [follow(store, site.put_feed("feed.xml", *SEVERAL), "quick"), follow(store, site.put_hanging("slow.xml"), "slow")]
    shell = Refresh(store=store, settings=SETTINGS, clock=lambda: NOW, first_unread=50)
    outcomes = shell.run(feeds)
    assert next(outcomes).feed.slug == "quick"
    outcomes.close()
    assert len(titles(store)) == 3
    assert store.feeds.get(feeds[1].id).attempted_at is None


def test_impatience_is_no_failure_of_the_feed(store: Store, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    feeds = [follow(store, site.put_feed("feed.xml", *SEVERAL), "quick"), follow(store, site.put_hanging("slow.xml"), "slow")]
    # Patience ends when the quick one has been stored, however long that takes on a machine that has much to do.
    outcomes: dict[str, FeedOutcome] = {}
    monkeypatch.setattr("newscli.refresh.round.time", SimpleNamespace(monotonic=lambda: 1_000.0 if outcomes else 0.0))
    settings = FetchSettings(deadline=120.0, spacing=0.0)
    shell = Refresh(store=store, settings=settings, clock=lambda: NOW, first_unread=50, patience=500.0)
    for outcome in shell.run(feeds):
        outcomes[outcome.feed.slug] = outcome
    assert outcomes["quick"].new == 3
    assert outcomes["slow"].outcome == "skipped"
    assert_not_blamed(store, feeds[1])


def test_a_deadline_that_is_the_readers_patience_is_no_failure_of_the_feed(store: Store, site: Site) -> None:
    feed = follow(store, site.put_hanging("slow.xml"), "slow")
    outcomes = refresh(store, [feed], patience=120.0, settings=FetchSettings(deadline=0.2, spacing=0.0))
    assert outcomes["slow"].outcome == "skipped"
    assert_not_blamed(store, feed)


def assert_not_blamed(store: Store, feed: Feed) -> None:
    now = store.feeds.get(feed.id)
    assert (now.failures, now.error) == (0, None)
    assert feed.slug in {due.slug for due in store.feeds.due(NOW + timedelta(seconds=1))}


def test_what_was_cut_is_asked_first_the_next_time_and_has_its_whole_deadline(store: Store, site: Site) -> None:
    late = Item(name="late", title="From the one that was late")
    feeds = [follow(store, site.put_feed(f"{name}.xml", SUMMIT), name) for name in ("one", "two")]
    feeds.append(follow(store, site.put_feed("three.xml", late), "three"))
    slow = site.answers["/three.xml"]
    site.put_hanging("three.xml")
    refresh(store, feeds[:2])
    in_two_days = 2 * 24 * 60
    quick = follow(store, site.put_feed("quick.xml", SUMMIT), "quick")  # where nobody answers nothing is held against anyone
    assert refresh(store, [feeds[2], quick], minutes=in_two_days, patience=0.5)["three"].outcome == "skipped"
    site.requests.clear()
    # The other two are due for longer; one request at a time shows the order.
    site.answers["/three.xml"] = slow
    asked = store.feeds.due(NOW + timedelta(minutes=in_two_days))
    one_by_one = replace(SETTINGS, per_host=1)
    assert refresh(store, asked, minutes=in_two_days, settings=one_by_one)["three"].outcome == "new"
    assert site.requests == ["/three.xml", "/one.xml", "/two.xml"]


def test_what_a_feed_forgets_stays(store: Store, site: Site) -> None:
    feed = follow(store, site.put("feed.xml", b"", kind=RSS), "several")
    site.put_feed("feed.xml", *SEVERAL)
    refresh(store, [feed])
    site.put_feed("feed.xml", SUMMIT)
    assert refresh(store, [feed], minutes=1)["several"].outcome == "unchanged"
    assert len(titles(store)) == 3
