"""Read from a case, once, all that its report speaks of."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from investigator import when
from investigator.address import checksummed
from investigator.cases import completeness, exhibits
from investigator.cases.case import Case
from investigator.cases.completeness import Certificate
from investigator.cases.explanation import Opposed
from investigator.cases.facts import Facts, Item, accounts_among
from investigator.cases.opposing import oppose
from investigator.cases.proofs import Mark, marks
from investigator.cases.worth import Derived, of_transfers
from investigator.data import custody, ledger
from investigator.data.connection import Db
from investigator.data.custody import SignatureRow, StampRow
from investigator.data.ledger import Line
from investigator.data.queries import accounts, graph, hops, results, sources, standing, tokens, transfers
from investigator.data.queries.hops import Stop
from investigator.data.queries.sources import Acquisition, AssetRow, BadRow, Counts
from investigator.data.queries.standing import Unsettled
from investigator.data.queries.tokens import Doubt
from investigator.data.queries.transfers import TransferRow, Where
from investigator.data.store import Store
from investigator.progress import Tick, silent
from investigator.records import Address, Clock, ClusterScore, Label, Scores

TOP_LEADS, TOP_CLUSTERS, CLUSTER_MEMBERS = 25, 8, 6
STEPS = 5
"""Steps of reading a case and setting its report; the last of them belongs to the caller."""
WRITTEN = "report"
"""The journal line that says that a report was written."""
LABEL = 80
"""Characters of a label that stand beside an address; the table of labels has it whole."""


@dataclass(frozen=True)
class Lead:
    """One account that the model holds for suspicious, with its place in the scores."""

    address: Address
    row: int


@dataclass(frozen=True)
class Run:
    """The newest scores: the run's own row, its leads, and who the members of its clusters are."""

    row: dict[str, object]
    scores: Scores
    leads: tuple[Lead, ...]
    clusters: tuple[ClusterScore, ...]
    members: dict[int, tuple[Address, ...]]


@dataclass(frozen=True)
class Gathered:
    """Everything at hand for a report."""

    facts: Facts
    lines: tuple[Line, ...]
    acquisitions: tuple[Acquisition, ...]
    given: dict[int, dict[str, int]]
    counts: Counts
    assets: tuple[AssetRow, ...]
    clock: Clock | None
    moved: dict[int, TransferRow]
    digests: dict[int, str]
    tags: dict[Address, list[Label]]
    bad_rows: tuple[BadRow, ...]
    touching: int
    inside: int
    run: Run | None = None
    unsettled: tuple[Unsettled, ...] = ()
    replaced: int = 0
    stops: tuple[Stop, ...] = ()
    suspects: dict[str, tuple[Doubt, ...]] = field(default_factory=dict)
    proofs: dict[int, Mark] = field(default_factory=dict)
    names: dict[Address, str] = field(default_factory=dict)
    certificates: tuple[Certificate, ...] = ()
    worth: dict[int, Derived] = field(default_factory=dict)
    opposed: tuple[Opposed, ...] = ()
    signatures: tuple[SignatureRow, ...] = ()
    stamps: tuple[StampRow, ...] = ()
    hashes: dict[Item, str] = field(default_factory=dict)

    @property
    def head(self) -> str:
        """The hash of the journal's last line before reports were written of it."""
        return self.lines[-1].hash if self.lines else ledger.GENESIS

    @property
    def made(self) -> int:
        """When the last thing was done to the case, in UTC seconds."""
        return self.lines[-1].done_at // 1_000_000 if self.lines else 0

    def time(self, moment: int | None) -> str:
        """A time of the evidence, on the clock that it has."""
        if moment is None:
            return "unknown"
        clock = Clock.UTC if self.clock is None else self.clock
        return when.show(moment, clock) + (" UTC" if clock is Clock.UTC else "")

    def name(self, address: Address) -> str:
        """What an account is called: its first label and its address."""
        label = self.names.get(address)
        return f"{label}, {checksummed(address)}" if label else checksummed(address)


