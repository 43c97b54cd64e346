"""What migrations do to the search index. A published step is never edited, so its SQL stands here and not in schema.py."""

import sqlite3
from typing import Final

from newscli.store.search_text import register_functions

# Version 7: authors and labels are searched too; letters are folded by search_text.py before they reach unicode61.
_LABELLED: Final = (
    "DROP TABLE search_index",
    "DROP VIEW search_content",
    "ALTER TABLE search_docs RENAME TO old_search_docs",
    """CREATE TABLE search_docs (
    key INTEGER PRIMARY KEY,
    article_id INTEGER NOT NULL UNIQUE REFERENCES articles (id),
    labels TEXT NOT NULL                    -- parted by blanks: feeds, topics ... as search_index.py writes them
) STRICT""",
    """INSERT INTO search_docs SELECT d.key, a.id,
    'a' || CASE WHEN a.image IS NULL THEN '' ELSE ' i' END
        || CASE WHEN a.origin = 'page' AND a.shown_source IS NULL AND NOT EXISTS
            (SELECT 1 FROM entries WHERE article_id = a.id) THEN ' c' ELSE '' END
        || coalesce(' o' || a.outlet_id, '') || coalesce(' ' || newscli_language(a.language), '')
        || coalesce((SELECT ' f' || group_concat(feed_id, ' f') FROM
            (SELECT DISTINCT feed_id FROM entries WHERE article_id = a.id)), '')
        || coalesce((SELECT ' ' || group_concat(newscli_topic(topic_key), ' ') FROM article_topics WHERE article_id = a.id), '')
    FROM old_search_docs d JOIN articles a ON a.id = d.article_id""",
    "DROP TABLE old_search_docs",
    """CREATE VIEW search_content AS
    SELECT d.key AS key, newscli_words(a.title) AS title, newscli_words(coalesce(a.summary, newscli_lead(t.body))) AS teaser,
           newscli_body_words(t.body) AS text, newscli_words(a.authors) AS authors,
           char(57344) || replace(d.labels, ' ', ' ' || char(57344)) AS labels
    FROM search_docs d JOIN articles a ON a.id = d.article_id
    LEFT JOIN texts t ON t.article_id = a.id AND t.source = a.shown_source AND t.feed_id = a.shown_feed_id""",
    """CREATE VIRTUAL TABLE search_index USING fts5 (
    text, title, teaser, authors, labels, content = 'search_content', content_rowid = 'key',
    tokenize = "unicode61 remove_diacritics 2 categories 'L* N* Co M*'"
)""",
    "INSERT INTO search_index (search_index) VALUES ('rebuild')",
)


def label_index(connection: sqlite3.Connection) -> None:
    """To version 7: the index anew, 3 minutes for a million articles."""
    register_functions(connection)
    for statement in _LABELLED:
        connection.execute(statement)
