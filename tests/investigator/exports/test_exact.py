"""Every amount of every case comes back out of every format to the last digit, and a spoilt file is found spoilt."""

from __future__ import annotations

import csv
import json
import re
import struct
import xml.etree.ElementTree as ET
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import networkx as nx
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from investigator.cases.case import Case
from investigator.chain.files import open_sources
from investigator.chain.ingest import ingest
from investigator.chain.source import ImportOptions
from investigator.exports.cells import inert
from investigator.exports.content import Content, content
from investigator.exports.formats import named, write
from investigator.money import parse_amount
from investigator.operations import figure_of
from investigator.operations.picturing import write_picture
from tests.investigator.exports.cases import CASES, FINE, HUGE

csv.field_size_limit(1 << 27)
Amounts = list[tuple[int, str]]
"""Base units, and the same in whole units."""


@pytest.fixture(scope="module", params=CASES)
def made(request: pytest.FixtureRequest) -> Iterator[Case]:
    with CASES[request.param]() as case:
        yield case


@pytest.fixture(scope="module")
def told(made: Case) -> Content:
    return content(made)


def out(told: Content, name: str, folder: Path) -> Path:
    return write(told, named(name), folder / f"it{named(name).suffix}")[0]


def _rows(rows: list[dict[str, Any]]) -> Amounts:
    return [(int(row["amount"]), row["amount_shown"]) for row in rows]


def _csv(path: Path) -> Amounts:
    with path.open(encoding="utf-8", newline="") as opened:
        return _rows(list(csv.DictReader(opened)))


def _graph(read: Callable[[Path], Any]) -> Callable[[Path], Amounts]:
    return lambda path: [
        (int(about["amount"]), about["amount_shown"]) for _, _, about in read(path).edges(data=True)
    ]


def _stix(path: Path) -> Amounts:
    moves = [one for one in json.loads(path.read_text())["objects"] if "x_investigator_base_units" in one]
    return [(int(one["x_investigator_base_units"]), "") for one in moves]


def _case(path: Path) -> Amounts:
    said = [
        json.loads(node["uco-core:statement"])
        for node in json.loads(path.read_text())["@graph"]
        if "base_units" in str(node.get("uco-core:statement"))
    ]
    return [(int(one["base_units"]), one["amount"]) for one in said]


def _worded(text: str) -> tuple[int, str]:
    """What stands in words: '1.5 ETH: 1500 base units of …'."""
    found = re.fullmatch(r"(\S+) .*?(\d+) base units.*", text, re.DOTALL)
    assert found is not None, text
    return int(found[2]), found[1]


def _ftm(path: Path) -> Amounts:
    links = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return [_worded(one["properties"]["summary"][0]) for one in links if one["schema"] == "UnknownLink"]


def _goaml(path: Path) -> Amounts:
    return [_worded(one.text or "") for one in ET.parse(path).getroot().iter("transaction_description")]


READ: dict[str, Callable[[Path], Amounts]] = {
    "csv": _csv,
    "parquet": lambda path: _rows(pq.read_table(path).to_pylist()),
    "graphml": _graph(lambda path: nx.read_graphml(path, force_multigraph=True)),
    "gexf": _graph(nx.read_gexf),
    "stix": _stix,
    "case": _case,
    "ftm": _ftm,
    "goaml": _goaml,
}


@pytest.mark.parametrize("name", READ)
def test_amounts_come_back_to_the_last_digit(told: Content, tmp_path: Path, name: str) -> None:
    found = READ[name](out(told, name, tmp_path))
    assert sorted(amount for amount, _ in found) == sorted(row.amount for row in told.transfers)
    decimals = {row.amount: row.decimals or 0 for row in told.transfers}
    assert all(parse_amount(text, decimals[amount]) == amount for amount, text in found if text)


def test_the_cases_hold_what_no_float_and_no_word_does(tmp_path: Path) -> None:
    with CASES["chain"]() as made:
        amounts = {row.amount: row.decimals for row in content(made).transfers}
    assert (amounts[HUGE], amounts[FINE]) == (18, 18)
    assert int(float(HUGE + 1)) != HUGE + 1
    assert int(float(FINE)) != FINE


