from __future__ import annotations

import pytest

from ui.cli.output import Progress, answer, harmless, say, table


def test_hostile_text_cannot_drive_a_terminal() -> None:
    assert harmless("a\x1b[2Jb\u202e c\n") == "a\\x1b[2Jb\\u202e c\\n"
    assert harmless("Zürich 東京") == "Zürich 東京"


def test_a_table_is_aligned(capsys: pytest.CaptureFixture[str]) -> None:
    table(["name", ">n"], [("a", "1"), ("long", "1,000")])
    assert capsys.readouterr().out == "name      n\na         1\nlong  1,000\n"


def test_answers_are_json(capsys: pytest.CaptureFixture[str]) -> None:
    answer({"x": "ü", "y": 0.1})
    say("done")
    assert capsys.readouterr().out == '{\n  "x": "ü",\n  "y": 0.1\n}\ndone\n'


def test_progress_is_silent_where_nobody_looks(capsys: pytest.CaptureFixture[str]) -> None:
    progress = Progress()
    progress(1, 2, "Working")
    progress.clear()
    assert capsys.readouterr().err == ""


def test_progress_keeps_one_line(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    progress = Progress()
    progress(1, 2, "Reading")
    progress.clear()
    assert capsys.readouterr().err.startswith("\rReading… 50 %")
