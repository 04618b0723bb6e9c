"""STIX 2.1: accounts as wallets, transactions, claims as notes and opinions, all under one grouping or report.

The core standard has no class for wallets. They are objects of an extension, `cryptocurrency-wallet` and
`cryptocurrency-transaction`, whose definitions go with the bundle. Its amounts are JSON numbers, which have no room
for 18 decimals: the exact amount in base units stands beside them as text (`x_investigator_base_units`), and the
chain as CAIP-2 (`x_investigator_chain`).
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from investigator.data.queries.transfers import TransferRow
from investigator.exports.content import Account, Content, claim
from investigator.exports.legible import shown
from investigator.records import Clock, Tier

WALLET = "extension-definition--be78509e-6958-51b1-8b26-d17ee0eba2d7"
TRANSACTION = "extension-definition--151d042d-4dcf-5e44-843f-1024440318e5"
_OPINION = {True: "strongly-agree", False: "strongly-disagree"}


def bundle(content: Content) -> dict[str, Any]:
    """The case as a STIX bundle of plain values."""
    at = _time(content.made)
    author = _object(
        content,
        "identity",
        "examiner",
        at,
        name=shown(content.examiner or "examiner"),
        identity_class="individual",
    )
    made = [author, *_definitions(content, author["id"], at)]
    wallets = {account.address: _wallet(account) for account in content.accounts}
    moves = _transactions(content, wallets)
    made += [*wallets.values(), *moves.values()]
    for account in content.accounts:
        made += _claims(content, account, wallets[account.address]["id"], author["id"], at)
    for key, finding in content.findings.items():
        about = [wallets[one]["id"] for one in finding.accounts if one in wallets]
        about += [
            moves[row.id]["id"]
            for row in content.transfers
            if row.id in finding.transfers and row.id in moves
        ]
        if about:
            text = shown(f"[{finding.tier.value}] {finding.title}\n{finding.text}")
            made.append(_note(content, f"finding/{key}", text, about, author["id"], at))
    made = list({one["id"]: one for one in made}.values())
    report = _object(
        content, "report", "report", at,
        name=shown(content.title), description=shown(content.question), published=at,
        created_by_ref=author["id"], object_refs=sorted(one["id"] for one in made),
        labels=["blockchain-investigation"],
    )  # fmt: skip
    return {"type": "bundle", "id": f"bundle--{_fourth(content, 'bundle')}", "objects": [*made, report]}


def write_stix(content: Content, path: Path) -> list[Path]:
    """Write the bundle."""
    path.write_text(json.dumps(bundle(content), indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return [path]


def _time(seconds: int) -> str:
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%S.000Z")


def _object(content: Content, kind: str, key: str, at: str, /, **more: Any) -> dict[str, Any]:
    name = f"{kind}--{_fourth(content, f'{kind}/{key}')}"
    return {"type": kind, "spec_version": "2.1", "id": name, "created": at, "modified": at, **more}


def _fourth(content: Content, key: str) -> str:
    """The same identifier every time, in the form of version 4 that the standard asks of all but observables."""
    return str(uuid.UUID(content.name("stix", key).replace("-", ""), version=4))


def _definitions(content: Content, author: str, at: str) -> list[dict[str, Any]]:
    """What the two kinds of object are, as the standard asks of extensions."""
    about = {WALLET: "cryptocurrency-wallet", TRANSACTION: "cryptocurrency-transaction"}
    return [
        {
            **{
                "type": "extension-definition",
                "spec_version": "2.1",
                "id": name,
                "created": at,
                "modified": at,
            },
            **{"created_by_ref": author, "name": kind, "version": "1.0.0", "extension_types": ["new-sco"]},
            "schema": f"https://github.com/muchdogesec/stix2extensions/blob/main/schemas/scos/{kind}.json",
        }
        for name, kind in about.items()
    ]


def _wallet(account: Account) -> dict[str, Any]:
    # loading takes a second that no other export should wait for
    from stix2.canonicalization.Canonicalize import canonicalize

    value = account.address if account.address.startswith("eip155:") else account.text
    return {
        **{"type": "cryptocurrency-wallet", "spec_version": "2.1"},
        "id": f"cryptocurrency-wallet--{_deterministic(canonicalize({'value': value}, utf8=False))}",
        **{"value": value, "x_investigator_chain": account.chain},
        "extensions": {WALLET: {"extension_type": "new-sco"}},
    }


def _deterministic(canonical: str) -> str:
    """The identifier that STIX 2.1 gives to observables (section 2.9): UUIDv5 over their canonical JSON."""
    return str(uuid.uuid5(uuid.UUID("00abedb4-aa42-466c-9c01-fed23315a9b7"), canonical))


def _transactions(content: Content, wallets: dict[Any, dict[str, Any]]) -> dict[int, dict[str, Any]]:
    """One object a transfer: a transaction may move several assets, and each has its own amount."""
    return {row.id: _transaction(content, row, wallets) for row in content.transfers}


def _transaction(content: Content, row: TransferRow, wallets: dict[Any, dict[str, Any]]) -> dict[str, Any]:
    from stix2.canonicalization.Canonicalize import canonicalize

    symbol, value = shown(row.symbol) or "?", f"0x{row.tx_hash}" if row.tx_hash else f"transfer:{row.id}"
    key = canonicalize(
        {"symbol": symbol, "transfer": content.name("transfer", row.id), "value": value}, utf8=False
    )
    amount = row.amount / 10 ** (row.decimals or 0)
    made: dict[str, Any] = {
        **{"type": "cryptocurrency-transaction", "spec_version": "2.1"},
        "id": f"cryptocurrency-transaction--{_deterministic(key)}",
        **{"symbol": symbol, "value": value},
        "input": [{"amount": amount, "address_ref": wallets[row.sender]["id"]}],
        "output": [{"amount": amount, "address_ref": wallets[row.receiver]["id"]}],
        "extensions": {TRANSACTION: {"extension_type": "new-sco"}},
        "x_investigator_base_units": str(row.amount),
        "x_investigator_asset": content.asset(row).key,
        "x_investigator_transfer": row.id,
    }
    if row.clock is Clock.UTC:
        made["execution_time"] = _time(row.time)
    return made


def _claims(content: Content, account: Account, ref: str, author: str, at: str) -> Iterator[dict[str, Any]]:
    for place, label in enumerate(account.labels):
        key = f"{account.address}/{place}"
        if label.illicit is not None and place < account.own:
            yield _object(
                content, "opinion", key, at, opinion=_OPINION[label.illicit], object_refs=[ref],
                explanation=shown(f"That this account is illicit: {claim(label)}"), created_by_ref=author,
            )  # fmt: skip
        else:
            yield _note(content, key, shown(claim(label)), [ref], author, at, confidence=label.confidence)
    if account.note:
        yield _note(content, f"{account.address}/note", shown(account.note), [ref], author, at)
    if account.score is not None:
        text = f"[{Tier.LEAD.value}] Model {content.model} ({content.model_hash}) scores this account {account.score:.4f}."
        yield _note(content, f"{account.address}/score", text, [ref], author, at)


def _note(
    content: Content, key: str, text: str, about: list[str], author: str, at: str, /, **more: Any
) -> dict[str, Any]:
    return _object(
        content,
        "note",
        key,
        at,
        content=text or "(empty)",
        object_refs=about,
        created_by_ref=author,
        **more,
    )
