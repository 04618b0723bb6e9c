"""From a score to the labels behind it, and from a label to what it touched."""

from __future__ import annotations

from pathlib import Path

import pytest

from gnn.annotations.lineage import lineage, touched
from gnn.shelf import Shelf
from investigator.errors import Trouble
from tests.makers import Move, case


def test_nothing_scored_has_no_lineage(tmp_path: Path) -> None:
    with case([Move(0, 1, 5)]) as some, pytest.raises(Trouble, match="Nothing has been scored"):
        lineage(some, Shelf(tmp_path))


def test_a_label_that_taught_nothing_touched_nothing(tmp_path: Path) -> None:
    with case([Move(0, 1, 5)]) as some:
        found = touched(some, "bank:0", shelf=Shelf(tmp_path, tmp_path))
        assert (found.models, found.runs, found.sentence, found.command) == ((), (), "", "")
