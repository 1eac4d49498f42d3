"""The tables, as numbered migrations. A published migration is never rewritten: a change is a new one."""

APPLICATION_ID = 0x6E657773
"""Marks the file as ours (the letters "news")."""

_TABLES = """
CREATE TABLE articles (
  id          INTEGER PRIMARY KEY AUTOINCREMENT,
  identity    TEXT NOT NULL UNIQUE,
  title       TEXT NOT NULL,
  source      TEXT NOT NULL,
  author      TEXT NOT NULL,
  url         TEXT NOT NULL,
  path        TEXT NOT NULL,
  published   TEXT,
  lang        TEXT NOT NULL,
  added       INTEGER NOT NULL,
  sort_key    INTEGER NOT NULL,
  words       INTEGER NOT NULL,
  seconds     INTEGER NOT NULL,
  read        INTEGER NOT NULL DEFAULT 0,
  opened      INTEGER NOT NULL DEFAULT 0,
  position    INTEGER NOT NULL DEFAULT 0,
  bookmarked  INTEGER NOT NULL DEFAULT 0,
  highlights  INTEGER NOT NULL DEFAULT 0,
  revision_id INTEGER NOT NULL
) STRICT;
CREATE INDEX articles_newest ON articles (sort_key DESC, id DESC);
CREATE INDEX articles_unread ON articles (sort_key DESC, id DESC) WHERE read = 0;
CREATE INDEX articles_bookmarked ON articles (sort_key DESC, id DESC) WHERE bookmarked = 1;
CREATE INDEX articles_highlighted ON articles (sort_key DESC, id DESC) WHERE highlights > 0;
CREATE INDEX articles_begun ON articles (opened DESC, id DESC) WHERE read = 0 AND position > 0;
CREATE INDEX articles_opened ON articles (opened DESC, id DESC) WHERE opened > 0;

CREATE TABLE revisions (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  article_id INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
  digest     BLOB NOT NULL,
  taken      INTEGER NOT NULL,
  text       TEXT NOT NULL,
  structure  TEXT
) STRICT;
CREATE INDEX revisions_of ON revisions (article_id);

CREATE TABLE bookmarks (
  article_id  INTEGER PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE,
  revision_id INTEGER NOT NULL REFERENCES revisions (id),
  start       INTEGER NOT NULL,
  quote       TEXT NOT NULL,
  created     TEXT NOT NULL
) STRICT;

CREATE TABLE highlights (
  id          TEXT PRIMARY KEY,
  short       TEXT NOT NULL UNIQUE,
  article_id  INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
  revision_id INTEGER NOT NULL REFERENCES revisions (id),
  start       INTEGER NOT NULL,
  end         INTEGER NOT NULL,
  quote       TEXT NOT NULL,
  prefix      TEXT NOT NULL,
  suffix      TEXT NOT NULL,
  role        INTEGER NOT NULL CHECK (role BETWEEN 1 AND 4),
  note        TEXT NOT NULL DEFAULT '',
  created     TEXT NOT NULL,
  updated     TEXT NOT NULL,
  deleted_at  TEXT
) STRICT;
CREATE INDEX highlights_of ON highlights (article_id) WHERE deleted_at IS NULL;
CREATE INDEX highlights_on ON highlights (revision_id);
CREATE INDEX highlights_newest ON highlights (created DESC) WHERE deleted_at IS NULL;

CREATE TABLE placements (
  highlight_id TEXT NOT NULL REFERENCES highlights (id) ON DELETE CASCADE,
  revision_id  INTEGER NOT NULL REFERENCES revisions (id) ON DELETE CASCADE,
  status       TEXT NOT NULL,
  start        INTEGER,
  end          INTEGER,
  quality      REAL NOT NULL,
  context      REAL NOT NULL,
  reason       TEXT NOT NULL,
  engine       INTEGER NOT NULL,
  PRIMARY KEY (highlight_id, revision_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE highlight_tags (
  highlight_id TEXT NOT NULL REFERENCES highlights (id) ON DELETE CASCADE,
  tag          TEXT NOT NULL,
  PRIMARY KEY (highlight_id, tag)
) STRICT, WITHOUT ROWID;

CREATE TABLE article_tags (
  article_id INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
  tag        TEXT NOT NULL,
  PRIMARY KEY (article_id, tag)
) STRICT, WITHOUT ROWID;

CREATE TABLE journal (
  id     INTEGER PRIMARY KEY AUTOINCREMENT,
  at     TEXT NOT NULL,
  label  TEXT NOT NULL,
  undone INTEGER NOT NULL DEFAULT 0,
  change TEXT NOT NULL
) STRICT;

CREATE TABLE state (
  key   TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE exports (
  target TEXT NOT NULL,
  short  TEXT NOT NULL,
  base   TEXT NOT NULL,
  PRIMARY KEY (target, short)
) STRICT, WITHOUT ROWID;
"""

