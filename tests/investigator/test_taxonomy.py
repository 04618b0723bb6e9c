from __future__ import annotations

import pytest

from investigator import taxonomy
from investigator.records import AccountKind


def test_concepts_are_named_once() -> None:
    assert len(set(taxonomy.CONCEPTS)) == len(taxonomy.CONCEPTS)


@pytest.mark.parametrize(
    "category, illicit, kind",
    [
        ("phishing", True, None),
        ("exchange", False, AccountKind.SERVICE),
        ("mixing_service", None, AccountKind.MIXER),
        ("defi_bridge", False, AccountKind.BRIDGE),
        ("defi_dex", False, AccountKind.CONTRACT),
        ("unknown", None, None),
        ("no such word", None, None),
    ],
)
def test_what_a_category_means(category: str, illicit: bool | None, kind: AccountKind | None) -> None:
    assert taxonomy.illicit(category) is illicit
    assert taxonomy.kind(category) is kind


def test_nothing_is_illicit_and_ordinary_at_once() -> None:
    meanings = {concept: taxonomy.illicit(concept) for concept in taxonomy.CONCEPTS}
    assert {"sanction", "hacking"} <= {concept for concept, bad in meanings.items() if bad}
    assert {"shop", "victim"} <= {concept for concept, bad in meanings.items() if bad is False}
