from __future__ import annotations

from investigator.report.gather import gather
from investigator.report.rules import rules
from tests.investigator.test_report import full, told


def test_the_rules_that_were_used_stand_with_their_error_rates() -> None:
    with full() as case:
        nothing = told(rules(gather(case)))
        assert "of no pattern that it was looked for" in nothing
        assert "deposit address 1" in nothing
        for only in (["Cycle"], []):
            with case.store.recorded("patterns") as recording:
                recording.body = {"only": only}
            said = told(rules(gather(case)))
            assert "precision 0.30, recall 0.003" in said
            assert ("peel chain" in said) is (only == [])
