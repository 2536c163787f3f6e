-- The journal in PostgreSQL. Nothing is ever updated or deleted: the triggers below see to it, whoever connects.
-- Columns hold any length of text, so what is only compared for equality has a hash index.
-- `body` stands last, so that looking at the other columns of an entry does not read a long article.
CREATE TABLE IF NOT EXISTS entries (
  seq        BIGSERIAL PRIMARY KEY,
  kind       TEXT NOT NULL CHECK (kind IN ('outcome', 'retraction', 'decision', 'unreadable')),
  article    TEXT NOT NULL DEFAULT '',
  learnt_at  TEXT NOT NULL,              -- ISO 8601, UTC
  version    TEXT NOT NULL DEFAULT '',
  extractor  TEXT NOT NULL DEFAULT '',
  digest     TEXT NOT NULL DEFAULT '',   -- SHA-256 over all that the entry says
  published  TEXT NOT NULL DEFAULT '',   -- ISO, may be reduced
  title      TEXT NOT NULL DEFAULT '',
  url        TEXT NOT NULL DEFAULT '',
  path       TEXT NOT NULL DEFAULT '',
  body       TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS entries_article ON entries (article, seq, kind);
CREATE INDEX IF NOT EXISTS entries_kind ON entries (kind, seq);
CREATE INDEX IF NOT EXISTS entries_path ON entries USING hash (path) WHERE path <> '';
CREATE INDEX IF NOT EXISTS entries_url ON entries USING hash (url) WHERE url <> '';

CREATE TABLE IF NOT EXISTS statements (
  seq        BIGINT NOT NULL REFERENCES entries (seq),
  place      INTEGER NOT NULL,           -- order within the outcome
  id         TEXT NOT NULL,
  article    TEXT NOT NULL,
  subject    TEXT NOT NULL,
  predicate  TEXT NOT NULL,
  object     TEXT NOT NULL,
  datatype   TEXT,                       -- NULL: the object is an entity or a class
  lang       TEXT NOT NULL DEFAULT '',
  confidence DOUBLE PRECISION NOT NULL,
  rule       TEXT NOT NULL DEFAULT '',
  evidence   TEXT NOT NULL DEFAULT '[]', -- [[start, end, quote], …]
  PRIMARY KEY (seq, place)
);
CREATE INDEX IF NOT EXISTS statements_id ON statements (id, seq);
CREATE INDEX IF NOT EXISTS statements_subject ON statements (subject, predicate, seq);
CREATE INDEX IF NOT EXISTS statements_claim ON statements (subject, predicate, seq) WHERE rule <> 'gazetteer';
CREATE INDEX IF NOT EXISTS statements_backbone ON statements (subject, seq) WHERE rule = 'gazetteer';
CREATE INDEX IF NOT EXISTS statements_object ON statements USING hash (object) WHERE datatype IS NULL;
CREATE INDEX IF NOT EXISTS statements_value ON statements USING hash (object) WHERE datatype = 'string';

CREATE TABLE IF NOT EXISTS identities (
  seq     BIGINT NOT NULL REFERENCES entries (seq),
  article TEXT NOT NULL,
  local   TEXT NOT NULL,
  entity  TEXT NOT NULL,
  score   DOUBLE PRECISION NOT NULL,
  is_new  INTEGER NOT NULL,
  reasons TEXT NOT NULL DEFAULT '[]',
  PRIMARY KEY (seq, local)
);
CREATE INDEX IF NOT EXISTS identities_entity ON identities (entity, seq);

CREATE TABLE IF NOT EXISTS doubts (
  seq     BIGINT NOT NULL REFERENCES entries (seq),
  place   INTEGER NOT NULL,
  id      TEXT NOT NULL,
  article TEXT NOT NULL,
  reason  TEXT NOT NULL,
  detail  TEXT NOT NULL DEFAULT '',
  start   INTEGER,
  stop    INTEGER,
  quote   TEXT,
  PRIMARY KEY (seq, place)
);
CREATE INDEX IF NOT EXISTS doubts_id ON doubts (id);

-- What a decision of the kind `write` did to the graphs that keys' holders write: quads, never the text of an update.
CREATE TABLE IF NOT EXISTS writes (
  seq       BIGINT NOT NULL REFERENCES entries (seq),
  place     INTEGER NOT NULL,            -- order within the write
  operation TEXT NOT NULL CHECK (operation IN ('add', 'remove', 'create', 'clear', 'drop')),
  graph     TEXT NOT NULL DEFAULT '',    -- IRI of the graph to create, clear or drop; '' is the default graph
  quads     TEXT NOT NULL DEFAULT '',    -- N-Quads to add or to remove
  PRIMARY KEY (seq, place)
);

CREATE OR REPLACE FUNCTION journal_is_append_only() RETURNS trigger LANGUAGE plpgsql AS
  $$ BEGIN RAISE EXCEPTION 'the journal is append-only'; END $$;
CREATE OR REPLACE TRIGGER entries_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON entries
  FOR EACH STATEMENT EXECUTE FUNCTION journal_is_append_only();
CREATE OR REPLACE TRIGGER statements_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON statements
  FOR EACH STATEMENT EXECUTE FUNCTION journal_is_append_only();
CREATE OR REPLACE TRIGGER identities_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON identities
  FOR EACH STATEMENT EXECUTE FUNCTION journal_is_append_only();
CREATE OR REPLACE TRIGGER doubts_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON doubts
  FOR EACH STATEMENT EXECUTE FUNCTION journal_is_append_only();
CREATE OR REPLACE TRIGGER writes_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON writes
  FOR EACH STATEMENT EXECUTE FUNCTION journal_is_append_only();

-- What stands now: an article's last outcome, unless a retraction came after it.
CREATE OR REPLACE VIEW standing AS
  SELECT e.seq, e.article, e.learnt_at, e.version, e.extractor, e.published, e.title, e.url, e.path
  FROM entries e
  WHERE e.kind = 'outcome' AND NOT EXISTS (
    SELECT 1 FROM entries later
    WHERE later.article = e.article AND later.seq > e.seq AND later.kind IN ('outcome', 'retraction'));
