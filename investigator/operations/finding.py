"""Transfers found by a query, with what they come to; addresses found in pasted text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from investigator.address import canonical, checksummed, short
from investigator.cases.case import Case
from investigator.data.queries import accounts, graph, select, transfers
from investigator.data.queries.conditions import Condition, Ids
from investigator.data.queries.select import Order, Total
from investigator.data.queries.transfers import TransferRow
from investigator.exports.sheet import iso
from investigator.graph.columns import Columns
from investigator.money import show_amount
from investigator.operations.querying import Given, meant
from investigator.query.parse import Query, parse
from investigator.records import AccountId, Address

_BETWEEN = re.compile(r"[\s,;|\"'\[\](){}<>]+")


@dataclass(frozen=True)
class Found:
    """Transfers that fit, by id in the order asked, and what they moved in all."""

    condition: Condition
    ids: Ids
    totals: tuple[Total, ...]


def find(
    case: Case,
    query: str | Query,
    *,
    origins: tuple[int, ...] = (),
    order: Order = "time",
    descending: bool = False,
) -> Found:
    """The transfers that a query lets through. Raises `Trouble` for one that cannot be read, or means nothing here."""
    read = parse(query, graph.clock(case.store)) if isinstance(query, str) else query
    condition = meant(Given(case, origins=origins), read)
    return Found(
        condition,
        select.ids(case.store, condition, order, descending=descending),
        tuple(select.totals(case.store, condition)),
    )


def as_json(case: Case, found: Found, limit: int) -> dict[str, Any]:
    """For machines: how many, exact totals, and the first transfers."""
    rows = transfers.by_id(case.store, found.ids[:limit].tolist())
    totals = [
        {
            "asset": one.symbol,
            "transfers": one.transfers,
            "amount": str(one.amount),
            "decimals": one.decimals,
        }
        for one in found.totals
    ]
    return {"count": int(found.ids.size), "totals": totals, "transfers": [_line(row) for row in rows]}


def _line(row: TransferRow) -> dict[str, Any]:
    return {
        "id": row.id,
        "time": iso(row.time, row.clock),
        "from": short(row.sender),
        "to": short(row.receiver),
        "amount": str(row.amount),
        "whole": show_amount(row.amount, row.decimals, grouped=False),
        "asset": row.symbol,
        "kind": row.kind.name.lower(),
        "moved": row.ok and row.standing,
        "transaction": row.tx_hash,
    }


def rows_of(columns: Columns, ids: Ids) -> NDArray[np.bool_]:
    """Which rows of the columns these transfers are, shape (m,); what moved nothing has no row."""
    if not ids.size or not columns.size:
        return np.zeros(columns.size, np.bool_)
    wanted = np.zeros(max(int(ids.max()), int(columns.transfer.max())) + 1, np.bool_)
    wanted[ids] = True
    return np.asarray(wanted[columns.transfer])


@dataclass(frozen=True)
class Listed:
    """A pasted list: the accounts of the case that it names, the addresses that are not in it, and what is none."""

    known: Mapping[Address, AccountId]
    unknown: tuple[Address, ...]
    strange: tuple[str, ...]

    @property
    def addresses(self) -> tuple[Address, ...]:
        """All addresses, those of the case first."""
        return (*self.known, *self.unknown)


def listed(case: Case, text: str) -> Listed:
    """Read addresses from text parted by anything: lines, commas, quotes, brackets. Each counts once.

    An EVM address is looked for on every chain of the case; a plain id must be written with its namespace.
    """
    wanted, strange = dict[Address, None](), dict[str, None]()
    for part in filter(None, _BETWEEN.split(text)):
        try:
            wanted[canonical(part)] = None
        except ValueError:
            strange[part[:80]] = None
    chains = {name for name in select.chains(case.store) if name}
    everywhere = [Address(f"{chain}:{short(one)}") for one in wanted for chain in chains if _evm(one)]
    known = accounts.find(case.store, [*wanted, *everywhere])
    named = {checksummed(one) for one in known}
    unknown = tuple(one for one in wanted if one not in known and checksummed(one) not in named)
    return Listed(known, unknown, tuple(strange))


def _evm(address: Address) -> bool:
    return address.startswith("eip155:")
