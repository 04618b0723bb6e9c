"""From what is known to what is drawn: a pure function to a `Scene`."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from investigator.address import short
from investigator.graph.pairs import Pairs, pairs
from investigator.graph.subgraph import Subgraph
from investigator.records import Address, Certified, Label, Scores
from investigator.scene import Scene

_BY_RISK = 0xFFFFFFFF


@dataclass(frozen=True)
class Known:
    """What is known about the accounts of a graph, by position, and about the assets.

    `addresses`, `labels` and `kinds` (values of `AccountKind`) run along the graph's accounts; an account's
    labels come with the analyst's own first. `symbols` names assets by id. `seeds` are addresses where
    the case starts, `pinned` account ids placed by hand, `leads` transfer ids that only a lead supports;
    `certified` says what the completeness certificates of pulled accounts come to.
    """

    addresses: Sequence[Address]
    labels: Sequence[Sequence[Label]]
    kinds: NDArray[np.uint8]
    symbols: Mapping[int, str]
    seeds: Collection[Address] = ()
    pinned: Collection[int] = ()
    leads: Collection[int] = field(default_factory=frozenset)
    certified: Mapping[Address, Certified] = field(default_factory=dict)


def build(
    graph: Subgraph, places: NDArray[np.float32], known: Known, scores: Scores | None = None
) -> Scene:
    """Lay out a graph for drawing. `places` (n, 2) are world coordinates, in the order of its accounts."""
    edges = pairs(graph)
    risk = _risk(graph, known, scores)
    seed = np.array([address in known.seeds for address in known.addresses], np.bool_)
    return Scene(
        account=graph.accounts,
        x=np.ascontiguousarray(places[:, 0], np.float32),
        y=np.ascontiguousarray(places[:, 1], np.float32),
        kind=known.kinds.astype(np.uint8),
        risk=risk,
        size=_sizes(graph),
        title=tuple(
            _title(address, labels) for address, labels in zip(known.addresses, known.labels, strict=True)
        ),
        caption=tuple(map(_caption, known.addresses, known.labels, seed.tolist())),
        tint=np.full(graph.order, _BY_RISK, np.uint32),
        seed=seed,
        pinned=np.isin(graph.accounts, np.fromiter(known.pinned, np.int32)),
        src=edges.src,
        dst=edges.dst,
        weight=_weights(edges),
        count=edges.count.astype(np.int32),
        lead=_leads(graph, edges, known),
        text=tuple(
            f"{_figure(amount)} {known.symbols.get(int(asset), '?')}"
            for amount, asset in zip(edges.amount, edges.asset, strict=True)
        ),
        edge_risk=_edge_risk(edges, risk, seed),
        certified=tuple(
            (at, known.certified[address])
            for at, address in enumerate(known.addresses if known.certified else ())
            if address in known.certified
        ),
    )


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


def _sizes(graph: Subgraph) -> NDArray[np.float32]:
    """Degree on a log scale, 0 for the least and 1 for the most connected account shown."""
    degree = np.bincount(np.concatenate([graph.src, graph.dst]), minlength=graph.order)
    scaled = np.log1p(degree.astype(np.float64))
    return np.asarray(scaled / max(float(scaled.max(initial=0.0)), 1e-9), np.float32)


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
