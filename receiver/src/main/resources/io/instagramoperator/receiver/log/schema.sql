-- Format 1 of the log (PRAGMA user_version). A table that is added here within one release needs no new number.

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
