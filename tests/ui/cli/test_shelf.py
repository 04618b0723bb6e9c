"""`models`, as typed: cards, keys, and models that go out and come in."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from gnn.shelf import SIGNATURE, Shelf
from gnn.signing import fingerprint, fresh_key, public, sign
from investigator.settings import read_settings
from tests.gnn.test_shelf import package
from ui.__main__ import main

ID = package().card.id


@pytest.fixture
def mine(home: Path) -> Path:
    """A model on the user's shelf, signed by them."""
    return Shelf(read_settings().models).save(package())


def test_the_shelf_says_who_signed_what(mine: Path, ask: Callable[..., Any]) -> None:
    (own,) = [card for card in ask("models") if card["id"] == ID]
    assert own["signed_by"] == "Ada"
    assert ask("models", ID)["model_sha256"] == own["model_sha256"]


def test_a_table_for_people_tells_what_cannot_be_used_and_why(
    mine: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["models"]) == 0
    assert "Ada" in capsys.readouterr().out
    (mine / SIGNATURE).unlink()
    assert main(["models"]) == 0
    told = capsys.readouterr().out
    assert "unusable" in told
    assert "is not signed" in told


def test_out_and_in_again(mine: Path, ask: Callable[..., Any], tmp_path: Path) -> None:
    file = tmp_path / "tiny.zip"
    assert ask("models", "--export", ID, file) == {"id": ID, "file": str(file)}
    for one in mine.iterdir():
        one.unlink()
    mine.rmdir()
    assert ask("models", "--import", file)["id"] == ID
    assert mine.is_dir()


def test_a_stranger_s_model_asks_for_trust(
    mine: Path, ask: Callable[..., Any], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    key = fresh_key()
    sign(mine, key, "Bob")
    assert main(["models", ID]) == 2
    error = capsys.readouterr().err
    assert fingerprint(public(key)) in error
    assert error.strip().endswith(f"investigator models --trust {public(key)}")
    told = ask("models", "--trust", public(key), "--name", "Bob")
    assert (told["who"], told["trusted"]) == ("Bob", True)
    assert ask("models", ID)["id"] == ID
    assert {one["who"]: one["key"] for one in ask("models", "--keys")}["Bob"] == public(key)
    ask("models", "--distrust", public(key))
    assert main(["models", ID]) == 2


def test_vouching_for_one_s_own(
    mine: Path, ask: Callable[..., Any], capsys: pytest.CaptureFixture[str]
) -> None:
    (mine / SIGNATURE).unlink()
    assert main(["models", ID]) == 2
    assert "--sign" in capsys.readouterr().err
    assert ask("models", "--sign", ID) == {"id": ID}
    assert ask("models", ID)["id"] == ID


def test_what_is_said_to_people(mine: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    key, file = public(fresh_key()), tmp_path / "t.zip"
    for words, said in (
        (["--export", ID, str(file)], f"Wrote {file}."),
        (
            ["--trust", key, "--name", "Bob"],
            f"Models that Bob ({fingerprint(key)}) signs are taken from now on.",
        ),
        (["--keys"], key),
        (["--distrust", key], f"No longer trusts the key ({fingerprint(key)})."),
    ):
        capsys.readouterr()
        assert main(["models", *words]) == 0
        assert said in capsys.readouterr().out


@pytest.mark.parametrize("words", [["--trust", "x"], ["--import", "nothing.zip"], ["--sign", "nothing"]])
def test_trouble_is_a_sentence(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["models", *words]) == 2
    assert capsys.readouterr().err.count("\n") == 1
