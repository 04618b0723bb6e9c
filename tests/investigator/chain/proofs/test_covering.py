"""Transfers held against a proof: what it shows, what it contradicts, and what it cannot tell."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from investigator.chain.decode import created_address
from investigator.chain.proofs.covering import judge, movements
from investigator.chain.proofs.proof import ProvableBlock, Proven, check
from investigator.chain.proofs.receipts import Log, Receipt
from investigator.data.queries.proofs import Leg
from investigator.records import Clock, TransferKind
from tests.investigator.chain.proofs import made

COIN, KEY = "eip155:1/slip44:60", f"eip155:1/erc20:{made.TOKEN}"
TIME = 0x64FACCE7


def _proven(*logs: made.Json, name: str = "dynamic fee", failed: bool = False) -> Proven:
    transactions = [made.deposit() if name == "deposit" else made.signed(name, 3)]
    block, receipts = made.block(transactions, [list(logs)], failed=frozenset({0} if failed else ()))
    return check(ProvableBlock("eip155:1", block, receipts).proof(0))


def _leg(number: int = 1, amount: int = 7, **more: Any) -> Leg:
    leg = Leg(
        *(number, TransferKind.ERC20, made.ALICE, made.BOB, KEY, amount, TIME, Clock.UTC, 100, None, None),
        moved=True,
        mapped=False,
    )
    return replace(leg, **more)


def _native(**more: Any) -> Leg:
    return _leg(9, **{"amount": 5, "kind": TransferKind.NATIVE, "asset": COIN, **more})


def test_a_token_transfer_is_shown_by_its_log() -> None:
    proven = _proven(made.erc20(7), made.erc20(8))
    judged = judge(proven, [_leg(), _leg(2, 8, position=11), _leg(3, 7 + 1, position=12)])
    assert judged.shown == {1, 2}
    assert judged.wrong == {3: "the proven receipt tells of it fewer times than the case"}


@pytest.mark.parametrize(
    "change",
    [
        {"amount": 6},
        {"src": made.BOB},
        {"dst": made.ALICE},
        {"asset": "eip155:1/erc20:0x" + "71" * 20},
        {"token_id": "1"},
    ],
)
def test_a_transfer_that_no_log_tells_of_is_named(change: dict[str, Any]) -> None:
    judged = judge(_proven(made.erc20(7)), [_leg(), _leg(2, **change)])
    assert judged.shown == {1}
    assert judged.wrong == {2: "no log of the proven receipt tells of it"}


def test_log_indexes_must_fit_each_other() -> None:
    proven = _proven(made.erc20(7), made.erc20(8), made.erc20(9))
    good = [_leg(1, 7, position=20), _leg(2, 8, position=21), _leg(3, 9, position=22)]
    assert judge(proven, good).shown == {1, 2, 3}
    assert judge(proven, [good[0], replace(good[1], position=22)]).wrong.keys() == {2}
    assert judge(proven, [_leg(3, 9, position=1)]).wrong.keys() == {3}  # two logs come before it


def test_nfts_and_many_tokens_at_once_are_shown() -> None:
    words = "".join(made.word(n)[2:] for n in (64, 160, 2, 5, 6, 2, 1, 3))
    batch = made.log(
        "0x4a39dc06d4c0dbc64b70af90fd698a233a518aa5d07e595d983b8c0526c8f7fb",
        *(made.word(made.BOB), made.word(made.ALICE), made.word(made.BOB)),
        data="0x" + words,
    )
    nft = made.log(made.TRANSFER, made.word(made.ALICE), made.word(made.BOB), made.word(4))
    legs = [
        _leg(1, 1, kind=TransferKind.ERC721, token_id="4", position=0),
        _leg(2, 1, kind=TransferKind.ERC1155, token_id="5", position=1),
        _leg(3, 3, kind=TransferKind.ERC1155, token_id="6", position=1),
        _leg(4, 3, kind=TransferKind.ERC1155, token_id="5", position=1),
    ]
    judged = judge(_proven(nft, batch), legs)
    assert judged.shown == {1, 2, 3}
    assert judged.wrong.keys() == {4}


def test_early_tokens_that_index_nothing_are_read() -> None:
    words = "".join(made.word(part)[2:] for part in (made.ALICE, made.BOB, 7))
    log = made.log(made.TRANSFER, data="0x" + words)
    assert judge(_proven(log), [_leg()]).shown == {1}
    assert judge(_proven(log), [_leg(1, 1, kind=TransferKind.ERC721, token_id="7")]).shown == {1}
    assert movements(Log(made.TOKEN, (made.TRANSFER,), "0x" + "ff" * 96)) == []
    assert movements(Log(made.TOKEN, (), "0x")) == []


def test_the_coin_is_shown_by_the_transaction() -> None:
    proven = _proven()
    assert judge(proven, [_native()]).shown == {9}
    assert "moves 5 base units, not 6" in judge(proven, [_native(amount=6)]).wrong[9]
    assert "no part in it" in judge(proven, [_native(src=made.TOKEN)]).wrong[9]
    assert "no part in it" in judge(proven, [_native(dst=made.TOKEN)]).wrong[9]


def test_a_creation_goes_to_the_contract_that_its_nonce_makes() -> None:
    created = created_address(made.ALICE, 3)
    assert judge(_proven(name="creation"), [_native(dst=created)]).shown == {9}
    assert judge(_proven(name="creation"), [_native(dst=made.BOB)]).wrong.keys() == {9}


def test_deposits_move_the_coin_too() -> None:
    assert judge(_proven(name="deposit"), [_native()]).shown == {9}


def test_where_and_when_and_whether_are_held_against_it() -> None:
    proven, broken = _proven(made.erc20(7)), _proven(made.erc20(7), failed=True)
    assert "in block 101, but is proved in block 100" in judge(proven, [_leg(block=101)]).wrong[1]
    assert "its time" in judge(proven, [_leg(time=TIME + 1)]).wrong[1]
    assert "counted as failed" in judge(proven, [_leg(moved=False)]).wrong[1]
    assert "counted as moved" in judge(broken, [_native()]).wrong[9]
    assert judge(proven, [_leg(block=None, time=1, clock=Clock.STEP)]).shown == {1}


def test_internal_transfers_are_beyond_a_receipt() -> None:
    judged = judge(_proven(), [_native(kind=TransferKind.INTERNAL), _native(kind=TransferKind.WITHDRAWAL)])
    assert (judged.shown, judged.wrong) == (frozenset(), {})


def test_tables_of_mapped_columns_are_given_the_benefit_of_the_doubt() -> None:
    proven = _proven(made.erc20(7))
    other = _native(src=made.TOKEN, mapped=True)  # it may be an internal transfer
    rough = _leg(2, time=TIME - 3600, mapped=True)
    nameless = _leg(3, asset="eip155:1/symbol:USDC", mapped=True)
    judged = judge(proven, [other, rough])
    assert (judged.shown, judged.wrong) == (frozenset({2}), {})
    assert judge(proven, [nameless]).shown == {3}
    assert judge(proven, [replace(nameless, amount=8)]).wrong == {}
    assert judge(proven, [replace(rough, amount=8)]).wrong.keys() == {2}


def test_before_byzantium_no_receipt_says_whether_it_failed() -> None:
    proven = _proven()
    old = Receipt.of(
        {"cumulativeGasUsed": "0x1", "logsBloom": "0x" + "00" * 256, "logs": [], "root": made.WORD}
    )
    document = type(proven.document)(**{**_fields(proven.document), "receipt": old})
    assert judge(Proven(document, proven.transaction), [_native(moved=False)]).shown == {9}


def _fields(document: Any) -> dict[str, Any]:
    return {name: getattr(document, name) for name in document.__struct_fields__}
