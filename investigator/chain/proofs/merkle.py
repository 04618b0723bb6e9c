"""Merkle-Patricia tries from index to item (Yellow Paper, appendix D): their roots, their proofs, and the check.

Building uses py-trie. The check is its own: what it reads may be hostile.
"""

from __future__ import annotations

from collections.abc import Sequence

import rlp
from trie.hexary import HexaryTrie

from investigator.chain.proofs.fields import ProofError, keccak256
from investigator.chain.proofs.strict import Item, decode_list, plain
from investigator.progress import Tick, silent

NODES = 16
"""Most nodes of a proof: a key has up to four bytes."""

_OFTEN = 32  # items between two ticks


class OrderedTrie:
    """The trie of a list of items under the RLP of their places, as a block's receipts and transactions are."""

    def __init__(self, items: Sequence[bytes], tick: Tick = silent) -> None:
        self._trie = HexaryTrie({})
        for index, item in enumerate(items):
            if index % _OFTEN == 0:
                tick(index, len(items), "Building the Merkle trie")
            self._trie[rlp.encode(index)] = item

    @property
    def root(self) -> bytes:
        """The root hash, as it stands in a block's header."""
        return bytes(self._trie.root_hash)

    def nodes(self, index: int) -> tuple[bytes, ...]:
        """The nodes from the root to an item, each as its RLP; those that lie inside of another are left out."""
        found = self._trie.get_proof(rlp.encode(index))  # type: ignore[no-untyped-call]
        encoded = [bytes(rlp.encode(node)) for node in found]
        return tuple(node for i, node in enumerate(encoded) if i == 0 or len(node) >= 32)


def value_under(root: bytes, index: int, nodes: Sequence[bytes]) -> bytes:
    """The item at `index` of the list with this root. Raises `ProofError` unless these nodes show exactly that."""
    if not 0 < len(nodes) <= NODES:
        raise ProofError(f"A proof has 1 to {NODES} nodes, not {len(nodes)}.")
    path = _nibbles(rlp.encode(index))
    left = list(nodes)
    child: Item = root
    while True:
        value, child, path = _step(_node(child, left, is_root=len(left) == len(nodes)), path)
        if value is not None:
            break
    if left:
        raise ProofError("The proof has nodes that lead nowhere.")
    return value


def _node(child: Item, left: list[bytes], *, is_root: bool) -> list[Item]:
    """The node that a reference means: the next one, if it has this hash, or one that lies in its parent."""
    if isinstance(child, list):
        if len(rlp.encode(child)) >= 32:
            raise ProofError("A node of the proof lies in its parent, but is too large for that.")
        return child
    if len(child) != 32:
        raise ProofError(
            "There is nothing at this place of the trie." if not child else "A node has no hash."
        )
    if not left:
        raise ProofError("The proof lacks a node.")
    node = left.pop(0)
    if keccak256(node) != child:
        raise ProofError(
            "The root of the proof is not that of the header." if is_root else "A node has another hash."
        )
    if len(node) < 32 and not is_root:
        raise ProofError("A node of the proof is small enough to lie in its parent, and does not.")
    return decode_list(node)


def _step(node: list[Item], path: list[int]) -> tuple[bytes | None, Item, list[int]]:
    """The value, if this node holds it; else the reference to the next node, and the rest of the path."""
    if len(node) == 17:
        if not path:
            return _value(node[16]), b"", []
        return None, node[path[0]], path[1:]
    if len(node) != 2:
        raise ProofError("A node of the proof is neither a branch, nor an extension, nor a leaf.")
    is_leaf, part = _compact(plain(node[0]))
    if is_leaf:
        if part != path:
            raise ProofError("The proof leads to another place of the trie.")
        return _value(node[1]), b"", []
    if not part or path[: len(part)] != part:
        raise ProofError("The proof leads to another place of the trie.")
    return None, node[1], path[len(part) :]


def _value(item: Item) -> bytes:
    value = plain(item)
    if not value:
        raise ProofError("There is nothing at this place of the trie.")
    return value


def _compact(packed: bytes) -> tuple[bool, list[int]]:
    """Whether this is the path of a leaf, and its nibbles (hex-prefix encoding, canonical only)."""
    nibbles = _nibbles(packed)
    if not nibbles or nibbles[0] > 3 or (nibbles[0] % 2 == 0 and nibbles[1] != 0):
        raise ProofError("The path of a node is not written in the canonical way.")
    return nibbles[0] >= 2, nibbles[1:] if nibbles[0] % 2 else nibbles[2:]


def _nibbles(data: bytes) -> list[int]:
    return [half for byte in data for half in (byte >> 4, byte & 15)]
