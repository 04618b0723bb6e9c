"""A directed multigraph network that knows what each transfer looked like, on one kind of round or another."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Protocol

import torch
from torch import Tensor, nn
from torch.nn.functional import linear

from gnn.models.gat import GatRound
from gnn.models.gin import GinRound
from gnn.models.pna import PnaRound
from gnn.models.sage import SageRound
from gnn.models.wiring import Wiring
from gnn.recipe import Backbone


class Round(Protocol):
    """What accounts hear in one round, and what they become by it."""

    def messages(self, h: Tensor, e: tuple[Tensor, Tensor], wired: Wiring) -> Tensor:
        """(n, w): what arrives at each account."""

    def update(self, h: Tensor, arrived: Tensor) -> Tensor:
        """(n, h): accounts that have heard `arrived` (n, w)."""


ROUNDS: Mapping[Backbone, type[PnaRound | GinRound | SageRound | GatRound]] = MappingProxyType(
    {"pna": PnaRound, "gin": GinRound, "sage": SageRound, "gat": GatRound}
)


class EdgeUpdate(nn.Module):
    """Transfers that learn from their ends: half what they were, half a perceptron of payer, payee and
    transfer (Egressy et al., AAAI 2024).
    """

    def __init__(self, hidden: int) -> None:
        super().__init__()
        self.mlp = nn.Sequential(nn.Linear(3 * hidden, hidden), nn.ReLU(), nn.Linear(hidden, hidden))

    def forward(self, h: Tensor, e: Tensor, ends: tuple[Tensor, Tensor]) -> Tensor:
        """(m, h): embeddings of the transfers."""
        first, rest = self.mlp[0], self.mlp[1:]
        assert isinstance(first, nn.Linear)
        payer, payee, own = first.weight.chunk(3, dim=1)  # accounts are fewer than transfers, and go first
        told = linear(h, payer).index_select(0, ends[0]) + linear(h, payee).index_select(0, ends[1])
        new: Tensor = 0.5 * (e + rest(told + linear(e, own, first.bias)))
        return new


class DirectedNet(nn.Module):
    """Accounts' features (n, k) and transfers' features (m, q) to embeddings (n, h) and logits (n,).

    Reverse message passing, ports (in the transfers' features), ego marks (as a feature of accounts) and
    edge updates after Egressy et al., 'Provably Powerful Graph Neural Networks for Directed Multigraphs',
    AAAI 2024. The head sees the account's own features again beside the embedding.
    """

    def __init__(
        self,
        features: int,
        edge_features: int,
        hidden: int,
        layers: int,
        dropout: float = 0.0,
        backbone: Backbone = "pna",
        edge_updates: bool = False,
        ego: bool = False,
    ) -> None:
        super().__init__()
        self.ego = ego
        self.account_in = nn.Linear(features + ego, hidden)
        self.transfer_in = nn.Linear(edge_features, hidden)
        self.rounds: list[Round] = [ROUNDS[backbone](hidden) for _ in range(layers)]
        self.convs = nn.ModuleList(self.rounds)  # type: ignore[arg-type]
        self.edges = nn.ModuleList(EdgeUpdate(hidden) for _ in range(layers - 1 if edge_updates else 0))
        self.dropout = nn.Dropout(dropout)
        self.head = nn.Sequential(
            nn.Linear(hidden + features, hidden), nn.ReLU(), nn.Dropout(dropout), nn.Linear(hidden, 1)
        )

    def _entered(self, x: Tensor, seeds: Tensor | None) -> Tensor:
        """(n, h): accounts before the first round, those at `seeds` marked if this net knows egos."""
        if self.ego:
            mark = x.new_zeros(x.shape[0], 1)
            x = torch.cat([x, mark if seeds is None else mark.index_fill(0, seeds, 1.0)], dim=1)
        entered: Tensor = self.account_in(x).relu()
        return entered

    def embed(
        self, x: Tensor, edge_attr: Tensor, wired: Wiring, seeds: Tensor | None = None
    ) -> tuple[Tensor, list[Tensor]]:
        """Embeddings (n, h), and what arrived at each account in every round, each (n, w)."""
        h, _, heard = self.embed_both(x, edge_attr, wired, seeds)
        return h, heard

    def embed_both(
        self, x: Tensor, edge_attr: Tensor, wired: Wiring, seeds: Tensor | None = None
    ) -> tuple[Tensor, Tensor, list[Tensor]]:
        """Embeddings of accounts (n, h) and of transfers (m, h), and what arrived in every round.

        `seeds` are the accounts that the neighbourhood belongs to, for nets that mark them.
        """
        h, e = self._entered(x, seeds), self.transfer_in(edge_attr).relu()
        both: tuple[Tensor, Tensor] | None = None
        ends = wired.ends() if len(self.edges) else None
        learns = torch.is_grad_enabled() or x.device.type != "cpu"
        heard = []
        for number, conv in enumerate(self.rounds):
            if ends and number:
                e, both = self.edges[number - 1](h, e, ends), None
            if isinstance(conv, PnaRound) and not learns:
                h, kept = self._round_still(conv, h, e, wired)
                heard.append(kept)
                continue
            both = both or (
                e.index_select(0, wired.received.rows),
                e.index_select(0, wired.sent.rows),
            )
            arrived = conv.messages(h, both, wired)
            heard.append(arrived.float())  # on a large graph, most of what takes room
            h = self.dropout(conv.update(h, arrived))
        return h, e, heard

    @staticmethod
    def _round_still(conv: PnaRound, h: Tensor, e: Tensor, wired: Wiring) -> tuple[Tensor, Tensor]:
        """A round without a gradient, some accounts at a time: what they become, and what arrived."""
        new, kept = torch.empty_like(h), h.new_empty(h.shape[0], 6 * h.shape[1], dtype=torch.float32)
        for some, arrived in conv.messages_still(h, e, wired):
            kept[some] = arrived
            new[some] = conv.update(h[some], arrived)
        return new, kept

    def own_path(self, x: Tensor, heard: list[Tensor]) -> Tensor:
        """(r,) logits of accounts with features `x` (r, k) that hear what is given, whatever they are.

        With what `embed` heard this is `forward`; with other `x` it tells what an account's own features
        do for its score while its surroundings stay as they are.
        """
        h = self._entered(x, torch.arange(x.shape[0], device=x.device))
        for conv, arrived in zip(self.rounds, heard, strict=True):
            h = conv.update(h, arrived.to(h.dtype))
        return self.classify(h, x)

    def classify(self, h: Tensor, x: Tensor) -> Tensor:
        """(n,) logits from embeddings (n, h) and the features (n, k)."""
        logit: Tensor = self.head(torch.cat([h, x], dim=1)).squeeze(1)
        return logit

    def forward(self, x: Tensor, edge_attr: Tensor, wired: Wiring, seeds: Tensor | None = None) -> Tensor:
        """(n,) logits."""
        return self.classify(self.embed(x, edge_attr, wired, seeds)[0], x)
