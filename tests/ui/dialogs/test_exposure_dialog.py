from __future__ import annotations

from pytestqt.qtbot import QtBot

from investigator.data.queries.sources import AssetRow
from tests.ui.things import ALICE
from ui.dialogs.exposure_dialog import DIVIDING, ExposureDialog, ExposureOrder

ASSETS = (AssetRow(0, "eip155:1/slip44:60", "ETH", 18, 1000), AssetRow(4, "x", "USDC", 6, 10))


def test_an_order_says_all_that_was_chosen(qtbot: QtBot) -> None:
    dialog = ExposureDialog(None, ALICE, ASSETS)
    qtbot.addWidget(dialog)
    assert dialog.answer() == ExposureOrder(ALICE, "haircut", (), None)
    dialog.convention.setCurrentIndex(1)
    dialog.asset.setCurrentIndex(2)
    dialog.longest.setValue(3)
    assert dialog.answer() == ExposureOrder(ALICE, "fifo", (4,), 3)


def test_what_multiplies_money_is_not_offered() -> None:
    assert [name for _, name in DIVIDING] == ["haircut", "fifo", "lifo", "libr"]


def test_an_asset_has_to_be_one_of_the_list(qtbot: QtBot) -> None:
    many = [AssetRow(at, f"x{at}", f"T{at}", 6, 1) for at in range(20)]
    dialog = ExposureDialog(None, ALICE, many)
    qtbot.addWidget(dialog)
    dialog.asset.setCurrentIndex(3)
    dialog.asset.setEditText("no such asset")
    assert not dialog.primary.isEnabled()
