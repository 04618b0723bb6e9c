"""Completeness certificates of the accounts of a case."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from investigator.address import chain_of, short
from investigator.cases.case import Case
from investigator.cases.completeness import Certificate, certificate, pulled
from investigator.operations.lookup import resolve
from investigator.progress import Tick, silent


def certify(case: Case, texts: Sequence[str] = (), tick: Tick = silent) -> list[Certificate]:
    """The certificates of these accounts, or of all that were pulled by themselves.

    Addresses are as `resolve` takes them. Raises `Trouble` for one that is not in the case.
    """
    if texts:
        wanted = [(chain_of(address), address) for address, _ in resolve(case, texts)]
    else:
        wanted = pulled(case.store)
    found = []
    for done, (chain, address) in enumerate(wanted):
        tick(done, len(wanted), "Checking that accounts are complete")
        found.append(certificate(case.store, chain, address))
    return found


def as_json(found: Certificate) -> dict[str, Any]:
    """A certificate for machines: amounts are base units in text, negative where too much is held."""
    return {
        "address": short(found.address),
        "chain": found.chain,
        "span": list(found.span) if found.span else None,
        "outcome": found.outcome,
        "checks": [
            {
                "check": check.name,
                "outcome": check.outcome,
                "sentence": check.sentence,
                "missing": None if check.missing is None else str(check.missing),
                "asset": check.asset,
                "acquisitions": list(check.acquisitions),
            }
            for check in found.checks
        ],
    }
