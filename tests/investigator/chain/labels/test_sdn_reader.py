"""The stream of elements of OFAC's list: damage and malice."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from investigator.chain.labels.sdn_reader import DEPTH, TEXT, SdnReader
from investigator.errors import Trouble

ONE = """<sdnList><publshInformation><Publish_Date>09/27/2024</Publish_Date></publshInformation>
<sdnEntry><uid>7</uid><lastName>DOE</lastName><firstName>John</firstName>
<idList><id><idType>Digital Currency Address - ETH</idType><idNumber>0xAB</idNumber></id></idList>
<akaList><aka><lastName>OTHER</lastName></aka></akaList></sdnEntry></sdnList>"""


def read(text: str, step: int = 10_000) -> SdnReader:
    reader = SdnReader("sdn.xml")
    raw = text.encode()
    for begin in range(0, len(raw), step):
        reader.feed(raw[begin : begin + step])
    reader.close()
    return reader


@given(st.integers(1, 60))
def test_pieces_of_any_size_give_the_same(step: int) -> None:
    listing = read(ONE, step).listing
    (party,) = listing.parties.values()
    assert listing.date == "2024-09-27"
    assert (party.id, party.name, party.addresses) == ("7", "DOE, John", [("ETH", "0xAB")])


def test_what_declares_entities_is_refused() -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><sdnList>&b;</sdnList>'
    with pytest.raises(Trouble, match="declares a document type or an entity"):
        read(bomb)


def test_what_is_nested_too_deep_is_refused() -> None:
    with pytest.raises(Trouble, match="nested deeper"):
        read("<a>" * (DEPTH + 1) + "</a>" * (DEPTH + 1))


def test_endless_text_is_not_held() -> None:
    long = ONE.replace("DOE", "D" * (3 * TEXT))
    (party,) = read(long).listing.parties.values()
    assert len(party.name) <= 300


@pytest.mark.parametrize("text", [ONE[:-9], "<sdnList>", "no XML", ONE.replace("</uid>", "</vid>")])
def test_damage_is_said(text: str) -> None:
    with pytest.raises(Trouble, match="damaged XML"):
        read(text)


def test_a_list_without_such_addresses() -> None:
    with pytest.raises(Trouble, match="lists no digital currency address"):
        read("<sdnList><sdnEntry><uid>1</uid></sdnEntry></sdnList>")
