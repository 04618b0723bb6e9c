"""Two analysts' copies of one case come together: nothing is lost, nothing is decided, all of it verifies."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from investigator.cases.accountset import AccountSet
from investigator.cases.case import Case
from investigator.cases.edits import AnyEdit, SetExhibits, SetFinding, SetLabels, SetNote, Show
from investigator.cases.facts import Finding
from investigator.cases.history import MAIN
from investigator.cases.verify import verify
from investigator.chain.files import open_sources
from investigator.chain.ingest import ingest
from investigator.chain.source import ImportOptions
from investigator.data import grafts, ledger
from investigator.data.queries import accounts
from investigator.data.queries.transfers import by_id
from investigator.errors import Trouble
from investigator.operations import branching
from investigator.operations.copying import as_json, take_in_copy
from investigator.records import Address, Label, Tier

THEIRS = f"{MAIN} (Ben)"
ONE, TWO = (Address("eip155:1:0x" + digit * 40) for digit in "12")


def moved(case: Case, folder: Path, name: str, rows: list[tuple[int, int, int]]) -> None:
    """Import transfers between accounts 0x111…, 0x222…, of whole ETH; each transaction has a hash of its own."""
    table = folder / name
    lines = ["hash,from,to,value,timestamp"] + [
        f"0x{src}{dst}{'ab' * 31},0x{str(src) * 40},0x{str(dst) * 40},{amount},1700000000"
        for src, dst, amount in rows
    ]
    table.write_text("\n".join(lines) + "\n", encoding="utf-8")
    ingest(case.store, open_sources([table], ImportOptions(decimals=18, asset="ETH"), store=case.store))


def labelled(text: str) -> AnyEdit:
    return SetLabels(ONE, (Label(text),))


@dataclass(frozen=True)
class Copies:
    """Ada's copy, and Ben's; both went on from the same beginning."""

    ours: Path
    theirs: Path


@pytest.fixture(scope="module")
def first_copies(tmp_path_factory: pytest.TempPathFactory) -> Copies:
    """Made once; each test works on files of its own."""
    tmp_path = tmp_path_factory.mktemp("copies")
    made = Copies(tmp_path / "ada.case", tmp_path / "ben.case")
    with Case.create(made.ours, "Ada") as case:
        moved(case, tmp_path, "first.csv", [(1, 2, 5)])
        case.do(SetNote(ONE, "seen"))
    shutil.copy(made.ours, made.theirs)
    with Case.open(made.ours, "Ada") as case:
        moved(case, tmp_path, "ada.csv", [(1, 3, 7), (3, 4, 6)])
        case.do(labelled("shop"))
        case.do(Show(AccountSet.of([2, 3])))
    with Case.open(made.theirs, "Ben") as case:
        moved(case, tmp_path, "ben.csv", [(2, 5, 2), (1, 3, 7)])
        case.do(labelled("mixer"))
        shown = accounts.find(case.store, [Address("eip155:1:0x" + "5" * 40), ONE])
        case.do(Show(AccountSet.of(shown.values())))
        case.do(SetExhibits((1, 2)))
        case.undo()
        case.do(SetFinding("F1", Finding("Paid", "", Tier.STRUCTURAL, (ONE,), (1,))))
        case.do(SetExhibits((1, 2)))
    return made


@pytest.fixture(scope="module")
def first_taken(first_copies: Copies, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Ada's copy after she took in Ben's."""
    path = tmp_path_factory.mktemp("taken") / "ada.case"
    shutil.copy(first_copies.ours, path)
    with Case.open(path, "Ada") as case:
        take_in_copy(case, first_copies.theirs)
    return path


@pytest.fixture
def copies(first_copies: Copies, tmp_path: Path) -> Copies:
    made = Copies(tmp_path / "ada.case", tmp_path / "ben.case")
    shutil.copy(first_copies.ours, made.ours)
    shutil.copy(first_copies.theirs, made.theirs)
    return made


@pytest.fixture
def taken(copies: Copies, first_taken: Path) -> Iterator[Case]:
    """Ada's copy with Ben's in it."""
    shutil.copy(first_taken, copies.ours)
    with Case.open(copies.ours, "Ada") as case:
        yield case


@pytest.fixture
def ours(copies: Copies) -> Iterator[Case]:
    with Case.open(copies.ours, "Ada") as case:
        yield case


def test_what_only_the_other_has_comes_in_and_nothing_here_changes(ours: Case, copies: Copies) -> None:
    before = ours.history.still()
    found = take_in_copy(ours, copies.theirs)
    assert (found.steps, found.hypotheses, found.hypothesis) == (5, (THEIRS,), THEIRS)
    assert (found.acquisitions, found.transfers) == (1, 1)
    assert [one.id for one in found.conflicts] == [f"labels:{ONE}"]
    assert as_json(found)["conflicts"] == [f"labels:{ONE}"]
    assert (ours.facts, ours.history.here) == (before.facts, before.here)
    assert verify(ours.store) == []
    again = Case(ours.store).history
    assert (again.steps, again.stands, again.facts) == (
        ours.history.steps, ours.history.stands, ours.facts,
    )  # fmt: skip


