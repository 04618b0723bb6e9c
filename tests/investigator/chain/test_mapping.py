"""Headers to fields: guessed from known names, corrected by what is said, no column used twice."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from investigator.chain.mapping import FIELDS, looks_like_transfers, map_columns
from investigator.errors import Trouble

NAMES = [name for names in FIELDS.values() for name in names] + ["colour", "", "From Address", "VALUE"]


@pytest.mark.parametrize(
    "header, columns",
    [
        (["From", "To", "Value"], {"from": 0, "to": 1, "amount": 2}),
        (
            ["hash", "from_address", "to_address", "value", "block_timestamp", "block_number"],
            {"hash": 0, "from": 1, "to": 2, "amount": 3, "time": 4, "block": 5},
        ),
        (
            ["step", "type", "amount", "nameOrig", "oldbalanceOrg", "nameDest"],
            {"time": 0, "amount": 2, "from": 3, "to": 5},
        ),
        (
            [
                "Timestamp",
                "From Bank",
                "Account",
                "To Bank",
                "Account.1",
                "Amount Received",
                "Receiving Currency",
            ],
            {"time": 0, "from": 2, "to": 4, "amount": 5, "asset": 6},
        ),
        (["txId1", "txId2"], {"from": 0, "to": 1}),
    ],
)
def test_known_headers(header: list[str], columns: dict[str, int]) -> None:
    mapping = map_columns(header)
    assert mapping.columns == columns
    assert mapping.guessed == frozenset(columns)


def test_what_is_said_goes_before_what_is_guessed() -> None:
    mapping = map_columns(["from", "to", "value", "Real Sender"], " from = real_sender , amount=value")
    assert mapping.columns == {"from": 3, "to": 1, "amount": 2}
    assert mapping.guessed == {"to"}


def test_a_column_that_is_taken_is_guessed_for_nothing_else() -> None:
    assert "from" not in map_columns(["source", "to", "value"], "hash=source").columns
    assert map_columns(["value", "amount", "to", "from"], "asset=amount").columns["amount"] == 0


def test_missing_fields_are_named_in_order() -> None:
    assert map_columns(["receiver", "colour"]).missing == ("from", "amount")
    assert not looks_like_transfers(["receiver", "colour"])
    assert looks_like_transfers(["receiver", "sender", "sum"])


@pytest.mark.parametrize(
    "said, sentence",
    [
        ("from", "write field=column"),
        ("colour=from", "one of from, to, amount"),
        ("from=nobody", "no column 'nobody'; the file has from, to, value"),
        ("from=to,to=to", "'to' is said to be both from and to"),
    ],
)
def test_a_mapping_that_cannot_be(said: str, sentence: str) -> None:
    with pytest.raises(Trouble, match=sentence):
        map_columns(["from", "to", "value"], said)


@given(st.lists(st.sampled_from(NAMES), max_size=12))
def test_any_header_maps_fields_to_columns_of_their_own(header: list[str]) -> None:
    columns = map_columns(header).columns
    assert len(set(columns.values())) == len(columns)
    for field, index in columns.items():
        assert "".join(filter(str.isalnum, header[index].lower())) in FIELDS[field]
