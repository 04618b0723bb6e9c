"""A proof that a transaction and its receipt are in a block: made of the block, checked without anything else.

The proof is one document of canonical JSON: keys sorted, no white space, lower-case hexadecimal, no number with
leading zeros. The header's fields hash to the block's hash; the Merkle nodes lead from the header's roots to the
transaction and to its receipt at the same index. So every byte is bound: what the header does not bind (the name of
the chain, where the transaction is not protected against replay on another) is bound by the checksum alone.
Whether the block is in the chain is for others to say: a node, an explorer, or the consensus of several.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Literal

import msgspec

from investigator.chain.proofs import transactions
from investigator.chain.proofs.fields import Data, Hash, ProofError, Record, bytes_of, number, text
from investigator.chain.proofs.headers import Header
from investigator.chain.proofs.merkle import OrderedTrie, value_under
from investigator.chain.proofs.receipts import Receipt
from investigator.chain.proofs.transactions import Transaction
from investigator.progress import Tick, silent

LIMIT = 64 << 20
"""Bytes of a document; a receipt of the largest block, twice in hexadecimal, is half of that."""

_Sha256 = Annotated[str, msgspec.Meta(pattern=r"\A[0-9a-f]{64}\Z")]
_Chain = Annotated[str, msgspec.Meta(pattern=r"\Aeip155:[1-9][0-9]{0,31}\Z")]
_Index = Annotated[int, msgspec.Meta(ge=0, lt=1 << 24)]


class Document(msgspec.Struct, rename="camel", frozen=True, forbid_unknown_fields=True):
    """What a proof says. `chain` is CAIP-2; nodes go from the root to the item, each as its RLP."""

    block_hash: Hash
    chain: _Chain
    checksum: _Sha256 | Literal[""]
    header: Header
    index: _Index
    receipt: Receipt
    receipt_nodes: tuple[Data, ...]
    transaction_hash: Hash
    transaction_nodes: tuple[Data, ...]
    version: Literal[1] = 1

    @property
    def sealed(self) -> Document:
        """The same with its checksum: SHA-256 of the document with an empty one."""
        bare = msgspec.structs.replace(self, checksum="")
        return msgspec.structs.replace(self, checksum=hashlib.sha256(bare.written).hexdigest())

    @property
    def written(self) -> bytes:
        """The document as canonical JSON."""
        return msgspec.json.encode(self, order="sorted")


@dataclass(frozen=True)
class Proven:
    """What a proof that was checked has shown."""

    document: Document
    transaction: Transaction

    @property
    def receipt(self) -> Receipt:
        """The receipt of the transaction."""
        return self.document.receipt

    @property
    def block(self) -> int:
        """The number of the block."""
        return int(self.document.header.number, 16)

    @property
    def time(self) -> int:
        """When the block says that it was made, in UTC seconds."""
        return int(self.document.header.timestamp, 16)


def check(document: bytes) -> Proven:
    """Check a proof, offline. Raises `ProofError` with a sentence if a single byte of it is not as it must be."""
    found = _read(document)
    if found.header.hash != found.block_hash:
        raise ProofError("The fields of the header do not hash to the block's hash.")
    receipt = _proven(found.header.receipts_root, found.index, found.receipt_nodes, "receipt")
    if receipt != found.receipt.encoded:
        raise ProofError("The receipt is not the one that its Merkle nodes hold.")
    transaction = transactions.decode(
        _proven(found.header.transactions_root, found.index, found.transaction_nodes, "transaction")
    )
    if transaction.hash != found.transaction_hash:
        raise ProofError("The transaction that the Merkle nodes hold has another hash.")
    if transaction.kind != int(found.receipt.type, 16):
        raise ProofError("The transaction and its receipt are of different types.")
    if transaction.chain_id is not None and found.chain != f"eip155:{transaction.chain_id}":
        raise ProofError(f"The transaction is one of eip155:{transaction.chain_id}, not of {found.chain}.")
    if found.checksum != found.sealed.checksum:
        raise ProofError("The document does not match its checksum.")
    return Proven(found, transaction)


def _read(document: bytes) -> Document:
    if len(document) > LIMIT:
        raise ProofError(f"A proof of {len(document):,} bytes is none: it may have {LIMIT >> 20} MiB.")
    try:
        found = msgspec.json.decode(document, type=Document)
    except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError) as error:
        raise ProofError(f"This is not the document of a proof: {error}.") from error
    if found.written != document:
        raise ProofError(
            "The document is not written in the canonical way: sorted, and without white space."
        )
    return found


def _proven(root: str, index: int, nodes: Sequence[str], what: str) -> bytes:
    try:
        return value_under(bytes_of(root), index, [bytes_of(node) for node in nodes])
    except ProofError as error:
        raise ProofError(f"The {what} is not proved. {error}") from error


class ProvableBlock:
    """A block whose transactions and receipts are all at hand, and agree with its header."""

    def __init__(self, chain: str, block: Record, receipts: Sequence[Record], tick: Tick = silent) -> None:
        """Build the tries of a block and of its receipts as a node answers them; `chain` is CAIP-2.

        Raises `ProofError` unless the header hashes to the block's hash, and the roots are the header's.
        """
        self._chain = chain
        self._header = Header.of(block)
        if self._header.hash != str(block.get("hash")).lower():
            raise ProofError(
                "The fields of the block's header do not hash to its hash: a field is wrong, or of a fork not known here."
            )
        whole = block.get("transactions")
        if not isinstance(whole, list) or not all(isinstance(one, dict) for one in whole):
            raise ProofError("The block does not hold its transactions whole.")
        told = sorted(receipts, key=lambda receipt: number(receipt, "transactionIndex"))
        if len(told) != len(whole):
            raise ProofError(
                f"The block has {len(whole):,} transactions, but {len(told):,} receipts are at hand."
            )
        self._receipts = [Receipt.of(receipt) for receipt in told]
        self._transactions = OrderedTrie([transactions.encode(one) for one in whole], tick)
        self._proofs = OrderedTrie([receipt.encoded for receipt in self._receipts], tick)
        self._hashes = [str(one.get("hash")).lower() for one in whole]
        for trie, root, what in (
            (self._transactions, self._header.transactions_root, "transactions"),
            (self._proofs, self._header.receipts_root, "receipts"),
        ):
            if text(trie.root) != root:
                raise ProofError(
                    f"The {what} at hand are not those of the block: their root is not the header's."
                )

    def index(self, transaction: str) -> int:
        """Where a transaction stands. Raises `ProofError` if it is not in the block."""
        if transaction.lower() not in self._hashes:
            raise ProofError(f"The block has no transaction {transaction}.")
        return self._hashes.index(transaction.lower())

    def proof(self, index: int) -> bytes:
        """The proof of the transaction and the receipt at `index`, as `check` reads it."""
        document = Document(
            block_hash=self._header.hash,
            chain=self._chain,
            checksum="",
            header=self._header,
            index=index,
            receipt=self._receipts[index],
            receipt_nodes=tuple(text(node) for node in self._proofs.nodes(index)),
            transaction_hash=self._hashes[index],
            transaction_nodes=tuple(text(node) for node in self._transactions.nodes(index)),
        )
        written = document.sealed.written
        check(written)  # what would not pass is never handed out
        return written


def build(
    chain: str, block: Record, receipts: Sequence[Record], transaction: str, tick: Tick = silent
) -> bytes:
    """The proof of one transaction, by its hash. Raises `ProofError` if these answers do not make one."""
    ready = ProvableBlock(chain, block, receipts, tick)
    return ready.proof(ready.index(transaction))
