"""What an analyst does with a case, as functions: the window and the command line call these."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from investigator import taxonomy
from investigator.address import short
from investigator.cases.accountset import AccountSet
from investigator.cases.case import Case
from investigator.cases.edits import SetLabels, SetSeeds, Show, Together
from investigator.cases.facts import Facts
from investigator.data.queries import accounts, sources
from investigator.errors import Trouble
from investigator.graph.columns import Columns, columns_of
from investigator.graph.expand import Expansion, Filter, expand
from investigator.graph.subgraph import Subgraph
from investigator.progress import Tick, silent
from investigator.records import AccountId, AccountKind, Address, Label, Scores
from investigator.scene_build import Known


def columns(case: Case, tick: Tick = silent) -> Columns:
    """The whole case as compact columns, kept memory-mapped beside the file."""
    path = case.store.path
    return columns_of(case.store, path.with_name(path.name + ".columns") if path else None, tick)


def resolve(case: Case, texts: Iterable[str]) -> list[tuple[Address, AccountId]]:
    """The accounts that these texts name, in order: whole or short addresses, or plain ids.

    Raises `Trouble` for a text that names no account of the case, or several.
    """
    return [_resolve_one(case, text.strip()) for text in texts]


def _resolve_one(case: Case, text: str) -> tuple[Address, AccountId]:
    exact = accounts.find(case.store, [text])
    if exact:
        return next(iter(exact.items()))
    found = [(address, number) for number, address in accounts.matching(case.store, text, limit=500)]
    named = [pair for pair in found if _names(text, pair[0])]
    if len(named) == 1:
        return named[0]
    if named:
        raise Trouble(f"{text} names {len(named)} accounts on different chains; write it as {named[0][0]}.")
    hint = f"; did you mean {short(found[0][0])}?" if len(found) == 1 else "."
    raise Trouble(f"There is no account {text} in this case{hint}")


def _names(text: str, address: Address) -> bool:
    lower = address.lower()
    return text.lower() in {lower, short(address).lower(), lower.rsplit(":", 1)[-1]}


@dataclass(frozen=True)
class Expanded:
    """What an expansion found and what it put on the chart."""

    expansion: Expansion
    added: int


def expand_on_chart(
    case: Case,
    whole: Columns,
    seeds: Sequence[str],
    hops: int = 1,
    where: Filter = Filter(),  # noqa: B008 - frozen
    budget: int | None = None,
    tick: Tick = silent,
) -> Expanded:
    """Follow transfers from the seeds and put what is reached on the chart, as one edit."""
    named = resolve(case, seeds)
    start = np.array(sorted({number for _, number in named}), np.int32)
    found = expand(whole, start, hops, where, budget, tick)
    reached = AccountSet.of(found.graph.accounts.tolist())
    added = len(reached.members - case.facts.shown)
    why = f"{hops} hop{'s' * (hops != 1)} from {', '.join(short(address) for address, _ in named[:3])}"
    edits: list[Show | SetSeeds] = [Show(reached, why=why)]
    if not case.facts.seeds:
        edits.append(SetSeeds(tuple(address for address, _ in named)))
    case.do(Together(tuple(edits), f"Expand {why}"))
    return Expanded(found, added)


def labels_of(facts: Facts, tags: dict[Address, list[Label]], address: Address) -> tuple[Label, ...]:
    """All claims about an account, the analyst's own first."""
    return (*facts.labels.get(address, ()), *tags.get(address, ()))


def known(case: Case, graph: Subgraph) -> Known:
    """What the case knows about the accounts of a graph, for drawing."""
    addresses = accounts.addresses(case.store, graph.accounts.tolist())
    tags = sources.tags(case.store, addresses)
    labels = [labels_of(case.facts, tags, address) for address in addresses]
    return Known(
        addresses=addresses,
        labels=labels,
        kinds=kinds(graph.accounts, labels, accounts.contracts(case.store)),
        symbols={asset.id: asset.symbol for asset in sources.assets(case.store)},
        seeds=frozenset(case.facts.seeds),
        pinned=frozenset(case.facts.places),
    )


def kinds(
    numbers: NDArray[np.int32], labels: Sequence[Sequence[Label]], contracts: Collection[int]
) -> NDArray[np.uint8]:
    """The shape of each account: what its labels say it is, else contract or plain account."""
    shapes = np.where(
        np.isin(numbers, np.fromiter(contracts, np.int64)), AccountKind.CONTRACT, AccountKind.ACCOUNT
    ).astype(np.uint8)
    for i, claims in enumerate(labels):
        said = [taxonomy.kind(label.category) for label in claims]
        shaped = [kind for kind in said if kind not in {None, AccountKind.ACCOUNT}]
        if shaped and shaped[0] is not None:
            shapes[i] = shaped[0]
    return shapes


def training_labels(case: Case) -> dict[AccountId, bool]:
    """What a model may learn from: the analyst's own labels that say illicit or ordinary.

    Where an account's labels disagree, the more confident one holds; a tie says nothing.
    """
    chosen: dict[Address, bool] = {}
    for address, labels in case.facts.labels.items():
        sure = {
            side: max((x.confidence for x in labels if x.illicit is side), default=-1)
            for side in (True, False)
        }
        if sure[True] != sure[False]:
            chosen[address] = sure[True] > sure[False]
    numbers = accounts.find(case.store, chosen)
    return {number: chosen[address] for address, number in numbers.items()}


def triage(scores: Scores, labelled: Collection[int], limit: int = 20) -> list[int]:
    """Positions in `scores` of the accounts to label next: the highest scores without a label."""
    order = np.argsort(-scores.calibrated, kind="stable")
    fresh = [int(i) for i in order if int(scores.accounts[i]) not in labelled and not scores.abstained[i]]
    return fresh[:limit]


def put_label(case: Case, address: Address, label: Label) -> None:
    """Add the analyst's label to an account, in place of an earlier one of the same text."""
    kept = tuple(old for old in case.facts.labels.get(address, ()) if old.text != label.text)
    case.do(SetLabels(address, (label, *kept)))


def default_report(path: Path) -> Path:
    """Where a case's report goes when nobody says."""
    return path.with_suffix(".pdf")
