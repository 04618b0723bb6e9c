import numpy as np

from gnn.around import Around
from investigator.progress import silent
from investigator.records import Address, Reason, Scores
from ui.lists.found import Drawn, Names
from ui.lists.rescored import rescored_list


def scores(accounts: list[int], calibrated: list[float], abstained: list[bool]) -> Scores:
    some = np.array(calibrated)
    return Scores(
        accounts=np.array(accounts, np.int32),
        raw=some,
        calibrated=some,
        abstained=np.array(abstained),
        reasons=tuple((Reason("paid often", 0.5, "x"),) for _ in accounts),
        model="worlds-01234567",
        model_hash="0" * 64,
        input_hash="1" * 64,
    )


def test_what_is_said_now_stands_beside_what_is_kept() -> None:
    found = Around(scores([2, 5, 9], [0.8, 0.1, 0.4], [False, True, False]), 3)
    kept = scores([1, 2, 5], [0.5, 0.3, 0.2], [False, False, False])
    names = [Address(f"bank:{number}") for number in (2, 5, 9)]
    listed = rescored_list(found, names, kept, Names())
    assert [[cell.text for cell in line.cells[1:3]] for line in listed.results.lines] == [
        ["0.80", "0.30"], ["declines", "0.20"], ["0.40", "—"],
    ]  # fmt: skip
    assert listed.results.lines[0].told == ("Paid often.",)
    assert any("3 counterparties" in one for one in listed.results.stated)
    assert listed.draw([0, 2], silent) == Drawn((2, 9))


def test_a_case_that_was_never_scored_has_nothing_kept() -> None:
    listed = rescored_list(Around(scores([2], [0.8], [False]), 0), [Address("bank:2")], None, Names())
    assert listed.results.lines[0].cells[2].text == "—"
    assert not any("counterpart" in one for one in listed.results.stated)
