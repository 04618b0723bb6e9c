from __future__ import annotations

import contextlib

from hypothesis import given
from hypothesis import strategies as st

from investigator.query.complete import Offers, complete
from investigator.query.parse import parse
from investigator.query.pieces import NotUnderstood
from investigator.query.vocabulary import KEYS

OFFERS = Offers(
    ("USDC", "ETH"), ("Halyard hot wallet", "Mixer pool"), ("suspects",), ("2022-08",), ("USD",)
)


def offered(text: str, cursor: int | None = None) -> list[str]:
    return [one.text for one in complete(text, len(text) if cursor is None else cursor, OFFERS)]


def test_keys_by_what_they_begin_with_other_names_too() -> None:
    assert offered("as") == ["asset:"]
    assert offered("-la") == ["-label:"]
    assert offered("amount") == ["value>"]
    assert offered("asset:ETH t") == ["asset:ETH time:", "asset:ETH to:", "asset:ETH tx:", "asset:ETH text:",
                                      "asset:ETH asset:", "asset:ETH label:"]  # fmt: skip
    assert len(complete("", 0, OFFERS)) == len(KEYS)


def test_values_that_the_case_has() -> None:
    assert offered("asset:u") == ["asset:USDC "]
    assert offered("asset:USDC,e") == ["asset:USDC,ETH "]
    assert offered('label:"hot')[0] == 'label:"Halyard hot wallet" '
    assert 'label:"mixing service" ' in offered("label:mix")
    assert offered("kind:erc2") == ["kind:erc20 "]
    assert offered("value>5") == ["value>5 ", "value>5k ", "value>5M "]
    assert offered("worth>=5")[0] == "worth>=5USD "
    assert offered("list:") == ["list:suspects "]
    assert offered("as value>5", 2) == ["asset: value>5"]


def test_nothing_where_nothing_fits() -> None:
    assert offered("0x9f2c") == offered("zzz") == offered("|") == []
    assert offered("asset:USDC", 3) == []


@given(st.text(max_size=30), st.integers(0, 30))
def test_no_text_breaks_it(text: str, cursor: int) -> None:
    for one in complete(text, min(cursor, len(text)), OFFERS):
        assert 0 <= one.cursor <= len(one.text)


@given(st.sampled_from(KEYS))
def test_what_is_completed_can_be_read(key) -> None:  # type: ignore[no-untyped-def]
    for one in complete(key.example.rstrip("0123456789"), len(key.example.rstrip("0123456789")), OFFERS):
        with contextlib.suppress(NotUnderstood):
            assert parse(one.text).terms[0].key == key.name
