-- Format 4 of the log: what the account's access needs beside its files (package graph).

-- The token of Instagram Login that Meta gave in place of the one in accessTokenFile.
CREATE TABLE refreshed_token (
    only     INTEGER PRIMARY KEY CHECK (only = 1), -- one row, or none
    source   TEXT    NOT NULL, -- SHA-256, hexadecimal, of the token in accessTokenFile that it descends from
    token    TEXT    NOT NULL,
    obtained INTEGER NOT NULL, -- milliseconds since 1970
    expires  INTEGER           -- milliseconds since 1970; NULL if Meta did not tell
) STRICT;
