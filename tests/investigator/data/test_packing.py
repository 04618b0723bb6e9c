"""Rows as lines, and what some transfers rest on."""

from __future__ import annotations

import hashlib
import json

from investigator.data import packing
from investigator.data.store import Store
from tests.makers import Move, put


def test_lines_hold_digest_and_row_and_hide_what_is_told() -> None:
    store = Store(None)
    put(store, [Move(0, 1, 2**200), Move(1, 2, 5)], ["a:1", 'b:"2"', "c:3"])
    with store.reading() as db:
        for line, hidden in packing.evidence_lines(db, "transfer", None, lambda _text: False):
            digest, _row = json.loads(line)
            assert hashlib.sha256(line[36:-1].encode()).hexdigest()[:32] == digest
            assert not hidden
        lines = list(packing.evidence_lines(db, "account", {0, 1}, lambda text: "a:1" in text))
    assert [hidden for _, hidden in lines] == [True, False, False]
    assert json.loads(lines[0][0])[1:] == [None, 0, 0]
    assert json.loads(lines[1][0])[1] == [1, 0, 'b:"2"']
    assert json.loads(lines[2][0])[1:] == [None, 2, 0]
    store.close()


def test_the_closure_of_a_transfer_is_its_accounts_and_asset() -> None:
    store = Store(None)
    put(
        store,
        [Move(0, 1, 1), Move(1, 2, 5, asset=1)],
        ["a:1", "b:2", "c:3"],
        [("x/E", "E", 2), ("x/U", "U", 2)],
    )
    with store.reading() as db:
        found = packing.closure(db, {0}, ["c:3"])
    assert (found["transfer"], found["asset"], found["account"]) == ({0}, {0}, {0, 1, 2})
    assert not found["block"] | found["proof"] | found["tag"]
    store.close()
