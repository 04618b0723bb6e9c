"""`expand`, `label`, `unlabel` and `report`: what an analyst does with a case."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from typing import Any

from investigator import operations, taxonomy
from investigator.address import short
from investigator.cases.case import Case
from investigator.data.queries import accounts
from investigator.errors import Trouble
from investigator.records import Label, Tier
from investigator.settings import read_settings
from ui.cli.filtering import read_filter
from ui.cli.output import Progress, answer, say


def expand_(args: argparse.Namespace) -> int:
    """Put a neighbourhood on the chart."""
    progress = Progress()
    with Case.open(args.case, read_settings().examiner) as case:
        whole = operations.columns(case, progress)
        found = operations.expand_on_chart(
            case, whole, args.seeds, args.hops, read_filter(case, args), args.budget, progress
        )
        progress.clear()
        reached = found.expansion
        names = accounts.addresses(case.store, reached.graph.accounts.tolist())
    left_out = int(reached.left_out.sum())
    if args.json:
        rows = zip(names, reached.hop.tolist(), reached.left_out.tolist(), strict=True)
        answer(
            {
                "accounts": [
                    {"address": short(name), "hop": hop, "left_out": missed} for name, hop, missed in rows
                ],
                "transfers": reached.graph.size,
                "added": found.added,
                "left_out": left_out,
            }
        )
        return 0
    say(f"{reached.graph.order:,} accounts reached, {found.added:,} of them new on the chart;")
    say(f"{reached.graph.size:,} transfers between them; {left_out:,} counterparties left out.")
    return 0


def label_(args: argparse.Namespace) -> int:
    """Label one account, or many from a file."""
    if args.from_csv is None and not (args.address and args.label):
        raise Trouble("Say which account and which label, or give a file with --from-csv.")
    touched: operations.Touched | None = None
    with Case.open(args.case, read_settings().examiner) as case:
        if args.from_csv is not None:
            outcome = operations.label_from_csv(case, args.from_csv)
        else:
            (address, _), *_ = operations.resolve(case, [args.address])
            touched = operations.put_label(case, address, _label(args))
            outcome = operations.Labelled(1, ())
    if args.json:
        answer({"labelled": outcome.labelled, "unknown": list(outcome.unknown)} | _touched(touched))
    else:
        say(f"{outcome.labelled:,} accounts labelled.")
        if touched and touched.sentence:
            say(touched.sentence)
        if outcome.unknown:
            say(f"{len(outcome.unknown):,} are not in this case: {', '.join(outcome.unknown[:3])}…")
    return 0


def unlabel_(args: argparse.Namespace) -> int:
    """Take labels back, and say what they taught."""
    with Case.open(args.case, read_settings().examiner) as case:
        (address, _), *_ = operations.resolve(case, [args.address])
        touched = operations.remove_label(case, address, args.label)
    if args.json:
        answer({"address": short(address), "touched": None, **_touched(touched)})
    else:
        say(
            f"The label{'' if args.label else 's'} of {short(address)} {'is' if args.label else 'are'} taken back."
        )
        say(touched.sentence or "No model has learned from it.")
    return 0


def _touched(touched: operations.Touched | None) -> dict[str, Any]:
    """What a change of labels touched, if anything."""
    if touched is None or not touched.models:
        return {}
    return {
        "touched": {
            "models": [asdict(one) for one in touched.models],
            "runs": [dict(row) for row in touched.runs],
            "retrain": touched.command,
        }
    }


def _label(args: argparse.Namespace) -> Label:
    if args.category and args.category not in taxonomy.CONCEPTS:
        raise Trouble(
            f"{args.category} is no concept of the taxonomy; try exchange, phishing or mixing_service."
        )
    meant = True if args.illicit else False if args.licit else None
    label = operations.label_from_words(args.label, args.category)
    return Label(
        label.text,
        label.category,
        tier=Tier(args.tier),
        confidence=args.confidence,
        source=args.source or "examiner",
        note=args.note,
        illicit=label.illicit if meant is None else meant,
        evidence=args.evidence,
    )


def report_(args: argparse.Namespace) -> int:
    """Write the report of a case."""
    # the shelf and the typesetter are loaded for this verb alone
    from gnn.casework import card_of_run
    from investigator.report import ReportOptions
    from investigator.report.parts import leave_out
    from investigator.report.template import Template, read_template

    settings, progress = read_settings(), Progress()
    target = args.out or operations.default_report(args.case)
    left_out = leave_out(args.without)
    template = read_template(args.template) if args.template else Template()
    with Case.open(args.case, settings.examiner) as case:
        card, form = card_of_run(case, settings.models), operations.form_of(target)
        options = ReportOptions(
            settings.examiner, card=card, form=form, left_out=left_out, template=template
        )
        figure = operations.figure_of(case, progress)
        result = operations.write_report(case, target, options, figure, drawn=True, tick=progress)
    progress.clear()
    if args.json:
        answer({"path": str(target), "sha256": result.sha256, "pages": result.pages})
    else:
        pages = f"{result.pages:,} pages, " if form == "pdf" else ""
        say(f"Wrote {target}: {pages}SHA-256 {result.sha256}.")
    return 0
