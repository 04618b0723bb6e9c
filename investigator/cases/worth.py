"""What amounts were worth in money when they moved: always derived, from a price, its source and its age.

A price holds from its own time on; one from after a transfer is never taken, unless that is asked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from investigator import when
from investigator.chain import assets as known
from investigator.data.queries import prices, tokens
from investigator.data.queries.prices import Asset, Price
from investigator.data.queries.transfers import TransferRow
from investigator.data.store import Store
from investigator.money import show_amount
from investigator.records import Clock

MAX_AGE = 172_800
"""Seconds after which a price says nothing more: two days."""

STALE = 86_400
"""Seconds after which the age of a price is to be pointed out."""


@dataclass(frozen=True)
class Derived:
    """What an amount was worth: a derived figure, no fact of a chain.

    `value` and `price` are exact decimal texts in `fiat`; the price is of `priced`, held at `at` (UTC seconds)
    and was `age` seconds old (below zero: it is later, as was asked for).
    """

    value: str
    fiat: str
    price: str
    priced: str
    at: int
    source: str
    age: int
    acquisition: int

    @property
    def stale(self) -> bool:
        """Whether the price was old, or later."""
        return not 0 <= self.age <= STALE

    @property
    def figure(self) -> str:
        """For reading: '≈ 1,234.56 USD', rounded."""
        return f"≈ {rounded(self.value)} {self.fiat}"

    @property
    def basis(self) -> str:
        """What it rests on: 'derived: price 1,600.12 of 2022-08-01 04:00 from prices.csv, 3 h old'."""
        day = when.show(self.at, Clock.UTC)[:16]
        old = f"{span(self.age)} old" if self.age >= 0 else f"{span(-self.age)} later"
        return f"derived: price {rounded(self.price, 8)} of {day} UTC from {self.source}, {old}"

    @property
    def words(self) -> str:
        """Figure and basis."""
        return f"{self.figure} ({self.basis})"


@dataclass(frozen=True)
class FiatColumns:
    """What each of many amounts was worth; all arrays have shape (n,).

    `price` is the row of evidence that the value rests on, or -1 where there is no price; `age` is in seconds.
    """

    fiat: str
    amounts: Sequence[int]
    decimals: NDArray[np.int64]
    price: NDArray[np.int64]
    age: NDArray[np.int64]
    prices: dict[int, Price]

    def __len__(self) -> int:
        """How many amounts."""
        return len(self.amounts)

    def derived(self, place: int) -> Derived | None:
        """The exact value of one of them."""
        row = int(self.price[place])
        if row < 0:
            return None
        return _derived(
            self.prices[row], self.amounts[place], int(self.decimals[place]), int(self.age[place])
        )

    @cached_property
    def approximate(self) -> NDArray[np.float64]:
        """Values for drawing and statistics; not a number where there is no price."""
        told = {row: float(price.price) for row, price in self.prices.items()}
        unit = np.array([told.get(row, np.nan) for row in self.price.tolist()], np.float64)
        whole = [float(amount) for amount in self.amounts]
        return np.asarray(np.array(whole, np.float64) / 10.0 ** np.maximum(self.decimals, 0) * unit)


class Pricing:
    """Looks prices up for the assets of one case, as they are when this is made."""

    def __init__(
        self, store: Store, fiat: str = "USD", *, max_age: int = MAX_AGE, later: bool = False
    ) -> None:
        """Prices may be `max_age` seconds old; with `later`, those after the moment count as well."""
        self._store = store
        self.fiat = fiat
        self._max_age = max_age
        self._later = later
        self._assets = prices.assets(store)
        self._by_key = {asset.key: asset for asset in self._assets}
        self._doubted = frozenset(tokens.suspects(store))

    def asset(self, key: str) -> Asset | None:
        """An asset of the case."""
        return self._by_key.get(key)

    def priced_as(self, key: str) -> tuple[str, ...]:
        """Under which names prices count for an asset, the strongest first: by its key, then by its symbol.

        A symbol is what a token says of itself, so it counts only where it is known to be true, or nothing
        speaks against it: no other asset of the chain has it, nobody well-known has it, and it is not suspect.
        """
        chain, _, rest = key.partition("/")
        standard, _, name = rest.partition(":")
        if known.is_coin(key):
            return (key, known.coin(chain)[1].symbol.upper())
        if standard == "erc20":
            return (key, *self._symbols(key, chain, name))
        if standard in {"erc721", "erc1155"}:
            return (key,)
        return (key, (name or rest).upper())

    def _symbols(self, key: str, chain: str, contract: str) -> tuple[str, ...]:
        own = known.well_known(chain)
        coin = known.coin(chain)[1].symbol.upper()
        wrapped = (coin,) if contract in known.WRAPPED_ETHER and coin == "ETH" else ()
        if contract in own:
            return (own[contract].upper(), *wrapped)
        asset = self._by_key.get(key)
        if asset is None or key in self._doubted:
            return wrapped
        symbol = asset.symbol.upper()
        taken = {name.upper() for name in own.values()} | {coin}
        same = [
            one for one in self._assets if one.symbol.upper() == symbol and one.key.startswith(f"{chain}/")
        ]
        return wrapped if symbol in taken or len(same) > 1 else (symbol, *wrapped)

    def value_at(self, key: str, amount: int, time: int, decimals: int | None = None) -> Derived | None:
        """What `amount` base units of an asset were worth at a time; `None` where no price or no decimals are known."""
        asset = self._by_key.get(key)
        places = decimals if decimals is not None else asset.decimals if asset else None
        if places is None:
            return None
        latest = time + self._max_age if self._later else time
        for name in self.priced_as(key):
            price = prices.near(self._store, name, self.fiat, time - self._max_age, latest, time)
            if price is not None:
                return _derived(price, amount, places, time - price.time)
        return None

    def columns(
        self, assets: NDArray[np.int64], amounts: Sequence[int], times: NDArray[np.int64]
    ) -> FiatColumns:
        """What many amounts were worth; `assets` are ids, `times` UTC seconds; shape (n,) each."""
        rows = np.full(len(amounts), -1, np.int64)
        ages = np.zeros(len(amounts), np.int64)
        decimals = np.zeros(len(amounts), np.int64)
        for number in np.unique(assets).tolist():
            asset = self._assets[number]
            places = np.flatnonzero(assets == number)
            if asset.decimals is None:
                continue
            decimals[places] = asset.decimals
            for name in self.priced_as(asset.key):
                open_ = places[rows[places] < 0]
                if len(open_):
                    self._match(name, open_, times, rows, ages)
        found = prices.by_row(self._store, rows[rows >= 0].tolist())
        return FiatColumns(self.fiat, amounts, decimals, rows, ages, found)

    def _match(
        self,
        name: str,
        places: NDArray[np.intp],
        times: NDArray[np.int64],
        rows: NDArray[np.int64],
        ages: NDArray[np.int64],
    ) -> None:
        mine = times[places]
        first, last = int(mine.min()) - self._max_age, int(mine.max()) + self._later * self._max_age
        told = prices.series(self._store, name, self.fiat, first, last)
        if not len(told.times):
            return
        before = np.searchsorted(told.times, mine, "right") - 1
        at = np.maximum(before, 0)
        age = np.where(before >= 0, mine - told.times[at], self._max_age + 1)
        if self._later:
            after = np.minimum(np.searchsorted(told.times, mine, "left"), len(told.times) - 1)
            after = np.searchsorted(told.times, told.times[after], "right") - 1
            ahead = told.times[after] - mine
            nearer = (ahead >= 0) & (ahead < age)
            at, age = np.where(nearer, after, at), np.where(nearer, -ahead, age)
        good = np.abs(age) <= self._max_age
        rows[places[good]], ages[places[good]] = told.rows[at[good]], age[good]


def of_transfers(store: Store, rows: Iterable[TransferRow], fiat: str = "") -> dict[int, Derived]:
    """What these transfers were worth, by their id, where a price is known; in the currency with the most prices."""
    chosen = [
        row for row in rows if row.clock == Clock.UTC and row.decimals is not None and not row.token_id
    ]
    fiat = fiat or next(iter(prices.fiats(store)), "")
    if not chosen or not fiat:
        return {}
    columns = Pricing(store, fiat).columns(
        np.array([row.asset for row in chosen], np.int64),
        [row.amount for row in chosen],
        np.array([row.time for row in chosen], np.int64),
    )
    found = ((row.id, columns.derived(place)) for place, row in enumerate(chosen))
    return {number: worth for number, worth in found if worth is not None}


def _derived(price: Price, amount: int, decimals: int, age: int) -> Derived:
    whole, _, fraction = price.price.partition(".")
    value = show_amount(amount * int(whole + fraction), decimals + len(fraction), grouped=False)
    return Derived(
        value, price.fiat, price.price, price.asset, price.time, price.source, age, price.acquisition
    )


def rounded(text: str, places: int = 2) -> str:
    """Exact decimal text rounded half up, grouped; small values keep two digits that say something."""
    whole, _, fraction = text.partition(".")
    if not int(whole or "0") and fraction.strip("0"):
        places = max(places, len(fraction) - len(fraction.lstrip("0")) + 2)
    kept = int((whole or "0") + fraction[:places].ljust(places, "0"))
    kept += fraction[places : places + 1] >= "5"
    shown = show_amount(kept, places)
    head, _, tail = shown.partition(".")
    return f"{head}.{tail.ljust(min(places, 2), '0')}" if places else head


def span(seconds: int) -> str:
    """How long, roughly: '40 s', '12 min', '3 h', '2 days'."""
    for unit, name in ((86_400, "day"), (3_600, "h"), (60, "min")):
        if seconds >= unit * (2 if name == "day" else 1):
            return f"{seconds // unit:,} {name}{'s' if name == 'day' else ''}"
    return f"{seconds} s"
