from __future__ import annotations

from investigator.cases.edits import SetLabels
from investigator.operations import noting
from investigator.operations.retracing import retraced
from investigator.operations.tracing import TraceOptions, books, trace_money
from investigator.records import Address, Label
from investigator.report import ReportOptions, content
from investigator.report.sensitivity import sensitivity
from tests.investigator.test_report import told
from tests.makers import Move, case

MIXED = [Move(1, 0, 100, 1), Move(2, 0, 100, 2), Move(0, 3, 100, 3), Move(0, 2, 100, 4)]


def test_what_depends_on_the_convention_is_told_and_what_changed_since() -> None:
    """One clean and one tainted euro go through account 0: FIFO says the tainted one went to 3, LIFO to 2."""
    with case(MIXED) as made:
        assert retraced(made) == ((), 0)
        options = TraceOptions(conventions=("fifo",))
        noting.note_trace(made, ["bank:1"], options, trace_money(made, books(made), ["bank:1"], options))
        (one,), more = retraced(made)
        assert (one.then, one.start, more) == (("fifo",), ("bank:1",), 0)
        assert "is the one that the journal noted" in one.change
        by = {end.account: (end.holds, dict(end.amounts)) for end in one.ends}
        assert by["bank:3"][1]["fifo"] == "1 EUR"
        assert by["bank:3"][1]["lifo"] == "0 EUR"
        assert by["bank:3"][0] == "some"
        words = told(content(made, ReportOptions(), traces=retraced(made)))
        assert "FIFO, haircut" in words or "poison, FIFO" in words
        assert "no tracing convention" not in words
        made.do(SetLabels(Address("bank:0"), (Label("Shop", "exchange"),)))
        (again,), _ = retraced(made)
        assert "is not the one" in again.change


def test_a_trace_that_cannot_be_repeated_is_said_and_older_ones_counted() -> None:
    with case(MIXED) as made:
        for number in range(7):
            with made.store.recorded(noting.TRACE) as recording:
                recording.body = {"start": [f"bank:{90 + number}"], "options": {}}
        some, more = retraced(made)
        assert (len(some), more) == (5, 2)
        said = told(sensitivity(some, more))
        assert "cannot be worked out any more" in said
        assert "2 earlier traces" in said
