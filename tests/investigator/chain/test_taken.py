"""What came of several sources."""

from __future__ import annotations

from investigator.chain.taken import Report


def test_reports_add_up() -> None:
    one = Report(transfers=2, addresses=3, duplicates=1, kinds={"native": 2})
    two = Report(transfers=1, addresses=4, bad_rows=5, prices=6, kinds={"erc20": 1, "native": 0})
    both = one.plus(two)
    assert (both.transfers, both.duplicates, both.bad_rows, both.prices) == (3, 1, 5, 6)
    assert both.addresses == 4  # of the case, not of the source
    assert both.kinds == {"native": 2, "erc20": 1}
