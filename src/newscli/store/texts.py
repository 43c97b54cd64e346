"""The stored texts of an article, feed's and page's side by side, and which of them is shown."""

import re
from collections.abc import Iterable
from datetime import datetime
from typing import Final, Literal, NamedTuple, cast

from newscli.errors import StoreError
from newscli.models.body import Body, body_from_text, body_text
from newscli.models.body_codec import body_from_json, body_to_json, pack_body, packed_to_json
from newscli.models.changes import ArticleFacts
from newscli.models.parsed import Completeness
from newscli.store.database import Database
from newscli.store.identity import resolve_id
from newscli.store.search_text import packed_words
from newscli.store.times import to_ms
from newscli.text import SafeBlock, clean_block, clean_line, format_line

Source = Literal["feed", "page", "file"]

CLEARLY_LONGER: Final = 1.2
"""Of two feeds' texts the first stays shown unless the other has more than this times its characters."""

# Characters a minute when reading silently: 238 English words of 6 (Brysbaert 2019), 255 Chinese (Trauzettel-Klosinski 2012).
_LETTERS_A_MINUTE: Final = 1430
_IDEOGRAPHS_A_MINUTE: Final = 255
_IDEOGRAPH: Final = re.compile("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7ff]")


def load_body(database: Database, article_id: int) -> Body:
    """The shown text, else the summary as paragraphs. Raises NotFoundError."""
    row = database.row(
        "SELECT t.body, a.summary FROM articles a LEFT JOIN texts t"
        " ON t.article_id = a.id AND t.source = a.shown_source AND t.feed_id = a.shown_feed_id WHERE a.id = ?",
        (resolve_id(database, article_id),),
    )
    assert row is not None, "resolve_id found it"
    return body_from_text(row[1] or "") if row[0] is None else _unpacked(database, row[0])


def load_texts(database: Database, article_id: int) -> list[tuple[str, Completeness, SafeBlock]]:
    """Every stored text, feeds' in the order they came, then the page's or the file's. Raises NotFoundError."""
    rows = database.rows(
        "SELECT source, completeness, body FROM texts WHERE article_id = ? ORDER BY source <> 'feed', fetched_at, feed_id",
        (resolve_id(database, article_id),),
    )
    return [
        (source, cast("Completeness", completeness), body_text(_unpacked(database, body))) for source, completeness, body in rows
    ]


class FirstText(NamedTuple):
    """What a new article shows: the text of its feed, or in want of one its summary. Measured, and not stored yet."""

    source: Source
    feed_id: int
    document: str | None
    """The body as it is stored; None where the summary is shown."""
    shown: SafeBlock
    """What is read of it: the body's text, or the summary."""
    indexed: str | None
    """The words of the body as search_text.body_words has them, before any folding; None where the summary is shown."""

    @property
    def columns(self) -> dict[str, object]:
        """What it makes of the article's row."""
        measured: dict[str, object] = {"characters": len(self.shown), "reading_minutes": _minutes(self.shown)}
        if self.document is None:
            return measured
        return {**measured, "shown_source": self.source, "shown_feed_id": self.feed_id}


def first_text(facts: ArticleFacts, *, source: Source, feed_id: int) -> FirstText:
    """What an article of these facts shows when nothing else of it is stored."""
    if not facts.body:
        return FirstText(source, feed_id, None, facts.summary or clean_block(""), None)
    packed = pack_body(facts.body)
    return FirstText(source, feed_id, packed_to_json(packed), body_text(facts.body), packed_words(packed))


def insert_texts(database: Database, texts: Iterable[tuple[int, ArticleFacts, FirstText]], *, at: datetime) -> None:
    """Stores the texts of new articles, so far as they are more than summaries."""
    database.run_many(
        "INSERT INTO texts VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (
                article_id, text.source, text.feed_id, text.document, facts.completeness, len(text.shown), facts.extractor,
                to_ms(at),
            )
            for article_id, facts, text in texts
            if text.document is not None
        ],
    )  # fmt: skip


def write_text(database: Database, article_id: int, facts: ArticleFacts, *, source: Source, feed_id: int, at: datetime) -> None:
    """Stores the facts' body as the text of that source, in the place of the one before; without a body does nothing."""
    if not facts.body:
        return
    database.run(
        "INSERT INTO texts VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET body = excluded.body,"
        " completeness = excluded.completeness, characters = excluded.characters, extractor = excluded.extractor,"
        " fetched_at = excluded.fetched_at",
        (
            article_id, source, feed_id, body_to_json(facts.body), facts.completeness, len(body_text(facts.body)),
            facts.extractor, to_ms(at),
        ),
    )  # fmt: skip


def show_feed_text(database: Database, article_id: int, feed_id: int) -> None:
    """Shows this feed's text if nothing else is shown, it is shown already, or it is clearly longer than another feed's."""
    row = database.row(
        "SELECT a.shown_source, a.shown_feed_id, a.characters, t.characters FROM articles a LEFT JOIN texts t"
        " ON t.article_id = a.id AND t.source = 'feed' AND t.feed_id = ? WHERE a.id = ?",
        (feed_id, article_id),
    )
    assert row is not None, "the article was written before its text"
    shown_source, shown_feed_id, shown, offered = row
    if (
        shown_source is None
        or (shown_source == "feed" and feed_id == shown_feed_id)
        or (shown_source == "feed" and offered is not None and offered > CLEARLY_LONGER * shown)
    ):
        show_text(database, article_id, source="feed", feed_id=feed_id)


def show_text(database: Database, article_id: int, *, source: Source, feed_id: int) -> None:
    """Makes one stored text the shown one, and measures it; where it is not stored, the summary is measured."""
    row = database.row(
        "SELECT body, completeness FROM texts WHERE article_id = ? AND source = ? AND feed_id = ?", (article_id, source, feed_id)
    )
    if row is None:
        summary = database.row("SELECT summary FROM articles WHERE id = ?", (article_id,))
        _measure(database, article_id, (summary and summary[0]) or "")
        return
    database.run(
        "UPDATE articles SET shown_source = ?, shown_feed_id = ?, completeness = ? WHERE id = ?",
        (source, feed_id, row[1], article_id),
    )
    _measure(database, article_id, body_text(_unpacked(database, row[0])))


def _measure(database: Database, article_id: int, text: str) -> None:
    database.run("UPDATE articles SET characters = ?, reading_minutes = ? WHERE id = ?", (len(text), _minutes(text), article_id))


def _minutes(text: str) -> int:
    ideographs = 0 if text.isascii() else len(_IDEOGRAPH.findall(text))
    minutes = ideographs / _IDEOGRAPHS_A_MINUTE + (len(text) - ideographs) / _LETTERS_A_MINUTE
    return max(1, round(minutes)) if text else 0


def _unpacked(database: Database, document: str) -> Body:
    try:
        return body_from_json(document)
    except ValueError as error:
        raise StoreError(
            format_line("the store is damaged: a text in {} is not one", database.path),
            hint=clean_line("put one of the *.backup files beside it in its place"),
        ) from error


def clean_summary(summary: str | None) -> SafeBlock | None:
    """A stored summary, or None."""
    return clean_block(summary) if summary else None
