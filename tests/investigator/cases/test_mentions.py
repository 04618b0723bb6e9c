"""Which journal lines are about an account."""

from __future__ import annotations

from dataclasses import replace

from investigator.cases.accountset import AccountSet
from investigator.cases.case import Case
from investigator.cases.edits import Basket, Place, SetColours, SetNote, SetTitle, Show, Together
from investigator.cases.facts import Exhibit, item
from investigator.cases.mentions import mentions
from investigator.data import ledger
from investigator.records import Address

ONE, TWELVE = Address("bank:1"), Address("bank:12")


def test_lines_about_an_account_are_told_from_others() -> None:
    with Case.create(None) as case:
        for edit in (
            SetTitle("bank:1 and others", ""),
            SetNote(ONE, "x"),
            SetNote(TWELVE, "y"),
            Show(AccountSet.of([1, 5])),
            Together((Show(AccountSet.of([7])), Place(((1, 0, 0),)))),
            Place((), (2,)),
            Basket({item("account", ONE): Exhibit(1, 0)}),
            SetColours({TWELVE: "teal"}),
        ):
            case.do(edit)
        case.undo()
        with case.store.reading() as db:
            lines = list(ledger.lines(db))
    about = [line.seq for line in lines if mentions(line, ONE, 1)]
    assert about == [3, 5, 6, 8]
    assert [line.seq for line in lines if mentions(line, TWELVE, 12)] == [4, 9, 10]
    broken = replace(lines[4], body='{"type":"show","add":7}')
    assert not mentions(broken, ONE, 1)
