"""What has been pulled, and what an endpoint said."""

from __future__ import annotations

import pytest

from investigator.cases.case import Case
from investigator.data import ingestion
from investigator.data.queries.coverage import Covered, covered, held

CHAIN, A, B = "eip155:1", "eip155:1:0x" + "a" * 40, "eip155:1:0x" + "b" * 40


def stretch(address: str, first: int, last: int, chain: str = CHAIN) -> dict[str, object]:
    return {
        **{"chain": chain, "address": address, "what": "native", "method": "block scan"},
        **{"first_block": first, "last_block": last},
    }


@pytest.fixture
def case() -> Case:
    made = Case.create(None)
    with made.store.transaction() as db:
        rows = [stretch(A, 0, 9), stretch("", 20, 29), stretch(B, 5, 6), stretch(A, 3, 4, "eip155:10")]
        ingestion.insert_table(db, "coverage", 1, ingestion.table_of("coverage", rows))
        said = {"chain": CHAIN, "address": A, "asset": "eip155:1/slip44:60", "block": 9, "endpoint": "one"}
        amount = {"a0": 1, "a1": 0, "a2": 0, "a3": 0}
        ingestion.insert_table(db, "balance", 1, ingestion.table_of("balance", [{**said, **amount}]))
    return made


def test_what_stands_of_accounts_and_of_all(case: Case) -> None:
    mine = [Covered(A, "native", "block scan", 0, 9), Covered("", "native", "block scan", 20, 29)]
    assert covered(case.store, CHAIN, [A]) == mine
    assert covered(case.store, CHAIN, []) == mine[1:]
    assert covered(case.store, "eip155:5", [A]) == []


def test_what_an_endpoint_said(case: Case) -> None:
    assert held(case.store, CHAIN, "one") == {(A, "eip155:1/slip44:60", 9)}
    assert held(case.store, CHAIN, "two") == set()
