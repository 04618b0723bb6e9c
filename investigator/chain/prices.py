"""Tables of prices, CSV or Parquet: when an asset was worth how much, as exact text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from investigator.chain import assets, cells, reading, tables
from investigator.chain.price_columns import PriceColumns, fiat_of, find, pair
from investigator.chain.source import KEPT_BAD_ROWS, BadRow, Batch, Description, ImportOptions
from investigator.chain.tables import Fingerprint
from investigator.errors import Trouble
from investigator.progress import Tick

DIGITS = 60
"""Digits of a price that are kept: more is no price."""

DAY = 86_400
_DAYS = r"^[0-9]{4}[-/][0-9]{2}[-/][0-9]{2}$"
_GROUPED = re.compile(r"[0-9]{1,3}(,[0-9]{3})+(\.[0-9]*)?")
_CONTRACT = re.compile(r"0x[0-9a-f]{40}")
_KEY = re.compile(r"[a-z0-9-]{3,8}:[A-Za-z0-9]{1,32}/[a-z0-9-]{3,8}:\S{1,120}")


@dataclass(frozen=True)
class Settled:
    """How a file is read. Where it tells what an asset closed at, a price holds `interval` seconds after its time."""

    columns: PriceColumns
    asset: str
    fiat: str
    interval: int
    doubles: bool


class PriceTable:
    """A table of prices. Raises `Trouble` when made if it is none, or does not tell of which asset."""

    def __init__(self, path: Path, options: ImportOptions, mark: Fingerprint, fiat: str = "") -> None:
        self.path = path
        self.mark = mark
        self.options = options
        self.table = reading.open_table(path, mark)
        self.settled = self._settle(fiat)

    def describe(self) -> Description:
        """The file, and how it is read."""
        said = self.settled
        request: dict[str, Any] = {
            "mapping": {name: self.table.header[index] for name, index in said.columns.named.items()},
            **{"asset": said.asset, "fiat": said.fiat, "chain": self.options.chain},
        }
        if said.interval:
            request["holds_after_seconds"] = said.interval
        if said.doubles:
            request["numbers"] = "doubles, by the shortest decimal text that gives the same double"
        return Description("prices", self.path.name, request, self.mark.sha256, self.mark.size)

    def raw(self) -> Iterator[bytes]:
        """The file's bytes."""
        return tables.pieces(self.path)

    def batches(self, tick: Tick) -> Iterator[Batch]:
        """The prices in the order of the file."""
        columns = self.settled.columns.named
        done = 0
        for raw in self.table.batches():
            tick(done, None, f"Reading {self.path.name}")
            done += raw.num_rows
            yield self._batch({name: raw.column(str(index)) for name, index in columns.items()})
        yield Batch(bad=tuple(self.table.malformed), bad_rows=self.table.malformed_rows)

    def _batch(self, columns: Mapping[str, pa.Array]) -> Batch:
        faults: cells.Faults = {}
        times = _times(columns["time"], faults) + self.settled.interval
        said = self.settled
        prices = _each(columns["price"], self._price, faults)
        names = _each(columns["asset"], self._asset, faults) if "asset" in columns else None
        fiats = _each(columns["fiat"], _fiat, faults) if "fiat" in columns else None
        count = len(prices)
        good = np.ones(count, np.bool_)
        good[list(faults)] = False
        rows = pa.table(
            {
                "time": pa.array(times),
                "asset": names if names is not None else pa.repeat(said.asset, count),
                "fiat": fiats if fiats is not None else pa.repeat(said.fiat, count),
                "price": prices,
                "source": pa.repeat(self.path.name, count),
            }
        ).filter(pa.array(good))
        lines = self.table.lines
        bad = [
            BadRow(
                int(lines[row]), faults[row], ",".join(str(one[row].as_py()) for one in columns.values())
            )
            for row in sorted(faults)[:KEPT_BAD_ROWS]
        ]
        return Batch(bad=tuple(bad), bad_rows=len(faults), tables={"price": rows})

    def _price(self, text: str) -> str:
        return exact(str(np.float32(text)) if self._single and text else text)

    def _asset(self, text: str) -> str:
        return asset_name(text, self.options.chain)

    def _settle(self, fiat: str) -> Settled:
        columns = find(self.table.header, self.options.mapping)
        missing = [name for name in ("time", "price") if name not in columns.named]
        if missing:
            raise Trouble(
                f"{self.path.name} has no column for {' and '.join(missing)}; name it with --map "
                f"{missing[0]}=COLUMN (columns: {', '.join(self.table.header)[:300]})."
            )
        first = next(self.table.batches([columns.named["time"]]), None)
        times = pa.array([], pa.string()) if first is None else first.column(0)
        base, quote = pair(self.path.stem)
        asset = self.options.asset or base
        if "asset" not in columns.named and not asset:
            raise Trouble(
                f"{self.path.name} does not say of which asset the prices are; say it with --asset ETH."
            )
        kinds = self._kinds(columns.named["price"])
        self._single = kinds is not None and pa.types.is_float32(kinds)
        return Settled(
            columns,
            asset_name(asset, self.options.chain) if asset else "",
            fiat_of(fiat) or columns.fiat or quote or "USD",
            _interval(times) if columns.closing else 0,
            kinds is not None and pa.types.is_floating(kinds),
        )

    def _kinds(self, index: int) -> pa.DataType | None:
        if not reading.is_parquet(self.path):
            return None
        return pq.read_schema(self.path).field(index).type


