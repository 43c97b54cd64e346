"""What a feed's document changes: which entries are known, which are new, where they stand, what they say of their article."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from hashlib import blake2b
from operator import itemgetter
from typing import Final

from newscli.models.changes import ArticleFacts, ChangedEntry, FeedPlan, KeyKind, KnownEntry, NewEntry
from newscli.models.feed import Feed, FetchState
from newscli.models.parsed import Completeness, ParsedEntry, ParsedFeed, Stamp
from newscli.text import SafeLine, clean_line
from newscli.urls import is_article_like, outlet_host, shown_url, url_key

FULL_TEXT: Final = 1_500
"""Characters from which a feed's text is taken for the whole article; the corpus' teasers end below 1,000."""
TITLE_LIMIT: Final = 500
"""Characters of a title: the longest in the corpus has 502, and is a whole post."""
FIRST_YEAR: Final = datetime(2024, 1, 1, tzinfo=UTC)
"""A clock that shows less is wrong: machines without a battery start in 1970."""
KEY_LIMIT: Final = 500
"""Characters of a key; longer ids are stored as their hash."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Identified:
    """An entry with the keys it may be known by, best first, and the address that may identify its article."""

    entry: ParsedEntry
    keys: tuple[tuple[str, KeyKind], ...]
    url_key: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """What the store knows about the entries of a document."""

    entries: Mapping[str, KnownEntry]
    """By entry key, of this feed."""
    articles: Mapping[str, int]
    """Article ids by address key, of all feeds."""
    titles: Mapping[int, str]
    """Titles under which this feed listed those articles; only articles it listed before."""


def identify(parsed: ParsedFeed) -> tuple[Identified, ...]:
    """Each entry of `parsed` with its possible keys; exact repetitions are left out."""
    links = {id(entry): url_key(entry.url) if entry.url else None for entry in parsed.articles}
    by_guid = Counter[str](guid for guid, _ in {(entry.guid, links[id(entry)]) for entry in parsed.articles} if guid)
    by_link = Counter(link for link in links.values() if link)
    found: dict[str, Identified] = {}
    for entry in parsed.articles:
        link = links[id(entry)]
        keys = _keys(entry, link, is_guid_shared=by_guid[entry.guid or ""] > 1, is_link_shared=by_link[link or ""] > 1)
        identity = link if entry.url and link and by_link[link] == 1 and is_article_like(entry.url) else None
        found.setdefault(keys[0][0], Identified(entry=entry, keys=keys, url_key=identity))
    return tuple(found.values())


def plan_feed(
    feed: Feed, parsed: ParsedFeed, identified: Sequence[Identified], stored: Stored, *, now: datetime, first_unread: int
) -> FeedPlan:
    """What storing `parsed` takes. On a first fetch only the newest `first_unread` entries become unread."""
    arriving: list[tuple[datetime, Identified]] = []
    changed: list[ChangedEntry] = []
    listed: list[str] = []
    for item in identified:
        known = next((stored.entries[key] for key, _ in item.keys if key in stored.entries), None)
        if known is None:
            arriving.append((place(item.entry.published, previous_check=feed.fetched_at, now=now), item))
        elif known.raw_hash == item.entry.raw_hash or item.entry.is_cut:  # its beginning says nothing against all of it
            listed.append(known.entry_key)
        else:
            facts = entry_facts(feed, parsed, item)
            changed.append(
                ChangedEntry(entry_key=known.entry_key, raw_hash=item.entry.raw_hash, article_id=known.article_id, facts=facts)
            )
    # Stable, from the document's end: where times are equal, what the feed lists first gets the highest id.
    arriving.reverse()
    arriving.sort(key=itemgetter(0))
    faded = max(0, len(arriving) - first_unread) if feed.fetched_at is None else 0
    new = [
        _new_entry(feed, parsed, item, stored, sort_at=sort_at, unread=number >= faded)
        for number, (sort_at, item) in enumerate(arriving)
    ]
    return FeedPlan(new=tuple(new), changed=tuple(changed), still_listed=tuple(listed), unchanged=parsed.unchanged)


def place(published: Stamp | None, *, previous_check: datetime | None, now: datetime) -> datetime:
    """`sort_at`: the published time, not after `now`, and not before the feed was last read, when it was not there yet.

    A `previous_check` after `now` says that the clock stood wrong: then, unless `now` itself is from before newscli.
    """
    at = min(published.instant, now) if published is not None else now
    if previous_check is None or previous_check <= now:
        return at if previous_check is None else max(at, previous_check)
    if now >= FIRST_YEAR:
        return at
    return min(published.instant, previous_check) if published is not None else previous_check


