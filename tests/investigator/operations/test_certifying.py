"""Certificates of a case, for people and machines."""

from __future__ import annotations

import pytest

from investigator.cases.case import Case
from investigator.errors import Trouble
from investigator.operations.certifying import as_json, certify
from tests.makers import Move, case


def test_certificates_of_named_accounts() -> None:
    with case([Move(0, 1, 5)]) as made:
        (found,) = certify(made, ["bank:0"])
        assert found.outcome == "unproven"
        told = as_json(found)
        assert (told["address"], told["span"]) == ("bank:0", None)
        assert told["checks"][0]["missing"] is None
        assert certify(made) == []
        with pytest.raises(Trouble, match="no account bank:7"):
            certify(made, ["bank:7"])


def test_a_case_is_needed_only_for_its_evidence() -> None:
    made: Case = case([Move(0, 1, 5)])
    with made:
        assert [one.address for one in certify(made, ["bank:0", "bank:1"])] == ["bank:0", "bank:1"]
