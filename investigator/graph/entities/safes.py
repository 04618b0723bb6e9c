"""Multi-signature wallets for which the same people can sign."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import ClassVar

from investigator.graph.columns import Columns
from investigator.graph.entities.link import Link, Safe, World
from investigator.progress import Tick
from investigator.records import Tier


@dataclass(frozen=True)
class SharedOwners:
    """Two Safes belong together if those who own both suffice to sign for either; a Safe of one owner, with its owner.

    Where the threshold was not told, a majority of the owners is taken for it. An account that owns more than
    `most` Safes is a service, and counts for none.
    """

    most: int = 50

    name: ClassVar[str] = "Safe owners"
    version: ClassVar[str] = "1"
    tier: ClassVar[Tier] = Tier.STRUCTURAL
    meaning: ClassVar[str] = "can be signed for by the same owners"
    fails: ClassVar[tuple[str, ...]] = (
        "a custodian or a signing service that owns the wallets of its customers",
        "owners were exchanged by means that left no event in this case",
    )

    def links(self, columns: Columns, world: World, tick: Tick) -> Iterator[Link]:
        """Links between Safes, and from a sole owner's Safe to the owner; the setups are the witnesses."""
        tick(0, None, "Looking for shared owners")
        owned = defaultdict[int, list[Safe]](list)
        for safe in sorted(world.safes, key=lambda one: one.account):
            for owner in safe.owners:
                owned[owner].append(safe)
        busy = {owner for owner, safes in owned.items() if len(safes) > self.most} | world.public
        yield from self._sole(world, busy)
        pairs = {
            (one.account, two.account): (one, two)
            for owner, safes in sorted(owned.items())
            if owner not in busy
            for one, two in combinations(safes, 2)
        }
        for one, two in (pairs[key] for key in sorted(pairs)):
            shared = (one.owners & two.owners) - busy
            if len(shared) >= max(_needed(one), _needed(two)):
                yield Link(
                    self.name, one.account, two.account, max(one.time, two.time), self.tier, (),
                    tuple(dict.fromkeys((one.transaction, two.transaction))),
                    f"{len(shared)} owners of both suffice to sign for either",
                )  # fmt: skip

    def _sole(self, world: World, busy: set[int]) -> Iterator[Link]:
        for safe in sorted(world.safes, key=lambda one: one.account):
            if len(safe.owners) == 1 and not safe.owners & busy:
                (owner,) = safe.owners
                yield Link(
                    self.name, safe.account, owner, safe.time, self.tier, (), (safe.transaction,),
                    "is a Safe whose only owner is the other",
                )  # fmt: skip


def _needed(safe: Safe) -> int:
    return safe.threshold or len(safe.owners) // 2 + 1
