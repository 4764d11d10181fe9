-- Format 4 of the log: how a reply is settled whose answer was lost (package reply).

-- When Meta was last asked to send it; milliseconds since 1970, 0 if it never was.
ALTER TABLE reply ADD COLUMN attempted INTEGER NOT NULL DEFAULT 0;
-- 1: its answer is lost, and it is being looked for at Meta. What comes after it in its conversation waits.
ALTER TABLE reply ADD COLUMN searched INTEGER NOT NULL DEFAULT 0;

CREATE INDEX reply_message ON reply (message_id) WHERE message_id IS NOT NULL;
CREATE INDEX reply_unanswered ON reply (conversation, sequence) WHERE state IN ('sending', 'unknown');
