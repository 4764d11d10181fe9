-- Format 2 of the log: what format 1 lacks, and a memory of what has been seen that stays cheap when it is large.

ALTER TABLE event RENAME TO old_event;

-- The events that can be read, in order, without gaps.
CREATE TABLE event (
    sequence     INTEGER PRIMARY KEY,
    id           TEXT    NOT NULL,
    event        TEXT    NOT NULL,
    conversation TEXT,
    time         INTEGER NOT NULL, -- milliseconds since 1970
    received     INTEGER NOT NULL, -- milliseconds since 1970
    data         TEXT    NOT NULL, -- JSON
    raw          BLOB              -- the item byte for byte as Meta sent it; NULL if it was not sent by Meta
) STRICT;
INSERT INTO event
    SELECT sequence, id, event, conversation, time, received, data, raw
    FROM old_event JOIN content USING (sequence) ORDER BY sequence;

-- The last event whose retention is over, or 0: the sequence goes on behind it, also when none is left.
CREATE TABLE expired (
    only     INTEGER PRIMARY KEY CHECK (only = 1),
    sequence INTEGER NOT NULL,
    received INTEGER           -- of the last that Meta sent; milliseconds since 1970
) STRICT;
INSERT INTO expired
    SELECT 1,
           coalesce((SELECT min(sequence) - 1 FROM content), (SELECT max(sequence) FROM old_event), 0),
           (SELECT received FROM old_event WHERE event NOT GLOB 'reply.*' ORDER BY sequence DESC LIMIT 1);

-- The fingerprints of the ids of all events that are to be recognised when they come again, longer than they can be read.
CREATE TABLE seen (
    fingerprint BLOB PRIMARY KEY,
    sequence    INTEGER NOT NULL,
    day         INTEGER NOT NULL -- days since 1970; remembered from here on
) STRICT, WITHOUT ROWID;
INSERT INTO seen SELECT fingerprint(id), sequence, received / 86400000 FROM old_event ORDER BY 1;

-- The newest of them, not yet in there: one row per commit, in order. Fingerprints come in no order, so each that is put into
-- the table above alone costs a page of its own. So they are collected here and put there in their order, many to a page.
CREATE TABLE fresh (
    sequence     INTEGER PRIMARY KEY, -- of the last
    fingerprints BLOB NOT NULL        -- 16 bytes each
) STRICT;

DROP TABLE old_event;
DROP TABLE content;

-- Where applications that read under a name have committed to.
CREATE TABLE consumer (
    name      TEXT PRIMARY KEY,
    sequence  INTEGER NOT NULL, -- the last event that it has processed; 0 before the first
    committed INTEGER NOT NULL  -- milliseconds since 1970
) STRICT, WITHOUT ROWID;
