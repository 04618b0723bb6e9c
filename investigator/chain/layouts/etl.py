"""The layouts of ethereum-etl, as CSV, as lines of JSON, and as the public data sets keep them in Parquet."""

from __future__ import annotations

from investigator.chain.layouts import events, lists, movements, records
from investigator.chain.layouts.layout import Layout

_BLOCK = {"block": ("block_number",), "time": ("block_timestamp",)}
_HERE = {**_BLOCK, "tx_index": ("transaction_index",), "hash": ("transaction_hash",)}
_PARTIES = {"from": ("from_address",), "to": ("to_address",), "value": ("value",)}

BLOCKS = Layout(
    "ethereum-etl blocks",
    frozenset({"number", "hash", "parent_hash", "miner", "timestamp", "transactions_root"}),
    {
        **{"block": ("number",), "time": ("timestamp",), "hash": ("hash",), "parent": ("parent_hash",)},
        **{"miner": ("miner",), "gas_used": ("gas_used",), "base_fee": ("base_fee_per_gas",)},
        "withdrawals": ("withdrawals",),
    },
    lambda: records.blocks,
    2,
    learn=lists.learn_times,
)
TRANSACTIONS = Layout(
    "ethereum-etl transactions",
    frozenset({"hash", "nonce", "block_number", "from_address", "to_address", "value", "gas", "input"}),
    {
        **_BLOCK,
        **_PARTIES,
        **{"tx_index": ("transaction_index",), "hash": ("hash",), "nonce": ("nonce",), "input": ("input",)},
        **{"gas_used": ("receipt_gas_used",), "gas_price": ("receipt_effective_gas_price", "gas_price")},
        "status": ("receipt_status",),
        "gas": ("gas",),
    },
    lambda: records.transactions,
    3,
    names=lists.learn_names,
)
RECEIPTS = Layout(
    "ethereum-etl receipts",
    frozenset({"transaction_hash", "block_number", "cumulative_gas_used", "gas_used"}),
    {
        **_HERE,
        **{"gas_used": ("gas_used",), "gas_price": ("effective_gas_price",), "status": ("status",)},
        **{"created": ("contract_address",), "l1_fee": ("l1_fee",)},
    },
    lambda: records.receipts,
    4,
)
LOGS = Layout(
    "ethereum-etl logs",
    frozenset({"log_index", "transaction_hash", "block_number", "address", "data", "topics"}),
    {**_HERE, **{name: (name,) for name in ("log_index", "address", "data", "topics")}},
    lambda: events.logs,
    5,
)
TOKEN_TRANSFERS = Layout(
    "ethereum-etl token transfers",
    frozenset({"token_address", "from_address", "to_address", "value", "transaction_hash", "log_index"}),
    {**_HERE, **_PARTIES, "token": ("token_address",), "log_index": ("log_index",)},
    lambda: movements.token_transfers,
    6,
)
TRACES = Layout(
    "ethereum-etl traces",
    frozenset({"from_address", "to_address", "value", "trace_type", "call_type", "trace_address"}),
    {
        **_HERE,
        **_PARTIES,
        **{"kind": ("trace_type",), "call_type": ("call_type",), "path": ("trace_address",)},
        **{"status": ("status",), "error": ("error",)},
    },
    movements.Traces,
    7,
)
CONTRACTS = Layout(
    "ethereum-etl contracts",
    frozenset({"address", "bytecode", "function_sighashes"}),
    {"address": ("address",), "erc721": ("is_erc721",)},
    lambda: lists.contracts,
    1,
    learn=lists.learn_contracts,
)
TOKENS = Layout(
    "ethereum-etl tokens",
    frozenset({"address", "symbol", "name", "decimals", "total_supply"}),
    {name: (name,) for name in ("address", "symbol", "name", "decimals")},
    lambda: lists.tokens,
    0,
    learn=lists.learn_tokens,
)
LAYOUTS = (BLOCKS, TRANSACTIONS, RECEIPTS, TRACES, LOGS, TOKEN_TRANSFERS, CONTRACTS, TOKENS)
