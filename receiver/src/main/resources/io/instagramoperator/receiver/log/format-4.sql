-- Format 4 of the log: what lets replies, the token and gaps be seen through.

-- When Meta was last asked to send a reply (package reply); milliseconds since 1970, 0 if it never was.
ALTER TABLE reply ADD COLUMN attempted INTEGER NOT NULL DEFAULT 0;
-- 1: its answer is lost, and it is being looked for at Meta. What comes after it in its conversation waits.
ALTER TABLE reply ADD COLUMN searched INTEGER NOT NULL DEFAULT 0;

CREATE INDEX reply_message ON reply (message_id) WHERE message_id IS NOT NULL;
-- Those of which Meta's id is still to come, with an echo or otherwise.
CREATE INDEX reply_unnamed ON reply (conversation, sequence) WHERE message_id IS NULL;
-- A comment has one private reply.
CREATE INDEX reply_comment ON reply (conversation) WHERE conversation GLOB 'comment:*';

-- The token of Instagram Login that Meta gave in place of the one in accessTokenFile (package graph).
CREATE TABLE refreshed_token (
    only     INTEGER PRIMARY KEY CHECK (only = 1), -- one row, or none
    source   TEXT    NOT NULL, -- SHA-256, hexadecimal, of the token in accessTokenFile that it descends from
    token    TEXT    NOT NULL,
    obtained INTEGER NOT NULL, -- milliseconds since 1970
    expires  INTEGER           -- milliseconds since 1970; NULL if Meta did not tell
) STRICT;

-- The last moment at which all was well: Meta sent webhooks, and they could be stored (package gap). No row before the first one.
CREATE TABLE well (
    only INTEGER PRIMARY KEY CHECK (only = 1),
    at   INTEGER NOT NULL -- milliseconds since 1970
) STRICT;

-- The last gap; at most one row.
CREATE TABLE gap (
    id        INTEGER PRIMARY KEY, -- from 1; another one for each gap, and when one that is being read grows
    began     INTEGER NOT NULL, -- the last moment before it at which all was well; milliseconds since 1970
    ended     INTEGER,          -- NULL: not over
    state     TEXT    NOT NULL,
    recovered INTEGER NOT NULL, -- events
    calls     INTEGER NOT NULL, -- of the Conversations API
    problem   TEXT              -- why it does not go on, or what was left; NULL if there is nothing to say
) STRICT;

-- Conversations that were read for this gap.
CREATE TABLE gap_conversation (
    id       TEXT    PRIMARY KEY, -- Meta's
    complete INTEGER NOT NULL     -- 0: Meta did not show all of it that is in the gap
) STRICT, WITHOUT ROWID;

-- When customers wrote last (package conversation). Drawn from the events in order, when somebody asks, so that taking an event costs nothing more.
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
