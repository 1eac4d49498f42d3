"""The tables, as numbered migrations. A published migration is never rewritten: a change is a new one."""

from tui_reader.store.index import SCHEMA as INDEX_SCHEMA

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

MIGRATIONS: tuple[str, ...] = (_TABLES + INDEX_SCHEMA,)
"""`MIGRATIONS[n]` lifts a file from schema version n to n + 1."""
