from __future__ import annotations

from pathlib import Path

from ui.translations.catalogue import filled, pseudo, translated, write
from ui.translations.extract import Text

FOUND = [Text("Tasks", "a.py:1"), Text('A <b> & "c"', "a.py:2"), Text("Keys", "b.py:1")]


def test_what_a_translator_wrote_stays(tmp_path: Path) -> None:
    path = tmp_path / "investigator_de.ts"
    assert write(path, "de", FOUND, {}) == 3
    text = path.read_text(encoding="utf-8")
    assert text.count('type="unfinished"') == 3
    assert translated(path) == {}
    assert write(path, "de", FOUND, {"Tasks": "Aufgaben", "Gone": "Weg"}) == 2
    assert translated(path) == {"Tasks": "Aufgaben", "Gone": "Weg"}
    assert 'type="vanished"' in path.read_text(encoding="utf-8")
    assert translated(tmp_path / "none.ts") == {}


def test_a_long_language_for_trying() -> None:
    assert pseudo("Tasks") == "[Tàškš~~]"
    assert len(pseudo("A longer sentence of words.")) >= 27 * 1.4
    assert filled(FOUND, pseudo)["Keys"].startswith("[")
