from __future__ import annotations

import random

import numpy as np
import pytest
from numpy.testing import assert_array_equal
from pytestqt.qtbot import QtBot

from investigator.cases.accountset import AccountSet
from investigator.cases.case import Case
from investigator.cases.edits import AnyEdit, Place, SetChart, SetGroup, SetSeeds, Show
from investigator.data.queries.results import keep_scores
from investigator.records import Address, Clock, Scores
from tests.makers import Move
from tests.makers import case as made_case
from ui.held import Held, hold
from ui.query import Query, parse
from ui.scenery import Layout, Places, Scenery, Wish, compose, nothing
from ui.session import Session
from ui.tasks import Runner

MOVES = [Move(0, 1, 500, 10), Move(1, 2, 300, 20), Move(2, 3, 100, 30)]


@pytest.fixture
def case() -> Case:
    made = made_case(MOVES)
    made.do(SetSeeds((Address("bank:0"),)))
    made.do(Show(AccountSet.of([0, 1, 2])))
    return made


def seen(case: Case, query: Query = Query(), layout: Layout = "flow", places: Places = Places()):  # type: ignore[no-untyped-def]  # noqa: B008 - frozen
    held = hold(case)
    return compose(Wish(case.at_rest(), query, layout, places), held)


def scored(case: Case, values: list[float]) -> Held:
    count = len(values)
    numbers = np.array(values)
    scores = Scores(
        np.arange(count, dtype=np.int32),
        numbers,
        numbers,
        np.zeros(count, np.bool_),
        ((),) * count,
        "m",
        "h",
        "i",
    )
    keep_scores(case.store, scores, [])
    return hold(case)


def test_what_is_on_the_chart_is_seen_and_what_is_beyond_is_counted(case: Case) -> None:
    sight, _ = seen(case)
    assert sight.graph.accounts.tolist() == [0, 1, 2]
    assert (sight.on_chart, sight.beyond) == (3, 1)
    assert sight.scene.seed.tolist() == [True, False, False]


@pytest.mark.parametrize(
    "query, left",
    [
        ("value>=4", [0, 1]),
        ("value>4.99 value<5.01", [0, 1]),
        ("time>=1970-01-01T00:00:15", [0, 1, 2]),
        ("time>1970-01-01T00:00", [0]),
        ("hops<=0", [0]),
        ("hops<=1", [0, 1]),
        ("risk>=0.5", [0]),
        ("asset:eur nothing", [0, 1, 2]),
    ],
)
def test_a_query_takes_away_but_never_the_seeds(case: Case, query: str, left: list[int]) -> None:
    assert seen(case, parse(query, {"eur": 0}, Clock.UTC))[0].graph.accounts.tolist() == left


def test_risk_narrows_to_what_touches_a_high_score(case: Case) -> None:
    held = scored(case, [0.1, 0.2, 0.9, 0.9])
    sight, _ = compose(Wish(case.at_rest(), parse("risk>=0.5", {}, None), "flow", Places()), held)
    assert sight.graph.accounts.tolist() == [0, 1, 2]
    assert sight.graph.transfer.tolist() == [1]


@pytest.mark.parametrize("layout", ["flow", "force"])
def test_a_query_moves_nothing(case: Case, layout: Layout) -> None:
    whole, places = seen(case, layout=layout)
    some, _ = seen(case, parse("hops<=1", {}, None), layout, places)
    assert_array_equal(some.scene.x, whole.scene.x[:2])


def test_by_forces_what_stands_stays(case: Case) -> None:
    before, places = seen(case, layout="force")
    case.do(Show(AccountSet.of([3])))
    after, _ = seen(case, layout="force", places=places)
    assert_array_equal(after.scene.x[:3], before.scene.x)
    assert np.isfinite(after.scene.x).all()


@pytest.mark.parametrize("layout", ["flow", "force"])
def test_what_was_put_by_hand_stands_there(case: Case, layout: Layout) -> None:
    case.do(Place(((1, 12_345, -600),)))
    scene = seen(case, layout=layout)[0].scene
    assert (scene.x[1], scene.y[1]) == (np.float32(123.45), np.float32(-6.0))
    assert scene.pinned.tolist() == [False, True, False]


def test_an_empty_chart_is_a_scene_too() -> None:
    assert nothing().account.size == 0
    assert seen(made_case())[0].scene.account.size == 0


