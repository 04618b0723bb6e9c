"""Entities of a case: which accounts belong together, by which links, and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from investigator import taxonomy
from investigator.address import chain_of, short
from investigator.cases.case import Case
from investigator.cases.edits import SetApart
from investigator.chain import assets as known_assets
from investigator.data.queries import accounts, sources, transfers
from investigator.data.queries.creations import creations, times
from investigator.errors import Trouble
from investigator.graph.columns import Columns
from investigator.graph.entities.catalogue import rules
from investigator.graph.entities.grouping import Why, entities, usable, why
from investigator.graph.entities.link import Creation, Link, Rule, Safe, World
from investigator.operations.lookup import labels_of, resolve
from investigator.operations.patterns import surroundings
from investigator.progress import Tick, silent
from investigator.records import AccountKind, Address

_EXCHANGES = {
    *("exchange", "hot_wallet", "cold_wallet", "warm_wallet"),
    *("payment_processor", "gambling", "defi_custody"),
}
"""Categories of accounts to which services sweep what their customers deposit."""


@dataclass(frozen=True)
class Linked:
    """A link with the addresses of its accounts, and its witnesses: transaction hashes, or `transfer:N` without one."""

    link: Link
    a: Address
    b: Address
    witnesses: tuple[str, ...]


@dataclass(frozen=True)
class Group:
    """An entity: its accounts, what holds them together, and what sources call them."""

    accounts: tuple[Address, ...]
    links: tuple[Linked, ...]
    labels: tuple[str, ...]


@dataclass(frozen=True)
class Reason:
    """Why two accounts are one entity, with addresses; see `graph.entities.grouping.Why`."""

    a: Address
    b: Address
    chain: tuple[Linked, ...]
    cut: tuple[tuple[Linked, ...], ...]
    bridges: tuple[tuple[Linked, ...], ...]

    @property
    def same(self) -> bool:
        """Whether they are one entity at all."""
        return bool(self.chain)


def chosen(only: Sequence[str] = (), without: Sequence[str] = ()) -> list[Rule]:
    """The rules of these names, or all but those; blanks, hyphens and case do not matter. Raises `Trouble`."""
    every = {_plain(rule.name): rule for rule in rules()}
    for name in (*only, *without):
        if _plain(name) not in every:
            known = ", ".join(rule.name for rule in every.values())
            raise Trouble(f"There is no rule {name[:40]}; there are {known}.")
    out = {_plain(name) for name in without}
    wanted = [_plain(name) for name in only] or list(every)
    return [every[name] for name in dict.fromkeys(wanted) if name not in out]


def _plain(name: str) -> str:
    return name.lower().replace("-", "").replace("_", "").replace(" ", "")


def world(case: Case, tick: Tick = silent) -> World:
    """What the case knows beside its transfers."""
    around, store = surroundings(case), case.store
    addresses = accounts.all_addresses(store)
    tags = sources.tags(store)
    labelled = [labels_of(case.facts, tags, address) for address in addresses]
    exchanges = frozenset(
        number
        for number in around.services
        if any(_takes_deposits(one.category) for one in labelled[number])
    )
    coded = frozenset(
        number
        for number, labels in enumerate(labelled)
        if any(taxonomy.kind(label.category) is AccountKind.CONTRACT for label in labels)
    )
    return World(
        clock=around.clock,
        exchanges=exchanges,
        public=around.services | around.mixers | around.bridges,
        contracts=around.contracts | coded,
        coins=frozenset(one for one, key in around.keys.items() if known_assets.is_coin(key)),
        creations=tuple(
            Creation(one.creator, one.created, one.time, one.tx_hash) for one in creations(store)
        ),
        safes=_safes(case, addresses, tick),
    )


def _takes_deposits(category: str) -> bool:
    return category in _EXCHANGES


def _safes(case: Case, addresses: Sequence[Address], tick: Tick) -> tuple[Safe, ...]:
    from investigator.chain.safes import safes  # eth_abi costs a quarter of a second

    chains = sorted({chain_of(one) for one in addresses if one.startswith("eip155:")})
    digests = [one.sha256 for one in sources.acquisitions(case.store)]
    wallets = safes(case.store, digests, tick) if chains else []
    when = times(case.store, [one.transaction for one in wallets])
    place = {address: number for number, address in enumerate(addresses)}
    found = []
    for chain in chains:
        for one in wallets:
            account = place.get(Address(f"{chain}:{one.address}"))
            owners = [place.get(Address(f"{chain}:{owner}")) for owner in sorted(one.owners)]
            if account is not None and None not in owners:
                inside = frozenset(owner for owner in owners if owner is not None)
                found.append(
                    Safe(account, inside, one.threshold, when.get(one.transaction, 0), one.transaction)
                )
    return tuple(found)


def links(
    case: Case, whole: Columns, only: Sequence[str] = (), without: Sequence[str] = (), tick: Tick = silent
) -> list[Link]:
    """All links that count, rule by rule: what the analyst switched off does not."""
    around = world(case, tick)
    found = [link for rule in chosen(only, without) for link in rule.links(whole, around, tick)]
    numbers = accounts.find(case.store, {one for pair in case.facts.apart for one in pair})
    apart = {
        (min(numbers[a], numbers[b]), max(numbers[a], numbers[b]))
        for a, b in case.facts.apart
        if a in numbers and b in numbers
    }
    return usable(found, apart, around.public | around.exchanges)


def find_entities(
    case: Case, whole: Columns, only: Sequence[str] = (), without: Sequence[str] = (), tick: Tick = silent
) -> list[Group]:
    """The entities of a case, the largest first. Raises `Trouble` for a rule that there is none of, or `Cancelled`."""
    found = entities(links(case, whole, only, without, tick))
    tick(0, None, "Naming entities")
    told = _Namer(case, [link for one in found for link in one.links])
    tags = sources.tags(case.store, list(told.names.values()))
    groups = []
    for one in found:
        names = tuple(told.names[number] for number in one.accounts)
        labels = dict.fromkeys(label.text for name in names for label in labels_of(case.facts, tags, name))
        groups.append(Group(names, tuple(told(link) for link in one.links), tuple(labels)))
    return groups


def entity_names(case: Case, whole: Columns, tick: Tick = silent) -> dict[int, str]:
    """What the entity of each account that is in one is called: by its first label, else by its number."""
    found = find_entities(case, whole, tick=tick)
    numbers = accounts.find(case.store, {one for group in found for one in group.accounts})
    return {
        int(numbers[one]): group.labels[0] if group.labels else f"entity {at + 1}"
        for at, group in enumerate(found)
        for one in group.accounts
        if one in numbers
    }


def why_same(
    case: Case, whole: Columns, a: str, b: str, only: Sequence[str] = (), without: Sequence[str] = (),
    tick: Tick = silent,
) -> Reason:  # fmt: skip
    """Why two accounts are one entity. Raises `Trouble` for an account that is not in the case, or twice the same."""
    (one, first), (two, second) = resolve(case, (a, b))
    if first == second:
        raise Trouble(f"{short(one)} is one account: there is nothing to explain.")
    found: Why = why(links(case, whole, only, without, tick), first, second)
    every = [*found.chain, *(link for some in (*found.cut, *found.bridges) for link in some)]
    told = _Namer(case, every)
    return Reason(
        one,
        two,
        tuple(map(told, found.chain)),
        tuple(tuple(map(told, some)) for some in found.cut),
        tuple(tuple(map(told, some)) for some in found.bridges),
    )


def set_apart(case: Case, a: str, b: str, *, apart: bool) -> None:
    """Switch off, or on again, whatever links two accounts; journaled, and undone like any edit."""
    (one, _), (two, _) = resolve(case, (a, b))
    if one == two:
        raise Trouble(f"{short(one)} is one account: it cannot be parted from itself.")
    case.do(SetApart(one, two, apart))


class _Namer:
    """Gives links the addresses of their accounts and the transactions of their witnesses."""

    def __init__(self, case: Case, some: Sequence[Link]) -> None:
        ids = sorted({number for link in some for number in link.pair})
        self.names = dict(zip(ids, accounts.addresses(case.store, ids), strict=True))
        rows = transfers.by_id(case.store, sorted({number for link in some for number in link.transfers}))
        self._hashes = {row.id: row.tx_hash for row in rows}

    def __call__(self, link: Link) -> Linked:
        seen = [self._hashes.get(number) or f"transfer:{number}" for number in link.transfers]
        witnesses = tuple(dict.fromkeys((*seen, *link.transactions)))
        return Linked(link, self.names[link.a], self.names[link.b], witnesses)


def link_json(one: Linked) -> dict[str, Any]:
    """A link for machines."""
    return {
        **{"rule": one.link.rule, "tier": one.link.tier.value, "a": short(one.a), "b": short(one.b)},
        **{"time": one.link.time, "witnesses": list(one.witnesses), "transfers": list(one.link.transfers)},
        "reason": one.link.reason,
    }


def as_json(groups: Sequence[Group]) -> list[dict[str, Any]]:
    """Entities for machines."""
    return [
        {
            "entity": number,
            "accounts": [short(address) for address in group.accounts],
            "labels": list(group.labels),
            "links": [link_json(one) for one in group.links],
        }
        for number, group in enumerate(groups, start=1)
    ]


def why_json(found: Reason) -> dict[str, Any]:
    """Why two accounts are one entity, for machines."""
    return {
        **{"a": short(found.a), "b": short(found.b), "same": found.same},
        "chain": [link_json(one) for one in found.chain],
        "cut": [[link_json(one) for one in some] for some in found.cut],
        "bridges": [[link_json(one) for one in some] for some in found.bridges],
    }
