"""What the line `graft` holds."""

from __future__ import annotations

from investigator.cases.accountset import AccountSet
from investigator.cases.case import Case
from investigator.cases.edits import Basket, Place, SetFinding, SetNote, SetSeeds, Show, Together
from investigator.cases.facts import Exhibit, Facts, Finding, Item
from investigator.cases.grafting import common, fresh_steps, graft_of, imports, row_ids, translated
from investigator.cases.journal import replay
from investigator.data import ledger
from investigator.data.ledger import Line
from investigator.records import Address, Tier

ONE = Address("bank:1")


def lines(case: Case) -> list[Line]:
    with case.store.reading() as db:
        return list(ledger.lines(db))


def test_every_row_id_in_a_step_is_translated() -> None:
    def name(what: str, row: int) -> int:
        return row + {"account": 100, "transfer": 1000}[what]

    finding = Finding("Paid", "", Tier.LEAD, (ONE,), (7, 5))
    with Case.create(None) as case:
        case.do(
            Together((
                Show(AccountSet.of([1, 2])), Place(((2, 3, 4),)), SetFinding("F1", finding),
                Basket({Item("transfer:9"): Exhibit(1, 0), Item("account:bank:1"): Exhibit(2, 1)}),
            ))
        )  # fmt: skip
        (fresh,) = fresh_steps(replay([]), case.history)
    assert row_ids([fresh.edit]) == {"account": {1, 2}, "transfer": {5, 7, 9}}
    facts = Facts()
    translated(fresh.edit, name).apply(facts)
    assert (facts.shown, facts.places) == ({101, 102}, {102: (3, 4)})
    assert set(facts.basket) == {"transfer:1009", "account:bank:1"}
    assert facts.findings["F1"].transfers == (1007, 1005)


def test_steps_are_told_apart_by_their_lines_and_names_by_who_gave_them() -> None:
    with Case.create(None, "Ben") as case:
        case.do(SetNote(ONE, "a"))
        ours = replay(lines(case))
        case.do(SetNote(ONE, "b"))
        case.undo()
        case.branch("Theory")
        case.do(SetSeeds((ONE,)))
        theirs = replay(lines(case))
        assert common(lines(case)[:2], lines(case)) == 2
        assert list(imports(lines(case))) == []
    fresh = fresh_steps(ours, theirs)
    body = graft_of(ours, theirs, fresh, lambda _what, row: row, "Ben")
    assert [(one["parent"], one["who"]) for one in body["steps"]] == [("2", "Ben"), ("2", "Ben")]
    assert list(body["stands"]) == ["Main (Ben)", "Theory"]
    assert body["stands"]["Main (Ben)"] == f".{fresh[0].id}"
