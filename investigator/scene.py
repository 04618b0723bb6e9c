"""What the analyst sees, as arrays: a pure function of facts, graph, results and view settings."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from investigator.cases.facts import Shape
from investigator.graph.folding import Folded
from investigator.records import Certified


@dataclass(frozen=True)
class Scene:
    """n nodes and e edges (one for each ordered pair and asset, or a single transfer of one), ready to draw.

    Nodes: `account` case-wide ids (n,), `x`/`y` world coordinates (n,) float32, `kind` (n,) values of
    `AccountKind`, `risk` (n,) in [0, 1] or NaN where unscored, `size` (n,) in [0, 1] (the chosen measure,
    log-scaled), `title` and `caption` the two lines under a node (n texts each), `tint` (n,) uint32
    0xRRGGBB, or `look.BY_RISK` or `look.PLAIN`, `seed` (n,) true where the case starts, `pinned` (n,).
    Edges: `src`/`dst` (e,) positions in the node arrays, `weight` (e,) in [0, 1] (log-scaled amount),
    `count` (e,) transfers behind the edge, `lead` (e,) true where only a lead says so (dashed),
    `text` (e,) the amount with its unit, `edge_risk` (e,) in [0, 1] or NaN, `asset` (e,) its id, `transfer` (e,)
    the one transfer that is drawn by itself, or -1 where the edge stands for all that are not.
    `shapes` are what the analyst drew, by key. `certified` are the few nodes with a completeness certificate, by
    position, and what it comes to.
    `groups` are the nodes that stand for several accounts; such a node goes by the
    lowest id of its members. `hues` says what the colours of `tint` mean. `tokens` are the positions of contracts that
    are tokens, by their first label.
    """

    account: NDArray[np.int32]
    x: NDArray[np.float32]
    y: NDArray[np.float32]
    kind: NDArray[np.uint8]
    risk: NDArray[np.float32]
    size: NDArray[np.float32]
    title: tuple[str, ...]
    caption: tuple[str, ...]
    tint: NDArray[np.uint32]
    seed: NDArray[np.bool_]
    pinned: NDArray[np.bool_]
    src: NDArray[np.int32]
    dst: NDArray[np.int32]
    weight: NDArray[np.float32]
    count: NDArray[np.int32]
    lead: NDArray[np.bool_]
    text: tuple[str, ...]
    edge_risk: NDArray[np.float32]
    asset: NDArray[np.int32]
    transfer: NDArray[np.int64]
    certified: tuple[tuple[int, Certified], ...] = ()
    shapes: tuple[tuple[str, Shape], ...] = ()
    groups: tuple[Folded, ...] = ()
    hues: tuple[tuple[str, int], ...] = ()
    tokens: tuple[int, ...] = ()

    def members(self, nodes: NDArray[np.int64]) -> NDArray[np.int32]:
        """The accounts that these nodes stand for, ascending."""
        wanted = set(nodes.tolist())
        inside = [group.members for group in self.groups if group.at in wanted]
        plain = np.setdiff1d(nodes, np.array([group.at for group in self.groups], np.int64))
        return np.unique(np.concatenate([self.account[plain], *inside])).astype(np.int32)

    def nodes(self, accounts: NDArray[np.int32]) -> NDArray[np.bool_]:
        """Which nodes stand for any of these accounts, shape (n,)."""
        found = np.isin(self.account, accounts)
        for group in self.groups:
            found[group.at] = bool(np.isin(group.members, accounts).any())
        return found
