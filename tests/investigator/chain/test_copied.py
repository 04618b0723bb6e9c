"""An acquisition of another copy as a source."""

from __future__ import annotations

import pytest

from investigator.chain.copied import CopiedSource
from investigator.chain.source import TRANSFERS
from investigator.errors import Trouble
from investigator.progress import silent
from tests.makers import Move, case


def test_its_facts_and_what_it_was_there() -> None:
    with case([Move(0, 1, 500), Move(1, 2, 300)], tags=[{"address": "bank:1", "label": "shop"}]) as made:
        source = CopiedSource(made.store, 0, -1)
        about = source.describe()
        assert (about.kind, about.name, about.pin["copied"]["tool"]) == ("csv", "made.csv", "test")
        transfers, rest = source.batches(silent)
        assert transfers.transfers.schema == TRANSFERS
        assert transfers.transfers["dst"].to_pylist() == ["bank:1", "bank:2"]
        assert (transfers.assets["bank/EUR"].decimals, rest.tags[0]["label"]) == (2, "shop")
        assert list(source.raw()) == []


def test_a_reorganisation_that_only_the_copy_knows_is_refused() -> None:
    with case([Move(0, 1, 500)]) as made:
        with made.store.transaction() as db:
            db.execute(
                "INSERT INTO superseded VALUES (0, 0, 0, 1, 'transfer', 'x'::BLOB, 'bank', 'y'::BLOB)"
            )
        CopiedSource(made.store, 0, 0).describe()
        with pytest.raises(Trouble, match="pull these blocks again"):
            CopiedSource(made.store, 0, -1).describe()
