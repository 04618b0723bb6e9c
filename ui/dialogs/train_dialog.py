"""Train a model from the labels of cases: which, how long, and whether they are enough."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from gnn.annotations.audited import Audit
from gnn.recipe import Backbone, Recipe
from investigator.records import Address
from ui import words
from ui.dialogs.fields import choice, chosen, number
from ui.dialogs.file_dialog import ask_file
from ui.dialogs.sheet import Sheet, field, side_by_side, text_line
from ui.language import say
from ui.panels import parts

FEW = 20
"""Labels of a kind below which a model learns little that holds elsewhere."""


KINDS: tuple[tuple[str, Backbone | Literal[""]], ...] = (
    ("Fine-tune the shipped one while labels are few", ""),
    ("Anew: principal neighbourhood aggregation (PNA)", "pna"),
    ("Anew: graph isomorphism (GIN)", "gin"),
    ("Anew: attention (GAT)", "gat"),
    ("Anew: GraphSAGE, which knows nothing of transfers", "sage"),
    ("Anew: averaged neighbourhoods (SIGN), the fastest", "sign"),
)
DOUBTED = 8
"""Doubtful labels that are listed."""
TOO_FEW = f"Fewer than {FEW} of a kind: expect a model that knows these accounts and no others."


@dataclass(frozen=True)
class CaseLabels:
    """How many accounts of a case are labelled. `claimed_*` counts what only imported sources say."""

    path: Path
    title: str
    illicit: int
    licit: int
    claimed_illicit: int = 0
    claimed_licit: int = 0


@dataclass(frozen=True)
class TrainOrder:
    """What was decided. `claims`: learn from the labels of imported sources too.

    `without` are addresses whose labels teach nothing, `search` is how many settings are tried before, and
    `force` keeps a model that is worse than the one in use. `backbone` is the kind of network of a model that is
    begun anew, '' to fine-tune the shipped one while labels are few.
    """

    name: str
    cases: tuple[Path, ...]
    claims: bool
    epochs: int
    seed: int
    search: int = 0
    without: tuple[str, ...] = ()
    force: bool = False
    backbone: Backbone | Literal[""] = ""


class TrainDialog(Sheet):
    """`accepted_with` carries a `TrainOrder`.

    `case_asked` carries the path of another case; its labels are counted elsewhere and given to `add_case`.
    `check_asked` carries the order as it stands; its labels are checked elsewhere and told by `show_audit`.
    """

    case_asked = Signal(object)
    check_asked = Signal(object)

    def __init__(self, parent: QWidget | None, cases: Iterable[CaseLabels], name: str = "") -> None:
        super().__init__(parent, say("Train a model"), say("&Train"), 520)
        self._cases: list[tuple[CaseLabels, QCheckBox]] = []
        self._lines, self._doubts = parts.column(), parts.column()
        self._left_out: list[tuple[str, QCheckBox]] = []
        self.name = text_line(name, say("Northwind 1"), 80)
        self.claims = QCheckBox(say("Learn from labels of &imported sources too"))
        self.claims.setChecked(True)
        self.claims.toggled.connect(lambda _on: self.check())
        self.epochs = number(Recipe().epochs, 1, 5000, step=10)
        self.seed = number(0, 0, 2_000_000_000)
        self.search = number(0, 0, 50)
        self.kind = choice(KINDS, "")
        self.look = parts.button(say("C&heck the labels"), lambda: self.check_asked.emit(self.answer()))
        self.audit = parts.label("", "dim", wrap=True)
        self.counts = parts.label("", wrap=True)
        self.warning = parts.label("", "dim", "mid", wrap=True)
        more = parts.button(say("&Add case…"), self._choose)
        self.build(
            field(say("&Name of the model"), self.name),
            parts.label(say("Learn from the labels of"), "dim"), 4, self._lines, 4,
            parts.line(more, 0), 12, self.claims, 12,
            self.counts, 2, self.warning, 8, parts.line(self.look, 0), 4, self.audit, self._doubts, 12,
            side_by_side(field(say("&Rounds at most"), self.epochs, say("Stops early when it no longer learns.")),
                         field(say("&Seed"), self.seed, say("The same seed gives the same model.")),
                         field(say("Settings to &try"), self.search, say("Before training, by validation alone."))),
            8, field(say("Net&work"), self.kind),
        )  # fmt: skip
        self.watch(self.name)
        self.shown_first = self.name
        for case in cases:
            self.add_case(case)

    def add_case(self, case: CaseLabels) -> None:
        """Offer the labels of a case. One that is offered already is not offered twice."""
        if self.over or any(case.path == known.path for known, _ in self._cases):
            return
        box = QCheckBox(words.caption(f"{case.title or case.path.name}"))
        box.setToolTip(words.tip(str(case.path)))
        box.setChecked(True)
        box.toggled.connect(lambda _on: self.check())
        self._cases.append((case, box))
        mine = parts.label(f"{case.illicit:,} illicit · {case.licit:,} licit", "dim")
        self._lines.addLayout(parts.line(box, 0, mine, margins=(0, 3, 0, 3)))
        self.check()

    def show_audit(self, audit: Audit) -> None:
        """Say what is doubtful about the labels; whose label is doubted can be left out."""
        if self.over:
            return
        parts.clear(self._doubts)
        self._left_out = []
        likely = [one for one in audit.suspects if one.likely]
        twins = sum(one.across for one in audit.twins)
        told = [
            words.plural(len(likely), "label") + " probably wrong",
            words.plural(len(audit.clashes), "account") + " with labels that disagree",
            words.plural(twins, "twin") + " across parts",
        ]
        said = [f"{', '.join(told)}. You decide: a tick leaves a label out.", *audit.warnings]
        self.audit.setText(words.plain_lines("\n".join(said)))
        for one in likely[:DOUBTED]:
            given = "illicit" if one.illicit else "licit"
            box = QCheckBox(words.caption(f"{words.shorten(Address(one.address))} · {given}"))
            box.setToolTip(words.tip(f"{words.whole(Address(one.address))}\n{one.why}"))
            self._left_out.append((one.address, box))
            self._doubts.addLayout(parts.line(box, 0, parts.label(f"{one.probability:.0%} fits", "dim")))
        if len(likely) > DOUBTED:
            left = words.plural(len(likely) - DOUBTED, "more")
            self._doubts.addWidget(parts.label(f"and {left}: investigator train CASE --check", "dim"))

    def totals(self) -> tuple[int, int]:
        """How many (illicit, licit) labels would be learned from."""
        chosen = [case for case, box in self._cases if box.isChecked()]
        claims = self.claims.isChecked()
        return (
            sum(case.illicit + case.claimed_illicit * claims for case in chosen),
            sum(case.licit + case.claimed_licit * claims for case in chosen),
        )

    def problem(self) -> str:
        """What is still missing. Few labels are said, and left to the analyst's judgement."""
        illicit, licit = self.totals()
        self.counts.setText(f"{illicit:,} illicit and {licit:,} licit labels to learn from")
        few = 0 < min(illicit, licit) < FEW
        self.warning.setText(TOO_FEW if few else "")
        self.warning.setVisible(few)
        if not self.name.text().strip():
            return "Give the model a name."
        if not any(box.isChecked() for _, box in self._cases):
            return "Choose at least one case."
        if not min(illicit, licit):
            missing = "licit" if illicit else "illicit"
            return f"There is no {missing} label to learn from; label some accounts first."
        return ""

    def answer(self) -> TrainOrder:
        """The order."""
        cases = tuple(case.path for case, box in self._cases if box.isChecked())
        name = self.name.text().strip()
        return TrainOrder(
            name, cases, self.claims.isChecked(), self.epochs.value(), self.seed.value(), self.search.value(),
            tuple(address for address, box in self._left_out if box.isChecked()),
            backbone=cast("Backbone", chosen(self.kind)),
        )  # fmt: skip

    def _choose(self) -> None:
        title, pattern = "Add the labels of another case", "Case files (*.case)"
        ask_file(self, title, "", pattern, lambda path: self.case_asked.emit(Path(path)))
