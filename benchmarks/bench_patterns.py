"""How often detectors are right, on labelled data, and how fast they are. Figures of quality have no peer here."""

from __future__ import annotations

import csv
import time
from pathlib import Path

import numpy as np

from benchmarks.bench_graph import transfers
from benchmarks.row import Row
from investigator.data.queries.graph import TransferColumns
from investigator.graph.columns import Columns, build
from investigator.graph.patterns.catalogue import catalogue
from investigator.graph.patterns.cycles import Cycle
from investigator.graph.patterns.fans import FanIn
from investigator.graph.patterns.finding import Pattern, Surroundings
from investigator.graph.patterns.poisoning import Poisoning
from investigator.graph.patterns.rings import Ring
from investigator.progress import silent
from investigator.records import Clock

DATA = Path(__file__).resolve().parents[2] / "shared" / "data"
KINDS = {"zero_value_transfer": "zero value", "tiny_transfer": "dust", "counterfeit_token_transfer": "counterfeit",
         "payoff_transfer": "payoff"}  # fmt: skip


def amlsim(world: str) -> tuple[Columns, set[int]]:
    """A synthetic world and its fraud accounts."""
    folder = DATA / "amlsim" / world
    rows = np.loadtxt(folder / "transactions.csv", delimiter=",", skiprows=1)
    rows = rows[np.argsort(rows[:, 3], kind="stable")]
    with (folder / "nodes.csv").open(encoding="utf-8") as file:
        nodes = list(csv.DictReader(file))
    columns = build(
        TransferColumns(
            src=rows[:, 0].astype(np.int32),
            dst=rows[:, 1].astype(np.int32),
            asset=np.zeros(len(rows), np.int32),
            time=rows[:, 3].astype(np.int64),
            amount=rows[:, 2].copy(),
            transfer=np.arange(len(rows)),
            accounts=len(nodes),
        )
    )
    return columns, {int(node["nodeid"]) for node in nodes if node["isFraud"] == "1"}


def judged(what: str, pattern: Pattern, columns: Columns, fraud: set[int]) -> list[Row]:
    """Precision and recall of the accounts that a detector names."""
    named = {
        account
        for finding in pattern.find(columns, Surroundings(clock=Clock.STEP), silent)
        for account in finding.accounts
    }
    hits = len(named & fraud)
    precision = hits / len(named) if named else float("nan")
    return [
        Row(f"{what}: precision", precision, ""),
        Row("  recall of fraud accounts", hits / len(fraud), ""),
    ]


def _amlsim() -> list[Row]:
    found: list[Row] = []
    for world in ("20K_cycle200", "20K_fanin200"):
        columns, fraud = amlsim(world)
        for name, pattern in (
            ("cycle", Cycle()),
            ("ring of one amount", Ring()),
            ("fan-in", FanIn()),
            ("fan-in of 2+ who pay repeatedly", FanIn(days=150, others=2, spread=1.6, each=2)),
        ):
            found += judged(f"AMLSim {world}, {name}", pattern, columns, fraud)
    return found


