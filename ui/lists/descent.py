"""Where scores come from, as a list: the model, what it was fine-tuned from, and the labels that taught each."""

from __future__ import annotations

from collections.abc import Mapping

from gnn.annotations.lineage import Ancestor, Lineage
from investigator.data.queries.lessons import TaughtLabel
from investigator.records import Address
from ui import words
from ui.lists.found import Drawn, Found, Names
from ui.panels.result_model import Cell, Column, Line, Results


def descent_list(found: Lineage, addresses: Mapping[int, Address], names: Names) -> Found:
    """A line for each label that this case keeps, or for each graph elsewhere; the scoring model's first."""
    lines: list[Line] = []
    accounts: list[int | None] = []
    for ancestor in found.line:
        for taught in ancestor.taught:
            if not taught.labels:
                lines.append(
                    _elsewhere(ancestor, taught.lesson.name, taught.lesson.illicit, taught.lesson.licit)
                )
                accounts.append(None)
            for label in taught.labels:
                lines.append(_label(ancestor, label, addresses[label.account], names))
                accounts.append(label.account)
    run = found.run
    score = f" It gave the account selected {found.score:.2f}." if found.score is not None else ""
    return Found(
        Results(
            title=f"Origin of run {run['id']}",
            tier="structural",
            columns=(
                Column("Model", "worlds-00000000"),
                Column("Learned from", least=200),
                Column("Said", "illicit"),
                Column("Part", "validation"),
                Column("Who", "an examiner's name"),
                Column("Sure", "100", right=True),
            ),
            lines=tuple(lines),
            stated=tuple(_stated(one) for one in found.line),
            summary=f"Scored by {run['model']}.{score}",
            empty="No label of this case taught the model.",
            noun="lesson",
        ),
        "accounts whose labels taught the model",
        lambda chosen, _tick: Drawn(tuple(who for at in chosen if (who := accounts[at]) is not None)),
    )


def _stated(one: Ancestor) -> str:
    if one.missing:
        return f"{one.id}: {one.missing}"
    whole = sum(taught.whole for taught in one.taught)
    kept = (
        f"; the labels of {words.plural(whole, 'graph')} are kept here, and have the very hash on its card"
        if whole
        else ""
    )
    parent = f", fine-tuned from {one.card.started_from}" if one.card and one.card.started_from else ""
    return f"{one.id} (SHA-256 {one.model_hash[:16]}…){parent}: {words.plural(len(one.taught), 'graph')}{kept}."


def _elsewhere(one: Ancestor, name: str, illicit: int, licit: int) -> Line:
    told = f"{illicit:,} illicit, {licit:,} licit"
    return Line(
        (
            Cell(one.id),
            Cell(words.plain(name or "a graph", 60), told),
            Cell(""),
            Cell(""),
            Cell(""),
            Cell(""),
        ),
        (f"{words.plain(name or 'a graph', 60)}: {told} accounts, labelled elsewhere.",),
    )


def _label(one: Ancestor, label: TaughtLabel, address: Address, names: Names) -> Line:
    verdict = "illicit" if label.illicit else "licit"
    said = f"{words.plain(label.label, 80)} · {label.tier} · {words.plain(label.source or label.note or 'no evidence given', 200)}"
    return Line(
        (
            Cell(one.id),
            names.cell(address),
            Cell(verdict, said, tone="high" if label.illicit else "verified"),
            Cell(label.part or "none"),
            Cell(
                words.plain(label.annotator if label.own else label.source, 40), words.moment(label.said_at)
            ),
            Cell(str(label.confidence), order=label.confidence),
        ),
        (
            f"{names.short(address)}: {said}.",
            f"Journal line {label.entry}, {words.moment(label.said_at)} UTC.",
        ),
    )
