"""Accounts worth a look first when money is followed, as a list: a lead."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from investigator.operations.ranking import Ranked
from investigator.records import Address
from ui.lists.found import Drawn, Found, Names
from ui.panels.result_model import Cell, Column, Line, Results


def rank_list(found: Sequence[Ranked], start: str, names: Names, numbers: Mapping[Address, int]) -> Found:
    """The highest rank first. `numbers` are those of the accounts in the case."""
    results = Results(
        title=f"Worth a look first, from {start}",
        tier="lead",
        columns=(
            Column("Rank", "100", right=True),
            Column("Account", least=200),
            Column("Share", "> 99.99 %", "Of all that random walks in the order of time reach", right=True),
        ),
        lines=tuple(
            Line(
                cells=(
                    Cell(str(at), order=at),
                    names.cell(one.address),
                    Cell(f"{100 * one.score:.2f} %", order=one.score),
                ),
                told=(f"{names.short(one.address)} has {100 * one.score:.2f} % of what walks reach.",),
            )
            for at, one in enumerate(found, start=1)
        ),
        stated=(
            "A lead, and no result of a trace: it says where to look, not where money is.",
            "Temporal PageRank: random walks from the accounts selected follow transfers in the order of time, and what "
            "waits counts half after 30 days.",
        ),
        empty="No transfer leads on from there.",
        noun="account",
    )
    return Found(
        results,
        f"accounts worth a look first, from {start}",
        lambda chosen, _tick: Drawn(tuple(numbers[found[at].address] for at in chosen)),
    )
