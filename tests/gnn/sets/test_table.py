from pathlib import Path

import pyarrow as pa
import pytest

from gnn.sets import table
from investigator.errors import Trouble


def test_a_file_without_header_is_read_by_the_names_it_is_given(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("1,2.5\n3,4\n")
    found = table.read_table(tmp_path / "a.csv", ["b"], {"b": pa.float64()}, ["a", "b"])
    assert found["b"].to_pylist() == [2.5, 4.0]


def test_a_file_beyond_the_bound_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.csv").write_text("a\n1\n")
    monkeypatch.setattr(table, "LARGEST", 2)
    with pytest.raises(Trouble, match="larger than"):
        table.read_table(tmp_path / "a.csv", ["a"], {})
