"""What there is to say about one account's score, as plain data. Free of torch."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

import msgspec

from investigator.records import Reason


@dataclass(frozen=True)
class Fidelity:
    """Whether the parts that an explanation names carry the score, beside random parts of the same number.

    All but the counts and shares are raw scores in [0, 1]: `score` with everything there and `nothing` without
    anything, `kept` with only the `size` named parts, `removed` without them; `kept_at_random` and
    `removed_at_random` are means over `masks` random choices of `size` parts. `kept_beats` and `removed_beats`
    are the shares of those random choices that the named parts beat. `verdict` says in words what the numbers
    come to.
    """

    of: Literal["features", "transfers"]
    size: int
    score: float
    nothing: float
    kept: float
    kept_at_random: float
    removed: float
    removed_at_random: float
    kept_beats: float
    removed_beats: float
    masks: int
    verdict: str

    @property
    def sufficient(self) -> bool:
        """Alone they bring most of the score about, and random others do not do so well."""
        near = abs(self.kept - self.score) <= HALF * abs(self.score - self.nothing)
        return near and self.kept_beats >= BEYOND_CHANCE

    @property
    def necessary(self) -> bool:
        """Without them most of the score is gone, and random others are not missed so much."""
        far = abs(self.removed - self.score) >= HALF * abs(self.score - self.nothing)
        return far and self.removed_beats >= BEYOND_CHANCE


BEYOND_CHANCE = 0.9
"""The share of random choices that have to be beaten."""
HALF = 0.5
"""Of the way from nothing to the score: what counts as most of it."""


@dataclass(frozen=True)
class Carrier:
    """A transfer that carries a part of the score.

    `transfer` is its row in the case (`Subgraph.transfer`), `weight` what it adds to the log odds (positive
    towards suspicion), `hop` how far from the account it begins: 0 for the account's own transfers.
    """

    transfer: int
    weight: float
    hop: int


@dataclass(frozen=True)
class Kin:
    """A labelled account that looks like the explained one to the model.

    `account` is its case-wide id; `nearer_than` the share of all other accounts that are farther away;
    `words` say what is alike and what is not.
    """

    account: int
    illicit: bool
    nearer_than: float
    words: str


@dataclass(frozen=True)
class Surroundings:
    """The part of the graph that transfers were looked for in.

    `score` is the raw score that the account has there; `complete` tells that nothing within `hops` was
    left out for the bound on transfers.
    """

    hops: int
    accounts: int
    transfers: int
    score: float
    complete: bool


@dataclass(frozen=True)
class Explanation:
    """Why an account scores as it does: a lead's reasons, with how far they can be relied on.

    `account` is the case-wide id. `summary` is one sentence; `reasons` are the strongest first, as are
    `carriers`; `transfer_fidelity` is `None` for an account without transfers. `kin` are the nearest labelled
    accounts, the nearest first.
    """

    account: int
    model: str
    model_hash: str
    input_hash: str
    score: float
    calibrated: float
    abstained: bool
    summary: str
    reasons: tuple[Reason, ...]
    feature_fidelity: Fidelity
    carriers: tuple[Carrier, ...]
    transfer_fidelity: Fidelity | None
    surroundings: Surroundings
    kin: tuple[Kin, ...]


def plain(explanation: Explanation) -> dict[str, Any]:
    """The same as JSON takes it."""
    told: dict[str, Any] = msgspec.to_builtins(explanation)
    return told


def explanation_of(told: Any) -> Explanation:
    """What `plain` made. Raises `ValueError` for anything else."""
    try:
        return msgspec.convert(told, Explanation)
    except msgspec.ValidationError as wrong:
        raise ValueError(f"an explanation that is none: {wrong}") from wrong
