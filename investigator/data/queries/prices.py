"""Prices as evidence: what they are of, and which one holds at a moment."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from investigator.data.connection import lent, named
from investigator.data.store import Store
from investigator.records import Clock


@dataclass(frozen=True)
class Price:
    """One price: `price` is exact decimal text, `fiat` for a whole unit of `asset`, at `time` (UTC seconds)."""

    time: int
    asset: str
    fiat: str
    price: str
    source: str
    acquisition: int


@dataclass(frozen=True)
class PriceRange:
    """The prices that one source gives of an asset."""

    asset: str
    fiat: str
    source: str
    count: int
    first: int
    last: int


@dataclass(frozen=True)
class Series:
    """The prices of one asset in a span of time, in order: shape (n,) each; `rows` are ids of evidence."""

    times: NDArray[np.int64]
    rows: NDArray[np.int64]


@dataclass(frozen=True)
class Asset:
    """What the case knows of an asset."""

    id: int
    key: str
    symbol: str
    decimals: int | None


_COLUMNS = "time, asset, fiat, price, source, acquisition"


def held(store: Store) -> list[PriceRange]:
    """What prices there are."""
    with store.reading() as db:
        rows = db.execute(
            "SELECT asset, fiat, source, count(*), min(time), max(time) FROM price GROUP BY 1, 2, 3 "
            "ORDER BY 1, 2, 3"
        ).fetchall()
    return [PriceRange(*row) for row in rows]


def fiats(store: Store) -> list[str]:
    """The currencies that there are prices in, the one with the most first."""
    with store.reading() as db:
        rows = db.execute("SELECT fiat FROM price GROUP BY 1 ORDER BY count(*) DESC, 1").fetchall()
    return [fiat for (fiat,) in rows]


def near(store: Store, asset: str, fiat: str, earliest: int, latest: int, moment: int) -> Price | None:
    """The price nearest to a moment in a span of time; of equal times the one that came last."""
    with store.reading() as db:
        rows = named(
            db,
            f"SELECT {_COLUMNS} FROM price WHERE asset = ? AND fiat = ? AND time BETWEEN ? AND ? "  # noqa: S608
            "ORDER BY abs(time - ?), time, id DESC LIMIT 1",
            [asset, fiat, earliest, latest, moment],
        )
    return Price(**rows[0]) if rows else None


def series(store: Store, asset: str, fiat: str, earliest: int, latest: int) -> Series:
    """When there are prices of an asset in a span of time; of equal times the one that came last stands last."""
    with store.reading() as db:
        found = db.execute(
            "SELECT time, id FROM price WHERE asset = ? AND fiat = ? AND time BETWEEN ? AND ? ORDER BY time, id",
            [asset, fiat, earliest, latest],
        ).fetchnumpy()
    return Series(np.asarray(found["time"], np.int64), np.asarray(found["id"], np.int64))


def by_row(store: Store, rows: Iterable[int]) -> dict[int, Price]:
    """These rows of evidence."""
    wanted = pa.table({"id": pa.array(sorted(set(rows)), pa.int64())})
    with store.reading() as db, lent(db, "wanted_prices", wanted):
        found = db.execute(
            f"SELECT price.id, {_COLUMNS} FROM price SEMI JOIN wanted_prices ON wanted_prices.id = price.id"  # noqa: S608
        ).fetchall()
    return {row: Price(*rest) for row, *rest in found}


def assets(store: Store) -> list[Asset]:
    """All assets of the case, in the order of their ids."""
    with store.reading() as db:
        rows = db.execute("SELECT id, key, symbol, decimals FROM asset ORDER BY id").fetchall()
    return [Asset(*row) for row in rows]


def moments(store: Store, assets: Iterable[int]) -> list[tuple[int, int]]:
    """Block and UTC seconds of the standing transfers of these assets, each block once, ascending."""
    wanted = pa.table({"id": pa.array(sorted(set(assets)), pa.int64())})
    with store.reading() as db, lent(db, "wanted_assets", wanted):
        rows = db.execute(
            "SELECT block, min(time) FROM standing_transfer AS moved SEMI JOIN wanted_assets "
            "ON wanted_assets.id = moved.asset WHERE block IS NOT NULL AND clock = ? GROUP BY 1 ORDER BY 1",
            [int(Clock.UTC)],
        ).fetchall()
    return [(int(block), int(time)) for block, time in rows]
