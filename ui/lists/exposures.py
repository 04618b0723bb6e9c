"""From which categories an account's money comes, and to which it goes, as a list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from investigator import taxonomy
from investigator.operations.exposing import Exposed, ExposedTerm
from investigator.records import Address
from ui import words
from ui.lists.found import LISTED, Drawn, Found, Names, count
from ui.panels.entries import Entry
from ui.panels.result_model import Cell, Column, Line, Results

WAYS = {"in": "comes from", "out": "goes to"}
RISKS: Mapping[bool | None, tuple[str, str]] = {
    True: ("illicit", "high"), False: ("licit", ""), None: ("–", "faint"),
}  # fmt: skip
SHARES = "Shares of one asset on one side sum to the whole of it."

COLUMNS = (
    Column("Money", "comes from"),
    Column("Category", "without one transfer"),
    Column("Risk", "illicit", "Whether the category is one of illicit accounts"),
    Column("Share", "100.00 %", SHARES, right=True),
    Column("Amount", "1,000.0000 WETH", right=True),
    Column("How near", "3 transfers away"),
    Column("Accounts", "1,000", right=True),
    Column("Of them", least=120),
)


def exposure_list(found: Sequence[Exposed], names: Names, numbers: Mapping[Address, int]) -> Found:
    """Each side's terms, asset by asset, the largest share first, then the transfer that, left out, would change most.

    `numbers` are those of all accounts in the case, by which they are drawn.
    """
    rows: list[tuple[Exposed, ExposedTerm | None]] = []
    for one in found:
        place = {thing: at for at, (thing, _) in enumerate(one.totals)}
        rows += [
            (one, term) for term in sorted(one.terms, key=lambda term: (place[term.thing], -term.share))
        ]
        rows += [(one, None)] if one.most is not None else []
    convention = found[0].convention if found else ""
    results = Results(
        title=f"Exposure of {names.short(found[0].address)}" if found else "Exposure",
        tier="structural",
        columns=COLUMNS,
        lines=tuple(_line(one, term, names) for one, term in rows),
        stated=(
            f"By {_spoken(convention)}; categories are what sources and the analyst say (attribution).",
            SHARES,
            *(_without(one) for one in found if one.most is not None),
        ),
        empty="No money comes to this account or goes from it in this case.",
        noun="term",
    )

    return Found(results, "an exposure", lambda chosen, _tick: _drawn([rows[at] for at in chosen], numbers))


def _drawn(rows: Sequence[tuple[Exposed, ExposedTerm | None]], numbers: Mapping[Address, int]) -> Drawn:
    accounts: dict[int, None] = {}
    transfers: dict[int, None] = {}
    for one, term in rows:
        accounts[numbers[one.address]] = None
        if term is not None:
            accounts |= dict.fromkeys(numbers[address] for address in term.accounts)
        elif one.most is not None:
            transfers[one.most.transfer] = None
    return Drawn(tuple(accounts), tuple(transfers))


def _spoken(convention: str) -> str:
    return convention.upper() if convention in {"fifo", "lifo", "libr"} else convention


def _share(share: float) -> str:
    """As people read it: neither nothing nor all where it is not quite that."""
    if 0 < share < 0.00005:
        return "< 0.01 %"
    return "> 99.99 %" if 0.99995 < share < 1 else f"{100 * share:.2f} %"


def _near(hops: int) -> str:
    return {0: "itself", 1: "direct"}.get(hops, f"{hops:,} transfers away")


def _line(found: Exposed, term: ExposedTerm | None, names: Names) -> Line:
    return _left_out(found) if term is None else _term(found, term, names)


def _term(found: Exposed, term: ExposedTerm, names: Names) -> Line:
    thing, (risk, tone) = term.thing, RISKS[term.illicit]
    exact = words.amount(term.amount, thing.decimals, thing.symbol)
    category = words.plain(taxonomy.name(term.category), 60)
    share = _share(term.share)
    some = ", ".join(names.short(one) for one in term.accounts[:4])
    listed = [names.entry(at, one) for at, one in enumerate(term.accounts[:LISTED])]
    rest = len(term.accounts) - LISTED
    return Line(
        cells=(
            Cell(WAYS[found.side]),
            Cell(category),
            Cell(risk, tone=tone),
            Cell(share, whole=f"{term.share:.9f}", order=term.share),
            Cell(
                words.amount(term.amount, thing.decimals, thing.symbol, places=4),
                f"{exact}\n{term.amount:,} base units",
                whole=f"{words.figure(term.amount, thing.decimals, grouped=False)} {thing.symbol}",
                order=term.amount,
            ),
            Cell(_near(term.hops), order=term.hops, whole=str(term.hops)),
            count(len(term.accounts)),
            Cell(some, whole=" ".join(words.whole(one) for one in term.accounts)),
        ),
        told=(f"{share} of the {words.plain(thing.symbol, 24)} {WAYS[found.side]} {category}.", f"{exact}, {_near(term.hops)}."),
        steps=(*listed, *([Entry("more", f"and {words.plural(rest, 'more account')}")] if rest > 0 else [])),
    )  # fmt: skip


def _left_out(found: Exposed) -> Line:
    assert found.most is not None
    most = found.most
    name = found.tx_hash or f"transfer {most.transfer}"
    return Line(
        cells=(
            Cell(WAYS[found.side]),
            Cell("without one transfer", "What would be if this transfer had not been"),
            Cell("–", tone="faint"),
            Cell(_share(most.after), whole=f"{most.after:.9f}", order=most.after),
            Cell(""),
            Cell(""),
            Cell(""),
            Cell(words.shorten(name), whole=name),
        ),
        told=(_without(found),),
        steps=(Entry("tx", words.shorten(name), "left out", tip=name, whole=name),),
    )


def _without(found: Exposed) -> str:
    """Which transfer, left out, changes the exposure most."""
    assert found.most is not None
    most = found.most
    category = words.plain(taxonomy.name(most.category), 60)
    coming = "coming in" if found.side == "in" else "going out"
    symbol = words.plain(found.things[most.pot].symbol, 24)
    return (
        f"Without {words.shorten(found.tx_hash) if found.tx_hash else f'transfer {most.transfer}'}, {category} would have"
        f" {_share(most.after)} of the {symbol} {coming} instead of"
        f" {_share(most.before)}: of {words.plural(most.tried, 'transfer')} left out one by one, it changes most."
    )
