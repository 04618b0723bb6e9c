"""Entities and what links their accounts, as lists."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from investigator.graph.entities.catalogue import rules
from investigator.operations.entities import Group, Linked, Reason
from investigator.progress import Tick, silent
from investigator.records import Address, Clock
from ui import words
from ui.lists.found import LISTED, TIMES, Drawn, Found, Names, count, moment
from ui.panels.entries import Entry
from ui.panels.result_model import Cell, Column, Line, Results

APART = "Select two accounts to see why they are one, or to keep them apart; what was kept apart is in the journal."
SHOWN_LABELS = 3


def entity_list(
    groups: Sequence[Group], names: Names, numbers: Mapping[Address, int], tick: Tick = silent
) -> Found:
    """The largest first, each with its links beside it; `numbers` are those of the accounts in the case."""
    lines: list[Line] = []
    for done, group in enumerate(groups):
        if done % 256 == 0:
            tick(done, len(groups), "Listing entities")
        lines.append(_entity(group, names))
    results = Results(
        title="Entities",
        tier="",
        columns=(
            Column("Accounts", "1,000", right=True),
            Column("Account", "0x0000…0000 xx", "Its first account"),
            Column("Tier", "structural, attr…"),
            Column("Called", least=130),
            Column("By", "deposit address, gas f…", "The rules that link its accounts"),
            Column("Links", "1,000", right=True),
        ),
        lines=tuple(lines),
        stated=("Each link has its witnesses, and can be switched off. No model merges anything.", APART),
        empty="Nothing in this case says that two accounts are one entity.",
        noun="entity",
        nouns="entities",
    )

    def draw(chosen: Sequence[int], _tick: Tick) -> Drawn:
        some = [groups[at] for at in chosen]
        accounts = dict.fromkeys(numbers[one] for group in some for one in group.accounts)
        return Drawn(tuple(accounts), _witnesses([one for group in some for one in group.links]))

    return Found(results, "entities", draw)


def why_list(found: Reason, clock: Clock, names: Names) -> Found:
    """The fewest links from one account to the other, then those whose removal would part them."""
    parted = [("parts them", one) for some in found.cut for one in some]
    alone = {id(one) for some in found.bridges for one in some}
    every = [*(("chain", one) for one in found.chain), *parted]
    ends = f"{names.short(found.a)} and {names.short(found.b)}"
    cut = words.plural(len(found.cut), "pair")
    results = Results(
        title=f"Why {ends} are one" if found.same else f"{ends} are not one",
        tier="",
        columns=(
            Column(
                "Part",
                "parts them",
                "In the chain between the two, or among the fewest that would part them",
            ),
            Column("Account", "0x0000…0000 xx"),
            Column("With", "0x0000…0000 xx"),
            Column("Tier", "attribution"),
            Column("What was seen", least=180),
            Column("Rule", "airdrop gathering"),
            Column("Witnesses", "100", right=True),
            Column(*TIMES[clock]),
        ),
        lines=tuple(_link(part, one, clock, names, alone=id(one) in alone) for part, one in every),
        stated=(
            f"{ends} are one entity by {words.plural(len(found.chain), 'link')}.",
            f"They would be parted by taking away what links {cut} of accounts.",
        )
        if found.same
        else (),
        empty=f"Nothing in this case says that {ends} are one entity.",
        noun="link",
    )
    return Found(
        results, "why two accounts are one", lambda chosen, _tick: _drawn([every[at][1] for at in chosen])
    )


def _entity(group: Group, names: Names) -> Line:
    by = Counter(one.link.rule for one in group.links)
    tiers = sorted({one.link.tier.value for one in group.links})
    shown = ", ".join(words.plain(one, 40) for one in group.labels[:SHOWN_LABELS])
    left = len(group.labels) - SHOWN_LABELS
    rest = len(group.links) - LISTED
    listed = [_between(at, one, names) for at, one in enumerate(group.links[:LISTED])]
    return Line(
        cells=(
            count(len(group.accounts)),
            names.cell(group.accounts[0]),
            Cell(", ".join(tiers)),
            Cell(f"{shown} + {left:,}" if left > 0 else shown, "\n".join(group.labels[:LISTED])),
            Cell(", ".join(by)),
            count(len(group.links)),
        ),
        told=(
            f"{words.plural(len(group.accounts), 'account')} by {words.plural(len(group.links), 'link')}.",
            *(f"{name[:1].upper()}{name[1:]}: {words.plural(number, 'link')}. {_fails(name)}"
              for name, number in by.most_common()),
        ),
        steps=(*listed, *([Entry("more", f"and {words.plural(rest, 'more link')}")] if rest > 0 else [])),
    )  # fmt: skip


def _fails(name: str) -> str:
    """When a rule is wrong: what has to be excluded before anyone relies on it."""
    told = next((rule.fails for rule in rules() if rule.name == name), ())
    return f"Wrong for {'; '.join(told)}." if told else ""


def _between(at: int, one: Linked, names: Names) -> Entry:
    tip = (
        f"{words.whole(one.a)}\n{words.whole(one.b)}\n{one.link.reason}\n{chr(10).join(one.witnesses[:4])}"
    )
    text = f"{names.short(one.a)} with {names.short(one.b)}"
    return Entry(at, text, one.link.rule, tip=tip, whole="\n".join(one.witnesses))


def _link(part: str, one: Linked, clock: Clock, names: Names, *, alone: bool) -> Line:
    link = one.link
    told = [f"{names.short(one.a)} {link.reason} ({names.short(one.b)}).", _fails(link.rule)]
    if alone:
        told.insert(1, "What links these two accounts alone holds both ends together.")
    return Line(
        cells=(
            Cell(part),
            names.cell(one.a),
            names.cell(one.b),
            Cell(link.tier.value),
            Cell(link.reason),
            Cell(link.rule),
            count(len(one.witnesses)),
            moment(link.time, clock),
        ),
        told=tuple(sentence for sentence in told if sentence),
        steps=tuple(
            Entry(at, words.shorten(witness), "witness", tip=witness, whole=witness)
            for at, witness in enumerate(one.witnesses[:LISTED])
        ),
    )


def _witnesses(links: Sequence[Linked]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(number for one in links for number in one.link.transfers))


def _drawn(links: Sequence[Linked]) -> Drawn:
    accounts = dict.fromkeys(number for one in links for number in one.link.pair)
    return Drawn(tuple(accounts), _witnesses(links))
