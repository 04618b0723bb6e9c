"""Tracing on real cases: the LI.FI exploit among unrelated traffic, and the Nomad bridge's 561 recipients."""

from __future__ import annotations

import csv
import json
import random
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from investigator.cases.case import Case
from investigator.chain.files import open_sources
from investigator.chain.ingest import ingest
from investigator.chain.source import ImportOptions
from investigator.graph.trace.question import CONVENTIONS
from investigator.operations.tracing import TracedEnd, TraceOptions, books, trace_money

pytestmark = pytest.mark.real_data
Rename = Callable[[str], str]
BRIDGE = "0x88a69b4e698a4b090df6cf5bd7b2d47325ad30a3"
RECOVERY = "0x94a84433101a10aeda762968f6995c574d1bf154"


@pytest.fixture
def case() -> Iterator[Case]:
    with Case.create(None) as made:
        yield made


def as_it_is(address: str) -> str:
    return address


def at_random(seed: int) -> Rename:
    """Every address gets another one."""
    draw, names = random.Random(seed), dict[str, str]()
    return lambda address: names.setdefault(address, f"0x{draw.getrandbits(160):040x}")


def put(case: Case, folder: Path, name: str, header: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    path = folder / name
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([header, *rows])
    ingest(case.store, open_sources([path], ImportOptions()))


def short(end: TracedEnd) -> str:
    return end.address.rpartition(":")[2]


@pytest.mark.parametrize(
    "rename", [as_it_is, at_random(1), at_random(2)], ids=["as it is", "renamed", "again"]
)
def test_every_terminal_of_the_lifi_exploit_is_found(
    rename: Rename, real_data: Path, tmp_path: Path, case: Case
) -> None:
    folder = real_data / "lifi_exploit"
    with (folder / "LIFI.csv").open(encoding="utf-8") as file:
        flows = list(csv.DictReader(file))
    (source,) = (folder / "source addresses.csv").read_text("utf-8").split()
    terminals = {rename(one) for one in (folder / "terminal addresses.csv").read_text("utf-8").split()}
    header = ["time", "block", "tx_hash", "from", "to", "value", "asset"]
    put(case, tmp_path, "lifi.csv", header, [
        (row["Timestamp"], row["Block"], row["Tx_hash"], rename(row["From"]), rename(row["To"]), row["Value_in_USD"], "USD")
        for row in flows
    ])  # fmt: skip
    with (real_data / "bionic_token" / "data" / "bionic.csv").open(encoding="utf-8") as file:
        background = [row for row in csv.DictReader(file) if row["eventName"] == "Transfer"]
    put(case, tmp_path, "noise.csv", ["time", "from", "to", "value", "asset"], [
        (1_721_000_000 + int(row["blockNumber"]) - 5_000_000, rename(row["source"]), rename(row["target"]), row["amount"], "BNC")
        for row in background
    ])  # fmt: skip
    found = trace_money(case, books(case), [rename(source)])
    ends = {short(end): end.found for end in found.endpoints}
    assert terminals <= ends.keys()
    assert all(ends[one].amounts["poison"] for one in terminals)
    assert {end.thing.symbol for end in found.endpoints} == {"USD"}
    ((_, totals),) = found.totals
    assert len({totals[name] for name in CONVENTIONS if name != "poison"}) == 1
    assert {end.found.holds for end in found.endpoints} <= {"all", "some", "one"}
    agreed = {one for one in terminals if ends[one].holds == "all"}
    assert len(agreed) >= 0.8 * len(terminals)


def nomad(real_data: Path) -> tuple[list[dict[str, Any]], list[dict[str, Any]], dict[str, Any]]:
    folder = real_data / "nomad_hack"
    read = lambda name: json.loads((folder / name).read_text("utf-8"))  # noqa: E731
    return (
        read("data/hack/receive_events.json"),
        read("data/recovery/transfer_events.json"),
        read("analysis/hack/amt_by_addr_and_token.json"),
    )


def test_the_nomad_bridge_to_its_recipients_and_what_came_back(
    real_data: Path, tmp_path: Path, case: Case
) -> None:
    out, back, by_account = nomad(real_data)
    header = ["time", "block", "log_index", "tx_hash", "from", "to", "value", "asset"]
    moves = [
        (1_659_000_000 + one["blockNumber"] - 15_259_000, one["blockNumber"], place, one["transactionHash"], BRIDGE,
         one["tokenRecipient"].lower(), one["amount"], one["tokenAddress"].lower())
        for place, one in enumerate(out)
    ]  # fmt: skip
    moves += [
        (one["timeStamp"], one["blockNumber"], one["transactionIndex"], one["transactionHash"], one["from"].lower(),
         one["to"].lower(), one["value"], one["contractAddress"].lower())
        for one in back
    ]  # fmt: skip
    path = tmp_path / "nomad.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([header, *moves])
    ingest(case.store, open_sources([path], ImportOptions(units="base")))
    ledger = books(case)
    near = trace_money(case, ledger, [BRIDGE], TraceOptions(depth=1))
    got = defaultdict[str, dict[str, int]](dict)
    for end in near.endpoints:
        assert end.found.holds == "all"
        got[short(end)][end.thing.key.rpartition(":")[2]] = end.found.amounts["fifo"]
    told = {
        account.lower(): {token.lower(): int(amount) for token, amount in tokens.items()}
        for account, tokens in by_account.items()
    }
    assert len(told) == 561
    assert dict(got) == told
    found = trace_money(case, ledger, [BRIDGE], TraceOptions(returned_to=(RECOVERY,)))
    returned = [end for end in found.endpoints if end.found.reason == "returned"]
    assert {short(end) for end in returned} == {RECOVERY}
    assert any("taken to have been returned" in one for one in found.assumptions)
    came = defaultdict[str, int](int)
    for one in back:
        if one["from"].lower() in told:
            came[one["contractAddress"].lower()] += int(one["value"])
    for end in returned:
        for name in CONVENTIONS:
            assert 0 < end.found.amounts[name] <= came[end.thing.key.rpartition(":")[2]]
    for thing, totals in found.totals:
        taken = sum(tokens.get(thing.key.rpartition(":")[2], 0) for tokens in told.values())
        assert {totals[name] for name in CONVENTIONS if name != "poison"} == {taken}
