import hashlib

from gnn.feature_names import ACCOUNT_FEATURES, FEATURES_VERSION, TRANSFER_FEATURES

KNOWN = {1: "4ddc5c9618dd1baf"}


def test_names_differ_and_everything_is_explained() -> None:
    for table in (ACCOUNT_FEATURES, TRANSFER_FEATURES):
        assert len({feature.name for feature in table}) == len(table)
        assert all(feature.unit and feature.meaning for feature in table)


def test_a_change_to_the_columns_raises_their_version() -> None:
    """Models on the shelf were trained on them: if this fails, raise the version and add its seal."""
    told = repr([(f.name, f.unit) for f in (*ACCOUNT_FEATURES, *TRANSFER_FEATURES)])
    assert KNOWN[FEATURES_VERSION] == hashlib.sha256(told.encode()).hexdigest()[:16]
