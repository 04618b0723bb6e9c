"""What an opposing expert would say, as a list."""

from __future__ import annotations

from investigator.cases.opposing import Explanation, Opposed, Point
from investigator.progress import silent
from tests.ui.things import ALICE, HOSTILE
from ui.lists.found import LISTED, Drawn
from ui.lists.opposed import opposed_list

KNOWN = Point("for", ALICE, HOSTILE)
BATCH = Explanation(
    "payout batch", "Were these salaries?", "the payer's books", (Point("against", "", "No."),)
)
HOUSE = Explanation("service", "Is it an exchange?", "its records", (KNOWN,))
OPEN = Explanation("contract", "Is it code?", "its code", (Point("open", "", "Nothing is held about it."),))
FOUND = [Opposed("F1", "Paid out", (BATCH, OPEN, HOUSE)), Opposed("F2", "Kept", (OPEN,))]
DRAWN = {"F1": Drawn((1, 2), (7,)), "F2": Drawn((2, 3), (8,))}


def test_what_speaks_for_an_ordinary_explanation_comes_first() -> None:
    found = opposed_list(FOUND, DRAWN)
    rows = [[cell.text for cell in line.cells[:3]] for line in found.results.lines]
    assert rows == [
        ["F1", "service", "spoken for"],
        ["F1", "contract", "open"],
        ["F1", "payout batch", "spoken against"],
        ["F2", "contract", "open"],
    ]
    assert found.results.stated[0] == "Ordinary explanations: 1 spoken for, 2 open, 1 spoken against."
    line = found.results.lines[0]
    assert line.told[0] == "Service, spoken for. Is it an exchange?"
    assert line.told[1].startswith("0x5aAe…eAed, spoken for: ")
    assert line.told[-1] == "Would settle it: its records."


def test_a_subject_is_drawn_once() -> None:
    found = opposed_list(FOUND, DRAWN)
    assert found.draw([0, 1], silent) == Drawn((1, 2), (7,))
    assert found.draw([0, 3], silent) == Drawn((1, 2, 3), (7, 8))


def test_nothing_to_oppose() -> None:
    found = opposed_list([], {})
    assert found.results.lines == ()
    assert found.results.empty


def test_many_points_are_listed() -> None:
    many = Explanation("service", "Is it?", "records", (KNOWN,) * (LISTED + 1))
    assert len(opposed_list([Opposed("F1", "x", (many,))], DRAWN).results.lines[0].steps) == LISTED
