"""What a source gave, in words."""

from __future__ import annotations

from investigator.data.evidence import EVIDENCE
from investigator.report.given import given


def test_counts_stand_with_their_nouns() -> None:
    assert given({"transfer": 1_200, "price": 1, "account": 9}) == "1,200 transfers, 1 price"
    assert given({}) == "nothing new"
    assert given({"account": 3, "asset": 1}) == "nothing new"


def test_every_sort_of_evidence_has_its_words() -> None:
    silent = {table.name for table in EVIDENCE if given({table.name: 2}) == "nothing new"}
    assert silent == {"account", "asset"}
