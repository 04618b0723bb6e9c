from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from investigator.chain.mapping import map_columns
from investigator.chain.source import ImportOptions
from ui.dialogs.reading_form import AMOUNTS, TIMES, ReadingForm

HEADER = ("source", "target", "amount", "when", "odd")


@pytest.mark.parametrize(
    "options",
    [
        ImportOptions(),
        ImportOptions("from=source,time=when", 6, "USDC", "eip155:10", "", "milliseconds", "base"),
        ImportOptions(namespace="amlsim", time="step", units="whole"),
    ],
)
def test_options_come_back_as_they_were(qtbot: QtBot, options: ImportOptions) -> None:
    form = ReadingForm(options)
    qtbot.addWidget(form)
    assert form.options() == options
    assert form.problem() == ""


def test_showing_columns_is_no_change(qtbot: QtBot) -> None:
    form = ReadingForm(ImportOptions("time=when"))
    qtbot.addWidget(form)
    found = map_columns(HEADER, "time=when")
    with qtbot.assertNotEmitted(form.changed):
        form.show_columns(HEADER, found.columns, found.guessed)
    assert form.columns["from"].currentText() == "source"
    assert form.columns["time"].currentText() == "when"
    assert form.columns["hash"].currentText() == "–"
    assert form.options().mapping == "time=when"


def test_a_column_serves_one_field(qtbot: QtBot) -> None:
    form = ReadingForm(ImportOptions("from=odd"))
    qtbot.addWidget(form)
    form.show_columns(HEADER, {"from": 4}, frozenset())
    box = form.columns["to"]
    box.setCurrentIndex(box.findData("odd"))
    with qtbot.waitSignal(form.changed):
        box.activated.emit(box.currentIndex())
    assert form.options().mapping == "to=odd"
    box.setCurrentIndex(0)
    box.activated.emit(0)
    assert form.options().mapping == ""


def test_every_choice_can_be_made(qtbot: QtBot) -> None:
    form = ReadingForm(ImportOptions())
    qtbot.addWidget(form)
    for box, name, table in ((form.time, "time", TIMES), (form.units, "units", AMOUNTS)):
        for index, (_, value) in enumerate(table):
            box.setCurrentIndex(index)
            assert getattr(form.options(), name) == value
