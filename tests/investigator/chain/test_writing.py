"""Batches become rows: names are numbered once, and what is known to be new is told apart from what may be there."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pytest

from investigator.cases.case import Case
from investigator.cases.verify import verify
from investigator.chain import assets
from investigator.chain.ingest import ingest
from investigator.chain.node.blocks import transfer_table
from investigator.chain.source import AssetFacts, Batch
from investigator.chain.taken import Report
from investigator.chain.told import Told
from investigator.data.queries import sources
from investigator.errors import Trouble
from investigator.records import TransferKind

CHAIN = "eip155:1"
COIN, FACTS = assets.coin(CHAIN)
A, B, C = (f"{CHAIN}:0x" + digit * 40 for digit in "abc")


def moved(*rows: tuple[str, str, int, int], distinct: bool = False, decimals: int = 18) -> Batch:
    """Sender, receiver, amount and block of transfers, each of a transaction of its own."""
    count = len(rows)
    table = transfer_table(
        CHAIN,
        src=[row[0] for row in rows],
        dst=[row[1] for row in rows],
        asset=[COIN] * count,
        amounts=np.array([[row[2], 0, 0, 0] for row in rows], np.uint64),
        time=[1_700_000_000 + row[3] for row in rows],
        block=[row[3] for row in rows],
        tx_index=[0] * count,
        position=pa.nulls(count, pa.int32()),
        kind=TransferKind.NATIVE,
        tx_hash=[bytes([row[2]]) * 32 for row in rows],
    )
    return Batch(transfers=table, assets={COIN: AssetFacts(FACTS.symbol, decimals)}, distinct=distinct)


def take(case: Case, batch: Batch, name: str) -> Report:
    return ingest(case.store, [Told("json", name, {}, name.encode(), batch)])


@pytest.mark.parametrize("distinct", [True, False])
def test_what_is_new_is_written_the_same_either_way(case: Case, distinct: bool) -> None:
    report = take(case, moved((A, B, 1, 5), (B, C, 2, 6), distinct=distinct), "one")
    assert (report.transfers, report.duplicates, report.addresses) == (2, 0, 3)
    assert verify(case.store) == []


def test_where_something_is_already_it_is_looked_at_row_by_row(case: Case) -> None:
    take(case, moved((A, B, 1, 5), distinct=True), "one")
    report = take(case, moved((A, B, 1, 5), (B, C, 2, 5), distinct=True), "two")
    assert (report.transfers, report.duplicates) == (1, 1)
    later = take(case, moved((A, B, 3, 9), distinct=True), "three")
    assert (later.transfers, later.duplicates, later.addresses) == (1, 0, 3)
    assert verify(case.store) == []


def test_decimals_that_contradict_the_case_are_refused_and_leave_nothing(case: Case) -> None:
    take(case, moved((A, B, 1, 5)), "one")
    with pytest.raises(Trouble, match="ETH has 18 decimals in this case, but 6 in this file"):
        take(case, moved((A, C, 2, 6), decimals=6), "two")
    assert sources.counts(case.store).transfers == 1
    assert take(case, moved((A, C, 2, 6)), "three").addresses == 3
