"""What an exhibit is, byte for byte, so that a hash stands for it: canonical JSON, and SHA-256 over that.

Canonical JSON is that of the journal: keys in order, no spaces, UTF-8. Its values are

- of a transfer `{"exhibit", "kind", "note", "digest"}`: the digest of its row of evidence, as `verify` works it out;
- of an account `{"exhibit", "kind", "note", "account", "labels", "transfers", "digests"}`: its CAIP-10 name, the examiner's
  labels, how many transfers of the case touch it, and SHA-256 over their digests as bytes, in ascending order;
- of a finding `{"exhibit", "kind", "note", "finding", "title", "text", "tier", "accounts", "digests"}`: the digests of the
  transfers that it rests on, in its own order, '' for one that is not in the case.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any

from investigator.cases.facts import Facts, Item, account_of, accounts_among, finding_of, transfer_of
from investigator.data.ledger import canonical
from investigator.data.queries import transfers
from investigator.data.store import Store
from investigator.records import Address, Label


def forms(store: Store, facts: Facts, items: Iterable[Item] | None = None) -> dict[Item, str]:
    """The canonical form of these exhibits, or of all of them, in the order of the basket."""
    wanted = set(facts.items if items is None else items)
    chosen = [one for one in facts.items if one in wanted]
    accounts = accounts_among(chosen)
    rows = [found for one in chosen if (found := transfer_of(one)) is not None]
    for one in chosen:
        finding = facts.findings.get(finding_of(one) or "")
        rows += finding.transfers if finding else ()
    digests = transfers.digests(store, dict.fromkeys(rows))
    touching = transfers.digests_of(store, accounts)
    return {one: canonical(_form(facts, one, digests, touching)) for one in chosen}


def hashes(store: Store, facts: Facts, items: Iterable[Item] | None = None) -> dict[Item, str]:
    """SHA-256 over the canonical form of each exhibit, in hexadecimal."""
    return {
        one: hashlib.sha256(form.encode()).hexdigest() for one, form in forms(store, facts, items).items()
    }


def _form(
    facts: Facts, one: Item, digests: Mapping[int, str], touching: Mapping[Address, tuple[int, str]]
) -> dict[str, Any]:
    exhibit = facts.basket[one]
    said: dict[str, Any] = {"exhibit": exhibit.number, "kind": one.partition(":")[0], "note": exhibit.note}
    transfer, account, key = transfer_of(one), account_of(one), finding_of(one)
    if transfer is not None:
        return said | {"digest": digests.get(transfer, "")}
    if account is not None:
        count, whole = touching[account]
        labels = [_label(label) for label in facts.labels.get(account, ())]
        return said | {"account": account, "labels": labels, "transfers": count, "digests": whole}
    found = facts.findings.get(key or "")
    if found is None:
        return said | {"finding": key, "title": "", "text": "", "tier": "", "accounts": [], "digests": []}
    return said | {
        "finding": key,
        "title": found.title,
        "text": found.text,
        "tier": found.tier.value,
        "accounts": list(found.accounts),
        "digests": [digests.get(row, "") for row in found.transfers],
    }


def _label(label: Label) -> dict[str, Any]:
    return asdict(label) | {"tier": label.tier.value}
