"""The whole schema as one text, and the two numbers that mark a file as ours; it runs nothing.

A change here is a change of `VERSION` and a step in steps.py: docs/internals/store.md says how.
"""

from typing import Final

APPLICATION_ID: Final = 0x6E657773
"""ASCII "news", at byte 68 of the file (https://www.sqlite.org/fileformat2.html, 1.3)."""
VERSION: Final = 9

SCHEMA: Final = """
-- Times are INTEGER milliseconds since 1970 UTC. Kinds are TEXT that the code checks: SQLite cannot alter a CHECK.
-- Names of strangers (titles, authors ...) were cleaned by newscli.text before they came here and are again when they leave.

CREATE TABLE feeds (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    slug TEXT NOT NULL UNIQUE,              -- unique among removed feeds too: they may come back
    url TEXT NOT NULL,
    url_key TEXT NOT NULL,                  -- not unique: a redirect may lead two feeds to one address
    asked_key TEXT NOT NULL,                -- of the address that was followed first, before any redirect
    title TEXT NOT NULL,                    -- the publisher's
    own_title TEXT,                         -- the reader's own, shown instead: no refresh writes it
    site_url TEXT,
    kind TEXT NOT NULL,                     -- feed | page
    language TEXT,
    added_at INTEGER NOT NULL,
    removed_at INTEGER,                     -- not followed any more; entries and status stay
    fetched_at INTEGER,
    attempted_at INTEGER,
    next_fetch_at INTEGER,
    health TEXT NOT NULL,
    health_since INTEGER,
    error TEXT,
    failures INTEGER NOT NULL DEFAULT 0,
    etag TEXT,
    last_modified TEXT,
    body_hash BLOB,
    latency REAL,
    gap REAL,                               -- seconds between new entries, a moving average
    changed_at INTEGER,
    ttl INTEGER,                            -- seconds the feed asks for
    skips INTEGER NOT NULL DEFAULT 0,       -- hours and days it asks not to be read: bits as models.feed has them
    moved_to TEXT,
    moved_since INTEGER,
    validators_since INTEGER,
    unread INTEGER NOT NULL DEFAULT 0,      -- kept by the triggers below, by nothing else
    total INTEGER NOT NULL DEFAULT 0,
    rhythm INTEGER,                         -- seconds between requests by the reader's own word; NULL: the feed's pace
    full_text INTEGER,                      -- whether pages of new articles are fetched along; NULL: as configured
    cut_at INTEGER                          -- when the last attempt was cut short because a reader would not wait
) STRICT;
CREATE INDEX feeds_by_url ON feeds (url_key);
CREATE INDEX feeds_by_asked_url ON feeds (asked_key);

CREATE TABLE feed_tags (
    feed_id INTEGER NOT NULL REFERENCES feeds (id),
    tag TEXT NOT NULL,
    PRIMARY KEY (feed_id, tag)
) STRICT, WITHOUT ROWID;

CREATE TABLE outlets (
    id INTEGER PRIMARY KEY,
    host TEXT NOT NULL UNIQUE,
    name TEXT
) STRICT;

-- Cold and wide: what the publisher said. AUTOINCREMENT, because a plain key gives the last deleted id again.
CREATE TABLE articles (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid INTEGER NOT NULL,                   -- 64 bits of BLAKE2b: the same on every machine
    url TEXT,
    merged_into INTEGER REFERENCES articles (id),  -- always the last one: never a chain
    outlet_id INTEGER REFERENCES outlets (id),
    title TEXT NOT NULL,
    authors TEXT NOT NULL,                  -- one a line
    language TEXT,
    image TEXT,
    views INTEGER,
    summary TEXT,
    published_at INTEGER,                   -- a day without a time is that day's midnight in UTC: never shifted
    published_text TEXT,                    -- as printed
    published_precision TEXT,               -- day | minute | second
    published_zone TEXT,                    -- stated | document | assumed
    published_offset INTEGER,               -- minutes east of UTC, the publisher's own
    published_source TEXT,
    updated_at INTEGER,
    arrived_at INTEGER NOT NULL,
    origin TEXT NOT NULL,                   -- feed | page | file | url: how it came to be known first
    found_in INTEGER REFERENCES articles (id),  -- whose page offered it first
    shown_source TEXT,                      -- which row of texts is shown and indexed; NULL: the summary alone
    shown_feed_id INTEGER NOT NULL DEFAULT 0,
    completeness TEXT NOT NULL,             -- of the shown text, as are the next two
    characters INTEGER NOT NULL DEFAULT 0,
    reading_minutes INTEGER NOT NULL DEFAULT 0,
    page_tried_at INTEGER                   -- when a refresh asked for its page and got an answer, whatever it was
) STRICT;

CREATE INDEX articles_by_arrival ON articles (arrived_at);

-- The same key is the same article.
CREATE TABLE article_urls (
    url_key TEXT PRIMARY KEY,
    article_id INTEGER NOT NULL REFERENCES articles (id),
    kind TEXT NOT NULL,                     -- link | final | canonical | amp
    key_version INTEGER NOT NULL            -- of the rule that made the key
) STRICT, WITHOUT ROWID;
CREATE INDEX article_urls_by_article ON article_urls (article_id);

-- An article as one feed listed it. sort_at is a copy of status.sort_at, NULL where the article has no line in this feed
-- (a second entry of the same article, a pruned one); unread is 1 for a line that waits for the reader.
CREATE TABLE entries (
    feed_id INTEGER NOT NULL REFERENCES feeds (id),
    entry_key TEXT NOT NULL,
    key_kind TEXT NOT NULL,                 -- id | link | hash
    article_id INTEGER NOT NULL REFERENCES articles (id),
    raw_hash BLOB NOT NULL,
    title TEXT NOT NULL,                    -- as this feed had it
    first_seen_at INTEGER NOT NULL,
    last_seen_at INTEGER NOT NULL,
    sort_at INTEGER,
    unread INTEGER NOT NULL,
    pruned_at INTEGER,
    PRIMARY KEY (feed_id, entry_key)
) STRICT, WITHOUT ROWID;
CREATE INDEX entries_listed ON entries (feed_id, sort_at DESC, article_id DESC) WHERE sort_at IS NOT NULL;
CREATE INDEX entries_unread ON entries (feed_id, sort_at DESC, article_id DESC) WHERE unread = 1;
CREATE INDEX entries_by_article ON entries (article_id, feed_id);
CREATE INDEX entries_by_last_seen ON entries (feed_id, last_seen_at);

-- Narrow and hot: what the reader did, and where the article stands. A partial index cannot look into another table.
CREATE TABLE status (
    article_id INTEGER PRIMARY KEY REFERENCES articles (id),
    sort_at INTEGER NOT NULL,
    read_at INTEGER,
    read_how TEXT,                          -- opened | marked | bulk | faded | muted; of an unread one: kept (never fades)
    seen_at INTEGER,
    starred_at INTEGER,
    hidden_by TEXT                          -- found: no feed brought it | removed: no feed that did is followed | pruned
) STRICT;
CREATE INDEX status_listed ON status (sort_at DESC, article_id DESC) WHERE hidden_by IS NULL;
CREATE INDEX status_unread ON status (sort_at DESC, article_id DESC) WHERE hidden_by IS NULL AND read_at IS NULL;
CREATE INDEX status_starred ON status (sort_at DESC, article_id DESC) WHERE starred_at IS NOT NULL;

CREATE TABLE article_topics (
    article_id INTEGER NOT NULL REFERENCES articles (id),
    topic_key TEXT NOT NULL,                -- case-folded
    topic TEXT NOT NULL,
    position INTEGER NOT NULL,
    sort_at INTEGER NOT NULL,               -- a copy of status.sort_at
    PRIMARY KEY (article_id, topic_key)
) STRICT, WITHOUT ROWID;
CREATE INDEX topics_listed ON article_topics (topic_key, sort_at DESC, article_id DESC);

CREATE TABLE enclosures (
    article_id INTEGER NOT NULL REFERENCES articles (id),
    position INTEGER NOT NULL,
    url TEXT NOT NULL,
    type TEXT,
    length INTEGER,
    title TEXT,
    duration INTEGER,
    PRIMARY KEY (article_id, position)
) STRICT, WITHOUT ROWID;

-- Feed text and page text side by side; feed_id is 0 for a page or a file.
CREATE TABLE texts (
    article_id INTEGER NOT NULL REFERENCES articles (id),
    source TEXT NOT NULL,                   -- feed | page | file
    feed_id INTEGER NOT NULL,
    body TEXT NOT NULL,                     -- JSON of models.body_codec
    completeness TEXT NOT NULL,             -- full | teaser | paywalled | unknown
    characters INTEGER NOT NULL,
    extractor TEXT,
    fetched_at INTEGER NOT NULL,
    PRIMARY KEY (article_id, source, feed_id)
) STRICT;

CREATE TABLE page_links (
    article_id INTEGER NOT NULL REFERENCES articles (id),
    place INTEGER NOT NULL,                 -- in page order, over all kinds
    kind TEXT NOT NULL,                     -- related | trending | sponsored
    list_no INTEGER NOT NULL,
    position INTEGER NOT NULL,
    url_key TEXT,
    url TEXT,
    title TEXT NOT NULL,
    published_at INTEGER,
    published_precision TEXT,
    date_text TEXT,
    teaser TEXT,
    section TEXT,
    target_id INTEGER REFERENCES articles (id),
    PRIMARY KEY (article_id, place)
) STRICT;
CREATE INDEX page_links_by_target ON page_links (target_id) WHERE target_id IS NOT NULL;

CREATE TABLE listings (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at INTEGER NOT NULL,
    command TEXT NOT NULL,
    audience TEXT NOT NULL,                 -- terminal | pipe: what each has seen is its own
    ids TEXT NOT NULL,                      -- parted by blanks
    newest_sort_at INTEGER
) STRICT;

-- The undo log: one row a command, what was before packed (changes.py).
CREATE TABLE changes (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at INTEGER NOT NULL,
    action TEXT NOT NULL,                   -- read | unread | starred | unstarred | follow | remove | edit | search | fade
    before BLOB NOT NULL,
    undone_at INTEGER
) STRICT;

-- Searches with a name. When one ran last stands in listings, under "search @ID".
CREATE TABLE saved_searches (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL UNIQUE,              -- without its @
    line TEXT NOT NULL,                     -- as library.query_writing writes it
    sort TEXT NOT NULL,                     -- relevance | newest | oldest
    made_at INTEGER NOT NULL
) STRICT;

-- Hosts that asked for fewer requests when a page was fetched. A feed's own pause stands in its row.
CREATE TABLE host_pauses (
    host TEXT PRIMARY KEY,                  -- registrable
    until INTEGER NOT NULL
) STRICT;

-- One row an indexed article. The key follows sort_at (seconds, the next free one), so that the newest hits come first.
CREATE TABLE search_docs (
    key INTEGER PRIMARY KEY,
    article_id INTEGER NOT NULL UNIQUE REFERENCES articles (id),
    labels TEXT NOT NULL                    -- parted by blanks: feeds, topics ... as search_index.py writes them
) STRICT;
CREATE VIEW search_content AS
    SELECT d.key AS key, newscli_words(a.title) AS title, newscli_words(coalesce(a.summary, newscli_lead(t.body))) AS teaser,
           newscli_body_words(t.body) AS text, newscli_words(a.authors) AS authors,
           char(57344) || replace(d.labels, ' ', ' ' || char(57344)) AS labels
    FROM search_docs d JOIN articles a ON a.id = d.article_id
    LEFT JOIN texts t ON t.article_id = a.id AND t.source = a.shown_source AND t.feed_id = a.shown_feed_id;
CREATE VIRTUAL TABLE search_index USING fts5 (
    text, title, teaser, authors, labels, content = 'search_content', content_rowid = 'key',
    tokenize = "unicode61 remove_diacritics 2 categories 'L* N* Co M*'"
);

-- Copies and counters are kept here, in one place, in the transaction that makes them necessary.
CREATE TRIGGER entry_added AFTER INSERT ON entries BEGIN
    UPDATE feeds SET unread = unread + NEW.unread, total = total + (NEW.sort_at IS NOT NULL) WHERE id = NEW.feed_id;
END;
CREATE TRIGGER entry_changed AFTER UPDATE OF unread, sort_at ON entries
WHEN NEW.unread <> OLD.unread OR (NEW.sort_at IS NULL) <> (OLD.sort_at IS NULL) BEGIN
    UPDATE feeds SET unread = unread + NEW.unread - OLD.unread,
        total = total + (NEW.sort_at IS NOT NULL) - (OLD.sort_at IS NOT NULL) WHERE id = NEW.feed_id;
END;
CREATE TRIGGER entry_dropped AFTER DELETE ON entries BEGIN
    UPDATE feeds SET unread = unread - OLD.unread, total = total - (OLD.sort_at IS NOT NULL) WHERE id = OLD.feed_id;
END;
CREATE TRIGGER status_changed AFTER UPDATE OF read_at, hidden_by ON status
WHEN (NEW.read_at IS NULL AND NEW.hidden_by IS NULL) <> (OLD.read_at IS NULL AND OLD.hidden_by IS NULL) BEGIN
    UPDATE entries SET unread = (NEW.read_at IS NULL AND NEW.hidden_by IS NULL)
    WHERE article_id = NEW.article_id AND sort_at IS NOT NULL;
END;
CREATE TRIGGER status_placed AFTER UPDATE OF sort_at ON status WHEN NEW.sort_at <> OLD.sort_at BEGIN
    UPDATE entries SET sort_at = NEW.sort_at WHERE article_id = NEW.article_id AND sort_at IS NOT NULL;
    UPDATE article_topics SET sort_at = NEW.sort_at WHERE article_id = NEW.article_id;
END;
"""
