from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq
import pytest

from investigator.cases.case import Case
from investigator.errors import Trouble
from investigator.exports.sheet import Beside
from investigator.exports.transfers import export
from investigator.progress import Cancelled
from tests.makers import Move, put

ASSETS = (("eip155:1/slip44:60", "ETH", 18), ("eip155:1/erc20:0xdd", "=cmd()", 0))
IDS = np.array([2, 0, 1], np.int64)


@pytest.fixture
def case() -> Case:
    made = Case.create(None)
    moves = [
        Move(0, 1, 2**255 + 1, 1000),
        Move(1, 0, 1, 2000, block=7),
        Move(0, 1, 5, 3000, asset=1, ok=False),
    ]
    put(made.store, moves, ["bank:0", "bank:1"], ASSETS)
    return made


@pytest.mark.parametrize("ending, mark", [("csv", ","), ("tsv", "\t")])
def test_text_is_exact_in_the_order_given_and_harmless(
    case: Case, tmp_path: Path, ending: str, mark: str
) -> None:
    path = tmp_path / f"out.{ending}"
    assert export(case.store, IDS, path, beside=Beside({"bank:0": "-Bank"})) == 3
    with path.open(encoding="utf-8", newline="") as file:
        found = list(csv.DictReader(file, delimiter=mark))
    assert [line["evidence_row"] for line in found] == ["2", "0", "1"]
    assert found[0]["asset"] == "'=cmd()"
    assert found[0]["from_name"] == "'-Bank"
    assert found[0]["state"] == "failed"
    assert found[1]["amount"].replace(".", "") == str(2**255 + 1)
    assert found[1]["amount_base_units"] == str(2**255 + 1)
    assert [one.name for one in tmp_path.iterdir()] == [path.name]


def test_parquet_has_types_and_texts_as_they_are(case: Case, tmp_path: Path) -> None:
    path = tmp_path / "out.parquet"
    export(case.store, IDS, path)
    found = pq.read_table(path).to_pylist()
    assert found[0]["asset"] == "=cmd()"
    assert found[1]["amount_base_units"] == str(2**255 + 1)
    assert found[2]["block"] == 7
    assert found[2]["at"].isoformat() == "1970-01-01T00:33:20+00:00"


def test_what_is_not_finished_leaves_nothing(case: Case, tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    path.write_text("before", encoding="utf-8")

    def stop(*_: object) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        export(case.store, IDS, path, tick=stop)
    assert path.read_text(encoding="utf-8") == "before"
    assert [one.name for one in tmp_path.iterdir()] == ["out.csv"]


def test_a_place_or_a_format_that_cannot_be(case: Case, tmp_path: Path) -> None:
    with pytest.raises(Trouble, match="cannot be written"):
        export(case.store, IDS, tmp_path / "nowhere" / "out.csv")
    with pytest.raises(Trouble, match="csv"):
        export(case.store, IDS, tmp_path / "out.xlsx")
