"""Evidence by addresses in place of ids."""

from __future__ import annotations

from investigator.data.queries import copies
from tests.makers import Move, case


def test_an_acquisition_is_told_without_ids() -> None:
    with case(
        [Move(2, 1, 500, tx_hash=b"x" * 32), Move(0, 3, 2**200)], tags=[{"address": "bank:1"}]
    ) as made:
        (table,) = copies.transfers(made.store, 0)
        assert table["src"].to_pylist() == ["bank:2", "bank:0"]
        assert table["dst"].to_pylist() == ["bank:1", "bank:3"]
        assert table["a3"].to_pylist() == [0, 2**8]
        assert copies.acquisition(made.store, 0)["source"] == "made.csv"
        assert copies.assets(made.store) == {"bank/EUR": ("EUR", 2)}
        assert [row["address"] for row in copies.rows(made.store, "tag", 0).to_pylist()] == ["bank:1"]
        assert copies.contracts(made.store, 0) == []
        assert copies.transactions(made.store, 0).num_rows == 0


def test_transfers_are_found_by_what_they_are() -> None:
    moves = [Move(0, 1, 500, tx_hash=b"x" * 32), Move(0, 1, 500), Move(1, 2, 500)]
    with case(moves) as made:
        first, second = copies.identities(made.store, [0, 1])
        assert (first.tx_hash, second.tx_hash, second.row[0]) == (b"x" * 32, None, 1)
        assert [one.id for one in copies.alike(made.store, [first])] == [0, 1]
        assert copies.alike(made.store, []) == []
