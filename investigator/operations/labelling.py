"""The analyst's labels: how they are put on accounts, and what a model may learn from."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from investigator import taxonomy
from investigator.address import short
from investigator.cases.case import Case
from investigator.cases.edits import SetLabels, Together
from investigator.cases.facts import Facts
from investigator.chain.labels import read_meaning, read_rows
from investigator.data.queries import accounts, sources
from investigator.progress import Tick, silent
from investigator.records import AccountId, Address, Label, Scores


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
