"""Address poisoning: a look-alike of a real counterparty is slipped into an account's history."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar, Literal

import numpy as np
from numpy.typing import NDArray

from investigator.graph.columns import Columns
from investigator.graph.patterns.finding import DAY, Finding, Surroundings, in_order
from investigator.progress import Tick

Kind = Literal["zero value", "dust", "counterfeit", "payoff"]


@dataclass(frozen=True)
class Look:
    """One transfer between a victim and a look-alike of `intended`."""

    row: int
    victim: int
    fake: int
    intended: int
    first: int
    last: int
    kind: Kind


@dataclass(frozen=True)
class Poisoning:
    """Transfers with an address that looks like one which the account had really dealt with.

    The first `first` and the last `last` hexadecimal digits of the addresses agree, `digits` together. The real
    counterparty was paid something worthwhile by the victim in the `days` before. The look-alike comes by a transfer of nothing, of dust (at most `dust` of the
    asset's usual amount), or of a counterfeit token; a worthwhile amount paid to it is a payoff. Thresholds
    follow Tsuchiya et al., 'Blockchain Address Poisoning' (USENIX Security 2025).
    """

    first: int = 3
    last: int = 4
    digits: int = 7
    days: float = 30.0
    dust: float = 0.001

    name: ClassVar[str] = "address poisoning"
    version: ClassVar[str] = "1"
    meaning: ClassVar[str] = "a look-alike of a real counterparty is slipped into an account's history"
    ordinary: ClassVar[tuple[str, ...]] = (
        "vanity addresses of one owner, made to look alike",
        "chance: of many addresses, some share seven digits",
    )

    def find(self, columns: Columns, around: Surroundings, tick: Tick) -> Iterator[Finding]:
        """One finding for each victim and look-alike."""
        together: dict[tuple[int, int], list[Look]] = defaultdict(list)
        for look in self.looks(columns, around, tick):
            together[look.victim, look.fake].append(look)
        for (victim, fake), looks in sorted(together.items()):
            kinds = list(dict.fromkeys(look.kind for look in looks))
            one = max(looks, key=lambda look: (look.first + look.last, -look.row))
            said = " and ".join(f"a {kind} transfer" if kind != "payoff" else "a payoff" for kind in kinds)
            yield Finding(
                self.name,
                self.version,
                (victim, fake, one.intended),
                in_order(columns, [look.row for look in looks]),
                min(1.0, (one.first + one.last) / 16 + 0.25 * ("payoff" in kinds)),
                f"{said} with an address whose first {one.first} and last {one.last} digits are those "
                "of a real counterparty",
            )

    def looks(self, columns: Columns, around: Surroundings, tick: Tick) -> Iterator[Look]:
        """Every single transfer of this kind, in the order of the chain within each victim."""
        texts = [around.address(account) for account in range(columns.order)]
        bodies = [text[2:].lower() if text.startswith("0x") and len(text) == 42 else "" for text in texts]
        alike: dict[tuple[str, str], list[int]] = defaultdict(list)
        for account, body in enumerate(bodies):
            if body and body.strip("0"):
                alike[body[: self.first], body[-self.last :]].append(account)
        twins = {one: group for group in alike.values() if len(group) > 1 for one in group}
        worth = self._worthwhile(columns, around)
        for done, account in enumerate(sorted(self._partners(columns, set(twins)))):
            if done % 1_000 == 0:
                tick(done, None, "Looking for look-alike addresses")
            yield from self._of(columns, around, account, twins, bodies, worth)

    def _worthwhile(self, columns: Columns, around: Surroundings) -> NDArray[np.bool_]:
        """Transfers of real value: no dust, and no token that lies about itself."""
        usual = columns.typical[columns.asset] if columns.size else columns.amount
        real = ~np.isin(columns.asset, sorted(around.suspects | _copies(around)))
        return np.asarray(real & (columns.amount > self.dust * usual))

    def _partners(self, columns: Columns, twins: set[int]) -> set[int]:
        """Accounts that dealt with at least two that look alike."""
        found: set[int] = set()
        for twin in twins:
            found |= set(columns.in_src[columns.in_ptr[twin] : columns.in_ptr[twin + 1]].tolist())
            found |= set(columns.out_dst[columns.out_ptr[twin] : columns.out_ptr[twin + 1]].tolist())
        return found

    def _of(
        self,
        columns: Columns,
        around: Surroundings,
        victim: int,
        twins: dict[int, list[int]],
        bodies: list[str],
        worth: NDArray[np.bool_],
    ) -> Iterator[Look]:
        out = columns.out_row[columns.out_ptr[victim] : columns.out_ptr[victim + 1]].tolist()
        into = columns.in_row[columns.in_ptr[victim] : columns.in_ptr[victim + 1]].tolist()
        paid: dict[int, list[int]] = defaultdict(list)
        touched: dict[int, list[int]] = defaultdict(list)
        for row in sorted({*out, *into}):
            other = int(columns.dst[row] if columns.src[row] == victim else columns.src[row])
            if other in twins and other != victim:
                touched[other].append(row)
                if worth[row] and columns.src[row] == victim:
                    paid[other].append(row)
        for fake, rows in sorted(touched.items()):
            for real in twins[fake]:
                agree = _agreeing(bodies[fake], bodies[real])
                known = paid.get(real, [])
                # the real one is the one that was paid first
                if real in (fake, victim) or sum(agree) < self.digits or not known:
                    continue
                if paid.get(fake) and paid[fake][0] < known[0]:
                    continue
                for row in rows:
                    if self._after(columns, around, row, known):
                        yield Look(row, victim, fake, real, *agree, self._kind(columns, around, row, worth))
                break

    def _after(self, columns: Columns, around: Surroundings, row: int, known: list[int]) -> bool:
        """Whether the real counterparty had been paid not long before."""
        before = [one for one in known if one < row]
        return bool(before) and bool(
            columns.time[row] - columns.time[before[-1]] <= around.ticks(self.days * DAY)
        )

    def _kind(self, columns: Columns, around: Surroundings, row: int, worth: NDArray[np.bool_]) -> Kind:
        if columns.amount[row] == 0:
            return "zero value"
        if int(columns.asset[row]) in around.suspects | _copies(around):
            return "counterfeit"
        return "payoff" if worth[row] else "dust"


def _agreeing(a: str, b: str) -> tuple[int, int]:
    """How many digits two bodies of addresses share at the beginning and at the end."""
    first = next((i for i in range(len(a)) if a[i] != b[i]), len(a))
    last = next((i for i in range(len(a)) if a[-1 - i] != b[-1 - i]), len(a))
    return first, last


def _copies(around: Surroundings) -> frozenset[int]:
    """Assets of a symbol that another asset of the same chain had before them in the case."""
    seen: dict[tuple[str, str], int] = {}
    found: set[int] = set()
    for asset, symbol in sorted(around.symbols.items()):
        chain = around.keys.get(asset, "").partition("/")[0]
        if symbol and (chain, symbol.upper()) in seen:
            found.add(asset)
        seen.setdefault((chain, symbol.upper()), asset)
    return frozenset(found)
