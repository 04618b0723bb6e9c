from __future__ import annotations

from pathlib import Path

from investigator import operations
from investigator.cases.case import Case
from investigator.operations.grouping import group_edit
from tests.ui.rooms import make_case
from ui.belonging import Belonging


def test_groups_overrule_what_links_show_and_evidence_is_read_once(tmp_path: Path) -> None:
    with Case.open(make_case(tmp_path / "a.case")) as case:
        whole, belonging = operations.columns(case), Belonging()
        before = belonging.names(case, whole)
        case.do(group_edit(case.facts, {0, 1}, "Mules"))
        after = belonging.names(case, whole)
        assert after == {**before, 0: "Mules", 1: "Mules"}
