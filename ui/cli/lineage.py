"""`lineage`: from a score back to the model, and to the labels and features that taught it."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

from gnn.annotations.lineage import Ancestor, Lineage, lineage, touched
from gnn.shelf import Shelf
from investigator import operations
from investigator.address import short
from investigator.cases.case import Case
from investigator.data.queries import accounts
from investigator.data.queries.lessons import TaughtLabel
from investigator.operations import Touched
from investigator.settings import read_settings
from ui.cli.output import answer, say, table

SHOWN = 10


def lineage_(args: argparse.Namespace) -> int:
    """Lead a run of scores, or one account's score, back to what taught the model."""
    settings = read_settings()
    shelf = Shelf(settings.models)
    with Case.open(args.case, settings.examiner) as case:
        address, account = None, None
        if args.address:
            (address, account), *_ = operations.resolve(case, [args.address])
        found = lineage(case, shelf, account, args.run)
        used = touched(case, address, shelf=shelf) if address else None
        taught = {label.account for one in found.line for some in one.taught for label in some.labels}
        numbers = sorted(taught)
        names = dict(zip(numbers, map(short, accounts.addresses(case.store, numbers)), strict=True))
    if args.json:
        answer(_told(found, used, names) | {"address": short(address) if address else None})
        return 0
    if address:
        say(f"{short(address)} scores {found.score:.2f} in run {found.run['id']}.")
    say(f"Run {found.run['id']} was scored by {found.run['model']} ({found.run['model_hash'][:16]}…).")
    for one in found.line:
        _show(one, names)
    if used and used.sentence:
        say(used.sentence)
    return 0


def _told(found: Lineage, used: Touched | None, names: dict[int, str]) -> dict[str, Any]:
    return {
        "run": dict(found.run),
        "score": found.score,
        "models": [_model(one, names) for one in found.line],
        "touched": [asdict(one) for one in used.models] if used else [],
    }


def _model(one: Ancestor, names: dict[int, str]) -> dict[str, Any]:
    return {
        "id": one.id,
        "model_hash": one.model_hash,
        "at_hand": one.card is not None,
        "missing": one.missing,
        "started_from": one.card.started_from if one.card else "",
        "features_version": one.card.features_version if one.card else None,
        "lessons": [
            {
                "name": some.lesson.name,
                "graph": some.lesson.graph,
                "labels_hash": some.lesson.labels,
                "features_hash": some.lesson.features,
                "illicit": some.lesson.illicit,
                "licit": some.lesson.licit,
                "lesson": some.here,
                "whole": some.whole,
                "labels": [{"address": names[label.account], **asdict(label)} for label in some.labels],
            }
            for some in one.taught
        ],
    }


def _show(one: Ancestor, names: dict[int, str]) -> None:
    start = f", fine-tuned from {one.card.started_from}" if one.card and one.card.started_from else ""
    say(f"Model {one.id}{start}. {one.missing}".rstrip())
    if one.card and not one.taught:
        say(f"  its card names no labels; it was trained on {one.card.trained_on}")
    for some in one.taught[:SHOWN]:
        lesson = some.lesson
        kept = "its labels are kept elsewhere"
        if some.here is not None:
            whole = "whole" if some.whole else "NOT those that the card names"
            kept = f"its {len(some.labels):,} labels are kept here as lesson {some.here}, {whole}"
        say(
            f"  learned from {lesson.name}: {lesson.illicit:,} illicit and {lesson.licit:,} licit accounts, {kept}"
            f" (labels {lesson.labels[:16]}…, features {lesson.features[:16]}…, graph {lesson.graph[:16]}…)."
        )
        if some.labels:
            table(
                ["address", "says", "label", "for", "by", "at", ">sure"],
                [_row(label, names) for label in some.labels[:SHOWN]],
            )
    if len(one.taught) > SHOWN:
        say(f"  and from {len(one.taught) - SHOWN:,} more graphs; --json names them all.")


def _row(label: TaughtLabel, names: dict[int, str]) -> tuple[str, ...]:
    when = datetime.fromtimestamp(label.said_at / 1_000_000, UTC).strftime("%Y-%m-%d %H:%M")
    return (
        names[label.account],
        "illicit" if label.illicit else "licit",
        label.label,
        label.part,
        f"{label.annotator}, journal line {label.entry}",
        when,
        str(label.confidence),
    )
