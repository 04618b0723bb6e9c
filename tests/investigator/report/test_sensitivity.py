from __future__ import annotations

from investigator.report.document import Table
from investigator.report.sensitivity import ENDPOINTS, End, Retraced, sensitivity
from tests.investigator.test_report import told


def test_endpoints_tell_what_holds_and_equal_amounts_stand_together() -> None:
    amounts = (("poison", "5 EUR"), ("haircut", "2.5 EUR"), ("fifo", "5 EUR"), ("lifo", "0 EUR"))
    ends = tuple(End(f"bank:{i}", "service", "some", amounts) for i in range(ENDPOINTS + 4))
    section = sensitivity((Retraced(9, ("bank:1",), True, ("fifo",), ends, ("A rule.",)),), 0)
    (table,) = [block for block in section.blocks if isinstance(block, Table)]
    assert len(table.rows) == ENDPOINTS
    assert table.rows[0][2].text == "poison, FIFO: 5 EUR\nhaircut: 2.5 EUR\nLIFO: 0 EUR"
    words = told(section)
    for part in (
        "journal line 9: followed back to bank:1",
        "19 endpoints: 19 under some",
        "the first 15 of 19",
        "A rule.",
    ):
        assert part in words


def test_without_a_trace_nothing_depends_on_a_convention() -> None:
    assert "no tracing convention" in told(sensitivity((), 0))
