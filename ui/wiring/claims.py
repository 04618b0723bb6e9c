"""What the analyst says: labels, notes, seeds and findings."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from investigator import operations
from investigator.cases.edits import (
    AnyEdit,
    SetFinding,
    SetLabels,
    SetNote,
    Together,
)
from investigator.cases.facts import Finding
from investigator.operations.stating import free_key, seeds_edit
from investigator.progress import Tick
from investigator.records import Address, Label
from ui import words
from ui.desk import Desk
from ui.dialogs.finding_dialog import FindingDialog
from ui.dialogs.label_dialog import LabelDialog
from ui.panels.inspector import Inspector
from ui.wiring.proving import Proving
from ui.wiring.selecting import Selecting

UNDECIDED = "undecided"
MARKS = {True: "illicit", False: "licit"}


class ClaimVerbs(QObject):
    """Every claim is an edit, so that it can be undone and is in the journal.

    `revoked` carries a sentence about the models and scores that a label which was taken back has touched.
    """

    revoked = Signal(str)

    def __init__(self, desk: Desk, selecting: Selecting, inspector: Inspector) -> None:
        super().__init__(desk.window)
        self._desk, self._selecting, self._inspector = desk, selecting, inspector

    def label(self) -> None:
        """Ask for a label for what is selected."""
        self.label_these(self._selected())

    def label_these(self, addresses: Sequence[Address] | Address) -> None:
        """Ask for a label for these accounts; an only label of an only account can be changed."""
        who = [Address(addresses)] if isinstance(addresses, str) else list(addresses)
        own = self._desk.session.case.facts.labels.get(who[0], ()) if len(who) == 1 else ()
        dialog = LabelDialog(self._desk.window, who, own[0] if len(own) == 1 else None)
        dialog.accepted_with.connect(lambda label: self.put_label(who, label))
        self._desk.ask(dialog)

    def put_label(self, who: Sequence[Address], label: Label) -> None:
        """Give these accounts a label."""
        facts = self._desk.session.case.facts
        edits = [operations.label_edit(facts, one, label) for one in who]
        self._do(edits, f"Label {words.plural(len(edits), 'account')} as {label.text}")

    def mark(self, illicit: bool | None) -> None:
        """Label what is selected as illicit or licit, or take the analyst's labels off."""
        self.judge(self._selected(), illicit)

    def judge(self, who: Sequence[Address], illicit: bool | None) -> None:
        """Label these accounts as illicit or licit, or take the analyst's labels off."""
        if illicit is None:
            had = [one for one in who if self._desk.session.case.facts.labels.get(one)]
            self._do([SetLabels(one, ()) for one in who], "Clear labels")
            self._tell_touched(had)
            return
        label = operations.label_from_words(MARKS[illicit])
        edits: list[AnyEdit] = []
        for one in who:
            opposite = MARKS[not illicit]
            own = self._desk.session.case.facts.labels.get(one, ())
            kept = tuple(old for old in own if old.text not in {label.text, opposite, UNDECIDED})
            edits.append(SetLabels(one, (label, *kept)))
        self._do(edits, f"Mark {words.plural(len(edits), 'account')} {MARKS[illicit]}")

    def leave_open(self, who: Sequence[Address]) -> None:
        """Label these accounts as looked at and not decided, so that nobody asks again; a model learns nothing of it."""
        facts = self._desk.session.case.facts
        label = Label(UNDECIDED, confidence=0, source="examiner")
        edits = [operations.label_edit(facts, one, label) for one in who]
        self._do(edits, f"Leave {words.plural(len(edits), 'account')} open")

    def _tell_touched(self, who: Sequence[Address]) -> None:
        """Say which models and scores the labels of these accounts have touched, if any."""
        case, folder = self._desk.session.at_rest(), self._desk.settings.models

        def work(_tick: Tick) -> str:
            from gnn.annotations.lineage import touched
            from gnn.shelf import Shelf

            shelf = Shelf(folder)
            told = [found for one in who if (found := touched(case, one, "", shelf)).models]
            if not told:
                return ""
            models = list(dict.fromkeys(model.model for found in told for model in found.models))
            runs = {run["id"] for found in told for run in found.runs}
            made = f", which gave {words.plural(len(runs), 'run')} of the scores kept here" if runs else ""
            return (
                f"{words.plural(len(told), 'account')} no longer labelled had taught {', '.join(models)}{made}."
                " What was learned from it stays until a model is trained again."
            )

        def done(text: str) -> None:
            if text:
                self.revoked.emit(text)

        if who:
            self._desk.runner.start("Looking for what the labels taught", work, done, quiet=True)

    def note(self) -> None:
        """Go to the note of the account in the inspector."""
        self._inspector.setVisible(True)
        self._inspector.account.note.setFocus()

    def write_note(self, address: Address, text: str) -> None:
        """Keep a note."""
        if self._desk.session.is_open and self._desk.session.case.facts.notes.get(address, "") != text:
            self._desk.session.do(SetNote(address, text))

    def prove(self, transfers: Sequence[int] = ()) -> None:
        """Prove the transactions of these transfers, or else of the selected ones."""
        Proving(self._desk).start(transfers or self._desk.selection.transfers)

    def seed(self) -> None:
        """Start the case from what is selected; if all are seeds, no longer."""
        chosen = self._selected()
        self.set_seeds(chosen, not set(chosen) <= set(self._desk.session.case.facts.seeds))

    def set_seeds(self, addresses: Sequence[Address], wanted: bool) -> None:
        """Start the case from these accounts, or no longer."""
        edit = seeds_edit(self._desk.session.case.facts, addresses, wanted=wanted)
        if edit:
            self._desk.session.do(edit)

    def finding(self) -> None:
        """Ask for a finding that rests on what is selected."""
        self.state_on(self._selected())

    def state_on(self, addresses: Sequence[Address] | Address) -> None:
        """Ask for a finding that rests on these accounts and on the selected transfers."""
        who = [Address(addresses)] if isinstance(addresses, str) else list(addresses)
        dialog = FindingDialog(self._desk.window, who, self._desk.selection.transfers)
        dialog.accepted_with.connect(lambda found: self.put_finding(self._next(), found))
        self._desk.ask(dialog)

    def put_finding(self, key: str, found: Finding | None) -> None:
        """State a finding, or withdraw it."""
        self._desk.session.do(SetFinding(key, found))

    def _next(self) -> str:
        return free_key([line.body for line in self._desk.session.journal()])

    def _selected(self) -> list[Address]:
        return self._selecting.chosen()

    def _do(self, edits: Sequence[AnyEdit], what: str) -> None:
        if len(edits) == 1:
            self._desk.session.do(edits[0])
        elif edits:
            self._desk.session.do(Together(tuple(edits), what))
