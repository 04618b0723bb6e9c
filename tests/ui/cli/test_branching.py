"""The verbs of hypotheses, as typed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ui.__main__ import main

Ask = Callable[..., Any]
A, B, C = ("0x" + digit * 40 for digit in "abc")
A10, B10 = ("eip155:1:" + one for one in (A, B))


def test_two_hypotheses_from_one_beginning(
    case: Path, ask: Ask, capsys: pytest.CaptureFixture[str]
) -> None:
    ask("note", case, A, "seen")
    ask("branch", case, "Theory")
    ask("label", case, B, "mixer")
    ask("note", case, A, "seen by many")
    assert ask("switch", case, "Main")["on"] == "Main"
    ask("label", case, B, "shop")
    told = ask("history", case)
    assert [(one["name"], one["steps"], one["current"]) for one in told["hypotheses"]] == [
        ("Main", 3, True), ("Theory", 4, False),
    ]  # fmt: skip
    assert [one["who"] for one in told["steps"]] == ["Ada"] * 5

    found = ask("compare", case, "Main", "Theory", code=1)
    assert [(one["field"], one["about"].lower()) for one in found["differences"]] == [
        ("labels", B), ("notes", A),
    ]  # fmt: skip
    assert (found["left_steps"], found["right_steps"]) == (1, 2)

    looked = ask("merge", case, "Theory", "--look", code=1)
    assert [one["id"] for one in looked["conflicts"]] == [f"labels:{B10}"]
    assert main(["merge", str(case), "Theory"]) == 2
    assert "decide each" in capsys.readouterr().err
    merged = ask("merge", case, "Theory", "--both", f"labels:{B10}")
    assert (merged["facts"], merged["merged"]) == (2, True)
    rest = ask("compare", case, "Theory", code=1)["differences"]
    assert [one["field"] for one in rest] == ["labels"]
    assert [one["text"] for one in rest[0]["right"]] == ["shop", "mixer"]
    assert ask("verify", case)["problems"] == []


def test_it_is_told_to_people_too(case: Path, ask: Ask, capsys: pytest.CaptureFixture[str]) -> None:
    ask("note", case, A, "seen")
    ask("branch", case, "Theory")
    ask("note", case, A, "other")
    ask("branch", case, "Thesis", "--rename", "Theory")
    capsys.readouterr()
    assert main(["history", str(case)]) == 0
    out = capsys.readouterr().out
    assert "* Thesis: step" in out
    assert "[Main]" in out
    assert main(["compare", str(case), "Main"]) == 1
    out = capsys.readouterr().out
    assert "were last one at step" in out
    assert "seen" in out
    assert "other" in out
    assert main(["switch", str(case), "0"]) == 0
    assert "on 'Thesis' now, at step 0" in capsys.readouterr().out
    assert main(["compare", str(case), "0", "0"]) == 0
    assert "All facts are the same." in capsys.readouterr().out
    assert main(["switch", str(case), "Thesis"]) == 0


def test_a_merge_is_told_to_people_too(case: Path, ask: Ask, capsys: pytest.CaptureFixture[str]) -> None:
    ask("branch", case, "Theory")
    ask("note", case, A, "one")
    ask("switch", case, "Main")
    ask("note", case, A, "two")
    capsys.readouterr()
    assert main(["merge", str(case), "Theory", "--look"]) == 1
    out = capsys.readouterr().out
    assert "0 facts would come over" in out
    assert f"Conflict notes:{A10}" in out
    assert "here two; there one" in out
    assert main(["merge", str(case), "Theory", "--theirs", f"notes:{A10}"]) == 0
    assert "1 fact came over" in capsys.readouterr().out


@pytest.mark.parametrize(
    "words, said",
    [
        (["switch", "Nowhere"], "no hypothesis or step 'Nowhere'"),
        (["branch", "Main"], "already"),
        (["branch", "12"], "mistaken"),
        (["branch", "x" * 61], "at most 60"),
        (["branch", "y", "--at", "99"], "no hypothesis or step"),
        (["branch", "y", "--rename", "99"], "no hypothesis '99'"),
        (["merge", "Main"], "nothing to merge"),
        (["merge", "Main", "--ours", "x"], "nothing to merge"),
    ],
)
def test_what_makes_no_sense_is_refused_in_a_sentence(
    case: Path, words: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([words[0], str(case), *words[1:]]) == 2
    assert said in capsys.readouterr().err
