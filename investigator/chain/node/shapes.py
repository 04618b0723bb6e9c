"""What nodes answer, typed with only the fields that evidence needs: fast, and checked by column later."""

from __future__ import annotations

from typing import Annotated, TypeVar

import msgspec

from investigator.chain.rpc.calls import Answer
from investigator.errors import Trouble

_T = TypeVar("_T")
Hash = Annotated[str, msgspec.Meta(min_length=66, max_length=66)]
Account = Annotated[str, msgspec.Meta(min_length=42, max_length=42)]
Number = Annotated[str, msgspec.Meta(min_length=3, max_length=66)]


class Withdrawal(msgspec.Struct, rename="camel", gc=False):
    """A validator's withdrawal (EIP-4895); `amount` is in gwei."""

    index: Number
    address: Account
    amount: Number


class Tx(msgspec.Struct, rename="camel", gc=False):
    """A transaction of any type."""

    hash: Hash
    from_: Account = msgspec.field(name="from")
    value: Number
    nonce: Number
    input: str = "0x"
    to: Account | None = None
    transaction_index: Number | None = None
    block_number: Number | None = None


class Head(msgspec.Struct, rename="camel", gc=False):
    """A block's header, as far as it is kept."""

    hash: Hash
    parent_hash: Hash
    number: Number
    timestamp: Number
    miner: Account
    gas_used: Number
    base_fee_per_gas: Number | None = None
    withdrawals: list[Withdrawal] | None = None


class Block(Head, rename="camel", gc=False, kw_only=True):
    """A block with its whole transactions."""

    transactions: list[Tx]


class Log(msgspec.Struct, rename="camel", gc=False):
    """A log; who and how much is in `topics` and `data`."""

    address: Account
    topics: list[Hash]
    data: str
    log_index: Number
    transaction_hash: Hash
    transaction_index: Number
    block_number: Number
    block_hash: Hash
    removed: bool = False


class Receipt(msgspec.Struct, rename="camel", gc=False):
    """A receipt. `status` is missing before Byzantium; fees beside gas are of blobs and of rollups."""

    transaction_hash: Hash
    block_number: Number
    gas_used: Number
    logs: list[Log]
    status: Number | None = None
    effective_gas_price: Number | None = None
    contract_address: Account | None = None
    blob_gas_used: Number | None = None
    blob_gas_price: Number | None = None
    l1_fee: Number | None = None


def read(answer: Answer, kind: type[_T]) -> _T | None:
    """An answer as what it should be; `None` for null. Raises `Trouble` if it is something else."""
    if answer.result == b"null":
        return None
    try:
        return msgspec.json.decode(answer.result, type=kind)
    except (msgspec.MsgspecError, ValueError, RecursionError) as error:
        raise unreadable(answer, str(error)) from error


def unreadable(answer: Answer, reason: str) -> Trouble:
    """What to say of an answer that is not what was asked for."""
    asked = ", ".join(str(one)[:42] for one in answer.call.params[:2])
    return Trouble(
        f"The node's answer to {answer.call.method}({asked}) cannot be read: {reason[:160]}; ask another node."
    )
