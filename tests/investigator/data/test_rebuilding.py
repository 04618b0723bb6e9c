from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from investigator.cases.case import Case
from investigator.cases.edits import SetNote, SetTitle
from investigator.cases.verify import verify
from investigator.chain.files import open_sources
from investigator.chain.ingest import ingest
from investigator.chain.source import ImportOptions
from investigator.data import grafts, ledger, rebuilding
from investigator.data.connection import one
from investigator.data.ledger import Line
from investigator.data.store import Store
from investigator.operations import branching
from investigator.operations.copying import take_in_copy
from investigator.records import Address

A, B = ("0x" + digit * 40 for digit in "ab")


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Case]:
    """Two imports of one file each, and a title between them."""
    with Case.create(None) as made:
        for number in (1, 2):
            table = tmp_path / f"{number}.csv"
            table.write_text(f"from,to,value,timestamp\n{A},{B},{number},100\n")
            ingest(made.store, open_sources([table], ImportOptions()))
            made.do(SetTitle(f"after {number}", ""))
        yield made


def carried(case: Case, until: int) -> Store:
    target = Store(None)
    with case.store.reading() as db:
        for line in [line for line in ledger.lines(db) if line.seq <= until]:
            with target.transaction() as other:
                rebuilding.bring(db, other, line)
    return target


def count(store: Store, table: str) -> int:
    with store.reading() as db:
        found = one(db, f"SELECT count(*) FROM {table}")
    return int(found[0]) if found else 0


def test_evidence_comes_with_the_line_that_announces_it(case: Case) -> None:
    early, whole = carried(case, 3), carried(case, 5)
    assert (count(early, "transfer"), count(early, "raw_answer")) == (1, 1)
    assert (count(whole, "transfer"), count(whole, "raw_answer")) == (2, 2)
    for store in (early, whole):
        assert verify(store) == []
    assert Case(early).facts.title == "after 1"
    assert Case(whole).facts == case.facts
    early.close()
    whole.close()


def test_copies_that_were_taken_in_come_with_their_lines(tmp_path: Path) -> None:
    """Ada takes in Ben's copy, who had taken in Cid's, and merges what Ben came to."""
    ada, ben, cid = (tmp_path / f"{name}.case" for name in ("ada", "ben", "cid"))
    Case.create(ada, "Ada").close()
    for path in (ben, cid):
        shutil.copy(ada, path)
    with Case.open(cid, "Cid") as case:
        table = tmp_path / "1.csv"
        table.write_text(f"from,to,value,timestamp\n{A},{B},1,100\n")
        ingest(case.store, open_sources([table], ImportOptions()))
        case.do(SetTitle("Cid's", ""))
    with Case.open(ben, "Ben") as case:
        case.do(SetNote(Address("bank:1"), "seen"))
        take_in_copy(case, cid)
    with Case.open(ada, "Ada") as case:
        case.do(SetTitle("Ada's", ""))
        branching.merge(case, take_in_copy(case, ben).hypothesis)
        again = carried(case, 100)
        with case.store.reading() as db, again.reading() as other:
            assert len(grafts.stretches(db)) == 2
            assert grafts.stretches(other) == grafts.stretches(db)
        assert verify(again) == []
        rebuilt = Case(again)
        assert (rebuilt.facts, rebuilt.history.stands) == (case.facts, case.history.stands)
        assert (rebuilt.facts.title, rebuilt.facts.notes) == ("Ada's", {Address("bank:1"): "seen"})
        again.close()


def test_a_line_that_cannot_be_read_brings_nothing(case: Case) -> None:
    target = Store(None)
    with case.store.reading() as db, target.transaction() as other:
        bodies = ("no JSON", "[]", '{"acquisition":"1"}', '{"head":[1]}')
        for seq, body in enumerate(bodies, start=1):
            for at, verb in ((2 * seq - 1, "import"), (2 * seq, "graft")):
                rebuilding.bring(db, other, Line(at, verb, 0, "", "", body, "", str(at)))
    assert (count(target, "journal"), count(target, "acquisition")) == (8, 0)
    target.close()
