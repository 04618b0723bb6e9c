"""Everything that scores, in memory; and from there to the shelf and back."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from gnn.baseline import Trees
from gnn.batching import Source
from gnn.calibration import Abstention, Curve, Line, sigmoid, to_places
from gnn.card import Card
from gnn.dataset import Normaliser, Table, inputs_of
from gnn.feature_names import ACCOUNT_FEATURES, TRANSFER_FEATURES
from gnn.models.pooling import ClusterHead
from gnn.nets import Net, fresh_net
from gnn.set_flows import FLOWS
from gnn.shelf import Package, packed
from investigator.errors import Trouble
from investigator.graph.subgraph import Subgraph

Floats = NDArray[np.float64]
Tensors = Mapping[str, NDArray[np.generic]]

MOST_KNOTS = 4096
EGOS = 512
"""Accounts looked at together, each in a neighbourhood of its own."""


@dataclass(frozen=True)
class Judge:
    """From two models' log odds to one probability, and to the right to decline.

    `share` is the net's part in the blend: 1 is the net alone, 0 the trees alone.
    """

    net: Line
    trees: Line
    share: float
    curve: Curve
    cluster_curve: Curve
    abstention: Abstention

    def raw(self, net: Floats, trees: Floats) -> Floats:
        """(n,) in [0, 1], to `PLACES` decimals, not calibrated yet."""
        return to_places(sigmoid(self.share * self.net(net) + (1.0 - self.share) * self.trees(trees)))


@dataclass(frozen=True)
class Seen:
    """What the models make of the n accounts of a graph: the net's embeddings (n, h) and what each account
    heard in every round, and both models' log odds (n,). `told` (m, q) are the transfers, normalised.
    """

    graph: Subgraph
    told: Table
    x: Table
    scaled: Tensor
    embedding: Tensor
    heard: tuple[Tensor, ...]
    net: Floats
    trees: Floats


@dataclass(frozen=True)
class Model:
    """A trained model: what it is on its card, and what it computes with."""

    card: Card
    net: Net
    clusters: ClusterHead
    normaliser: Normaliser
    trees: Trees
    judge: Judge

    def see(self, graph: Subgraph, x: Table, e: Table) -> Seen:
        """Run both models on a graph with its features."""
        return seen(self.net, self.trees, self.normaliser, graph, x, e)

    @cached_property
    def exact(self) -> Model:
        """The same that computes in double precision, so that its scores are the same on every processor."""
        doubled = copy.deepcopy(self.net).double(), copy.deepcopy(self.clusters).double()
        return replace(self, net=doubled[0], clusters=doubled[1])

    def package(self) -> Package:
        """What the shelf keeps. Its card names the hash of the numbers."""
        return packed(self.card, _tensors(self))[0]


def seen(
    net: Net, trees: Trees | None, normaliser: Normaliser, graph: Subgraph, x: Table, e: Table
) -> Seen:
    """Run a net, and trees where there are any, on a graph with its features; nothing is learnt."""
    net.eval()
    dtype = next(net.parameters()).dtype
    with torch.no_grad():
        if net.ego:
            scaled, embedding, heard = _by_neighbourhood(net, normaliser, graph, x, e)
        else:
            given = inputs_of(graph, x, e, normaliser).to(dtype)
            scaled, (embedding, heard) = given.x, net.embed(*given)
        logits = net.classify(embedding, scaled).numpy().astype(np.float64)
    grown = np.zeros(graph.order) if trees is None or not graph.order else trees.logits(x)
    told = normaliser.transfers(e).numpy()
    return Seen(graph, told, x, scaled, embedding, tuple(heard), logits, grown)


def _by_neighbourhood(
    net: Net, normaliser: Normaliser, graph: Subgraph, x: Table, e: Table
) -> tuple[Tensor, Tensor, list[Tensor]]:
    """Features, embeddings and what was heard, of every account in a neighbourhood of its own."""
    found = []
    source, dtype = Source(graph, x, e, normaliser, layers=len(net.rounds)), next(net.parameters()).dtype
    for some in source.batches(np.arange(graph.order), EGOS, np.random.default_rng(0), apart=True):
        h, heard = net.embed(some.x.to(dtype), some.edge_attr.to(dtype), some.wired, some.rows)
        found.append((h[some.rows], *(arrived[some.rows] for arrived in heard)))
    parts = [torch.cat(part) for part in zip(*found, strict=True)]
    return normaliser.accounts(x).to(dtype), parts[0], parts[1:]


def _tensors(model: Model) -> dict[str, NDArray[np.generic]]:
    judge, normaliser = model.judge, model.normaliser
    given = judge.abstention
    return {
        **{f"net.{name}": value.numpy() for name, value in model.net.state_dict().items()},
        **{f"clusters.{name}": value.numpy() for name, value in model.clusters.state_dict().items()},
        "normaliser.account": np.stack(normaliser.account),
        "normaliser.transfer": np.stack(normaliser.transfer),
        "trees": np.frombuffer(model.trees.text.encode("ascii"), np.uint8),
        "judge.lines": np.array([[line.slope, line.shift] for line in (judge.net, judge.trees)]),
        "judge.share": np.array([judge.share]),
        "judge.curve": np.stack([judge.curve.at, judge.curve.is_]),
        "judge.cluster_curve": np.stack([judge.cluster_curve.at, judge.cluster_curve.is_]),
        "judge.abstention": np.array(
            [given.illicit_from, given.licit_to, given.risk_illicit, given.risk_licit]
        ),
    }


def assembled(package: Package) -> Model:
    """The model in a package. Raises `Trouble` for tensors other than its recipe asks for."""
    card, tensors = package.card, package.tensors
    recipe = card.asked()
    net, head = fresh_net(recipe), ClusterHead(recipe.hidden, FLOWS)
    left = set(tensors) - _OTHERS
    for prefix, module in (("net.", net), ("clusters.", head)):
        left -= {prefix + name for name in module.state_dict()}
        _fill(module, prefix, tensors, card.name)
    if left:
        raise Trouble(f"Model {card.name} holds tensors that it has no use for, such as {min(left)!r:.60}.")
    return Model(card, net, head, _normaliser(tensors, card), _trees(tensors, card), _judge(tensors, card))


_OTHERS = {
    "normaliser.account",
    "normaliser.transfer",
    "trees",
    "judge.lines",
    "judge.share",
    "judge.curve",
    "judge.cluster_curve",
    "judge.abstention",
}


def _fill(module: nn.Module, prefix: str, tensors: Tensors, name: str) -> None:
    found = {}
    for key, old in module.state_dict().items():
        value = _table(tensors, prefix + key, tuple(old.shape), np.dtype(np.float32), name)
        found[key] = torch.from_numpy(value.copy())
    module.load_state_dict(found)
    module.eval()


def _table(
    tensors: Tensors, key: str, shape: tuple[int | None, ...], dtype: np.dtype[np.generic], name: str
) -> NDArray[np.generic]:
    """A tensor of this shape (`None`: any length), type and of finite numbers only."""
    value = tensors.get(key)
    fits = (
        value is not None
        and value.dtype == dtype
        and value.ndim == len(shape)
        and all(want in (None, have) for want, have in zip(shape, value.shape, strict=True))
        and bool(np.isfinite(value).all())
    )
    if value is None or not fits:
        raise Trouble(f"Model {name} is damaged: its tensor '{key}' is not what the recipe asks for.")
    return value


def _normaliser(tensors: Tensors, card: Card) -> Normaliser:
    found = []
    for key, features in (("account", ACCOUNT_FEATURES), ("transfer", TRANSFER_FEATURES)):
        shape, kind = (2, len(features)), np.dtype(np.float32)
        table = np.asarray(_table(tensors, f"normaliser.{key}", shape, kind, card.name), np.float32)
        if not (table[1] > 0).all():
            raise Trouble(f"Model {card.name} is damaged: its normaliser divides by zero.")
        found.append((table[0], table[1]))
    return Normaliser(*found)


def _trees(tensors: Tensors, card: Card) -> Trees:
    text = bytes(_table(tensors, "trees", (None,), np.dtype(np.uint8), card.name).tobytes())
    try:
        return Trees(text.decode("ascii"))
    except UnicodeDecodeError as wrong:
        raise Trouble(f"Model {card.name} is damaged: its trees are not text.") from wrong


def _judge(tensors: Tensors, card: Card) -> Judge:
    def floats(key: str, *shape: int | None) -> Floats:
        table = _table(tensors, f"judge.{key}", shape, np.dtype(np.float64), card.name)
        return np.asarray(table, np.float64)

    def curve(key: str, method: str) -> Curve:
        at, is_ = floats(key, 2, None)
        if not 2 <= at.size <= MOST_KNOTS or (np.diff(at) < 0).any() or (np.diff(is_) < 0).any():
            raise Trouble(f"Model {card.name} is damaged: its calibration goes backwards.")
        return Curve(at, is_, method)

    net, trees = (Line(float(slope), float(shift)) for slope, shift in floats("lines", 2, 2))
    share = float(floats("share", 1)[0])
    abstention = Abstention(*(float(number) for number in floats("abstention", 4)))
    if not 0.0 <= share <= 1.0 or net.slope <= 0 or trees.slope <= 0:
        raise Trouble(f"Model {card.name} is damaged: its blend is none.")
    return Judge(
        net,
        trees,
        share,
        curve("curve", card.calibration),
        curve("cluster_curve", card.calibration),
        abstention,
    )
