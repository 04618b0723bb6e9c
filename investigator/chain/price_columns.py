"""Which column of a table of prices is what: guessed from the header, correctable."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from investigator.errors import Trouble

FIATS = frozenset(
    "USD EUR GBP CHF JPY CNY KRW INR CAD AUD NZD SEK NOK DKK PLN CZK HUF TRY RUB UAH BRL MXN ZAR SGD HKD TWD "
    "THB IDR MYR PHP VND AED SAR ILS NGN ARS CLP COP".split()
)
"""Currencies (ISO 4217) that prices are taken in."""

_FIELDS: Mapping[str, tuple[str, ...]] = {
    "time": (
        *("time", "timestamp", "datetime", "date", "snappedat", "unix", "unixtimestamp", "closetime"),
        *("opentime", "blocktimestamp", "day", "utctime", "dateutc"),
    ),
    "price": (
        *("price", "close", "closeprice", "adjclose", "closing", "rate", "last", "lastprice", "spot"),
        *("value", "exchangerate", "open"),
    ),
    "asset": (
        *(
            "asset",
            "symbol",
            "token",
            "contract",
            "contractaddress",
            "tokenaddress",
            "tokensymbol",
            "ticker",
        ),
        *("coin", "base", "basecurrency", "pair", "market", "product", "address"),
    ),
    "fiat": ("fiat", "currency", "quote", "quotecurrency", "vscurrency", "pricecurrency", "unit"),
}
_CLOSED_AT = {"closetime"}
_CLOSING = {"close", "closeprice", "adjclose", "closing"}
_PRICED = re.compile(r"(?:price|close|rate|value)?(?:in)?([a-z]{3})(?:price|close)?")
_PARTED_PAIR = re.compile(
    r"([A-Za-z0-9]{2,12})[-_/: ](USDT|USDC|[A-Za-z]{3})(?:[-_ .](?:max|1d|1h|prices?|daily|hourly))*",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class PriceColumns:
    """Field -> index of its column; the currency that a column's name tells, or ''; whether prices are closing ones."""

    named: Mapping[str, int]
    fiat: str
    closing: bool


def find(header: Sequence[str], said: str = "") -> PriceColumns:
    """Find the columns: what `said` names (`field=column,…`) first. Raises `Trouble` if that is wrong."""
    keys = ["".join(character for character in name.lower() if character.isalnum()) for name in header]
    found = _said(header, keys, said)
    for field, names in _FIELDS.items():
        hit = next(
            (keys.index(name) for name in names if name in keys and keys.index(name) not in found.values()),
            None,
        )
        if field not in found and hit is not None:
            found[field] = hit
    if "price" not in found or keys[found["price"]] in {"value", "open"}:
        told = next(
            (index for index, key in enumerate(keys) if _told(key) and index not in found.values()), None
        )
        if told is not None:
            found["price"] = told
    price = keys[found["price"]] if "price" in found else ""
    closing = price in _CLOSING and keys[found.get("time", 0)] not in _CLOSED_AT
    return PriceColumns(found, _told(price), closing)


def looks_like_prices(header: Sequence[str]) -> bool:
    """Whether a header has when and how much, and nothing else that would make it something else."""
    found = find(header).named
    keys = {name.strip().lower() for name in header}
    parties = {"from", "to", "sender", "receiver", "from_address", "to_address", "hash", "tx_hash"}
    priced = {"time", "price"} <= set(found) and not keys & parties
    plain = {"".join(c for c in key if c.isalnum()) for key in keys}
    return priced and bool(
        "asset" in found or plain & {"price", "close", "closeprice", "adjclose"} or any(map(_told, plain))
    )


def fiat_of(text: str) -> str:
    """A currency's code, or ''."""
    code = text.strip().upper()
    return "USD" if code in {"US$", "$"} else code if code in FIATS else ""


def pair(text: str) -> tuple[str, str]:
    """The asset and the currency that a pair such as `ETH-USD`, `BTC/EUR` or `ETHUSD` names; '' where it names none."""
    match = _PARTED_PAIR.fullmatch(text.strip())
    if match and fiat_of(match[2]):
        return match[1].upper(), fiat_of(match[2])
    plain = text.strip().upper()
    if (
        len(plain) in range(6, 10)
        and plain.isalnum()
        and fiat_of(plain[-3:])
        and plain[-3:] in {"USD", "EUR", "GBP"}
    ):
        return plain[:-3], plain[-3:]
    return "", ""


def _told(key: str) -> str:
    """The currency that the name of a column of prices tells: `price_usd`, `usd`, `close (EUR)`."""
    match = _PRICED.fullmatch(key)
    return fiat_of(match[1]) if match else ""


def _said(header: Sequence[str], keys: Sequence[str], said: str) -> dict[str, int]:
    found: dict[str, int] = {}
    for part in filter(None, (part.strip() for part in said.split(","))):
        field, equals, column = (word.strip() for word in part.partition("="))
        if not equals or field not in _FIELDS:
            raise Trouble(f"The mapping has {part!r}; write field=column with one of {', '.join(_FIELDS)}.")
        plain = "".join(character for character in column.lower() if character.isalnum())
        if column not in header and plain not in keys:
            raise Trouble(f"There is no column {column!r}; the file has {', '.join(header)[:300]}.")
        found[field] = list(header).index(column) if column in header else list(keys).index(plain)
    return found
