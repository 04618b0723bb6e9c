"""FollowTheMoney: accounts as `CryptoWallet`, one JSON object a line, as Aleph and others read it.

Its payments are between people and companies, which accounts are not: a transfer is an `UnknownLink` between wallets,
its exact amount in the summary. The chain is told as `blockchain`, and in the notes for readers that do not know that.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from investigator.data.queries.transfers import TransferRow
from investigator.exports.content import Content, claim
from investigator.exports.legible import shown
from investigator.exports.tagpack import CURRENCIES
from investigator.money import show_amount
from investigator.records import Clock


def entities(content: Content) -> Iterator[dict[str, Any]]:
    """Wallets, then a link for each transfer between them."""
    for account in content.accounts:
        yield _entity(
            content, "CryptoWallet", account.address,
            publicKey=[account.text],
            currency=[CURRENCIES[account.chain]] if account.chain in CURRENCIES else [],
            currencySymbol=[CURRENCIES[account.chain]] if account.chain in CURRENCIES else [],
            blockchain=[account.chain],
            name=[shown(one.text) for one in account.labels[:1]] or [account.text],
            notes=[f"chain {account.chain}", *map(shown, map(claim, account.labels)), *([shown(account.note)] if account.note else [])],
        )  # fmt: skip
    for row in content.transfers:
        yield _link(content, row)


def write_ftm(content: Content, path: Path) -> list[Path]:
    """Write the entities, one a line."""
    with path.open("w", encoding="utf-8") as opened:
        for one in entities(content):
            opened.write(json.dumps(one, ensure_ascii=False, sort_keys=True) + "\n")
    return [path]


def _entity(content: Content, schema: str, key: str, **properties: list[str]) -> dict[str, Any]:
    told = {name: values for name, values in properties.items() if values}
    return {"id": _id(content, schema, key), "schema": schema, "properties": told}


def _id(content: Content, schema: str, key: str) -> str:
    return content.name(f"ftm/{schema}", key)


def _link(content: Content, row: TransferRow) -> dict[str, Any]:
    asset = content.asset(row)
    exact = f"{row.amount} base units of {asset.key}"
    date = (
        [datetime.fromtimestamp(row.time, UTC).strftime("%Y-%m-%dT%H:%M:%S")]
        if row.clock is Clock.UTC
        else []
    )
    return _entity(
        content, "UnknownLink", str(row.id),
        subject=[_id(content, "CryptoWallet", row.sender)],
        object=[_id(content, "CryptoWallet", row.receiver)],
        role=["transferred to"],
        date=date,
        recordId=[row.tx_hash] if row.tx_hash else [],
        summary=[shown(f"{show_amount(row.amount, row.decimals, grouped=False)} {row.symbol}: {exact}")],
    )  # fmt: skip
