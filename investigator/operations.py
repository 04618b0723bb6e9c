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
from investigator.chain.labels import read_meaning, read_rows
from investigator.data.queries import accounts, results, sources
from investigator.errors import Trouble
from investigator.graph.columns import Columns, columns_of
from investigator.graph.expand import Expansion, Filter, expand
from investigator.graph.flow import flow
from investigator.graph.layout import force
from investigator.graph.subgraph import Subgraph
from investigator.progress import Tick, silent
from investigator.records import AccountId, AccountKind, Address, Label, Scores
from investigator.scene import Scene
from investigator.scene_build import Known, build


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
    found = [(address, number) for number, address in accounts.called(case.store, text)]
    named = [pair for pair in found if _names(text, pair[0])]
    if len(named) == 1:
        return named[0]
    if named:
        raise Trouble(f"{text} names {len(named)} accounts on different chains; write it as {named[0][0]}.")
    like = accounts.matching(case.store, text, limit=2)
    hint = f"; did you mean {short(like[0][1])}?" if len(like) == 1 else "."
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
    added = len(set(found.graph.accounts.tolist()) - case.facts.shown)
    case.do(expansion_edit(case.facts, [address for address, _ in named], found, hops))
    return Expanded(found, added)


def expansion_edit(facts: Facts, seeds: Sequence[Address], found: Expansion, hops: int) -> Together:
    """What puts an expansion on the chart; the first one also says where the case starts."""
    reached = AccountSet.of(found.graph.accounts.tolist())
    why = f"{hops} hop{'s' * (hops != 1)} from {', '.join(short(address) for address in seeds[:3])}"
    edits: list[Show | SetSeeds] = [Show(reached, why=why)]
    if not facts.seeds:
        edits.append(SetSeeds(tuple(seeds)))
    return Together(tuple(edits), f"Expand {why}")


def labels_of(facts: Facts, tags: dict[Address, list[Label]], address: Address) -> tuple[Label, ...]:
    """All claims about an account, the analyst's own first."""
    return (*facts.labels.get(address, ()), *tags.get(address, ()))


def known(case: Case, graph: Subgraph) -> Known:
    """What the case knows about the accounts of a graph, for drawing."""
    facts = case.facts
    addresses = accounts.addresses(case.store, graph.accounts.tolist())
    tags = sources.tags(case.store, addresses)
    labels = [labels_of(facts, tags, address) for address in addresses]
    return Known(
        addresses=addresses,
        labels=labels,
        kinds=kinds(graph.accounts, labels, accounts.contracts(case.store)),
        symbols={asset.id: asset.symbol for asset in sources.assets(case.store)},
        seeds=frozenset(facts.seeds),
        pinned=frozenset(facts.places),
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


def training_labels(case: Case, *, claims: bool = False) -> dict[AccountId, bool]:
    """What a model may learn from: the analyst's own labels that say illicit or ordinary.

    Where an account's labels disagree, the more confident one holds; a tie says nothing. With `claims`,
    imported sources speak for accounts that the analyst has not labelled.
    """
    said = dict(case.facts.labels)
    if claims:
        said = {address: tuple(some) for address, some in sources.tags(case.store).items()} | said
    chosen: dict[Address, bool] = {}
    for address, labels in said.items():
        illicit = max((label.confidence for label in labels if label.illicit is True), default=-1)
        ordinary = max((label.confidence for label in labels if label.illicit is False), default=-1)
        if illicit != ordinary:
            chosen[address] = illicit > ordinary
    numbers = accounts.find(case.store, chosen)
    return {number: chosen[address] for address, number in numbers.items()}


def triage(scores: Scores, labelled: Collection[int], limit: int = 20) -> list[int]:
    """Positions in `scores` of the accounts to label next: the highest scores without a label."""
    order = np.argsort(-scores.calibrated, kind="stable")
    fresh = [int(i) for i in order if int(scores.accounts[i]) not in labelled and not scores.abstained[i]]
    return fresh[:limit]


def put_label(case: Case, address: Address, label: Label) -> None:
    """Add the analyst's label to an account, in place of an earlier one of the same text."""
    case.do(label_edit(case.facts, address, label))


def label_edit(facts: Facts, address: Address, label: Label) -> SetLabels:
    kept = tuple(old for old in facts.labels.get(address, ()) if old.text != label.text)
    return SetLabels(address, (label, *kept))


def label_from_words(text: str, category: str = "", illicit: bool | None = None) -> Label:
    """A label of the analyst's from what was typed.

    Where nobody says whether it means illicit, words such as 'illicit' and 'licit' do, then categories.
    """
    word = "_".join(text.lower().split())
    concept = category or (word if word in taxonomy.CONCEPTS else "unknown")
    for meaning in (read_meaning(text), taxonomy.illicit(concept)):
        illicit = meaning if illicit is None else illicit
    return Label(text.strip(), concept, confidence=70, source="examiner", illicit=illicit)


@dataclass(frozen=True)
class Labelled:
    """How many accounts were labelled, and which of those named are not in the case."""

    labelled: int
    unknown: tuple[str, ...]


def label_from_csv(case: Case, path: Path, tick: Tick = silent) -> Labelled:
    """Label the accounts of a file with columns `address,label` (and `illicit`), as one edit.

    Addresses are as `resolve` takes them. Raises `Trouble` if the file cannot be read or has no such columns.
    """
    rows = read_rows(path, ("address", "label"), tick)
    edits, unknown = dict[Address, SetLabels](), list[str]()
    index = {short(address).lower(): address for address in accounts.all_addresses(case.store)}
    bare = (
        {key.rsplit(":", 1)[-1]: address for key, address in index.items()}
        if ":" in next(iter(index), "")
        else {}
    )
    for row in rows:
        text = row["address"].strip()
        address = index.get(text.lower()) or index.get(short(text.lower())) or bare.get(text.lower())
        if address is None:
            unknown.append(text[:120])
        elif row["label"].strip():
            label = label_from_words(row["label"][:1000], illicit=read_meaning(row.get("illicit", "")))
            edits[address] = label_edit(case.facts, address, label)
    if edits:
        case.do(Together(tuple(edits.values()), f"Label {len(edits):,} accounts from {path.name}"))
    return Labelled(len(edits), tuple(unknown))


def picture(case: Case, tick: Tick = silent) -> Scene:
    """The chart as it opens: the accounts shown, laid out from the seeds on, pinned ones where they were put."""
    whole = columns(case, tick)
    shown = np.array(sorted(one for one in case.facts.shown if one < whole.order), np.int32)
    graph = whole.between(shown)
    seeds = accounts.find(case.store, case.facts.seeds).values()
    start = np.array(sorted(set(seeds) & set(shown.tolist())), np.int32)
    places = flow(graph, start, tick=tick) if start.size else force(graph, tick=tick)
    places = np.array(places, np.float32)
    for account, (x, y) in case.facts.places.items():
        places[graph.accounts == account] = x / 100, y / 100
    run = results.latest_run(case.store)
    return build(graph, places, known(case, graph), results.read_scores(case.store, run) if run else None)


def default_report(path: Path) -> Path:
    """Where a case's report goes when nobody says."""
    return path.with_suffix(".pdf")
