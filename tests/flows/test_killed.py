"""A window that is killed leaves the case as of the last gesture that it had answered."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from investigator.cases.case import Case
from investigator.cases.verify import verify
from investigator.data import ledger
from tests.ui.rooms import make_case

GESTURES = 25

PROGRAM = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from investigator.settings import read_settings
from ui.desktop import build

app = QApplication([])
window = build(read_settings())
window.show()
window.open_path(Path(sys.argv[1]))
count = 0


def gesture():
    global count
    if not window.desk.session.is_open or window.desk.scenery.held is None:
        return
    count += 1
    if count % 5 == 0:
        window.menus.by_id["undo"].trigger()
    else:
        window.desk.selection.choose([count % 6])
        window.menus.by_id["illicit" if count % 2 else "licit"].trigger()
    facts = window.desk.session.case.facts
    print(count, sorted((str(a), l.text) for a, ls in facts.labels.items() for l in ls), flush=True)


timer = QTimer(interval=5)
timer.timeout.connect(gesture)
timer.start()
app.exec()
"""


@pytest.mark.parametrize("working", [False, True], ids=["idle", "while an import runs"])
def test_a_killed_window_leaves_the_case_as_of_the_last_gesture(tmp_path: Path, working: bool) -> None:
    path = make_case(tmp_path / "small.case")
    table = tmp_path / "t.csv"
    table.write_text("from,to,amount,time\n" + "bank:0,bank:1,1,5\n" * 200_000, encoding="utf-8")
    program = PROGRAM
    if working:
        order = (
            f"ImportOrder((Path({str(table)!r}),), ImportOptions(asset='X', decimals=0, namespace='bank'))"
        )
        program = program.replace(
            "count += 1\n",
            f"count += 1\n    if count == 1:\n        window.files.take_in({order})\n",
        ).replace(
            "app = QApp",
            "from investigator.chain.source import ImportOptions\n"
            "from ui.dialogs.import_dialog import ImportOrder\napp = QApp",
        )
    environment = {
        **os.environ,
        "QT_QPA_PLATFORM": "offscreen",
        "INVESTIGATOR_HOME": str(tmp_path / "home"),
    }
    with subprocess.Popen(
        [sys.executable, "-c", program, str(path)], stdout=subprocess.PIPE, env=environment, text=True
    ) as process:
        assert process.stdout is not None
        last = ""
        for line in process.stdout:
            last = line.strip()
            if int(last.partition(" ")[0]) == GESTURES:
                break
        process.kill()
        rest = [line.strip() for line in process.stdout if line.endswith("\n")]
    told = rest[-1] if rest else last
    count, _, labelled = told.partition(" ")
    assert int(count) >= GESTURES
    with Case.open(path) as case:
        assert verify(case.store) == []
        steps = [line.verb for line in lines_of(case) if line.verb in {"do", "undo"}]
        more = len(steps) - int(
            count
        )  # the kill may have come after a gesture was kept and before it was told
        assert more in {0, 1}
        if more:
            case.redo() if steps[-1] == "undo" else case.undo()
        assert labels_of(case) == labelled


def lines_of(case: Case) -> list[ledger.Line]:
    with case.store.reading() as db:
        return list(ledger.lines(db))


def labels_of(case: Case) -> str:
    return str(
        sorted((str(who), label.text) for who, labels in case.facts.labels.items() for label in labels)
    )
