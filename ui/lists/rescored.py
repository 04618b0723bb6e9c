"""Accounts scored anew from their surroundings, beside what is kept."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from gnn.around import Around
from investigator.records import Address, Scores
from ui.lists.found import Drawn, Found, Names
from ui.panels.reasons import risk_tone
from ui.panels.result_model import Cell, Column, Line, Results


def rescored_list(found: Around, addresses: Sequence[Address], kept: Scores | None, names: Names) -> Found:
    """The scores of now in the order of the accounts; `kept` are those of the newest run, if there is one."""
    scores = found.scores
    lines = tuple(
        _line(scores, at, address, _kept(kept, int(scores.accounts[at])), names)
        for at, address in enumerate(addresses)
    )
    stated = ["Scored from up to three transfers around each account: nothing of it is kept in the case."]
    if found.left_out:
        stated.append(f"{found.left_out:,} counterparties of busy accounts were not followed.")
    return Found(
        Results(
            title="Scores as of now",
            tier="lead",
            columns=(
                Column("Account", least=200),
                Column("Now", "declines", "Calibrated, from the surroundings alone", right=True),
                Column("Kept", "declines", "In the newest run of the whole case", right=True),
                Column("Why", least=240),
            ),
            lines=lines,
            stated=(f"{scores.model} says so: a lead, and no proof.", *stated),
            noun="account",
        ),
        "accounts scored anew",
        lambda chosen, _tick: Drawn(tuple(int(scores.accounts[at]) for at in chosen)),
    )


def _kept(kept: Scores | None, account: int) -> Cell:
    if kept is None:
        return Cell("—", "The case has not been scored")
    at = int(np.searchsorted(kept.accounts, account))
    if at >= kept.accounts.size or kept.accounts[at] != account:
        return Cell("—", "It was not in the case when that was scored")
    return _figure(float(kept.calibrated[at]), bool(kept.abstained[at]))


def _figure(calibrated: float, abstained: bool) -> Cell:
    if abstained:
        return Cell("declines", "The model declines to say", order=-1.0)
    return Cell(
        f"{calibrated:.2f}", tone=risk_tone(calibrated), whole=f"{calibrated:.6f}", order=calibrated
    )


def _line(scores: Scores, at: int, address: Address, kept: Cell, names: Names) -> Line:
    reasons = [one.text for one in scores.reasons[at]]
    first = reasons[0] if reasons else ""
    return Line(
        (
            names.cell(address),
            _figure(float(scores.calibrated[at]), bool(scores.abstained[at])),
            kept,
            Cell(first, "\n".join(reasons)),
        ),
        tuple(f"{text[:1].upper()}{text[1:]}." for text in reasons),
    )
