"""What an article's page offers to read next: related, trending and sponsored items, and the ids they get once shown."""

from collections.abc import Callable, Collection, Iterable
from datetime import datetime
from typing import Final

from newscli.models.article import PageLink
from newscli.models.changes import ArticleFacts
from newscli.models.parsed import LinkKind, ParsedItem
from newscli.store.database import Database, Row
from newscli.store.facts import Arrival, insert_article
from newscli.store.identity import find_by_key, resolve_id
from newscli.store.search_index import reindexing
from newscli.store.texts import show_text
from newscli.store.times import from_ms, to_ms
from newscli.text import clean_block, clean_line
from newscli.urls import outlet_host, stored_url, url_key

# An item goes by the id it was given, else by that of the article at its address, however that came to be known.
_LINKS: Final = """
    SELECT l.kind, l.list_no, l.position, l.url, l.title, l.published_at, l.published_precision, l.date_text, l.teaser,
        l.section, CASE WHEN l.kind <> 'sponsored' THEN coalesce(a.merged_into, a.id) END, s.read_at IS NOT NULL, l.place
    FROM page_links l
    LEFT JOIN article_urls u ON u.url_key = l.url_key
    LEFT JOIN articles a ON a.id = coalesce(l.target_id, u.article_id)
    LEFT JOIN status s ON s.article_id = coalesce(a.merged_into, a.id)
    WHERE l.article_id = ? ORDER BY l.place
"""


def load_links(database: Database, article_id: int) -> tuple[PageLink, ...]:
    """All items in page order. Raises NotFoundError."""
    return tuple(_link(row) for row in database.rows(_LINKS, (resolve_id(database, article_id),)))


def replace_links(database: Database, article_id: int, links: Iterable[tuple[LinkKind, ParsedItem]]) -> None:
    """Puts the page's items in the place of those of its last visit; an address keeps the id it was given."""
    given = database.rows(
        "SELECT url_key, target_id FROM page_links WHERE article_id = ? AND target_id IS NOT NULL", (article_id,)
    )
    targets: dict[str | None, int] = dict(given)
    database.run("DELETE FROM page_links WHERE article_id = ?", (article_id,))
    database.run_many(
        "INSERT INTO page_links VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [_values(article_id, place, kind, item, targets) for place, (kind, item) in enumerate(links)],
    )


def mint_ids(database: Database, article_id: int, kinds: Collection[LinkKind], *, at: datetime) -> None:
    """Gives each item of `kinds` that has an address and no id one: of the article stored there, or of a new found one."""
    source_id = resolve_id(database, article_id)
    wanted = [row for row in database.rows(_LINKS, (source_id,)) if row[0] in kinds and row[0] != "sponsored"]
    if all(row[10] is not None or row[3] is None for row in wanted):
        return
    with database.transaction(), reindexing(database) as touch:
        for row in wanted:
            if row[3] is not None and row[10] is None:
                database.run(
                    "UPDATE page_links SET target_id = ? WHERE article_id = ? AND place = ?",
                    (_find_or_add(database, row, source_id, at, touch), source_id, row[12]),
                )


def _find_or_add(database: Database, row: Row, source_id: int, at: datetime, touch: Callable[[int], None]) -> int:
    url = stored_url(row[3])
    assert url is not None, "page_links.url holds what find_web_url made"
    key = url_key(url)
    # An item before this one may have had the same address.
    known = find_by_key(database, [key])
    if known is not None:
        return known
    published = from_ms(row[5]) if row[5] is not None else None
    facts = ArticleFacts(
        url=url, url_keys=((key, "link"),), uid_source=key, title=clean_line(row[4]), authors=(), outlet_name=None,
        outlet_host=outlet_host(url), published=None, updated=None, language=None, image=None, views=None,
        summary=clean_block(row[8]) if row[8] else None, topics=(), enclosures=(), body=None, completeness="teaser",
    )  # fmt: skip
    sort_at = min(published, at) if published else at
    arrival = Arrival(facts=facts, origin="page", sort_at=sort_at, hidden_by="found", found_in=source_id)
    found = insert_article(database, arrival, at=at)
    database.run(
        "UPDATE articles SET published_at = ?, published_precision = ?, published_text = ?, published_source = 'card'"
        " WHERE id = ? AND ? IS NOT NULL",
        (row[5], row[6], row[7], found, row[5]),
    )
    show_text(database, found, source="page", feed_id=0)
    touch(found)
    return found


def _values(article_id: int, place: int, kind: LinkKind, item: ParsedItem, targets: dict[str | None, int]) -> tuple[object, ...]:
    key = url_key(item.url) if item.url else None
    return (
        article_id, place, kind, item.list_no, item.position, key, item.url, item.title,
        to_ms(item.published.instant) if item.published else None, item.published.precision if item.published else None,
        item.date_text, item.teaser, item.section, targets.get(key) if key and kind != "sponsored" else None,
    )  # fmt: skip


def _link(row: Row) -> PageLink:
    kind, list_no, position, url, title, published, precision, date_text, teaser, section, target, is_read, _ = row
    return PageLink(
        id=target, kind=kind, list_no=list_no, position=position, title=clean_line(title),
        url=stored_url(url) if url else None, published_at=from_ms(published), is_day=precision == "day",
        date_text=clean_line(date_text) if date_text else None, teaser=clean_line(teaser) if teaser else None,
        section=clean_line(section) if section else None, is_read=target is not None and bool(is_read),
    )  # fmt: skip