def test_misp_tells_what_came_and_went_exactly(told: Content, tmp_path: Path) -> None:
    objects = json.loads(out(told, "misp", tmp_path).read_text(encoding="utf-8"))["Event"]["Object"]
    for account, one in zip(told.accounts, objects, strict=True):
        said = {part["object_relation"]: part["value"] for part in one["Attribute"]}
        for name, end in (("total-received", "dst"), ("total-sent", "src")):
            sums: dict[int, int] = {}
            for row in told.transfers:
                if getattr(row, end) == account.id:
                    sums[row.asset] = sums.get(row.asset, 0) + row.amount
            figures = [figure.split(" ")[0] for figure in said[name].split("; ")] if name in said else []
            known = [asset for asset in told.assets if asset.id in sums]
            assert [parse_amount(f, a.decimals or 0) for f, a in zip(figures, known, strict=True)] == [
                sums[asset.id] for asset in known
            ]


@pytest.mark.parametrize("name", ["csv", "parquet", "gexf"])
def test_a_spoilt_table_or_graph_is_refused_or_its_row_is_named(
    told: Content, tmp_path: Path, name: str
) -> None:
    path = out(told, name, tmp_path)
    if name == "csv":
        amount = str(told.transfers[0].amount)
        path.write_text(path.read_text(encoding="utf-8").replace(f",{amount},", f",{amount}x,", 1))
        with pytest.raises(ValueError, match=f"{amount}x"):
            _csv(path)
        if told.examiner == "examiner":
            return  # accounts of a bank are not taken in without being told whose they are
        mapping = "from=sender,to=receiver,amount=amount,time=time,asset=asset,hash=tx_hash"
        with Case.create(None) as again:
            sources = open_sources([path], ImportOptions(mapping=mapping, units="base"))
            report = ingest(again.store, sources)
        assert (report.transfers, report.bad_rows) == (len(told.transfers) - 1, 1)
    elif name == "parquet":
        path.write_bytes(path.read_bytes()[:-9])
        with pytest.raises(pa.ArrowInvalid):
            pq.read_table(path)
    else:
        path.write_text(path.read_text(encoding="utf-8").replace("</gexf>", ""), encoding="utf-8")
        with pytest.raises(ET.ParseError):
            nx.read_gexf(path)


def test_cells_compute_nothing_and_turn_nothing_round() -> None:
    with CASES["chain"]() as made:
        told = content(made)
        assert any("\u202e" in row.symbol for row in told.transfers)
        for label in (label for one in told.accounts for label in one.labels):
            cell = inert(label.text)
            assert not cell.lstrip().startswith(("=", "+", "-", "@", "\t"))
            assert not {"\u202e", "\u202c", "\x00", "\n"} & set(cell)


def png_faults(raw: bytes) -> list[str]:
    """Parts of a PNG whose checksum does not hold, or that are missing (ISO/IEC 15948, section 5)."""
    if raw[:8] != b"\x89PNG\r\n\x1a\n":
        return ["signature"]
    at, seen, faults = 8, list[bytes](), list[str]()
    while at + 12 <= len(raw):
        size, kind = struct.unpack(">I4s", raw[at : at + 8])
        body, check = raw[at + 8 : at + 8 + size], raw[at + 8 + size : at + 12 + size]
        faults += [kind.decode("latin-1")] * (zlib.crc32(kind + body).to_bytes(4, "big") != check)
        seen, at = [*seen, kind], at + 12 + size
    return faults + ["IHDR"] * (seen[:1] != [b"IHDR"]) + ["IEND"] * (seen[-1:] != [b"IEND"])


def test_pictures_are_whole_and_inert(made: Case, tmp_path: Path) -> None:
    svg = figure_of(made)
    write_picture(svg, tmp_path / "it.svg")
    write_picture(svg, tmp_path / "it.png")
    raw = (tmp_path / "it.svg").read_text(encoding="utf-8")
    root = ET.fromstring(raw)
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    kinds = {node.tag.partition("}")[2] for node in root.iter()}
    assert not kinds & {"script", "foreignObject", "image", "use", "a", "style"}
    assert not [
        key for node in root.iter() for key in node.attrib if key.lower().startswith("on") or "href" in key
    ]
    assert not {"\u202e", "\u202c", "\x00", "\x1b"} & set(raw)
    with pytest.raises(ET.ParseError):
        ET.fromstring(raw.replace("</svg>", ""))
    picture = (tmp_path / "it.png").read_bytes()
    assert png_faults(picture) == []
    spoilt = bytearray(picture)
    spoilt[len(spoilt) // 2] ^= 1
    assert png_faults(bytes(spoilt))
    assert png_faults(picture[:-12]) == ["IEND"]
