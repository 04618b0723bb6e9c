"""What a file is, told by its content; and all files of a call opened, blocks first."""

from __future__ import annotations

import json
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from investigator.chain.blocks import BlockFile, ReceiptFile
from investigator.chain.files import kind, open_sources
from investigator.chain.labels import LabelTable, TagPack
from investigator.chain.source import ImportOptions
from investigator.chain.tables import fingerprint
from investigator.chain.transfers import TransferTable
from investigator.errors import Trouble
from investigator.progress import Cancelled

A, B = ("0x" + digit * 40 for digit in "ab")
HASH = "0x" + "1" * 64
BLOCK = {"hash": HASH, "parentHash": HASH, "number": "0x1", "timestamp": "0x2", "transactions": []}
TRANSFERS = f"from,to,amount\n{A},{B},1\n"
LABELS = f"address,label\n{A},mixer\n"
PACK = f"title: t\ncreator: c\ntags:\n- address: '{A}'\n  label: mixer\n  currency: ETH\n  source: s\n"


def write(folder: Path, text: str | bytes, name: str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


@pytest.mark.parametrize(
    "name, text, expected",
    [
        ("t.csv", TRANSFERS, "transfers"),
        ("t.txt", TRANSFERS, "transfers"),
        ("l.csv", LABELS, "labels"),
        ("both.csv", f"from,to,amount,address,label\n{A},{B},1,{A},x\n", "transfers"),
        ("neither.csv", "colour,shape\nred,round\n", "transfers"),
        ("b.json", json.dumps(BLOCK), "block"),
        ("b.txt", "\n [" + json.dumps(BLOCK) + "]", "block"),
        ("r.json", '[{"logsBloom": "0x"}]', "receipts"),
        ("odd.json", '{"hello": 1}', ""),
        ("odd.csv", "{from,to,amount\n", "transfers"),
        ("p.yaml", PACK, "yaml"),
        ("zeros.bin", b"a,b\n\0", ""),
        ("utf16.csv", TRANSFERS.encode("utf-16"), "transfers"),
    ],
)
def test_the_kind_of_a_file(tmp_path: Path, name: str, text: str | bytes, expected: str) -> None:
    path = write(tmp_path, text, name)
    assert kind(path, fingerprint(path)) == expected


def test_parquet_whatever_it_is_called(tmp_path: Path) -> None:
    pq.write_table(pa.table({"from": [A]}), tmp_path / "t.csv")
    assert kind(tmp_path / "t.csv", fingerprint(tmp_path / "t.csv")) == "parquet"


def test_blocks_stand_first_and_receipts_last(tmp_path: Path) -> None:
    for name, text in {
        "a.csv": TRANSFERS,
        "c.json": json.dumps(BLOCK),
        "d.yaml": PACK,
        "sub/e.csv": LABELS,
        "sub/picture.png": "no table at all",
    }.items():
        write(tmp_path, text, name)
    (tmp_path / "b_receipts.json").write_text(
        json.dumps(
            [
                {
                    **{
                        "transactionHash": HASH,
                        "transactionIndex": "0x0",
                        "blockNumber": "0x1",
                        "blockHash": HASH,
                    },
                    **{"gasUsed": "0x1", "logs": [], "logsBloom": "0x"},
                }
            ]
        )
    )
    found = open_sources([tmp_path], ImportOptions())
    assert [type(source) for source in found] == [
        BlockFile,
        TransferTable,
        TagPack,
        LabelTable,
        ReceiptFile,
    ]
    assert found[-1].describe().request["timed"] is True


def test_labels_with_a_mapping_are_read_as_transfers(tmp_path: Path) -> None:
    path = write(tmp_path, f"address,label,sum\n{A},{B},1\n", "l.csv")
    (source,) = open_sources([path], ImportOptions(mapping="from=address,to=label,amount=sum"))
    assert isinstance(source, TransferTable)


@pytest.mark.parametrize(
    "name, text, sentence",
    [
        ("empty.csv", "", "empty.csv is empty"),
        ("odd.json", '{"hello": 1}', "odd.json is of no known kind. Expected are transfers"),
        ("zeros.bin", b"a,b\n\0", "zeros.bin is of no known kind"),
        ("neither.csv", "colour,shape\nred,round\n", "no column for from, to, amount"),
    ],
)
def test_files_that_are_refused(tmp_path: Path, name: str, text: str | bytes, sentence: str) -> None:
    with pytest.raises(Trouble, match=sentence):
        open_sources([write(tmp_path, text, name)], ImportOptions())


def test_paths_that_are_refused(tmp_path: Path) -> None:
    with pytest.raises(Trouble, match="There is no file"):
        open_sources([tmp_path / "gone.csv"], ImportOptions())
    write(tmp_path, "x", "only.png")
    with pytest.raises(Trouble, match="holds no file that can be imported"):
        open_sources([tmp_path], ImportOptions())


def test_opening_can_be_cancelled(tmp_path: Path) -> None:
    def stop(*_: object) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        open_sources([write(tmp_path, TRANSFERS, "t.csv")], ImportOptions(), stop)
