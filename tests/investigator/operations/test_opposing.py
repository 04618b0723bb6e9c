"""The opposing expert, asked about findings and accounts."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from investigator.cases.case import Case
from investigator.cases.edits import SetFinding
from investigator.cases.facts import Finding
from investigator.errors import Trouble
from investigator.operations.opposing import as_json, oppose_case
from investigator.records import Address, Tier
from tests.makers import Move
from tests.makers import case as made


@pytest.fixture
def case() -> Iterator[Case]:
    with made([Move(0, 1, 5), Move(1, 2, 5)]) as found:
        yield found


def test_all_findings_one_of_them_or_an_account(case: Case) -> None:
    with pytest.raises(Trouble, match="No finding is stated"):
        oppose_case(case)
    for key, who in (("F1", 0), ("F2", 1)):
        case.do(
            SetFinding(key, Finding(f"Finding {key}", "text", Tier.LEAD, (Address(f"bank:{who}"),), (who,)))
        )
    assert [one.subject for one in oppose_case(case)] == ["F1", "F2"]
    (one,) = as_json(oppose_case(case, ["f2"]))
    assert (one["subject"], one["title"]) == ("F2", "Finding F2")
    assert {other["verdict"] for other in one["explanations"]} <= {"for", "against", "open"}
    assert all(other["settled_by"] and other["points"] for other in one["explanations"])
    (one,) = as_json(oppose_case(case, ["bank:2"]))
    assert one["subject"] == "bank:2"
    with pytest.raises(Trouble, match="no account F9"):
        oppose_case(case, ["F9"])
