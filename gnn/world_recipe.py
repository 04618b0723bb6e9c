"""What a synthetic world is made from, and how recipes are drawn so that splits never share a make."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

import numpy as np

from investigator.records import Clock

Split = Literal["train", "validation", "test"]
Range = tuple[float, float]

PATTERNS = (
    "fan-in",
    "fan-out",
    "scatter-gather",
    "gather-scatter",
    "cycle",
    "bipartite",
    "stack",
    "peel chain",
    "random walk",
)
"""The typologies, in the order of `World.pattern_names`."""

DISJOINT = MappingProxyType(
    {
        "days": {"train": (20.0, 120.0), "validation": (120.5, 160.0), "test": (160.5, 240.0)},
        "hub_exponent": {"train": (1.7, 2.3), "validation": (2.31, 2.5), "test": (2.51, 2.8)},
        "hop_hours": {"train": (2.0, 40.0), "validation": (40.5, 60.0), "test": (0.7, 1.9)},
        "amount_spread": {"train": (0.8, 1.4), "validation": (1.41, 1.6), "test": (1.61, 1.9)},
        "base_rate": {"train": (0.02, 0.06), "validation": (0.0151, 0.0199), "test": (0.008, 0.015)},
    }
)
"""Parameters whose ranges do not touch between splits: a test world is of a make never trained on."""


@dataclass(frozen=True)
class WorldRecipe:
    """A world down to the seed: equal recipes make equal worlds.

    `make` is a public chain (exchanges, contracts, airdrops) or a bank (every account a customer).
    `transfers` and `base_rate` (share of accounts in planted patterns) are aimed at, not exact.
    `typologies` weighs `PATTERNS`; `members` bounds a pattern's accounts. `amount_scale` is the median
    amount and `amount_spread` its log-normal sigma; `habit` is the share of senders whose amounts never
    change. Degrees fall off with `hub_exponent`. Planted legs carry `illicit_scale` times the usual
    amount, lose `fee` a hop, take `hop_hours` a hop, go in up to `parts` payments, and are missing from
    the record with the chance `hidden`. `fresh` is the share of planted accounts without any other
    activity, and `camouflage` the ordinary transfers that each of the others is given besides. `step` is
    one tick of the `clock`, in seconds.
    """

    seed: int
    make: Literal["chain", "bank"] = "chain"
    accounts: int = 5000
    transfers: int = 30_000
    days: float = 60.0
    base_rate: float = 0.03
    typologies: tuple[float, ...] = (1.0,) * len(PATTERNS)
    members: tuple[int, int] = (4, 14)
    amount_scale: float = 100.0
    amount_spread: float = 1.2
    habit: float = 0.2
    hub_exponent: float = 2.0
    clock: Clock = Clock.UTC
    step: float = 1.0
    exchanges: int = 3
    contracts: int = 12
    airdrops: int = 2
    employers: int = 8
    shops: int = 20
    illicit_scale: float = 3.0
    fee: float = 0.01
    hop_hours: float = 8.0
    parts: int = 1
    hidden: float = 0.0
    fresh: float = 0.3
    camouflage: float = 3.0

    @classmethod
    def draw(cls, rng: np.random.Generator, split: Split) -> WorldRecipe:
        """A recipe for `split`: the ranges in `DISJOINT` are the split's own, the rest vary everywhere."""
        own = {name: float(rng.uniform(*ranges[split])) for name, ranges in DISJOINT.items()}
        bank = rng.random() < 0.4
        accounts = int(rng.integers(3000, 12_000))
        clock = Clock.STEP if bank else Clock(int(rng.choice([Clock.UTC, Clock.UTC, Clock.BLOCK])))
        step = {Clock.STEP: 86_400.0, Clock.BLOCK: 12.0, Clock.UTC: 1.0}[clock]
        typologies = rng.dirichlet(np.full(len(PATTERNS), 1.5))
        return cls(
            seed=int(rng.integers(2**31)),
            make="bank" if bank else "chain",
            accounts=accounts,
            transfers=int(accounts * rng.uniform(3.5, 8.0)),
            days=own["days"],
            base_rate=own["base_rate"],
            typologies=tuple(float(weight) for weight in typologies),
            members=(3, int(rng.integers(6, 25))),
            amount_scale=float(10 ** rng.uniform(-2, 5)),
            amount_spread=own["amount_spread"] * (0.4 if bank else 1.0),
            habit=float(rng.choice([0.0, 0.3, 1.0]) if bank else rng.uniform(0.0, 0.4)),
            hub_exponent=own["hub_exponent"],
            clock=clock,
            step=step,
            exchanges=int(rng.integers(1, 6)),
            contracts=int(rng.integers(4, 30)),
            airdrops=int(rng.integers(0, 4)),
            employers=int(rng.integers(2, 20)),
            shops=int(rng.integers(5, 60)),
            illicit_scale=float(10 ** rng.uniform(-2.2, 1.0) if bank else 10 ** rng.uniform(-0.7, 1.5)),
            fee=float(rng.choice([0.0, rng.uniform(0.001, 0.05)])),
            hop_hours=own["hop_hours"] * (6.0 if bank else 1.0),
            parts=int(
                rng.choice([1, 3, 6], p=[0.3, 0.3, 0.4]) if bank else rng.choice([1, 3], p=[0.8, 0.2])
            ),
            hidden=float(rng.uniform(0.0, 0.35)),
            fresh=float(rng.uniform(0.0, 0.15) if bank else rng.uniform(0.1, 0.7)),
            camouflage=float(rng.uniform(0.5, 6.0)),
        )