def poisoning_world(path: Path) -> tuple[Columns, Surroundings, dict[int, str]]:
    """Hand-checked transfers of one file; the kind that each attack transfer was found to be, by its number.

    The files hold samples: the real payment to the intended address, which the sampling left out, is put one block
    before each. Real trading of a token is the background in which nothing should be seen.
    """
    with path.open(encoding="utf-8") as file:
        told = list(csv.DictReader(file))
    ids: dict[str, int] = {}
    assets: dict[str, int] = {}
    number = lambda text, table: table.setdefault(text.lower(), len(table))  # noqa: E731
    rows: list[tuple[int, int, int, float, int]] = []
    kinds: dict[int, str] = {}
    for one in told:
        sender, receiver = (number(one[name], ids) for name in ("topics_from_addr", "topics_to_addr"))
        victim = sender if one["is_sender_victim"][:1].lower() == "t" else receiver
        if one.get("intended_addr"):
            real = number(one["intended_addr"], ids)
            rows.append((int(one["block_number"]) - 1, victim, real, 1e12, number("0xreal", assets)))
        kind = next((kind for name, kind in KINDS.items() if one.get(name, "")[:1].lower() == "t"), "")
        rows.append(
            (
                int(one["block_number"]),
                sender,
                receiver,
                float(one["value"] or 0),
                number(one["addr"], assets),
            )
        )
        kinds[len(rows) - 1] = kind
    rows += _background(ids, assets)
    order = sorted(range(len(rows)), key=lambda i: rows[i][0])
    column = lambda at, kind: np.array([rows[i][at] for i in order], kind)  # noqa: E731
    columns = build(
        TransferColumns(
            src=column(1, np.int32),
            dst=column(2, np.int32),
            asset=column(4, np.int32),
            time=column(0, np.int64),
            amount=column(3, np.float64),
            transfer=np.array(order, np.int64),
            accounts=len(ids),
        )
    )
    names = list(ids)
    fake = {
        assets[one["addr"].lower()] for one in told if one.get("counterfeit_token_transfer", "")[:1] == "t"
    }
    around = Surroundings(
        clock=Clock.BLOCK, suspects=frozenset(fake), address=lambda account: names[account]
    )
    return columns, around, kinds


def _background(ids: dict[str, int], assets: dict[str, int]) -> list[tuple[int, int, int, float, int]]:
    """The transfers of the Bionic token."""
    with (DATA / "bionic_token" / "data" / "bionic.csv").open(encoding="utf-8") as file:
        told = list(csv.DictReader(file))
    asset = assets.setdefault("0xbionic", len(assets))
    number = lambda text: ids.setdefault(text.lower(), len(ids))  # noqa: E731
    return [
        (int(one["blockNumber"]), number(one["source"]), number(one["target"]), float(one["amount"]), asset)
        for one in told
    ]


def _poisoning() -> list[Row]:
    found: list[Row] = []
    for name in ("data_validation.csv", "data_validation_block.csv"):
        columns, around, kinds = poisoning_world(DATA / "address_poisoning" / "data" / name)
        looks = {
            int(columns.transfer[look.row]): look.kind
            for look in Poisoning().looks(columns, around, silent)
        }
        attacks = {number for number, kind in kinds.items() if kind}
        seen = set(looks)
        hits = len(attacks & seen)
        found.append(Row(f"poisoning, {name}: precision", hits / len(seen) if seen else float("nan"), ""))
        found.append(Row(f"  recall of {len(attacks)} attack transfers", hits / len(attacks), ""))
        right = sum(looks.get(number) == kinds[number] for number in attacks)
        found.append(Row("  of the right kind", right / len(attacks), ""))
    for chain in ("ethereum", "bsc"):
        columns, around, kinds = poisoning_world(
            DATA / "address_poisoning" / "data" / f"payoff_transfers_{chain}.csv"
        )
        seen = {int(columns.transfer[look.row]) for look in Poisoning().looks(columns, around, silent)}
        found.append(
            Row(
                f"poisoning, {len(kinds):,} payoffs on {chain}: recall",
                len(seen & set(kinds)) / len(kinds),
                "",
            )
        )
    return found


def _speed(quick: bool) -> list[Row]:
    columns = build(transfers(200_000 if quick else 1_000_000, 100_000))
    found = []
    for pattern in catalogue():
        list(pattern.find(build(transfers(1_000, 200)), Surroundings(), silent))
        begun = time.perf_counter()
        count = sum(1 for _ in pattern.find(columns, Surroundings(), silent))
        taken = time.perf_counter() - begun
        found.append(
            Row(f"{pattern.name}, {columns.size / 1e6:g} M transfers ({count:,} seen)", taken, "s")
        )
    return found


def rows(quick: bool) -> list[Row]:
    """Quality where the data sets are at hand, then speed."""
    quality = [*_amlsim(), *_poisoning()] if DATA.is_dir() else []
    return [*quality, *_speed(quick)]
