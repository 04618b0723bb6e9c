"""Groups on the chart: which edits make, open and dissolve them, and which accounts are the small rest around one."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from investigator.cases.accountset import AccountSet
from investigator.cases.edits import SetGroup, Together
from investigator.cases.facts import Facts
from investigator.errors import Trouble
from investigator.graph.subgraph import Subgraph

TOP = 20
"""So many counterparties stay when the rest of them is collapsed."""


def folds(facts: Facts) -> list[tuple[str, frozenset[int]]]:
    """The groups that are drawn as one, by key and members, in the order in which they were made."""
    return [
        (key, frozenset(facts.groups[key].members))
        for key in sorted(facts.groups, key=_number)
        if facts.groups[key].folded
    ]


def titles(facts: Facts) -> dict[str, str]:
    """What groups are called."""
    return {key: group.title for key, group in facts.groups.items()}


def owners(facts: Facts) -> Mapping[int, str]:
    """The name of the group of each account that is in one, folded or open."""
    return {
        account: facts.groups[key].title
        for key in sorted(facts.groups, key=_number, reverse=True)
        for account in facts.groups[key].members
    }


def touched(facts: Facts, accounts: Collection[int]) -> list[str]:
    """The groups that any of these accounts is in."""
    wanted = set(accounts)
    return [
        key for key in sorted(facts.groups, key=_number) if not wanted.isdisjoint(facts.groups[key].members)
    ]


def group_edit(facts: Facts, accounts: Iterable[int], title: str) -> Together:
    """What puts accounts together under a name. Groups that they were in lose them, or go where too few stay.

    Raises `Trouble` for fewer than two accounts.
    """
    members = frozenset(accounts)
    if len(members) < 2:
        raise Trouble("A group needs two accounts at least; select more.")
    edits = []
    for key in touched(facts, members):
        before = facts.groups[key]
        rest = tuple(one for one in before.members if one not in members)
        edits.append(SetGroup.of(key, replace(before, members=rest) if len(rest) > 1 else None))
    made = SetGroup(_free(facts), title.strip(), AccountSet.of(members))
    return Together((*edits, made), made.summary)


def ungroup_edit(facts: Facts, accounts: Collection[int]) -> Together:
    """What dissolves the groups of these accounts. Raises `Trouble` where they are in none."""
    keys = _some(facts, accounts)
    names = ", ".join(facts.groups[key].title for key in keys[:3])
    return Together(tuple(SetGroup(key, "") for key in keys), f"Ungroup {names}")


def turn_edit(facts: Facts, accounts: Collection[int]) -> Together:
    """What opens the groups of these accounts, or folds them where all are open. Raises `Trouble` where there is none."""
    keys = _some(facts, accounts)
    folded = not any(facts.groups[key].folded for key in keys)
    edits = tuple(SetGroup.of(key, replace(facts.groups[key], folded=folded)) for key in keys)
    names = ", ".join(facts.groups[key].title for key in keys[:3])
    return Together(edits, f"{'Fold' if folded else 'Open'} group {names}")


def rest_of(
    graph: Subgraph, around: NDArray[np.int32], spared: Collection[int] = (), top: int = TOP
) -> NDArray[np.int32]:
    """The counterparties of the accounts `around` but for the `top` largest, for a group of them; ids, ascending.

    The largest are those with the greatest shares of what moves between them and those accounts, each asset by
    itself, since units cannot be added up. `spared` accounts are never in the rest.
    """
    inside = np.isin(graph.accounts, around)
    rows = inside[graph.src] != inside[graph.dst]
    other = np.where(inside[graph.src], graph.dst, graph.src)[rows]
    amount, asset = graph.amount[rows], graph.asset[rows]
    share = np.zeros(amount.size)
    for one in np.unique(asset):
        of_it = asset == one
        share[of_it] = amount[of_it] / (float(amount[of_it].sum()) or 1.0)
    weight = np.bincount(other, share, minlength=graph.order)
    found = np.unique(other)
    found = found[np.lexsort((found, -weight[found]))][top:]
    rest = np.sort(graph.accounts[found])
    return rest[~np.isin(rest, np.fromiter(spared, np.int64))]


def _some(facts: Facts, accounts: Collection[int]) -> list[str]:
    keys = touched(facts, accounts)
    if not keys:
        raise Trouble("None of the selected accounts is in a group; select a group on the chart.")
    return keys


def _number(key: str) -> tuple[int, str]:
    """Keys as written by hand or by another program are kept too: those come last."""
    plain = re.fullmatch(r"G(\d{1,9})", key)
    return (int(plain[1]) if plain else 1 << 30, key)


def _free(facts: Facts) -> str:
    used = [_number(key)[0] for key in facts.groups if _number(key)[0] < 1 << 30]
    return f"G{max(used, default=0) + 1}"
