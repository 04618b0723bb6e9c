"""What a case knows about accounts, and the columns of its transfers."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from investigator import taxonomy
from investigator.address import short
from investigator.cases.case import Case
from investigator.cases.facts import Facts
from investigator.data.queries import accounts, sources
from investigator.errors import Trouble
from investigator.graph.columns import Columns
from investigator.graph.index import columns_of
from investigator.graph.subgraph import Subgraph
from investigator.operations.grouping import titles
from investigator.progress import Tick, silent
from investigator.records import AccountId, AccountKind, Address, Label
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
        groups=titles(facts),
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
