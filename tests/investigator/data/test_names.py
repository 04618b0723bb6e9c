from __future__ import annotations

from collections.abc import Iterator

import pyarrow as pa
import pytest

from investigator.data import ingestion
from investigator.data.names import Names
from investigator.data.store import Store


@pytest.fixture
def names() -> Iterator[Names]:
    store = Store(None)
    with store.transaction() as db:
        ingestion.append(db, "account", 1, [{"address": "bank:a"}])
        yield Names(db, "account", "address")
    store.close()


def test_numbers_are_given_in_order_and_kept(names: Names) -> None:
    column = pa.chunked_array([["bank:b", "bank:a"], ["bank:b", "bank:c"]])
    assert names.numbers(column).to_pylist() == [1, 0, 1, 2]
    assert names.number("bank:a") == 0
    assert names.fresh() == ["bank:b", "bank:c"]
    names.settle()
    assert (names.number("bank:d"), names.fresh()) == (3, ["bank:d"])
    names.forget()
    assert (names.fresh(), names.number("bank:e"), names.number("bank:c")) == ([], 3, 2)


def test_where_there_is_no_name_there_is_no_number(names: Names) -> None:
    assert names.numbers(pa.array(["bank:b", None, "bank:b"])).to_pylist() == [1, None, 1]
    assert names.numbers(pa.array([None, None], pa.string())).to_pylist() == [None, None]
    assert names.numbers(pa.array([], pa.string())).to_pylist() == []
