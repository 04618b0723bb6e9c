"""All verbs of the command line: each declared, explained, and at home somewhere."""

from __future__ import annotations

import shlex
from importlib import import_module

import pytest

from ui.cli import parser, run, verb_table

VERBS = sorted(verb_table.VERBS)


def test_every_verb_has_a_home_and_every_home_a_verb() -> None:
    assert set(run._HOMES) == set(verb_table.VERBS)


@pytest.mark.parametrize("verb", VERBS)
def test_a_verb_is_a_function_and_its_example_can_be_typed(verb: str) -> None:
    assert callable(getattr(import_module(f"ui.cli.{run._HOMES[verb]}"), f"{verb}_"))
    _, summary, example = verb_table.VERBS[verb]
    assert summary[0].islower()
    program, *words = shlex.split(example)
    assert program == "investigator"
    assert parser.parse(words).verb == verb


@pytest.mark.parametrize("verb", VERBS)
def test_help_explains_each_word(verb: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as done:
        parser.parse([verb, "--help"])
    assert done.value.code == 0
    assert "example: investigator" in capsys.readouterr().out
