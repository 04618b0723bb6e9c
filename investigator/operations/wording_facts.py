"""Facts in words, each of them, whatever field of the case it is of."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields, is_dataclass
from typing import Any

from investigator.address import checksummed
from investigator.cases import statements
from investigator.cases.case import Case
from investigator.cases.facts import Finding, Item, transfer_of
from investigator.cases.statements import ORDER
from investigator.data.queries import accounts
from investigator.data.queries.transfers import by_id
from investigator.money import show_amount
from investigator.records import Address, Label

HEADS = {
    "shown": "Accounts on the chart",
    "places": "Pinned accounts",
    "basket": "Exhibits",
    "apart": "Links switched off",
    "shapes": "Drawings",
}
"""What a field is called, where not by its own name."""


def head(field: str) -> str:
    """What a field of the facts is called."""
    return HEADS.get(field, field.replace("_", " ").capitalize())


class Teller:
    """Tells facts of one case; row ids become addresses and transfers. It may be used on any thread."""

    def __init__(self, case: Case) -> None:
        self._case = case
        self._names: dict[int, Address] = {}
        self._transfers: dict[int, str] = {}

    def learn(self, told: Iterable[tuple[str, Any]]) -> None:
        """Look up all rows that these keys, each with its field, speak of: at once, since each look costs a while."""
        known, rows = statements.known(), dict[str, set[int]]()

        def note(what: str, row: int) -> int:
            rows.setdefault(what, set()).add(row)
            return row

        for field, key in told:
            if key is not None and key is not ORDER and known[field].kind != "value":
                statements.renamed(key, known[field].member, note)
        self._names |= accounts.named(self._case.store, sorted(rows.get("account", ())))
        found = by_id(self._case.store, sorted(rows.get("transfer", ())))
        self._transfers |= {
            one.id: f"{show_amount(one.amount, one.decimals)} {one.symbol} from {_short(one.sender)} to "
            f"{_short(one.receiver)}"
            for one in found
        }

    def key(self, field: str, key: Any) -> str:
        """What a fact is about."""
        if key is None:
            return head(field)
        kind = statements.known()[field].member
        if kind is Item and (row := transfer_of(key)) is not None:
            return self._transfers.get(row, f"transfer {row}")
        if isinstance(key, int):
            return _whole(self._names.get(key, f"account {key}"))
        if isinstance(key, tuple):
            return " and ".join(_whole(str(one)) for one in key)
        return _whole(str(key))

    def value(self, field: str, value: Any) -> str:
        """What a fact says; '' where it says nothing."""
        if value is None or value is False:
            return ""
        if value is True:
            return "on the chart" if field == "shown" else "yes"
        if field == "places":
            return "pinned at " + ", ".join(f"{one / 100:g}" for one in value)
        if isinstance(value, tuple):
            return ", ".join(_said(one) for one in value)
        return _said(value)


def _said(value: Any) -> str:
    if isinstance(value, Label):
        verdict = {True: ", illicit", False: ", licit", None: ""}[value.illicit]
        return f"{value.text} ({value.confidence} of 100{verdict})"
    if isinstance(value, Finding):
        return f"{value.title}: {value.text}" if value.text else value.title
    if is_dataclass(value):
        told = ((one.name, getattr(value, one.name)) for one in fields(value))
        return ", ".join(f"{name} {_said(one)}" for name, one in told if one not in ("", ()))
    if isinstance(value, tuple):
        return f"{len(value):,}" if len(value) > 8 else ", ".join(_said(one) for one in value)
    return _whole(str(value))


def _whole(text: str) -> str:
    return checksummed(Address(text)) if ":" in text and " " not in text else text


def _short(address: str) -> str:
    text = _whole(address)
    return text if len(text) <= 18 else f"{text[:6]}…{text[-4:]}"
