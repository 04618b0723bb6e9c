from __future__ import annotations

from investigator.chain.rpc.pace import Pace


def steady(pace: Pace, answers: int) -> None:
    for _ in range(answers):
        pace.answered(1_000)


def test_it_starts_as_fast_as_allowed_and_stays_there() -> None:
    pace = Pace(20, 8)
    steady(pace, 100)
    assert (pace.batch, pace.in_flight) == (20, 8)


def test_a_rate_limit_halves_what_is_under_way_and_answers_raise_it_slowly() -> None:
    pace = Pace(20, 8)
    pace.slower(pace.begin(), until=9.0)
    assert (pace.batch, pace.in_flight, pace.quiet_until) == (20, 4, 9.0)
    steady(pace, 4)
    assert pace.in_flight == 5


def test_alone_under_way_the_batch_is_halved() -> None:
    pace = Pace(8, 1)
    pace.slower(pace.begin(), until=0.0)
    assert pace.batch == 4


def test_requests_that_were_under_way_together_count_once() -> None:
    pace = Pace(16, 8)
    together = [pace.begin() for _ in range(5)]
    for number in together:
        pace.slower(number, until=0.0)
        pace.smaller(number, 16)
    assert (pace.batch, pace.in_flight) == (16, 4)
    pace.smaller(pace.begin(), 16)
    assert pace.batch == 8


def test_too_much_halves_the_batch_and_it_grows_again() -> None:
    pace = Pace(16, 2)
    pace.smaller(pace.begin(), 16)
    assert pace.batch == 8
    steady(pace, 40)
    assert pace.batch == 16


def test_a_size_that_is_never_taken_is_never_asked_again() -> None:
    pace = Pace(16, 2)
    pace.capped(3)
    steady(pace, 100)
    assert pace.batch == 3
    pace.capped(0)
    assert pace.batch == 1


def test_very_long_answers_make_batches_shorter() -> None:
    pace = Pace(16, 2)
    pace.answered(100 << 20)
    assert pace.batch == 8
