from __future__ import annotations

import pytest

from investigator.cases.explanation import Explanation, Point, Verdict


@pytest.mark.parametrize(
    "said, verdict",
    [
        (("open", "for", "against"), "for"),
        (("against", "against"), "against"),
        (("against", "open"), "open"),
        (("open",), "open"),
    ],
)
def test_one_point_for_is_enough_and_all_must_speak_against(
    said: tuple[Verdict, ...], verdict: Verdict
) -> None:
    points = tuple(Point(one, "", "") for one in said)
    assert Explanation("service", "?", "", points).verdict == verdict
