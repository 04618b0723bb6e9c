"""A TagPack (GraphSense): the analyst's own attributions, one tag each, so that others can import them.

Labels that a model or a detector suggests are leads, and never leave as attributions. Confidence becomes one of
GraphSense's levels; the exact figure stands in the tag's context.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import yaml

from investigator import taxonomy
from investigator.errors import Trouble
from investigator.exports.content import Content
from investigator.exports.legible import shown
from investigator.records import Label, Tier

CURRENCIES = {"eip155:1": "ETH", "bip122:000000000019d6689c085ae165831e93": "BTC", "eip155:56": "BNB"}
"""The currency of a chain's accounts, where GraphSense has one; else the chain itself stands in its place."""
LEVELS = (
    (90, "manual_transaction"),
    (70, "forensic_investigation"),
    (50, "trusted_provider"),
    (20, "web_crawl"),
)


def pack(content: Content) -> dict[str, Any]:
    """The tags as plain values. Raises `Trouble` where the analyst has not attributed anything."""
    tags = [
        _tag(content, account.address, account.text, account.chain, label)
        for account in content.accounts
        for label in account.labels[: account.own]
        if label.tier is not Tier.LEAD
    ]
    if not tags:
        raise Trouble("No account has a label of yours that is no lead; there is nothing for a TagPack.")
    return {
        "title": shown(content.title),
        "creator": shown(content.examiner or "examiner"),
        "description": f"Attributions of a case, journal {content.head}. {shown(content.question)}".strip(),
        "is_public": False,
        "lastmod": datetime.fromtimestamp(content.made, UTC).date(),
        "tags": tags,
    }


def write_tagpack(content: Content, path: Path) -> list[Path]:
    """Write the TagPack."""
    with path.open("w", encoding="utf-8") as opened:
        yaml.safe_dump(pack(content), opened, sort_keys=False, allow_unicode=True, width=120)
    return [path]


def _tag(content: Content, address: str, text: str, chain: str, label: Label) -> dict[str, Any]:
    currency = CURRENCIES.get(chain, chain)
    about = {"confidence": label.confidence, "tier": label.tier.value, "note": shown(label.note)}
    return {
        "address": text,
        "label": shown(label.text),
        "source": shown(label.source) or f"case {content.case[:16]}, examiner {shown(content.examiner)}",
        "currency": currency,
        "network": currency,
        "confidence": level(label.confidence),
        "context": json.dumps(
            {key: value for key, value in about.items() if value != ""}, ensure_ascii=False
        ),
        "tag_type": "actor",
        **({"concepts": [label.category]} if label.category in taxonomy.CONCEPTS else {}),
    }


def level(confidence: int) -> str:
    """The highest level of GraphSense that a confidence from 0 to 100 reaches."""
    return next((name for least, name in LEVELS if confidence >= least), "unknown")
