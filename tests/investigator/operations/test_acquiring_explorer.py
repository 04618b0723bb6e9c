"""A pull from an explorer, as the analyst asks for it: estimated, complete, and nothing twice."""

from __future__ import annotations

from investigator.cases.case import Case
from investigator.cases.verify import verify
from investigator.operations.acquiring import PullOptions, estimate, pull
from tests.investigator.chain.explorer.worlds import HUB, account, told, world
from tests.nodes.explorer import Explorer


def test_pulling_from_an_explorer() -> None:
    with Case.create(None) as first, Case.create(None) as case:
        world(first.store)
        with Explorer.of(first.store, cap=25) as explorer:
            guess = estimate(case, explorer.uri, [HUB], PullOptions())
            assert (guess.units, guess.skipped) == (3, 0)
            report = pull(case, explorer.uri, [HUB], PullOptions())
            assert told(case.store) == told(first.store)
            assert (report.units, report.calls, report.duplicates) == (3, None, 0)
            again = pull(case, explorer.uri, [HUB, account(256)], PullOptions())
            assert (again.skipped, again.transfers) == (3, 0)
        assert told(case.store) == told(first.store)
        assert verify(case.store) == []