def test_their_steps_speak_of_the_same_accounts_and_transfers_here(taken: Case, copies: Copies) -> None:
    with Case.open(copies.theirs, "Ben") as there:
        shown = set(accounts.addresses(there.store, there.facts.shown))
        exhibits = [(one.sender, one.receiver) for one in by_id(there.store, there.facts.exhibits)]
        steps = there.history.steps
        with there.store.reading() as db:
            lines = list(ledger.lines(db))
    branching.switch(taken, THEIRS)
    assert set(accounts.addresses(taken.store, taken.facts.shown)) == shown
    assert [(one.sender, one.receiver) for one in by_id(taken.store, taken.facts.exhibits)] == exhibits
    assert by_id(taken.store, taken.facts.findings["F1"].transfers)[0].receiver.endswith("5" * 40)
    assert {step.who for step in taken.history.steps.values()} == {"Ada", "Ben"}
    theirs = [step for step in taken.history.steps.values() if step.who == "Ben"]
    assert [(one.at, one.origin) for one in theirs] == [
        (one.at, one.origin) for one in steps.values() if one.who == "Ben"
    ]
    with taken.store.reading() as db:
        ((head, kept),) = grafts.stretches(db).items()
    assert (head, kept) == (lines[-1].hash, lines[len(lines) - len(kept) :])


def test_both_are_merged_once_the_conflict_is_decided(taken: Case, copies: Copies) -> None:
    with pytest.raises(Trouble, match="both sides changed labels"):
        branching.merge(taken, THEIRS)
    branching.merge(taken, THEIRS, {f"labels:{ONE}": "both"})
    assert [one.text for one in taken.facts.labels[ONE]] == ["shop", "mixer"]
    assert len(taken.facts.exhibits) == 2
    assert len(taken.facts.shown) == 4
    assert verify(taken.store) == []
    taken.undo()
    assert [one.text for one in taken.facts.labels[ONE]] == ["shop"]


def test_what_was_taken_in_before_is_not_taken_twice(taken: Case, copies: Copies) -> None:
    with pytest.raises(Trouble, match="in this case already"):
        take_in_copy(taken, copies.theirs)
    with Case.open(copies.theirs, "Ben") as case:
        case.do(SetNote(TWO, "later"))
    found = take_in_copy(taken, copies.theirs)
    assert (found.steps, found.transfers) == (1, 0)
    assert verify(taken.store) == []
    branching.switch(taken, found.hypothesis)
    assert taken.facts.notes == {ONE: "seen", TWO: "later"}


def test_the_other_side_can_take_in_what_came_of_it(taken: Case, copies: Copies) -> None:
    taken.close()
    with Case.open(copies.theirs, "Ben") as case:
        found = take_in_copy(case, copies.ours)
        assert found.steps == 2, "Ben's own steps are known to him"
        assert verify(case.store) == []
        branching.switch(case, found.hypothesis)
        assert [one.text for one in case.facts.labels[ONE]] == ["shop"]


def test_the_file_of_the_other_copy_stays_as_it_came(ours: Case, copies: Copies) -> None:
    """Even where its owner's program was ended before it had written its log into the file."""
    came = copies.theirs.with_name("came.case")
    log = came.with_name(came.name + ".wal")
    with Case.open(copies.theirs, "Ben") as there:
        there.do(SetNote(TWO, "last word"))
        shutil.copy(copies.theirs, came)
        shutil.copy(copies.theirs.with_name(copies.theirs.name + ".wal"), log)
    before = (came.read_bytes(), log.read_bytes())
    found = take_in_copy(ours, came)
    assert found.steps == 6
    assert (came.read_bytes(), log.read_bytes()) == before


def test_another_case_and_a_damaged_copy_are_refused_in_a_sentence(ours: Case, copies: Copies) -> None:
    with pytest.raises(Trouble, match="is this case itself"):
        take_in_copy(ours, copies.ours)
    other = copies.ours.with_name("other.case")
    Case.create(other, "Eve").close()
    with pytest.raises(Trouble, match="no copy of this case"):
        take_in_copy(ours, other)
    with Case.open(copies.theirs, "Ben") as case, case.store.transaction() as db:
        db.execute("UPDATE transfer SET a0 = a0 + 1 WHERE id = 1")
    with pytest.raises(Trouble, match="does not verify"):
        take_in_copy(ours, copies.theirs)
    assert verify(ours.store) == []


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE grafted_line SET who = 'Eve' WHERE seq = (SELECT max(seq) FROM grafted_line)",
        "UPDATE grafted_line SET body = '{}' WHERE seq = (SELECT min(seq) FROM grafted_line)",
        "DELETE FROM grafted_line WHERE seq = (SELECT min(seq) FROM grafted_line)",
        "DELETE FROM grafted_line",
        "INSERT INTO grafted_line SELECT 'stray', * EXCLUDE (stretch) FROM grafted_line LIMIT 1",
    ],
)
def test_a_line_that_was_taken_in_and_changed_is_found(taken: Case, copies: Copies, statement: str) -> None:
    with taken.store.transaction() as db:
        db.execute(statement)
    assert [one.where for one in verify(taken.store)] == ["grafted_line"]
