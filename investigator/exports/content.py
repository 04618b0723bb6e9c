"""What leaves a case in an export: read once, exact, and the same for every format."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import numpy as np

from investigator.address import chain_of, checksummed
from investigator.cases.case import Case
from investigator.cases.facts import Exhibit, Finding, account_of, finding_of
from investigator.data import ledger
from investigator.data.ledger import GENESIS
from investigator.data.queries import accounts, results, sources, transfers
from investigator.data.queries.sources import Acquisition, AssetRow
from investigator.data.queries.transfers import TransferRow, Where
from investigator.errors import Trouble
from investigator.progress import Tick, silent
from investigator.records import Address, Label
from investigator.settings import TOOL

Part = Literal["chart", "exhibits", "all"]
"""What of a case: the accounts on the chart and what moved between them, the exhibits, or everything."""

NAMESPACE = uuid.UUID("7d9a5d4e-3c1b-5f0e-9d53-6f2a1c0b8e77")
"""Under which identifiers of this program are made (UUID version 5), the same for the same thing every time."""


@dataclass(frozen=True)
class Account:
    """One account. `labels` are all claims about it, the analyst's own first; `own` of them are the analyst's.

    `score` is what the newest model run says, calibrated; `None` where it was not scored or the model abstained.
    """

    id: int
    address: Address
    labels: tuple[Label, ...]
    own: int
    note: str
    seed: bool
    score: float | None

    @property
    def chain(self) -> str:
        """Its chain, as CAIP-2, or its namespace."""
        return chain_of(self.address) or self.address.partition(":")[0]

    @property
    def text(self) -> str:
        """The address as it is written on its chain, with its checksum in capitals where it has one."""
        return checksummed(self.address)


@dataclass(frozen=True)
class Content:
    """What is handed on. `made` is when the case was last changed, in UTC seconds, `head` its journal's last hash."""

    case: str
    title: str
    question: str
    examiner: str
    made: int
    head: str
    tool: str
    part: Part
    accounts: tuple[Account, ...]
    transfers: tuple[TransferRow, ...]
    assets: tuple[AssetRow, ...]
    acquisitions: tuple[Acquisition, ...]
    findings: dict[str, Finding]
    exhibits: dict[str, Exhibit]
    model: str = ""
    model_hash: str = ""

    def name(self, kind: str, key: object) -> str:
        """A UUID for a thing of this case, the same every time."""
        return str(uuid.uuid5(NAMESPACE, f"{self.case}/{kind}/{key}"))

    def by_address(self) -> dict[Address, Account]:
        """Accounts by their canonical address."""
        return {account.address: account for account in self.accounts}

    def asset(self, row: TransferRow) -> AssetRow:
        """What a transfer moves."""
        return self._assets[row.asset]

    @cached_property
    def _assets(self) -> dict[int, AssetRow]:
        return {asset.id: asset for asset in self.assets}


def claim(label: Label) -> str:
    """A label as a sentence that says what kind of claim it is, how sure, and whose."""
    source = f", says {label.source}" if label.source else ""
    note = f": {label.note}" if label.note else ""
    return f"[{label.tier.value}] {label.text} ({label.category}, {label.confidence} %){source}{note}"


def content(case: Case, part: Part = "chart", tick: Tick = silent) -> Content:
    """Read from a case what is to leave it. Raises `Trouble` where there is nothing of the kind."""
    tick(0, 4, "Reading transfers")
    rows = _transfers(case, part)
    tick(1, 4, "Reading accounts")
    found = _accounts(case, part, rows)
    if not found and not rows:
        raise Trouble(_NOTHING[part])
    tick(2, 4, "Reading sources")
    used = {row.acquisition for row in rows}
    run = results.latest_run(case.store)
    with case.store.reading() as db:
        lines = [line for line in ledger.lines(db) if line.verb != "report"]
    tick(3, 4, "Reading findings")
    return Content(
        case=lines[0].hash if lines else GENESIS,
        title=case.facts.title.strip() or "Untitled case",
        question=case.facts.question,
        examiner=lines[-1].who if lines else "",
        made=lines[-1].done_at // 1_000_000 if lines else 0,
        head=lines[-1].hash if lines else GENESIS,
        tool=TOOL,
        part=part,
        accounts=found,
        transfers=tuple(rows),
        assets=tuple(sorted(sources.assets(case.store), key=lambda asset: asset.id)),
        acquisitions=tuple(
            one for one in sources.acquisitions(case.store) if one.id in used or part == "all"
        ),
        findings=dict(case.facts.findings),
        exhibits={str(one): case.facts.basket[one] for one in case.facts.items},
        model=str(run["model"]) if run else "",
        model_hash=str(run["model_hash"]) if run else "",
    )


_NOTHING: dict[Part, str] = {
    "chart": "Nothing is on the chart; show some accounts, or export the whole case.",
    "exhibits": "There are no exhibits; add some, or export what is on the chart.",
    "all": "There is nothing in this case yet.",
}


def _transfers(case: Case, part: Part) -> list[TransferRow]:
    if part == "exhibits":
        return transfers.by_id(case.store, case.facts.exhibits)
    among = None if part == "all" else tuple(sorted(case.facts.shown))
    if among == ():
        return []
    where = Where(among=among)
    return transfers.page(case.store, where, limit=max(transfers.count(case.store, where), 1))


def _accounts(case: Case, part: Part, rows: list[TransferRow]) -> tuple[Account, ...]:
    facts = case.facts
    wanted = {end for row in rows for end in (int(row.src), int(row.dst))}
    if part == "all":
        wanted = set(range(len(accounts.all_addresses(case.store))))
    elif part == "chart":
        wanted |= {int(one) for one in facts.shown}
    else:
        named = [account for one in facts.items if (account := account_of(one)) is not None]
        keys = [key for one in facts.items if (key := finding_of(one)) is not None]
        named += [
            account for key in keys if key in facts.findings for account in facts.findings[key].accounts
        ]
        wanted |= {int(number) for number in accounts.find(case.store, named).values()}
    numbers = sorted(wanted)
    addresses = accounts.addresses(case.store, numbers)
    tags = sources.tags(case.store, addresses)
    scores = _scores(case)
    return tuple(
        Account(
            id=number,
            address=address,
            labels=(*facts.labels.get(address, ()), *tags.get(address, ())),
            own=len(facts.labels.get(address, ())),
            note=facts.notes.get(address, ""),
            seed=address in facts.seeds,
            score=scores.get(number),
        )
        for number, address in zip(numbers, addresses, strict=True)
    )


def _scores(case: Case) -> dict[int, float]:
    run = results.latest_run(case.store)
    if run is None:
        return {}
    told = results.read_scores(case.store, run)
    said = np.flatnonzero(~told.abstained)
    return dict(zip(told.accounts[said].tolist(), told.calibrated[said].tolist(), strict=True))
