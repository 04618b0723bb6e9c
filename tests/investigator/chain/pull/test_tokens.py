"""Tokens are asked what they are as they are pulled, and their transfers are held against balances."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path

import pyarrow as pa

from investigator.address import ZERO
from investigator.cases.case import Case
from investigator.cases.verify import verify
from investigator.chain import assets
from investigator.chain.files import open_sources
from investigator.chain.ingest import ingest
from investigator.chain.pull.tokens import Describing, described, probe
from investigator.chain.rpc.calls import Answer, Call, Pruned
from investigator.chain.source import AssetFacts, Batch, ImportOptions
from investigator.chain.told import Told
from investigator.data.queries.tokens import claimed, probed, suspects
from investigator.progress import Tick, silent
from tests.makers import Move, put
from tests.nodes.anvil import Anvil
from tests.nodes.contracts import token, transfer
from tests.nodes.direct import Direct

CHAIN = "eip155:31337"
USDC = "eip155:1/erc20:0xa0b86991c6218b36c1d19d4a2e9eb0ce3606eb48"


def batch(*keys: str) -> Batch:
    """As a pull makes it: tokens go by their contract."""
    return Batch(assets={key: assets.token(*_split(key))[1] for key in keys})


def _split(key: str) -> tuple[str, str, str]:
    chain, _, rest = key.partition("/")
    standard, _, contract = rest.partition(":")
    return chain, contract, standard


def test_new_tokens_get_their_own_names_and_those_that_lie_are_flagged(anvil: Anvil) -> None:
    good, bad = (
        anvil.deploy(code).lower() for code in (token("TKN", decimals=9), token("USDТ", decimals=255))
    )
    keys = [f"{CHAIN}/erc20:{contract}" for contract in (good, bad)]
    found, answers = described(batch(*keys), Direct(anvil), known=(), block=anvil.head)
    assert found.assets == {keys[0]: AssetFacts("TKN", 9), keys[1]: AssetFacts("USDТ", None)}
    rows = found.tables["suspect"].to_pylist()
    assert [(row["asset"], row["reason"]) for row in rows] == [
        (keys[1], "look_alike"),
        (keys[1], "decimals"),
    ]
    assert answers


def test_what_is_known_and_what_is_no_token_is_not_asked_for(anvil: Anvil) -> None:
    node = Direct(anvil)
    some = Batch(
        assets={**batch(USDC, f"{CHAIN}/erc20:{ZERO}").assets, f"{CHAIN}/slip44:60": AssetFacts("ETH", 18)}
    )
    assert described(some, node, known={f"{CHAIN}/erc20:{ZERO}"}) == (some, ())
    assert node.asked == []


def test_doubts_join_those_that_are_there(anvil: Anvil) -> None:
    key = f"{CHAIN}/erc20:{anvil.deploy(token('X', decimals=99)).lower()}"
    before = pa.Table.from_pylist([{"asset": key, "reason": "other", "detail": "-"}])
    found, _ = described(Batch(assets=batch(key).assets, tables={"suspect": before}), Direct(anvil), ())
    assert found.tables["suspect"]["reason"].to_pylist() == ["other", "decimals"]


def test_the_units_of_a_pull_tell_of_each_token_once(anvil: Anvil) -> None:
    key = f"{CHAIN}/erc20:{anvil.deploy(token('TKN', decimals=9)).lower()}"
    node = Direct(anvil)
    finish = Describing(node, known=(), block=anvil.head)
    units = [Told("pull", "unit", {"n": n}, b"raw", batch(key)) for n in (1, 2)]
    first, second = (finish(unit, silent) for unit in units)
    assert second is units[1]
    (fuller,) = first.batches(silent)
    assert fuller.assets == {key: AssetFacts("TKN", 9)}
    raw = b"".join(first.raw())
    assert raw.startswith(b'raw{"method":"eth_getCode"')
    about = first.describe()
    assert (about.sha256, about.bytes) == (hashlib.sha256(raw).hexdigest(), len(raw))
    assert about.request == {"n": 1}


def take_in(case: Case, anvil: Anvil, folder: Path) -> None:
    """All blocks and receipts of the node."""
    heights = range(1, anvil.head + 1)
    told = {
        "blocks": [anvil.ask("eth_getBlockByNumber", hex(n), True) for n in heights],
        "receipts": [one for n in heights for one in anvil.ask("eth_getBlockReceipts", hex(n))],
    }
    for name, answer in told.items():
        (folder / f"{name}.json").write_text(json.dumps(answer))
    paths = [folder / f"{name}.json" for name in told]
    ingest(case.store, open_sources(paths, ImportOptions(chain=CHAIN)))


def test_a_token_whose_transfers_move_nothing_is_flagged(anvil: Anvil, tmp_path: Path) -> None:
    alice, bob = anvil.accounts[:2]
    true, false = (anvil.deploy(token(name, honest=name == "T")).lower() for name in ("T", "F"))
    for contract in (true, false):
        anvil.send(from_=alice, to=contract, data=transfer(bob, 5))
    anvil.mine(3)
    with Case.create(None) as case:
        take_in(case, anvil, tmp_path)
        keys = [f"{CHAIN}/erc20:{contract}" for contract in (true, false)]
        assert probe(case.store, Direct(anvil), CHAIN) == (keys[1],)
        ((reason, detail),) = suspects(case.store)[keys[1]]
        assert reason == "no_balance_change"
        assert detail == "its transfers of block 4 did not change the balance of 2 accounts"
        assert probed(case.store) == set(keys)
        node = Direct(anvil)
        assert probe(case.store, node, CHAIN) == ()
        assert node.asked == []
        assert not verify(case.store)


class Forgetful:
    """Has no state of any block."""

    def ask(self, calls: Sequence[Call], tick: Tick = silent) -> list[Answer]:
        raise Pruned("missing trie node")


def test_a_node_without_the_state_leaves_the_question_open() -> None:
    with Case.create(None) as case:
        key = f"{CHAIN}/erc20:0x{'7' * 40}"
        accounts = [f"{CHAIN}:0x{letter * 40}" for letter in "ab"]
        moves = [
            Move(0, 1, 5, block=7),
            Move(0, 1, 9, block=8),
            Move(1, 0, 2, block=8),
            Move(0, 0, 3, block=9),
        ]
        put(case.store, moves, accounts, [(key, "TKN", 18)])
        said = claimed(case.store, CHAIN, (), 10)
        assert [(one.account, one.block, one.gained) for one in said] == [
            (accounts[0], 8, -7),
            (accounts[1], 8, 7),
        ]
        assert probe(case.store, Forgetful(), CHAIN) == ()
        assert probed(case.store) == frozenset()
