"""Money that is passed on."""

from __future__ import annotations

from investigator.graph.patterns.finding import Surroundings
from investigator.graph.patterns.passing import PassThrough, PeelChain
from tests.investigator.graph.patterns.told import DAY, HOUR, seen, world

TWICE = [(1, 0, 100.0, 0), (0, 2, 60.0, 600), (0, 3, 39.0, 700), (4, 0, 50.0, DAY), (0, 2, 50.0, DAY + 60)]


def test_what_comes_in_goes_out() -> None:
    (found,) = seen(PassThrough(), world(TWICE))
    assert found.accounts == (0, 2, 3)
    assert found.transfers == (0, 1, 2, 3, 4)
    assert found.reason == "passed on 99 % of 2 transfers, as a rule within 11 minutes"


def test_what_is_no_passage() -> None:
    assert seen(PassThrough(), world(TWICE[:3])) == []
    assert seen(PassThrough(minutes=1), world(TWICE)) == []
    assert seen(PassThrough(), world([(a, b, x if a else x * 2, t) for a, b, x, t in TWICE])) == []
    assert seen(PassThrough(), world([(a, b, x if a else x / 2, t) for a, b, x, t in TWICE])) == []
    assert seen(PassThrough(), world([(*row, int(row[0] == 0)) for row in TWICE])) == []
    assert seen(PassThrough(), world(TWICE), Surroundings(services=frozenset({0}))) == []


def chain(length: int) -> list[tuple[int, int, float, int]]:
    rows, held = [(50, 0, 1_000.0, 0)], 1_000.0
    for i in range(length):
        rows += [(i, 20 + i, held / 10, (i + 1) * HOUR), (i, i + 1, held * 0.9, (i + 1) * HOUR + 60)]
        held *= 0.9
    return rows


def test_a_part_turns_aside_each_time() -> None:
    (found,) = seen(PeelChain(), world(chain(4)))
    assert found.accounts == (0, 1, 2, 3, 4, 20, 21, 22, 23)
    assert found.transfers == tuple(range(9))
    assert found.reason == "went on 4 times with a part turned aside each time, until 66 % was left"


def test_what_is_no_peel_chain() -> None:
    assert seen(PeelChain(), world(chain(2))) == []
    assert seen(PeelChain(hours=0.5), world(chain(4))) == []
    assert seen(PeelChain(peel=0.05), world(chain(4))) == []
    kept = [(a, b, x if i % 2 or not i else x / 10, t) for i, (a, b, x, t) in enumerate(chain(4))]
    assert seen(PeelChain(), world(kept)) == []
