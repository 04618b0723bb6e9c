"""What analyses come to, as lists: what each says, and what is drawn for it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from investigator import operations
from investigator.cases.case import Case
from investigator.cases.facts import Facts
from investigator.cases.worth import Derived
from investigator.graph.columns import Columns
from investigator.graph.expand import Filter
from investigator.operations.pathing import PathOptions, find_paths
from investigator.operations.patterns import look_for_patterns
from investigator.operations.tracing import Thing, TraceOptions, books, trace_money
from investigator.progress import silent
from investigator.records import Address, Clock, Label, Tier
from tests.makers import Move, put
from tests.ui.things import HOSTILE
from ui.lists.found import Found, Names, limits
from ui.lists.paths import OPENED, at_bottlenecks, path_list
from ui.lists.patterns import pattern_list
from ui.lists.traces import MOST_DRAWN, drawn, trace_list
from ui.panels.result_model import as_csv

# 0 pays 1, who pays 2 and 3; 6 to 11 pay 12 within a week; 13 is apart
MOVES = [
    Move(0, 1, 500_00, 1_772_409_600), Move(1, 2, 300_00, 1_772_409_700), Move(1, 3, 100_00, 1_772_409_800),
    Move(2, 3, 250_00, 1_772_409_900), Move(3, 4, 50_00, 1_772_409_000),
    *(Move(account, 12, 1000_00 + account, 1_772_420_000 + account) for account in range(6, 12)),
]  # fmt: skip
BANKS = [Address(f"bank:{number}") for number in range(14)]
NAMES = Names(Facts(), {BANKS[2]: [Label(HOSTILE, "unknown", Tier.ATTRIBUTION, 90, "list")]})


@pytest.fixture
def case() -> Case:
    made = Case.create(None, "alice")
    put(made.store, MOVES, BANKS)
    return made


@pytest.fixture
def whole(case: Case) -> Columns:
    return operations.columns(case)


def rows(found: Found) -> list[list[str]]:
    return [[cell.text for cell in line.cells] for line in found.results.lines]


def paths(case: Case, whole: Columns, start: str, goal: str, options: PathOptions | None = None) -> Found:
    found = find_paths(case, whole, [start], [goal], options or PathOptions())
    numbers = {bank: number for number, bank in enumerate(BANKS)}
    assert set(at_bottlenecks(found)) <= set(numbers)
    return path_list(found, "Paths", Clock.UTC, NAMES, numbers)


def test_patterns_say_what_was_seen_and_how_it_may_be_ordinary(case: Case, whole: Columns) -> None:
    found = pattern_list(look_for_patterns(case, whole), whole, Clock.UTC, NAMES)
    assert found.results.tier == "lead"
    (fan,) = [line for line in found.results.lines if line.cells[0].text == "fan-in"]
    assert fan.cells[2].text == "bank:12 + 6"
    assert fan.cells[4].text == "6"
    assert fan.cells[5].text == "2026-03-02 02:53:26"
    assert fan.told[2].startswith("Ordinary explanations: ")
    assert len(fan.steps) == 7
    at = found.results.lines.index(fan)
    what = found.draw([at], silent)
    assert what.accounts[0] == 12
    assert what.transfers == tuple(range(5, 11))


def test_paths_are_listed_with_what_could_have_come_through(case: Case, whole: Columns) -> None:
    found = paths(case, whole, "bank:0", "bank:3")
    first = rows(found)[0]
    assert first[:2] == ["earliest", "2"]
    assert first[2:] == ["bank:1", "100 EUR", "2026-03-02 00:00:00", "2026-03-02 00:03:20"]
    last = found.results.lines[-1]
    assert last.cells[0].text == "most at all"
    assert last.cells[3].text == "350 EUR"
    assert [step.text for step in found.results.lines[0].steps[::2]] == [
        "1. bank:0 → bank:1",
        "2. bank:1 → bank:3",
    ]
    assert found.draw([0], silent).transfers == (0, 2)
    bottleneck = found.draw([len(found.results.lines) - 1], silent)
    assert bottleneck.transfers == ()
    assert set(bottleneck.accounts) <= {0, 1, 2, 3}


def test_names_of_others_are_shown_as_text(case: Case, whole: Columns) -> None:
    found = paths(case, whole, "bank:0", "bank:2")
    shown = found.results.lines[0].steps[2].text
    assert "\u202e" not in shown
    assert "‹U+202E›" in shown
    assert "\u202e" not in as_csv(found.results, [0])


def test_a_path_out_of_time_says_so(case: Case, whole: Columns) -> None:
    found = paths(case, whole, "bank:1", "bank:4", PathOptions(in_time=False))
    line = found.results.lines[0]
    assert line.cells[0].text == "shortest, untimely"
    assert "Not in the order of time" in line.told[1]


def test_where_there_is_no_path_it_is_said_why(case: Case, whole: Columns) -> None:
    found = paths(case, whole, "bank:0", "bank:13")
    assert found.results.lines == ()
    assert found.results.empty.startswith("No path as asked: ")
    narrow = PathOptions(Filter(direction="out", min_amount=200), hops=1)
    closed = paths(case, whole, "bank:0", "bank:3", narrow).results.empty
    assert "There would be one of" in closed
    assert any(words in closed for words in OPENED.values())


def test_endpoints_are_shown_under_every_convention(case: Case) -> None:
    ledger = books(case)
    traced = trace_money(case, ledger, ["bank:0"])
    found = trace_list(traced, ledger, Clock.UTC, NAMES, backward=False)
    heads = [column.name for column in found.results.columns]
    assert heads == [
        "Account", "Asset", "Holds", "Poison", "Haircut", "FIFO", "LIFO", "LIBR", "Hops", "Ends"
    ]  # fmt: skip
    by = {line.cells[0].whole: [cell.text for cell in line.cells[1:]] for line in found.results.lines}
    assert by["bank:1"] == ["EUR", "all", *["100"] * 5, "1", "at rest"]
    assert by["bank:3"][1] == "all"
    assert "Traced in all: 500 EUR" in found.results.summary
    assert found.results.lines[0].course is not None
    at = [line.cells[0].whole for line in found.results.lines].index("bank:3")
    what = found.draw([at], silent)
    assert set(what.transfers) == {0, 1, 2, 3}
    assert what.accounts == (3,)
    assert what.left_out == 0
    tips = [column.tip for column in found.results.columns if column.name == "FIFO"]
    assert tips == ["FIFO: what came in first goes out first."]


def test_one_convention_alone_and_the_way_back(case: Case) -> None:
    ledger = books(case)
    traced = trace_money(
        case, ledger, ["bank:3", "bank:12"], TraceOptions(backward=True, conventions=("fifo",))
    )
    found = trace_list(traced, ledger, Clock.UTC, NAMES, backward=True)
    assert found.results.title == "Trace back from 2 sources"
    assert {line.cells[2].text for line in found.results.lines} == {"all"}
    assert "the one convention that was asked for" in found.results.lines[0].told[1]
    assert any("of bank:3" in step.text for line in found.results.lines for step in line.steps)
    assert {line.cells[-1].text for line in found.results.lines} <= {
        "from outside, or held before", "at a source"
    }  # fmt: skip


def test_nothing_to_trace_says_so(case: Case) -> None:
    ledger = books(case)
    traced = trace_money(case, ledger, ["bank:13"])
    found = trace_list(traced, ledger, Clock.UTC, NAMES, backward=False)
    assert found.results.lines == ()
    assert "nothing" in found.results.summary


def test_too_many_transfers_are_counted_not_drawn(case: Case) -> None:
    count = MOST_DRAWN + 7
    put(case.store, [Move(0, 1, 1, 1_772_500_000 + at) for at in range(count)], [])
    ledger = books(case)
    traced = trace_money(case, ledger, ["bank:0"])
    at = [end.address for end in traced.endpoints].index(BANKS[1])
    what = drawn(traced, ledger, [at], silent, backward=False)
    assert len(what.transfers) == MOST_DRAWN
    assert what.left_out == count + 1 - MOST_DRAWN


def test_a_collectible_is_called_by_its_number(case: Case) -> None:
    ledger = books(case)
    traced = trace_money(case, ledger, ["bank:0"])
    item = Thing("eip155:1/erc721:0x1", "APE", 0, "77")
    end = replace(traced.endpoints[0], thing=item)
    found = trace_list(replace(traced, endpoints=(end,)), ledger, Clock.UTC, NAMES, backward=False)
    assert found.results.lines[0].cells[1].text == "APE #77"


def test_what_the_query_lets_through_is_said(case: Case) -> None:
    from investigator.data.queries import sources

    assets = sources.assets(case.store)
    assert limits(Filter(direction="out"), assets, Clock.UTC) == ""
    where = Filter(1_772_409_600, 1_772_409_700, (assets[0].id,), 5, 1000)
    assert limits(where, assets, Clock.UTC) == (
        "Only transfers of EUR, from 2026-03-02 00:00:00 on, until 2026-03-02 00:01:40, of at least 5, "
        "of at most 1,000 count, as the query says."
    )


def test_what_an_endpoint_was_worth_stands_beside_it_as_derived(case: Case) -> None:
    ledger = books(case)
    traced = trace_money(case, ledger, ["bank:0"])
    one = Derived("4000", "USD", "2000", "ETH", 0, "p.csv", 60, 1)
    worths = [{"fifo": one}, *({} for _ in traced.endpoints[1:])]
    found = trace_list(traced, ledger, Clock.UTC, NAMES, backward=False, worths=worths)
    first, second = ([entry.text for entry in line.steps] for line in found.results.lines[:2])
    assert first[-1] == "FIFO, derived"
    assert "FIFO, derived" not in second
