"""Articles with all that is known of them but the text: what `read` and `--json` show."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Final, cast

from newscli.errors import NotFoundError
from newscli.models.article import Article, FeedLabel, Origin, Outlet
from newscli.models.parsed import Completeness, Precision
from newscli.store.database import Database, Row, id_list
from newscli.store.texts import clean_summary
from newscli.store.times import from_ms
from newscli.text import SafeLine, clean_line, format_line
from newscli.urls import stored_url

_ARTICLES: Final = """
    SELECT asked.id, a.id, a.url, a.title, a.authors, o.name, o.host, a.published_at, a.published_text, a.published_precision,
        a.published_source, a.updated_at, a.arrived_at, s.sort_at, a.language, a.summary, s.read_at, s.seen_at, s.starred_at,
        a.image, a.views, a.characters, a.reading_minutes, a.origin, a.completeness
    FROM articles asked JOIN articles a ON a.id = coalesce(asked.merged_into, asked.id)
    JOIN status s ON s.article_id = a.id LEFT JOIN outlets o ON o.id = a.outlet_id
    WHERE asked.id IN (SELECT value FROM json_each(?))
"""
# Followed feeds in the order they brought the article; removed ones only where no other is left.
_FEEDS: Final = """
    SELECT e.article_id, f.id, f.slug, coalesce(f.own_title, f.title), f.url, f.removed_at IS NULL
    FROM entries e JOIN feeds f ON f.id = e.feed_id
    WHERE e.article_id IN (SELECT value FROM json_each(?)) ORDER BY f.removed_at IS NOT NULL, e.first_seen_at, f.id
"""
_TOPICS: Final = """
    SELECT article_id, topic FROM article_topics WHERE article_id IN (SELECT value FROM json_each(?))
    ORDER BY article_id, position
"""
_TAGS: Final = """
    SELECT DISTINCT e.article_id, t.tag FROM entries e JOIN feeds f ON f.id = e.feed_id AND f.removed_at IS NULL
    JOIN feed_tags t ON t.feed_id = f.id WHERE e.article_id IN (SELECT value FROM json_each(?)) ORDER BY t.tag
"""


def load_article(database: Database, article_id: int) -> Article:
    """Raises NotFoundError."""
    found = load_articles(database, [article_id])
    if not found:
        raise NotFoundError(format_line("there is no article {}", article_id), hint=clean_line("`newscli latest` lists ids"))
    return found[0]


def load_articles(database: Database, ids: Sequence[int]) -> list[Article]:
    """The articles of `ids` in their order, four queries for all of them; an id that was merged gives what it became."""
    rows = {row[0]: row[1:] for row in database.rows(_ARTICLES, (id_list(ids),))}
    final_ids = id_list({row[0] for row in rows.values()})
    feeds = _feeds(database, final_ids)
    topics = _lines(database.rows(_TOPICS, (final_ids,)))
    tags = _lines(database.rows(_TAGS, (final_ids,)))
    return [
        _article(row, feeds.get(row[0], ()), tuple(topics[row[0]]), tuple(tags[row[0]]))
        for row in (rows[article_id] for article_id in ids if article_id in rows)
    ]


def _feeds(database: Database, ids: str) -> dict[int, tuple[FeedLabel, ...]]:
    followed: dict[int, dict[int, FeedLabel]] = defaultdict(dict)
    for article_id, feed_id, slug, title, url, is_followed in database.rows(_FEEDS, (ids,)):
        address = stored_url(url)
        if address is not None and (is_followed or not followed[article_id]):
            followed[article_id].setdefault(feed_id, FeedLabel(slug=clean_line(slug), title=clean_line(title), url=address))
    return {article_id: tuple(labels.values()) for article_id, labels in followed.items()}


def _lines(rows: list[Row]) -> defaultdict[int, list[SafeLine]]:
    lines: defaultdict[int, list[SafeLine]] = defaultdict(list)
    for article_id, line in rows:
        lines[article_id].append(clean_line(line))
    return lines


def _article(row: Row, feeds: tuple[FeedLabel, ...], topics: tuple[SafeLine, ...], tags: tuple[SafeLine, ...]) -> Article:
    (article_id, url, title, authors, outlet, host, published, published_text, precision, source, updated, arrived, sort_at,
     language, summary, read_at, seen_at, starred_at, image, views, characters, minutes, origin, completeness) = row  # fmt: skip
    return Article(
        id=article_id, url=stored_url(url) if url else None, title=clean_line(title),
        authors=tuple(clean_line(author) for author in authors.split("\n") if author),
        outlet=Outlet(name=clean_line(outlet or host), host=clean_line(host)) if host else None,
        published_at=from_ms(published), published_text=clean_line(published_text) if published_text else None,
        published_precision=cast("Precision | None", precision),
        published_source=clean_line(source) if source else None, updated_at=from_ms(updated), arrived_at=from_ms(arrived),
        sort_at=from_ms(sort_at), feed=feeds[0] if feeds else None, feeds=feeds, topics=topics, tags=tags,
        language=clean_line(language) if language else None, summary=clean_summary(summary), is_read=read_at is not None,
        is_seen=seen_at is not None, is_starred=starred_at is not None, image=stored_url(image) if image else None,
        views=views, characters=characters, reading_minutes=minutes, origin=cast("Origin", origin),
        completeness=cast("Completeness", completeness),
    )  # fmt: skip
