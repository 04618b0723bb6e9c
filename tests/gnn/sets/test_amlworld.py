"""A small file in the layout of HI-Small_Trans.csv."""

from pathlib import Path

import numpy as np
import pytest

from gnn.sets.amlworld import RAW, amlworld
from investigator.errors import Trouble

HEAD = (
    "Timestamp,From Bank,Account,To Bank,Account,Amount Received,Receiving Currency,Amount Paid,"
    "Payment Currency,Payment Format,Is Laundering\n"
)


def line(day: int, minute: int, ends: tuple[str, str], amount: str = "10.50", laundering: int = 0) -> str:
    (one, a), (other, b) = (end.split("/") for end in ends)
    return f"2022/09/{day:02d} 00:{minute:02d},{one},{a},{other},{b},{amount},Euro,{amount},US Dollar,ACH,{laundering}\n"


def written(folder: Path, text: str) -> Path:
    (folder / "HI-Small_Trans.csv").write_text(text)
    return folder / "HI-Small_Trans.csv"


def ten_days(folder: Path) -> Path:
    """Ten transactions a day; the lines are not in order of time."""
    lines = [
        line(day, minute, ("01/8000", f"020/{minute}"), laundering=int(minute == 3))
        for day in range(10, 0, -1)
        for minute in range(10)
    ]
    return written(folder, HEAD + "".join(lines))


def test_lines_become_transfers_in_order_of_time_split_by_days(tmp_path: Path) -> None:
    found = amlworld(ten_days(tmp_path))
    assert found.graph.size == 100
    assert (np.diff(found.graph.time) >= 0).all()
    assert np.bincount(found.part).tolist() == [60, 20, 20]
    assert found.laundering.sum() == 10
    day = found.graph.time // 86_400
    assert np.unique(day[found.part == 0]).size == 6
    assert [found.graph.time[found.part == number].max() for number in range(3)] == list(found.ends)
    assert found.raw.shape == (100, len(RAW))


def test_an_account_is_known_by_its_bank_too(tmp_path: Path) -> None:
    rows = "".join(line(day, 0, ("01/8", "02/8")) + line(day, 1, ("02/8", "01/8")) for day in (1, 2, 3))
    graph = amlworld(written(tmp_path, HEAD + rows)).graph
    assert graph.order == 2
    assert (graph.src[:2].tolist(), graph.dst[:2].tolist()) == ([0, 1], [1, 0])


def test_codes_do_not_depend_on_the_order_of_lines(tmp_path: Path) -> None:
    rows = [line(day, 0, ("01/8", "02/9")) for day in (1, 2, 3)]
    rows[1] = rows[1].replace("Euro", "Bitcoin")
    found = amlworld(written(tmp_path, HEAD + "".join(rows)))
    assert found.raw[:, 2].tolist() == [1.0, 0.0, 1.0]
    assert found.graph.asset.tolist() == [1, 0, 1]


@pytest.mark.parametrize(
    "text, words",
    [
        (HEAD + line(1, 0, ("1/1", "2/2")), "at least three"),
        (HEAD + line(1, 0, ("1/1", "2/2")).replace("2022/09/01", "1.9.2022"), "2022/09/01 00:20"),
        (HEAD + line(1, 0, ("1/1", "2/2"), amount="much"), "cannot be read"),
        (HEAD + "2022/09/01 00:20,1,1\n", "cannot be read"),
    ],
)
def test_other_files_are_refused(text: str, words: str, tmp_path: Path) -> None:
    with pytest.raises(Trouble, match=words):
        amlworld(written(tmp_path, text))