_INDEX = """
CREATE VIRTUAL TABLE titles USING fts5(
    title, content = '', detail = none, columnsize = 0, prefix = '1 2 3',
    tokenize = "unicode61 remove_diacritics 2 categories 'L* N* M* Co'"
);
CREATE VIRTUAL TABLE bodies USING fts5(
    title, body, content = '', tokenize = "unicode61 remove_diacritics 2 categories 'L* N* M* Co'"
);
CREATE TABLE title_words (id INTEGER PRIMARY KEY, word TEXT NOT NULL UNIQUE) STRICT;
CREATE TABLE body_words (id INTEGER PRIMARY KEY, word TEXT NOT NULL UNIQUE) STRICT;
"""

# `feed_id` 0: from no feed. `story` is the article that stands for this one in lists, 0 if it stands for itself, and
# `siblings` how many it stands for. `seen` is the revision that was shown last, `seen_before` the other one before it.
# `story_keys` stay as long as their articles, however old: it is by one of weeks ago that the title of a column is
# known for one, and what comes late may be as old. Of 100,000 articles they take 18 MB, an eighth of the file or less.
_FEEDS = """
ALTER TABLE articles ADD COLUMN feed_id INTEGER NOT NULL DEFAULT 0;
ALTER TABLE articles ADD COLUMN muted INTEGER NOT NULL DEFAULT 0;
ALTER TABLE articles ADD COLUMN story INTEGER NOT NULL DEFAULT 0;
ALTER TABLE articles ADD COLUMN siblings INTEGER NOT NULL DEFAULT 0;
ALTER TABLE articles ADD COLUMN seen INTEGER NOT NULL DEFAULT 0;
ALTER TABLE articles ADD COLUMN seen_before INTEGER NOT NULL DEFAULT 0;
DROP INDEX articles_unread;
CREATE INDEX articles_shown ON articles (sort_key DESC, id DESC) WHERE muted = 0 AND story = 0;
CREATE INDEX articles_unread ON articles (sort_key DESC, id DESC) WHERE read = 0 AND muted = 0 AND story = 0;
CREATE INDEX articles_of_feed ON articles (feed_id, sort_key DESC, id DESC, read, muted) WHERE feed_id > 0;
CREATE INDEX articles_of_story ON articles (story) WHERE story > 0;
CREATE INDEX articles_muted ON articles (sort_key DESC, id DESC) WHERE muted = 1;

CREATE TABLE feeds (
  id            INTEGER PRIMARY KEY AUTOINCREMENT,
  url           TEXT NOT NULL UNIQUE,
  origin        TEXT NOT NULL,
  title         TEXT NOT NULL,
  site_url      TEXT NOT NULL DEFAULT '',
  added         INTEGER NOT NULL,
  removed       INTEGER,
  name          TEXT NOT NULL DEFAULT '',
  paused        INTEGER NOT NULL DEFAULT 0,
  interval      INTEGER,
  user_agent    TEXT NOT NULL DEFAULT '',
  headers       TEXT NOT NULL DEFAULT '[]',
  user          TEXT NOT NULL DEFAULT '',
  keep          INTEGER,
  full_text     INTEGER NOT NULL DEFAULT 0,
  typed         INTEGER NOT NULL DEFAULT 0,
  last_try      INTEGER,
  last_success  INTEGER,
  failures      INTEGER NOT NULL DEFAULT 0,
  problem       TEXT NOT NULL DEFAULT '',
  gone          INTEGER NOT NULL DEFAULT 0,
  moved_from    TEXT NOT NULL DEFAULT '',
  etag          TEXT NOT NULL DEFAULT '',
  last_modified TEXT NOT NULL DEFAULT '',
  digest        BLOB NOT NULL DEFAULT x'',
  retry_after   INTEGER,
  fresh_for     INTEGER,
  ttl           INTEGER
) STRICT;

CREATE TABLE feed_tags (
  feed_id INTEGER NOT NULL REFERENCES feeds (id) ON DELETE CASCADE,
  tag     TEXT NOT NULL,
  PRIMARY KEY (feed_id, tag)
) STRICT, WITHOUT ROWID;

CREATE TABLE entries (
  article_id INTEGER PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE,
  digest     BLOB NOT NULL,
  truncated  INTEGER NOT NULL DEFAULT 0,
  full_text  INTEGER NOT NULL DEFAULT 0,
  comments   TEXT NOT NULL DEFAULT '',
  enclosures TEXT NOT NULL DEFAULT '[]'
) STRICT;

CREATE TABLE cleared (
  identity TEXT PRIMARY KEY
) STRICT, WITHOUT ROWID;

CREATE TABLE unindexed (
  article_id INTEGER PRIMARY KEY
) STRICT;

CREATE TABLE story_keys (
  key        INTEGER NOT NULL,
  article_id INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
  PRIMARY KEY (key, article_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX story_keys_of ON story_keys (article_id);
"""

