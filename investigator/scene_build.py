"""From what is known to what is drawn: a pure function to a `Scene`."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from investigator.address import short
from investigator.graph.folding import Fold, fold
from investigator.graph.pairs import Pairs, pairs
from investigator.graph.subgraph import Subgraph
from investigator.look import BY_RISK, Look, alone, hues, sizes
from investigator.records import AccountKind, Address, Certified, Label, Scores
from investigator.scene import Scene


@dataclass(frozen=True)
class Known:
    """What is known about the accounts of a graph, by position, and about the assets.

    `addresses`, `labels` and `kinds` (values of `AccountKind`) run along the graph's accounts; an account's
    labels come with the analyst's own first. `symbols` names assets by id. `seeds` are addresses where
    the case starts, `pinned` account ids placed by hand, `leads` transfer ids that only a lead supports;
    `certified` says what the completeness certificates of pulled accounts come to. `groups` are the names of
    groups by key, `entities` the names of the entities that accounts belong to, by account id.
    """

    addresses: Sequence[Address]
    labels: Sequence[Sequence[Label]]
    kinds: NDArray[np.uint8]
    symbols: Mapping[int, str]
    seeds: Collection[Address] = ()
    pinned: Collection[int] = ()
    leads: Collection[int] = field(default_factory=frozenset)
    certified: Mapping[Address, Certified] = field(default_factory=dict)
    groups: Mapping[str, str] = field(default_factory=dict)
    entities: Mapping[int, str] = field(default_factory=dict)


PLAINLY = Look()
TOKEN = "defi_token"
"""The taxonomy's concept of a token's contract."""


def build(
    graph: Subgraph,
    places: NDArray[np.float32],
    known: Known,
    scores: Scores | None = None,
    look: Look = PLAINLY,
    folded: Fold | None = None,
) -> Scene:
    """Lay out a graph for drawing, some of it folded into groups.

    `places` (k, 2) are world coordinates, in the order of the accounts of the folded graph.
    """
    bent = folded or fold(graph)
    drawn, origin = bent.graph, bent.origin
    edges = pairs(drawn, alone(drawn, look.opened))
    risk = _most(_risk(graph, known, scores), bent)
    starts = np.array([address in known.seeds for address in known.addresses], np.bool_)
    seed = _any(starts, bent)
    names = _names(graph, known, bent, starts)
    tint, meaning = _tints(graph, known, look, bent)
    kind = known.kinds.astype(np.uint8)[origin]
    kind[[group.at for group in bent.groups]] = AccountKind.CLUSTER
    return Scene(
        account=drawn.accounts,
        x=np.ascontiguousarray(places[:, 0], np.float32),
        y=np.ascontiguousarray(places[:, 1], np.float32),
        kind=kind,
        risk=risk,
        size=sizes(drawn, look.size, risk),
        title=tuple(title for title, _ in names),
        caption=tuple(caption for _, caption in names),
        tint=tint,
        seed=seed,
        pinned=np.isin(drawn.accounts, np.fromiter(known.pinned, np.int32)),
        src=edges.src,
        dst=edges.dst,
        weight=_weights(edges),
        count=edges.count.astype(np.int32),
        lead=_leads(drawn, edges, known),
        text=tuple(
            f"{_figure(amount)} {known.symbols.get(int(asset), '?')}"
            for amount, asset in zip(edges.amount, edges.asset, strict=True)
        ),
        edge_risk=_edge_risk(edges, risk, seed),
        asset=edges.asset.astype(np.int32),
        transfer=edges.transfer,
        certified=_certified(known, bent),
        groups=bent.groups,
        hues=meaning,
        tokens=_tokens(known, bent),
    )


def _certified(known: Known, bent: Fold) -> tuple[tuple[int, Certified], ...]:
    """What certificates come to, but for accounts inside a group: the group has none."""
    inside = {group.at for group in bent.groups}
    found = (
        (int(bent.node[at]), known.certified[address])
        for at, address in enumerate(known.addresses if known.certified else ())
        if address in known.certified
    )
    return tuple(one for one in found if one[0] not in inside)


def _tokens(known: Known, bent: Fold) -> tuple[int, ...]:
    """The nodes whose account is a token's contract, as its first label says; a group is none."""
    inside = {group.at for group in bent.groups}
    found = [
        int(bent.node[at])
        for at, labels in enumerate(known.labels)
        if labels and labels[0].category == TOKEN
    ]
    return tuple(at for at in found if at not in inside)


def _most(values: NDArray[np.float32], bent: Fold) -> NDArray[np.float32]:
    """The greatest value among what each node stands for; NaN only where there is none."""
    found = np.full(bent.graph.order, np.nan, np.float32)
    np.fmax.at(found, bent.node, values)
    return found


def _any(flags: NDArray[np.bool_], bent: Fold) -> NDArray[np.bool_]:
    found = np.zeros(bent.graph.order, np.bool_)
    found[bent.node[flags]] = True
    return found


