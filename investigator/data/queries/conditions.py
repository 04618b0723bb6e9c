"""Conditions on transfers as values, and the SQL that they are: put together freely, parameters bound."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from typing import Any, Literal

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from investigator.data.connection import Db, lent
from investigator.money import split_limbs

Side = Literal["from", "to", "either", "both"]
Ids = NDArray[np.int64]


@dataclass(frozen=True)
class Every:
    """All of these hold; of none of them, nothing is asked."""

    parts: tuple[Condition, ...] = ()


@dataclass(frozen=True)
class Either:
    """One of these holds; of none of them, nothing passes."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True)
class Not:
    """What it says does not hold, or cannot be said."""

    part: Condition


@dataclass(frozen=True, eq=False)
class Ends:
    """The sender, the receiver, either or both are among these accounts."""

    accounts: Ids
    side: Side = "either"


@dataclass(frozen=True)
class Assets:
    """The asset is one of these."""

    assets: tuple[int, ...]


@dataclass(frozen=True)
class Amounts:
    """The amount is from `low` to `high` base units, both included, which depend on the asset's decimals.

    `bounds` are by decimals; an asset whose decimals are not among them does not pass.
    """

    bounds: Mapping[int, tuple[int, int | None]]


@dataclass(frozen=True)
class Times:
    """On the case's axis, from `after` to `before`, both included; with `blocks` that is the block."""

    after: int | None
    before: int | None
    blocks: bool = False


@dataclass(frozen=True)
class Blocks:
    """The block's number is from `low` to `high`, both included."""

    low: int | None
    high: int | None


@dataclass(frozen=True)
class Kinds:
    """How value moved is one of these."""

    kinds: tuple[int, ...]


@dataclass(frozen=True)
class Hash:
    """The transaction's hash begins so: hexadecimal digits without 0x."""

    begins: str


@dataclass(frozen=True, eq=False)
class Rows:
    """The transfer is one of these."""

    transfers: Ids


@dataclass(frozen=True)
class Fact:
    """A word about the transfer itself: `failed`, `replaced`, `self` (to itself), or `moved`."""

    name: Literal["failed", "replaced", "self", "moved"]


Condition = (
    Every | Either | Not | Ends | Assets | Amounts | Times | Blocks | Kinds | Hash | Rows | Fact
)  # fmt: skip

_FACTS = {
    "failed": "(NOT ok OR coalesce(tx_hash IN (SELECT hash FROM standing_receipt WHERE NOT ok), false))",
    "replaced": "transfer.id IN (SELECT evidence_row FROM superseded WHERE evidence = 'transfer')",
    "self": "src = dst",
}
_FACTS["moved"] = f"NOT {_FACTS['failed']} AND NOT {_FACTS['replaced']}"
_ENDS = {
    "from": "src IN {set}",
    "to": "dst IN {set}",
    "either": "(src IN {set} OR dst IN {set})",
    "both": "(src IN {set} AND dst IN {set})",
}


@dataclass
class Sql:
    """A condition as text, the values for its marks, and the sets of numbers that it reads by name."""

    text: str = "true"
    values: list[Any] = field(default_factory=list)
    sets: list[Ids] = field(default_factory=list)

    def named(self, numbers: Ids) -> str:
        """A subquery that has these numbers."""
        self.sets.append(np.asarray(numbers, np.int64))
        return f"(SELECT id FROM chosen_{len(self.sets) - 1})"  # noqa: S608 - a fixed text and a count


@contextmanager
def asked(db: Db, condition: Condition) -> Iterator[Sql]:
    """A condition to stand after WHERE in a query over `transfer` joined with `asset`, while the block lasts."""
    sql = Sql()
    sql.text = _text(condition, sql)
    with ExitStack() as stack:
        for number, ids in enumerate(sql.sets):
            stack.enter_context(lent(db, f"chosen_{number}", pa.table({"id": pa.array(ids, pa.int64())})))
        yield sql


def _text(one: Condition, sql: Sql) -> str:  # noqa: PLR0911 - a line for each kind of condition
    match one:
        case Every(parts):
            return _joined((_text(part, sql) for part in parts), " AND ", "true")
        case Either(parts):
            return _joined((_text(part, sql) for part in parts), " OR ", "false")
        case Not(part):
            return f"NOT coalesce({_text(part, sql)}, false)"
        case Times(after, before, blocks):
            return _within("block" if blocks else "time", after, before, sql)
        case Blocks(low, high):
            return _within("block", low, high, sql)
        case Hash(begins):
            sql.values.append(begins.lower())
            return "coalesce(starts_with(lower(hex(tx_hash)), ?), false)"
        case Amounts(bounds):
            told = (_amount(decimals, *ends, sql) for decimals, ends in sorted(bounds.items()))
            return _joined(told, " OR ", "false")
        case Fact(name):
            return f"({_FACTS[name]})"
        case _:
            return _among(one, sql)


def _among(one: Ends | Rows | Assets | Kinds, sql: Sql) -> str:
    match one:
        case Ends(accounts, side):
            return _ENDS[side].replace("{set}", sql.named(accounts))
        case Rows(transfers):
            return f"transfer.id IN {sql.named(transfers)}"
        case Assets(assets):
            return f"transfer.asset IN {sql.named(np.array(assets, np.int64))}"
        case Kinds(kinds):
            return f"kind IN {sql.named(np.array(kinds, np.int64))}"


def _joined(parts: Iterable[str], by: str, none: str) -> str:
    return f"({by.join(parts) or none})"


def _within(column: str, low: int | None, high: int | None, sql: Sql) -> str:
    asked = ["true"]
    for end, sign in ((low, ">="), (high, "<=")):
        if end is not None:
            asked.append(f"{column} {sign} ?")
            sql.values.append(max(-(2**63), min(2**63 - 1, end)))
    return f"({' AND '.join(asked)})"


def _amount(decimals: int, low: int, high: int | None, sql: Sql) -> str:
    """Limbs are compared from the highest down, so nothing is rounded."""
    sql.values.append(decimals)
    told = "coalesce(asset.decimals, 0) = ?"
    if low >= 2**256 or low > (2**256 if high is None else high):
        return f"({told} AND false)"
    if low > 0:
        told += f" AND {_beyond('>', low, sql)}"
    if high is not None and high < 2**256 - 1:
        told += f" AND {_beyond('<', high, sql)}"
    return f"({told})"


def _beyond(sign: str, bound: int, sql: Sql) -> str:
    b0, b1, b2, b3 = split_limbs(bound)
    sql.values += [b3, b3, b2, b2, b1, b1, b0]
    return (
        f"(a3 {sign} ?::UBIGINT OR (a3 = ?::UBIGINT AND (a2 {sign} ?::UBIGINT OR (a2 = ?::UBIGINT AND "
        f"(a1 {sign} ?::UBIGINT OR (a1 = ?::UBIGINT AND a0 {sign}= ?::UBIGINT))))))"
    )
