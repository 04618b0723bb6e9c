-- What a pull from a node or an explorer establishes beside transfers. All of it is evidence: inserted once,
-- sealed, never updated or deleted. Accounts and assets go by their canonical text here.

CREATE TABLE node (
    id BIGINT NOT NULL,
    acquisition INTEGER NOT NULL,
    chain TEXT NOT NULL,
    endpoint TEXT NOT NULL,          -- without secrets
    abilities TEXT NOT NULL,         -- canonical JSON: what the endpoint answered when it was probed
    digest BLOB NOT NULL
);

CREATE TABLE coverage (
    id BIGINT NOT NULL,
    acquisition INTEGER NOT NULL,
    first_block BIGINT NOT NULL,
    last_block BIGINT NOT NULL,      -- inclusive
    address TEXT NOT NULL,           -- canonical; '' for every account
    what TEXT NOT NULL,              -- native, internal, token, blocks, receipts
    method TEXT NOT NULL,            -- how: block scan, trace_filter, ots_search, eth_getLogs, txlist, ...
    chain TEXT NOT NULL,
    digest BLOB NOT NULL
);

CREATE TABLE header (
    id BIGINT NOT NULL,
    acquisition INTEGER NOT NULL,
    number BIGINT NOT NULL,
    gas_used BIGINT NOT NULL,
    base_fee HUGEINT,                -- NULL before EIP-1559
    hash BLOB NOT NULL,
    beneficiary TEXT NOT NULL,       -- canonical: who is paid for the block
    chain TEXT NOT NULL,
    digest BLOB NOT NULL
);

CREATE TABLE finality (
    id BIGINT NOT NULL,
    acquisition INTEGER NOT NULL,
    number BIGINT NOT NULL,          -- blocks up to here were final when this was asked; younger ones are provisional
    hash BLOB NOT NULL,
    chain TEXT NOT NULL,
    digest BLOB NOT NULL
);

CREATE TABLE superseded (
    id BIGINT NOT NULL,
    acquisition INTEGER NOT NULL,    -- of the contact that found the reorganisation
    evidence_row BIGINT NOT NULL,    -- id of the row that no longer stands
    block BIGINT NOT NULL,
    evidence TEXT NOT NULL,          -- table: block, header, chain_transaction, receipt, transfer, balance, nonce, coverage
    replaced_by BLOB NOT NULL,       -- hash of the block that stands at this height now
    chain TEXT NOT NULL,
    digest BLOB NOT NULL
);

CREATE TABLE balance (
    id BIGINT NOT NULL,
    acquisition INTEGER NOT NULL,
    block BIGINT NOT NULL,           -- at the end of this block; -1: before the first one
    a0 UBIGINT NOT NULL,
    a1 UBIGINT NOT NULL,
    a2 UBIGINT NOT NULL,
    a3 UBIGINT NOT NULL,
    address TEXT NOT NULL,
    asset TEXT NOT NULL,             -- key of the asset
    endpoint TEXT NOT NULL,          -- who said so: a second provider's word stands beside the first one's
    chain TEXT NOT NULL,
    digest BLOB NOT NULL
);

CREATE TABLE nonce (
    id BIGINT NOT NULL,
    acquisition INTEGER NOT NULL,
    block BIGINT NOT NULL,           -- at the end of this block; -1: before the first one
    nonce BIGINT NOT NULL,           -- transactions sent so far
    address TEXT NOT NULL,
    endpoint TEXT NOT NULL,
    chain TEXT NOT NULL,
    digest BLOB NOT NULL
);

CREATE TABLE extra_fee (
    id BIGINT NOT NULL,
    acquisition INTEGER NOT NULL,
    block BIGINT NOT NULL,
    fee HUGEINT NOT NULL,            -- base units of the chain's coin, paid by the sender on top of gas
    hash BLOB NOT NULL,              -- of the transaction
    kind TEXT NOT NULL,              -- blob (EIP-4844), l1 (what a rollup pays for data)
    chain TEXT NOT NULL,
    digest BLOB NOT NULL
);

CREATE TABLE frontier (
    id BIGINT NOT NULL,
    acquisition INTEGER NOT NULL,
    hop INTEGER NOT NULL,
    counterparties BIGINT,           -- NULL where they were not counted
    address TEXT NOT NULL,
    reason TEXT NOT NULL,            -- service, contract, budget, hops, value
    detail TEXT NOT NULL,
    digest BLOB NOT NULL
);

CREATE TABLE suspect (
    id BIGINT NOT NULL,
    acquisition INTEGER NOT NULL,
    asset TEXT NOT NULL,             -- key of the asset
    reason TEXT NOT NULL,            -- look_alike, decimals, no_balance_change, no_metadata, ...
    detail TEXT NOT NULL,
    digest BLOB NOT NULL
);

CREATE TABLE price (
    id BIGINT NOT NULL,
    acquisition INTEGER NOT NULL,
    time BIGINT NOT NULL,            -- UTC seconds at which the source says it held
    asset TEXT NOT NULL,             -- key of the asset, or its symbol where the source tells no more
    fiat TEXT NOT NULL,              -- ISO 4217
    price TEXT NOT NULL,             -- exact decimal text, fiat per whole unit of the asset
    source TEXT NOT NULL,
    digest BLOB NOT NULL
);

CREATE TABLE actor (
    id BIGINT NOT NULL,
    acquisition INTEGER NOT NULL,
    actor TEXT NOT NULL,             -- identifier that tags refer to
    label TEXT NOT NULL,
    uri TEXT NOT NULL,
    categories TEXT NOT NULL,        -- JSON list
    jurisdictions TEXT NOT NULL,     -- JSON list of ISO 3166 codes
    note TEXT NOT NULL,
    digest BLOB NOT NULL
);

CREATE TABLE proof (
    id BIGINT NOT NULL,
    acquisition INTEGER NOT NULL,
    block BIGINT NOT NULL,
    tx_index INTEGER NOT NULL,
    tx_hash BLOB NOT NULL,
    block_hash BLOB NOT NULL,
    body TEXT NOT NULL,              -- canonical JSON: header, receipt and transaction with their Merkle nodes
    chain TEXT NOT NULL,
    digest BLOB NOT NULL
);

-- What stands: a reorganisation of the chain leaves its rows as evidence, and outside of every graph.
CREATE VIEW standing_block AS
    SELECT block.* FROM block ANTI JOIN (
        SELECT evidence_row FROM superseded WHERE evidence = 'block'
    ) AS gone ON gone.evidence_row = block.id;

CREATE VIEW standing_transaction AS
    SELECT chain_transaction.* FROM chain_transaction ANTI JOIN (
        SELECT evidence_row FROM superseded WHERE evidence = 'chain_transaction'
    ) AS gone ON gone.evidence_row = chain_transaction.id;

CREATE VIEW standing_receipt AS
    SELECT receipt.* FROM receipt ANTI JOIN (
        SELECT evidence_row FROM superseded WHERE evidence = 'receipt'
    ) AS gone ON gone.evidence_row = receipt.id;

CREATE VIEW standing_transfer AS
    SELECT transfer.* FROM transfer ANTI JOIN (
        SELECT evidence_row FROM superseded WHERE evidence = 'transfer'
    ) AS gone ON gone.evidence_row = transfer.id;

CREATE OR REPLACE VIEW moved AS
    SELECT standing_transfer.* FROM standing_transfer
    ANTI JOIN (SELECT hash FROM standing_receipt WHERE NOT ok) AS failed
        ON failed.hash = standing_transfer.tx_hash
    WHERE standing_transfer.ok;
