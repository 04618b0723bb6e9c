"""Patterns in a case: what was seen, as leads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, is_dataclass
from typing import Any

from investigator import taxonomy
from investigator.address import short
from investigator.cases.case import Case
from investigator.data.queries import accounts, graph, sources, tokens, transfers
from investigator.errors import Trouble
from investigator.graph.columns import Columns
from investigator.graph.patterns.catalogue import catalogue
from investigator.graph.patterns.finding import Finding, Pattern, Surroundings
from investigator.graph.patterns.measured import measured
from investigator.operations.lookup import labels_of
from investigator.progress import Tick, silent
from investigator.records import AccountKind, Address, Clock

SHOWN = 200
"""Transfers of one finding whose transactions the answer for machines names; of more, the first ones."""


@dataclass(frozen=True)
class Seen:
    """A finding with the addresses of its accounts."""

    finding: Finding
    addresses: tuple[Address, ...]


def look_for_patterns(
    case: Case, whole: Columns, only: Sequence[str] = (), tick: Tick = silent
) -> list[Seen]:
    """All findings, pattern by pattern, the strongest first; of these patterns only, if some are named.

    Raises `Trouble` for a pattern that there is none of.
    """
    patterns = chosen(only)
    around = surroundings(case)
    found: list[Finding] = []
    for pattern in patterns:
        some = list(pattern.find(whole, around, tick))
        found += sorted(some, key=lambda one: (-one.strength, one.accounts, one.transfers))
    ids = sorted({account for one in found for account in one.accounts})
    names = dict(zip(ids, accounts.addresses(case.store, ids), strict=True))
    return [Seen(one, tuple(names[account] for account in one.accounts)) for one in found]


def chosen(only: Sequence[str]) -> list[Pattern]:
    """The patterns of these names, or all; blanks, hyphens and case do not matter."""
    every = {_plain(pattern.name): pattern for pattern in catalogue()}
    unknown = [name for name in only if _plain(name) not in every]
    if unknown:
        known = ", ".join(pattern.name for pattern in every.values())
        raise Trouble(f"There is no pattern {unknown[0]}; there are {known}.")
    wanted = dict.fromkeys(_plain(name) for name in only)
    return [every[name] for name in wanted] if only else list(every.values())


def _plain(name: str) -> str:
    return name.lower().replace("-", "").replace("_", "").replace(" ", "")


def about(only: Sequence[str] = ()) -> list[dict[str, Any]]:
    """What each pattern looks for: name, version, parameters, how often it was right, and what else it can be."""
    return [
        {
            **{"pattern": pattern.name, "version": pattern.version, "meaning": pattern.meaning},
            "parameters": asdict(pattern)
            if is_dataclass(pattern) and not isinstance(pattern, type)
            else {},
            **{"measured": measured(pattern.name), "ordinary": list(pattern.ordinary)},
        }
        for pattern in chosen(only)
    ]


def surroundings(case: Case) -> Surroundings:
    """What a case knows beside its transfers, by labels of all sources."""
    store = case.store
    tags = sources.tags(store)
    addresses = accounts.all_addresses(store)
    kinds: dict[AccountKind, set[int]] = {kind: set() for kind in AccountKind}
    for number, address in enumerate(addresses):
        for label in labels_of(case.facts, tags, address):
            kind = taxonomy.kind(label.category)
            if kind is not None:
                kinds[kind].add(number)
    assets = sources.assets(store)
    doubtful = tokens.suspects(store)
    return Surroundings(
        clock=graph.clock(store) or Clock.UTC,
        services=frozenset(kinds[AccountKind.SERVICE]),
        mixers=frozenset(kinds[AccountKind.MIXER]),
        bridges=frozenset(kinds[AccountKind.BRIDGE]),
        contracts=accounts.contracts(store),
        suspects=frozenset(asset.id for asset in assets if asset.key in doubtful),
        symbols={asset.id: asset.symbol for asset in assets},
        keys={asset.id: asset.key for asset in assets},
        address=lambda account: short(addresses[account]),
    )


def as_json(case: Case, seen: Sequence[Seen]) -> list[dict[str, Any]]:
    """Findings for machines: `transfers` are their numbers in the case, `transactions` the hashes of the first."""
    wanted = sorted({number for one in seen for number in one.finding.transfers[:SHOWN]})
    hashes = {row.id: row.tx_hash for row in transfers.by_id(case.store, wanted)}
    return [
        {
            "pattern": one.finding.pattern,
            "version": one.finding.version,
            "accounts": [short(address) for address in one.addresses],
            "transfers": list(one.finding.transfers),
            "transactions": [
                name
                for name in dict.fromkeys(hashes.get(n, "") for n in one.finding.transfers[:SHOWN])
                if name
            ],
            "strength": round(one.finding.strength, 6),
            "reason": one.finding.reason,
        }
        for one in seen
    ]
