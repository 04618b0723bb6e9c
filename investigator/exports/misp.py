"""A MISP event of `coin-address` objects (template version 7), one for each account on a chain."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from investigator.exports.content import Account, Content, claim
from investigator.exports.legible import shown
from investigator.exports.tagpack import CURRENCIES
from investigator.money import show_amount
from investigator.records import Clock

TEMPLATE = "d0e6997e-78da-4815-a6a1-cfc1c1cb8a46"


def event(content: Content) -> dict[str, Any]:
    """The event as plain values."""
    day = datetime.fromtimestamp(content.made, UTC)
    return {
        "Event": {
            "uuid": content.name("misp", "event"),
            "info": shown(content.title),
            "date": day.date().isoformat(),
            "timestamp": str(content.made),
            **{"threat_level_id": "4", "analysis": "1", "distribution": "0", "published": False},
            "Attribute": [],
            "Object": [_object(content, account) for account in content.accounts],
        }
    }


def write_misp(content: Content, path: Path) -> list[Path]:
    """Write the event."""
    path.write_text(json.dumps(event(content), indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return [path]


def _object(content: Content, account: Account) -> dict[str, Any]:
    return {
        "name": "coin-address",
        "meta-category": "financial",
        "template_uuid": TEMPLATE,
        "template_version": "7",
        "uuid": content.name("misp/object", account.address),
        "distribution": "5",
        "sharing_group_id": "0",
        "description": "An address used in a cryptocurrency",
        "timestamp": str(content.made),
        "Attribute": [
            {
                "uuid": content.name(f"misp/{place}", account.address),
                "object_relation": relation,
                "type": kind,
                "category": "Financial fraud" if kind == "btc" else "Other",
                "value": value,
                "to_ids": False,
                "distribution": "5",
                "timestamp": str(content.made),
                "disable_correlation": False,
            }
            for place, (relation, kind, value) in enumerate(_attributes(content, account))
        ],
    }


def _attributes(content: Content, account: Account) -> list[tuple[str, str, str]]:
    """Relation in the template, type and value of each."""
    known = CURRENCIES.get(account.chain)
    kind = "btc" if account.chain.startswith("bip122") else "text"
    made = [("address" if known else "address-crypto", kind, account.text)]
    made += [("symbol", "text", known)] if known else []
    made.append(("text", "text", "\n".join(shown(text) for text in _words(account))))
    return made + _figures(content, account)


def _words(account: Account) -> list[str]:
    return [
        f"chain {account.chain}",
        *map(claim, account.labels),
        *([account.note] if account.note else []),
    ]


def _figures(content: Content, account: Account) -> list[tuple[str, str, str]]:
    """What is seen here to have come and gone, exact, by asset; and when."""
    found: list[tuple[str, str, str]] = []
    times = [
        row.time for row in content.transfers
        if account.id in (row.src, row.dst) and row.clock is Clock.UTC
    ]  # fmt: skip
    for name, end in (("total-received", "dst"), ("total-sent", "src")):
        sums: dict[int, int] = {}
        for row in content.transfers:
            if getattr(row, end) == account.id:
                sums[row.asset] = sums.get(row.asset, 0) + row.amount
        told = [
            f"{show_amount(sums[asset.id], asset.decimals, grouped=False)} {shown(asset.symbol)}"
            for asset in content.assets
            if asset.id in sums
        ]
        found += [(name, "text", "; ".join(told))] * bool(told)
    for name, time in zip(
        ("first-seen", "last-seen"), (min(times), max(times)) if times else (), strict=False
    ):
        found.append((name, "datetime", datetime.fromtimestamp(time, UTC).isoformat()))
    return found
