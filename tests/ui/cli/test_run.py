from __future__ import annotations

from pathlib import Path

import pytest

from ui.__main__ import main


def test_trouble_is_one_sentence_and_2(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify", str(tmp_path / "none.case")]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.strip().startswith("There is no case file")
    assert len(said.err.strip().splitlines()) == 1


def test_stopping_is_2(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("ui.cli.evidence.verify_file", stop)
    assert main(["verify", str(tmp_path / "any.case")]) == 2
    assert "Stopped" in capsys.readouterr().err
