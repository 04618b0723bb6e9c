from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from investigator.cases.case import Case
from investigator.cases.edits import SetTitle
from investigator.cases.verify import verify
from investigator.chain.files import open_sources
from investigator.chain.ingest import ingest
from investigator.chain.source import ImportOptions
from investigator.data import ledger, rebuilding
from investigator.data.connection import one
from investigator.data.ledger import Line
from investigator.data.store import Store

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


def test_a_line_that_cannot_be_read_brings_nothing(case: Case) -> None:
    target = Store(None)
    with case.store.reading() as db, target.transaction() as other:
        for seq, body in enumerate(("no JSON", "[]", '{"acquisition":"1"}'), start=1):
            rebuilding.bring(db, other, Line(seq, "import", 0, "", "", body, "", str(seq)))
    assert (count(target, "journal"), count(target, "acquisition")) == (3, 0)
    target.close()
