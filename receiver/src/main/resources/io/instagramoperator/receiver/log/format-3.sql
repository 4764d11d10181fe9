-- Format 3 of the log: how far each subscription is (package delivery).

CREATE TABLE subscription (
    name       TEXT    PRIMARY KEY,
    settled    INTEGER NOT NULL, -- every event up to this sequence is settled: delivered, dead or parked
    ahead      BLOB    NOT NULL, -- those above it that are settled too; few, as it is bounded by what is in flight
    first_seen INTEGER NOT NULL, -- milliseconds since 1970
    gone       TEXT              -- what of its endpoint's configuration was answered 410; NULL if it was not
) STRICT, WITHOUT ROWID;

-- Events that failed and wait for the next attempt, and those of the same conversation that stand behind them.
CREATE TABLE parked (
    subscription TEXT    NOT NULL,
    replay       INTEGER NOT NULL, -- 0: not of a replay
    sequence     INTEGER NOT NULL,
    conversation TEXT,
    since        INTEGER NOT NULL, -- what its greatest age is counted from; milliseconds since 1970
    attempts     INTEGER NOT NULL,
    first_error  TEXT,             -- JSON {kind, message, at}
    last_error   TEXT,
    PRIMARY KEY (subscription, replay, sequence)
) STRICT, WITHOUT ROWID;

-- Events that were given up, until somebody has them tried again or the retention is over since then.
CREATE TABLE dead_letter (
    subscription TEXT    NOT NULL,
    sequence     INTEGER NOT NULL,
    id           TEXT    NOT NULL,
    reason       TEXT    NOT NULL,
    attempts     INTEGER NOT NULL,
    first_error  TEXT,
    last_error   TEXT,
    died         INTEGER NOT NULL, -- milliseconds since 1970
    PRIMARY KEY (subscription, sequence)
) STRICT, WITHOUT ROWID;
CREATE INDEX dead_letter_id ON dead_letter (subscription, id);

-- Stretches of the log that a subscription is to get once more.
CREATE TABLE replay (
    subscription TEXT    NOT NULL,
    replay       INTEGER NOT NULL, -- from 1
    settled      INTEGER NOT NULL, -- as in table subscription
    ahead        BLOB    NOT NULL,
    last         INTEGER NOT NULL, -- sequence of the last event that belongs to it
    conversation TEXT,             -- NULL: all
    asked        INTEGER NOT NULL, -- milliseconds since 1970
    PRIMARY KEY (subscription, replay)
) STRICT, WITHOUT ROWID;
