from __future__ import annotations

import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from investigator.cases.accountset import AccountSet
from investigator.cases.case import Case
from investigator.cases.edits import SetSeeds, SetTitle, Show
from investigator.errors import Trouble
from investigator.operations import picture
from investigator.operations.picturing import Stamp, Told, drawn, stamp_of, write_picture
from investigator.records import Address
from tests.makers import Move, put
from tests.scenes import scene, triangle

SVG = "{http://www.w3.org/2000/svg}"
STAMP = Stamp("Theft <b>&\n", "theft.case", "3 of 9 accounts", "journal line 4", "alice", 1_772_424_000)


def texts(svg: str) -> list[str]:
    return [node.text or "" for node in ET.fromstring(svg).iter(f"{SVG}text")]


def test_scale_filter_and_stamp_stand_under_the_picture_as_text() -> None:
    said = texts(drawn(triangle(), Told(True, "value>50 <x>", STAMP)))
    assert "Filter: value>50 <x>" in said
    assert "Theft <b>&  · theft.case · 3 of 9 accounts" in said
    assert any("2026-03-02 04:00:00 UTC by alice" in one for one in said)
    assert any("log scale" in one for one in said)
    bare = texts(drawn(triangle(), Told(False, None, None)))
    assert not any("Filter" in one or "log scale" in one or "alice" in one for one in bare)


def test_without_a_filter_it_says_so_and_without_flows_too() -> None:
    said = texts(drawn(scene([(0, 0)]), Told(True, "")))
    assert any(one.startswith("No filter") for one in said)
    assert "No flows to scale by" in said


def test_the_scale_is_of_the_asset_that_most_lines_are_of() -> None:
    shown = scene(
        [(0, 0), (9, 9)], [(0, 1), (1, 0), (0, 1)], text=("5 ETH", "70 ETH", "9 USDC"), weight=[0, 1, 0.5]
    )
    assert {"5 ETH", "70 ETH"} <= set(texts(drawn(shown, Told())))


def test_a_camera_shows_a_part() -> None:
    shown = scene([(0, 0), (1000, 0)], title=["near", "far"], seed=[True, True])
    assert "far" not in texts(drawn(shown, Told(), (0.0, 0.0, 50.0)))
    assert {"near", "far"} <= set(texts(drawn(shown, Told())))


@pytest.mark.parametrize("ending, magic", [(".svg", b"<svg"), (".png", b"\x89PNG"), (".pdf", b"%PDF")])
def test_the_ending_says_the_kind_and_the_same_is_written_twice(
    tmp_path: Path, ending: str, magic: bytes
) -> None:
    once, again = tmp_path / f"a{ending}", tmp_path / f"b{ending}"
    for path in (once, again):
        write_picture(drawn(triangle(), Told(True, "", STAMP)), path)
    assert once.read_bytes().startswith(magic)
    assert once.read_bytes() == again.read_bytes()
    assert sorted(path.name for path in tmp_path.iterdir()) == [once.name, again.name]


def test_what_cannot_be_written_is_said(tmp_path: Path) -> None:
    with pytest.raises(Trouble, match="must end in"):
        write_picture("<svg/>", tmp_path / "a.gif")
    with pytest.raises(Trouble, match="choose another place"):
        write_picture("<svg/>", tmp_path / "no" / "a.svg")


def test_a_picture_of_a_case_shows_what_its_query_lets_through(tmp_path: Path) -> None:
    with Case.create(None, "alice") as case:
        put(case.store, [Move(0, 1, 500, 10), Move(1, 2, 5, 20)], [f"bank:{i}" for i in range(3)])
        case.do(Show(AccountSet.of([0, 1, 2])))
        case.do(SetTitle("Theft", ""))
        assert picture(case).account.tolist() == [0, 1, 2]
        assert picture(case, query="value>0.5").account.tolist() == [0, 1]
        assert picture(case, on_chart=[1, 2], layout="force").account.tolist() == [1, 2]
        case.do(SetSeeds((Address("bank:2"),)))
        assert picture(case, query="value>0.5").account.tolist() == [0, 1, 2]
        stamp = stamp_of(case, picture(case), "alice", 0)
        assert (stamp.title, stamp.shown) == ("Theft", "3 of 3 accounts, 2 of 2 transfers")
        with pytest.raises(Trouble):
            picture(case, query="value>>")
