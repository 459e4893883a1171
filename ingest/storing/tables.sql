-- The store. Rows of a split are written once and never changed; a document that is read anew gets a new split.
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE sources (id TEXT PRIMARY KEY, position INTEGER NOT NULL, fields TEXT NOT NULL);
CREATE TABLE versions (version TEXT PRIMARY KEY, media TEXT NOT NULL);
-- What a reader made of a version. Other rules give another reading beside it, so that a state's spans keep their text.
CREATE TABLE readings (id TEXT PRIMARY KEY, version TEXT NOT NULL REFERENCES versions);
CREATE TABLE pages (
  reading TEXT NOT NULL REFERENCES readings ON DELETE CASCADE, page_index INTEGER NOT NULL, label TEXT,
  raw TEXT NOT NULL, canonical TEXT NOT NULL, raw_offsets BLOB NOT NULL, width REAL, height REAL,
  PRIMARY KEY (reading, page_index)
);
CREATE TABLE splits (
  id TEXT PRIMARY KEY, version TEXT NOT NULL REFERENCES versions, reading TEXT NOT NULL REFERENCES readings,
  source TEXT NOT NULL
);
CREATE TABLE sections (
  split TEXT NOT NULL REFERENCES splits ON DELETE CASCADE, position INTEGER NOT NULL,
  number TEXT, heading TEXT NOT NULL, path TEXT NOT NULL, span TEXT NOT NULL, PRIMARY KEY (split, position)
);
CREATE TABLE passages (
  split TEXT NOT NULL REFERENCES splits ON DELETE CASCADE, position INTEGER NOT NULL, id TEXT NOT NULL,
  kind TEXT NOT NULL, section INTEGER NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL,
  span TEXT NOT NULL, text TEXT NOT NULL, language TEXT NOT NULL, PRIMARY KEY (split, position)
);
CREATE INDEX passages_by_id ON passages (id);
CREATE TABLE sentences (
  split TEXT NOT NULL REFERENCES splits ON DELETE CASCADE, position INTEGER NOT NULL, text TEXT NOT NULL,
  span TEXT NOT NULL, block INTEGER NOT NULL, kind TEXT NOT NULL, section INTEGER NOT NULL,
  voices TEXT NOT NULL, boxes TEXT NOT NULL, citations TEXT NOT NULL, PRIMARY KEY (split, position)
);
-- Files by name ("original" or "note"); the current ones are what the next state holds.
CREATE TABLE documents (
  kind TEXT NOT NULL, name TEXT NOT NULL, version TEXT NOT NULL REFERENCES versions,
  split TEXT NOT NULL, current INTEGER NOT NULL, added TEXT NOT NULL, PRIMARY KEY (kind, name, version)
);
CREATE TABLE vectors (model TEXT NOT NULL, hash BLOB NOT NULL, vector BLOB NOT NULL, PRIMARY KEY (model, hash)) WITHOUT ROWID;
CREATE TABLE states (id TEXT PRIMARY KEY, current INTEGER NOT NULL, built TEXT NOT NULL);
CREATE TABLE state_splits (
  state TEXT NOT NULL REFERENCES states ON DELETE CASCADE, position INTEGER NOT NULL, split TEXT NOT NULL,
  kind TEXT NOT NULL, name TEXT NOT NULL, PRIMARY KEY (state, position)
);
