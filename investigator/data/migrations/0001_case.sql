-- Evidence: rows are inserted once and never updated or deleted.
-- `digest` is the first 16 bytes of SHA-256 over the row's canonical text (see investigator/data/evidence.py).

CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL);

CREATE TABLE acquisition (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,              -- csv, parquet, blocks, tagpack, labels, ...
    source TEXT NOT NULL,            -- file name or endpoint, never with a secret
    request TEXT NOT NULL,           -- canonical JSON: mapping, options, or the call made
    sha256 TEXT NOT NULL,            -- of the raw answer
    bytes BIGINT NOT NULL,           -- size of the raw answer
    acquired_at BIGINT NOT NULL,     -- UTC seconds
    tool TEXT NOT NULL,              -- program and version
    pin TEXT NOT NULL,               -- canonical JSON: block numbers and hashes that this answer is pinned to
    seal TEXT NOT NULL               -- SHA-256 over the seals of all evidence rows of this acquisition
);

CREATE TABLE raw_answer (
    sha256 TEXT NOT NULL,            -- of the whole answer
    part INTEGER NOT NULL,
    codec TEXT NOT NULL,             -- zstd
    size BIGINT NOT NULL,            -- of this part, uncompressed
    content BLOB NOT NULL,
    PRIMARY KEY (sha256, part)
);

CREATE TABLE seal (
    acquisition INTEGER NOT NULL,
    evidence TEXT NOT NULL,          -- table name
    first_id BIGINT NOT NULL,
    last_id BIGINT NOT NULL,
    rows BIGINT NOT NULL,
    sha256 TEXT NOT NULL             -- over the hexadecimal digests of the rows in order of id
);

CREATE TABLE account (
    id BIGINT NOT NULL,              -- 0, 1, 2, ... without gaps
    acquisition INTEGER NOT NULL,
    address TEXT NOT NULL,           -- canonical: CAIP-10 or namespace:id
    digest BLOB NOT NULL
);

CREATE TABLE contract (
    id BIGINT NOT NULL,
    acquisition INTEGER NOT NULL,
    account BIGINT NOT NULL,         -- known to be a contract: created, or it emitted a log
    digest BLOB NOT NULL
);

CREATE TABLE asset (
    id BIGINT NOT NULL,
    acquisition INTEGER NOT NULL,
    decimals INTEGER,                -- NULL: not known, amounts are shown in base units
    key TEXT NOT NULL,               -- CAIP-19 such as eip155:1/erc20:0x..., or namespace/SYMBOL
    symbol TEXT NOT NULL,
    digest BLOB NOT NULL
);

CREATE TABLE block (
    id BIGINT NOT NULL,
    acquisition INTEGER NOT NULL,
    number BIGINT NOT NULL,
    time BIGINT NOT NULL,
    hash BLOB NOT NULL,
    parent BLOB NOT NULL,
    chain TEXT NOT NULL,             -- CAIP-2
    digest BLOB NOT NULL
);

CREATE TABLE chain_transaction (
    id BIGINT NOT NULL,
    acquisition INTEGER NOT NULL,
    block BIGINT NOT NULL,
    tx_index INTEGER NOT NULL,
    time BIGINT NOT NULL,
    hash BLOB NOT NULL,
    sender BIGINT NOT NULL,          -- account ids
    receiver BIGINT,                 -- NULL: creates a contract
    created BIGINT,                  -- the contract that the transaction creates, from sender and nonce
    nonce BIGINT NOT NULL,
    v0 UBIGINT NOT NULL,             -- value in base units, little-endian 64-bit limbs
    v1 UBIGINT NOT NULL,
    v2 UBIGINT NOT NULL,
    v3 UBIGINT NOT NULL,
    selector TEXT NOT NULL,          -- first four bytes of the input, '' for a plain transfer
    chain TEXT NOT NULL,
    digest BLOB NOT NULL
);

CREATE TABLE receipt (
    id BIGINT NOT NULL,
    acquisition INTEGER NOT NULL,
    block BIGINT NOT NULL,
    hash BLOB NOT NULL,              -- of the transaction; the receipt may come before or after it
    ok BOOLEAN,                      -- NULL before Byzantium, when receipts carried no status
    gas_used BIGINT NOT NULL,
    gas_price HUGEINT,               -- effective; NULL where the receipt does not say
    chain TEXT NOT NULL,
    digest BLOB NOT NULL
);

