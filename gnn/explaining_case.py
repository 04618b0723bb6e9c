"""An explanation of a score within a case: asked for, and told with addresses and exact amounts. Free of torch."""

from __future__ import annotations

from typing import Any

from gnn.client import Worker
from gnn.explanation import Explanation, plain
from investigator import operations
from investigator.address import short
from investigator.cases.case import Case
from investigator.data.queries import accounts, transfers
from investigator.data.queries import graph as graph_queries
from investigator.graph.columns import Columns
from investigator.progress import Tick, silent
from investigator.records import Clock


def explain_case(
    case: Case, columns: Columns, worker: Worker, account: int, model: str = "", tick: Tick = silent
) -> Explanation:
    """Explain the score of an account, by number, beside those that the analyst or an imported source labelled.

    `model` is the folder of a model; without, the shipped one is asked. Raises `Trouble` if it cannot be.
    """
    labels = {int(number): said for number, said in operations.training_labels(case, claims=True).items()}
    clock = graph_queries.clock(case.store) or Clock.UTC
    return worker.explain(columns.whole(), account, labels, model, clock, tick)


def as_json(case: Case, found: Explanation) -> dict[str, Any]:
    """The explanation for machines: addresses for account numbers, amounts in base units as text."""
    ids = [found.account, *(one.account for one in found.kin)]
    names = dict(zip(ids, map(short, accounts.addresses(case.store, ids)), strict=True))
    rows = {row.id: row for row in transfers.by_id(case.store, [one.transfer for one in found.carriers])}
    told = plain(found)
    told["address"] = names[found.account]
    for kin in told["kin"]:
        kin["address"] = names[kin["account"]]
    for carrier in told["carriers"]:
        row = rows[carrier["transfer"]]
        carrier |= {
            "from": short(row.sender),
            "to": short(row.receiver),
            "asset": row.symbol,
            "amount": str(row.amount),
            "time": row.time,
            "tx": row.tx_hash,
        }
    return told
