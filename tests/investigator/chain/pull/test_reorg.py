"""What a reorganisation replaced is marked, kept, out of the graph, and comes back where it is included again."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from investigator.cases.case import Case
from investigator.cases.verify import verify
from investigator.chain.ingest import ingest
from investigator.chain.pull import reorg
from investigator.chain.pull.reorg import Reorganisation, ask_final, check, contact
from investigator.chain.rpc.calls import Answer, Call
from investigator.chain.source import TRANSFERS, AssetFacts, Batch
from investigator.chain.told import Told
from investigator.data.queries import accounts, graph, sources, standing, transfers
from investigator.data.store import Store
from investigator.errors import Trouble
from investigator.progress import Tick, silent

CHAIN = "eip155:31337"
COIN = f"{CHAIN}/slip44:60"
ALICE, BOB = (f"{CHAIN}:0x{letter * 40}" for letter in "ab")


def digest(name: str) -> bytes:
    """The hash of a block, told by its height and its fork: '7a'."""
    return name.encode().ljust(32, b".")


class FakeNode:
    """A node whose chain is told by the fork of each height: 'aab' has the blocks 0a, 1a, 2b."""

    def __init__(self, forks: str, final: int | None = None) -> None:
        self.forks, self.final, self.asked = forks, final, list[int | str]()

    def ask(self, calls: Sequence[Call], tick: Tick = silent) -> list[Answer]:
        return [Answer(call, json.dumps(self._block(str(call.params[0]))).encode()) for call in calls]

    def _block(self, tag: str) -> dict[str, str] | None:
        height = self.final if tag == "finalized" else int(tag, 16)
        self.asked.append(tag if tag == "finalized" else int(tag, 16))
        if height is None or height >= len(self.forks):
            return None
        return {
            "number": hex(height),
            "hash": "0x" + digest(f"{height}{self.forks[height]}").hex(),
            "parentHash": "0x" + digest(f"{height - 1}{self.forks[height - 1]}").hex(),
        }


def pulled(store: Store, forks: str, heights: Sequence[int], tx: bytes = b"") -> None:
    """Take in these blocks, each with one transfer (of one transaction, if that is given), as a pull does."""
    blocks = tuple(
        {
            **{"number": n, "time": n, "chain": CHAIN, "hash": digest(f"{n}{forks[n]}")},
            "parent": digest(f"{n - 1}{forks[n - 1]}"),
        }
        for n in heights
    )
    moves = [
        {
            **{"src": ALICE, "dst": BOB, "asset": COIN, "a0": 5, "a1": 0, "a2": 0, "a3": 0, "time": n},
            **{"clock": 0, "block": n, "tx_index": 0, "position": None, "kind": 0, "ok": True},
            **{"row_number": None, "token_id": None},
            "tx_hash": tx.ljust(32, b".") if tx else bytes([n]) * 32,
        }
        for n in heights
    ]
    covered = {
        **{"first_block": heights[0], "last_block": heights[-1], "address": ALICE, "what": "native"},
        **{"method": "block scan", "chain": CHAIN},
    }
    batch = Batch(
        transfers=pa.Table.from_pylist(moves, TRANSFERS),
        assets={COIN: AssetFacts("ETH", 18)},
        blocks=blocks,
        tables={"coverage": pa.Table.from_pylist([covered])},
    )
    ingest(store, [Told("node", "test", {"forks": forks}, f"{forks}{heights}{tx!r}".encode(), batch)])


@pytest.fixture
def store() -> Iterator[Store]:
    with Case.create(None) as made:
        yield made.store


def heights(store: Store) -> list[int | None]:
    """Of the transfers that stand."""
    return [row.block for row in transfers.page(store, transfers.Where()) if row.standing]


def test_all_stands_where_the_node_has_the_newest_block_and_only_that_is_asked(store: Store) -> None:
    pulled(store, "aaaaaa", [1, 2, 3, 4, 5])
    node = FakeNode("aaaaaa")
    assert check(store, node, CHAIN) is None
    assert node.asked == [5]


def test_blocks_from_the_fork_on_are_replaced_and_those_below_stand(store: Store) -> None:
    pulled(store, "aaaaaa", [1, 2, 3, 4, 5])
    before = graph.state(store)
    found = check(store, FakeNode("aaabbb"), CHAIN)
    assert found == Reorganisation(CHAIN, 3, None, {"block": 3, "transfer": 3, "coverage": 1})
    assert heights(store) == [1, 2]
    assert graph.transfer_columns(store).time.tolist() == [1, 2]
    assert graph.state(store) != before
    assert sources.counts(store).last_block == 2
    assert accounts.holdings(store, 0)[0].sent == 10
    assert not verify(store)


def test_a_second_check_finds_nothing_more(store: Store) -> None:
    pulled(store, "aaaaaa", [1, 2, 3, 4, 5])
    check(store, FakeNode("aaabbb"), CHAIN)
    assert check(store, FakeNode("aaabbb"), CHAIN) is None


def test_the_part_of_the_coverage_below_still_stands(store: Store) -> None:
    pulled(store, "aaaaaa", [1, 2, 3, 4, 5])
    check(store, FakeNode("aaabbb"), CHAIN)
    with store.reading() as db:
        sql = f"SELECT first_block, last_block FROM {standing.standing('coverage')} AS c"
        assert db.execute(sql).fetchall() == [(1, 2)]


def test_a_chain_that_goes_back_brings_its_rows_back_as_new_ones(store: Store) -> None:
    pulled(store, "aaaa", [2, 3])
    for now in ("aabb", "aaaa", "aabb"):
        assert check(store, FakeNode(now), CHAIN) is not None
        pulled(store, now, [2, 3])
    assert heights(store) == [2, 3]
    assert standing.replaced(store) == {"block": 6, "coverage": 3, "transfer": 6}
    assert not verify(store)


def test_a_transaction_included_in_another_block_comes_back(store: Store) -> None:
    pulled(store, "aaaa", [3])
    check(store, FakeNode("aaab"), CHAIN)
    pulled(store, "aaab", [3])
    assert heights(store) == [3]
    rows = transfers.page(store, transfers.Where())
    assert [(row.block, row.standing) for row in rows] == [(3, False), (3, True)]


def test_a_transaction_seen_in_two_blocks_is_two_rows_until_one_is_replaced(store: Store) -> None:
    pulled(store, "aaaaa", [3], b"t")
    pulled(store, "aaabb", [4], b"t")  # the chain was reorganised between two answers of one pull
    assert heights(store) == [3, 4]
    assert check(store, FakeNode("aaabb"), CHAIN) == Reorganisation(
        CHAIN, 0, 3, {"block": 1, "transfer": 1, "coverage": 1}
    )
    assert heights(store) == [4]


def test_blocks_that_do_not_join_are_each_asked_for(store: Store) -> None:
    pulled(store, "aaaaaaaa", [2])
    pulled(store, "aaaaaaaa", [4])
    pulled(store, "aaaabbbb", [7])  # pulled after the chain was reorganised from 4 on
    found = check(store, FakeNode("aaaabbbb"), CHAIN)
    assert found is not None
    assert (found.first, found.last) == (3, 6)
    assert heights(store) == [2, 7]


def test_a_node_that_is_behind_replaces_nothing(store: Store) -> None:
    pulled(store, "aaaaaa", [3, 4, 5])
    assert check(store, FakeNode("aaaa"), CHAIN) is None
    assert check(store, FakeNode("aa"), CHAIN) is None


def test_what_stood_on_a_replaced_block_is_replaced_though_the_new_chain_is_shorter(store: Store) -> None:
    pulled(store, "aaaaaa", [2, 3, 4, 5])
    found = check(store, FakeNode("aaab"), CHAIN)
    assert found is not None
    assert found.rows["transfer"] == 3
    assert heights(store) == [2]


def test_only_blocks_above_the_last_final_one_are_checked(store: Store) -> None:
    pulled(store, "aaaaaa", [1, 2, 3, 4, 5])
    assert standing.provisional(store, CHAIN) is None
    assert ask_final(store, FakeNode("aaaaaa", final=3), CHAIN) == 3
    assert standing.provisional(store, CHAIN) == 4
    assert standing.unsettled(store) == [standing.Unsettled(CHAIN, 4, 2)]
    assert [row.provisional for row in transfers.page(store, transfers.Where())] == [False] * 3 + [True] * 2
    node = FakeNode("aaaabb")
    assert check(store, node, CHAIN) == Reorganisation(
        CHAIN, 4, None, {"block": 2, "transfer": 2, "coverage": 1}
    )
    assert min(height for height in node.asked if isinstance(height, int)) == 3


def test_a_node_without_the_tag_says_nothing_about_finality(store: Store) -> None:
    assert ask_final(store, FakeNode("aa"), CHAIN) is None
    assert standing.provisional(store, CHAIN) is None


def test_a_node_that_contradicts_what_is_final_is_refused(store: Store) -> None:
    ask_final(store, FakeNode("aaaa", final=2), CHAIN)
    with pytest.raises(Trouble, match="follows another chain"):
        check(store, FakeNode("aabb"), CHAIN)


@given(
    st.lists(st.tuples(st.integers(1, 7), st.sets(st.integers(1, 7), min_size=1)), min_size=1, max_size=6)
)
@settings(max_examples=15)
def test_after_each_contact_what_stands_is_what_the_node_has(steps: list[tuple[int, set[int]]]) -> None:
    with Case.create(None) as case:
        forks = "a" * 8
        for number, (fork, wanted) in enumerate(steps):
            forks = forks[:fork] + "bcdefg"[number] * (8 - fork)
            contact(case.store, FakeNode(forks), CHAIN)
            pulled(case.store, forks, sorted(wanted))
        assert check(case.store, FakeNode(forks), CHAIN) is None
        stands = {block.number: block.hash for block in standing.blocks_after(case.store, CHAIN, -1, 99)}
        assert all(block == digest(f"{n}{forks[n]}") for n, block in stands.items())
        found = heights(case.store)
        assert sorted(found) == sorted(set(found)) == sorted(stands)
        assert steps[-1][1] <= set(found)


class Liar(FakeNode):
    """Tells a false hash of one block."""

    def _block(self, tag: str) -> dict[str, str] | None:
        block = super()._block(tag)
        if block and tag == "0x3":
            block["hash"] = "0x" + "77" * 32
        return block


def test_a_node_that_lies_about_one_block_is_caught_by_the_next_one(store: Store) -> None:
    pulled(store, "aaaaaa", [2, 3])
    with pytest.raises(Trouble, match="do not follow from each other"):
        check(store, Liar("aaaaaa"), CHAIN)
    assert heights(store) == [2, 3]


class Wrong(FakeNode):
    def _block(self, tag: str) -> dict[str, str] | None:
        return {"number": "0x63", "hash": "0x12", "parentHash": "0x"}


def test_an_answer_that_is_no_block_is_refused(store: Store) -> None:
    pulled(store, "aaaa", [3])
    with pytest.raises(Trouble, match="asked for block 3, it gave 99"):
        check(store, Wrong(""), CHAIN)


def test_rows_of_other_chains_are_left_alone(store: Store) -> None:
    pulled(store, "aaaa", [3])
    assert check(store, FakeNode("aaab"), "eip155:1") is None
    assert standing.touched(store, "eip155:1", 0, None) == []
    assert reorg.finality_rows(CHAIN, 3, b"x").column_names == ["number", "hash", "chain"]
