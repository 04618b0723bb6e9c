"""Whether what an explanation names does carry the score, or any other parts would have looked as good.

Sufficiency and necessity after Amara et al., 'GraphFramEx' (LoG 2022), each beside random masks of the same size.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Literal

import numpy as np
import torch
from numpy.typing import NDArray

from gnn.calibration import sigmoid
from gnn.explanation import Fidelity
from gnn.model import Model, Seen

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
LogOdds = Callable[[Bools], Floats]
"""(r, p) which of p parts are there -> (r,) the log odds of the account then."""

MASKS = 20


def log_odds(model: Model, net: Floats, trees: Floats) -> Floats:
    """(r,) what the blend says, from both models' log odds (r,)."""
    judge = model.judge
    return judge.share * judge.net(net) + (1.0 - judge.share) * judge.trees(trees)


def on_features(model: Model, look: Seen, row: int) -> LogOdds:
    """The score of the account at `row`, as some of its features are there and the others as was usual in
    training. Its surroundings stay as they are: what it heard from them is heard again.
    """
    usual = model.normaliser.account[0]

    def ask(there: Bools) -> Floats:
        with torch.no_grad():
            scaled = torch.where(torch.from_numpy(there), look.scaled[row], 0.0)
            heard = [arrived[row].expand(len(there), -1) for arrived in look.heard]
            net = model.net.own_path(scaled, heard).numpy().astype(np.float64)
        return log_odds(model, net, model.trees.logits(np.where(there, look.x[row], usual)))

    return ask


def fidelity(
    of: Literal["features", "transfers"], ask: LogOdds, named: Bools, seed: int = 0, masks: int = MASKS
) -> Fidelity:
    """What is left of a score with the `named` (p,) parts alone and without them, beside `masks` random choices
    of as many. Raises `ValueError` where nothing is named.
    """
    size = int(named.sum())
    if not size:
        raise ValueError("There is nothing to ask about.")
    rng = np.random.default_rng(seed)
    drawn = np.zeros((masks, named.size), np.bool_)
    for mask in drawn:
        mask[rng.choice(named.size, size, replace=False)] = True
    all_, none = np.ones((1, named.size), np.bool_), np.zeros((1, named.size), np.bool_)
    found = ask(np.concatenate([all_, none, named[None], ~named[None], drawn, ~drawn]))
    whole, _, kept, removed = found[:4]
    kept_drawn, removed_drawn = found[4 : 4 + masks], found[4 + masks :]
    kept_beats = float((abs(kept - whole) < np.abs(kept_drawn - whole)).mean())
    removed_beats = float((abs(removed - whole) > np.abs(removed_drawn - whole)).mean())
    score = sigmoid(found)
    made = Fidelity(
        of=of,
        size=size,
        score=float(score[0]),
        nothing=float(score[1]),
        kept=float(score[2]),
        kept_at_random=float(score[4 : 4 + masks].mean()),
        removed=float(score[3]),
        removed_at_random=float(score[4 + masks :].mean()),
        kept_beats=kept_beats,
        removed_beats=removed_beats,
        masks=masks,
        verdict="",
    )
    return replace(made, verdict=_verdict(made))


def _verdict(found: Fidelity) -> str:
    if found.sufficient and found.necessary:
        said = "carry the score"
    elif found.sufficient:
        said = "would do for the score, but it does not hang on them alone"
    elif found.necessary:
        said = "are needed for the score, but do not bring it about alone"
    else:
        said = "do not carry the score by themselves, so do not lean on them"
    alone = f" Its surroundings give {found.nothing:.2f} by themselves." if found.of == "features" else ""
    return (
        f"The {found.of} named ({found.size:,}) {said}: {found.kept:.2f} with nothing else and {found.removed:.2f} without, of {found.score:.2f};"
        f" as many at random: {found.kept_at_random:.2f} and {found.removed_at_random:.2f}.{alone}"
    )
