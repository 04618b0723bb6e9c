"""Deposit addresses and airdrop gatherings in the whole life of a real token, held against a list of its exchanges.

There is no list of true deposit addresses. So this is measured: what is found with all labels; how many accounts
of exchanges whose label is withheld are wrongly put into somebody's entity; and how many 'deposit addresses' are
found if as many other accounts, alike in how much comes in, are called exchanges.
"""

from __future__ import annotations

import csv
import time
from collections.abc import Collection
from pathlib import Path

import numpy as np

from benchmarks.row import Row
from investigator.data.queries.graph import TransferColumns
from investigator.graph.columns import Columns, build
from investigator.graph.entities.airdrops import AirdropGathering
from investigator.graph.entities.deposits import DepositReuse
from investigator.graph.entities.grouping import entities, usable
from investigator.graph.entities.link import Link, World
from investigator.progress import silent
from investigator.records import Clock

DATA = Path(__file__).resolve().parents[2] / "shared" / "data" / "bionic_token" / "data"
SEED = 7


def token() -> tuple[Columns, dict[int, str]]:
    """All transfers of the token, and which accounts belong to which exchange."""
    with (DATA / "bionic.csv").open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["eventName"] == "Transfer"]
    with (DATA / "exchanges.csv").open(encoding="utf-8") as file:
        names = {row["address"].lower(): row["name"] for row in csv.DictReader(file)}
    ids: dict[str, int] = {}
    ends = [[ids.setdefault(row[end], len(ids)) for end in ("source", "target")] for row in rows]
    order = np.argsort([int(row["blockNumber"]) for row in rows], kind="stable")
    src, dst = np.array(ends, np.int32)[order].T
    columns = build(
        TransferColumns(
            src=src.copy(),
            dst=dst.copy(),
            asset=np.zeros(len(rows), np.int32),
            time=np.array([int(row["blockNumber"]) for row in rows], np.int64)[order],
            amount=np.array([float(row["amount"]) for row in rows])[order],
            transfer=order.astype(np.int64),
            accounts=len(ids),
        )
    )
    return columns, {ids[address]: name for address, name in names.items() if address in ids}


def found(columns: Columns, exchanges: Collection[int]) -> list[Link]:
    """Links by both rules, these accounts being called exchanges."""
    known = frozenset(exchanges)
    world = World(Clock.BLOCK, exchanges=known, public=known)
    rules = (DepositReuse(), AirdropGathering())
    return usable([link for rule in rules for link in rule.links(columns, world, silent)], (), known)


def deposits(links: Collection[Link]) -> set[int]:
    """The deposit addresses among links."""
    return {link.b for link in links if link.rule == DepositReuse.name}


def rows(quick: bool) -> list[Row]:
    """What is found, what is wrong, and how long it takes; nothing where the data are not at hand."""
    del quick
    if not DATA.is_dir():
        return []
    columns, exchanges = token()
    begun = time.perf_counter()
    links = found(columns, exchanges)
    lasted = time.perf_counter() - begun
    groups = entities(links)
    shared = {link.b for link in links if link.rule == DepositReuse.name}
    payers = {link.a for link in links if link.rule == DepositReuse.name}
    gathered = {link.a for link in links if link.rule == AirdropGathering.name}
    return [
        Row("token of 20,913 transfers: exchanges' accounts in it", len(exchanges), ""),
        Row("  deposit addresses found", len(shared), ""),
        Row("  accounts that pay into them", len(payers), ""),
        Row("  accounts that gathered an airdrop", len(gathered), ""),
        Row("  entities, of which the largest", len(groups), ""),
        Row("  has accounts", len(groups[0].accounts) if groups else 0, ""),
        Row("  seconds for all", lasted, "s"),
        *_withheld(columns, exchanges),
        *_by_chance(columns, exchanges, len(shared)),
    ]


def _withheld(columns: Columns, exchanges: dict[int, str]) -> list[Row]:
    """The labels of half of the exchanges are withheld: which of their accounts are taken for customers?"""
    names = sorted(set(exchanges.values()))
    hidden = set(np.random.default_rng(SEED).permutation(names)[: len(names) // 2].tolist())
    secret = {account for account, name in exchanges.items() if name in hidden}
    links = found(columns, set(exchanges) - secret)
    merged = {account for link in links for account in link.pair}
    return [
        Row("half of the exchanges unknown: their accounts", len(secret), ""),
        Row("  of these wrongly put into an entity", len(merged & secret), ""),
        Row("  of these taken for a deposit address", len(deposits(links) & secret), ""),
    ]


def _by_chance(columns: Columns, exchanges: dict[int, str], real: int) -> list[Row]:
    """Other accounts with as many transfers coming in take the exchanges' place."""
    came = np.diff(columns.in_ptr)
    draw, others = np.random.default_rng(SEED), set[int]()
    free = np.array([account for account in range(columns.order) if account not in exchanges])
    for account in sorted(exchanges, key=lambda one: -came[one]):
        near = free[np.argsort(np.abs(came[free] - came[account]), kind="stable")[:5]]
        chosen = int(draw.choice(near))
        others.add(chosen)
        free = free[free != chosen]
    wrong = len(deposits(found(columns, others)))
    return [
        Row("deposit addresses of as busy accounts that are no exchanges", wrong, "", real, "exchanges")
    ]
