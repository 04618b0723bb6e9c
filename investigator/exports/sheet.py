"""Transfers as a sheet: which columns there are, and exact text for each cell. One meaning for CSV, TSV and Parquet."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, tzinfo

from investigator.address import checksummed
from investigator.cases.worth import Derived
from investigator.data.queries.transfers import TransferRow
from investigator.exports.cells import inert
from investigator.money import show_amount
from investigator.records import Clock


@dataclass(frozen=True)
class Beside:
    """What is known beside the transfers themselves: what accounts are called, derived worths by transfer, the zone.

    Without a `zone` local times are those of this machine.
    """

    names: Mapping[str, str] = field(default_factory=dict)
    worths: Mapping[int, Derived] = field(default_factory=dict)
    zone: tzinfo | None = None


@dataclass(frozen=True)
class Column:
    """One column: its key, its head in a file, and its text for a transfer."""

    key: str
    head: str
    text: Callable[[TransferRow, Beside], str]


def iso(time: int, clock: Clock, zone: tzinfo | None = UTC) -> str:
    """A time for machines: ISO 8601 to the second, or the step or block as it is."""
    if clock != Clock.UTC or abs(time) >= 2**37:
        return str(time)
    moment = datetime.fromtimestamp(time, UTC)
    return f"{moment:%Y-%m-%dT%H:%M:%SZ}" if zone is UTC else moment.astimezone(zone).isoformat()


def _state(row: TransferRow) -> str:
    if not row.standing:
        return "replaced"
    return "failed" if not row.ok else "not final" if row.provisional else ""


def _worth(row: TransferRow, beside: Beside, part: Callable[[Derived], str]) -> str:
    found = beside.worths.get(row.id)
    return part(found) if found else ""


COLUMNS: dict[str, Column] = {
    column.key: column
    for column in (
        Column("time", "time_utc", lambda row, _: iso(row.time, row.clock)),
        Column("local", "time_local", lambda row, by: iso(row.time, row.clock, by.zone)),
        Column("from", "from", lambda row, _: checksummed(row.sender)),
        Column("from_name", "from_name", lambda row, by: by.names.get(row.sender, "")),
        Column("to", "to", lambda row, _: checksummed(row.receiver)),
        Column("to_name", "to_name", lambda row, by: by.names.get(row.receiver, "")),
        Column("amount", "amount", lambda row, _: show_amount(row.amount, row.decimals, grouped=False)),
        Column("asset", "asset", lambda row, _: row.symbol),
        Column("worth", "worth_derived", lambda row, by: _worth(row, by, lambda one: one.value)),
        Column("fiat", "worth_currency", lambda row, by: _worth(row, by, lambda one: one.fiat)),
        Column("basis", "worth_basis", lambda row, by: _worth(row, by, lambda one: one.basis)),
        Column("kind", "kind", lambda row, _: row.kind.name.lower()),
        Column("state", "state", lambda row, _: _state(row)),
        Column("tx", "transaction", lambda row, _: row.tx_hash),
        Column("block", "block", lambda row, _: "" if row.block is None else str(row.block)),
        Column("token", "token_id", lambda row, _: row.token_id),
        Column("base", "amount_base_units", lambda row, _: str(row.amount)),
        Column("decimals", "decimals", lambda row, _: "" if row.decimals is None else str(row.decimals)),
        Column("id", "evidence_row", lambda row, _: str(row.id)),
        Column("acquisition", "acquisition", lambda row, _: str(row.acquisition)),
    )
}
"""All columns by key, in the order in which files have them."""

WITH: dict[str, tuple[str, ...]] = {"worth": ("fiat", "basis"), "kind": ("state",)}
"""What a file says beside a column, so that it cannot be misread."""


def completed(keys: Sequence[str]) -> tuple[str, ...]:
    """The columns of a file for these: each followed by what must stand beside it, each once."""
    return tuple(dict.fromkeys(part for key in keys for part in (key, *WITH.get(key, ()))))


def cells(row: TransferRow, keys: Sequence[str], beside: Beside) -> list[str]:
    """The text of each of these columns, as it is."""
    return [COLUMNS[key].text(row, beside) for key in keys]


def as_tsv(rows: Sequence[TransferRow], keys: Sequence[str], beside: Beside) -> str:
    """A head and a line for each transfer, parted by tabs: exact, in full, and harmless in a spreadsheet."""
    keys = completed(keys)
    lines = [[COLUMNS[key].head for key in keys], *(cells(row, keys, beside) for row in rows)]
    return "".join("\t".join(map(inert, line)) + "\n" for line in lines)
