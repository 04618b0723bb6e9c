"""What was found out about an account, in the words of the inspector's sections."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from investigator import taxonomy
from investigator.graph.balance import Activity
from investigator.records import Address, Clock
from ui import words
from ui.panels.balance_plot import AssetCourse, CourseView
from ui.panels.depth import EntityView, ExposureView, Member, Share

if TYPE_CHECKING:
    from investigator.operations.entities import Group, Linked
    from investigator.operations.exposing import Exposed, ExposedTerm

SIDES = {"in": "Comes from", "out": "Goes to"}
SHARES = 6
STATED = "By haircut, of the busiest assets; categories are what sources and you say."


def course_view(found: Activity | None, symbols: Mapping[int, str], clock: Clock) -> CourseView | None:
    """Balances for the plot; `None` where nothing moved."""
    if found is None:
        return None
    assets = tuple(
        AssetCourse(
            symbols.get(one.asset, "?"),
            one.transfers,
            tuple(one.time.tolist()),
            tuple(one.level.tolist()),
        )
        for one in found.balances
    )
    return CourseView(found.first, found.last, found.transfers, clock, assets)


def exposure_view(found: Sequence[Exposed]) -> ExposureView:
    """Each side and asset, categories with the largest share first."""
    sides = []
    for one in found:
        for thing, total in one.totals:
            if total:
                head = f"{SIDES[one.side]} · {words.amount(total, thing.decimals, thing.symbol, places=4)}"
                terms = [term for term in one.terms if term.thing == thing]
                sides.append((head, _shares(terms)))
    return ExposureView(tuple(sides), STATED)


def _shares(terms: Sequence[ExposedTerm]) -> tuple[Share, ...]:
    by = defaultdict[str, list["ExposedTerm"]](list)
    for term in terms:
        by[term.category].append(term)
    made = [_share(category, some) for category, some in by.items()]
    made.sort(key=lambda one: -one.share)
    rest = made[SHARES:]
    if len(rest) > 1:
        name = f"{len(rest)} smaller categories"
        told = "\n".join(f"{one.category}: {one.amount}" for one in rest[:20])
        illicit = any(one.illicit for one in rest)
        share = sum(one.share for one in rest)
        made = [*made[:SHARES], Share(name, share, "together", illicit, "listed under All of it", told)]
    return tuple(made)


def _share(category: str, some: Sequence[ExposedTerm]) -> Share:
    thing = some[0].thing
    amount = words.amount(sum(one.amount for one in some), thing.decimals, thing.symbol, places=4)
    hops = sorted({one.hops for one in some})
    accounts = list(dict.fromkeys(account for one in some for account in one.accounts))
    tip = "\n".join(words.whole(one) for one in accounts[:12])
    more = f"\nand {len(accounts) - 12:,} more" if len(accounts) > 12 else ""
    return Share(
        taxonomy.name(category),
        sum(one.share for one in some),
        amount,
        some[0].illicit,
        _near(hops),
        f"{tip}{more}",
    )


def _near(hops: Sequence[int]) -> str:
    if len(hops) == 1:
        return {0: "itself", 1: "direct"}.get(hops[0], f"{hops[0]:,} transfers away")
    first = "direct" if hops[0] == 1 else f"{hops[0]:,}"
    return f"{first} to {hops[-1]:,} transfers away"


def entity_view(group: Group | None, address: Address, names: Mapping[Address, str]) -> EntityView:
    """The entity of an account, those first that a link joins to it itself."""
    if group is None:
        return EntityView()
    own: dict[Address, list[Linked]] = defaultdict(list)
    for one in group.links:
        if address in (one.a, one.b):
            own[one.b if one.a == address else one.a].append(one)
    near = [_member(other, names, some) for other, some in own.items()]
    far = [
        Member(other, names.get(other, ""))
        for other in group.accounts
        if other != address and other not in own
    ]
    return EntityView((*near, *far), len(group.accounts), group.labels)


def _member(address: Address, names: Mapping[Address, str], links: Sequence[Linked]) -> Member:
    first = links[0].link
    told = [
        f"{one.link.reason} ({words.plural(len(one.witnesses), 'witness', 'witnesses')})" for one in links
    ]
    return Member(address, names.get(address, ""), first.rule, first.tier.value, "\n".join(told[:8]))
