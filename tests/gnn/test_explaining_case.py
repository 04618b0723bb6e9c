"""A case's score is explained with the case's labels, and told with its addresses and amounts."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from gnn.client import Worker
from gnn.explaining import explain
from gnn.explaining_case import as_json, explain_case
from gnn.explanation import Explanation
from gnn.model import Model
from investigator import operations
from investigator.cases.case import Case
from investigator.cases.edits import SetLabels
from investigator.graph.subgraph import Subgraph
from investigator.progress import Tick, silent
from investigator.records import Address, Clock, Label
from tests.makers import Move, put


class Here(Worker):
    """A worker without a process."""

    def __init__(self, model: Model) -> None:
        super().__init__(("no process",))
        self.mind = model
        self.clock: Clock | None = None

    def explain(
        self,
        graph: Subgraph,
        account: int,
        labels: Mapping[int, bool],
        model: str | Path = "",
        clock: Clock = Clock.UTC,
        tick: Tick = silent,
    ) -> Explanation:
        self.clock = clock
        return explain(graph, self.mind, account, labels, clock, tick)


@pytest.mark.parametrize("clock", [Clock.UTC, Clock.STEP])
def test_it_is_told_in_the_words_of_the_case(model: Model, tmp_path: Path, clock: Clock) -> None:
    names = [f"bank:{i}" for i in range(6)]
    moves = [Move(0, 1, 500, 1), Move(1, 2, 10**30, 2), Move(2, 3, 480, 3), Move(4, 5, 7, 4)]
    tags = [{"address": names[3], "illicit": True}, {"address": names[5], "illicit": None}]
    with Case.create(tmp_path / "small.case") as case:
        put(case.store, moves, names, tags=tags, clock=clock)
        case.do(SetLabels(Address(names[4]), (Label("seen", illicit=False),)))
        worker = Here(model)
        found = explain_case(case, operations.columns(case), worker, 1)
        told = as_json(case, found)
    assert worker.clock is clock
    assert told["address"] == "bank:1"
    assert {kin["address"]: kin["illicit"] for kin in told["kin"]} == {"bank:3": True, "bank:4": False}
    assert told["carriers"]
    for one, carrier in zip(told["carriers"], found.carriers, strict=True):
        move = moves[carrier.transfer]
        assert one == {
            "transfer": carrier.transfer, "weight": carrier.weight, "hop": carrier.hop,
            "from": names[move.src], "to": names[move.dst], "asset": "EUR",
            "amount": str(move.amount), "time": move.time, "tx": "",
        }  # fmt: skip
    assert told["summary"] == found.summary
