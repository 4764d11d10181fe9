-- Format 4 of the log: when customers wrote last (package conversation).

-- Drawn from the events in order, when somebody asks, so that taking an event costs nothing more.
CREATE TABLE reply_window (
    conversation TEXT    PRIMARY KEY,
    opened       INTEGER NOT NULL -- the time of the customer's last message; milliseconds since 1970
) STRICT, WITHOUT ROWID;
CREATE INDEX reply_window_opened ON reply_window (opened);

-- One row from the moment that somebody first asked: the last event that is in there.
CREATE TABLE reply_window_position (
    only     INTEGER PRIMARY KEY CHECK (only = 1),
    sequence INTEGER NOT NULL
) STRICT;
