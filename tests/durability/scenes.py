"""Homes before a command that changes much, the command, and what may be there afterwards: all of the change or nothing."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from tests.cli.conftest import Cli
from tests.cli.site import BRIDGE, RSS, SUMMIT, SUMMIT_TEXT, Item, Site, article, rss
from tests.durability.conftest import GROWTH
from tests.store.test_store_steps import ROWS, first_store

from newscli.models.query import ListingQuery
from newscli.store import Store, open_store

NINE: Final = tuple(Item(name=f"n{at}", title=f"Entry {at}") for at in range(9))


@dataclass(frozen=True)
class Scene:
    """What is in the home before the command, and the command."""

    words: tuple[str, ...]
    judge: Callable[[Store, Path], bool]
    """Whether the change is there; raises AssertionError where half of it is."""
    can_fail_silently: bool = False
    """Whether a failed write to pages.db, which nothing depends on, may leave the command successful."""
    damage: str = ""
    """What a check finds before the command."""


Stage = Callable[[Path, Site], Scene]


def count(store: Store, sql: str) -> int:
    """The number that a query gives."""
    found = store._database.row(sql)
    return int(found[0]) if found else 0


def whole(sql: str, *, before: int, after: int) -> Callable[[Store, Path], bool]:
    """A judge: what `sql` counts is as before or as afterwards, nothing between."""

    def judge(store: Store, _: Path) -> bool:
        found = count(store, sql)
        assert found in (before, after), f"{found}, neither {before} nor {after}: {sql}"
        return found == after

    return judge


def _of_nine(home: Path, site: Site) -> Cli:
    """A reader of one feed of nine entries."""
    cli = Cli(home)
    cli.ok("add", site.put_feed("feed.xml", *NINE))
    return cli


def _refresh(home: Path, site: Site) -> Scene:
    """Three feeds of twelve entries have twelve more."""
    cli = Cli(home)
    for round_ in (1, 2):
        for number in range(3):
            items = [Item(name=f"f{number}n{at}", title=f"Feed {number}, entry {at}") for at in range(round_ * GROWTH)]
            site.put(f"feed{number}", rss(site.url, items, title=f"Feed {number}"), kind=RSS)
        if round_ == 1:
            for number in range(3):
                cli.ok("add", f"{site.url}feed{number}")

    def judge(store: Store, _: Path) -> bool:
        totals = {feed.total for feed in store.feeds.all()}
        assert totals <= {GROWTH, 2 * GROWTH}
        return totals == {2 * GROWTH}

    return Scene(("refresh", "feed-0", "feed-1", "feed-2"), judge)


def _full_text(home: Path, site: Site) -> Scene:
    """A feed whose pages are fetched along has one entry more."""
    cli = _of_nine(home, site)
    cli.ok("edit", "site", "--full-text")
    site.put_page(SUMMIT, SUMMIT_TEXT, related=(BRIDGE,))
    site.put_feed("feed.xml", SUMMIT, *NINE)
    pages = "SELECT count(*) FROM texts WHERE source = 'page'"

    def judge(store: Store, _: Path) -> bool:
        assert store.feeds.all()[0].total in (9, 10)
        found = count(store, pages)
        assert found == 0 or store.articles.get(10).reading_minutes > 0
        return found > 0

    return Scene(("refresh", "site"), judge, can_fail_silently=True)


def _mark(home: Path, site: Site) -> Scene:
    _of_nine(home, site)

    def judge(store: Store, _: Path) -> bool:
        unread = store.articles.count(ListingQuery(unread=True))
        assert unread in (0, 9)
        assert store.feeds.all()[0].unread == unread
        return unread == 0

    return Scene(("mark", "read", "1-9"), judge)


def _undo(home: Path, site: Site) -> Scene:
    _of_nine(home, site).ok("mark", "starred", "1-9")
    return Scene(("undo",), whole("SELECT count(*) FROM status WHERE starred_at IS NOT NULL", before=9, after=0))


def _remove(home: Path, site: Site) -> Scene:
    _of_nine(home, site)

    def judge(store: Store, _: Path) -> bool:
        hidden = count(store, "SELECT count(*) FROM status WHERE hidden_by = 'removed'")
        assert (len(store.feeds.all()), hidden) in ((1, 0), (0, 9))
        return hidden == 9

    return Scene(("remove", "site"), judge)


def _import(home: Path, _: Site) -> Scene:
    """Forty feeds, of which none is fetched."""
    outlines = "".join(f'<outline text="Feed {n}" category="/news" xmlUrl="http://h{n}.example/feed"/>' for n in range(40))
    (home / "list.opml").write_text(f'<opml version="2.0"><body>{outlines}</body></opml>', encoding="utf-8")
    return Scene(("import", "{home}/list.opml"), whole("SELECT count(*) FROM feeds", before=0, after=40))


def _save_search(home: Path, site: Site) -> Scene:
    """A name that stands for another search already."""
    _of_nine(home, site).ok("search", "--save", "mine", "entry")
    saved = "SELECT count(*) FROM saved_searches WHERE name = 'mine' AND line LIKE '%other%'"
    return Scene(("search", "--save", "mine", "other"), whole(saved, before=0, after=1))


def _rename_search(home: Path, site: Site) -> Scene:
    _of_nine(home, site).ok("search", "--save", "mine", "entry")

    def judge(store: Store, _: Path) -> bool:
        (found,) = store.saved_searches.all()
        assert found.name in ("mine", "yours")
        return found.name == "yours"

    return Scene(("edit", "@mine", "--slug", "yours"), judge)


def _prune(home: Path, site: Site) -> Scene:
    _of_nine(home, site).ok("mark", "starred", "2")

    def judge(store: Store, _: Path) -> bool:
        gone = count(store, "SELECT count(*) FROM status WHERE hidden_by = 'pruned'")
        assert gone in (0, 8)
        assert count(store, "SELECT count(*) FROM entries WHERE pruned_at IS NOT NULL") == gone
        assert count(store, "SELECT count(*) FROM status WHERE starred_at IS NOT NULL") == 1
        return gone == 8

    return Scene(("prune", "--before", "2026-01-01", "--yes"), judge)


def _merge(home: Path, site: Site) -> Scene:
    """Article 1 and article 2 are one, as the page of the second says; the first is starred."""
    cli = Cli(home)
    cli.ok("add", site.put_feed("feed.xml", SUMMIT))
    canonical = f'<link rel="canonical" href="{site.url}news/{SUMMIT.name}"></head>'
    site.put("short/551", article(SUMMIT, SUMMIT_TEXT, [BRIDGE]).replace("</head>", canonical))
    other = Item(name="551", title=SUMMIT.title, teaser="Two countries' ministers meet in Korea.")
    feed = rss(site.url, [other], title="Short News").replace("/news/551", "/short/551")
    cli.ok("add", site.put("short.xml", feed, kind=RSS))
    cli.ok("mark", "starred", "1")

    def judge(store: Store, _: Path) -> bool:
        both = [store.articles.get(number) for number in (1, 2)]
        assert count(store, "SELECT count(*) FROM status WHERE starred_at IS NOT NULL") >= 1
        assert all(each.title for each in both)
        return both[0].id == both[1].id

    return Scene(("read", "2"), judge, can_fail_silently=True)


def _reparse(home: Path, site: Site) -> Scene:
    """The text of a kept page is said to be of an older parser."""
    cli = _of_nine(home, site)
    site.put_page(NINE[0], SUMMIT_TEXT, related=(BRIDGE,))
    number = next(row[0] for row in cli.ok("latest", "--offline", "-n", "0").rows if row[4] == NINE[0].title)
    cli.ok("read", number)
    with open_store(home / "news.db", now=datetime.now(UTC)) as store, store._database.transaction():
        store._database.run("UPDATE texts SET extractor = 'older' WHERE source = 'page'")
    older = "SELECT count(*) FROM texts WHERE source = 'page' AND extractor = 'older'"
    return Scene(("read", number, "--reparse"), whole(older, before=1, after=0))


def _repair(home: Path, site: Site) -> Scene:
    """A counter is wrong."""
    _of_nine(home, site)
    with open_store(home / "news.db", now=datetime.now(UTC)) as store, store._database.transaction():
        store._database.run("UPDATE feeds SET unread = 5")
    return Scene(
        ("doctor", "--repair"), whole("SELECT unread FROM feeds", before=5, after=9), damage="the counters of site are off"
    )


def _backup(home: Path, site: Site) -> Scene:
    _of_nine(home, site)

    def judge(_: Store, place: Path) -> bool:
        target = place / "news.db.mine"
        if not target.exists():
            return False
        with open_store(target, now=datetime.now(UTC)) as copy:
            assert not any(finding.faults for finding in copy.upkeep.check())
            assert copy.articles.count(ListingQuery()) == 9
        return True

    return Scene(("backup", "--force", "{home}/news.db.mine"), judge)


def _upgrade(home: Path, _: Site) -> Scene:
    first_store(home / "news.db", *ROWS)

    def judge(store: Store, _: Path) -> bool:
        (found,) = store.articles.headlines(ListingQuery())
        assert found.title == "A title"
        return not found.is_unread

    return Scene(("mark", "read", "1"), judge)


SCENES: Final[dict[str, Stage]] = {
    "refresh": _refresh, "refresh with pages": _full_text, "mark": _mark, "undo": _undo, "remove": _remove, "import": _import,
    "save a search": _save_search, "rename a search": _rename_search, "prune": _prune, "merge": _merge, "read again": _reparse,
    "repair": _repair, "backup": _backup, "upgrade": _upgrade,
}  # fmt: skip
