"""What is foreseen of a package is what the package then is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from investigator.cases.case import Case
from investigator.cases.edits import Basket, SetFinding, SetLabels, SetNote
from investigator.cases.facts import Exhibit, Finding, item
from investigator.errors import Trouble
from investigator.operations.branching import name_hypothesis
from investigator.operations.packing import foresee, open_handed, pack_case
from investigator.package.foreseeing import Foreseen
from investigator.progress import Cancelled
from investigator.records import Address, Label, Tier
from tests.investigator.package.conftest import fill

ONE, TWO = Address("bank:1"), Address("bank:2")


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Case]:
    with Case.create(tmp_path / "a.case") as made:
        fill(made, tmp_path)
        made.do(SetLabels(ONE, (Label("shop"), Label("mule", note="TLP:AMBER"))))
        made.do(SetNote(Address("bank:3"), "TLP:RED no longer"))
        made.do(SetNote(Address("bank:3"), ""))
        made.do(SetFinding("F1", Finding("Paid", "TLP:AMBER", Tier.LEAD, (), (2,))))
        made.do(Basket({item("finding", "F1"): Exhibit(7, 5)}))
        name_hypothesis(made, "TLP:RED he did it")
        yield made


@pytest.mark.parametrize("level", ["", "AMBER"])
@pytest.mark.parametrize("part, exhibits", [("all", None), ("exhibits", None), ("exhibits", [1])])
def test_the_package_is_what_was_foreseen(
    case: Case, tmp_path: Path, level: str, part: str, exhibits: list[int] | None
) -> None:
    found = foresee(case, part, level, exhibits)
    made = pack_case(case, tmp_path / "a.zip", part, level, exhibits=exhibits)
    assert (found.lines, found.withheld) == (made.lines, made.withheld)
    assert (found.rows - found.left_out, found.left_out) == (made.rows, made.left_out)
    with open_handed(made.path) as theirs:
        seen = theirs.facts
        assert bool(found.facts.get("note")) == (TWO not in seen.notes)
        assert bool(found.facts.get("finding")) == ("F1" not in seen.findings)
        assert found.facts.get("label", 0) == 0
    assert found.scores == (part == "all" and not level)
    assert found.answers == (part == "all")


def test_what_is_withheld_is_counted_by_kind(case: Case) -> None:
    found = foresee(case, level="GREEN")
    assert found.facts == {"label": 2, "note": 1, "finding": 1, "hypothesis name": 1}
    assert found.sentences[0] == "Withheld: 2 labels, 1 note, 1 finding and 1 hypothesis name."
    assert foresee(case).sentences == ["Nothing is withheld."]


def test_an_exhibit_goes_with_what_its_finding_rests_on(case: Case) -> None:
    assert foresee(case, "exhibits", exhibits=[1]).left_out > foresee(case, "exhibits").left_out
    assert (
        foresee(case, "exhibits", exhibits=[7]).left_out
        == foresee(case, "exhibits", exhibits=[7, 7]).left_out
    )
    with pytest.raises(Trouble, match="no exhibit 9"):
        foresee(case, "exhibits", exhibits=[9])


def test_marked_lines_that_must_go_out_are_told(case: Case) -> None:
    with case.store.recorded("import") as recording:
        recording.body = {"source": "TLP:RED.csv"}
    found = foresee(case, level="AMBER")
    assert found.named == 1
    assert found.sentences[-1].startswith("1 journal line marked higher must go out")


def test_what_stays_behind_is_said() -> None:
    base = Foreseen({}, 9, 2, 0, 40, 30, 0, scores=False, answers=False)
    assert base.sentences == [
        "Nothing that stands now is withheld.",
        "By their hashes alone go 2 of 9 journal lines and 30 of 40 evidence rows.",
        "Scores, models, figures of reports and raw answers stay behind.",
    ]
    assert replace(base, answers=True).sentences[-1] == "Scores, models and figures of reports stay behind."


def test_a_package_that_is_cancelled_leaves_nothing(case: Case, tmp_path: Path) -> None:
    before = sorted(tmp_path.iterdir())

    def stop(done: int, total: int | None = None, note: str = "") -> None:
        if note.startswith("Packing transfer rows"):
            raise Cancelled

    with pytest.raises(Cancelled):
        pack_case(case, tmp_path / "a.zip", tick=stop)
    assert sorted(tmp_path.iterdir()) == before
