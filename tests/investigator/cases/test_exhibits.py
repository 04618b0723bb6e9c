"""A hash that stands for an exhibit: over its canonical form, and another one once anything in that is changed."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from investigator.cases.case import Case
from investigator.cases.edits import Basket, SetExhibits, SetFinding, SetLabels
from investigator.cases.exhibits import forms, hashes
from investigator.cases.facts import Exhibit, Finding, item
from investigator.data.queries import transfers
from investigator.records import Address, Label, Tier
from tests.makers import Move, case

A, B = Address("bank:0"), Address("bank:1")
TRANSFER, ACCOUNT, FINDING, NOBODY = (
    item("transfer", 1), item("account", B), item("finding", "F1"), item("account", "bank:99"),
)  # fmt: skip
ALL = (TRANSFER, ACCOUNT, FINDING, NOBODY)


def made() -> Case:
    """Two transfers of B's, one of them to itself; and one that is none of its business."""
    opened = case([Move(0, 1, 5), Move(1, 1, 7, 60), Move(0, 2, 9, 90)])
    opened.do(SetFinding("F1", Finding("It went", "So.", Tier.STRUCTURAL, (A,), (2, 0, 77))))
    opened.do(Basket({one: Exhibit(number, number) for number, one in enumerate(ALL, start=1)}))
    return opened


def test_the_form_holds_what_the_exhibit_is() -> None:
    with made() as opened:
        digests = transfers.digests(opened.store, [0, 1, 2])
        found = {one: json.loads(form) for one, form in forms(opened.store, opened.facts).items()}
        assert list(found) == list(ALL)
        assert found[TRANSFER] == {"exhibit": 1, "kind": "transfer", "note": "", "digest": digests[1]}
        whole = hashlib.sha256(b"".join(sorted(bytes.fromhex(digests[one]) for one in (0, 1)))).hexdigest()
        assert found[ACCOUNT] == {
            **{"exhibit": 2, "kind": "account", "note": "", "account": B, "labels": []},
            **{"transfers": 2, "digests": whole},
        }
        assert found[FINDING]["digests"] == [digests[2], digests[0], ""]
        assert found[NOBODY]["transfers"] == 0
        assert hashes(opened.store, opened.facts, [ACCOUNT]) == {
            ACCOUNT: hashlib.sha256(forms(opened.store, opened.facts)[ACCOUNT].encode()).hexdigest()
        }


def test_what_is_changed_changes_the_hash_of_what_it_is_part_of_alone() -> None:
    with made() as opened:
        before = hashes(opened.store, opened.facts)
        opened.do(SetLabels(B, (Label("mule"),)))
        after = hashes(opened.store, opened.facts)
        assert {one for one in ALL if after[one] != before[one]} == {ACCOUNT}
        opened.do(SetFinding("F1", Finding("It went", "So!", Tier.STRUCTURAL, (A,), (2, 0, 77))))
        assert {one for one in ALL if hashes(opened.store, opened.facts)[one] != after[one]} == {FINDING}
        opened.undo()
        opened.undo()
        assert hashes(opened.store, opened.facts) == before


def test_a_finding_that_was_withdrawn_has_a_form_too() -> None:
    with made() as opened:
        opened.do(SetFinding("F1", None))
        assert json.loads(forms(opened.store, opened.facts)[FINDING])["title"] == ""


def test_more_exhibits_than_anyone_reads_can_be_chosen_taken_back_and_read_again(tmp_path: Path) -> None:
    """What one edit refuses it refuses before it is in the journal, where it would stand for ever."""
    with Case.create(tmp_path / "a.case") as made:
        made.do(SetExhibits(tuple(range(10_001))))
        made.do(SetExhibits(tuple(range(9_000, 19_001))))
        made.undo()
        with pytest.raises(ValueError, match="too many exhibits"):
            made.do(SetExhibits(tuple(range(100_001))))
    with Case.open(tmp_path / "a.case") as again:
        assert again.facts.exhibits == tuple(range(10_001))
        assert again.facts.number_for(item("transfer", 10_001)) == 10_002
