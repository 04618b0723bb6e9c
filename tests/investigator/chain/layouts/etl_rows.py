"""Rows of ethereum-etl's files, in their columns."""

from __future__ import annotations

from tests.investigator.chain.layouts.written import (
    BLOCK_HASH,
    H1,
    H2,
    HUGE,
    NFT,
    PARENT,
    SINGLE,
    TOKEN,
    TRANSFER,
    A,
    B,
    C,
    D,
    word,
)

BLOCKS = [
    {
        **{
            "number": 7,
            "hash": BLOCK_HASH,
            "parent_hash": PARENT,
            "nonce": "0x0",
            "transactions_root": PARENT,
        },
        **{"miner": C, "gas_used": 42000, "timestamp": 1700000000, "base_fee_per_gas": 10**10},
        "withdrawals": [{"index": 5, "validator_index": 1, "address": D, "amount": 3}],
    },
    {
        **{
            "number": 8,
            "hash": PARENT,
            "parent_hash": BLOCK_HASH,
            "nonce": "0x0",
            "transactions_root": PARENT,
        },
        **{"miner": C, "gas_used": 0, "timestamp": 1700000012, "base_fee_per_gas": None, "withdrawals": []},
    },
]
_SENT = {
    "nonce": 3,
    "block_hash": BLOCK_HASH,
    "block_number": 7,
    "gas": 21000,
    "gas_price": 9,
    "input": "0x",
}
TRANSACTIONS = [
    {"hash": H1, **_SENT, "transaction_index": 0, "from_address": A, "to_address": B, "value": HUGE},
    {"hash": H2, **_SENT, "transaction_index": 1, "from_address": A, "to_address": None, "value": 0},
]
RECEIPTS = [
    {
        **{"transaction_hash": H1, "transaction_index": 0, "block_hash": BLOCK_HASH, "block_number": 7},
        **{
            "cumulative_gas_used": 21000,
            "gas_used": 21000,
            "contract_address": None,
            "root": None,
            "status": 1,
        },
        **{"effective_gas_price": 2**90, "l1_fee": 77},
    },
    {
        **{"transaction_hash": H2, "transaction_index": 1, "block_hash": BLOCK_HASH, "block_number": 7},
        **{
            "cumulative_gas_used": 42000,
            "gas_used": 21000,
            "contract_address": D,
            "root": None,
            "status": None,
        },
        **{"effective_gas_price": 9, "l1_fee": None},
    },
]
_LOG = {"transaction_hash": H1, "transaction_index": 0, "block_hash": BLOCK_HASH, "block_number": 7}
LOGS = [
    {"log_index": 0, **_LOG, "address": TOKEN, "data": word(500), "topics": [TRANSFER, word(A), word(B)]},
    {"log_index": 1, **_LOG, "address": NFT, "data": "0x", "topics": [TRANSFER, word(A), word(B), word(9)]},
    {
        **{"log_index": 2, **_LOG, "address": NFT, "data": word(4) + word(6)[2:]},
        "topics": [SINGLE, word(C), word(A), word(B)],
    },
    {"log_index": 3, **_LOG, "address": D, "data": word(4), "topics": [word(1)]},
    {"log_index": 4, **_LOG, "address": D, "data": "0x", "topics": [TRANSFER, word(A), word(B)]},
]
_MOVED = {"from_address": A, "to_address": B, "transaction_hash": H1, "block_number": 7}
TOKEN_TRANSFERS = [
    {"token_address": TOKEN, **_MOVED, "value": 500, "log_index": 0},
    {"token_address": NFT, **_MOVED, "value": 9, "log_index": 1},
]
CONTRACTS = [
    {"address": NFT, "bytecode": "0x", "function_sighashes": [], "is_erc20": False, "is_erc721": True},
    {"address": TOKEN, "bytecode": "0x", "function_sighashes": [], "is_erc20": True, "is_erc721": False},
]
TOKENS = [{"address": TOKEN, "symbol": "PLAIN", "name": "Plain", "decimals": 6, "total_supply": HUGE}]


def trace(
    path: list[int], src: str | None, dst: str | None, value: int | None, **more: object
) -> dict[str, object]:
    kind = {
        "trace_type": "call",
        "call_type": "call",
        "reward_type": None,
        "error": None,
        "status": 1,
    } | more
    return {
        **{"block_number": 7, "transaction_hash": H1, "transaction_index": 0, "from_address": src},
        **{"to_address": dst, "value": value, "trace_address": path, **kind},
    }


TRACES = [
    trace([], A, B, HUGE),
    trace([0], B, C, 40),
    trace([0, 0], C, C, 40, call_type="delegatecall"),
    trace([1], B, D, 5, status=0, error="Reverted"),
    trace([1, 0], D, A, 6, status=0),
    trace([2], B, D, 7, trace_type="create", call_type=None),
    trace([3], D, A, 2**70, trace_type="suicide", call_type=None),
    trace([4], D, A, 0),
    trace(
        [],
        None,
        C,
        2 * 10**18,
        trace_type="reward",
        call_type=None,
        transaction_hash=None,
        transaction_index=None,
    ),
]
