"""`prove`: Merkle proofs of transactions."""

from __future__ import annotations

import argparse
from pathlib import Path

from investigator.cases.case import Case
from investigator.data.sealing import Misfit
from investigator.errors import Trouble
from investigator.operations.proving import ProofReport, Proved, prove, prove_exhibits
from investigator.settings import read_settings
from ui.cli.output import Progress, answer, say


def prove_(args: argparse.Namespace) -> int:
    """Prove a transaction, or those of all exhibits; 1 if one cannot be, or contradicts the case."""
    if args.exhibits == (args.tx is not None):
        raise Trouble("Name the transaction to prove, or say --exhibits.")
    if args.exhibits and args.out is not None:
        raise Trouble("-o writes one proof: name the transaction, or leave -o out.")
    progress = Progress()
    with Case.open(args.case, read_settings().examiner) as case:
        if args.exhibits:
            report = prove_exhibits(case, args.source, progress)
        else:
            report = prove(case, args.tx, args.source, progress)
    progress.clear()
    if args.out is not None:
        _write(args.out, report.proofs[0])
    if args.json:
        answer(_told(report))
    else:
        _say(report)
    return 0 if report.sound else 1


def _write(path: Path, proof: Proved) -> None:
    try:
        path.write_bytes(proof.document.encode())
    except OSError as error:
        raise Trouble(f"{path} cannot be written: {error.strerror}.") from error


def _told(report: ProofReport) -> dict[str, object]:
    return {
        "proofs": [
            {
                **{"transaction": one.tx_hash, "chain": one.chain, "block": one.block},
                **{"block_hash": one.block_hash, "index": one.index, "sha256": one.sha256, "new": one.new},
                "transfers": list(one.shown),
                "contradicted": [
                    {"where": bad.where, "row": bad.row, "reason": bad.reason} for bad in one.contradicted
                ],
            }
            for one in report.proofs
        ],
        "failed": [{"what": what, "reason": reason} for what, reason in report.failed],
    }


def _say(report: ProofReport) -> None:
    for one in report.proofs:
        verb = "Proved" if one.new else "Proved already:"
        say(f"{verb} {one.tx_hash} in block {one.block:,} of {one.chain}, {one.block_hash}.")
        count = len(one.shown)
        say(
            f"  It shows {count:,} transfer{'s' * (count != 1)} of the case; SHA-256 of the proof: {one.sha256}"
        )
        for bad in one.contradicted:
            say(f"  It contradicts {_row(bad)}: {bad.reason}.")
    for what, reason in report.failed:
        say(f"Not proved: {what}: {reason}")


def _row(bad: Misfit) -> str:
    return f"{bad.where.replace('_', ' ')} {bad.row}"
