-- Format 4 of the log: how a reply is settled whose answer was lost (package reply).

-- When Meta was last asked to send it; milliseconds since 1970, 0 if it never was.
ALTER TABLE reply ADD COLUMN attempted INTEGER NOT NULL DEFAULT 0;
-- 1: its answer is lost, and it is being looked for at Meta. What comes after it in its conversation waits.
ALTER TABLE reply ADD COLUMN searched INTEGER NOT NULL DEFAULT 0;

CREATE INDEX reply_message ON reply (message_id) WHERE message_id IS NOT NULL;
-- Those of which Meta's id is still to come, with an echo or otherwise.
CREATE INDEX reply_unnamed ON reply (conversation, sequence)
    WHERE message_id IS NULL AND state IN ('sending', 'unknown', 'sent');

-- The token of Instagram Login that Meta gave in place of the one in accessTokenFile (package graph).
CREATE TABLE refreshed_token (
    only     INTEGER PRIMARY KEY CHECK (only = 1), -- one row, or none
    source   TEXT    NOT NULL, -- SHA-256, hexadecimal, of the token in accessTokenFile that it descends from
    token    TEXT    NOT NULL,
    obtained INTEGER NOT NULL, -- milliseconds since 1970
    expires  INTEGER           -- milliseconds since 1970; NULL if Meta did not tell
) STRICT;
