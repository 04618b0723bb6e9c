from __future__ import annotations

from pathlib import Path

import pytest

from investigator.chain.source import ImportOptions
from investigator.errors import Trouble
from ui.dialogs.look import look_at


def put(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_a_table_shows_how_it_would_be_read(tmp_path: Path) -> None:
    path = put(tmp_path, "a.csv", "sender,receiver,amount,step\n1,2,3.25,41\n2,3,4.5,42\n")
    seen = look_at(path, ImportOptions(namespace="bank"))
    assert seen.kind == "Transfers in a table"
    assert seen.header == ("sender", "receiver", "amount", "step")
    assert seen.columns == {"from": 0, "to": 1, "amount": 2, "time": 3}
    assert seen.rows[0] == ("1", "2", "3.25", "41")
    assert seen.problems == ()
    assert seen.settled == "times are steps, amounts are whole units with 2 decimals"


def test_what_stands_in_the_way_is_said(tmp_path: Path) -> None:
    path = put(tmp_path, "a.csv", "sender,other,amount\n1,2,3\n")
    seen = look_at(path, ImportOptions(namespace="bank"))
    assert "to" in seen.problems[0]
    assert look_at(path, ImportOptions("to=other", namespace="bank")).problems == ()
    with pytest.raises(Trouble, match="empty"):
        look_at(put(tmp_path, "b.csv", ""), ImportOptions())
    with pytest.raises(Trouble):
        look_at(tmp_path / "none.csv", ImportOptions())


def test_labels_folders_and_strangers(tmp_path: Path) -> None:
    assert (
        look_at(put(tmp_path, "l.csv", "address,label\n0x1,x\n"), ImportOptions()).kind
        == "Labels in a table"
    )
    assert (
        look_at(put(tmp_path, "t.yaml", "title: x\ntags: []\n"), ImportOptions()).kind == "Labels (TagPack)"
    )
    assert look_at(tmp_path, ImportOptions()).kind == "Folder of 2 files"
    binary = tmp_path / "x.bin"
    binary.write_bytes(b"\0\1\2" * 9)
    assert "no known kind" in look_at(binary, ImportOptions()).problems[0]


def test_a_file_of_another_tool_is_called_by_it_and_can_be_read_otherwise(tmp_path: Path) -> None:
    head = "token_address,from_address,to_address,value,transaction_hash,log_index,block_number\n"
    row = f"0x{'6' * 40},0x{'a' * 40},0x{'b' * 40},5,0x{'1' * 64},0,7\n"
    path = put(tmp_path, "t.csv", head + row)
    seen = look_at(path, ImportOptions())
    assert (seen.kind, seen.columns, seen.problems) == ("ethereum-etl token transfers", None, ())
    assert (seen.header[0], seen.rows[0][3]) == ("token_address", "5")
    said = look_at(path, ImportOptions(mapping="from=from_address"))
    assert said.kind == "Transfers in a table"
