from __future__ import annotations

from investigator.data.queries import sources
from investigator.records import Label, Tier
from tests.makers import Move, case

TAGS = [
    {"address": "bank:1", "label": "shop", "confidence": 20},
    {"address": "bank:1", "label": "mixer", "confidence": 90, "illicit": True},
    {"address": "bank:77", "label": "not here", "confidence": 5},
]


def test_claims_about_accounts_of_the_case_stand_side_by_side() -> None:
    with case([Move(0, 1, 1)], tags=TAGS) as made:
        claims = sources.tags(made.store)
        assert claims == {
            "bank:1": [
                Label("mixer", "unknown", Tier.ATTRIBUTION, 90, "list", "", True),
                Label("shop", "unknown", Tier.ATTRIBUTION, 20, "list", "", None),
            ]
        }
        assert list(sources.tags(made.store, ["bank:77"])) == ["bank:77"]


def test_counts_and_acquisitions() -> None:
    with case([Move(0, 1, 1, time=5), Move(1, 0, 1, time=8)], tags=TAGS) as made:
        counts = sources.counts(made.store)
        assert (counts.accounts, counts.transfers, counts.tags) == (4, 2, 3)
        assert (counts.first_time, counts.last_time, counts.last_block, counts.last_block_hash) == (
            5,
            8,
            None,
            "",
        )
        (got,) = sources.acquisitions(made.store)
        assert (got.source, got.transfers, got.tags, got.kept, got.request) == ("made.csv", 2, 3, False, {})
        (asset,) = sources.assets(made.store)
        assert (asset.symbol, asset.decimals, asset.transfers) == ("EUR", 2, 2)


def test_what_each_acquisition_brought_by_evidence() -> None:
    with case([Move(0, 1, 1), Move(1, 0, 1)], tags=TAGS) as made:
        ((acquisition, brought),) = sources.given(made.store).items()
        assert acquisition == sources.acquisitions(made.store)[0].id
        assert (brought["transfer"], brought["tag"]) == (2, 3)
        assert "price" not in brought
