-- Format 2 of the log: what format 1 lacks.

-- Where applications that read under a name have committed to.
CREATE TABLE consumer (
    name      TEXT PRIMARY KEY,
    sequence  INTEGER NOT NULL, -- the last event that it has processed; 0 before the first
    committed INTEGER NOT NULL  -- milliseconds since 1970
) STRICT, WITHOUT ROWID;
