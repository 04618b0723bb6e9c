"""Raw answers are read again as they were kept."""

from __future__ import annotations

import pytest

from investigator.data import answers
from investigator.data.answers import answer
from investigator.data.store import Store
from investigator.errors import Trouble

NAME = "5c8e7f8a0ef4d9ba5b8f9d1c4c8d1b4d7a9d2f0a2ad1c1c5b8d8e5f1a0b3c2d4"


@pytest.fixture
def store(monkeypatch: pytest.MonkeyPatch) -> Store:
    monkeypatch.setattr(answers, "PART", 4)
    made = Store(None, create=True)
    with made.transaction() as db:
        answers.keep_raw(db, NAME, iter([b"abc", b"defg", b"hi"]), lambda: None)
    return made


def test_parts_come_in_order(store: Store) -> None:
    assert list(answer(store, NAME)) == [b"abcd", b"efgh", b"i"]
    assert list(answer(store, "0" * 64)) == []


@pytest.mark.parametrize("change", ["content = 'x'", "size = 1099511627776", "size = 2"])
def test_one_that_cannot_be_unpacked_is_trouble(store: Store, change: str) -> None:
    with store.transaction() as db:
        db.execute(f"UPDATE raw_answer SET {change} WHERE part = 1")
    with pytest.raises(Trouble, match="5c8e7f8a0ef4d9ba… cannot be unpacked"):
        list(answer(store, NAME))
