"""The card of a model: what it is, what it was made from, how good it is and what it must not do."""

from __future__ import annotations

import hashlib
from typing import Any

import msgspec

from gnn.feature_names import ACCOUNT_FEATURES, FEATURES_VERSION, TRANSFER_FEATURES
from gnn.recipe import Choice, Recipe
from investigator.errors import Trouble

FEW_GRAPHS = 8
"""Graphs up to which a card tells times by their clock. More have no time in common: it is then told in per cent
of each graph's own, from its first transfer (0) to its last (100).
"""

NOT_FOR = (
    "To decide about a person: a score is a lead, never evidence and never proof.",
    "To clear an account: a low score says only that nothing that was learnt from is in sight.",
    "To merge accounts into one owner.",
    "On other kinds of data than it was trained on, without labels of one's own to measure it on.",
)


class Interval(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A figure with its 95 % bootstrap interval."""

    value: float
    low: float
    high: float


class Lesson(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One graph that a model learned from, each part by its SHA-256.

    `graph` is `Subgraph.digest`; `labels` is over the known labels as lines 'account number TAB 1 or 0', and
    `features` over both tables of features, row by row.
    """

    name: str
    graph: str
    labels: str
    features: str
    illicit: int
    licit: int


class Span(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Labels by time: accounts last active from `start` up to `end`, by the clock of their graphs (`FEW_GRAPHS`)."""

    start: int
    end: int
    illicit: int
    licit: int


class Step(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How well what scores did on the accounts of a set that were last active from `start` up to `end`."""

    set: str
    start: int
    end: int
    accounts: int
    illicit: int
    pr_auc: Interval
    f1: Interval


class Bin(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One bar of a reliability diagram: accounts that were given about the probability `said`, and the share
    of them that is illicit, with its 95 % Wilson interval.
    """

    said: float
    found: Interval
    accounts: int


class Trial(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One setting that was tried before training, and its PR-AUC on validation."""

    settings: dict[str, float | int | str]
    pr_auc: float


class Cost(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What training took: seconds of the wall, epochs of the net, seconds of each, the most memory held (MB),
    and where the net learned.
    """

    seconds: float = 0.0
    epochs: int = 0
    seconds_per_epoch: float = 0.0
    peak_mb: float = 0.0
    device: str = "cpu"


class Measured(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How one choice or baseline did on one set; `scores` marks the one that scores.

    `choice` is `net`, `trees` or `blend`, or a baseline by name: `account trees` (boosted trees on what is
    counted at the account alone), `forest` and `account forest` (random forests on all features and on those).

    F1 is at the threshold that validation chose. `answered` is the share of accounts on which the model did
    not abstain; `right` is how often the conformal set held the truth, for (illicit, licit) accounts.
    """

    set: str
    choice: str
    scores: bool
    accounts: int
    illicit: int
    pr_auc: Interval
    f1: Interval
    precision_at_100: float
    ece: float
    answered: float | None
    right: tuple[float, float] | None


class Card(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All that is said about a model.

    `promised` is the coverage that abstention promises for (illicit, licit) accounts; `against` is how the
    model compared with the one in use before, on labels that neither learned from. `seal` is SHA-256 over the card without it, in canonical JSON.

    The seal shows damage, not forgery: who can write the file can write a seal.
    """

    name: str
    created: str
    code: str
    recipe: dict[str, Any]
    choice: Choice
    why: str
    trained_on: str
    started_from: str
    labels: dict[str, int]
    split: dict[str, dict[str, int]]
    data: tuple[str, ...]
    measured: tuple[Measured, ...]
    ablations: dict[str, float]
    calibration: str
    abstention: str
    thresholds: dict[Choice, float]
    seconds: float
    model_sha256: str
    features_version: int = FEATURES_VERSION
    account_features: tuple[str, ...] = tuple(f.name for f in ACCOUNT_FEATURES)
    transfer_features: tuple[str, ...] = tuple(f.name for f in TRANSFER_FEATURES)
    lessons: tuple[Lesson, ...] = ()
    over_time: tuple[Span, ...] = ()
    steps: tuple[Step, ...] = ()
    reliability: tuple[Bin, ...] = ()
    promised: tuple[float, float] | None = None
    search: tuple[Trial, ...] = ()
    cost: Cost = Cost()
    against: str = ""
    limits: tuple[str, ...] = ()
    must_not: tuple[str, ...] = NOT_FOR
    format: int = 1
    seal: str = ""

    @property
    def id(self) -> str:
        """What the shelf calls it: name and the first eight digits of the model's hash."""
        return f"{self.name}-{self.model_sha256[:8]}"

    @property
    def of_its_own(self) -> bool:
        """Whether times are told in per cent of each graph's own."""
        return len(self.data) > FEW_GRAPHS

    @property
    def threshold(self) -> float:
        """The raw score from which on the model that scores calls an account suspicious."""
        return self.thresholds.get(self.choice, 1.0)

    def asked(self) -> Recipe:
        """The recipe. Raises `Trouble` if it is none."""
        try:
            return msgspec.convert(self.recipe, Recipe)
        except msgspec.ValidationError as wrong:
            raise Trouble(f"The card of model {self.name} has no proper recipe: {wrong}.") from wrong


def sealed(card: Card) -> Card:
    """`card` with its seal."""
    return msgspec.structs.replace(card, seal=_seal(card))


def written(card: Card) -> bytes:
    """The card as its file holds it: JSON with sorted keys, and a line break at the end."""
    plain = msgspec.to_builtins(card)
    return msgspec.json.format(msgspec.json.encode(plain, order="sorted"), indent=2) + b"\n"


def read(text: bytes, what: str) -> Card:
    """The card in `text`, the file of `what`. Raises `Trouble` for any other text than `written` makes."""
    try:
        card = msgspec.json.decode(text, type=Card)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as wrong:
        raise Trouble(f"The card of model {what} cannot be read: {wrong}.") from wrong
    if _seal(card) != card.seal or written(card) != text:
        raise Trouble(f"The card of model {what} has been changed since it was written; get a fresh copy.")
    return card


def _seal(card: Card) -> str:
    return hashlib.sha256(written(msgspec.structs.replace(card, seal=""))).hexdigest()
