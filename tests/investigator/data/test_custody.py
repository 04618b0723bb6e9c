from __future__ import annotations

from dataclasses import replace

from investigator.data import custody
from investigator.data.custody import SignatureRow, StampRow
from investigator.data.store import Store


def test_rows_come_back_as_they_were_written() -> None:
    signature = SignatureRow(1, 1, 4, "{}", "ab", "cd")
    stamp = StampRow(1, 4, "rfc3161", "http://clock", "{}", b"\0\xff", "", 5)
    stamp = replace(stamp, hash=stamp.expected_hash())
    store = Store(None)
    with store.transaction() as db:
        assert custody.last_signature(db) is None
        assert custody.next_stamp(db) == 1
        custody.keep_signature(db, signature)
        custody.keep_stamp(db, stamp)
        assert custody.signatures(db) == [signature] == [custody.last_signature(db)]
        assert custody.stamps(db) == [stamp]
        assert custody.next_stamp(db) == 2
    store.close()


def test_a_hash_covers_each_part() -> None:
    stamp = StampRow(1, 4, "rfc3161", "http://clock", "{}", b"\0\xff", "", 5)
    changes: list[dict[str, object]] = [
        {"id": 2}, {"seq": 5}, {"kind": "x"}, {"authority": "x"}, {"target": "x"}, {"token": b"x"},
        {"roots": "x"}, {"stamped_at": 6},
    ]  # fmt: skip
    hashes = {replace(stamp, **change).expected_hash() for change in changes}  # type: ignore[arg-type]
    assert len(hashes | {stamp.expected_hash()}) == len(changes) + 1
