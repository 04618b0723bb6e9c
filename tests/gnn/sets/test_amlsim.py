from pathlib import Path

import pytest

from gnn.sets.amlsim import amlsim
from investigator.errors import Trouble

NODES = "nodeid,isFraud,init_balance,fraudStep\n7,1,1.0,3\n5,0,1.0,-1\n"
MOVES = "sourceNodeId,targetNodeId,value,time\n7,5,2.5,9\n5,7,1.5,3\n"


def written(folder: Path, nodes: str = NODES, moves: str = MOVES) -> Path:
    (folder / "nodes.csv").write_text(nodes)
    (folder / "transactions.csv").write_text(moves)
    return folder


def test_files_are_read_in_order_of_time(tmp_path: Path) -> None:
    example = amlsim(written(tmp_path), "test")
    assert (example.part, example.name) == ("test", tmp_path.name)
    assert example.labels.tolist() == [0, 1]
    graph = example.graph
    assert (graph.src.tolist(), graph.dst.tolist()) == ([0, 1], [1, 0])
    assert (graph.amount.tolist(), graph.time.tolist()) == ([1.5, 2.5], [3, 9])


@pytest.mark.parametrize(
    "nodes, moves, words",
    [
        (NODES, MOVES.replace("7,5", "8,5"), "does not hold once"),
        (NODES + "7,1,1.0,3\n", MOVES, "does not hold once"),
        (NODES.replace("isFraud", "fraud"), MOVES, "nodes.csv cannot be read"),
        (NODES, MOVES.replace("2.5", "much"), "transactions.csv cannot be read"),
        (NODES, MOVES.replace("2.5", ""), "empty field in column value"),
    ],
)
def test_what_does_not_fit_is_refused_in_a_sentence(
    nodes: str, moves: str, words: str, tmp_path: Path
) -> None:
    with pytest.raises(Trouble, match=words):
        amlsim(written(tmp_path, nodes, moves))


def test_a_folder_without_files_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Trouble, match=r"nodes\.csv cannot be read"):
        amlsim(tmp_path)
