"""A directed multigraph network that knows what each transfer looked like."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn


@dataclass(frozen=True)
class Heap:
    """The m transfers heaped by the account at one of their ends.

    `rows` (m,) are the transfers, `other` (m,) the accounts at their far ends, `count` (n,) how many there
    are at each account.
    """

    rows: Tensor
    other: Tensor
    count: Tensor


@dataclass(frozen=True)
class Wiring:
    """Who pays whom, ready for messages: transfers by receiver, and by sender."""

    received: Heap
    sent: Heap


def wiring(edge_index: Tensor, n: int) -> Wiring:
    """From `edge_index` (2, m), row 0 the payers, among n accounts."""
    src, dst = edge_index[0], edge_index[1]

    def heap(at: Tensor, other: Tensor) -> Heap:
        rows = torch.argsort(at, stable=True)
        return Heap(rows, other.index_select(0, rows), torch.bincount(at, minlength=n))

    return Wiring(heap(dst, src), heap(src, dst))


def gathered(message: Tensor, count: Tensor) -> Tensor:
    """(n, 3h): mean, maximum and degree-scaled mean of the messages (m, h) heaped at each account.

    The scaler is that of principal neighbourhood aggregation (Corso et al., NeurIPS 2020). Messages are
    not negative, so that an account without any has zeros everywhere.
    """
    total = torch.segment_reduce(message, "sum", lengths=count, initial=0.0, unsafe=True)
    most = torch.segment_reduce(message, "max", lengths=count, initial=0.0, unsafe=True)
    degree = count.to(message.dtype).unsqueeze(1)
    mean = total / degree.clamp(min=1.0)
    return torch.cat([mean, most, mean * (torch.log1p(degree) - 1.0)], dim=1)


class DirectedConv(nn.Module):
    """One round of messages along the transfers and, with weights of its own, against them."""

    def __init__(self, hidden: int) -> None:
        super().__init__()
        self.along = nn.Linear(hidden, hidden)
        self.against = nn.Linear(hidden, hidden)
        self.edge_along = nn.Linear(hidden, hidden, bias=False)
        self.edge_against = nn.Linear(hidden, hidden, bias=False)
        self.mix = nn.Linear(7 * hidden, hidden)
        self.out = nn.Linear(hidden, hidden)
        self.norm = nn.LayerNorm(hidden)

    def messages(self, h: Tensor, e: tuple[Tensor, Tensor], wired: Wiring) -> Tensor:
        """(n, 6h): what arrives at each account with the transfers received and against those sent.

        `e` are the transfers' embeddings (m, h), once as heaped by receiver and once by sender.
        """
        along = self.along(h).index_select(0, wired.received.other) + self.edge_along(e[0])
        against = self.against(h).index_select(0, wired.sent.other) + self.edge_against(e[1])
        return torch.cat(
            [gathered(along.relu(), wired.received.count), gathered(against.relu(), wired.sent.count)],
            dim=1,
        )

    def update(self, h: Tensor, arrived: Tensor) -> Tensor:
        """(n, h): accounts that have heard `arrived` (n, 6h)."""
        mixed: Tensor = self.norm(h + self.out(self.mix(torch.cat([h, arrived], dim=1)).relu()))
        return mixed


class DirectedNet(nn.Module):
    """Accounts' features (n, k) and transfers' features (m, q) to embeddings (n, h) and logits (n,).

    Reverse message passing and ports (in the transfers' features) after Egressy et al., 'Provably Powerful
    Graph Neural Networks for Directed Multigraphs', AAAI 2024; the aggregation is that of PNA. The head
    sees the account's own features again beside the embedding.
    """

    def __init__(
        self, features: int, edge_features: int, hidden: int, layers: int, dropout: float = 0.0
    ) -> None:
        super().__init__()
        self.account_in = nn.Linear(features, hidden)
        self.transfer_in = nn.Linear(edge_features, hidden)
        self.rounds = [DirectedConv(hidden) for _ in range(layers)]
        self.convs = nn.ModuleList(self.rounds)
        self.dropout = nn.Dropout(dropout)
        self.head = nn.Sequential(
            nn.Linear(hidden + features, hidden), nn.ReLU(), nn.Dropout(dropout), nn.Linear(hidden, 1)
        )

    def embed(self, x: Tensor, edge_attr: Tensor, wired: Wiring) -> tuple[Tensor, list[Tensor]]:
        """Embeddings (n, h), and what arrived at each account in every round, each (n, 6h)."""
        h, e = self.account_in(x).relu(), self.transfer_in(edge_attr).relu()
        both = e.index_select(0, wired.received.rows), e.index_select(0, wired.sent.rows)
        heard = []
        for conv in self.rounds:
            arrived = conv.messages(h, both, wired)
            heard.append(arrived)
            h = self.dropout(conv.update(h, arrived))
        return h, heard

    def own_path(self, x: Tensor, heard: list[Tensor]) -> Tensor:
        """(r,) logits of accounts with features `x` (r, k) that hear what is given, whatever they are.

        With what `embed` heard this is `forward`; with other `x` it tells what an account's own features
        do for its score while its surroundings stay as they are.
        """
        h = self.account_in(x).relu()
        for conv, arrived in zip(self.rounds, heard, strict=True):
            h = conv.update(h, arrived)
        return self.classify(h, x)

    def classify(self, h: Tensor, x: Tensor) -> Tensor:
        """(n,) logits from embeddings (n, h) and the features (n, k)."""
        logit: Tensor = self.head(torch.cat([h, x], dim=1)).squeeze(1)
        return logit

    def forward(self, x: Tensor, edge_attr: Tensor, wired: Wiring) -> Tensor:
        """(n,) logits."""
        return self.classify(self.embed(x, edge_attr, wired)[0], x)
