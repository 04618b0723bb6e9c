"""Lines of other copies come back as they were put in."""

from __future__ import annotations

from dataclasses import replace

from investigator.data import grafts
from investigator.data.ledger import Head, next_line
from investigator.data.store import Store


def test_stretches_are_kept_once_and_in_order() -> None:
    first = next_line(Head(3, "a" * 64), "do", 5, "bob", {"x": 1})
    second = next_line(Head(4, first.hash), "undo", 6, "bob", {})
    store = Store(None)
    for lines in ([second, first], [replace(first, who="eve")]):
        with store.transaction() as db:
            grafts.keep(db, {second.hash: lines})
    with store.reading() as db:
        assert grafts.stretches(db) == {second.hash: [first, second]}
    store.close()
