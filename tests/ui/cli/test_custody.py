from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.authority import make, stamping
from ui.__main__ import main

SECRET = "5" * 63 + "6"


def test_a_case_is_signed_stamped_and_checked_as_typed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("INVESTIGATOR_KEY_EXAMINER_SIGNING", "Ed25519:" + SECRET)
    case = str(tmp_path / "theft.case")
    assert main(["new", case]) == 0
    capsys.readouterr()
    assert main(["key", "--json"]) == 0
    key = json.loads(capsys.readouterr().out)["key"]
    assert main(["sign", case]) == 0
    assert "Signed journal lines 1 to 2" in capsys.readouterr().out
    assert main(["sign", case, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["signed"] is None
    root = make(tmp_path / "tsa")
    with stamping(tmp_path / "tsa") as url:
        assert main(["stamp", case, "--authority", url, "--roots", str(root)]) == 0
    assert "were there on" in capsys.readouterr().out
    assert main(["verify", case, "--key", key]) == 0
    said = capsys.readouterr().out
    assert "signed by" in said
    assert key in said
    assert main(["verify", case, "--key", "ab" * 32, "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["problems"][0]["where"] == "signature"
    assert SECRET not in said


def test_a_key_file_made_and_used_as_typed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    case, file = str(tmp_path / "theft.case"), str(tmp_path / "kim.key")
    assert main(["new", case]) == 0
    assert main(["key", "--new", "--file", file]) == 2
    assert "passphrase" in capsys.readouterr().err
    monkeypatch.setenv("INVESTIGATOR_PASSPHRASE", "correct horse")
    assert main(["key", "--new", "--scheme", "EIP-712", "--file", file]) == 0
    assert main(["sign", case, "--file", file]) == 0
    assert "EIP-712 0x" in capsys.readouterr().out
    monkeypatch.setenv("INVESTIGATOR_HOME", str(tmp_path / "home"))
    assert main(["config", "set", "custody.key_file", file]) == 0
    assert main(["pack", case, "--sign"]) == 0
    monkeypatch.setenv("INVESTIGATOR_PASSPHRASE", "wrong")
    assert main(["sign", case]) == 2
    assert "does not open" in capsys.readouterr().err


def test_what_is_missing_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("investigator.operations.custody.find_key", lambda _name: None)
    case = str(tmp_path / "theft.case")
    assert main(["new", case]) == 0
    assert main(["sign", case]) == 2
    assert "investigator key --new" in capsys.readouterr().err
    assert main(["stamp", case]) == 2
    assert "--authority" in capsys.readouterr().err
    (tmp_path / "bad.pem").write_bytes(b"\xff")
    assert (
        main(["stamp", case, "--authority", "http://127.0.0.1:9", "--roots", str(tmp_path / "bad.pem")])
        == 2
    )
    assert main(["stamp", case, "--authority", "http://127.0.0.1:9"]) == 2
    assert "does not answer" in capsys.readouterr().err
