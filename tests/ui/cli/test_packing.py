from __future__ import annotations

import json
from pathlib import Path

import pytest

from ui.__main__ import main

SECRET = "5" * 63 + "6"


def test_a_case_is_packed_and_checked_as_typed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("INVESTIGATOR_KEY_EXAMINER_SIGNING", "Ed25519:" + SECRET)
    case, out = str(tmp_path / "theft.case"), tmp_path / "theft.zip"
    assert main(["new", case, "--title", "Theft"]) == 0
    capsys.readouterr()
    assert main(["pack", case, "--sign"]) == 0
    assert "Wrote" in capsys.readouterr().out
    assert main(["verify", str(out)]) == 0
    assert "journal lines" in capsys.readouterr().out
    assert main(["pack", case, "-o", str(tmp_path / "b.zip"), "--redact", "GREEN", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["withheld"] == 0
    assert main(["pack", case, "--part", "exhibits"]) == 2
    assert "no exhibits" in capsys.readouterr().err
    assert main(["pack", case, "--exhibit", "1"]) == 2
    assert "no exhibit 1" in capsys.readouterr().err
    assert main(["pack", case, "-o", str(tmp_path / "c.zip"), "--redact", "GREEN", "--count"]) == 0
    assert capsys.readouterr().out == "Nothing is withheld.\n"
    assert main(["pack", case, "-o", str(tmp_path / "c.zip"), "--count", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["withheld"] == 0
    assert not (tmp_path / "c.zip").exists()
    raw = bytearray(out.read_bytes())
    raw[len(raw) // 2] ^= 1
    out.write_bytes(raw)
    assert main(["verify", str(out), "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["problems"]
    assert main(["verify", str(tmp_path / "none.zip")]) == 2
