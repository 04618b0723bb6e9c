"""Block headers of every fork, from Frontier to Prague, and of Optimism: their RLP and their hash."""

from __future__ import annotations

import msgspec
import rlp

from investigator.chain.proofs.fields import (
    Address,
    Bloom,
    Data,
    Hash,
    Nonce,
    ProofError,
    Quantity,
    Record,
    blob,
    bytes_of,
    keccak256,
    minimal,
    number,
    text,
)

_SIZES: dict[str, int | None] = {
    **{"parentHash": 32, "sha3Uncles": 32, "miner": 20, "stateRoot": 32, "transactionsRoot": 32},
    **{"receiptsRoot": 32, "logsBloom": 256, "extraData": None, "mixHash": 32, "nonce": 8},
    **{"withdrawalsRoot": 32, "parentBeaconBlockRoot": 32, "requestsHash": 32},
}

_FIRST = (
    *("parentHash", "sha3Uncles", "miner", "stateRoot", "transactionsRoot", "receiptsRoot", "logsBloom"),
    *("difficulty", "number", "gasLimit", "gasUsed", "timestamp", "extraData", "mixHash", "nonce"),
)

_LATER = (
    "baseFeePerGas",  # London, EIP-1559
    "withdrawalsRoot",  # Shanghai, EIP-4895; on Optimism since Isthmus the storage root of the message passer
    "blobGasUsed",  # Cancun, EIP-4844
    "excessBlobGas",
    "parentBeaconBlockRoot",  # Cancun, EIP-4788
    "requestsHash",  # Prague, EIP-7685
)
"""What forks have added, in order: a header has the first few of them."""


class Header(msgspec.Struct, rename="camel", frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A block header, its values as JSON shows them: quantities without leading zeros, lower case."""

    parent_hash: Hash
    sha3_uncles: Hash
    miner: Address
    state_root: Hash
    transactions_root: Hash
    receipts_root: Hash
    logs_bloom: Bloom
    difficulty: Quantity
    number: Quantity
    gas_limit: Quantity
    gas_used: Quantity
    timestamp: Quantity
    extra_data: Data
    mix_hash: Hash
    nonce: Nonce
    base_fee_per_gas: Quantity | None = None
    withdrawals_root: Hash | None = None
    blob_gas_used: Quantity | None = None
    excess_blob_gas: Quantity | None = None
    parent_beacon_block_root: Hash | None = None
    requests_hash: Hash | None = None

    @staticmethod
    def of(block: Record) -> Header:
        """The header of a block as a node answers it. Raises `ProofError` if a field is missing or wrong."""
        names = [*_FIRST, *(name for name in _LATER if block.get(name) is not None)]
        return msgspec.convert({name: _shown(block, name) for name in names}, Header)

    @property
    def encoded(self) -> bytes:
        """Its RLP. Raises `ProofError` if it has a field of a later fork and lacks one of an earlier."""
        told: dict[str, str] = msgspec.to_builtins(self)
        later = [name for name in _LATER if name in told]
        if later != list(_LATER[: len(later)]):
            raise ProofError(f"The header has {later[-1]}, but lacks what came into headers before it.")
        return bytes(rlp.encode([_consensus(name, told[name]) for name in (*_FIRST, *later)]))

    @property
    def hash(self) -> str:
        """The block's hash."""
        return text(keccak256(self.encoded))


def _shown(block: Record, name: str) -> str:
    return text(blob(block, name, _SIZES[name])) if name in _SIZES else hex(number(block, name))


def _consensus(name: str, shown: str) -> bytes:
    return bytes_of(shown) if name in _SIZES else minimal(int(shown, 16))
