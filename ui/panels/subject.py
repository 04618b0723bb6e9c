"""What the inspector is given to show: plain facts about an account, a transfer or several accounts."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from investigator.cases.completeness import Certificate
from investigator.data.queries.accounts import Counterparty, Holding
from investigator.data.queries.hops import Stop
from investigator.data.queries.sources import Acquisition
from investigator.data.queries.transfers import TransferRow
from investigator.records import AccountKind, Address, Label, Reason

if TYPE_CHECKING:
    from investigator.cases.proofs import Mark
    from investigator.cases.worth import Derived


@dataclass(frozen=True)
class Score:
    """A model's word on one account: a lead. `baseline` is the second model's word, if there is one."""

    raw: float
    calibrated: float
    abstained: bool
    model: str
    baseline: float | None = None
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True)
class AccountView:
    """An account: the analyst's `labels`, the `claims` of imported sources, and what passed through it.

    `counterparties` are the first of `counterparty_total`; `names` are what other accounts are called;
    `unsettled` counts transfers in blocks that were not final when that was last asked; `stop` is where a pull
    stopped at it; `certificate` says whether all that was pulled of it is complete; `exhibit` is its number, if it is
    one, `bookmark` the bookmark's name (`None`: it has none), `colour` that of the analyst's, by name.
    """

    id: int
    address: Address
    kind: AccountKind = AccountKind.ACCOUNT
    labels: tuple[Label, ...] = ()
    claims: tuple[Label, ...] = ()
    holdings: tuple[Holding, ...] = ()
    counterparties: tuple[Counterparty, ...] = ()
    counterparty_total: int = 0
    names: dict[Address, str] = field(default_factory=dict)
    score: Score | None = None
    note: str = ""
    seed: bool = False
    unsettled: int = 0
    stop: Stop | None = None
    certificate: Certificate | None = None
    exhibit: int | None = None
    bookmark: str | None = None
    colour: str = ""

    @property
    def title(self) -> str:
        """What the account is called: the analyst's first label, else the best supported claim, else ''."""
        best = self.labels[0] if self.labels else max(self.claims, key=lambda c: c.confidence, default=None)
        return best.text if best else ""

    @property
    def disputed(self) -> bool:
        """Whether what is claimed contradicts itself: licit and illicit, or different categories."""
        claims = self.labels + self.claims
        verdicts = {claim.illicit for claim in claims if claim.illicit is not None}
        return len(verdicts) > 1 or len({c.category for c in claims if c.category != "unknown"}) > 1


@dataclass(frozen=True)
class TransferView:
    """A transfer and the answer it was read from; `exhibit` is its number, if it is one, with its own note.

    `proof` is the Merkle proof of its transaction, `worth` what it was worth by a price, which is derived.
    """

    row: TransferRow
    acquisition: Acquisition | None = None
    names: dict[Address, str] = field(default_factory=dict)
    exhibit: int | None = None
    exhibit_note: str = ""
    proof: Mark | None = None
    worth: Derived | None = None


@dataclass(frozen=True)
class SeveralView:
    """Several accounts, as far as they are named here, of `total` selected."""

    addresses: tuple[Address, ...]
    total: int
    names: dict[Address, str] = field(default_factory=dict)
