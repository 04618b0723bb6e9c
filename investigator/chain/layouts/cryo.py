"""The layouts of cryo: Parquet with bytes or hexadecimal text, amounts as bytes, text or decimals."""

from __future__ import annotations

from investigator.chain.layouts import events, lists, movements, records
from investigator.chain.layouts.layout import Layout
from investigator.chain.layouts.rows import Fields

_BLOCK = {"block": ("block_number",), "time": ("timestamp", "block_timestamp"), "chain_id": ("chain_id",)}
_HERE = {
    **_BLOCK,
    **{"tx_index": ("transaction_index", "transaction_position"), "hash": ("transaction_hash",)},
}
_PARTIES = {"from": ("from_address",), "to": ("to_address",)}


def _u256(name: str) -> tuple[str, ...]:
    """The columns that may hold a number, exact ones first."""
    return tuple(
        f"{name}{kind}"
        for kind in ("_binary", "_string", "_str", "_decimal128", "_d128", "", "_f64", "_f32")
    )


_VALUE: Fields = {"value": _u256("value")}

BLOCKS = Layout(
    "cryo blocks",
    frozenset({"block_hash", "block_number", "timestamp", "author"}),
    {
        **{"block": ("block_number",), "time": ("timestamp",), "hash": ("block_hash",)},
        **{"parent": ("parent_hash",), "miner": ("author",), "gas_used": ("gas_used",)},
        **{"base_fee": ("base_fee_per_gas",), "chain_id": ("chain_id",)},
    },
    lambda: records.blocks,
    2,
    learn=lists.learn_times,
)
TRANSACTIONS = Layout(
    "cryo transactions",
    frozenset({"transaction_hash", "block_number", "nonce", "from_address", "to_address", "gas_limit"}),
    {
        **_HERE,
        **_PARTIES,
        **_VALUE,
        **{
            "nonce": ("nonce",),
            "input": ("input",),
            "gas_used": ("gas_used",),
            "gas_price": ("gas_price",),
        },
        "status": ("success",),
    },
    lambda: records.transactions,
    3,
    required=("value",),
)
LOGS = Layout(
    "cryo logs",
    frozenset({"log_index", "transaction_hash", "block_number", "address", "topic0", "topic3", "data"}),
    {
        **_HERE,
        **{name: (name,) for name in ("log_index", "address", "data", *(f"topic{i}" for i in range(4)))},
    },
    lambda: events.logs,
    5,
)
ERC20_TRANSFERS = Layout(
    "cryo ERC-20 transfers",
    frozenset({"erc20", "log_index", "transaction_hash", "from_address", "to_address"}),
    {**_HERE, **_PARTIES, **_VALUE, "token": ("erc20",), "log_index": ("log_index",)},
    lambda: movements.token_transfers,
    6,
    required=("value",),
)
ERC721_TRANSFERS = Layout(
    "cryo ERC-721 transfers",
    frozenset({"log_index", "transaction_hash", "from_address", "to_address"}),
    {
        **{**_HERE, **_PARTIES, "token": ("erc721", "erc20"), "log_index": ("log_index",)},
        "token_id": (*_u256("token_id"), *_u256("id")),
    },
    lambda: movements.token_transfers,
    6,
    required=("token", "token_id"),
)
TRACES = Layout(
    "cryo traces",
    frozenset(
        {"action_from", "action_to", "action_value", "action_type", "trace_address", "transaction_hash"}
    ),
    {
        **_HERE,
        **{
            "from": ("action_from",),
            "to": ("action_to",),
            "value": ("action_value",),
            "kind": ("action_type",),
        },
        **{"call_type": ("action_call_type",), "created": ("result_address",), "path": ("trace_address",)},
        "error": ("error",),
    },
    movements.Traces,
    7,
)
NATIVE_TRANSFERS = Layout(
    "cryo native transfers",
    frozenset({"transfer_index", "transaction_hash", "from_address", "to_address"}),
    {**_HERE, **_PARTIES, **_VALUE},
    movements.NativeTransfers,
    8,
    required=("value",),
)
CONTRACTS = Layout(
    "cryo contracts",
    frozenset({"contract_address", "deployer", "factory", "create_index"}),
    {"address": ("contract_address",), "chain_id": ("chain_id",)},
    lambda: lists.contracts,
    1,
)
TOKENS = Layout(
    "cryo ERC-20 metadata",
    frozenset({"erc20", "symbol", "name", "decimals"}),
    {"address": ("erc20",), **{name: (name,) for name in ("symbol", "name", "decimals", "chain_id")}},
    lambda: lists.tokens,
    0,
    learn=lists.learn_tokens,
)
BALANCES = Layout(
    "cryo balances",
    frozenset({"address", "block_number", "chain_id"}),
    {**_BLOCK, **{"address": ("address",), "token": ("erc20",), "value": _u256("balance")}},
    lambda: lists.balances,
    9,
    required=("value",),
)
LAYOUTS = (
    *(BLOCKS, TRANSACTIONS, TRACES, LOGS, ERC20_TRANSFERS, NATIVE_TRANSFERS, CONTRACTS, TOKENS),
    *(ERC721_TRANSFERS, BALANCES),
)
