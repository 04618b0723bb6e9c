-- Lines of the journals of other copies of this case, as they are there: what a journal line `graft` took in.

CREATE TABLE grafted_line (
    stretch TEXT NOT NULL,           -- hash of the last line that was taken in with this one
    seq BIGINT NOT NULL,             -- and all others as in `journal`
    verb TEXT NOT NULL,
    done_at BIGINT NOT NULL,
    who TEXT NOT NULL,
    tool TEXT NOT NULL,
    body TEXT NOT NULL,
    prev TEXT NOT NULL,
    hash TEXT NOT NULL
);
