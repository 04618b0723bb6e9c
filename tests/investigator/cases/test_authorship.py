"""Who put a label there: the journal's word, whatever was undone and redone since."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

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


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.one_of(
            st.sampled_from(["undo", "redo"]),
            st.tuples(st.sampled_from([A, B]), st.lists(st.sampled_from([THEFT, SHOP]), unique=True)),
        ),
        max_size=12,
    )
)
def test_every_label_that_stands_has_an_author_who_said_it(
    steps: list[str | tuple[Address, list[Label]]],
) -> None:
    with case() as some:
        for step in steps:
            if step == "undo":
                some.undo()
            elif step == "redo":
                some.redo()
            else:
                address, labels = step
                some.do(SetLabels(Address(address), tuple(labels)))  # type: ignore[arg-type]
        found = told(some)
        with some.store.reading() as db:
            lines = {line.seq: line for line in ledger.lines(db)}
        for address, labels in some.facts.labels.items():
            for label in labels:
                line = lines[found[address, label].seq]
                assert line.verb == "do"
                assert label.text in line.body
