"""The analyst's labels: how they are put on accounts and taken back."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from investigator import taxonomy
from investigator.address import short
from investigator.cases.case import Case
from investigator.cases.edits import SetLabels, Together
from investigator.cases.facts import Facts
from investigator.chain.labels import read_meaning, read_rows
from investigator.data.queries import accounts
from investigator.errors import Trouble
from investigator.operations.teaching import verdict_of
from investigator.operations.touching import Touched, touched_by
from investigator.progress import Tick, silent
from investigator.records import Address, Label, Scores


def triage(scores: Scores, labelled: Collection[int], limit: int = 20) -> list[int]:
    """Positions in `scores` of the accounts to label next: the highest scores without a label."""
    order = np.argsort(-scores.calibrated, kind="stable")
    fresh = [int(i) for i in order if int(scores.accounts[i]) not in labelled and not scores.abstained[i]]
    return fresh[:limit]


def put_label(case: Case, address: Address, label: Label) -> Touched:
    """Add the analyst's label to an account, in place of an earlier one of the same text.

    What comes back is what was learned from this account before and may now have to be learned anew: nothing
    unless the account's meaning to a model has changed.
    """
    before = verdict_of(case.facts.labels.get(address, ()))
    case.do(label_edit(case.facts, address, label))
    changed = verdict_of(case.facts.labels[address]) != before
    return touched_by(case, address) if changed else Touched(address)


def remove_label(case: Case, address: Address, text: str = "") -> Touched:
    """Take back the analyst's label of this text, or all, and tell which models and scores it touched.

    Raises `Trouble` if there is no such label.
    """
    kept = tuple(one for one in case.facts.labels.get(address, ()) if text and one.text != text)
    if len(kept) == len(case.facts.labels.get(address, ())):
        named = f" '{text[:100]}'" if text else ""
        raise Trouble(
            f"{short(address)} has no label{named} of yours; imported claims cannot be taken back."
        )
    case.do(SetLabels(address, kept))
    return touched_by(case, address, text)


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
    """Label the accounts of a file with columns `address,label`, as one edit.

    The columns `illicit`, `category`, `confidence` (0 to 100), `source` and `note` are taken where there are
    any. Addresses are as `resolve` takes them. Raises `Trouble` if the file cannot be read or has no
    such columns, or a confidence that is none.
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
            edits[address] = label_edit(case.facts, address, _label_of(row, path.name))
    if edits:
        case.do(Together(tuple(edits.values()), f"Label {len(edits):,} accounts from {path.name}"))
    return Labelled(len(edits), tuple(unknown))


def _label_of(row: Mapping[str, str], file: str) -> Label:
    """The label in one row of a file."""
    given = {name: row.get(name, "").strip()[:1000] for name in ("category", "source", "note")}
    category = given["category"] if given["category"] in taxonomy.CONCEPTS else ""
    label = label_from_words(row["label"][:1000], category, read_meaning(row.get("illicit", "")))
    sure = row.get("confidence", "").strip()
    if sure and not (sure.isascii() and sure.isdigit() and int(sure[:9]) <= 100):
        raise Trouble(f"'{sure[:50]}' in {file} is no confidence; give a number from 0 to 100.")
    return replace(
        label,
        confidence=int(sure) if sure else label.confidence,
        source=given["source"] or label.source,
        note=given["note"],
    )
