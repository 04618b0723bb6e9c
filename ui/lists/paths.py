"""Paths between accounts as a list, or why there is none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from investigator.operations.pathing import AssetFlow, FoundPath, NoPath, Paths, PathStep
from investigator.records import Address, Clock
from ui import words
from ui.lists.found import LISTED, TIMES, Drawn, Found, Names, count, moment
from ui.panels.entries import Entry
from ui.panels.result_model import Cell, Column, Line, Results

LEAST = "The smallest transfer on the way, where all are of one asset"
OPENED = {
    "after": "transfers before the span of time counted",
    "before": "transfers after the span of time counted",
    "assets": "all assets counted",
    "min_amount": "smaller amounts counted",
    "max_amount": "larger amounts counted",
    "avoid": "no account were avoided",
    "hops": "more transfers were allowed",
    "time": "transfers counted that come before the money they would pass on",
    "direction": "transfers were followed against their direction",
}
"""What would have to be lifted for a path to be there, as the end of a sentence."""


def path_list(
    found: Paths,
    title: str,
    clock: Clock,
    names: Names,
    numbers: Mapping[Address, int],
    stated: Sequence[str] = (),
) -> Found:
    """Each path with its steps beside it, then what could have come through at most, asset by asset.

    `numbers` are those of the accounts at a bottleneck, by which they are drawn.
    """
    lines = (*(_path(path, names) for path in found.paths), *(_flow(flow, names) for flow in found.flows))
    why = _closed(found.closed, names) if found.closed else ""
    left = words.plural(found.left_out, "account")
    results = Results(
        title=title,
        tier="structural",
        columns=(
            Column("Way", "shortest in time"),
            Column("Hops", "100", "Transfers on the way", right=True),
            Column("Over", least=200),
            Column("Least amount", "1,000.0000 WETH", LEAST, right=True),
            Column(TIMES[clock][0].replace("Time", "Leaves"), TIMES[clock][1]),
            Column(TIMES[clock][0].replace("Time", "Arrives"), TIMES[clock][1]),
        ),
        lines=lines,
        stated=(
            *stated,
            "A path shows how money could have gone; that this money went so takes a trace.",
            *((f"{left} on longer ways were not compared.",) if found.left_out else ()),
        ),
        summary=why if lines else "",
        empty=why or "No path.",
        noun="way",
    )
    return Found(results, "a path", lambda chosen, _tick: _drawn(found, numbers, chosen))


def _path(path: FoundPath, names: Names) -> Line:
    first, last = path.steps[0].transfer, path.steps[-1].transfer
    head = f"{path.kind[:1].upper()}{path.kind[1:]}, {words.plural(len(path.steps), 'step')}."
    rows = [step.transfer for step in path.steps]
    least = min(rows, key=lambda row: row.amount) if len({row.asset for row in rows}) == 1 else None
    order = (
        ""
        if path.in_time
        else "Not in the order of time: some transfer comes before the money it would pass on."
    )
    return Line(
        cells=(
            Cell(path.kind if path.in_time else f"{path.kind}, untimely", order or path.kind),
            count(len(path.accounts) - 1),
            Cell(
                " → ".join(names.short(one) for one in path.accounts[1:-1]) or "directly",
                "\n".join(f"{names.of(one)} {words.whole(one)}".strip() for one in path.accounts),
                whole=" -> ".join(words.whole(one) for one in path.accounts),
            ),
            Cell("–", "Several assets")
            if least is None
            else _amount(least.amount, least.decimals, least.symbol),
            moment(first.time, first.clock),
            moment(last.time, last.clock),
        ),
        told=(head, order) if order else (head,),
        steps=tuple(entry for at, step in enumerate(path.steps) for entry in _step(at, step, names)),
    )


def _amount(units: int, decimals: int | None, symbol: str) -> Cell:
    return Cell(
        words.amount(units, decimals, symbol, places=4),
        words.amount(units, decimals, symbol),
        whole=f"{words.figure(units, decimals, grouped=False)} {symbol}",
        order=units,
    )


def _step(at: int, step: PathStep, names: Names) -> list[Entry]:
    row, got = step.transfer, step.got
    amount = words.amount(row.amount, row.decimals, row.symbol, places=4)
    exact = words.amount(row.amount, row.decimals, row.symbol)
    if got:
        text = f"{step.kind} at {names.short(row.receiver)}"
        detail = f"{amount} → {words.amount(got.amount, got.decimals, got.symbol, places=4)}"
        exact += f" for {words.amount(got.amount, got.decimals, got.symbol)}"
    else:
        text, detail = f"{names.short(row.sender)} → {names.short(row.receiver)}", amount
    when = words.when(row.time, row.clock)
    whole = f"{words.whole(row.sender)} → {words.whole(row.receiver)}"
    tip = f"{whole}\n{exact}\n{words.when_tip(row.time, row.clock)}\n{row.tx_hash}".strip()
    return [
        Entry((at, 0), f"{at + 1}. {text}", detail, tone="", tip=tip, whole=row.tx_hash or whole),
        Entry((at, 1), f"     {when}", tone="dim", tip=tip, whole=when),
    ]


def _flow(flow: AssetFlow, names: Names) -> Line:
    most = words.amount(flow.value, flow.decimals, flow.symbol)
    pairs = [f"{names.short(a)} → {names.short(b)}" for a, b, _ in flow.bottleneck]
    some = ", ".join(pairs[:3]) + (f" and {len(pairs) - 3:,} more" if len(pairs) > 3 else "")
    entries = [
        Entry(at, pair, words.amount(amount, flow.decimals, flow.symbol, places=4), tone="",
              tip=f"{words.whole(a)} → {words.whole(b)}\n{words.amount(amount, flow.decimals, flow.symbol)}")
        for at, (pair, (a, b, amount)) in enumerate(zip(pairs, flow.bottleneck, strict=True))
    ]  # fmt: skip
    return Line(
        cells=(
            Cell("most at all", "The most that can have come through, whatever the order of time"),
            Cell(""),
            Cell(f"held down by {some}", "\n".join(pairs[:LISTED])),
            _amount(flow.value, flow.decimals, flow.symbol),
            Cell(""),
            Cell(""),
        ),
        told=(
            f"At most {most} can have come through.",
            "Times are not looked at: it is an upper bound. These pairs of accounts hold it down:",
        ),
        steps=tuple(entries[:LISTED]),
    )  # fmt: skip


def _closed(why: NoPath, names: Names) -> str:
    told = [
        f"No path as asked: {words.plural(why.reached, 'account')} reached,"
        f" {len(why.ends):,}{' or more' if len(why.ends) == 20 else ''} of them pass nothing on."
    ]
    told += [
        f"There would be one of {words.plural(hops, 'transfer')} if {OPENED[name]}."
        for name, hops in why.opens
    ]
    told += [
        f"The pull stopped at {names.short(stop.address)} ({words.plain(stop.reason, 60)}): pull it to look further."
        for stop in why.stops[:5]
    ]
    return " ".join(told)


def _drawn(found: Paths, numbers: Mapping[Address, int], chosen: Sequence[int]) -> Drawn:
    accounts: dict[int, None] = {}
    transfers: dict[int, None] = {}
    for at in chosen:
        if at < len(found.paths):
            for step in found.paths[at].steps:
                transfers[step.transfer.id] = None
                if step.got:
                    transfers[step.got.id] = None
        else:
            for giver, taker, _ in found.flows[at - len(found.paths)].bottleneck:
                accounts[numbers[giver]] = accounts[numbers[taker]] = None
    return Drawn(tuple(accounts), tuple(transfers))


def at_bottlenecks(found: Paths) -> list[Address]:
    """The accounts whose numbers `path_list` wants."""
    ends = (end for flow in found.flows for a, b, _ in flow.bottleneck for end in (a, b))
    return list(dict.fromkeys(ends))
