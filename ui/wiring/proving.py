"""Merkle proofs of transactions, asked for in the window."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from investigator.cases.edits import Changed
from investigator.progress import Tick
from ui import words
from ui.desk import Desk
from ui.dialogs.node_dialog import NodeDialog
from ui.wiring.sources import asked_name

if TYPE_CHECKING:
    from investigator.operations.proving import ProofReport


class Proving:
    """Proves the transactions of transfers: from the case, and where that does not suffice, by a node."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def start(self, transfers: Sequence[int], node: str | None = None) -> None:
        """Prove the transactions of these transfers in the background."""
        case = self._desk.session.at_rest()

        def work(tick: Tick) -> ProofReport:
            # Ethereum's encodings are not paid for before something is to be proved
            from investigator.operations.proving import prove_transfers

            return prove_transfers(case, transfers, node, tick)

        name = f"Proving {words.plural(len(transfers), 'transfer')}"
        asks = asked_name(node) if node else ""
        self._desk.runner.start(name, work, lambda report: self._done(transfers, report, node), asks=asks)

    def _done(self, transfers: Sequence[int], report: ProofReport, node: str | None) -> None:
        if any(one.new for one in report.proofs):
            self._desk.session.touch(Changed.CASE)
        if report.lacking and node is None:
            self._ask(transfers, report)
            return
        bad = [(one, wrong) for one in report.proofs for wrong in one.contradicted]
        if bad:
            proof, wrong = bad[0]
            self._desk.messages.trouble(
                f"{words.shorten(proof.tx_hash)} is proved, and contradicts this case: "
                f"{wrong.where.replace('_', ' ')} {wrong.row}: {wrong.reason}."
            )
        elif report.failed:
            what, why = report.failed[0]
            self._desk.messages.trouble(f"{len(report.failed):,} could not be proved. First, {what}: {why}")
        else:
            self._desk.messages.note(_said(report))

    def _ask(self, transfers: Sequence[int], report: ProofReport) -> None:
        count = words.plural(len(report.lacking), "transaction")
        dialog = NodeDialog(
            self._desk.window,
            "Prove by a node",
            "&Prove",
            f"A proof is made of the whole block and all of its receipts. For {count} this case does not hold them, "
            "so a node must be asked.",
        )
        dialog.accepted_with.connect(lambda node: self.start(transfers, node))
        self._desk.ask(dialog)


def _said(report: ProofReport) -> str:
    if len(report.proofs) == 1:
        (one,) = report.proofs
        verb = "is proved" if one.new else "was proved before"
        shown = words.plural(len(one.shown), "transfer")
        return f"{words.shorten(one.tx_hash)} {verb}: in block {one.block:,}, with {shown} of the case."
    new = sum(one.new for one in report.proofs)
    before = len(report.proofs) - new
    return f"{words.plural(new, 'transaction')} proved" + (f", {before:,} before." if before else ".")
