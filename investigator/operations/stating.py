"""What an examiner states: findings, under keys that no finding ever had, and where a case starts."""

from __future__ import annotations

import re
from collections.abc import Sequence

from investigator.cases.case import Case
from investigator.cases.edits import SetFinding, SetSeeds
from investigator.cases.facts import Facts, Finding, account_of, transfer_of
from investigator.data import ledger
from investigator.errors import Trouble
from investigator.operations.annotating import items_of
from investigator.records import Address, Tier, TransferNo


def free_key(bodies: Sequence[str]) -> str:
    """A key that no finding ever had, from the bodies of the journal's lines, which keep those withdrawn or merged."""
    used = (int(one) for body in bodies for one in re.findall(r'"key":"F(\d{1,9})"', body))
    return f"F{max(used, default=0) + 1}"


def state(case: Case, title: str, text: str, tier: Tier, on: Sequence[str]) -> str:
    """State a finding and tell its key. It rests `on` accounts, transactions and `transfer:N`.

    Raises `Trouble` where there is nothing so called, and for a finding without a title or that rests on another one.
    """
    if not title.strip():
        raise Trouble("A finding needs a sentence.")
    accounts: list[Address] = []
    transfers: list[TransferNo] = []
    for word in on:
        for one in items_of(case, word):
            account, moved = account_of(one), transfer_of(one)
            if account is not None:
                accounts.append(account)
            elif moved is not None:
                transfers.append(TransferNo(moved))
            else:
                raise Trouble(
                    f"A finding rests on accounts and transfers, not on another finding ({word})."
                )
    with case.store.reading() as db:
        key = free_key([line.body for line in ledger.lines(db)])
    found = Finding(
        title.strip(), text, tier, tuple(dict.fromkeys(accounts)), tuple(dict.fromkeys(transfers))
    )
    case.do(SetFinding(key, found))
    return key


def withdraw(case: Case, key: str) -> None:
    """Take a finding back; the journal keeps it. Raises `Trouble` where there is none of that key."""
    if key not in case.facts.findings:
        raise Trouble(f"There is no finding {key[:40]}; `investigator finding CASE` lists them.")
    case.do(SetFinding(key, None))


def seeds_edit(facts: Facts, accounts: Sequence[Address], *, wanted: bool) -> SetSeeds | None:
    """What starts the case from these accounts too, or no longer; `None` where nothing is changed by it."""
    rest = tuple(one for one in facts.seeds if one not in set(accounts))
    now = tuple(dict.fromkeys((*facts.seeds, *accounts))) if wanted else rest
    return SetSeeds(now) if now != facts.seeds else None
