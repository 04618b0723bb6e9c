"""How much of a score each feature carries.

For the trees these are exact Shapley values; for the nets, integrated gradients (Sundararajan et al.,
ICML 2017) from what was usual in training. Both add up to log odds.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from gnn.calibration import to_places
from gnn.model import Model, Seen
from gnn.models.pooling import SUMMARIES
from gnn.set_flows import FLOWS

Floats = NDArray[np.float64]

STEPS = 24
"""Points on the way from usual to actual; with ReLUs the sum is then within a few percent."""


def integrated(logits: Callable[[Tensor], Tensor], x: Tensor) -> Floats:
    """(r, k) what each input adds to `logits` (r,) on the straight way from zeros to `x` (r, k)."""
    total = torch.zeros_like(x)
    for step in range(STEPS):
        at = (x * ((step + 0.5) / STEPS)).requires_grad_(True)
        (slope,) = torch.autograd.grad(logits(at).sum(), at)
        total += slope
    return np.asarray((total * x / STEPS).numpy(), np.float64)


def contributions(model: Model, look: Seen, rows: NDArray[np.int64]) -> Floats:
    """(r, k) what each feature of some accounts adds to their log odds, their surroundings as they are.

    Net and trees count by their shares in the score.
    """
    judge, found = model.judge, np.zeros((rows.size, look.x.shape[1]))
    if not rows.size:
        return found
    if judge.share > 0:
        some = torch.from_numpy(rows)
        # what was made in inference mode cannot take part in a gradient; a copy can
        heard = [arrived.index_select(0, some).clone() for arrived in look.heard]
        own = look.scaled.index_select(0, some).clone()
        parts = integrated(lambda x: model.net.own_path(x, heard), own)
        found += judge.share * judge.net.slope * parts
    if judge.share < 1:
        found += (1.0 - judge.share) * judge.trees.slope * model.trees.contributions(look.x[rows])
    return to_places(found)


def set_contributions(model: Model, table: Tensor) -> Floats:
    """(c, 3) what adds to the log odds of sets that look like `table` (c, 2 h + 4 + f): how the members deal
    with each other and with others, the members' own scores, and the size.
    """
    parts = integrated(model.clusters, table.clone())
    width = table.shape[1] - SUMMARIES - FLOWS
    half = width // 2
    places = np.zeros(table.shape[1], np.int64)
    places[[half, width + 1, width + 2]] = 1
    places[width + 3] = 2
    return to_places(np.stack([parts[:, places == group].sum(axis=1) for group in range(3)], axis=1))
