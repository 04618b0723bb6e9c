from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QTranslator

from ui.language import FOLDER
from ui.translations.__main__ import main
from ui.translations.catalogue import translated


def test_english_is_complete_and_a_language_that_is_begun_is_compiled(tmp_path: Path) -> None:
    assert main(["zz", "de"], tmp_path) == 0
    english = translated(tmp_path / "investigator_en.ts")
    assert len(english) > 300
    assert all(source == text for source, text in english.items())
    assert translated(tmp_path / "investigator_de.ts") == {}
    made = QTranslator()
    assert made.load("investigator_zz", str(tmp_path))
    assert made.translate("window", "Tasks") == "[Tàškš~~]"


def test_the_files_that_are_shipped_can_be_read() -> None:
    assert translated(FOLDER / "investigator_en.ts")["Tasks"] == "Tasks"
