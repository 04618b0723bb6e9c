"""`prove`, as typed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from investigator.cases.case import Case
from investigator.cases.edits import SetExhibits
from tests.investigator.chain.proofs import made
from ui.__main__ import main

Ask = Callable[..., Any]
BLOCK, RECEIPTS = made.block([made.signed("dynamic fee", 0), made.signed("plain", 1)], [[], []])
FIRST, SECOND = (one["hash"] for one in BLOCK["transactions"])


@pytest.fixture
def proving(tmp_path: Path, ask: Ask) -> Path:
    """A case with a block and its receipts."""
    path = tmp_path / "theft.case"
    (tmp_path / "block.json").write_text(json.dumps(BLOCK))
    (tmp_path / "receipts.json").write_text(json.dumps(RECEIPTS))
    ask("new", path)
    ask("import", path, tmp_path / "block.json", tmp_path / "receipts.json")
    return path


def test_a_proof_in_json_and_as_a_file(proving: Path, ask: Ask, tmp_path: Path) -> None:
    found = ask("prove", proving, FIRST, "-o", tmp_path / "proof.json")
    (proof,) = found["proofs"]
    assert (proof["transaction"], proof["block"], proof["block_hash"]) == (FIRST, 100, BLOCK["hash"])
    assert (proof["new"], proof["transfers"], proof["contradicted"], found["failed"]) == (True, [0], [], [])
    assert hashlib.sha256((tmp_path / "proof.json").read_bytes()).hexdigest() == proof["sha256"]
    assert not ask("prove", proving, FIRST)["proofs"][0]["new"]
    assert ask("verify", proving)["ok"]


def test_a_proof_in_words(proving: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["prove", str(proving), SECOND]) == 0
    told = capsys.readouterr().out
    assert f"Proved {SECOND} in block 100 of eip155:1, {BLOCK['hash']}." in told
    assert "It shows 1 transfer of the case; SHA-256 of the proof: " in told
    assert main(["prove", str(proving), SECOND]) == 0
    assert f"Proved already: {SECOND}" in capsys.readouterr().out


def test_all_exhibits_are_proved(
    proving: Path, ask: Ask, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    table = tmp_path / "t.csv"
    table.write_text(f"from,to,amount,hash\n{made.ALICE},{made.BOB},6,{made.WORD}\n", encoding="utf-8")
    ask("import", proving, table)
    with Case.open(proving) as case:
        case.do(SetExhibits((1, 0, 2)))
    found = ask("prove", proving, "--exhibits", code=1)
    assert [one["transaction"] for one in found["proofs"]] == [SECOND, FIRST]
    assert found["failed"][0]["what"] == made.WORD
    assert main(["prove", str(proving), "--exhibits"]) == 1
    assert (
        f"Not proved: {made.WORD}: This case does not hold the whole of its block"
        in capsys.readouterr().out
    )


def test_what_contradicts_the_case_is_named(
    proving: Path, ask: Ask, capsys: pytest.CaptureFixture[str]
) -> None:
    with Case.open(proving) as case, case.store.transaction() as db:
        db.execute("UPDATE transfer SET a0 = 6 WHERE id = 0")
    found = ask("prove", proving, FIRST, code=1)
    assert found["proofs"][0]["contradicted"][0]["row"] == 0
    assert main(["prove", str(proving), FIRST]) == 1
    assert "It contradicts transfer 0: by the proof of " in capsys.readouterr().out


@pytest.mark.parametrize(
    "words, sentence",
    [
        ([], "Name the transaction to prove, or say --exhibits."),
        ([FIRST, "--exhibits"], "Name the transaction to prove, or say --exhibits."),
        (["--exhibits", "-o", "x.json"], "-o writes one proof"),
        (["0x12"], "is no transaction hash"),
        ([FIRST, "-o", "no/such/folder/x.json"], "cannot be written: "),
        ([FIRST, "--source", "gopher://x"], ""),
    ],
)
def test_what_cannot_be_done_is_said(
    proving: Path, words: list[str], sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code = main(["prove", str(proving), *words])
    assert (code, sentence in capsys.readouterr().err) == (2 if sentence else 0, True)
