from __future__ import annotations

from investigator.data.queries.tokens import suspects
from tests.makers import case
from tests.straight import straight


def test_each_doubt_about_a_token_is_told_once() -> None:
    store = case().store
    assert suspects(store) == {}
    for asset, reason in (
        ("t:2", "decimals"),
        ("t:1", "look_alike"),
        ("t:2", "no_name"),
        ("t:2", "decimals"),
    ):
        straight(store, "suspect", asset=asset, reason=reason, detail="-")
    assert suspects(store) == {
        "t:1": (("look_alike", "-"),),
        "t:2": (("decimals", "-"), ("no_name", "-")),
    }
