from gnn.explanation import Carrier, Explanation, Fidelity, Kin, Surroundings
from investigator.data.queries.transfers import TransferRow
from investigator.progress import silent
from investigator.records import Address, Clock, Reason, TransferKind
from ui.lists.explained import explained_list
from ui.lists.found import Drawn, Names

A, B, C = (Address(f"bank:{name}") for name in "abc")


def explained() -> Explanation:
    fidelity = Fidelity("features", 1, 0.9, 0.1, 0.8, 0.2, 0.3, 0.8, 1.0, 0.95, 20, "They carry the score.")
    return Explanation(
        account=1,
        model="worlds-01234567",
        model_hash="0" * 64,
        input_hash="1" * 64,
        score=0.9,
        calibrated=0.95,
        abstained=False,
        summary="Suspicious (score 0.90): received from 41 accounts.",
        reasons=(Reason("received from 41 accounts", 0.7, "x"), Reason("ordinary: old", -0.2, "y")),
        feature_fidelity=fidelity,
        carriers=(Carrier(11, 2.5, 0), Carrier(12, -0.5, 1)),
        transfer_fidelity=None,
        surroundings=Surroundings(3, 40, 99, 0.9, complete=False),
        kin=(Kin(7, True, 0.999, "as many senders"),),
    )


def row(number: int) -> TransferRow:
    return TransferRow(
        number, 1, 2, A, B, 0, "EUR", 2, 1050, 9, Clock.STEP, None, TransferKind.NATIVE, True, "", "", 1, None, None,
    )  # fmt: skip


def listed():  # type: ignore[no-untyped-def]
    rows = {11: row(11), 12: row(12)}
    return explained_list(explained(), A, rows, {1: A, 7: C}, Clock.STEP, Names())


def test_reasons_transfers_and_labelled_accounts_stand_one_below_the_other() -> None:
    results = listed().results
    assert results.tier == "lead"
    assert [line.cells[0].text for line in results.lines] == [
        "reason", "ordinary reason", "transfer", "transfer", "alike, illicit",
    ]  # fmt: skip
    assert results.lines[0].cells[1].text == "Received from 41 accounts"
    assert results.lines[1].cells[1].text == "Old"
    assert [line.cells[2].order for line in results.lines[:4]] == [0.7, -0.2, 2.5, -0.5]
    assert "10.5" in results.lines[2].cells[3].text
    assert "received from 41 accounts" in results.summary
    assert any("there were more" in one for one in results.stated)
    assert any("They carry the score" in one for one in results.stated)


def test_what_is_drawn_is_what_carries_the_score_and_who_is_like_it() -> None:
    draw = listed().draw
    assert draw([3], silent) == Drawn((1,), (12,))
    assert draw([0], silent) == Drawn((1,), (11, 12))
    assert draw([4], silent) == Drawn((1, 7), ())
