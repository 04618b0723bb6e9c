"""Who put a label there: the journal's word, whatever was undone and redone since."""

from __future__ import annotations

from investigator.cases.authorship import Entry, authors
from investigator.cases.case import Case
from investigator.cases.edits import SetLabels, SetTitle, Together
from investigator.data import ledger
from investigator.records import Address, Label
from tests.makers import case

A, B = Address("bank:0"), Address("bank:1")
THEFT, SHOP = Label("theft", illicit=True), Label("shop", illicit=False)


def told(some: Case) -> dict[tuple[Address, Label], Entry]:
    with some.store.reading() as db:
        return authors(ledger.lines(db))


def test_each_label_has_the_line_that_put_it_there() -> None:
    with case() as some:
        some.do(SetLabels(A, (THEFT,)))
        some.do(SetTitle("x", ""))
        some.store._who = "somebody else"
        some.do(Together((SetLabels(A, (SHOP, THEFT)), SetLabels(B, (THEFT,))), "both"))
        found = told(some)
    assert {key: (entry.seq, entry.who) for key, entry in found.items()} == {
        (A, THEFT): (3, "examiner"),
        (A, SHOP): (5, "somebody else"),
        (B, THEFT): (5, "somebody else"),
    }
    assert all(entry.at > 0 for entry in found.values())


def test_undo_and_redo_make_nobody_an_author_but_saying_it_again_does() -> None:
    with case() as some:
        some.do(SetLabels(A, (THEFT,)))
        some.store._who = "somebody else"
        some.undo()
        some.redo()
        assert told(some)[A, THEFT].who == "examiner"
        some.do(SetLabels(A, ()))
        some.undo()
        assert told(some)[A, THEFT].seq == 3
        some.do(SetLabels(A, ()))
        some.do(SetLabels(A, (THEFT,)))
        assert told(some)[A, THEFT].who == "somebody else"
