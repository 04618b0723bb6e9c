"""Say what an account is: the claim, how sure it is, and where it comes from."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSlider, QWidget

from investigator import taxonomy
from investigator.records import Address, Label, Tier
from ui import words
from ui.dialogs.fields import choice, chosen
from ui.dialogs.sheet import Sheet, field, side_by_side, text_box, text_line
from ui.panels import parts

VERDICTS: tuple[tuple[str, bool | None], ...] = (
    ("Says nothing either way", None),
    ("Illicit", True),
    ("Licit", False),
)
TIERS = (
    ("Attribution: someone says so", Tier.ATTRIBUTION),
    ("Structural: follows from the chain by a rule", Tier.STRUCTURAL),
    ("Lead: a model or a pattern suggests it", Tier.LEAD),
)


class LabelDialog(Sheet):
    """`accepted_with` carries a `Label` for all of `addresses`. Choosing a category proposes a verdict."""

    def __init__(
        self, parent: QWidget | None, addresses: Sequence[Address], label: Label | None = None
    ) -> None:
        title = "Change label" if label else "Label"
        super().__init__(parent, title, "&Save label" if label else "&Label", 520)
        old = label or Label("")
        who = (
            words.shorten(addresses[0]) if len(addresses) == 1 else words.plural(len(addresses), "account")
        )
        self.who = parts.label(who, "address" if len(addresses) == 1 else "dim")
        self.who.setToolTip(words.tip("\n".join(words.whole(one) for one in addresses[:20])))
        self.text = text_line(old.text, "Exploiter 1", 200)
        concepts = sorted((taxonomy.name(concept), concept) for concept in taxonomy.CONCEPTS)
        self.category = choice(concepts, old.category, search=True)
        self.verdict = choice(VERDICTS, old.illicit)
        self.tier = choice(TIERS, old.tier)
        self.source = text_line(old.source, "Court file 12/2026, page 4", 500)
        self.evidence = text_line(old.evidence, "Exhibit 3, a transaction, a link", 2000)
        self.note = text_box(old.note, height=56)
        self.confidence = QSlider(Qt.Orientation.Horizontal)
        self.confidence.setRange(0, 100)
        self.confidence.setPageStep(10)
        self.confidence.setAccessibleName("Confidence, 0 to 100")
        self.figure = parts.label("")
        self.figure.setMinimumWidth(32)
        self.confidence.valueChanged.connect(lambda value: self.figure.setText(str(value)))
        self.confidence.setValue(old.confidence)
        self._build()
        self.watch(self.text, self.source, self.note)
        self.category.currentTextChanged.connect(self._propose)
        self.shown_first = self.text

    def _build(self) -> None:
        sure = parts.column(
            parts.label("Confidence", "dim"), 8, parts.line(self.confidence, self.figure), 12
        )
        kinds = side_by_side(field("&Category", self.category), field("For a &model", self.verdict))
        self.build(
            self.who, 12, field("&What it is", self.text), kinds, field("&Kind of claim", self.tier), sure,
            field("S&ource", self.source), field("&Evidence", self.evidence), field("&Note", self.note),
        )  # fmt: skip

    def problem(self) -> str:
        """What is still missing."""
        if not self.text.text().strip():
            return "Say in a few words what the account is."
        if chosen(self.category) is None:
            return "Choose a category from the list; type to search it."
        if chosen(self.tier) == Tier.ATTRIBUTION and not self.source.text().strip():
            return "An attribution needs a source: who says so, and where."
        if len(self.note.toPlainText()) > 10_000:
            return "The note is too long; keep it below 10,000 characters."
        return ""

    def answer(self) -> Label:
        """The claim."""
        verdict = chosen(self.verdict)
        return Label(
            text=self.text.text().strip(),
            category=str(chosen(self.category)),
            tier=Tier(str(chosen(self.tier))),
            confidence=self.confidence.value(),
            source=self.source.text().strip(),
            note=self.note.toPlainText().strip(),
            illicit=verdict if isinstance(verdict, bool) else None,
            evidence=self.evidence.text().strip(),
        )

    def _propose(self) -> None:
        category = chosen(self.category)
        if category is not None:
            self.verdict.setCurrentIndex(
                [value for _, value in VERDICTS].index(taxonomy.illicit(str(category)))
            )
        self.check()
