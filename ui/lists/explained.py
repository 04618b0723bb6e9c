"""Why one account scores as it does, as a list: what was seen, which transfers carry it, who is like it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from gnn.explanation import Carrier, Explanation, Kin
from investigator.data.queries.transfers import TransferRow
from investigator.records import Address, Clock, Reason
from ui import words
from ui.lists.found import TIMES, Drawn, Found, Names, moment
from ui.panels.result_model import Cell, Column, Line, Results

LOG_ODDS = "What it adds to the log odds: positive towards suspicion, negative away from it"


def explained_list(
    found: Explanation,
    address: Address,
    rows: Mapping[int, TransferRow],
    kin: Mapping[int, Address],
    clock: Clock,
    names: Names,
) -> Found:
    """Reasons, then carrying transfers, then labelled accounts that look alike; each the strongest first.

    `rows` are the transfers by number, `kin` the addresses of the labelled accounts.
    """
    lines = [
        *(_reason(one) for one in found.reasons),
        *(_carrier(one, rows[one.transfer], clock, names) for one in found.carriers),
        *(_kin(one, kin[one.account], names) for one in found.kin),
    ]
    before = len(found.reasons)
    carriers = [one.transfer for one in found.carriers]

    def draw(chosen: Sequence[int]) -> Drawn:
        transfers = [at - before for at in chosen if before <= at < before + len(carriers)]
        alike = [at - before - len(carriers) for at in chosen if at >= before + len(carriers)]
        if any(at < before for at in chosen):  # a reason is told by all that carries the score
            transfers = list(range(len(carriers)))
        accounts = (found.account, *(found.kin[at].account for at in alike))
        return Drawn(accounts, tuple(carriers[at] for at in transfers))

    who = names.short(address)
    return Found(
        Results(
            title=f"Why {who} has {found.calibrated:.2f}",
            tier="lead",
            columns=(
                Column("What", "labelled account"),
                Column("Which", least=280),
                Column("Weight", "−0.000", LOG_ODDS, right=True),
                Column("Amount", "1,000.0000 WETH", right=True),
                Column(*TIMES[clock]),
            ),
            lines=tuple(lines),
            stated=_stated(found),
            summary=words.plain(found.summary),
            empty="The model names nothing.",
            noun="line",
        ),
        f"what carries the score of {who}",
        lambda chosen, _tick: draw(chosen),
    )


def _stated(found: Explanation) -> tuple[str, ...]:
    told = [f"{found.model} says so: a lead, and no proof.", found.feature_fidelity.verdict]
    if found.transfer_fidelity:
        told.append(found.transfer_fidelity.verdict)
    near = found.surroundings
    if not near.complete:
        told.append(
            f"Of the surroundings, {near.transfers:,} transfers up to {near.hops} away were looked at; there were more."
        )
    return tuple(told)


def _weight(value: float) -> Cell:
    sign = "−" if value < 0 else "+"
    return Cell(f"{sign}{abs(value):.3f}", LOG_ODDS, "low" if value < 0 else "high", f"{value:.6f}", value)


def _reason(one: Reason) -> Line:
    text = one.text.removeprefix("ordinary: ")
    kind = "ordinary reason" if one.weight < 0 else "reason"
    shown = text[:1].upper() + text[1:]
    return Line((Cell(kind), Cell(shown, shown), _weight(one.weight), Cell(""), Cell("")), (f"{shown}.",))


def _carrier(one: Carrier, row: TransferRow, clock: Clock, names: Names) -> Line:
    ends = f"{names.short(row.sender)} → {names.short(row.receiver)}"
    away = "its own" if one.hop == 0 else f"{words.plural(one.hop, 'transfer')} away"
    shown = words.amount(row.amount, row.decimals, row.symbol, places=4)
    return Line(
        (
            Cell("transfer"),
            Cell(ends, f"{words.whole(row.sender)} → {words.whole(row.receiver)}"),
            _weight(one.weight),
            Cell(words.plain(shown), order=row.amount),
            moment(row.time, clock),
        ),
        (f"{ends}, {words.plain(shown)}: {away}.",),
    )


def _kin(one: Kin, address: Address, names: Names) -> Line:
    verdict = "illicit" if one.illicit else "licit"
    told = f"{names.short(address)}, labelled {verdict}: nearer than {one.nearer_than:.1%} of accounts; {one.words}"
    return Line(
        (
            Cell(f"alike, {verdict}", tone="high" if one.illicit else "verified"),
            names.cell(address),
            Cell(""),
            Cell(""),
            Cell(""),
        ),
        (told,),
    )
