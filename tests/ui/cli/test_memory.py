from __future__ import annotations

import json
from pathlib import Path

import pytest

from investigator.errors import Trouble
from investigator.operations import memory_key
from tests.ui.rooms import make_case
from ui.__main__ import main


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    def none(name: str, secret: str) -> None:
        raise Trouble("no keyring")

    monkeypatch.setattr(memory_key, "keep_key", none)
    monkeypatch.setattr(memory_key, "find_key", lambda _name: None)
    monkeypatch.setenv("INVESTIGATOR_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


def told(capsys: pytest.CaptureFixture[str], *words: str) -> dict[str, object]:
    assert main(["memory", *words, "--json"]) == 0
    found: dict[str, object] = json.loads(capsys.readouterr().out)
    return found


def test_nothing_is_kept_until_it_is_wanted(
    tmp_path: Path, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "t.csv").write_text("from,to,amount\nx,y,1\n", encoding="utf-8")
    assert main(["new", str(tmp_path / "a.case")]) == 0
    assert main(["import", str(tmp_path / "a.case"), str(tmp_path / "t.csv"), "--namespace", "bank"]) == 0
    capsys.readouterr()
    assert told(capsys) == {"on": False}
    assert main(["memory", "seen", "bank:x"]) == 2
    assert "memory on" in capsys.readouterr().err
    assert not list(home.glob("memory*"))
    assert told(capsys, "on")["key"] == "file"
    assert main(["import", str(tmp_path / "a.case"), str(tmp_path / "t.csv"), "--namespace", "other"]) == 0
    capsys.readouterr()
    assert told(capsys, "seen", "bank:x")["occurs"] == 1
    assert told(capsys, "off") == {"on": False}
    assert not list(home.glob("memory*"))


def test_cases_are_added_forgotten_and_built_again(
    tmp_path: Path, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    one, two = (str(make_case(tmp_path / name)) for name in ("one.case", "two.case"))
    told(capsys, "on")
    assert told(capsys, "add", one, two) == {"cases": 2, "failed": []}
    assert main(["memory", "seen", "bank:1", one]) == 0
    assert capsys.readouterr().out == "Looked at in 0 of 2 cases.\nOccurs in 2 of 2 cases: one.\n"
    assert told(capsys, "forget", two)["cases"] == 1
    (home / memory_key.FILE).unlink()
    assert main(["memory", "seen", "bank:1"]) == 2
    assert "memory rebuild" in capsys.readouterr().err
    assert told(capsys, "rebuild", one, two)["cases"] == 2
    assert told(capsys, "status")["addresses"] == 12
    assert main(["memory", "add"]) == 2
    assert main(["config", "set", "memory.on", "true"]) == 2
    assert "memory on" in capsys.readouterr().err
