"""`train` and `triage`: what a model learns from the analyst's labels, and what to label next."""

from __future__ import annotations

import argparse
from contextlib import ExitStack
from dataclasses import asdict
from pathlib import Path
from typing import Any

import msgspec

from gnn import casework
from gnn.annotations.audited import Audit
from gnn.annotations.triage import ground, worklist
from gnn.client import Worker
from gnn.recipe import Recipe
from gnn.shelf import Shelf
from investigator import operations
from investigator.address import short
from investigator.cases.case import Case
from investigator.data.queries import accounts, results
from investigator.errors import Trouble
from investigator.records import Address
from investigator.settings import Settings, read_settings
from ui.cli.output import Progress, answer, say, table

SHOWN = 10


def train_(args: argparse.Namespace) -> int:
    """Look at the labels, train a model from them, and keep it unless it is worse than the one in use."""
    settings, progress = read_settings(), Progress()
    with ExitStack() as stack:
        paths = {path.resolve(): path for path in args.cases}  # a case that is named twice is opened once
        cases = [stack.enter_context(Case.open(path, settings.examiner)) for path in paths.values()]
        worker = stack.enter_context(Worker())
        given: dict[str, Any] = {
            "claims": args.claims,
            "without": args.without,
            "seed": args.seed,
            "tick": progress,
        }
        audit = casework.audit_cases(cases, worker, **given)
        if not args.check:
            card = casework.train_cases(
                cases, worker, _folder(args, settings), **given, **_models(args, settings, cases[0])
            )
    progress.clear()
    if args.check:
        return _checked(args, audit)
    if args.json:
        answer(card | {"audit": _summary(audit)})
        return 0
    for warning in audit.warnings:
        say(warning)
    say(f"Trained {card['id']}, kept in {_folder(args, settings)}.")
    say(str(card["against"]))
    say(f"Score with it: investigator score {args.cases[0]} --model {card['id']}")
    return 0


def _folder(args: argparse.Namespace, settings: Settings) -> Path:
    return args.out or settings.models


def _models(args: argparse.Namespace, settings: Settings, case: Case) -> dict[str, Any]:
    """What to start from and to compare with: models of this user's shelf, wherever the new one goes."""
    shelf = Shelf(settings.models)
    return {
        "name": args.name,
        "search": args.search,
        "force": args.force,
        "anew": args.anew or bool(args.backbone or args.edge_updates or args.ego),
        "recipe": Recipe(
            backbone=args.backbone or "pna",
            edge_updates=args.edge_updates,
            ego=args.ego,
            device=args.device,
        ),
        "start": str(shelf.find(args.start)) if args.start else "",
        "against": str(shelf.find(args.against)) if args.against else casework.in_use(case, shelf),
    }


def _checked(args: argparse.Namespace, audit: Audit) -> int:
    if args.json:
        answer(msgspec.to_builtins(audit) | {"likely": audit.likely, "suspects": _suspects(audit)})
        return 0
    for warning in audit.warnings:
        say(warning)
    for clash in audit.clashes[:SHOWN]:
        held = {True: "illicit holds", False: "licit holds", None: "neither holds"}[clash.verdict]
        say(
            f"{short(Address(clash.address))}: illicit by {', '.join(clash.illicit)}; licit by"
            f" {', '.join(clash.licit)}; {held}."
        )
    for twin in audit.twins[:SHOWN]:
        shown = [
            f"{short(Address(one.address))} ({'illicit' if one.illicit else 'licit'}, {one.part})"
            for one in twin.members[:3]
        ]
        more = f" and {twin.size - len(shown):,} more" if twin.size > len(shown) else ""
        say(f"{twin.kind}: {', '.join(shown)}{more}.")
    doubted = [one for one in audit.suspects if one.likely] or list(audit.suspects)
    table(
        ["address", ">fits", "why it is doubted"],
        [(short(Address(one.address)), f"{one.probability:.2f}", one.why) for one in doubted[:SHOWN]],
    )
    say("Nothing was changed. Train without some: investigator train CASE --without ADDRESS")
    return 0


def _suspects(audit: Audit) -> list[dict[str, Any]]:
    return [{**msgspec.to_builtins(one), "address": short(Address(one.address))} for one in audit.suspects]


def _summary(audit: Audit) -> dict[str, Any]:
    """What came before a training, without the whole list."""
    return {
        "warnings": list(audit.warnings),
        "balance": audit.balance,
        "clashes": len(audit.clashes),
        "twins": len(audit.twins),
        "likely": audit.likely,
        "suspects": [one for one in _suspects(audit)[:SHOWN] if one["likely"]],
    }


def triage_(args: argparse.Namespace) -> int:
    """Say which accounts to label next, by the newest scores."""
    progress = Progress()
    with Case.open(args.case, read_settings().examiner) as case:
        run = results.latest_run(case.store)
        if run is None:
            raise Trouble(f"Nothing has been scored yet; run `investigator score {args.case}` first.")
        scores, whole = results.read_scores(case.store, run), operations.columns(case, progress).whole()
        if whole.accounts.size != scores.accounts.size:
            raise Trouble(
                f"The case has grown since it was scored; run `investigator score {args.case}` again."
            )
        labelled = set(accounts.find(case.store, case.facts.labels).values())
        picks = worklist(ground(whole, scores, progress), labelled, max(0, args.top))
        names = accounts.addresses(case.store, [pick.account for pick in picks])
    progress.clear()
    rows = [{"address": short(name), **asdict(pick)} for name, pick in zip(names, picks, strict=True)]
    if args.json:
        for row in rows:
            del row["row"], row["account"]
        answer(rows)
        return 0
    table(
        ["address", ">score", ">unsure", ">exposed", ">new", "why"],
        [
            (
                row["address"],
                *(f"{row[name]:.2f}" for name in ("score", "uncertainty", "exposure", "diversity")),
                row["why"],
            )
            for row in rows
        ],
    )
    return 0
