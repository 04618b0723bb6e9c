"""Tries from index to item: proofs of small ones by hand, and hostile ones."""

from __future__ import annotations

import pytest
import rlp
from hypothesis import given, settings
from hypothesis import strategies as st

from investigator.chain.proofs.fields import ProofError, keccak256
from investigator.chain.proofs.merkle import OrderedTrie, value_under
from tests.nodes.hashing import ordered_root

LONG = b"\x01" * 40


def test_the_roots_are_those_of_consensus() -> None:
    empty = "56e81f171bcc55a6ff8345e692c0f86e5b48e01b996cadc001622fb5e363b421"  # keccak(rlp(b""))
    assert OrderedTrie([]).root.hex() == empty
    assert "0x" + OrderedTrie([LONG, b"b", LONG]).root.hex() == ordered_root([LONG, b"b", LONG])


def test_a_trie_of_one_item_is_one_leaf() -> None:
    leaf = bytes(rlp.encode([bytes.fromhex("2080"), b"item"]))  # hex-prefix of a leaf, key rlp(0) = 0x80
    trie = OrderedTrie([b"item"])
    assert trie.nodes(0) == (leaf,)
    assert trie.root == keccak256(leaf)
    assert value_under(trie.root, 0, [leaf]) == b"item"


def test_small_nodes_lie_in_their_parent() -> None:
    trie = OrderedTrie([b"a", b"b", LONG])
    assert len(trie.nodes(1)) < len(trie.nodes(2))  # the leaf of b is in its branch, that of LONG is not
    assert [value_under(trie.root, i, trie.nodes(i)) for i in range(3)] == [b"a", b"b", LONG]


@settings(max_examples=60)
@given(st.lists(st.binary(min_size=1, max_size=60), min_size=1, max_size=40), st.data())
def test_every_item_is_proved_and_nothing_else(items: list[bytes], data: st.DataObject) -> None:
    trie = OrderedTrie(items)
    index = data.draw(st.integers(0, len(items) - 1))
    nodes = trie.nodes(index)
    assert value_under(trie.root, index, nodes) == items[index]
    for other in range(len(items) + 2):
        if other != index:
            try:
                shown = value_under(trie.root, other, nodes)
            except ProofError:
                continue
            assert shown == items[other]  # its node lies in one of these, or is one of these


def test_a_flipped_bit_of_any_node_fails() -> None:
    trie = OrderedTrie([bytes([i]) * 20 for i in range(20)])
    nodes = trie.nodes(17)
    for at, node in enumerate(nodes):
        for bit in range(8 * len(node)):
            broken = bytearray(node)
            broken[bit // 8] ^= 1 << bit % 8
            with pytest.raises(ProofError):
                value_under(trie.root, 17, [*nodes[:at], bytes(broken), *nodes[at + 1 :]])


def _refused(match: str, *nodes: list[object], root: bytes | None = None, index: int = 0) -> None:
    encoded = [bytes(rlp.encode(node)) for node in nodes]
    with pytest.raises(ProofError, match=match):
        value_under(keccak256(encoded[0]) if root is None else root, index, encoded)


def test_hostile_nodes_are_refused() -> None:
    branch: list[object] = [b""] * 17
    _refused("neither a branch", [b"\x20"])
    _refused("canonical way", [b"", LONG])
    _refused("canonical way", [bytes.fromhex("4080"), LONG])  # a flag that does not exist
    _refused("canonical way", [bytes.fromhex("2180"), LONG])  # padding that is not zero
    _refused("another place", [bytes.fromhex("2081"), LONG])
    _refused("another place", [bytes.fromhex("00"), LONG])  # an extension of nothing
    _refused("another place", [bytes.fromhex("17"), LONG])
    _refused("nothing at this place", branch)
    _refused("nothing at this place", [bytes.fromhex("2080"), b""])
    _refused("a list where a text", [bytes.fromhex("2080"), [b"x"]])
    _refused("has no hash", [*branch[:8], b"\x01" * 31, *branch[9:]])
    _refused("lacks a node", [*branch[:8], b"\x01" * 32, *branch[9:]])
    _refused("too large", [*branch[:8], [b"\x30", LONG], *branch[9:]])
    _refused("not that of the header", [bytes.fromhex("2080"), LONG], root=b"\x01" * 32)


def test_nodes_that_are_not_needed_or_not_on_their_own_are_refused() -> None:
    leaf = [bytes.fromhex("2080"), LONG]
    _refused("lead nowhere", leaf, leaf)
    small = [b"\x20", b"x"]
    branch: list[object] = [b""] * 17
    _refused("small enough", [*branch[:8], keccak256(bytes(rlp.encode(small))), *branch[9:]], small)
    for nodes in ([], [b"\x80"] * 17):
        with pytest.raises(ProofError, match="1 to 16 nodes"):
            value_under(b"\x01" * 32, 0, nodes)


def test_a_branch_may_hold_the_value_itself() -> None:
    inner: list[object] = [b""] * 16 + [LONG]
    encoded = bytes(rlp.encode(inner))
    outer: list[object] = [bytes.fromhex("0080"), keccak256(encoded)]  # an extension over the whole key
    top = bytes(rlp.encode(outer))
    assert value_under(keccak256(top), 0, [top, encoded]) == LONG
