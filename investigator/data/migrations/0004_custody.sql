-- Who vouches for the journal, and who saw it when. Rows are inserted once, never updated or deleted.

CREATE TABLE signature (
    id INTEGER PRIMARY KEY,          -- 1, 2, 3, ... without gaps
    first_seq BIGINT NOT NULL,       -- journal lines from here ...
    last_seq BIGINT NOT NULL,        -- ... to here
    statement TEXT NOT NULL,         -- canonical JSON: what is signed, see investigator/cases/custody/statement.py
    signature TEXT NOT NULL,         -- hexadecimal
    hash TEXT NOT NULL               -- SHA-256 over statement and signature; the next statement names it
);

CREATE TABLE time_stamp (
    id INTEGER PRIMARY KEY,
    seq BIGINT NOT NULL,             -- the last journal line that is covered
    kind TEXT NOT NULL,              -- rfc3161, opentimestamps
    authority TEXT NOT NULL,         -- who was asked, without secrets
    target TEXT NOT NULL,            -- canonical JSON: what is stamped
    token BLOB NOT NULL,             -- the answer, as it came
    roots TEXT NOT NULL,             -- PEM of the certificates that the authority was known by, '' for none
    stamped_at BIGINT NOT NULL,      -- UTC seconds, by this machine's clock
    hash TEXT NOT NULL               -- SHA-256 over all of the above
);
