"""The language of the window: texts are written in English and looked up as they are shown (Qt Linguist)."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QTranslator

CONTEXT = "window"
"""Every text of the window is looked up under this name."""
FOLDER = Path(__file__).parent / "translations"
NAME = "investigator"


def say(text: str) -> str:
    """A text of the window in the language that is spoken; never for what comes from a case."""
    return QCoreApplication.translate(CONTEXT, text)


def spoken(folder: Path = FOLDER) -> list[str]:
    """The codes of the languages there is a compiled translation of, beside English."""
    return sorted(path.stem.partition("_")[2] for path in folder.glob(f"{NAME}_*.qm"))


def speak(app: QCoreApplication, language: str, folder: Path = FOLDER) -> QTranslator | None:
    """Speak a language from now on; what is made before keeps its words. `None` where English is spoken.

    Of `de_CH` the plain `de` is taken where there is no other.
    """
    if not language:
        return None
    made = QTranslator(app)
    if not made.load(f"{NAME}_{language}", str(folder)):
        return None
    app.installTranslator(made)
    return made