# `trouble` is the kind of `problem`; `moved_to` is where a feed has moved to while another one is followed there.
_FEED_HEALTH = """
ALTER TABLE feeds ADD COLUMN trouble TEXT NOT NULL DEFAULT '';
ALTER TABLE feeds ADD COLUMN moved_to TEXT NOT NULL DEFAULT '';
"""

# Bodies in terms that take half of the room (see `document.terms`). `singled` is a function of the connection.
_SINGLED = """
DROP TABLE bodies;
CREATE VIRTUAL TABLE bodies USING fts5(
    body, title, content = '', tokenize = "unicode61 remove_diacritics 2 categories 'L* N* M* Co'"
);
INSERT INTO bodies (rowid, body, title)
  SELECT a.id, singled(r.text), singled(a.title) FROM articles a JOIN revisions r ON r.id = a.revision_id
  WHERE a.id NOT IN (SELECT article_id FROM unindexed) ORDER BY a.id;
"""

# A feed is looked up by where it is and by where it was first followed; without this a long list is quadratic.
_FEED_ORIGINS = """
CREATE INDEX feeds_origin ON feeds (origin);
"""

# The texts that a deed in the journal stands on: they stay as long as it can be taken back or done again.
_JOURNAL_TEXTS = """
CREATE TABLE journal_texts (
  entry_id    INTEGER NOT NULL REFERENCES journal (id) ON DELETE CASCADE,
  revision_id INTEGER NOT NULL REFERENCES revisions (id) ON DELETE CASCADE,
  PRIMARY KEY (entry_id, revision_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX journal_texts_of ON journal_texts (revision_id);
"""

MIGRATIONS: tuple[str, ...] = (_TABLES + _INDEX, _FEEDS, _SINGLED, _FEED_HEALTH, _FEED_ORIGINS, _JOURNAL_TEXTS)
"""`MIGRATIONS[n]` lifts a file from schema version n to n + 1."""
