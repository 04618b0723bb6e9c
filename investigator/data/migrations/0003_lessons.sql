-- What taught which model: kept beside the journal line `train` that names its seal; never updated or deleted.

CREATE TABLE lesson (
    id INTEGER PRIMARY KEY,
    model TEXT NOT NULL,
    model_hash TEXT NOT NULL,
    started_from TEXT NOT NULL,      -- the model that was fine-tuned, '' for none
    graph TEXT NOT NULL,             -- SHA-256 of the transfers that were looked at
    labels TEXT NOT NULL,            -- SHA-256 over account numbers and verdicts, as the model's card has it
    features TEXT NOT NULL,          -- SHA-256 over the features, as the model's card has it
    done_at BIGINT NOT NULL,         -- UTC seconds
    seal TEXT NOT NULL               -- SHA-256 over the rows below
);

CREATE TABLE lesson_label (
    lesson INTEGER NOT NULL,
    account BIGINT NOT NULL,
    illicit BOOLEAN NOT NULL,
    part TEXT NOT NULL,              -- train, validation, test: who was learned from, who chose, who judged
    own BOOLEAN NOT NULL,            -- the analyst's own; else an imported source's
    confidence INTEGER NOT NULL,     -- 0 to 100
    tier TEXT NOT NULL,
    label TEXT NOT NULL,
    category TEXT NOT NULL,
    source TEXT NOT NULL,
    note TEXT NOT NULL,
    annotator TEXT NOT NULL,         -- who wrote the journal line
    entry BIGINT NOT NULL,           -- that line's number
    said_at BIGINT NOT NULL,         -- UTC microseconds, as the line has it
    label_hash TEXT NOT NULL         -- SHA-256 over the address, the label's text and meaning
);
