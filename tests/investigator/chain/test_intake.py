"""Taking sources in, one after the other, while others do so too."""

from __future__ import annotations

import threading

import pytest

from investigator.cases.case import Case
from investigator.cases.verify import verify
from investigator.chain.intake import Intake
from investigator.chain.source import Batch
from investigator.chain.told import Told
from investigator.data.store import Store
from investigator.progress import Cancelled, silent

A, B = ("eip155:1:0x" + digit * 40 for digit in "ab")


def told(*addresses: str, name: str = "x") -> Told:
    """A source that says of accounts only that they are contracts."""
    return Told("json", name, {}, name.encode(), Batch(contracts=addresses))


def addresses(store: Store) -> list[str]:
    with store.reading() as db:
        return [text for (text,) in db.execute("SELECT address FROM account ORDER BY id").fetchall()]


def test_names_are_kept_from_one_source_to_the_next(case: Case) -> None:
    intake = Intake(case.store)
    intake.take(told(A, name="1"), silent)
    intake.take(told(A, B, name="2"), silent)
    assert addresses(case.store) == [A, B]
    assert intake.accounts(silent) == 2


def test_names_that_others_added_are_seen(case: Case) -> None:
    first, second = Intake(case.store), Intake(case.store)
    first.take(told(A, name="1"), silent)
    second.take(told(B, name="2"), silent)
    first.take(told(A, B, name="3"), silent)
    assert addresses(case.store) == [A, B]
    assert verify(case.store) == []


def test_what_failed_left_no_name(case: Case) -> None:
    intake = Intake(case.store)

    def stop(done: int, total: int | None = None, note: str = "") -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        intake.take(told(A, name="1"), stop)
    assert addresses(case.store) == []
    intake.take(told(B, name="2"), silent)
    assert addresses(case.store) == [B]


def test_one_waits_for_the_other_and_can_be_cancelled_meanwhile(case: Case) -> None:
    notes: list[str] = []
    heard = threading.Event()

    def tick(done: int, total: int | None = None, note: str = "") -> None:
        notes.append(note)
        heard.set()
        if note.startswith("Waiting"):
            raise Cancelled

    case.store.intake.acquire()
    try:
        with pytest.raises(Cancelled):
            Intake(case.store).take(told(A), tick)
    finally:
        case.store.intake.release()
    assert heard.is_set()
    assert notes == ["Waiting for another import"]


def test_the_same_answer_again_is_the_same_acquisition(case: Case) -> None:
    intake = Intake(case.store)
    intake.take(told(A, name="1"), silent)
    intake.take(told(A, name="1"), silent)
    with case.store.reading() as db:
        assert db.execute("SELECT count(*) FROM acquisition").fetchall() == [(1,)]
