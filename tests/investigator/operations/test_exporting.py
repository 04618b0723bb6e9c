from __future__ import annotations

from pathlib import Path

import pytest

from investigator.errors import Trouble
from investigator.operations.exporting import default_export, export_case
from tests.makers import Move, case


def test_what_was_written_is_said(tmp_path: Path) -> None:
    with case([Move(0, 1, 5)]) as made:
        told = export_case(made, "csv", tmp_path / "it.csv", "all")
        assert (told.accounts, told.transfers) == (4, 1)
        assert [one.name for one in told.files] == ["it.csv", "it.accounts.csv"]
        with pytest.raises(Trouble, match="no format"):
            export_case(made, "docx", tmp_path / "it.docx")
    assert default_export(Path("a/theft.case"), "stix") == Path("a/theft.stix.json")