def exact(text: str) -> str:
    """A price as exact, plain decimal text. Raises `ValueError` for what is none."""
    plain = text.strip().removeprefix("$").strip()
    if _GROUPED.fullmatch(plain):
        plain = plain.replace(",", "")
    if not plain:
        raise ValueError("no price")
    try:
        value = Decimal(plain) if len(plain) <= 2 * DIGITS else Decimal("NaN")
    except InvalidOperation:
        value = Decimal("NaN")
    if not value.is_finite():
        raise ValueError(f"not a price: {text[:40]!r}")
    if value < 0:
        raise ValueError(f"a negative price: {text[:40]!r}")
    _, digits, exponent = value.as_tuple()
    assert isinstance(exponent, int)
    if len(digits) + abs(exponent) > DIGITS:
        raise ValueError(f"a price of more than {DIGITS} digits: {text[:40]!r}")
    return format(value, "f")


@lru_cache(maxsize=4096)
def asset_name(text: str, chain: str) -> str:
    """What a price is of: the key of an asset for a contract, else a symbol in capitals. Raises `ValueError`.

    A pair such as ETH/USD names its first part.
    """
    plain = text.strip()
    if _CONTRACT.fullmatch(plain.lower()):
        return assets.token(chain, plain.lower())[0]
    if _KEY.fullmatch(plain):
        return plain
    base, _ = pair(plain)
    symbol = (base or plain).upper()
    if not symbol or len(symbol) > 64 or not symbol.isprintable():
        raise ValueError(f"not an asset: {text[:40]!r}" if plain else "no asset")
    return symbol


def _fiat(text: str) -> str:
    found = fiat_of(text)
    if not found:
        raise ValueError(f"not a currency (ISO 4217): {text[:20]!r}" if text.strip() else "no currency")
    return found


def _each(texts: pa.Array, read: Callable[[str], str], faults: cells.Faults) -> pa.Array:
    return cells.Reader(read).column(texts, faults)


def _times(texts: pa.Array, faults: cells.Faults) -> np.ndarray[Any, np.dtype[np.int64]]:
    kind = cells.time_kind(texts)
    if kind == "iso":
        texts = pc.replace_substring(texts, " UTC", "")
    return cells.times(texts, "iso" if kind == "step" else kind, faults)  # 20220801 is a date


def _interval(texts: pa.Array) -> int:
    """Seconds between the times of a file, the shortest; for plain dates with nothing to compare, a day."""
    faults: cells.Faults = {}
    times = np.unique(np.delete(_times(texts, faults), list(faults)))
    if len(times) > 1:
        return int(np.diff(times).min())
    dated = bool(len(texts)) and bool(re.match(_DAYS, str(texts[0].as_py()).strip()))
    return DAY if dated else 0
