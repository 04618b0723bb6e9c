"""The book into which a world's agents write their transfers before the clock puts them in order."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import ArrayLike, NDArray

from gnn.world_recipe import WorldRecipe

DAY = 86_400.0

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


@dataclass
class Ledger:
    """Transfers in any order: accounts by number, amounts in whole units, times in seconds."""

    recipe: WorldRecipe
    rng: np.random.Generator
    book: list[tuple[Ints, Ints, Floats, Floats, Ints]] = field(default_factory=list)

    def write(
        self, src: ArrayLike, dst: ArrayLike, amount: ArrayLike, when: ArrayLike, asset: int = 0
    ) -> None:
        """Add transfers, broadcast against each other. Those beyond the last day are never seen."""
        columns = np.broadcast_arrays(
            np.asarray(src), np.asarray(dst), np.asarray(amount), np.asarray(when)
        )
        shown = (columns[3] < self.recipe.days * DAY) & (columns[3] >= 0) & (columns[0] != columns[1])
        s, d, a, w = (np.atleast_1d(column)[np.atleast_1d(shown)] for column in columns)
        self.book.append(
            (s.astype(np.int64), d.astype(np.int64), a.astype(float), w.astype(float), s * 0 + asset)
        )

    def written(self) -> int:
        """How many transfers there are so far."""
        return sum(columns[0].size for columns in self.book)

    def columns(self) -> tuple[Ints, Ints, Floats, Floats, Ints]:
        """All transfers as (src, dst, amount, time, asset), by time."""
        src, dst, amount, when, asset = (np.concatenate(column) for column in zip(*self.book, strict=True))
        order = np.argsort(when, kind="stable")
        return src[order], dst[order], amount[order], when[order], asset[order]

    def moments(self, count: int) -> Floats:
        """(count,) times with a daily rhythm: few at night, most in the early evening."""
        hours = 1.0 + 0.8 * np.sin((np.arange(24) - 12.0) / 24.0 * 2.0 * np.pi)
        hour = self.rng.choice(24, count, p=hours / hours.sum())
        day = self.rng.integers(0, max(1, int(self.recipe.days)), count)
        return day * DAY + (hour + self.rng.random(count)) * 3600.0

    def sums(self, count: int, scale: ArrayLike = 1.0) -> Floats:
        """(count,) log-normal amounts around `scale` times the usual; a third are round."""
        recipe = self.recipe
        amount = (
            recipe.amount_scale * np.asarray(scale) * self.rng.lognormal(0.0, recipe.amount_spread, count)
        )
        return np.where(self.rng.random(count) < 1 / 3, two_digits(amount), amount)


def heavy_tail(rng: np.random.Generator, count: int, exponent: float) -> Floats:
    """(count,) weights that sum to 1, of density x ** -exponent, cut at 300 times the least."""
    weight = np.minimum((1.0 - rng.random(count)) ** (-1.0 / (exponent - 1.0)), 300.0)
    return np.asarray(weight / weight.sum())


def two_digits(amount: Floats) -> Floats:
    """Amounts rounded up to two significant digits, as people tell them."""
    digit = 10.0 ** (np.floor(np.log10(np.maximum(amount, 1e-12))) - 1.0)
    return np.asarray(np.ceil(amount / digit - 1e-9) * digit)
