from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from investigator.cases.case import Case
from ui.__main__ import main

Ask = Callable[..., Any]
A, B, C = ("0x" + digit * 40 for digit in "abc")


def test_expand_puts_accounts_on_the_chart(case: Path, ask: Ask) -> None:
    found = ask("expand", case, "--from", A, "--hops", "1", "--direction", "out")
    assert [row["address"] for row in found["accounts"]] == [A, B]
    assert (found["transfers"], found["added"]) == (1, 2)
    more = ask(
        "expand",
        case,
        "--from",
        B.upper().replace("X", "x"),
        "--hops",
        "2",
        "--after",
        "2023-11-14T22:14:00",
    )
    assert more["added"] == 1
    with Case.open(case) as opened:
        assert len(opened.facts.shown) == 3
        assert opened.facts.seeds == (f"eip155:1:{A}",)
        opened.undo()
        assert len(opened.facts.shown) == 2


@pytest.mark.parametrize(
    "words, sentence",
    [
        (["--from", "0x" + "9" * 40], "There is no account"),
        (["--from", A, "--asset", "GOLD"], "no asset GOLD"),
        (["--from", A, "--after", "yesterday"], "is not a time"),
    ],
)
def test_expand_says_what_does_not_fit(
    case: Path, words: list[str], sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["expand", str(case), *words]) == 2
    assert sentence in capsys.readouterr().err


def test_label_one(case: Path, ask: Ask) -> None:
    assert ask("label", case, A, "The thief", "--illicit", "--confidence", "90", "--note", "seen") == {
        "labelled": 1,
        "unknown": [],
    }
    ask("label", case, A, "mixer", "--category", "mixing_service")
    with Case.open(case) as opened:
        second, first = opened.facts.labels[f"eip155:1:{A}"]  # type: ignore[index]
    assert (first.text, first.illicit, first.confidence, first.note) == ("The thief", True, 90, "seen")
    assert (second.category, second.illicit) == ("mixing_service", None)


def test_label_from_a_file(case: Path, tmp_path: Path, ask: Ask) -> None:
    labels = tmp_path / "labels.csv"
    labels.write_text(
        f"address,label\n{A},illicit\neip155:1:{B},licit\n{C},exchange\nnobody,x\n", encoding="utf-8"
    )
    assert ask("label", case, "--from-csv", labels) == {"labelled": 3, "unknown": ["nobody"]}
    with Case.open(case) as opened:
        meanings = [labels[0].illicit for labels in opened.facts.labels.values()]
        assert meanings == [True, False, False]
        opened.undo()
        assert opened.facts.labels == {}


def test_label_says_what_it_needs(case: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["label", str(case)]) == 2
    assert main(["label", str(case), A, "x", "--category", "nonsense"]) == 2
    assert "no concept" in capsys.readouterr().err
    wrong = tmp_path / "wrong.csv"
    wrong.write_text("who,what\na,b\n", encoding="utf-8")
    assert main(["label", str(case), "--from-csv", str(wrong)]) == 2
    assert "no column address" in capsys.readouterr().err


def test_a_report_leaves_parts_out_and_takes_an_agency_s_template(
    case: Path, ask: Ask, tmp_path: Path
) -> None:
    template = tmp_path / "agency.toml"
    template.write_text('agency = "Harbour Police"\n', encoding="utf-8")
    whole = ask("report", case, "-o", tmp_path / "whole.html")
    ask("report", case, "-o", tmp_path / "own.html", "--template", template, "--without", "journal")
    own = (tmp_path / "own.html").read_text(encoding="utf-8")
    assert "Harbour Police" in own
    assert "Harbour Police" not in Path(whole["path"]).read_text(encoding="utf-8")
    assert ask("replay", case)["ok"] is True
