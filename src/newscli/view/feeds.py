"""The followed feeds as a table, and the page that greets a reader who follows none."""

from collections.abc import Iterator, Sequence
from datetime import datetime, tzinfo
from typing import Final

from newscli.models.feed import Feed, Health
from newscli.view.cells import cell_width, cut, padded
from newscli.view.theme import Theme, theme_for
from newscli.view.times import age
from newscli.view.wrap import break_lines

HEALTH_WORDS: Final[dict[Health, str]] = {
    "ok": "ok",
    "moved": "moved",
    "gone": "gone",
    "failing": "failing",
    "throttled": "asked to wait",
    "walled": "refuses us",
    "silent": "silent",
    "never": "not fetched yet",
}


NARROW: Final = 80
"""Below this many columns a feed takes two lines."""
_COLUMNS: Final = ("feed", "unread", "health", "fetched")


def feed_lines(feeds: Sequence[Feed], *, width: int, now: datetime, zone: tzinfo, color: bool) -> Iterator[str]:
    """One row a feed, its error below where it has one, whole; each line at most `width` cells."""
    theme = theme_for(color=color)
    rows = [_cells(feed, now=now, zone=zone) for feed in feeds]
    limits = (width // 4, 20, 15, 11) if width >= NARROW else (width // 2, width // 2 - 2, 15, 11)
    columns = zip(_COLUMNS, *rows, strict=True)
    sizes = [min(max(map(cell_width, column)), limit) for column, limit in zip(columns, limits, strict=True)]
    if width >= NARROW:
        yield theme.paint("  ".join(map(padded, _COLUMNS, sizes)) + "  title", "dim")
    for feed, cells in zip(feeds, rows, strict=True):
        yield from _wide(feed, cells, sizes, width, theme) if width >= NARROW else _narrow(feed, cells, sizes, width, theme)
        if feed.error:
            yield from ("  " + theme.paint(line, "bad") for line in break_lines(feed.error, width - 2))
        if feed.health not in ("ok", "never"):
            yield "  " + theme.paint(cut(_outlook(feed, now=now, zone=zone), width - 2), "dim")


def welcome_lines(*, color: bool) -> Iterator[str]:
    """What to do with an empty store; at most 40 cells wide."""
    theme = theme_for(color=color)
    yield theme.paint("Nothing is followed yet.", "title")
    yield ""
    for words, command in _NEXT_STEPS:
        yield from words
        yield "  " + theme.paint(command, "strong")
        yield ""
    yield theme.paint("newscli --help has the rest.", "dim")


_NEXT_STEPS: Final = (
    (("Paste any address: a site, a feed,", "an article."), "newscli add https://example.com"),
    (("Bring the feeds of another reader.",), "newscli import feeds.opml"),
    (("Look around first, without a network.",), "newscli demo"),
)


def _cells(feed: Feed, *, now: datetime, zone: tzinfo) -> tuple[str, str, str, str]:
    fetched = age(feed.fetched_at, now=now, zone=zone) if feed.fetched_at else "never"
    return feed.slug, f"{feed.unread:,} of {feed.total:,}", HEALTH_WORDS[feed.health], fetched


def _outlook(feed: Feed, *, now: datetime, zone: tzinfo) -> str:
    """Since when it is so, and when it is asked again: `since 3 Nov · next attempt in 2 h`."""
    since = []
    if feed.health_since is not None:
        passed = age(feed.health_since, now=now, zone=zone)
        since.append(f"for {passed}" if passed.endswith(("m", "h")) else f"since {passed.replace('now', 'just now')}")
    if feed.health == "gone":
        since.append("not asked any more: newscli remove, or refresh it by name")
    elif feed.next_fetch_at is None or feed.next_fetch_at <= now:
        since.append("due now")
    else:
        minutes = (feed.next_fetch_at - now).total_seconds() / 60
        since.append(f"next attempt in {minutes:.0f} min" if minutes < 90 else f"next attempt in {minutes / 60:.0f} h")
    return " · ".join(since)


def _wide(feed: Feed, cells: tuple[str, str, str, str], sizes: Sequence[int], width: int, theme: Theme) -> Iterator[str]:
    slug, unread, health, fetched = cells
    left = f"{theme.paint(padded(slug, sizes[0]), 'id')}  {_counts(padded(unread, sizes[1]), feed, theme)}"
    state = theme.paint(padded(health, sizes[2]), "bad" if feed.is_unwell else "dim")
    tags = "  " + " ".join(feed.tags) if feed.tags else ""
    room = width - sum(sizes) - 8
    title = cut(feed.title, room)
    tags = cut(tags, room - cell_width(title))
    yield f"{left}  {state}  {theme.paint(padded(fetched, sizes[3]), 'dim')}  {title}{theme.paint(tags, 'dim')}"


def _narrow(feed: Feed, cells: tuple[str, str, str, str], sizes: Sequence[int], width: int, theme: Theme) -> Iterator[str]:
    slug, unread, health, fetched = cells
    yield f"{theme.paint(padded(slug, sizes[0]), 'id')}  {_counts(cut(unread, sizes[1]), feed, theme)}"
    details = (fetched, "" if feed.health == "ok" else health, feed.title, " ".join(feed.tags))
    yield "  " + theme.paint(cut(" · ".join(filter(None, details)), width - 2), "dim")


def _counts(text: str, feed: Feed, theme: Theme) -> str:
    return theme.paint(text, "unread") if feed.unread else text
