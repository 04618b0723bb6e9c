"""Whether a set's table reaches what was aimed at, in words: it stands below the table, good or bad."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from benchmarks.contest import BOUND, CHOSEN, SHIPPED, SHUFFLED, Line
from gnn.card import Card

TREES = "account trees"
AIM = 0.1
"""F1 above boosted trees on account features that the choice of validation is to reach."""


def target(lines: Sequence[Line]) -> Iterator[str]:
    """What the lines of one set come to; nothing without trees and a choice to compare."""
    by_name = {one.model: one for one in lines}
    chosen = next((one for one in lines if one.model.startswith(CHOSEN)), None)
    if TREES not in by_name or chosen is None:
        return
    trees = by_name[TREES].f1.value
    yield f"aimed at: {AIM:.3f} of F1 above boosted trees on account features, which have {trees:.3f}"
    for name, one in (("chosen on validation", chosen), ("shipped, unseen", _shipped(lines))):
        if one is not None:
            gain = one.f1.value - trees
            yield f"{name}: {one.f1.value:.3f}, {gain:+.3f}: {'met' if gain >= AIM else 'NOT MET'}"
    yield from _shuffled(by_name)
    rivals = [one for one in lines if one not in (chosen, by_name[TREES], by_name.get(BOUND))]
    tried = ", ".join(f"{one.model} {one.f1.value:.3f}" for one in rivals if SHUFFLED not in one.model)
    yield f"tried: {tried}"
    if BOUND in by_name:
        most = by_name[BOUND].f1.value
        yield (
            f"even trees that are told the true label of every counterparty come to {most:.3f}"
            f" ({most - trees:+.3f}): no message along transfers can bring more"
        )


def by_its_card(card: Card) -> Iterator[str]:
    """The same of the shipped model by its own card, whose trees learned from as many worlds as its network."""
    rows = {one.choice: one for one in card.measured if one.set == "test"}
    scores = next((one for one in rows.values() if one.scores), None)
    if scores is None or TREES not in rows:
        return
    trees, mine = rows[TREES].f1.value, scores.f1.value
    yield (
        f"by its card, {scores.accounts:,} accounts of such worlds: {scores.choice} {mine:.3f} against {trees:.3f} of"
        f" {TREES} that learned from the same, {mine - trees:+.3f}: {'met' if mine - trees >= AIM else 'NOT MET'}"
    )
    told = ", ".join(f"{name} {value:.3f}" for name, value in card.ablations.items() if name.endswith("F1"))
    yield f"by its card: {told}"
    yield f"what learned here saw few worlds, so that the table ends in time; the shipped model: {card.trained_on}"


def _shipped(lines: Sequence[Line]) -> Line | None:
    return next((one for one in lines if one.model.startswith(SHIPPED) and "(" in one.model), None)


def _shuffled(by_name: dict[str, Line]) -> Iterator[str]:
    """The net on real edges against itself on edges drawn by lot: clear where the intervals do not touch."""
    for name, lots in by_name.items():
        real = by_name.get(name.removesuffix(SHUFFLED))
        if name.endswith(SHUFFLED) and real is not None:
            said = (
                "clearly lower" if lots.f1.high < real.f1.low else "NOT CLEARLY lower, the intervals touch"
            )
            if lots.f1.value >= real.f1.value:
                said = "NOT LOWER"
            area = f"PR-AUC {lots.pr_auc.value:.3f} against {real.pr_auc.value:.3f}"
            yield (
                f"shuffled edges: {lots.f1.value:.3f} against {real.f1.value:.3f} of the same net on real ones:"
                f" {said}; {area}"
            )
