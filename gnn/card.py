"""The card of a model: what it is, what it was made from, how good it is and what it must not do."""

from __future__ import annotations

import hashlib
from typing import Any

import msgspec

from gnn.feature_names import ACCOUNT_FEATURES, FEATURES_VERSION, TRANSFER_FEATURES
from gnn.recipe import Choice, Recipe
from investigator.errors import Trouble

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


class Measured(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How net, trees or blend did on one set; `scores` marks the one that scores.

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
    """All that is said about a model. `seal` is SHA-256 over the card without it, in canonical JSON.

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
    limits: tuple[str, ...] = ()
    must_not: tuple[str, ...] = NOT_FOR
    format: int = 1
    seal: str = ""

    @property
    def id(self) -> str:
        """What the shelf calls it: name and the first eight digits of the model's hash."""
        return f"{self.name}-{self.model_sha256[:8]}"

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
