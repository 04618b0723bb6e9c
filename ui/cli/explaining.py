"""`explain`: why an account scores as it does, and how far that can be relied on."""

from __future__ import annotations

import argparse
from collections.abc import Iterator

from gnn.client import Worker
from gnn.explaining_case import as_json, explain_case
from gnn.explanation import Explanation
from gnn.shelf import Shelf
from investigator import operations
from investigator.address import short
from investigator.cases.case import Case
from investigator.data.queries import accounts, transfers
from investigator.money import show_amount
from investigator.settings import read_settings
from ui.cli.output import Progress, answer, say


def explain_(args: argparse.Namespace) -> int:
    """Explain one account's score."""
    settings, progress = read_settings(), Progress()
    with Case.open(args.case, settings.examiner) as case, Worker() as worker:
        ((_, account),) = operations.resolve(case, [args.address])
        whole = operations.columns(case, progress)
        model = str(Shelf(settings.models).find(args.model)) if args.model else ""
        found = explain_case(case, whole, worker, account, model, progress)
        progress.clear()
        if args.json:
            answer(as_json(case, found))
        else:
            for line in told(case, found):
                say(line)
    return 0


def told(case: Case, found: Explanation) -> Iterator[str]:
    """The explanation line by line."""
    yield found.summary
    yield f"By {found.model}; a score is a lead, not a finding."
    yield "Why, by weight in log odds:"
    for reason in found.reasons:
        yield f"  {reason.weight:+.2f}  {reason.text}"
    yield f"  {found.feature_fidelity.verdict}"
    if found.transfer_fidelity:
        yield "Transfers that carry it:"
        yield from _carriers(case, found)
        yield f"  {found.transfer_fidelity.verdict}"
    around = found.surroundings
    if abs(around.score - found.score) >= 0.005 or not around.complete:
        yield (
            f"  Looked for among the {around.transfers:,} transfers nearest to it, where its score is"
            f" {around.score:.2f}."
        )
    if found.kin:
        yield "Labelled accounts most like it:"
        names = accounts.addresses(case.store, [one.account for one in found.kin])
        for one, name in zip(found.kin, names, strict=True):
            verdict = "suspicious" if one.illicit else "ordinary"
            nearer = int(1000 * one.nearer_than) / 10
            yield f"  {short(name)}  {verdict}, nearer than {nearer:g} % of all accounts; {one.words}"
    else:
        yield "No other account is labelled, so there is none to compare it with."


def _carriers(case: Case, found: Explanation) -> Iterator[str]:
    rows = {row.id: row for row in transfers.by_id(case.store, [one.transfer for one in found.carriers])}
    for one in found.carriers:
        row = rows[one.transfer]
        amount = f"{show_amount(row.amount, row.decimals)} {row.symbol}"
        near = "" if one.hop == 0 else f"  {one.hop} further on"
        yield f"  {one.weight:+.2f}  {short(row.sender)} → {short(row.receiver)}  {amount}{near}"
