"""The manual says what is so: its commands exist, in the window and on the command line."""

from __future__ import annotations

import re
import shlex
from importlib.resources import files

import pytest

from ui.actions import ACTIONS
from ui.cli.parser import parse
from ui.pages import ORDER, named, pages, search, source


def test_every_page_is_shipped_and_read() -> None:
    shipped = {path.name.removesuffix(".md") for path in files("ui").joinpath("manual").iterdir()}
    assert shipped == set(ORDER)


@pytest.mark.parametrize("name", ORDER)
def test_a_page_names_commands_that_exist(name: str) -> None:
    assert source(name).startswith("# ")
    assert set(named(source(name))) <= {row.id for row in ACTIONS}


@pytest.mark.parametrize("name", ORDER)
def test_what_a_page_says_to_type_can_be_typed(name: str) -> None:
    for line in re.findall(r"`investigator ([^`]+)`", source(name)):
        parse(shlex.split(line))


def test_commands_are_called_as_the_window_calls_them() -> None:
    first = pages()[0]
    assert first.title == "Finding your way"
    assert "**Undo** (" in first.text
    assert "{" not in "".join(page.text for page in pages())


def test_pages_are_found_by_words_with_those_in_the_title_first() -> None:
    found = search("report", pages())
    assert found[0].name == "reporting"
    assert search("presentation hides", pages())[0].name == "charts"
    assert search("qwertz", pages()) == []
    assert len(search("", pages())) == len(ORDER)