def entry_facts(feed: Feed, parsed: ParsedFeed, item: Identified) -> ArticleFacts:
    """What `item` says of its article, the feed's own word filling the gaps."""
    entry = item.entry
    outlet_url = entry.source_url or entry.url or feed.site_url or feed.url
    outlet = outlet_host(outlet_url)
    return ArticleFacts(
        url=entry.url,
        url_keys=((item.url_key, "link"),) if item.url_key else (),
        uid_source=item.url_key or f"{url_key(feed.url)} {item.keys[0][0]}",
        title=entry_title(entry),
        authors=entry.authors,
        # Not the feed's title: a host may hold many feeds (medium.com), and one outlet has one name.
        outlet_name=entry.source_name,
        outlet_host=outlet,
        published=entry.published,
        updated=entry.updated,
        language=entry.language or parsed.language or feed.language,
        image=entry.image,
        views=None,
        summary=entry.summary,
        topics=entry.topics,
        enclosures=entry.enclosures,
        body=entry.body,
        completeness=judge_completeness(entry.text or "", entry.summary or ""),
    )


def entry_title(entry: ParsedEntry) -> SafeLine:
    """What to call an entry: its title, else the beginning of what it says, for a headline nobody can read is no headline."""
    words = entry.title or entry.summary or entry.text or "(no title)"
    return clean_line(words.partition("\n")[0], limit=TITLE_LIMIT)


def judge_completeness(text: str, summary: str) -> Completeness:
    """Whether a feed gave the whole article: by length, and by how its text ends."""
    words = text or summary
    tail = words[-40:].rstrip()
    if tail.endswith(("…", "...", "[…]", "[...]", "»")) or len(words) < FULL_TEXT // 3:
        return "teaser"
    return "full" if len(words) >= FULL_TEXT else "unknown"


def _keys(entry: ParsedEntry, link: str | None, *, is_guid_shared: bool, is_link_shared: bool) -> tuple[tuple[str, KeyKind], ...]:
    keys: list[tuple[str, KeyKind]] = []
    if entry.guid:
        both: tuple[str, KeyKind] = (_short(f"{entry.guid} {link}"), "id")
        alone: tuple[str, KeyKind] = (_short(entry.guid), "id")
        # A shared id is never looked up alone: it would find another link's entry.
        keys = [both] if is_guid_shared else [alone, both]
    elif link and not is_link_shared:
        keys = [(_short(link), "link")]
    if not entry.guid:
        keys.append((_content_hash(entry), "hash"))
    return tuple(keys)


def _short(key: str) -> str:
    return key if len(key) <= KEY_LIMIT else f"blake2b:{blake2b(key.encode(), digest_size=16).hexdigest()}"


def _content_hash(entry: ParsedEntry) -> str:
    words = "\n".join((entry.title, entry.url or "", entry.summary or "", entry.text or ""))
    return blake2b(words.encode(), digest_size=16).hexdigest()


def name_feed(feed: Feed, parsed: ParsedFeed, state: FetchState) -> FetchState:
    """`state` with what the document says of the feed itself, where nothing better is known: a title people gave stays."""
    has_title = feed.title not in (shown_url(feed.url), clean_line(feed.url))  # what an import puts there, or once put
    return replace(
        state,
        title=None if has_title else parsed.title,
        site_url=parsed.site_url if feed.site_url is None else None,
        language=parsed.language if feed.language is None else None,
    )


def _new_entry(feed: Feed, parsed: ParsedFeed, item: Identified, stored: Stored, *, sort_at: datetime, unread: bool) -> NewEntry:
    article_id = stored.articles.get(item.url_key) if item.url_key else None
    if article_id is not None and _is_reused(item, stored.titles.get(article_id)):
        # The feed listed this address before, under another id and title: a daily page, not the same article again.
        item = Identified(entry=item.entry, keys=item.keys, url_key=None)
        article_id = None
    key, kind = item.keys[0]
    return NewEntry(
        entry_key=key,
        key_kind=kind,
        raw_hash=item.entry.raw_hash,
        article_id=article_id,
        facts=entry_facts(feed, parsed, item),
        sort_at=sort_at,
        unread=unread,
    )


def _is_reused(item: Identified, listed_title: str | None) -> bool:
    return listed_title is not None and item.entry.guid is not None and listed_title != item.entry.title
