"""`entities` and `why`, as typed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ui.__main__ import main

HOT, ALICE, BOB, DEPOSIT = ("0x" + digit * 40 for digit in "1234")
ROWS = [
    (ALICE, DEPOSIT, "5", 1_700_000_010), (DEPOSIT, HOT, "4.9999", 1_700_000_020),
    (BOB, DEPOSIT, "2", 1_700_000_030), (DEPOSIT, HOT, "1.9999", 1_700_000_040),
]  # fmt: skip


@pytest.fixture
def case(tmp_path: Path) -> str:
    path, moves, labels = tmp_path / "a.case", tmp_path / "moves.csv", tmp_path / "labels.csv"
    lines = [f"{a},{b},{amount},{time},ETH,0x{i:064x}" for i, (a, b, amount, time) in enumerate(ROWS, 1)]
    moves.write_text("from,to,value,time,asset,tx_hash\n" + "\n".join(lines), encoding="utf-8")
    labels.write_text(f"address,label,category\n{HOT},Halyard,exchange\n", encoding="utf-8")
    assert main(["new", str(path)]) == 0
    assert main(["import", str(path), str(moves), str(labels)]) == 0
    return str(path)


def test_for_people(case: str, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert main(["entities", case]) == 0
    told = capsys.readouterr().out
    assert "1 entity by links with witnesses." in told
    assert "1. 3 accounts" in told
    assert "(deposit address, attribution; 0x00" in told
    assert main(["why", case, ALICE, BOB]) == 0
    told = capsys.readouterr().out
    assert "are one entity by 2 links:" in told
    assert "They would be parted by taking away what links 1 pair:" in told


def test_for_machines_and_switches(case: str, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert main(["entities", case, "--json", "--apart", BOB, DEPOSIT]) == 0
    (found,) = json.loads(capsys.readouterr().out)
    assert found["accounts"] == [ALICE, DEPOSIT]
    assert main(["why", case, ALICE, BOB, "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["same"] is False
    assert main(["entities", case, "--json", "--together", BOB, DEPOSIT]) == 0
    assert len(json.loads(capsys.readouterr().out)[0]["accounts"]) == 3
    assert main(["entities", case, "--without", "deposit address", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == []


@pytest.mark.parametrize(
    "words, sentence",
    [
        (["entities", "--only", "magic"], "There is no rule magic"),
        (["why", ALICE, "0x12"], "no account 0x12"),
    ],
)
def test_trouble_is_one_sentence(
    case: str, words: list[str], sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    assert main([words[0], case, *words[1:]]) == 2
    told = capsys.readouterr().err
    assert sentence in told
    assert told.count("\n") == 1
