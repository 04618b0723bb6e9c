from __future__ import annotations

from investigator.data.queries import transfers
from investigator.data.queries.graph import clock, later_columns, state, transfer_columns
from investigator.data.queries.transfers import Where
from investigator.records import Clock
from tests.makers import Move, case, put


def test_columns_are_in_the_order_of_time_without_what_failed() -> None:
    moves = [Move(0, 1, 250, time=9), Move(1, 2, 10**30, time=3), Move(2, 3, 1, time=5, ok=False)]
    with case(moves) as made:
        columns = transfer_columns(made.store)
    assert columns.src.tolist() == [1, 0]
    assert columns.transfer.tolist() == [1, 0]
    assert columns.amount.tolist() == [1e28, 2.5]
    assert columns.accounts == 4


def test_state_changes_with_evidence() -> None:
    with case([Move(0, 1, 1)]) as made:
        before = state(made.store)
        assert state(made.store) == before
        put(made.store, [Move(0, 1, 1)], [], [])
        after = state(made.store)
        assert after != before
        assert after.follows(before)
        assert not before.follows(after)


def test_later_transfers_come_with_the_older_ones_of_their_times() -> None:
    with case([Move(0, 1, 1, time=3), Move(1, 2, 1, time=5), Move(1, 2, 1, time=6, ok=False)]) as made:
        put(made.store, [Move(0, 2, 1, time=5)], [], [])
        later = later_columns(made.store, last=2, held=2)
        assert later is not None
        assert later.transfer.tolist() == [1, 3]
        assert later_columns(made.store, last=2, held=3) is None


def test_clocks() -> None:
    with case([Move(0, 1, 1)], clock=Clock.STEP) as made:
        assert clock(made.store) is Clock.STEP
        put(made.store, [Move(0, 1, 1)], [], [], clock=Clock.UTC)
        assert clock(made.store) is None
    with case() as empty:
        assert clock(empty.store) is None
        assert transfer_columns(empty.store).src.size == 0


def test_blocks_are_the_common_clock_where_some_transfers_know_no_date() -> None:
    with case([Move(0, 1, 1, time=7, block=7)], clock=Clock.BLOCK) as made:
        put(made.store, [Move(1, 2, 1, time=1_700_000_000, block=5)], [], [], clock=Clock.UTC)
        assert clock(made.store) is Clock.BLOCK
        columns = transfer_columns(made.store)
        assert (columns.time.tolist(), columns.src.tolist()) == ([5, 7], [1, 0])
        found = transfers.page(made.store, Where(after=6))
        assert [row.id for row in found] == [0]
        put(made.store, [Move(1, 2, 1, time=1_700_000_000)], [], [])
        assert clock(made.store) is None
