from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import duckdb
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


def test_a_case_that_another_process_has_open(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    hold = (
        "import sys; from pathlib import Path; from investigator.cases.case import Case;"
        "case = Case.open(Path(sys.argv[1])); print('open', flush=True); sys.stdin.read()"
    )
    command = [sys.executable, "-c", hold, str(case)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None
        holder.stdout.readline()
        capsys.readouterr()
        assert main(["verify", str(case)]) == 2
        assert (
            capsys.readouterr().err.strip()
            == "theft.case is open in another program; close it there and try again."
        )
        holder.kill()
    assert main(["verify", str(case)]) == 0


def test_a_full_disk_is_said(
    case: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise duckdb.IOException("IO Error: Could not write file: No space left on device")

    monkeypatch.setattr("investigator.data.ledger.insert", full)
    assert main(["label", str(case), "0x" + "a" * 40, "thief"]) == 2
    assert capsys.readouterr().err.startswith("The disk is full: this step is not kept")
