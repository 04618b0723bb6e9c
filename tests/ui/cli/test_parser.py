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
