from __future__ import annotations

import numpy as np
import pytest

from investigator.cases.case import Case
from investigator.cases.edits import SetExhibits, SetLabels, SetList, SetNote, SetSeeds
from investigator.data.queries import select
from investigator.data.queries.results import keep_scores
from investigator.errors import Trouble
from investigator.operations.querying import Given, meant
from investigator.query.parse import parse
from investigator.records import Address, Label, Reason, Scores
from tests.makers import Move, case

WALLETS = [f"eip155:1:0x{number:040x}" for number in range(5)]
ASSETS = (("eip155:1/slip44:60", "ETH", 18), ("eip155:1/erc20:0xa0b8", "USDC", 6))
E18, E6 = 10**18, 10**6
MOVES = [
    Move(0, 1, 10_000 * E6, 1_659_312_000, asset=1, tx_hash=b"\x7b\xe1" + bytes(30)),
    Move(1, 2, 10_000 * E6 + 1, 1_661_990_399, asset=1),
    Move(2, 3, 3 * E18, 1_661_990_400),
    Move(3, 4, E18 // 2, 1_700_000_000),
    Move(4, 4, 0, 1_700_000_001, ok=False),
]


@pytest.fixture
def made() -> Case:
    from tests.makers import put

    found = Case.create(None)
    put(
        found.store,
        MOVES,
        WALLETS,
        ASSETS,
        [{"address": WALLETS[2], "label": "Blender", "category": "mixing_service"}],
    )
    return found


def found(case: Case, text: str, *origins: int) -> list[int]:
    given = Given(case.at_rest(), origins=origins)
    return select.ids(case.store, meant(given, parse(text))).tolist()


def test_the_contract_s_query(made: Case) -> None:
    made.do(SetSeeds((Address(WALLETS[0]),)))
    assert found(made, "asset:USDC value>10k label:mixer hops<=2 time:2022-08") == [1]
    assert found(made, "") == [0, 1, 2, 3, 4]


@pytest.mark.parametrize(
    "text, wanted",
    [
        ("value>10k", [1]),
        ("value>=10k", [0, 1]),
        ("value:10,000.000001", [1]),
        ("value:0.5|3", [2, 3]),
        ("value<0.0000000000000000001", [4]),
        ("asset:usdc,eth", [0, 1, 2, 3, 4]),
        ("asset:0xA0B8", [0, 1]),
        ("asset:usdc value>10k | time>=2023", [1, 3, 4]),
        ("-asset:usdc -is:failed", [2, 3]),
        ("time:2022-08", [0, 1]),
        ("label:mixing", [1, 2]),
        ("label:blend,nothing", [1, 2]),
        ("from:blender", [2]),
        ("to:blender", [1]),
        (f"from:{WALLETS[0][9:]}", [0]),
        ("address:0x0000…0004", [3, 4]),
        ("tx:0x7BE1", [0]),
        ("0x7be1", [0]),
        ("blender", [1, 2]),
        ("text:usd", [0, 1]),
        ("kind:ledger", [0, 1, 2, 3, 4]),
        ("block>5", []),
        ("is:self", [4]),
        ("is:labelled", [1, 2]),
        ("is:suspect,contract", []),
        ("risk>=0", []),
    ],
)
def test_what_each_key_means(made: Case, text: str, wanted: list[int]) -> None:
    assert found(made, text) == wanted


def test_hops_are_those_of_the_farther_end(made: Case) -> None:
    assert found(made, "hops<=2", 0) == [0, 1]
    assert found(made, "hops:1", 0) == [0]
    assert found(made, "hops>2", 0) == [2, 3, 4]
    assert found(made, "hops:2..3", 0) == [1, 2]
    with pytest.raises(Trouble, match="seeds"):
        found(made, "hops<=1")
    with pytest.raises(Trouble, match="up to 100"):
        found(made, "hops<=101", 0)


def test_what_the_analyst_said(made: Case) -> None:
    one = Address(WALLETS[1])
    made.do(SetLabels(one, (Label("Peeler.eth"),)))
    made.do(SetNote(one, "The second wallet"))
    made.do(SetList("Suspects", (one, Address("eip155:1:0xnowhere"))))
    made.do(SetExhibits((3,)))
    made.do(SetSeeds((Address(WALLETS[4]),)))
    assert found(made, 'note:"second wallet"') == [0, 1]
    assert found(made, "peeler.eth") == [0, 1]
    assert found(made, "list:suspects") == [0, 1]
    assert found(made, "is:exhibit") == [3]
    assert found(made, "is:seed -is:noted") == [3, 4]
    values = np.array([0.9, 0.2])
    silent = np.zeros(2, np.bool_)
    reasons = ((Reason("x", 1.0),),) * 2
    scores = Scores(np.array([3, 4], np.int32), values, values, silent, reasons, "m", "h", "i")
    keep_scores(made.store, scores, [])
    assert found(made, "risk>0.5") == [2, 3]


@pytest.mark.parametrize(
    "text, says",
    [
        ("asset:XMR", "no asset XMR in this case; it has ETH, USDC"),
        ("list:none", "no list none"),
        ("frob:x", "no known key"),
        ("worth>5", "no prices"),
    ],
)
def test_what_the_case_does_not_have(made: Case, text: str, says: str) -> None:
    with pytest.raises(Trouble, match=says):
        found(made, text)


def test_a_case_of_accounts_with_names_of_their_own() -> None:
    assert found(case([Move(0, 1, 5)]), "bank:1") == [0]
