"""`score` and `train`: what a model says, and how it comes about."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from gnn import casework
from gnn.around import score_around
from gnn.client import Worker
from gnn.shelf import Shelf
from investigator import operations
from investigator.address import short
from investigator.cases.case import Case
from investigator.data.queries import accounts
from investigator.records import ClusterScore, Reason, Scores
from investigator.settings import read_settings
from ui.cli.output import Progress, answer, say, table


def score_(args: argparse.Namespace) -> int:
    """Score a case, keep the scores in it, and answer with accounts or clusters, the highest first."""
    settings, progress = read_settings(), Progress()
    with Case.open(args.case, settings.examiner) as case, Worker() as worker:
        whole = operations.columns(case, progress)
        model = str(Shelf(settings.models).find(args.model)) if args.model else ""
        clusters: list[ClusterScore] = []
        if args.around:
            near = [account for _, account in operations.resolve(case, args.around)]
            scores = score_around(case, whole, worker, near, model, progress).scores
        else:
            _, scores, clusters = casework.score_case(case, whole, worker, model, progress)
        progress.clear()
        names = [short(address) for address in accounts.all_addresses(case.store)]
    rows = _clusters(clusters, names) if args.clusters else _accounts(scores, names)
    rows = rows if args.top is None else rows[: args.top]
    if args.json:
        answer(rows)
        return 0
    say(f"Scored by {scores.model}; a score is a lead, not a finding.")
    _show(rows if args.top is not None else rows[:20], clusters=args.clusters)
    return 0


def _accounts(scores: Scores, names: Sequence[str]) -> list[dict[str, Any]]:
    order = sorted(range(scores.accounts.size), key=lambda i: (-scores.calibrated[i], -scores.raw[i], i))
    return [
        {
            "address": names[int(scores.accounts[i])],
            "score": float(scores.raw[i]),
            "calibrated": float(scores.calibrated[i]),
            "abstained": bool(scores.abstained[i]),
            "model": scores.model,
            "reasons": _reasons(scores.reasons[i]),
        }
        for i in order
    ]


def _clusters(clusters: Sequence[ClusterScore], names: Sequence[str]) -> list[dict[str, Any]]:
    order = sorted(clusters, key=lambda one: (-one.calibrated, -one.score, one.cluster))
    return [
        {
            "cluster": one.cluster,
            "members": [names[member] for member in one.members.tolist()],
            "score": one.score,
            "calibrated": one.calibrated,
            "reasons": _reasons(one.reasons),
        }
        for one in order
    ]


def _reasons(reasons: Sequence[Reason]) -> list[dict[str, Any]]:
    return [asdict(reason) for reason in reasons]


def _show(rows: Sequence[dict[str, Any]], *, clusters: bool) -> None:
    if clusters:
        cells = [
            (f"cluster {r['cluster']}", f"{len(r['members']):,}", f"{r['calibrated']:.2f}", _first(r))
            for r in rows
        ]
        table(["cluster", ">members", ">score", "why"], cells)
    else:
        words = ("abstains" if r["abstained"] else f"{r['calibrated']:.2f}" for r in rows)
        table(
            ["address", ">score", "why"],
            [(r["address"], w, _first(r)) for r, w in zip(rows, words, strict=True)],
        )


def _first(row: dict[str, Any]) -> str:
    """What speaks most for suspicion, or else the strongest reason of all."""
    reasons = sorted(row["reasons"], key=lambda reason: reason["weight"] <= 0)
    return str(reasons[0]["text"]) if reasons else ""
