"""The shelf of models: what each learned from, how well it does, and what it must not be used for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from ui import words
from ui.dialogs.model_card import figures, head
from ui.dialogs.sheet import Sheet
from ui.language import say
from ui.panels import parts
from ui.panels.entries import Entry, EntryList
from ui.theme import Theme


@dataclass(frozen=True)
class ModelEntry:
    """A model as its card tells it, in the order of printing. `chosen` is the one that scores now.

    `metrics` are (name, figure); `facts` are (name, text), such as what it was trained on;
    `unfit` says what it must not be used for; `card` is all that its card holds, as plain values.
    """

    id: str
    name: str
    made: str
    metrics: tuple[tuple[str, str], ...]
    facts: tuple[tuple[str, str], ...]
    unfit: str
    chosen: bool = False
    card: Mapping[str, Any] = field(default_factory=dict)


class ModelsDialog(Sheet):
    """`accepted_with` carries the id of the model to score with; `train_asked` asks for a new one.

    `export_asked` carries the id of one to hand on, and `import_asked` asks for one from a file.
    """

    train_asked = Signal()
    export_asked = Signal(str)
    import_asked = Signal()

    def __init__(self, parent: QWidget | None, models: Sequence[ModelEntry]) -> None:
        super().__init__(parent, say("Models"), say("&Score with this model"), 860)
        self._models = {model.id: model for model in models}
        self.list = EntryList(say("Models"))
        self.list.setMinimumSize(240, 320)
        self.list.setMaximumWidth(280)
        self.card = QWidget()
        self.card.setLayout(parts.column())
        self.train = parts.button(say("&Train a model…"), self._train)
        self.export = parts.button(say("&Export…"), lambda: self._hand(self.export_asked, self.answer()))
        self.take = parts.button(say("&Import…"), lambda: self._hand(self.import_asked))
        held = QWidget()
        held.setLayout(parts.column(self.card, 0, margins=(0, 0, 16, 0)))
        scroll = QScrollArea()
        scroll.setAccessibleName("Card of the model")
        scroll.setWidget(held)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        handing = parts.line(self.export, self.take, 0)
        left = parts.column(self.list, 8, handing, 8, parts.line(self.train, 0))
        both = parts.line(left, scroll)
        both.setSpacing(20)
        both.setStretch(1, 1)
        self.list.show_entries([_entry(model) for model in models])
        chosen = next((model.id for model in models if model.chosen), models[0].id if models else None)
        self.list.select(chosen)
        self.list.selectionModel().currentChanged.connect(lambda *_: self._turn())
        self.build(both)
        self._turn()
        self.shown_first = self.list

    def set_theme(self, theme: Theme) -> None:
        super().set_theme(theme)
        self.list.set_theme(theme)
        self._turn()

    def problem(self) -> str:
        """Whether there is a model to score with."""
        return (
            "" if self.list.current() is not None else "There is no model yet. Train one from your labels."
        )

    def answer(self) -> str:
        """The id of the model."""
        return str(self.list.current())

    def _train(self) -> None:
        self.reject()
        self.train_asked.emit()

    def _hand(self, signal: object, *what: str) -> None:
        self.reject()
        signal.emit(*what)  # type: ignore[attr-defined]

    def _turn(self) -> None:
        body = self.card.layout()
        assert body
        parts.clear(body)
        model = self._models.get(str(self.list.current()))
        self.export.setEnabled(model is not None)
        if model:
            for part in _card(model, self.theme):
                body.addWidget(part)
        self.check()


def _entry(model: ModelEntry) -> Entry:
    return Entry(
        model.id, model.name, "in use" if model.chosen else model.made, "accent" if model.chosen else "dim"
    )


def _card(model: ModelEntry, theme: Theme) -> list[QWidget]:
    said = [parts.label(words.plain(model.name, 80), "title", wrap=True, copy=True)]
    said.append(parts.label(f"{model.made} · {model.id}", "dim", wrap=True, copy=True))
    lines: list[QWidget] = [*said]
    if not model.card.get("measured"):
        lines += [head("How well it does"), *(parts.fact(name, figure) for name, figure in model.metrics)]
    lines += figures(model.card, theme)
    for name, text in model.facts:
        lines += [head(name), parts.label(text, wrap=True, copy=True)]
    if model.unfit:
        lines += [head("Must not be used for"), parts.label(model.unfit, "", "mid", wrap=True, copy=True)]
    return lines
