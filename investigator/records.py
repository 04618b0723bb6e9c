"""The frozen facts that every part of the program speaks about."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntEnum, StrEnum
from typing import Annotated, NewType

import numpy as np
from numpy.typing import NDArray

Address = NewType("Address", str)
"""An account's canonical key, unique in the world.

A chain account is CAIP-10, `eip155:1:0x…` in lower case or `bip122:…:1A1z…` as written; an account of
a bank or of a synthetic data set is `namespace:id`, such as `amlsim:280`.
"""

AccountId = NewType("AccountId", int)
"""The number of an account within one case file."""

AccountNo = Annotated[int, "account"]
"""The id of an account in this case file: what two copies of a case give the same id need not be one account."""

TransferNo = Annotated[int, "transfer"]
"""The id of a transfer in this case file; as with `AccountNo`, another copy of the case may have another."""


class Tier(StrEnum):
    """What kind of claim something is; see `docs` of the report: a lead never becomes more by itself."""

    STRUCTURAL = "structural"
    ATTRIBUTION = "attribution"
    LEAD = "lead"


class TransferKind(IntEnum):
    """How value moved. The numbers are stored in case files: never renumber."""

    NATIVE = 0
    INTERNAL = 1
    ERC20 = 2
    ERC721 = 3
    ERC1155 = 4
    WRAP = 5
    UNWRAP = 6
    WITHDRAWAL = 7
    LEDGER = 8


class Clock(IntEnum):
    """What a time means: seconds since 1970 in UTC, an integer step, or a block number."""

    UTC = 0
    STEP = 1
    BLOCK = 2


class AccountKind(IntEnum):
    """What an account is, as far as the case knows. Drawn as a shape."""

    ACCOUNT = 0
    CONTRACT = 1
    SERVICE = 2
    MIXER = 3
    BRIDGE = 4
    CLUSTER = 5


class Certified(IntEnum):
    """What the completeness certificate of a pulled account comes to. Drawn as a badge."""

    COMPLETE = 1
    UNPROVEN = 2
    FAILED = 3


@dataclass(frozen=True)
class Label:
    """Someone's claim about an account.

    `category` is a concept of `cases.taxonomy`; `illicit` is what it means to a model
    (`None`: it says nothing either way); `confidence` runs from 0 to 100; `evidence` is what shows it: exhibits,
    transactions, links.
    """

    text: str
    category: str = "unknown"
    tier: Tier = Tier.ATTRIBUTION
    confidence: int = 50
    source: str = ""
    note: str = ""
    illicit: bool | None = None
    evidence: str = ""


@dataclass(frozen=True)
class Reason:
    """One part of a score: what was seen, in an analyst's words, and how much of the score it carries.

    `weight` is signed: positive pushes towards suspicion, negative is an ordinary explanation.
    """

    text: str
    weight: float
    feature: str = ""


@dataclass(frozen=True)
class Scores:
    """A model's word on accounts: leads, never more.

    All arrays have shape (n,). `accounts` are case-wide ids; `raw` and `calibrated` lie in [0, 1];
    where `abstained` is true the model declines to say. `reasons[i]` belongs to `accounts[i]`, the
    strongest first; accounts of little interest may have none.
    """

    accounts: NDArray[np.int32]
    raw: NDArray[np.float64]
    calibrated: NDArray[np.float64]
    abstained: NDArray[np.bool_]
    reasons: tuple[tuple[Reason, ...], ...]
    model: str
    model_hash: str
    input_hash: str
    baseline: NDArray[np.float64] = field(default_factory=lambda: np.empty(0))


@dataclass(frozen=True)
class ClusterScore:
    """A model's word on a set of accounts and the flows between them."""

    cluster: int
    members: NDArray[np.int32]
    score: float
    calibrated: float
    reasons: tuple[Reason, ...]
