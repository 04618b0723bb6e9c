from __future__ import annotations

import json

import pytest

from investigator import operations
from investigator.data import ledger
from investigator.operations import noting
from investigator.operations.patterns import look_for_patterns
from investigator.operations.tracing import TraceOptions, books, trace_money
from tests.makers import Move, case

ROUND = [Move(0, 1, 10_000, time=1), Move(1, 2, 9_900, time=2), Move(2, 0, 9_900, time=3)]


def test_options_come_back_from_the_journal() -> None:
    options = TraceOptions(backward=True, after=3, assets=(0,), conventions=("fifo",), stop_at=("bank:1",))
    assert noting.trace_options(json.loads(json.dumps(noting.trace_terms(options)))) == options
    for wrong in ({"backward": "maybe"}, {"conventions": ["guess"]}):
        with pytest.raises(ValueError, match=r"Expected|Invalid"):
            noting.trace_options(wrong)


def test_what_was_worked_out_is_a_line_with_question_and_hash() -> None:
    with case(ROUND) as made:
        traced = trace_money(made, books(made), ["bank:0"], TraceOptions())
        noting.note_trace(made, ["bank:0"], TraceOptions(), traced)
        seen = look_for_patterns(made, operations.columns(made), ["cycle"])
        noting.note_patterns(made, ["cycle"], seen)
        with made.store.reading() as db:
            lines = [line for line in ledger.lines(db) if line.verb in (noting.TRACE, noting.PATTERNS)]
    said = [json.loads(line.body) for line in lines]
    assert said[0]["start"] == ["bank:0"]
    assert said[0]["result"] == noting.trace_hash(traced)
    assert (said[1]["only"], said[1]["found"]) == (["cycle"], 1)
    assert said[1]["result"] == noting.patterns_hash(seen)


def test_another_amount_is_another_hash() -> None:
    hashes = set()
    for amount in (9_900, 9_901):
        with case([*ROUND[:2], Move(2, 3, amount, time=3)]) as made:
            hashes.add(noting.trace_hash(trace_money(made, books(made), ["bank:0"], TraceOptions())))
    assert len(hashes) == 2
