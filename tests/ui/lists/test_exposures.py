"""Exposure as a list: shares by category, near and far, and what changes them most."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from investigator.cases.case import Case
from investigator.operations.exposing import ExposureOptions, exposures
from investigator.operations.tracing import books
from investigator.progress import silent
from tests.makers import Move, put
from ui.lists.exposures import exposure_list
from ui.lists.found import Found, Names

BANKS = [f"bank:{number}" for number in range(5)]
MOVES = [Move(0, 1, 300_00, 10), Move(4, 1, 999_999_00, 15), Move(1, 2, 100_00, 20), Move(2, 3, 100_00, 30)]


@pytest.fixture
def case() -> Iterator[Case]:
    tags = [
        {"address": "bank:0", "label": "Thief", "category": "exploit"},
        {"address": "bank:3", "label": "Halyard", "category": "exchange"},
    ]
    with Case.create(None) as made:
        put(made.store, MOVES, BANKS, tags=tags)
        yield made


def look(case: Case, account: str) -> Found:
    found = exposures(case, books(case), account, ("in", "out"), ExposureOptions("fifo"))
    numbers = {
        one: BANKS.index(one) for told in found for t in told.terms for one in (*t.accounts, told.address)
    }
    return exposure_list(found, Names(case.facts, {}), numbers)  # fmt: skip


def test_shares_stand_by_side_largest_first(case: Case) -> None:
    found = look(case, "bank:1")
    assert found.results.title == "Exposure of bank:1"
    rows = [[cell.text for cell in line.cells[:6]] for line in found.results.lines]
    assert rows[0] == ["comes from", "unlabelled", "–", "99.97 %", "999,999 EUR", "direct"]
    assert rows[1][1:4] == ["exploit", "illicit", "0.03 %"]
    assert ["goes to", "exchange", "0.01 %"] in [[row[0], row[1], row[3]] for row in rows]
    assert "2 transfers away" in [row[5] for row in rows]
    assert any("By FIFO;" in sentence for sentence in found.results.stated)


def test_what_changes_it_most_is_a_line_that_can_be_drawn(case: Case) -> None:
    found = look(case, "bank:1")
    names = [line.cells[1].text for line in found.results.lines]
    at = names.index("without one transfer")
    assert "left out one by one, it changes most." in found.results.lines[at].told[0]
    what = found.draw([at], silent)
    assert what.transfers == (1,)
    assert what.accounts == (1,)
    theft = found.draw([names.index("exploit")], silent)
    assert (theft.accounts, theft.transfers) == ((1, 0), ())


def test_a_share_is_never_shown_as_nothing_or_all_where_it_is_not(case: Case) -> None:
    put(case.store, [Move(0, 2, 1, 40), Move(4, 2, 10**9, 50)], [])
    shares = {line.cells[1].text: line.cells[3].text for line in look(case, "bank:2").results.lines[:4]}
    assert shares["exploit"] == "< 0.01 %"
    assert shares["unlabelled"] == "> 99.99 %"


def test_an_account_that_nothing_touched(case: Case) -> None:
    put(case.store, [Move(0, 1, 5, 60)], ["bank:5"])
    nothing = exposures(case, books(case), "bank:5", ("in", "out"), ExposureOptions("fifo"))
    found = exposure_list(nothing, Names(case.facts, {}), {})
    assert found.results.lines == ()
    assert found.results.empty.startswith("No money comes to this account")
