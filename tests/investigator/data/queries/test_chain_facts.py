"""What a case knows of blocks and assets."""

from __future__ import annotations

from investigator.cases.case import Case
from investigator.data import evidence
from investigator.data.queries import chain_facts
from tests.makers import Move, put, rows


def test_times_of_blocks_and_decimals_of_assets() -> None:
    with Case.create(None) as case:
        assert [len(column) for column in chain_facts.block_times(case.store, "eip155:1")] == [0, 0]
        put(case.store, [Move(0, 1, 5)], ["bank:0", "bank:1"])
        blocks = [
            {"number": number, "time": 100 + number, "hash": b"%d" % number, "parent": b"p", "chain": chain}
            for number, chain in ((9, "eip155:1"), (2, "eip155:1"), (3, "eip155:10"))
        ]
        with case.store.transaction() as db:
            evidence.insert(db, "block", rows(1, 0, blocks))
        numbers, times = chain_facts.block_times(case.store, "eip155:1")
        assert (numbers.tolist(), times.tolist()) == ([2, 9], [102, 109])
        assert chain_facts.decimals(case.store) == {"bank/EUR": 2}
