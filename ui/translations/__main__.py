"""`python -m ui.translations [CODE …]`: bring the files of all languages up to date, begin those named, compile them.

`zz` is no language: its texts are accented and longer, to see what would be cut off or was forgotten.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import PySide6

from ui.language import FOLDER, NAME
from ui.translations.catalogue import filled, pseudo, translated, write
from ui.translations.extract import texts

SOURCES = Path(__file__).resolve().parents[1]
PSEUDO = "zz"


def main(codes: Sequence[str], folder: Path = FOLDER, sources: Path = SOURCES) -> int:
    """Keep the files; the exit code is 1 where English is not complete, which cannot be."""
    found = texts(sources)
    here = {path.stem.partition("_")[2] for path in folder.glob(f"{NAME}_*.ts")}
    lacking = 0
    for code in sorted({"en", *here, *codes}):
        path = folder / f"{NAME}_{code}.ts"
        made = {"en": lambda text: text, PSEUDO: pseudo}.get(code)
        missing = write(path, code, found, filled(found, made) if made else translated(path))
        lacking += missing if code == "en" else 0
        print(f"{path.name}: {len(found)} texts, {missing} to be translated")  # noqa: T201 - a command for translators
        if code != "en":
            compile_(path)
    return int(lacking > 0)


def compile_(path: Path) -> Path:
    """Make the file that the program loads, by Qt's `lrelease`, which comes with PySide6."""
    made = path.with_suffix(".qm")
    tool = next(Path(PySide6.__file__).parent.glob("**/lrelease*"))
    subprocess.run([str(tool), "-silent", str(path), "-qm", str(made)], check=True)
    return made


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
