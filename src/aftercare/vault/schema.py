"""The tables of the journal's database and its version. Every page of it is encrypted."""

VERSION = 1
"""`PRAGMA user_version`. A change of tables raises it and adds one step to `migrations`."""

TABLES = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID, STRICT;

-- One row an entry, in the one written form of model.wire. waiting: came as a letter and is not yet kept.
CREATE TABLE entries (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    body TEXT NOT NULL,
    waiting INTEGER NOT NULL DEFAULT 0
) STRICT;

-- Everything else the journal holds: person, settings, notices, own measures, imports, keys, devices.
CREATE TABLE records (
    kind TEXT NOT NULL,
    id TEXT NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (kind, id)
) WITHOUT ROWID, STRICT;

-- Ids of letters ever taken in, kept for ever, so that none is taken in twice.
CREATE TABLE letters (id TEXT PRIMARY KEY) WITHOUT ROWID, STRICT;

-- Keyed hashes of imported rows, so that a second import adds nothing, and brings back nothing deleted.
CREATE TABLE import_rows (row TEXT PRIMARY KEY, import TEXT NOT NULL) WITHOUT ROWID, STRICT;

CREATE VIRTUAL TABLE words USING fts5(note, tokenize = "unicode61 remove_diacritics 2");
INSERT INTO words(words, rank) VALUES ('secure-delete', 1);
"""