CREATE TABLE transfer (
    id BIGINT NOT NULL,
    acquisition INTEGER NOT NULL,
    src BIGINT NOT NULL,             -- account ids
    dst BIGINT NOT NULL,
    asset BIGINT NOT NULL,
    a0 UBIGINT NOT NULL,             -- amount in base units, little-endian 64-bit limbs: up to 2^256 - 1
    a1 UBIGINT NOT NULL,
    a2 UBIGINT NOT NULL,
    a3 UBIGINT NOT NULL,
    time BIGINT NOT NULL,            -- on `clock`
    clock UTINYINT NOT NULL,         -- records.Clock
    block BIGINT,
    tx_index INTEGER,
    position INTEGER,                -- log index or place among internal transfers
    kind UTINYINT NOT NULL,          -- records.TransferKind
    ok BOOLEAN NOT NULL,             -- false: the transaction failed and nothing moved
    row_number BIGINT,               -- line or row of the file, where that is its identity
    tx_hash BLOB,
    token_id TEXT,                   -- decimal, for ERC-721 and ERC-1155
    digest BLOB NOT NULL
);

CREATE TABLE tag (
    id BIGINT NOT NULL,
    acquisition INTEGER NOT NULL,
    confidence INTEGER NOT NULL,     -- 0 to 100
    address TEXT NOT NULL,           -- canonical; it need not be in the case yet
    label TEXT NOT NULL,
    category TEXT NOT NULL,          -- concept, see investigator/cases/taxonomy.py
    source TEXT NOT NULL,
    note TEXT NOT NULL,
    claimed_on TEXT NOT NULL,        -- date as the source gives it, or ''
    illicit BOOLEAN,                 -- what it means to a model; NULL: nothing either way
    digest BLOB NOT NULL
);

CREATE TABLE bad_row (
    id BIGINT NOT NULL,
    acquisition INTEGER NOT NULL,
    line BIGINT NOT NULL,
    reason TEXT NOT NULL,
    content TEXT NOT NULL,           -- the first 500 characters
    digest BLOB NOT NULL
);

-- What moved: transfers of failed transactions are kept as evidence, and are no part of any graph.
CREATE VIEW moved AS
    SELECT transfer.* FROM transfer
    ANTI JOIN (SELECT hash FROM receipt WHERE NOT ok) AS failed ON failed.hash = transfer.tx_hash
    WHERE transfer.ok;

-- The journal: what was done, an append-only hash chain.

CREATE TABLE journal (
    seq BIGINT PRIMARY KEY,          -- 1, 2, 3, ... without gaps
    verb TEXT NOT NULL,
    done_at BIGINT NOT NULL,         -- UTC microseconds
    who TEXT NOT NULL,
    tool TEXT NOT NULL,
    body TEXT NOT NULL,              -- canonical JSON
    prev TEXT NOT NULL,              -- hash of the line before, 64 zeros for the first
    hash TEXT NOT NULL               -- SHA-256 of the canonical JSON of all the above
);

-- Results: computed, each naming what it was computed from.

CREATE TABLE score_run (
    id INTEGER PRIMARY KEY,
    model TEXT NOT NULL,
    model_hash TEXT NOT NULL,
    input_hash TEXT NOT NULL,
    done_at BIGINT NOT NULL,         -- UTC seconds
    seal TEXT NOT NULL               -- SHA-256 over the rows below
);

CREATE TABLE score (
    run INTEGER NOT NULL,
    account BIGINT NOT NULL,
    raw DOUBLE NOT NULL,
    calibrated DOUBLE NOT NULL,
    abstained BOOLEAN NOT NULL,
    baseline DOUBLE,
    reasons TEXT NOT NULL            -- JSON list of {text, weight, feature}
);

CREATE TABLE cluster_score (
    run INTEGER NOT NULL,
    cluster INTEGER NOT NULL,
    score DOUBLE NOT NULL,
    calibrated DOUBLE NOT NULL,
    members TEXT NOT NULL,           -- JSON list of account ids
    reasons TEXT NOT NULL
);