def gather(case: Case, tick: Tick = silent) -> Gathered:
    """Read the case. One that is empty gives empty parts."""
    store, facts = case.store, case.facts
    tick(1, STEPS, "Reading exhibits")
    lines, signatures, stamps = _journal(store)
    cited = [*facts.exhibits, *(row for finding in facts.findings.values() for row in finding.transfers)]
    moved = {row.id: row for row in transfers.by_id(store, dict.fromkeys(cited))}
    certificates = _certificates(store, tick)
    tick(2, STEPS, "Reading scores")
    run = _run(case)
    tick(3, STEPS, "Reading labels")
    stops = tuple(stop for stop in hops.stops(store) if stop.open)
    named = [*(one.address for one in certificates), *(stop.address for stop in stops)]
    tags = sources.tags(store, _concerned(case, moved, run, named))
    return Gathered(
        facts=facts,
        lines=lines,
        acquisitions=tuple(sources.acquisitions(store)),
        given=sources.given(store),
        counts=sources.counts(store),
        assets=tuple(sources.assets(store)),
        clock=graph.clock(store),
        moved=moved,
        digests=transfers.digests(store, moved),
        tags=tags,
        bad_rows=tuple(sources.bad_rows(store)),
        touching=_count(store, Where(accounts=tuple(sorted(facts.shown)))),
        inside=_count(store, Where(among=tuple(sorted(facts.shown)))),
        run=run,
        unsettled=tuple(standing.unsettled(store)),
        replaced=standing.replaced(store).get("transfer", 0),
        stops=stops,
        suspects=tokens.suspects(store),
        proofs=marks(store, facts.exhibits),
        names=_names(facts, tags),
        certificates=certificates,
        worth=of_transfers(store, moved.values()),
        opposed=_opposed(case),
        signatures=signatures,
        stamps=stamps,
        hashes=exhibits.hashes(store, facts),
    )


def _count(store: Store, where: Where) -> int:
    """How many transfers of the accounts on the chart; none of no account."""
    return transfers.count(store, where) if where.accounts or where.among else 0


def _journal(store: Store) -> tuple[tuple[Line, ...], tuple[SignatureRow, ...], tuple[StampRow, ...]]:
    """The journal and its custody, but for what came of writing reports.

    That one was written is no part of what it says: the same case gives the same report again.
    """
    with store.reading() as db:
        lines = tuple(line for line in ledger.lines(db) if line.verb != WRITTEN)
        return (lines, *_custody(db, lines[-1].seq if lines else 0))


def _custody(db: Db, last: int) -> tuple[tuple[SignatureRow, ...], tuple[StampRow, ...]]:
    """Signatures and time stamps up to a line; of a stamp that was completed later, its first state.

    What is signed or stamped after a report was written covers the line that says so, and is no part of it.
    """
    signed = tuple(row for row in custody.signatures(db) if row.last_seq <= last)
    first = dict[str, StampRow]()
    for row in custody.stamps(db):
        if row.seq <= last:
            first.setdefault(row.target, row)
    return signed, tuple(first.values())


def _certificates(store: Store, tick: Tick) -> tuple[Certificate, ...]:
    """The certificates of all accounts that were pulled, in the order of the accounts."""
    wanted, found = completeness.pulled(store), list[Certificate]()
    for done, (chain, address) in enumerate(wanted):
        tick(1, STEPS, f"Checking that accounts are complete: {done:,} of {len(wanted):,}")
        found.append(completeness.certificate(store, chain, address))
    return tuple(found)


def _names(facts: Facts, tags: dict[Address, list[Label]]) -> dict[Address, str]:
    """What accounts are called: the analyst's own label comes before those of lists."""
    own = {address: labels[0] for address, labels in facts.labels.items() if labels}
    first = {address: labels[0] for address, labels in tags.items() if labels} | own
    return {address: label.text[:LABEL] for address, label in first.items()}


def _opposed(case: Case) -> tuple[Opposed, ...]:
    """The ordinary explanations of each finding."""
    return tuple(
        oppose(case.store, case.facts, key, one.title, one.accounts, one.transfers)
        for key, one in case.facts.findings.items()
    )


def _concerned(
    case: Case, moved: dict[int, TransferRow], run: Run | None, pulled: list[Address]
) -> list[Address]:
    """Every account that the report may name, each once, in a fixed order."""
    facts = case.facts
    named = [*facts.seeds, *facts.labels, *facts.notes, *accounts_among(facts.items)]
    named += [account for finding in facts.findings.values() for account in finding.accounts]
    named += [end for row in moved.values() for end in (row.sender, row.receiver)]
    named += accounts.addresses(case.store, sorted(facts.shown))
    if run:
        named += [lead.address for lead in run.leads]
        named += [address for members in run.members.values() for address in members]
    return list(dict.fromkeys([*named, *pulled]))


def _run(case: Case) -> Run | None:
    row = results.latest_run(case.store)
    if row is None:
        return None
    scores = results.read_scores(case.store, row)
    order = np.lexsort((scores.accounts, -scores.calibrated))
    order = order[~scores.abstained[order]][:TOP_LEADS]
    addresses = accounts.addresses(case.store, scores.accounts[order].tolist())
    clusters = tuple(results.read_clusters(case.store, row)[:TOP_CLUSTERS])
    members = {
        one.cluster: tuple(accounts.addresses(case.store, one.members[:CLUSTER_MEMBERS].tolist()))
        for one in clusters
    }
    leads = tuple(Lead(address, int(i)) for address, i in zip(addresses, order, strict=True))
    return Run(row, scores, leads, clusters, members)