@pytest.fixture
def scenery(qtbot: QtBot, case: Case):  # type: ignore[no-untyped-def]
    runner, session = Runner(), Session()
    made = Scenery(session, runner)
    session.adopt(case)
    qtbot.waitUntil(lambda: made.sight is not None)
    yield made
    runner.close()


def test_undoing_and_redoing_all_gives_the_same_picture(qtbot: QtBot, scenery: Scenery) -> None:
    session = scenery._session
    scenery.arrange("force")
    session.do(Show(AccountSet.of([3])))
    qtbot.waitUntil(lambda: scenery.sight is not None and scenery.sight.on_chart == 4)
    before = scenery.sight
    while session.undoable():
        session.undo()
    qtbot.waitUntil(lambda: scenery.sight is not None and scenery.sight.on_chart == 0)
    while session.redoable():
        session.redo()
    qtbot.waitUntil(lambda: scenery.sight is not None and scenery.sight.on_chart == 4)
    assert before is not None
    assert scenery.sight is not None
    assert_array_equal(before.scene.x, scenery.sight.scene.x)
    assert before.scene.title == scenery.sight.scene.title


def test_each_chart_has_its_own_accounts_and_one_beside_reads_nothing_itself(
    qtbot: QtBot, scenery: Scenery
) -> None:
    session = scenery._session
    session.do(SetChart("c1", "Cash-out", AccountSet.of([1, 2])))
    beside = Scenery(session, scenery._latest._runner, beside=scenery)
    beside.turn("c1", Query(), "flow")
    qtbot.waitUntil(lambda: beside.sight is not None)
    assert beside.sight is not None
    assert beside.sight.graph.accounts.tolist() == [1, 2]
    assert beside.held is scenery.held
    assert scenery.shown != beside.shown == {1, 2}
    scenery.turn("c1", Query(), "flow")
    qtbot.waitUntil(lambda: scenery.sight is not None and scenery.sight.on_chart == 2)


def test_closing_the_case_clears_the_picture(qtbot: QtBot, scenery: Scenery) -> None:
    scenery.narrow(parse("hops<=1", {}, None))
    scenery._session.close()
    assert scenery.sight is None
    assert scenery.held is None
    assert scenery.query == Query()


def random_step(chance: random.Random, shown: list[int]) -> AnyEdit | None:
    """What an analyst may do with a chart of fourteen accounts, if it can be done now."""
    rest = sorted(set(range(14)) - set(shown))
    kind = chance.choice(("show", "show", "hide", "seeds", "group", "place"))
    if kind == "show" and rest:
        return Show(AccountSet.of(chance.sample(rest, min(len(rest), chance.randrange(1, 4)))))
    if kind == "hide" and shown:
        return Show(AccountSet(), AccountSet.of(chance.sample(shown, chance.randrange(1, len(shown) + 1))))
    if kind == "seeds":
        return SetSeeds(tuple(Address(f"bank:{one}") for one in chance.sample(range(14), 2)))
    if kind == "group" and len(shown) > 2:
        return SetGroup("g", "Peelers", AccountSet.of(chance.sample(shown, 2)))
    if kind == "place" and shown:
        return Place(((chance.choice(shown), chance.randrange(-9000, 9000), 77),))
    return None


@pytest.mark.parametrize("layout", ["flow", "force"])
@pytest.mark.parametrize("seed", range(2))
def test_all_undone_and_done_again_stands_where_it_stood(seed: int, layout: Layout) -> None:
    chance, places = random.Random(seed), Places()
    moves = [Move(*chance.sample(range(14), 2), chance.randrange(1, 900), 10 * at) for at in range(30)]
    case = made_case(moves, 14)
    held = hold(case)
    for _ in range(10):
        if edit := random_step(chance, sorted(case.facts.shown)):
            case.do(edit)
            before, places = compose(Wish(case.at_rest(), Query(), layout, places), held)
    while case.history.back is not None:
        case.undo()
        if chance.random() < 0.6:
            _, places = compose(Wish(case.at_rest(), Query(), layout, places), held)
    while case.history.forth is not None:
        case.redo()
        if chance.random() < 0.6:
            _, places = compose(Wish(case.at_rest(), Query(), layout, places), held)
    after, _ = compose(Wish(case.at_rest(), Query(), layout, places), held)
    for name in ("account", "x", "y", "kind", "seed", "src", "dst", "weight"):
        assert_array_equal(getattr(before.scene, name), getattr(after.scene, name), err_msg=name)
