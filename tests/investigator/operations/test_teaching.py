"""What a model may learn from, the label behind each verdict, and where labels disagree."""

from __future__ import annotations

from investigator import operations
from investigator.cases.case import Case
from investigator.cases.edits import SetLabels
from investigator.operations.teaching import verdict_of
from investigator.records import Address, Label
from tests.makers import case

THEFT, SHOP = Label("theft", confidence=60, illicit=True), Label("shop", confidence=50, illicit=False)
TAGS: list[dict[str, object]] = [
    {"address": "bank:0", "label": "exchange", "illicit": False, "confidence": 40},
    {"address": "bank:2", "label": "scam", "illicit": True, "confidence": 80, "source": "a list"},
    {"address": "bank:2", "label": "shop", "illicit": False, "confidence": 20},
]


def made() -> Case:
    some = case(accounts=4, tags=TAGS)
    some.do(SetLabels(Address("bank:0"), (SHOP, THEFT)))
    some.do(SetLabels(Address("bank:1"), (SHOP,)))
    return some


def test_the_surest_label_stands_behind_a_verdict() -> None:
    with made() as some:
        found = operations.taught_labels(some)
        assert {number: (one.illicit, one.label, one.confidence) for number, one in found.items()} == {
            0: (True, "theft", 60),
            1: (False, "shop", 50),
        }
        assert [one.entry for one in found.values()] == [3, 4]
        assert {(one.annotator, one.own, one.part) for one in found.values()} == {("examiner", True, "")}
        assert list(operations.taught_labels(some, without={Address("bank:0")})) == [1]


def test_a_claim_is_not_one_s_own_and_names_the_import() -> None:
    with made() as some:
        claim = operations.taught_labels(some, claims=True)[2]  # type: ignore[index]
        assert (claim.illicit, claim.own, claim.label, claim.source, claim.entry) == (
            True, False, "scam", "a list", 2,
        )  # fmt: skip


def test_who_disagrees_with_whom_is_told() -> None:
    with made() as some:
        first, second = operations.conflicts(some)
        assert (first.address, first.claims, first.verdict) == ("bank:0", False, True)
        assert first.licit == ("shop (own, 50)", "exchange (list, 40)")
        assert (second.address, second.verdict) == ("bank:2", True)
        some.do(SetLabels(Address("bank:0"), (THEFT,)))
        assert next(iter(operations.conflicts(some))).claims is True


def test_equal_confidence_says_nothing() -> None:
    assert verdict_of([THEFT, SHOP]) is True
    assert verdict_of([THEFT, Label("x", confidence=60, illicit=False)]) is None
    assert verdict_of([Label("x")]) is None
