"""GraphSense's charts, unpacked within bounds."""

from __future__ import annotations

import base64
import json
import struct
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from investigator.address import BITCOIN
from investigator.cases.case import Case
from investigator.chain.files import open_sources
from investigator.chain.ingest import Report
from investigator.chain.layouts import graphsense
from investigator.chain.layouts.graphsense import unpack
from investigator.chain.source import ImportOptions
from investigator.errors import Trouble
from tests.investigator.chain.layouts.written import H1, H2, H3, A, B, everything

COIN = "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa"


def pack(text: bytes) -> list[int]:
    """LZW as the npm package `lzwcompress` writes it."""
    known = {bytes([i]): i for i in range(256)}
    codes, held = [], b""
    for i in range(len(text)):
        letter = text[i : i + 1]
        if held + letter in known:
            held += letter
        else:
            codes.append(known[held])
            known[held + letter] = len(known)
            held = letter
    return [*codes, known[held]] if held else codes


def save(path: Path, payload: object) -> Path:
    codes = pack(base64.b64encode(json.dumps(payload, ensure_ascii=False).encode()))
    path.write_bytes(struct.pack(f"<{len(codes)}I", *codes))
    return path


CHART = [
    *("pathfinder", "1", "Nomad"),
    [
        [["eth", A], -5.0, 0.0, True],
        [["eth", B], 1, 2, False],
        [["btc", COIN], 0, 0, False],
        [["eth", "0x12"], 0, 0, False],
    ],
    [[["eth", H1], 0.0, 0.0, False, 0], [["eth", f"{H2}_T3"], 0, 0, False, 1]],
    [
        [["eth", A], "Exploiter – №1", [1, 0.4, 0.2, 1]],
        [["btc", COIN], "", None],
        [["eth", H1], "first theft", None],
    ],
    [[["eth", A], ["eth", B], [["eth", f"{H2}_I1"], ["eth", H3]]]],
]


@given(st.binary(max_size=400) | st.text("ab", max_size=400).map(str.encode))
def test_what_was_packed(text: bytes) -> None:
    assert unpack(pack(text)) == text


def test_unpacking_ends() -> None:
    endless = [0, *range(256, 256 + 5000)]
    assert len(unpack(endless, 10**9)) > 10**7
    with pytest.raises(ValueError, match="more than a chart"):
        unpack(endless, 10**6)
    with pytest.raises(ValueError, match="more than a chart"):
        unpack([1] * 11, 10)
    with pytest.raises(ValueError, match="stands for nothing: 257"):
        unpack([65, 257])
    with pytest.raises(ValueError, match="stands for nothing"):
        unpack([256])


def test_a_chart_of_the_pathfinder(case: Case, tmp_path: Path, take_in: Callable[..., Report]) -> None:
    path = save(tmp_path / "nomad.gs", CHART)
    report = take_in(path)
    assert (report.tags, report.transfers, report.bad_rows) == (3, 0, 5)
    first, second, coin = everything(case.store, "tag")
    assert (first["address"], first["label"], first["confidence"]) == (
        f"eip155:1:{A}",
        "Exploiter – №1",
        50,
    )
    assert first["note"] == f"starting point; joined to {B} by {H2}, {H3}"
    assert first["source"] == "GraphSense chart 'Nomad'"
    assert (second["label"], second["illicit"]) == ("on a GraphSense chart", None)
    assert coin["address"] == f"{BITCOIN}:{COIN}"
    told = [(row["reason"], row["content"]) for row in everything(case.store, "bad_row")]
    assert told[0] == ("not an EVM address (42 characters of hexadecimal): '0x12'", "eth:0x12")
    assert [content for reason, content in told if "pull it" in reason] == [
        f"eth:{one}" for one in (H1, H2, H3)
    ]
    assert told[-1] == ("a label of a transaction, not of an address", f"eth:{H1}: first theft")
    (source,) = open_sources([tmp_path], ImportOptions())
    assert source.describe().pin == {"transactions": [f"eth:{one}" for one in (H1, H2, H3)]}


def test_a_chart_of_before(case: Case, tmp_path: Path, take_in: Callable[..., Report]) -> None:
    tag = ["Tumbler", "https://some.where", "mixing_service", None]
    addresses = [[["eth", 0, A], 1.0, 2.0, tag, None], [["ltc", 1, "LTC1"], 0, 0, None, None]]
    clusters = [[["eth", 0, 77], B, 0, 0, None, None], [["eth", 0, 78], None, 0, 0, None, None]]
    take_in(save(tmp_path / "old.gs", ["1.0.1", addresses, clusters, []]))
    first, second, third = everything(case.store, "tag")
    assert (first["label"], first["category"], first["source"]) == (
        "Tumbler",
        "mixing_service",
        "https://some.where",
    )
    assert second["address"] == "ltc:LTC1"
    assert third["note"] == "on the chart; root of GraphSense's cluster 77"


@pytest.mark.parametrize(
    "content, reason",
    [
        (b"abc", "no multiple of four"),
        (struct.pack("<2I", 65, 999), "stands for nothing"),
        (struct.pack("<2I", 33, 33), "no base64"),
        (struct.pack("<4I", *b"e30="), "does not say what it is"),
    ],
)
def test_what_is_no_chart(tmp_path: Path, content: bytes, reason: str) -> None:
    (tmp_path / "x.gs").write_bytes(content)
    with pytest.raises(Trouble, match=reason):
        open_sources([tmp_path / "x.gs"], ImportOptions())


def test_charts_that_cannot_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for payload in (
        ["0.5.1", [], [], []],
        ["pathfinder", "2", "x", [], [], []],
        ["pathfinder", "1"],
        ["1.0.0", [[1]]],
    ):
        with pytest.raises(Trouble, match=r"x\.gs is no chart of GraphSense"):
            open_sources([save(tmp_path / "x.gs", payload)], ImportOptions())
    monkeypatch.setattr(graphsense, "PACKED", 8)
    with pytest.raises(Trouble, match="larger than"):
        open_sources([save(tmp_path / "x.gs", CHART)], ImportOptions())
