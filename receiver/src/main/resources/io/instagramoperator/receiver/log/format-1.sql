-- Format 1 of the log. Each file makes of the format before it the one in its name, kept in PRAGMA user_version.

-- One row per event ever accepted, in order. Outlives the content: it is also the memory of what has been seen.
-- sequence has no gaps, and the newest row is never deleted, so counting goes on after everything has expired.
CREATE TABLE event (
    sequence     INTEGER PRIMARY KEY,
    id           TEXT    NOT NULL UNIQUE,
    event        TEXT    NOT NULL,
    conversation TEXT,
    time         INTEGER NOT NULL, -- milliseconds since 1970
    received     INTEGER NOT NULL  -- milliseconds since 1970
) STRICT;

-- What applications read of an event, until the retention is over.
CREATE TABLE content (
    sequence INTEGER PRIMARY KEY,
    data     TEXT NOT NULL, -- JSON
    raw      BLOB           -- the item byte for byte as Meta sent it; NULL if it was not sent by Meta
) STRICT;

-- Replies in the order of acceptance, until some days after Meta has settled them (package reply).
CREATE TABLE reply (
    sequence        INTEGER PRIMARY KEY,
    id              TEXT    NOT NULL UNIQUE,
    idempotency_key TEXT    UNIQUE,
    conversation    TEXT    NOT NULL,
    body            BLOB    NOT NULL, -- byte for byte as Meta gets it
    state           TEXT    NOT NULL,
    attempts        INTEGER NOT NULL,
    message_id      TEXT,
    error_class     TEXT,
    error_code      INTEGER,
    error_subcode   INTEGER,
    error_message   TEXT,
    changed         INTEGER NOT NULL -- milliseconds since 1970
) STRICT;
CREATE INDEX reply_state ON reply (state, changed);

-- One row from the moment that Meta was first asked to subscribe something (package watch).
CREATE TABLE footprint (
    only INTEGER PRIMARY KEY CHECK (only = 1)
) STRICT;
