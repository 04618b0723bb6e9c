"""Which column of a table of transfers is what: guessed from the header, correctable."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from investigator.errors import Trouble

FIELDS: Mapping[str, tuple[str, ...]] = {
    "from": (
        *(
            "from",
            "source",
            "src",
            "sender",
            "payer",
            "fromaddress",
            "sourcenodeid",
            "senderaccount",
            "origin",
        ),
        *(
            "fromaccount",
            "sourceaccount",
            "nameorig",
            "originator",
            "actionfrom",
            "txid1",
            "fromid",
            "account",
        ),
    ),
    "to": (
        *("to", "target", "dst", "dest", "destination", "receiver", "recipient", "payee", "toaddress"),
        *("targetnodeid", "receiveraccount", "beneficiary", "toaccount", "targetaccount", "namedest"),
        *("actionto", "txid2", "toid", "account1"),
    ),
    "amount": (
        *("amount", "value", "quantity", "amountreceived", "amountpaid", "amountraw", "tokenvalue", "wei"),
        *("actionvalue", "valueinusd", "valueusd", "amountusd", "baseamt", "sum"),
    ),
    "time": (
        *("time", "timestamp", "datetime", "date", "blocktimestamp", "blocktime", "step", "utctime"),
        *("datetimeutc", "unixtimestamp", "trantimestamp", "timestep"),
    ),
    "block": ("block", "blocknumber", "blockno", "height", "blockheight"),
    "hash": ("hash", "txhash", "transactionhash", "txid", "transactionid", "txnhash"),
    "asset": (
        *(
            "asset",
            "token",
            "tokenaddress",
            "contract",
            "contractaddress",
            "symbol",
            "currency",
            "tokensymbol",
        ),
        *("receivingcurrency", "paymentcurrency", "coin", "address"),
    ),
    "log_index": ("logindex", "position", "eventindex", "traceindex"),
    "tx_index": ("txindex", "transactionindex"),
    "token_id": ("tokenid",),
    "status": ("receiptstatus", "txreceiptstatus", "txstatus", "status", "success", "iserror"),
}
"""What a column can be, and the headers that say so, in lower case without punctuation."""

REQUIRED = ("from", "to", "amount")


@dataclass(frozen=True)
class ColumnMapping:
    """Which column holds each field: field -> index of the column; `guessed` are those nobody named."""

    columns: Mapping[str, int]
    guessed: frozenset[str]

    @property
    def missing(self) -> tuple[str, ...]:
        """Required fields without a column."""
        return tuple(field for field in REQUIRED if field not in self.columns)


def map_columns(header: Sequence[str], said: str = "") -> ColumnMapping:
    """Map a header: what `said` names (`field=column,…`) first, the rest by guessing.

    Raises `Trouble` if `said` names a field or column that there is not. A column serves one field only.
    """
    chosen = _read(header, said)
    taken = set(chosen.values())
    keys = [_plain(name) for name in header]
    guessed: dict[str, int] = {}
    for field, names in FIELDS.items():
        if field in chosen:
            continue
        for name in names:
            if name in keys and (index := keys.index(name)) not in taken:
                guessed[field] = index
                taken.add(index)
                break
    return ColumnMapping({**guessed, **chosen}, frozenset(guessed))


def looks_like_transfers(header: Sequence[str]) -> bool:
    """Whether a header has all that a transfer needs."""
    return not map_columns(header).missing


def _read(header: Sequence[str], said: str) -> dict[str, int]:
    chosen: dict[str, int] = {}
    for part in filter(None, (part.strip() for part in said.split(","))):
        field, equals, column = (word.strip() for word in part.partition("="))
        if not equals or field not in FIELDS:
            raise Trouble(f"The mapping has {part!r}; write field=column with one of {', '.join(FIELDS)}.")
        if column in header:
            chosen[field] = list(header).index(column)
        elif _plain(column) in (keys := [_plain(name) for name in header]):
            chosen[field] = keys.index(_plain(column))
        else:
            raise Trouble(f"There is no column {column!r}; the file has {', '.join(header)[:300]}.")
        for other, index in chosen.items():
            if other != field and index == chosen[field]:
                raise Trouble(f"The column {header[index]!r} is said to be both {other} and {field}.")
    return chosen


def _plain(name: str) -> str:
    return "".join(character for character in name.lower() if character.isalnum())
