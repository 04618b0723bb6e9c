import xml.etree.ElementTree as ET

import numpy as np
import pytest

from investigator.figure import FILLS, MOST_EDGES, svg
from investigator.scene import Scene
from tests.scenes import scene, triangle

SVG = "{http://www.w3.org/2000/svg}"


def words(text: str) -> list[str]:
    return [node.text or "" for node in ET.fromstring(text).iter(f"{SVG}text")]


def test_the_same_scene_gives_the_same_bytes() -> None:
    assert svg(triangle()) == svg(triangle())


def test_names_legend_and_dashes_are_those_of_the_scene() -> None:
    text = svg(triangle())
    assert {"Start", "seed", "Mixer", "account", "mixer", "low risk", "high risk", "lead"} <= set(
        words(text)
    )
    assert "bridge" not in words(text)
    paths = [p for p in ET.fromstring(text).iter(f"{SVG}path") if "Q" in p.attrib["d"]]
    assert [("stroke-dasharray" in p.attrib) for p in paths].count(True) == 1
    assert len(paths) == 3


def test_hostile_names_stay_text() -> None:
    name = '</text><script>alert("x")</script>\x00\u202e&'
    shown = words(svg(scene([(0, 0)], title=[name], seed=[True])))
    assert any("<scrip" in word for word in shown)
    assert not [
        n
        for n in ET.fromstring(svg(scene([(0, 0)], title=[name], seed=[True]))).iter()
        if "script" in n.tag
    ]


@pytest.mark.parametrize(
    "odd",
    [
        scene([]),
        scene([(3, 4)]),
        scene([(1, 1), (1, 1)], [(0, 1), (0, 0)]),
        scene([(np.nan, 1), (1, 1), (np.inf, 0)], [(0, 1), (1, 2)]),
    ],
)
def test_odd_scenes_are_well_formed_and_finite(odd: Scene) -> None:
    text = svg(odd)
    ET.fromstring(text)
    assert "nan" not in text
    assert "inf" not in text


def test_only_the_most_important_edges_are_drawn_and_it_is_said() -> None:
    count = MOST_EDGES + 7
    many = scene([(0, 0), (100, 90)], [(0, 1)] * count, edge_risk=[0.9] + [np.nan] * (count - 1))
    text = svg(many)
    paths = [p for p in ET.fromstring(text).iter(f"{SVG}path") if "Q" in p.attrib["d"]]
    assert len(paths) == MOST_EDGES
    assert "7 lighter flows are left out of this figure." in words(text)
    assert paths[-1].attrib["stroke"] == FILLS[3]


def test_steps_of_risk_differ_in_grey_print() -> None:
    greys = [0.3 * int(c[1:3], 16) + 0.59 * int(c[3:5], 16) + 0.11 * int(c[5:7], 16) for c in FILLS]
    assert all(
        one - other > 20 for one, other in zip(greys[:1] + greys[2:3], greys[2:3] + greys[3:], strict=True)
    )


def test_stays_within_the_page() -> None:
    drawn = ET.fromstring(svg(triangle(), 300, 200))
    for circle in drawn.iter(f"{SVG}circle"):
        assert 0 < float(circle.attrib["cx"]) < 300
        assert 0 < float(circle.attrib["cy"]) < 200
