-- Format 5 of the log: a memory of what has been seen that is written many fingerprints to a row, and in order; and outages of the
-- callback of an app that is shared.

ALTER TABLE seen RENAME TO old_seen;

-- Runs of fingerprints: each is a part of the ids that were seen, in order. A run has 2^bits buckets; the first bits of a fingerprint
-- say in which it is. Short runs become long ones (class SeenMerges), so that there are few of them to be asked.
CREATE TABLE seen (
    place   INTEGER PRIMARY KEY, -- number of the run << 40 | its bits << 32 | bucket
    day     INTEGER NOT NULL,    -- days since 1970; remembered from here on
    entries BLOB    NOT NULL     -- 16 bytes of fingerprint and 8 of the event's sequence each
) STRICT;

-- What was in the table before is the first run: class Format.

-- Outages that ended until then are read back, or count as such: nothing was received before (package gap). No row before the first good moment.
CREATE TABLE outage (
    only  INTEGER PRIMARY KEY CHECK (only = 1),
    until INTEGER NOT NULL -- milliseconds since 1970
) STRICT;
INSERT INTO outage SELECT only, at FROM well;
