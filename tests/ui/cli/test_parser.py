from __future__ import annotations

import pytest

from ui.cli.parser import parse
from ui.cli.verb_table import VERBS


def test_no_word_opens_the_window() -> None:
    assert (parse([]).verb, parse([]).case) == ("open", None)
    assert str(parse(["theft.case"]).case) == "theft.case"


@pytest.mark.parametrize("verb", list(VERBS))
def test_every_verb_has_help_with_an_example(verb: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        parse([verb, "--help"])
    assert left.value.code == 0
    assert f"example: investigator {verb}" in " ".join(capsys.readouterr().out.split())


@pytest.mark.parametrize(
    "words", [["score"], ["nonsense", "x", "y"], ["import", "a.case"], ["expand", "a.case"]]
)
def test_words_that_do_not_fit_end_with_2(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        parse(words)
    assert left.value.code == 2
    assert "error" in capsys.readouterr().err


def test_switches_stand_anywhere_on_the_line() -> None:
    assert (parse(["--offline"]).verb, parse(["--offline"]).offline) == ("open", True)
    found = parse(["theft.case", "--read-only"])
    assert (found.verb, str(found.case), found.read_only, found.offline) == (
        "open",
        "theft.case",
        True,
        False,
    )
    assert parse(["note", "a.case", "0xab", "--", "--offline"]).offline is False
