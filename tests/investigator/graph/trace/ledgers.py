"""Ledgers for tests, of one asset unless told."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from hypothesis import strategies as st

from investigator.data.queries.ledger import Ledger
from investigator.graph.trace.book import Book, book
from investigator.money import to_limbs
from tests.investigator.graph.trace.plainly import Transfer

ACCOUNTS = 6


def ledger_of(
    moments: Sequence[Sequence[Transfer]], pots: Sequence[int] | None = None, accounts: int = ACCOUNTS
) -> Ledger:
    """One time for each moment; transfers are numbered from 100 on."""
    moves = [move for moment in moments for move in moment]
    times = [time for time, moment in enumerate(moments) for _ in moment]
    pot = np.zeros(len(moves), np.int32) if pots is None else np.array(pots, np.int32)
    limbs = to_limbs(amount for _, _, amount in moves)
    used = 1 + max((place for place in range(4) if limbs[:, place].any()), default=0)
    return Ledger(
        src=np.array([move[0] for move in moves], np.int32),
        dst=np.array([move[1] for move in moves], np.int32),
        pot=pot,
        time=np.array(times, np.int64),
        transfer=np.arange(100, 100 + len(moves)),
        tied=np.array([i > 0 and times[i] == times[i - 1] for i in range(len(moves))], np.bool_),
        limbs=tuple(limbs[:, place].copy() for place in range(used)),
        pots=tuple((number, "") for number in range(int(pot.max(initial=0)) + 1)),
        accounts=accounts,
    )


def in_order(moves: Sequence[Transfer]) -> Book:
    """The books of transfers that come one after the other."""
    return book(ledger_of([[move] for move in moves]))


def transfers(unit: int = 1, most: int = 40) -> st.SearchStrategy[list[Transfer]]:
    """Random transfers between a few accounts: small amounts, so that holdings are emptied and exceeded."""
    one = st.tuples(
        st.integers(0, ACCOUNTS - 1), st.integers(0, ACCOUNTS - 1), st.integers(1, 12).map(lambda n: n * unit + n % 3)
    ).filter(lambda move: move[0] != move[1])  # fmt: skip
    return st.lists(one, max_size=most)
