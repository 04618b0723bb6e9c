from gnn.annotations.lineage import Ancestor, Lineage, Taught
from gnn.card import Lesson
from investigator.data.queries.lessons import TaughtLabel
from investigator.progress import silent
from investigator.records import Address
from ui.lists.descent import descent_list
from ui.lists.found import Drawn, Names


def found() -> Lineage:
    label = TaughtLabel(
        4, True, "train", True, 80, "attribution", "thief", "theft", "police", "", "Ada", 3, 0, "ab" * 32
    )
    here = Taught(Lesson("this case", "g", "l", "f", 1, 0), 1, True, (label,))
    worlds = Taught(Lesson("train world 0", "g", "l", "f", 90, 2000), None, False, ())
    return Lineage(
        {"id": 2, "model": "mine-01234567"},
        4,
        0.75,
        (
            Ancestor("mine-01234567", "0" * 64, None, (here,)),
            Ancestor("gone-01234567", "", None, (worlds,), "It is gone."),
        ),
    )


def test_labels_of_the_case_and_lessons_from_elsewhere_are_told() -> None:
    listed = descent_list(found(), {4: Address("bank:4")}, Names())
    assert [line.cells[0].text for line in listed.results.lines] == ["mine-01234567", "gone-01234567"]
    assert [cell.text for cell in listed.results.lines[0].cells[2:]] == ["illicit", "train", "Ada", "80"]
    assert listed.results.lines[1].told == (
        "train world 0: 90 illicit, 2,000 licit accounts, labelled elsewhere.",
    )
    assert "It gave the account selected 0.75" in listed.results.summary
    assert any("the very hash" in one for one in listed.results.stated)
    assert any("It is gone." in one for one in listed.results.stated)
    assert listed.draw([0, 1], silent) == Drawn((4,))
