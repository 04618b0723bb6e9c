"""`exposure` and `oppose`, as typed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ui.__main__ import main

HOT, ME, SHOP = ("0x" + digit * 40 for digit in "123")


@pytest.fixture
def case(tmp_path: Path) -> str:
    path, moves, labels = tmp_path / "a.case", tmp_path / "moves.csv", tmp_path / "labels.csv"
    moves.write_text(
        "from,to,value,time,asset,tx_hash\n"
        f"{HOT},{ME},3,1700000010,ETH,0x{1:064x}\n{ME},{SHOP},0.00001,1700000020,ETH,0x{2:064x}\n",
        encoding="utf-8",
    )
    labels.write_text(f"address,label,category\n{HOT},Halyard,exchange\n", encoding="utf-8")
    assert main(["new", str(path)]) == 0
    assert main(["import", str(path), str(moves), str(labels)]) == 0
    return str(path)


def test_exposure_for_people(case: str, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert main(["exposure", case, ME]) == 0
    told = capsys.readouterr().out
    assert "Comes to 0x2222" in told
    assert "100.00 %  exchange  direct" in told.replace("   ", "  ")
    assert "< 0.01 %" in told
    assert "Without transfer" in told


def test_exposure_for_machines(case: str, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert main(["exposure", case, ME, "--in", "--convention", "fifo", "--asset", "ETH", "--json"]) == 0
    (found,) = json.loads(capsys.readouterr().out)
    assert (found["side"], found["convention"]) == ("in", "fifo")
    assert found["assets"][0]["terms"][0]["accounts"] == [HOT]


def test_oppose(case: str, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert main(["oppose", case, HOT]) == 0
    told = capsys.readouterr().out
    assert "service, spoken for. Is it a service" in told
    assert "Would settle it: " in told
    assert main(["oppose", case, ME, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)[0]["subject"] == ME


@pytest.mark.parametrize(
    "words, sentence",
    [
        (["exposure", ME, "--convention", "all"], "by one convention"),
        (["exposure", ME, "--convention", "poison"], "counts many times"),
        (["exposure", "0x12"], "no account 0x12"),
        (["oppose"], "No finding is stated"),
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
