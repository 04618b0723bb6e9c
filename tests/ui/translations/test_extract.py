from __future__ import annotations

from pathlib import Path

import pytest

from ui.actions import ACTIONS
from ui.translations.extract import texts

HEAD = "from ui.language import say\n"


def test_every_text_that_is_said_is_found_once_with_its_place(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text(
        f'{HEAD}WHERE = "Where it is."\n'
        "def f(row):\n"
        '    return say("Tasks"), say(WHERE), say("Two " "parts"), say(row.text), other("No")\n',
        encoding="utf-8",
    )
    (tmp_path / "b.py").write_text(f'{HEAD}x = say("Tasks")\n', encoding="utf-8")
    found = {one.source: one.place for one in texts(tmp_path, ())}
    assert found == {"Tasks": "a.py:4", "Where it is.": "a.py:4", "Two parts": "a.py:4"}


def test_what_cannot_be_found_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text(f"{HEAD}def f(x):\n    return say(x + 'y')\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"a\.py:3"):
        texts(tmp_path, ())


def test_all_commands_are_texts() -> None:
    found = {one.source for one in texts(Path(__file__).parent)}
    assert {text for row in ACTIONS for text in (row.text, row.help, row.group)} <= found
