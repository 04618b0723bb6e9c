"""The journal's text and chain: one text for one value, and a hash that covers every field."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from investigator.data import ledger
from investigator.data.ledger import GENESIS, Head, Line, canonical, next_line
from investigator.data.store import Store
from investigator.settings import TOOL

values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**70), 2**70) | st.text(max_size=6),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=8,
)


def test_canonical_text_literally() -> None:
    assert canonical({"b": [1, None, True], "a": 'ü"\n'}) == '{"a":"ü\\"\\n","b":[1,null,true]}'
    assert canonical(10**30) == "1" + "0" * 30


@given(values)
def test_canonical_text_says_the_value_and_only_it(value: object) -> None:
    text = canonical(value)
    assert json.loads(text) == value
    assert canonical(json.loads(text)) == text


@given(st.dictionaries(st.text(max_size=4), st.integers(), min_size=2, max_size=4))
def test_the_order_of_keys_does_not_matter(value: dict[str, int]) -> None:
    assert canonical(dict(reversed(value.items()))) == canonical(value)


@pytest.mark.parametrize("value", [1.0, float("nan"), [1, [2.5]], {"a": {"b": (0.1,)}}, {1.5: "key"}])
def test_floats_are_refused(value: object) -> None:
    with pytest.raises(ValueError, match="no floats"):
        canonical(value)


def test_a_line_follows_the_head() -> None:
    line = next_line(Head(4, "f" * 64), "do", 123, "Ada", {"b": 1, "a": "x"})
    assert line == Line(5, "do", 123, "Ada", TOOL, '{"a":"x","b":1}', "f" * 64, line.hash)
    text = json.dumps(
        {key: value for key, value in asdict(line).items() if key != "hash"},
        sort_keys=True,
        separators=(",", ":"),
    )
    assert line.hash == hashlib.sha256(text.encode()).hexdigest() == line.expected_hash()


@pytest.mark.parametrize("field", [f.name for f in fields(Line) if f.name != "hash"])
def test_the_hash_covers_every_field(field: str) -> None:
    line = next_line(Head(0, GENESIS), "do", 123, "Ada", {})
    changed = 99 if isinstance(getattr(line, field), int) else "else"
    assert replace(line, **{field: changed}).expected_hash() != line.hash


def test_lines_are_kept_and_come_back_in_order() -> None:
    store = Store(None, who="Ada", now=lambda: 7)
    with store.reading() as db:
        assert ledger.head(db) == Head(0, GENESIS)
    for verb in ("create", "do", "undo"):
        with store.recorded(verb) as recording:
            recording.body = {"verb": verb}
    with store.reading() as db:
        lines = list(ledger.lines(db))
        assert ledger.head(db) == Head(3, lines[-1].hash)
    assert [(line.seq, line.verb, line.who, line.done_at) for line in lines] == [
        (1, "create", "Ada", 7),
        (2, "do", "Ada", 7),
        (3, "undo", "Ada", 7),
    ]
    assert [line.prev for line in lines] == [GENESIS, lines[0].hash, lines[1].hash]
    assert [line.hash for line in lines] == [line.expected_hash() for line in lines]
    store.close()


def test_lines_can_be_read_while_the_connection_is_used() -> None:
    store = Store(None)
    for _ in range(3):
        with store.recorded("do") as recording:
            recording.body = {}
    with store.reading() as db:
        seen = [(line.seq, ledger.head(db).seq) for line in ledger.lines(db)]
    assert seen == [(1, 3), (2, 3), (3, 3)]
    store.close()


def test_a_body_with_a_float_keeps_nothing() -> None:
    store = Store(None)

    def record() -> None:
        with store.recorded("do") as recording:
            recording.db.execute("INSERT INTO meta VALUES ('half', 'done')")
            recording.body = {"x": 0.5}

    with pytest.raises(ValueError, match="no floats"):
        record()
    with store.reading() as db:
        assert ledger.head(db).seq == 0
        assert db.execute("SELECT count(*) FROM meta WHERE key = 'half'").fetchone() == (0,)
    store.close()