def _names(graph: Subgraph, known: Known, bent: Fold, starts: NDArray[np.bool_]) -> list[tuple[str, str]]:
    """Title and caption of each node."""
    every = [
        (_title(address, labels), _caption(address, labels, start))
        for address, labels, start in zip(known.addresses, known.labels, starts.tolist(), strict=True)
    ]
    names = [every[at] for at in bent.origin.tolist()]
    for group in bent.groups:
        names[group.at] = known.groups.get(group.key, group.key), f"{group.members.size:,} accounts"
    return names


def _tints(
    graph: Subgraph, known: Known, look: Look, bent: Fold
) -> tuple[NDArray[np.uint32], tuple[tuple[str, int], ...]]:
    """The colour of each node, and what the colours mean where they do not stand for risk."""
    if look.colour == "risk":
        return np.full(bent.graph.order, BY_RISK, np.uint32), ()
    if look.colour == "label":
        every = [labels[0].category if labels else "" for labels in known.labels]
        named = ["" if one == "unknown" else one.replace("_", " ") for one in every]
    else:
        named = [known.entities.get(account, "") for account in graph.accounts.tolist()]
    names = [named[at] for at in bent.origin.tolist()]
    for group in bent.groups:
        inside = {named[at] for at in np.flatnonzero(bent.node == group.at).tolist()}
        own = known.groups.get(group.key, group.key) if look.colour == "entity" else ""
        names[group.at] = own or (inside.pop() if len(inside) == 1 else "")
    return hues(names)


def brief(address: Address) -> str:
    """An address as a node's name: `0x9f2c…41ab`, or a plain id whole."""
    text = short(address)
    return f"{text[:6]}…{text[-4:]}" if len(text) > 20 else text


def _title(address: Address, labels: Sequence[Label]) -> str:
    return labels[0].text if labels else brief(address)


def _caption(address: Address, labels: Sequence[Label], start: bool) -> str:
    if start:
        return "seed"
    if not labels:
        return ""
    category = labels[0].category
    return brief(address) if category == "unknown" else category.replace("_", " ")


def _risk(graph: Subgraph, known: Known, scores: Scores | None) -> NDArray[np.float32]:
    """The calibrated score where the model does not abstain; a person's or a source's word outweighs it."""
    risk = np.full(graph.order, np.nan, np.float32)
    if scores is not None and scores.accounts.size:
        row = np.searchsorted(scores.accounts, graph.accounts).clip(max=scores.accounts.size - 1)
        usable = (scores.accounts[row] == graph.accounts) & ~scores.abstained[row]
        risk[usable] = scores.calibrated[row[usable]]
    for i, labels in enumerate(known.labels):
        said = [label for label in labels if label.illicit is not None]
        if said:  # the first one speaks: the analyst's own stand before those of sources
            risk[i] = said[0].confidence / 100 if said[0].illicit else 0.0
    return risk


def _weights(edges: Pairs) -> NDArray[np.float32]:
    """Log amount between the smallest and largest edge of the same asset, since units differ."""
    weight = np.zeros(edges.src.size, np.float32)
    for asset in np.unique(edges.asset):
        rows = edges.asset == asset
        scaled = np.log10(np.maximum(edges.amount[rows], 1e-18))
        low, high = max(float(scaled.min()), float(scaled.max()) - 6), float(scaled.max())
        weight[rows] = np.clip((scaled - low) / (high - low), 0, 1) if high > low else 0.5
    return weight


def _leads(graph: Subgraph, edges: Pairs, known: Known) -> NDArray[np.bool_]:
    """An edge is a lead where every transfer behind it is one."""
    if not known.leads:
        return np.zeros(edges.src.size, np.bool_)
    firm = ~np.isin(graph.transfer, np.fromiter(known.leads, np.int64))
    key = np.stack([graph.src, graph.dst, graph.asset], axis=1)[firm]
    firm_edges = {tuple(row) for row in key.tolist()}
    rows = zip(edges.src.tolist(), edges.dst.tolist(), edges.asset.tolist(), strict=True)
    return np.array([row not in firm_edges for row in rows], np.bool_)


def _edge_risk(edges: Pairs, risk: NDArray[np.float32], seed: NDArray[np.bool_]) -> NDArray[np.float32]:
    """As suspicious as the less suspicious end; beside a seed, as the other end; between seeds, the more."""
    src, dst = risk[edges.src], risk[edges.dst]
    from_seed, to_seed = seed[edges.src], seed[edges.dst]
    cases = [from_seed & to_seed, from_seed, to_seed]
    return np.asarray(np.select(cases, [np.fmax(src, dst), dst, src], np.minimum(src, dst)), np.float32)


def _figure(amount: float) -> str:
    """A float for reading at a glance: 41,250 or 0.0123; the exact figure stands in the table."""
    if amount == 0:
        return "0"
    if abs(amount) >= 1000:
        return f"{amount:,.0f}"
    return f"{amount:.4g}" if abs(amount) >= 1e-4 else f"{amount:.2e}"
